import { candidateMembers, descriptionMembers, iceServer, participant, room, topology, track, waiting } from './objects.js';
import { array, boolean, integer, natural, object, optional, string } from './schema.js';

/** @typedef {import('./schema.js').Members} Members */

/** @type {Members} */
const session = { session: string, resume_token: string, resume_window_ms: natural, ping_interval_ms: natural, ping_timeout_ms: natural };

/** @type {Members} */
const sequenced = { type: string, seq: natural };

/**
 * What a server sends, by type; members after `type` in the order of `docs/signaling.md`.
 *
 * @type {Record<import('./types.js').ServerMessage['type'], import('./schema.js').Reader<any>>}
 */
export const serverMessages = {
  joined: object({
    type: string,
    ...session,
    you: participant,
    room,
    participants: array(participant),
    waiting: array(waiting),
    topology,
    ice_servers: array(iceServer),
    server: string,
  }),
  waiting: object({ type: string, ...session, room }),
  resumed: object({ type: string, last_id: natural, next_seq: natural }),
  pong: object({ type: string, sent_at: integer, received_at: integer }),
  closing: object({ type: string, code: string, message: string, reconnect: boolean }),
  ack: object({ ...sequenced, id: natural, track: optional(track) }),
  error: object({ type: string, seq: optional(natural), id: optional(natural), code: string, message: string }),
  participant_joined: object({ ...sequenced, participant }),
  participant_updated: object({ ...sequenced, participant }),
  participant_left: object({ ...sequenced, participant: string, reason: string }),
  track_published: object({ ...sequenced, participant: string, track }),
  track_unpublished: object({ ...sequenced, participant: string, track: string }),
  track_muted: object({ ...sequenced, participant: string, track: string, muted: boolean, by: optional(string) }),
  room_updated: object({ ...sequenced, room }),
  lobby_joined: object({ ...sequenced, waiting }),
  lobby_left: object({ ...sequenced, participant: string, reason: string }),
  topology: object({ ...sequenced, topology }),
  description: object({ ...sequenced, from: string, ...descriptionMembers }),
  candidate: object({ ...sequenced, from: string, ...candidateMembers }),
  data: object({ ...sequenced, from: string, topic: string, payload: string, direct: boolean }),
  token: object({ ...sequenced, token: string, expires_at: integer }),
  ice_servers: object({ ...sequenced, ice_servers: array(iceServer) }),
};
