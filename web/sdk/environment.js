import { captureScreen, Devices, LevelMeter } from './devices/index.js';

/**
 * The outside world as the SDK sees it. `browserEnvironment` is the real one; tests hand in another, with a clock that stands still
 * until it is told to go on.
 *
 * @typedef {'online' | 'offline' | 'changed' | 'visible'} NetworkChange
 *   `changed`: another network (Wi-Fi to mobile, say); `visible`: the page came to the front
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since 1970; never goes back, even when the computer's clock is set
 * @property {(callback: () => void, delayMs: number) => unknown} setTimer
 * @property {(timer: unknown) => void} clearTimer
 *
 * @typedef {object} Environment
 * @property {Clock} clock
 * @property {() => number} random 0 to 1
 * @property {(url: string) => WebSocket} openSocket
 * @property {(configuration: RTCConfiguration) => RTCPeerConnection} createPeerConnection
 * @property {() => MediaStream} createStream an empty one
 * @property {(listener: (change: NetworkChange) => void) => () => void} watchNetwork gives the function that stops it
 * @property {DevicesPort} devices
 * @property {typeof captureScreen} captureScreen
 * @property {(track: MediaStreamTrack) => LevelMeterPort} createLevelMeter
 *
 * @typedef {Pick<import('./devices/device-manager.js').DeviceManager, 'capture' | 'reopen' | 'list' | 'findPreferred' | 'remember' | 'setInUse' | 'on'>} DevicesPort
 * @typedef {Pick<LevelMeter, 'level' | 'speaking' | 'close'>} LevelMeterPort
 */

/**
 * @returns {Environment}
 */
export function browserEnvironment() {
  return {
    clock: {
      now: () => Math.round(performance.timeOrigin + performance.now()),
      setTimer: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimer: (timer) => clearTimeout(/** @type {number} */ (timer)),
    },
    random: () => Math.random(),
    openSocket: (url) => new WebSocket(url),
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createStream: () => new MediaStream(),
    watchNetwork,
    devices: Devices,
    captureScreen,
    createLevelMeter: (track) => new LevelMeter(track),
  };
}

/** @type {Environment['watchNetwork']} */
function watchNetwork(listener) {
  const controller = new AbortController();
  const { signal } = controller;
  addEventListener('online', () => listener('online'), { signal });
  addEventListener('offline', () => listener('offline'), { signal });
  // Only Chromium tells of a change from one network to another, and as often of a new estimate of its speed, which means nothing here.
  let type = navigator.connection?.type;
  navigator.connection?.addEventListener(
    'change',
    () => {
      if (navigator.connection?.type === type) return;
      type = navigator.connection?.type;
      listener('changed');
    },
    { signal },
  );
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener('visible'), { signal });
  return () => controller.abort();
}
