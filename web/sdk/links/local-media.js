/**
 * What this client sends, the same on every link.
 *
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 */
export class LocalMedia {
  /** @type {Map<TrackSource, MediaStreamTrack>} */
  tracks = new Map();
  /**
   * Ids (`TR_`) of the published ones.
   *
   * @type {Map<TrackSource, string>}
   */
  ids = new Map();
  /** Named in the SDP of every link. */
  streams;

  /** @param {import('../environment.js').Environment} environment */
  constructor(environment) {
    this.streams = { call: environment.createStream(), screen: environment.createStream() };
  }
}
