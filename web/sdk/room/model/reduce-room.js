import { keyOf, personById, trackKeyById } from './lookup.js';
import { differs, newPerson, reconcile, withoutTrack, withTrack } from './reconcile.js';

/**
 * @typedef {import('./types.js').RoomModel} RoomModel
 * @typedef {import('./types.js').RoomInput} RoomInput
 * @typedef {import('./types.js').RoomEffect} RoomEffect
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('../../protocol/types.js').ParticipantInfo} ParticipantInfo
 * @typedef {import('../../protocol/types.js').JoinedMessage} JoinedMessage
 */

/** `replaced` is followed by the same identity at once. */
const REPLACED_HOLD_MS = 3_000;

/** After a restart of the server everybody retries on the same schedule, whose steps are at most 8 s apart. */
const RESTART_HOLD_MS = 15_000;

/** @type {RoomModel} */
export const initialRoom = Object.freeze({
  info: null,
  you: null,
  yourKey: '',
  people: new Map(),
  waiting: [],
  topology: null,
  iceServers: [],
});

/**
 * The room as this client knows it, as a pure function of the server's messages.
 *
 * @param {RoomModel} model
 * @param {RoomInput} input
 * @param {number} now milliseconds
 * @returns {{model: RoomModel, effects: RoomEffect[]}}
 */
export function reduceRoom(model, input, now) {
  const step = new Step(model, now);
  step.handle(input);
  return { model: step.model, effects: step.effects };
}

/**
 * When a `timer` input is due.
 *
 * @param {RoomModel} model
 * @returns {number | null}
 */
export function roomDeadline(model) {
  const times = [...model.people.values()].flatMap(({ held, orphans }) => [held, orphans].flatMap((each) => (each ? [each.until] : [])));
  return times.length === 0 ? null : Math.min(...times);
}

/** One reduction: a private copy of the model, and what follows from it. */
class Step {
  /** @type {RoomEffect[]} */
  effects = [];

  /**
   * @param {RoomModel} model
   * @param {number} now
   */
  constructor(model, now) {
    this.people = new Map(model.people);
    this.model = { ...model, people: this.people };
    this.now = now;
  }

  /** @param {RoomInput} input */
  handle(input) {
    switch (input.type) {
      case 'message':
        return this.message(input.message);
      case 'mediaLost': {
        const person = personById(this.model, input.id);
        if (person?.held) this.remove(person, person.held.reason);
        return;
      }
      case 'timer':
        for (const person of [...this.people.values()]) this.timer(person);
        return;
    }
  }

  /** @param {Person} person */
  timer(person) {
    if (person.held && person.held.until <= this.now) return this.remove(person, person.held.reason);
    if (person.orphans === null || person.orphans.until > this.now) return;
    for (const track of person.orphans.keys) {
      this.people.set(person.key, withoutTrack(this.people.get(person.key) ?? person, track));
      this.tell({ type: 'trackUnpublished', key: person.key, track });
    }
  }

  /** @param {RoomEffect} effect */
  tell(effect) {
    this.effects.push(effect);
  }

  /** @param {import('./types.js').ServerMessage} message */
  message(message) {
    const { model } = this;
    switch (message.type) {
      case 'waiting':
        model.info = message.room;
        return;
      case 'joined':
        return this.joined(message);
      case 'participant_joined':
        return this.arrived(message.participant, false);
      case 'participant_updated':
        return this.updated(message.participant);
      case 'participant_left':
        return this.left(message.participant, message.reason);
      case 'track_published':
        return this.trackPublished(message.participant, message.track);
      case 'track_unpublished':
        return this.trackUnpublished(message.participant, message.track);
      case 'track_muted':
        return this.trackMuted(message);
      case 'room_updated':
        model.info = message.room;
        return this.tell({ type: 'roomUpdated' });
      case 'lobby_joined':
        model.waiting = [...model.waiting.filter(({ id }) => id !== message.waiting.id), message.waiting];
        return this.tell({ type: 'lobbyChanged' });
      case 'lobby_left':
        model.waiting = model.waiting.filter(({ id }) => id !== message.participant);
        return this.tell({ type: 'lobbyChanged' });
      case 'topology':
        model.topology = message.topology;
        return this.tell({ type: 'topologyChanged' });
      case 'ice_servers':
        model.iceServers = message.ice_servers;
        return this.tell({ type: 'iceServersChanged' });
      default:
        // Of the session, of the links or of the data: not of the room.
        return;
    }
  }

