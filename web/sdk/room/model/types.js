/**
 * The shapes of the room model. Types only; nothing here runs.
 *
 * The server's ids change when a session is lost for good and a client joins anew. Applications must not notice when nothing else
 * changed, so each person and each track has a *key*, the first id that it had; messages carry the current *id*.
 *
 * @typedef {import('../../protocol/types.js').ServerMessage} ServerMessage
 * @typedef {import('../../protocol/types.js').ParticipantInfo} ParticipantInfo
 * @typedef {import('../../protocol/types.js').TrackInfo} TrackInfo
 * @typedef {import('../../protocol/types.js').RoomInfo} RoomInfo
 * @typedef {import('../../protocol/types.js').Topology} Topology
 * @typedef {import('../../protocol/types.js').WaitingInfo} WaitingInfo
 * @typedef {import('../../protocol/types.js').IceServer} IceServer
 *
 * @typedef {Omit<ParticipantInfo, 'tracks'>} PersonInfo
 *
 * @typedef {object} Person
 * @property {string} key
 * @property {PersonInfo} info
 * @property {ReadonlyMap<string, TrackInfo>} tracks by key
 * @property {{keys: ReadonlySet<string>, until: number} | null} orphans tracks of the presence before this one, expected to be published again
 * @property {{until: number, reason: string} | null} held gone from the server's list, and expected back at once under a new id
 *
 * @typedef {object} RoomModel
 * @property {RoomInfo | null} info
 * @property {PersonInfo | null} you null before the first `joined`
 * @property {string} yourKey
 * @property {ReadonlyMap<string, Person>} people by key, without oneself
 * @property {WaitingInfo[]} waiting
 * @property {Topology | null} topology
 * @property {IceServer[]} iceServers
 *
 * @typedef {{type: 'message', message: ServerMessage}
 *   | {type: 'mediaLost', id: string}
 *   | {type: 'timer'}} RoomInput `mediaLost`: no media flows with this participant any more
 *
 * @typedef {{type: 'joined', again: boolean}
 *   | {type: 'youUpdated'}
 *   | {type: 'yourTrackMuted', track: string, muted: boolean, by?: string}
 *   | {type: 'yourTrackUnpublished', track: string}
 *   | {type: 'connected', key: string}
 *   | {type: 'updated', key: string}
 *   | {type: 'disconnected', key: string, reason: string}
 *   | {type: 'trackPublished', key: string, track: string}
 *   | {type: 'trackUnpublished', key: string, track: string}
 *   | {type: 'trackMuted', key: string, track: string, muted: boolean, by?: string}
 *   | {type: 'linkWanted', key: string, id: string, initiate: boolean}
 *   | {type: 'linkReplaced', id: string}
 *   | {type: 'linkOver', id: string}
 *   | {type: 'roomUpdated'}
 *   | {type: 'lobbyChanged'}
 *   | {type: 'topologyChanged'}
 *   | {type: 'iceServersChanged'}} RoomEffect
 *   `yourTrack…`: `track` is the id; `trackPublished` and the like: keys; `linkReplaced`: keep its media until the one that follows has some
 */

export {};
