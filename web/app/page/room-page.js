import { codeOf, errorText, openingTime } from '../../ui/model/errors.js';
import { placeOf, roomTitle } from '../../ui/model/links.js';
import { afterReload, readToken } from '../../ui/model/session-policy.js';
import '../../ui/call/call.js';
import '../../ui/screen/screen.js';
import { clientConfig, enterAsGuest, signalingUrl } from '../api.js';
import { CallController } from '../call/call-controller.js';
import { entry, deviceId, preferences, remember, savedName, session } from '../storage.js';
import { DoorController } from './door-controller.js';
import { EmbedBridge } from './embed-bridge.js';
import { offerRecordings } from './recordings.js';
import { connectingScreen, endScreen, errorScreen, waitingScreen } from './screens.js';

/**
 * @typedef {import('../sdk.js').Sdk} Sdk
 * @typedef {import('../../sdk/index.js').Room} Room
 * @typedef {import('../../ui/screen/screen.js').ScreenElement} ScreenElement
 * @typedef {import('../../ui/model/links.js').Place} Place
 *
 * @typedef {object} Credentials
 * @property {string} token
 * @property {string} url
 *
 * @typedef {object} Entry
 * @property {string} name
 * @property {boolean} camera
 * @property {boolean} microphone
 * @property {import('../../sdk/room/types.js').PreviewLike | null} preview
 * @property {Credentials | null} credentials those of a session to go back into; null: get some by the link
 */

/**
 * The page of one room: door, lobby, call and end, one after the other. It owns which of them is shown; each does its own work.
 */
export class RoomPage {
  #root;
  #sdk;
  /** @type {Place | null} */
  #place = null;
  /** @type {DoorController | null} */
  #door = null;
  /** @type {CallController | null} */
  #call = null;
  /** @type {AbortController | null} */
  #attempt = null;
  #bridge = new EmbedBridge();
  /** @type {(() => void) | null} looks for recordings again, on the last screen */
  #offer = null;

  /**
   * @param {HTMLElement} root
   * @param {Sdk} sdk
   */
  constructor(root, sdk) {
    this.#root = root;
    this.#sdk = sdk;
  }

  /**
   * Reads the address and shows what it leads to.
   * @returns {void}
   */
  start() {
    this.#place = placeOf(location);
    if (!this.#place) {
      this.#show(errorScreen('room_not_found', {}));
      return;
    }
    const { room, embedded, invitation, token } = this.#place;
    document.documentElement.toggleAttribute('data-embedded', embedded);
    if (invitation !== null || token !== null) {
      entry.set({ room, invitation, token });
      history.replaceState(history.state, '', location.pathname + location.search);
    }
    if (embedded) void clientConfig().then(({ embedOrigins }) => this.#bridge.open(embedOrigins, () => this.#call));
    // A new link in the same tab (`#i=` pasted into the address bar) starts anew.
    addEventListener('hashchange', () => location.reload());
    const stored = session.get();
    const fresh = invitation !== null || token !== null;
    switch (fresh || stored === null ? 'ignore' : afterReload(stored, room, Date.now(), readToken(stored.token).expiresAt)) {
      case 'rejoin':
        if (stored) void this.#join({ ...stored, preview: null, credentials: { token: stored.token, url: stored.url } });
        break;
      case 'door':
        if (stored) this.#openDoor({ token: stored.token, url: stored.url });
        break;
      case 'ignore':
        session.clear();
        this.#openDoor(null);
        break;
    }
  }

  get #room() {
    return this.#place?.room ?? '';
  }

  /** @param {Credentials | null} credentials */
  #openDoor(credentials) {
    const link = entry.get(this.#room);
    const known = readToken(credentials?.token ?? link.token ?? '');
    const { camera, microphone } = preferences();
    this.#door = new DoorController(this.#sdk, {
      title: roomTitle('', this.#room), name: savedName.get() || known.name, camera, microphone, embedded: this.#place?.embedded ?? false,
      join: (wish) => void this.#join({ ...wish, credentials }),
    });
    this.#show(this.#door.element);
    this.#door.element.enter();
    void offerRecordings(this.#sdk, this.#door.element.notice);
  }

