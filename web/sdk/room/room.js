import { RoomError } from '../errors.js';
import { Emitter } from '../events/emitter.js';

/**
 * @typedef {import('./types.js').RoomEvents} RoomEvents
 * @typedef {import('./types.js').ConnectOptions} ConnectOptions
 * @typedef {import('./participant.js').Participant} Participant
 * @typedef {import('./local-participant.js').LocalParticipant} LocalParticipant
 */

/**
 * A call.
 *
 * @extends {Emitter<RoomEvents>}
 */
export class Room extends Emitter {
  /**
   * Joins a room. Resolves once joined (after the lobby, too); rejects with a `RoomError`.
   *
   * @param {string} url of the signaling WebSocket
   * @param {string} token
   * @param {ConnectOptions} [options]
   * @returns {Promise<Room>}
   */
  static async connect(url, token, options = {}) {
    const room = new Room();
    await room.connect(url, token, options);
    return room;
  }

  /** @type {import('./types.js').RoomState} */
  get state() {
    return 'disconnected';
  }

  /** @returns {LocalParticipant} */
  get localParticipant() {
    throw new RoomError('connection_lost', 'Not joined yet.');
  }

  /** @returns {ReadonlyMap<string, Participant>} */
  get participants() {
    return new Map();
  }

  /**
   * The same as `Room.connect`, for those who want to listen to events from before the join on.
   *
   * @param {string} _url
   * @param {string} _token
   * @param {ConnectOptions} [_options]
   * @returns {Promise<void>}
   */
  async connect(_url, _token, _options = {}) {
    throw new RoomError('unsupported', 'Still being written.');
  }
}