  /**
   * The whole truth: at the first join, and after a session was lost for good.
   *
   * @param {JoinedMessage} message
   */
  joined(message) {
    const { model } = this;
    const again = model.you !== null;
    const { tracks: _, ...you } = message.you;
    const sameLife = model.info?.id === message.room.id;
    const previous = { you: model.you, info: model.info, waiting: model.waiting, topology: model.topology };
    model.info = message.room;
    model.you = you;
    model.yourKey ||= you.id;
    model.waiting = message.waiting;
    model.topology = message.topology;
    model.iceServers = message.ice_servers;
    this.tell({ type: 'iceServersChanged' });
    this.tell({ type: 'joined', again });
    if (previous.you && previous.you.id !== you.id) for (const person of this.people.values()) this.tell({ type: 'linkReplaced', id: person.info.id });
    if (previous.you && differs(previous.you, you)) this.tell({ type: 'youUpdated' });
    if (again && JSON.stringify(previous.info) !== JSON.stringify(message.room)) this.tell({ type: 'roomUpdated' });
    if (JSON.stringify(previous.waiting) !== JSON.stringify(message.waiting)) this.tell({ type: 'lobbyChanged' });
    if (again && JSON.stringify(previous.topology) !== JSON.stringify(message.topology)) this.tell({ type: 'topologyChanged' });
    const present = new Set(message.participants.map(({ identity }) => identity));
    for (const person of [...this.people.values()]) {
      if (present.has(person.info.identity)) continue;
      if (sameLife) this.hold(person, RESTART_HOLD_MS, 'left');
      else this.remove(person, 'room_ended');
    }
    for (const participant of message.participants) {
      // The same `joined` comes twice when its arrival was in doubt: a link that there is stays.
      const known = previous.you?.id === you.id ? personById(model, participant.id) : undefined;
      if (known) this.apply(known, participant);
      else this.arrived(participant, true, again);
    }
  }

  /**
   * @param {ParticipantInfo} participant
   * @param {boolean} initiate we came later, so the first offer is ours
   * @param {boolean} [announce]
   */
  arrived(participant, initiate, announce = true) {
    const known = [...this.people.values()].find(({ info }) => info.identity === participant.identity);
    if (known === undefined) {
      const person = newPerson(participant);
      this.people.set(person.key, person);
      if (announce) {
        this.tell({ type: 'connected', key: person.key });
        for (const track of person.tracks.keys()) this.tell({ type: 'trackPublished', key: person.key, track });
      }
      return this.tell({ type: 'linkWanted', key: person.key, id: participant.id, initiate });
    }
    const isNewPresence = known.info.id !== participant.id;
    if (isNewPresence && known.held === null && !initiate) this.tell({ type: 'linkReplaced', id: known.info.id });
    this.apply(known, participant);
    if (isNewPresence || initiate) this.tell({ type: 'linkWanted', key: known.key, id: participant.id, initiate });
  }

  /**
   * @param {Person} known
   * @param {ParticipantInfo} participant
   */
  apply(known, participant) {
    const { person, effects } = reconcile(known, participant, this.now);
    this.people.set(person.key, person);
    this.effects.push(...effects);
  }

  /** @param {ParticipantInfo} participant */
  updated(participant) {
    if (participant.id === this.model.you?.id) {
      const { tracks: _, ...you } = participant;
      this.model.you = you;
      return this.tell({ type: 'youUpdated' });
    }
    const person = personById(this.model, participant.id);
    if (person) this.apply(person, participant);
  }

  /**
   * @param {string} id
   * @param {string} reason
   */
  left(id, reason) {
    const person = personById(this.model, id);
    if (person === undefined) return;
    if (reason === 'replaced') return this.hold(person, REPLACED_HOLD_MS, reason);
    this.remove(person, reason);
  }

  /**
   * @param {Person} person
   * @param {number} durationMs
   * @param {string} reason
   */
  hold(person, durationMs, reason) {
    this.people.set(person.key, { ...person, held: { until: this.now + durationMs, reason } });
    this.tell({ type: 'linkReplaced', id: person.info.id });
  }

  /**
   * @param {Person} person
   * @param {string} reason
   */
  remove(person, reason) {
    for (const track of person.tracks.keys()) this.tell({ type: 'trackUnpublished', key: person.key, track });
    this.people.delete(person.key);
    this.tell({ type: 'linkOver', id: person.info.id });
    this.tell({ type: 'disconnected', key: person.key, reason });
  }

  /**
   * @param {string} id
   * @param {import('./types.js').TrackInfo} track
   */
  trackPublished(id, track) {
    const person = personById(this.model, id);
    if (person === undefined) return;
    const change = withTrack(person, track);
    this.people.set(person.key, change.person);
    this.effects.push(...change.effects);
  }

  /**
   * @param {string} id
   * @param {string} trackId
   */
  trackUnpublished(id, trackId) {
    if (id === this.model.you?.id) return this.tell({ type: 'yourTrackUnpublished', track: trackId });
    const person = personById(this.model, id);
    const key = person && trackKeyById(person, trackId);
    if (!person || key === undefined) return;
    this.people.set(person.key, withoutTrack(person, key));
    this.tell({ type: 'trackUnpublished', key: person.key, track: key });
  }

  /** @param {import('../../protocol/types.js').TrackMutedMessage} message */
  trackMuted({ participant, track: trackId, muted, by }) {
    const moderator = by === undefined ? {} : { by: keyOf(this.model, by) };
    if (participant === this.model.you?.id) return this.tell({ type: 'yourTrackMuted', track: trackId, muted, ...moderator });
    const person = personById(this.model, participant);
    const key = person && trackKeyById(person, trackId);
    const track = person && key !== undefined ? person.tracks.get(key) : undefined;
    if (!person || !track || key === undefined || track.muted === muted) return;
    this.people.set(person.key, { ...person, tracks: new Map(person.tracks).set(key, { ...track, muted }) });
    this.tell({ type: 'trackMuted', key: person.key, track: key, muted, ...moderator });
  }
}
