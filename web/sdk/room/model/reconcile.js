/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').PersonInfo} PersonInfo
 * @typedef {import('./types.js').RoomEffect} RoomEffect
 * @typedef {import('./types.js').TrackInfo} TrackInfo
 * @typedef {import('../../protocol/types.js').ParticipantInfo} ParticipantInfo
 */

/** After a full rejoin a client publishes its tracks again, one request later. */
const ORPHAN_MS = 5_000;

/**
 * @param {ParticipantInfo} participant
 * @returns {Person}
 */
export function newPerson(participant) {
  const { tracks, ...info } = participant;
  return { key: info.id, info, tracks: new Map(tracks.map((track) => [track.id, track])), orphans: null, held: null };
}

/**
 * Brings what is known of a person in line with what the server says now, and tells only the true differences.
 * Tracks that a new presence of the same person has not published yet are kept for a while.
 *
 * @param {Person} person
 * @param {ParticipantInfo} participant
 * @param {number} now
 * @returns {{person: Person, effects: RoomEffect[]}}
 */
export function reconcile(person, participant, now) {
  const { tracks, ...info } = participant;
  const { key } = person;
  const isNewPresence = info.id !== person.info.id;
  /** @type {RoomEffect[]} */
  const effects = differs(person.info, info) ? [{ type: 'updated', key }] : [];
  /** @type {Person} */
  let next = { ...person, info, held: null };
  const present = new Set(tracks.flatMap((track) => keyOfSame(person, track) ?? []));
  const missing = [...person.tracks.keys()].filter((track) => !present.has(track));
  if (isNewPresence) {
    next.orphans = missing.length > 0 ? { keys: new Set(missing), until: now + ORPHAN_MS } : null;
  } else {
    for (const track of missing.filter((each) => !person.orphans?.keys.has(each))) {
      next = withoutTrack(next, track);
      effects.push({ type: 'trackUnpublished', key, track });
    }
  }
  for (const track of tracks) {
    const change = withTrack(next, track);
    next = change.person;
    effects.push(...change.effects);
  }
  return { person: next, effects };
}

/**
 * @param {Person} person
 * @param {TrackInfo} track
 * @returns {{person: Person, effects: RoomEffect[]}}
 */
export function withTrack(person, track) {
  const { key } = person;
  const known = keyOfSame(person, track);
  const trackKey = known ?? track.id;
  const before = known === undefined ? undefined : person.tracks.get(known);
  /** @type {RoomEffect[]} */
  const effects = [];
  if (before === undefined) effects.push({ type: 'trackPublished', key, track: trackKey });
  else if (before.muted !== track.muted) effects.push({ type: 'trackMuted', key, track: trackKey, muted: track.muted });
  return { person: { ...person, tracks: new Map(person.tracks).set(trackKey, track), orphans: withoutOrphan(person, trackKey) }, effects };
}

/**
 * @param {Person} person
 * @param {string} trackKey
 * @returns {Person}
 */
export function withoutTrack(person, trackKey) {
  const tracks = new Map(person.tracks);
  tracks.delete(trackKey);
  return { ...person, tracks, orphans: withoutOrphan(person, trackKey) };
}

/**
 * The same track has the same id or, in a new presence of its publisher, the same publisher's id and source.
 *
 * @param {Person} person
 * @param {TrackInfo} track
 * @returns {string | undefined}
 */
function keyOfSame(person, track) {
  const isSame = (/** @type {TrackInfo} */ each) => each.id === track.id || (each.cid === track.cid && each.source === track.source);
  return [...person.tracks].find(([, each]) => isSame(each))?.[0];
}

/**
 * @param {Person} person
 * @param {string} trackKey
 * @returns {Person['orphans']}
 */
function withoutOrphan({ orphans }, trackKey) {
  if (orphans === null || !orphans.keys.has(trackKey)) return orphans;
  const keys = new Set([...orphans.keys].filter((each) => each !== trackKey));
  return keys.size === 0 ? null : { ...orphans, keys };
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
