/** A browser with devices that can be plugged in, blocked and held by others. */

export class FakeTrack extends EventTarget {
  readyState = 'live';
  enabled = true;
  contentHint = '';

  /**
   * @param {'audio' | 'video'} kind
   * @param {Record<string, unknown>} settings
   */
  constructor(kind, settings = {}) {
    super();
    this.kind = kind;
    this.settings = settings;
    this.label = String(settings.label ?? '');
  }

  getSettings() {
    return this.settings;
  }

  stop() {
    this.readyState = 'ended';
  }
}

export class FakeStream {
  /** @param {FakeTrack[]} tracks */
  constructor(tracks = []) {
    this.tracks = [...tracks];
  }

  /** @param {FakeTrack} track */
  addTrack(track) {
    this.tracks.push(track);
  }

  getTracks() {
    return [...this.tracks];
  }

  getVideoTracks() {
    return this.tracks.filter((track) => track.kind === 'video');
  }

  getAudioTracks() {
    return this.tracks.filter((track) => track.kind === 'audio');
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} [more]
 */
export function browserError(name, more = {}) {
  return Object.assign(new Error(String(more.message ?? name)), { name }, more);
}

export class FakeMediaDevices extends EventTarget {
  /** @type {{kind: string, deviceId: string, label: string, groupId: string}[]} */
  infos = [];
  /** @type {MediaStreamConstraints[]} */
  asked = [];
  /** @type {(constraints: any) => void} */
  refuse = () => {};

  async enumerateDevices() {
    return this.infos;
  }

  /** @param {any} constraints */
  async getUserMedia(constraints) {
    this.asked.push(constraints);
    this.refuse(constraints);
    /** @type {FakeTrack[]} */
    const tracks = [];
    for (const [member, kind, infoKind] of /** @type {const} */ ([
      ['audio', 'audio', 'audioinput'],
      ['video', 'video', 'videoinput'],
    ])) {
      const wanted = constraints[member];
      if (!wanted) continue;
      const of = this.infos.filter((info) => info.kind === infoKind);
      const exact = wanted.deviceId?.exact;
      const info = of.find((one) => one.deviceId === (exact ?? wanted.deviceId?.ideal)) ?? (exact ? undefined : of[0]);
      if (!info) throw exact ? browserError('OverconstrainedError', { constraint: 'deviceId' }) : browserError('NotFoundError');
      const facingMode = wanted.facingMode?.ideal ?? (wanted.deviceId ? undefined : 'user');
      tracks.push(new FakeTrack(kind, { deviceId: info.deviceId, label: info.label, facingMode }));
    }
    return new FakeStream(tracks);
  }

  /** @param {FakeMediaDevices['infos']} infos */
  plug(infos) {
    this.infos = infos;
    this.dispatchEvent(new Event('devicechange'));
  }
}

export class FakeStorage {
  /** @type {Map<string, string>} */
  values = new Map();

  /** @param {string} key */
  getItem(key) {
    return this.values.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    this.values.set(key, value);
  }
}

export const CAMERA = { kind: 'videoinput', deviceId: 'cam-1', label: 'Desk camera (046d:0825)', groupId: 'g1' };
export const OTHER_CAMERA = { kind: 'videoinput', deviceId: 'cam-2', label: 'Lid camera', groupId: 'g2' };
export const MICROPHONE = { kind: 'audioinput', deviceId: 'mic-1', label: 'Headset microphone', groupId: 'g3' };
export const DEFAULT_MICROPHONE = { kind: 'audioinput', deviceId: 'default', label: 'Default - Headset microphone', groupId: 'g3' };
export const OTHER_MICROPHONE = { kind: 'audioinput', deviceId: 'mic-2', label: 'Lid microphone', groupId: 'g2' };
export const SPEAKER = { kind: 'audiooutput', deviceId: 'speaker-1', label: 'Headset', groupId: 'g3' };

export const CHROMIUM_ON_LINUX = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36' };
export const CHROME_ON_ANDROID = {
  userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36',
};

/**
 * @param {{media?: FakeMediaDevices | null, permissions?: Record<string, string>, facts?: {userAgent: string}, storage?: FakeStorage, answerMs?: number}} options
 */
export function fakePorts({ media = new FakeMediaDevices(), permissions, facts = CHROMIUM_ON_LINUX, storage = new FakeStorage(), answerMs = 0 } = {}) {
  let clock = 0;
  return {
    mediaDevices: () => /** @type {any} */ (media ?? undefined),
    navigatorFacts: () => facts,
    permissionState: async (/** @type {string} */ name) => {
      const state = permissions?.[name];
      if (!state) throw new TypeError(`'${name}' is not a valid permission name`);
      return state;
    },
    storage: () => storage,
    canChooseSpeaker: () => true,
    newStream: () => /** @type {any} */ (new FakeStream()),
    now: () => (clock += answerMs),
  };
}
