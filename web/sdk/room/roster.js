import { Attachments } from './attachments.js';
import { Participant } from './participant.js';
import { Track } from './track.js';

/**
 * @typedef {import('./model/types.js').RoomModel} RoomModel
 * @typedef {import('./model/types.js').RoomEffect} RoomEffect
 * @typedef {import('./model/types.js').Person} Person
 * @typedef {import('./participant.js').ParticipantRecord} ParticipantRecord
 * @typedef {import('./track.js').TrackRecord} TrackRecord
 * @typedef {import('../links/mesh.js').ReceivedTrack} ReceivedTrack
 *
 * @typedef {object} Entry
 * @property {Participant} participant
 * @property {ParticipantRecord} record
 * @property {Map<string, TrackRecord>} tracks by key
 */

/** What is known of a connection before anything was measured. */
export const UNMEASURED = Object.freeze({ level: /** @type {const} */ ('good'), score: 4 });

/**
 * Oneself before the server said who that is.
 *
 * @returns {ParticipantRecord}
 */
export function blankRecord() {
  /** @type {import('./model/types.js').PersonInfo} */
  const info = {
    id: '',
    identity: '',
    name: '',
    role: 'guest',
    state: 'active',
    metadata: '',
    attributes: {},
    joined_at: 0,
    can_publish: [],
    can_publish_data: false,
    hidden: false,
  };
  return newRecord('', info);
}

/**
 * @param {string} key
 * @param {import('./model/types.js').PersonInfo} info
 * @returns {ParticipantRecord}
 */
function newRecord(key, info) {
  return { key, info, tracks: new Map(), handRaisedAt: null, isSpeaking: false, audioLevel: 0, quality: UNMEASURED };
}

/**
 * The objects that applications hold for the others in the room, kept in line with the room model.
 */
export class Roster {
  /**
   * By key.
   *
   * @type {Map<string, Participant>}
   */
  participants = new Map();
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #playback;
  #emit;

  /**
   * @param {import('./attachments.js').Playback} playback
   * @param {import('./types.js').Emit} emit
   */
  constructor(playback, emit) {
    this.#playback = playback;
    this.#emit = emit;
  }

  /**
   * @param {string} key
   * @returns {ParticipantRecord | undefined}
   */
  record(key) {
    return this.#entries.get(key)?.record;
  }

  /**
   * @param {string} key
   * @returns {ReadonlyMap<string, TrackRecord>} by key
   */
  trackRecords(key) {
    return this.#entries.get(key)?.tracks ?? new Map();
  }

  /**
   * Every track that somebody else publishes.
   *
   * @returns {TrackRecord[]}
   */
  get allTracks() {
    return [...this.#entries.values()].flatMap(({ tracks }) => [...tracks.values()]);
  }

  /**
   * Makes the objects agree with the model, for everybody, and without a word: events follow from the effects.
   *
   * @param {RoomModel} model
   */
  sync(model) {
    for (const person of model.people.values()) {
      const entry = this.#entries.get(person.key) ?? this.#add(person);
      entry.record.info = person.info;
      for (const [key, info] of person.tracks) {
        const track = entry.tracks.get(key);
        if (track) track.info = info;
        else this.#addTrack(entry, key, info);
      }
      this.#applyMute(entry);
    }
  }

  /**
   * Tells the application about an effect that concerns somebody else, and forgets whoever and whatever is gone.
   *
   * @param {RoomEffect} effect
   */
  tell(effect) {
    if (!('key' in effect)) return;
    const entry = this.#entries.get(effect.key);
    if (entry === undefined) return;
    const { participant } = entry;
    switch (effect.type) {
      case 'connected':
        return this.#emit('participantConnected', { participant });
      case 'updated':
        return this.#emit('participantUpdated', { participant });
      case 'disconnected':
        this.#entries.delete(effect.key);
        this.participants.delete(effect.key);
        return this.#emit('participantDisconnected', { participant, reason: effect.reason });
      case 'trackPublished':
      case 'trackUnpublished':
      case 'trackMuted':
        return this.#tellTrack(entry, effect);
      case 'linkWanted':
        return;
    }
  }

  /**
   * Gives the tracks of a participant what arrives for them.
   *
   * @param {Person} person
   * @param {ReadonlyMap<string, ReceivedTrack>} received by track id
   */
  receive(person, received) {
    const entry = this.#entries.get(person.key);
    if (entry === undefined) return;
    const { participant } = entry;
    for (const [key, record] of entry.tracks) {
      const arriving = received.get(record.info.id)?.track ?? null;
      const track = entry.record.tracks.get(key);
      if (track === undefined || record.attachments.track === arriving) continue;
      // The link was made anew, and nobody has told yet what it carries: the last picture stays until then.
      if (arriving === null && record.arrivedAs !== record.info.id) continue;
      record.arrivedAs = record.info.id;
      record.attachments.replace(arriving);
      this.#emit(arriving === null ? 'trackUnsubscribed' : 'trackSubscribed', { track, participant });
    }
    this.#applyMute(entry);
  }

  /**
   * @param {Person} person
   * @returns {Entry}
   */
  #add(person) {
    const record = newRecord(person.key, person.info);
    const entry = { participant: new Participant(record), record, tracks: new Map() };
    this.#entries.set(person.key, entry);
    this.participants.set(person.key, entry.participant);
    return entry;
  }

  /**
   * @param {Entry} entry
   * @param {string} key
   * @param {import('../protocol/types.js').TrackInfo} info
   */
  #addTrack(entry, key, info) {
    const record = { key, info, attachments: new Attachments(this.#playback), arrivedAs: '', sample: null };
    entry.tracks.set(key, record);
    entry.record.tracks.set(key, new Track(record));
  }

  /**
   * @param {Entry} entry
   * @param {Extract<RoomEffect, {type: 'trackPublished' | 'trackUnpublished' | 'trackMuted'}>} effect
   */
  #tellTrack({ participant, record, tracks }, effect) {
    const track = record.tracks.get(effect.track);
    const trackRecord = tracks.get(effect.track);
    if (track === undefined || trackRecord === undefined) return;
    switch (effect.type) {
      case 'trackPublished':
        return this.#emit('trackPublished', { track, participant });
      case 'trackMuted': {
        const by = effect.by === undefined ? {} : { by: effect.by };
        return this.#emit(effect.muted ? 'trackMuted' : 'trackUnmuted', { track, participant, ...by });
      }
      case 'trackUnpublished': {
        const wasSubscribed = trackRecord.attachments.track !== null;
        tracks.delete(effect.track);
        record.tracks.delete(effect.track);
        if (wasSubscribed) this.#emit('trackUnsubscribed', { track, participant });
        trackRecord.attachments.clear();
        return this.#emit('trackUnpublished', { track, participant });
      }
    }
  }

  /**
   * What is muted is not played, whatever its publisher goes on sending.
   *
   * @param {Entry} entry
   */
  #applyMute({ tracks }) {
    for (const { info, attachments } of tracks.values()) if (attachments.track) attachments.track.enabled = !info.muted;
  }
}
