/**
 * From the SDK's room to what the elements show: pure, over anything of the right shape.
 */

/**
 * @typedef {import('../../sdk/index.js').Participant} Participant
 * @typedef {import('../../sdk/index.js').Track} Track
 * @typedef {import('../tile/tile.js').TileView} TileView
 * @typedef {import('../people/people.js').PersonView} PersonView
 * @typedef {import('./tiles.js').TilePerson} TilePerson
 *
 * @typedef {object} CallMarks what the page knows beyond the room itself
 * @property {string | null} pinned
 * @property {ReadonlySet<string>} broken ids of participants whose media is interrupted
 * @property {ReadonlyMap<string, number>} spokeAt when each one last began to speak
 * @property {boolean} mirror
 */

/** The attribute by which a participant tells the others that they record; also in `docs/sdk.md`. */
export const RECORDING_ATTRIBUTE = 'recording';

/**
 * The track of a source if there is something to see or hear.
 * @param {Participant} participant
 * @param {'camera' | 'screen_share' | 'microphone' | 'screen_share_audio'} source
 * @returns {Track | null}
 */
export function liveTrack(participant, source) {
  const track = participant.track(source);
  return track && !track.muted && track.mediaStreamTrack ? track : null;
}

/**
 * Whether a source is announced and not muted, be it that nothing arrived yet.
 * @param {Participant} participant
 * @param {'camera' | 'screen_share' | 'microphone'} source
 * @returns {boolean}
 */
export function isOn(participant, source) {
  const track = participant.track(source);
  return track !== null && !track.muted;
}

/**
 * Those who have a tile. An observer only listens and has none.
 * @param {readonly Participant[]} participants
 * @param {CallMarks} marks
 * @returns {TilePerson[]}
 */
export function tilePeople(participants, { spokeAt }) {
  return participants.filter((participant) => participant.role !== 'observer').map((participant) => ({
    id: participant.id,
    isLocal: participant.isLocal,
    joinedAt: participant.joinedAt,
    handRaisedAt: participant.handRaisedAt,
    hasCamera: isOn(participant, 'camera'),
    hasScreen: isOn(participant, 'screen_share'),
    lastSpokeAt: spokeAt.get(participant.id) ?? 0,
  }));
}

/**
 * @param {readonly Participant[]} participants
 * @param {CallMarks} marks
 * @returns {Map<string, TileView>}
 */
export function tileViews(participants, marks) {
  /** @type {Map<string, TileView>} */
  const views = new Map();
  for (const participant of participants) {
    for (const source of /** @type {const} */ (['camera', 'screen_share'])) {
      if (source === 'screen_share' && !isOn(participant, source)) continue;
      const view = tileView(participant, source, marks);
      views.set(view.key, view);
    }
  }
  return views;
}

/**
 * @param {Participant} participant
 * @param {'camera' | 'screen_share'} source
 * @param {CallMarks} marks
 * @returns {TileView}
 */
function tileView(participant, source, { pinned, broken, mirror }) {
  const key = `${participant.id}:${source}`;
  const track = liveTrack(participant, source);
  return {
    key, source, track,
    participantId: participant.id,
    identity: participant.identity,
    name: participant.name,
    isLocal: participant.isLocal,
    mirrored: participant.isLocal && source === 'camera' && mirror && track?.mediaStreamTrack?.getSettings().facingMode !== 'environment',
    microphoneOff: !isOn(participant, 'microphone'),
    speaking: source === 'camera' && participant.isSpeaking,
    quality: participant.isLocal ? null : participant.quality.level,
    handRaised: participant.handRaisedAt !== null,
    recording: isRecording(participant),
    pinned: pinned === key,
    broken: broken.has(participant.id),
  };
}

/**
 * Everybody in the list of people: oneself first, then raised hands, then by name.
 * @param {readonly Participant[]} participants
 * @param {CallMarks} marks
 * @returns {PersonView[]}
 */
export function personViews(participants, { pinned, broken }) {
  const rank = (/** @type {Participant} */ one) => (one.isLocal ? 0 : one.handRaisedAt !== null ? 1 : 2);
  const sorted = [...participants].sort((a, b) => rank(a) - rank(b) || (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  return sorted.map((participant) => ({
    id: participant.id,
    identity: participant.identity,
    name: participant.name,
    isLocal: participant.isLocal,
    role: participant.role,
    microphoneOff: !isOn(participant, 'microphone'),
    cameraOff: !isOn(participant, 'camera'),
    handRaised: participant.handRaisedAt !== null,
    speaking: participant.isSpeaking,
    reconnecting: participant.state === 'reconnecting' || broken.has(participant.id),
    pinned: pinned === `${participant.id}:camera`,
    quality: participant.isLocal ? null : participant.quality.level,
  }));
}

/**
 * @param {Participant} participant
 * @returns {boolean}
 */
export function isRecording(participant) {
  return Boolean(participant.attributes[RECORDING_ATTRIBUTE]);
}

/**
 * The size of the picture that arrives from somebody, in words.
 * @param {Participant} participant
 * @returns {string}
 */
export function pictureText(participant) {
  const track = liveTrack(participant, 'screen_share') ?? liveTrack(participant, 'camera');
  const size = track?.dimensions;
  if (!size) return '';
  const rate = track?.stats?.frameRate;
  return `${size.width} × ${size.height}${rate ? `, ${Math.round(rate)} fps` : ''}`;
}

/**
 * What arrives from somebody, bit/s; null before the first sample.
 * @param {Participant} participant
 * @returns {number | null}
 */
export function receivedBitrate(participant) {
  const samples = [...participant.tracks.values()].flatMap((track) => track.stats ?? []);
  return samples.length === 0 ? null : samples.reduce((sum, sample) => sum + sample.bitrate, 0);
}
