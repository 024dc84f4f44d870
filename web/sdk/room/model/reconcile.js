/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').PersonInfo} PersonInfo
 * @typedef {import('./types.js').RoomEffect} RoomEffect
 * @typedef {import('./types.js').TrackInfo} TrackInfo
 * @typedef {import('../../protocol/types.js').ParticipantInfo} ParticipantInfo
 */

/**
 * @param {ParticipantInfo} participant
 * @returns {Person}
 */
export function newPerson(participant) {
  const { tracks, ...info } = participant;
  return { key: info.id, info, tracks: new Map(tracks.map((track) => [track.id, track])), held: null };
}

/**
 * Brings what is known of a person in line with what the server says now, and tells only the true differences.
 * A track is the same one when it has the same id or, after a full rejoin, the same publisher's id and source.
 *
 * @param {Person} person
 * @param {ParticipantInfo} participant
 * @returns {{person: Person, effects: RoomEffect[]}}
 */
export function reconcile(person, participant) {
  const { tracks, ...info } = participant;
  const { key } = person;
  /** @type {RoomEffect[]} */
  const effects = [];
  /** @type {Map<string, TrackInfo>} */
  const next = new Map();
  for (const track of tracks) {
    const known = [...person.tracks].find(([, each]) => each.id === track.id || (each.cid === track.cid && each.source === track.source));
    if (known === undefined) {
      next.set(track.id, track);
      effects.push({ type: 'trackPublished', key, track: track.id });
    } else {
      next.set(known[0], track);
      if (known[1].muted !== track.muted) effects.push({ type: 'trackMuted', key, track: known[0], muted: track.muted });
    }
  }
  for (const track of person.tracks.keys()) if (!next.has(track)) effects.unshift({ type: 'trackUnpublished', key, track });
  if (differs(person.info, info)) effects.unshift({ type: 'updated', key });
  return { person: { key, info, tracks: next, held: null }, effects };
}

/**
 * Whether people could see a difference; ids and the time of joining also change when only the session is a new one.
 *
 * @param {PersonInfo} before
 * @param {PersonInfo} after
 */
export function differs(before, after) {
  return JSON.stringify({ ...before, id: '', joined_at: 0 }) !== JSON.stringify({ ...after, id: '', joined_at: 0 });
}
