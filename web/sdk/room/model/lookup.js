/**
 * @typedef {import('./types.js').RoomModel} RoomModel
 * @typedef {import('./types.js').Person} Person
 */

/**
 * @param {RoomModel} model
 * @param {string} id as in messages
 * @returns {Person | undefined}
 */
export function personById(model, id) {
  for (const person of model.people.values()) if (person.info.id === id) return person;
  return undefined;
}

/**
 * @param {Person} person
 * @param {string} id as in messages
 * @returns {string | undefined} the track's key
 */
export function trackKeyById(person, id) {
  for (const [key, track] of person.tracks) if (track.id === id) return key;
  return undefined;
}

/**
 * The key of a participant whom a message names, oneself included; other words (`api`) are left as they are.
 *
 * @param {RoomModel} model
 * @param {string} id
 * @returns {string}
 */
export function keyOf(model, id) {
  return id === model.you?.id ? model.yourKey : personById(model, id)?.key ?? id;
}

/**
 * The id for a message of the participant whom the application knows by a key. Somebody unknown (in the lobby, say) is left as is.
 *
 * @param {RoomModel} model
 * @param {string} key
 * @returns {string}
 */
export function idOf(model, key) {
  return (key === model.yourKey ? model.you?.id : model.people.get(key)?.info.id) ?? key;
}

/**
 * @param {RoomModel} model
 * @param {string} key of the track
 * @returns {string}
 */
export function trackIdOf(model, key) {
  for (const person of model.people.values()) {
    const track = person.tracks.get(key);
    if (track) return track.id;
  }
  return key;
}
