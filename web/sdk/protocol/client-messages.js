import { candidateMembers, descriptionMembers, newTrack, role } from './objects.js';
import { array, boolean, integer, natural, object, oneOf, optional, string, strings } from './schema.js';

/**
 * What a client sends, by type; members after `type` in the order of `docs/signaling.md`.
 *
 * @type {Record<import('./types.js').ClientMessage['type'], import('./schema.js').Reader<any>>}
 */
export const clientMessages = {
  join: object({ type: string, protocol: natural, token: string, room: optional(string), client: optional(string) }),
  resume: object({ type: string, session: string, resume_token: string, last_seq: natural }),
  ping: object({ type: string, last_seq: natural, sent_at: integer }),
  leave: object({ type: string, id: natural }),
  publish: object({ type: string, id: natural, track: newTrack }),
  unpublish: object({ type: string, id: natural, track: string }),
  mute: object({ type: string, id: natural, track: string, muted: boolean }),
  update: object({ type: string, id: natural, name: optional(string), metadata: optional(string), attributes: optional(strings) }),
  description: object({ type: string, id: natural, to: string, ...descriptionMembers }),
  candidate: object({ type: string, id: natural, to: string, ...candidateMembers }),
  data: object({ type: string, id: natural, to: optional(array(string)), topic: string, payload: string }),
  moderate: object({
    type: string,
    id: natural,
    action: oneOf('admit', 'deny', 'remove', 'mute', 'set_role', 'lock', 'lobby', 'end'),
    participant: optional(string),
    track: optional(string),
    role: optional(role),
    value: optional(boolean),
  }),
};
