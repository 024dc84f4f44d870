/**
 * @typedef {import('../protocol/types.js').ParticipantInfo} ParticipantInfo
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('../quality/types.js').Quality} Quality
 * @typedef {import('./track.js').Track} Track
 */

/**
 * What the room keeps about a participant; `Participant` is the view of it that applications hold.
 *
 * @typedef {object} ParticipantRecord
 * @property {string} key the participant's id for applications, stable while the person is in the room
 * @property {Omit<ParticipantInfo, 'tracks'>} info as the server last said; `info.id` changes with a full rejoin
 * @property {Map<string, Track>} tracks by `Track.id`
 * @property {number | null} handRaisedAt
 * @property {boolean} isSpeaking
 * @property {number} audioLevel
 * @property {Quality} quality
 */

/** Somebody in the room. Made by the room, never by applications. */
export class Participant {
  #record;

  /** @param {ParticipantRecord} record */
  constructor(record) {
    this.#record = record;
  }

  /** Stable for as long as this object is in `room.participants`, also when the person's connection was lost for long and came back. */
  get id() {
    return this.#record.key;
  }

  get identity() {
    return this.#record.info.identity;
  }

  get name() {
    return this.#record.info.name;
  }

  get role() {
    return this.#record.info.role;
  }

  /** `reconnecting`: the server has lost this person's signaling for the moment. */
  get state() {
    return this.#record.info.state;
  }

  get metadata() {
    return this.#record.info.metadata;
  }

  get attributes() {
    return this.#record.info.attributes;
  }

  /** Milliseconds since 1970. */
  get joinedAt() {
    return this.#record.info.joined_at;
  }

  /** Sources that this person may publish. */
  get canPublish() {
    return this.#record.info.can_publish;
  }

  get canPublishData() {
    return this.#record.info.can_publish_data;
  }

  /** Only hosts and cohosts ever see a hidden participant. */
  get hidden() {
    return this.#record.info.hidden;
  }

  get isLocal() {
    return false;
  }

  /** Milliseconds since 1970, null while the hand is down. */
  get handRaisedAt() {
    return this.#record.handRaisedAt;
  }

  get isSpeaking() {
    return this.#record.isSpeaking;
  }

  /** 0 to 1, smoothed. */
  get audioLevel() {
    return this.#record.audioLevel;
  }

  get quality() {
    return this.#record.quality;
  }

  /** @returns {ReadonlyMap<string, Track>} */
  get tracks() {
    return this.#record.tracks;
  }

  /**
   * @param {TrackSource} source
   * @returns {Track | null}
   */
  track(source) {
    for (const track of this.#record.tracks.values()) if (track.source === source) return track;
    return null;
  }
}
