import { Emitter } from '../events/emitter.js';
import { browserFamily } from './browser-family.js';
import { browserPorts } from './device-manager.js';
import { captureFailure, captureReason, insecureContextError, messageOf } from './failure.js';

/**
 * A screen, window or tab that is being shared. `ended` comes once, when the person ends it in the browser's own bar or closes the window;
 * not after `stop`.
 *
 * @extends {Emitter<{ended: {}}>}
 */
export class ScreenCapture extends Emitter {
  #stream;
  #detach = new AbortController();

  /** @param {MediaStream} stream */
  constructor(stream) {
    super();
    this.#stream = stream;
    this.video.addEventListener('ended', () => this.#ended(), { signal: this.#detach.signal });
  }

  /** @returns {MediaStreamTrack} */
  get video() {
    return /** @type {MediaStreamTrack} */ (this.#stream.getVideoTracks()[0]);
  }

  /** The sound of the tab or the system; null where the browser or the person gave none. */
  get audio() {
    return this.#stream.getAudioTracks()[0] ?? null;
  }

  /** What is shown: `monitor`, `window`, `browser` (a tab), or null where the browser does not say. */
  get surface() {
    return this.video.getSettings().displaySurface ?? null;
  }

  /** @returns {void} */
  stop() {
    this.#detach.abort();
    for (const track of this.#stream.getTracks()) track.stop();
  }

  #ended() {
    this.stop();
    this.emit('ended', {});
  }
}

/**
 * Asks the person for a screen, window or tab. Call it in a click. A person who changes their mind is no error: both members are null then.
 *
 * @param {{audio?: boolean, contentHint?: 'detail' | 'text' | 'motion'}} options
 * @param {Pick<import('./device-manager.js').DevicePorts, 'mediaDevices' | 'navigatorFacts'>} [ports]
 * @returns {Promise<{capture: ScreenCapture | null, error: import('./types.js').CaptureFailure | null}>}
 */
export async function captureScreen({ audio = true, contentHint = 'detail' } = {}, ports = browserPorts) {
  const browser = browserFamily(ports.navigatorFacts());
  const mediaDevices = ports.mediaDevices();
  const failed = (/** @type {import('./types.js').CaptureReason} */ reason, /** @type {unknown} */ cause) => ({
    capture: null,
    error: captureFailure('screen_share', reason, cause, browser),
  });
  if (!mediaDevices) return failed('insecure', insecureContextError());
  if (!mediaDevices.getDisplayMedia) return failed('missing', null);
  try {
    const capture = new ScreenCapture(await open(mediaDevices, audio));
    capture.video.contentHint = contentHint;
    if (capture.audio) capture.audio.contentHint = 'music';
    return { capture, error: null };
  } catch (cause) {
    const reason = captureReason(cause);
    // "Permission denied by system" and a policy are refusals that can be mended; any other NotAllowedError is the dialog's Cancel.
    if (reason === 'denied' && !/by system|policy/i.test(messageOf(cause))) return { capture: null, error: null };
    return failed(reason, cause);
  }
}

/**
 * @param {MediaDevices} mediaDevices
 * @param {boolean} audio
 * @returns {Promise<MediaStream>}
 */
async function open(mediaDevices, audio) {
  /** @type {DisplayMediaStreamConstraints} */
  const constraints = {
    video: { frameRate: { ideal: 30, max: 30 }, width: { max: 2560 }, height: { max: 1440 } },
    // Speech processing would tear music and film sound apart.
    audio: audio && { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    systemAudio: audio ? 'include' : 'exclude',
    surfaceSwitching: 'include',
    selfBrowserSurface: 'exclude',
  };
  try {
    return await mediaDevices.getDisplayMedia(constraints);
  } catch (cause) {
    // Chromium gives up altogether when only the sound cannot be had: "Could not start audio source".
    if (!audio || captureReason(cause) !== 'busy' || !/audio/i.test(messageOf(cause))) throw cause;
    return mediaDevices.getDisplayMedia({ ...constraints, audio: false, systemAudio: 'exclude' });
  }
}