  /** @param {Entry} wish */
  async #join(wish) {
    const attempt = new AbortController();
    this.#attempt = attempt;
    savedName.set(wish.name);
    remember({ camera: wish.camera, microphone: wish.microphone });
    if (!this.#door) this.#show(connectingScreen(() => this.#cancel()));
    const room = new this.#sdk.Room();
    try {
      const credentials = wish.credentials ?? await this.#credentials(wish.name);
      if (attempt.signal.aborted) return;
      const call = this.#prepare(room, credentials, wish);
      await room.connect(credentials.url, credentials.token, {
        preview: wish.preview, capture: { audio: wish.microphone, video: wish.camera }, signal: attempt.signal, room: this.#place?.room, client: 'saleflow-web/1',
        onWaiting: (info) => this.#wait(roomTitle(info.title, info.name)),
      });
      this.#enter(call, wish.name);
    } catch (error) {
      if (!attempt.signal.aborted) this.#failed(error, wish);
    }
  }

  /**
   * The call's controller listens before the join, so that no event is missed.
   * @param {Room} room
   * @param {Credentials} credentials
   * @param {Entry} wish
   * @returns {CallController}
   */
  #prepare(room, credentials, wish) {
    const call = new CallController(room, this.#sdk, {
      token: credentials.token, url: credentials.url, embedded: this.#place?.embedded ?? false, ended: (reason, message) => this.#ended(reason, message), recorded: () => this.#offer?.(),
      listener: (name, detail) => this.#bridge.tell(name, detail),
    });
    this.#call = call;
    call.remember({ name: wish.name, camera: wish.camera, microphone: wish.microphone });
    return call;
  }

  /**
   * @param {string} name
   * @returns {Promise<Credentials>}
   */
  async #credentials(name) {
    const link = entry.get(this.#room);
    if (link.token !== null) return { token: link.token, url: signalingUrl(location) };
    const { token, url } = await enterAsGuest(this.#room, { name, code: link.invitation, device: deviceId() });
    return { token, url };
  }

  /**
   * @param {CallController} call
   * @param {string} name the one that was typed; a token may carry another
   */
  #enter(call, name) {
    this.#closeDoor();
    this.#show(call.element);
    call.enter(name);
  }

  /** @param {string} title */
  #wait(title) {
    // The door's controller lives on: the call takes its tracks once the host opens.
    this.#show(waitingScreen(title, this.#door?.picture ?? null, () => this.#cancel()));
  }

  #cancel() {
    this.#attempt?.abort();
    this.#call?.close();
    this.#call = null;
    this.#closeDoor();
    session.clear();
    this.#show(endScreen('left', () => this.#openDoor(null)));
  }

  /**
   * @param {unknown} error
   * @param {Entry} wish
   */
  #failed(error, wish) {
    const code = codeOf(error);
    // A fault of the page itself has no code: the browser's console gets it whole.
    if (!(error instanceof Error && ('reason' in error || 'code' in error))) reportError(error);
    this.#call?.close();
    this.#call = null;
    this.#closeDoor();
    const { next } = errorText(code);
    if (next !== 'retry' && next !== 'rejoin') session.clear();
    this.#bridge.tell('errorOccurred', { code });
    // A stored session that the server no longer wants: once more through the link itself.
    if (wish.credentials && (code.startsWith('token_') || code === 'resume_failed')) {
      session.clear();
      this.#openDoor(null);
      return;
    }
    this.#show(errorScreen(code, { again: () => this.#openDoor(null), opensAt: openingTime(error) }));
  }

  /**
   * @param {string} reason
   * @param {string} _message for logs; people read `errorText`
   */
  #ended(reason, _message) {
    const stays = errorText(reason).next === 'rejoin' && reason !== 'left';
    if (!stays) session.clear();
    this.#call = null;
    this.#bridge.tell('videoConferenceLeft', { reason });
    this.#bridge.tell('readyToClose', {});
    const screen = endScreen(reason, () => this.#openDoor(null));
    this.#show(screen);
    this.#offer = () => void offerRecordings(this.#sdk, screen.extra);
    this.#offer();
  }

  #closeDoor() {
    this.#door?.close();
    this.#door = null;
  }

  /** @param {HTMLElement} element */
  #show(element) {
    this.#root.replaceChildren(element);
    if (element.localName === 'sf-screen') /** @type {ScreenElement} */ (element).enter();
  }
}
