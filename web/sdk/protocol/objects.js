import { array, boolean, integer, natural, object, oneOf, optional, string, strings } from './schema.js';

/** @typedef {import('./schema.js').Members} Members */

/** @type {import('./types.js').TrackSource[]} */
export const TRACK_SOURCES = ['camera', 'microphone', 'screen_share', 'screen_share_audio'];

export const source = oneOf(...TRACK_SOURCES);
export const role = oneOf('host', 'cohost', 'guest', 'observer');

/** @type {Members} */
const trackMembers = { cid: string, source, name: optional(string), muted: boolean, width: optional(natural), height: optional(natural) };

export const newTrack = object(trackMembers);
export const track = object({ id: string, ...trackMembers });

export const participant = object({
  id: string,
  identity: string,
  name: string,
  role,
  state: oneOf('active', 'reconnecting'),
  metadata: string,
  attributes: strings,
  joined_at: integer,
  can_publish: array(source),
  can_publish_data: boolean,
  hidden: boolean,
  tracks: array(track),
});

export const waiting = object({ id: string, identity: string, name: string, since_at: integer });

export const room = object({
  id: string,
  name: string,
  title: string,
  metadata: string,
  locked: boolean,
  lobby: boolean,
  max_participants: natural,
  created_at: integer,
  expires_at: optional(integer),
});

export const topology = object({ kind: oneOf('mesh', 'sfu'), epoch: natural, reason: string });

export const iceServer = object({ urls: array(string), username: optional(string), credential: optional(string) });

/** @type {Members} */
export const descriptionMembers = {
  epoch: natural,
  generation: natural,
  sdp_type: oneOf('offer', 'answer', 'rollback'),
  sdp: string,
  tracks: array(object({ mid: string, track: string })),
};

/** @type {Members} */
export const candidateMembers = {
  epoch: natural,
  generation: natural,
  candidate: string,
  sdp_mid: optional(string),
  sdp_m_line_index: optional(natural),
  username_fragment: optional(string),
};
