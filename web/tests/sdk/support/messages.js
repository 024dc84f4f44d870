/**
 * Builders of server messages for tests.
 *
 * @typedef {import('../../../sdk/protocol/types.js').ParticipantInfo} ParticipantInfo
 * @typedef {import('../../../sdk/protocol/types.js').JoinedMessage} JoinedMessage
 * @typedef {import('../../../sdk/protocol/types.js').TrackInfo} TrackInfo
 * @typedef {import('../../../sdk/protocol/types.js').RoomInfo} RoomInfo
 */

/**
 * @param {string} id
 * @param {Partial<ParticipantInfo>} [changes]
 * @returns {ParticipantInfo}
 */
export function participant(id, changes = {}) {
  return {
    id,
    identity: `identity of ${id}`,
    name: id,
    role: 'guest',
    state: 'active',
    metadata: '',
    attributes: {},
    joined_at: 1_000,
    can_publish: ['camera', 'microphone', 'screen_share', 'screen_share_audio'],
    can_publish_data: true,
    hidden: false,
    tracks: [],
    ...changes,
  };
}

/**
 * @param {string} id
 * @param {Partial<TrackInfo>} [changes]
 * @returns {TrackInfo}
 */
export function track(id, changes = {}) {
  return { id, cid: `cid of ${id}`, source: 'camera', muted: false, ...changes };
}

/**
 * @param {Partial<RoomInfo>} [changes]
 * @returns {RoomInfo}
 */
export function roomInfo(changes = {}) {
  return { id: 'RM_1', name: 'demo', title: '', metadata: '', locked: false, lobby: false, max_participants: 0, created_at: 0, ...changes };
}

export const SESSION = Object.freeze({
  session: 'SE_1',
  resume_token: 'secret',
  resume_window_ms: 30_000,
  ping_interval_ms: 4_000,
  ping_timeout_ms: 12_000,
});

/**
 * @param {Partial<JoinedMessage>} [changes]
 * @returns {JoinedMessage}
 */
export function joined(changes = {}) {
  return {
    type: 'joined',
    ...SESSION,
    you: participant('PA_me'),
    room: roomInfo(),
    participants: [],
    waiting: [],
    topology: { kind: 'mesh', epoch: 1, reason: 'start' },
    ice_servers: [],
    server: 'test',
    ...changes,
  };
}
