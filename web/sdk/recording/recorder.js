import { Emitter } from '../events/emitter.js';
import { discard, recover, recoverable, save } from './archive.js';
import { Composition, FRAME_RATE } from './composition.js';
import { RecordingError } from './errors.js';
import { chooseFormat } from './format.js';
import { newRecordingId } from './library.js';
import { openSound } from './mixer.js';
import { outputsOf } from './outputs.js';
import { frameInterval, fullPace, lagMeasured } from './pace.js';
import { idleRecorder, recorderReduced, secondsOf } from './recorder-state.js';
import { RecordingSession } from './recording-session.js';
import { openSpool } from './spool.js';
import { Ticker } from './ticker.js';

/**
 * @typedef {import('./types.js').FinishedRecording} FinishedRecording
 * @typedef {import('./types.js').Scene} Scene
 *
 * @typedef {object} RecorderPorts what the recorder needs of the browser; each can be replaced in a test
 * @property {() => number} now milliseconds of a clock that never goes back
 * @property {() => number} date milliseconds since 1970
 * @property {() => Uint8Array} random 8 bytes
 * @property {(type: string) => boolean} isTypeSupported
 * @property {(stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder} createMediaRecorder
 * @property {(size: {width: number, height: number}, sound: AudioContext | null) => import('./composition.js').CompositionLike} createComposition
 * @property {() => Promise<AudioContext | null>} openSound
 * @property {(intervalMs: number, tick: () => void) => {stop: () => void}} createTicker
 * @property {(id: string, description: import('./library.js').StoredDescription) => Promise<import('./spool.js').Spool>} openSpool
 */

/** @type {RecorderPorts} */
const browserPorts = Object.freeze({
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => crypto.getRandomValues(new Uint8Array(8)),
  isTypeSupported: (/** @type {string} */ type) => typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(type),
  createMediaRecorder: (/** @type {MediaStream} */ stream, /** @type {MediaRecorderOptions} */ options) => new MediaRecorder(stream, options),
  createComposition: (/** @type {{width: number, height: number}} */ size, /** @type {AudioContext | null} */ sound) => new Composition(size, sound),
  openSound,
  createTicker: (/** @type {number} */ intervalMs, /** @type {() => void} */ tick) => new Ticker(intervalMs, tick),
  openSpool,
});

const VIDEO_BITRATE = 2_500_000;
const AUDIO_BITRATE = 128_000;
const REPORT_EVERY_MS = 1_000;
const FRAME_INTERVAL_MS = 1_000 / FRAME_RATE;

/** @type {Scene} */
const EMPTY_SCENE = Object.freeze({ layout: 'grid', speakerId: null, title: '', participants: [] });

/**
 * Local recording: the call as seen, or one's own tracks, written to disk while it runs. See docs/decisions/0030-local-recording.md.
 *
 * The scene is told to it with `setScene` at every change, whether it records or not.
 *
 * @extends {Emitter<import('./types.js').RecorderEvents>}
 */
export class Recorder extends Emitter {
  #ports;
  #scene = EMPTY_SCENE;
  #state = idleRecorder();
  /** @type {RecordingSession | null} */
  #session = null;
  /** @type {import('./types.js').RecordingMode} */
  #mode = 'call';
  /** @type {{stop: () => void} | null} */
  #ticker = null;
  #reportedAt = 0;
  #drawnAt = -Infinity;
  #pace = fullPace();
  /** Time on disk. */
  #storedMs = 0;
  #tellsTime = false;
  /** @type {RecordingError | null} */
  #failure = null;
  /** @type {Promise<FinishedRecording> | null} */
  #ending = null;
  #id = '';
  #isDurable = true;

  static recoverable = recoverable;
  static recover = recover;
  static discard = discard;
  static save = save;

  /** @param {Partial<RecorderPorts>} [ports] */
  constructor(ports = {}) {
    super();
    this.#ports = { ...browserPorts, ...ports };
  }

  get state() {
    return this.#state.state;
  }

  /** Bytes that are safe on disk. */
  get bytes() {
    return this.#state.bytes;
  }

  /** Recorded time, without pauses. */
  get seconds() {
    return secondsOf(this.#state, this.#ports.now());
  }

  /** False where the browser gives no disk: a crash would lose the recording. Known once it runs. */
  get durable() {
    return this.#isDurable;
  }

  /**
   * What the recording shows and plays from now on.
   *
   * @param {Scene} scene
   * @returns {void}
   */
  setScene(scene) {
    this.#scene = scene;
    this.#session?.setOutputs(outputsOf(this.#mode, scene));
  }

  /**
   * Begins to record. Call it in a click: sound only runs after one.
   *
   * @param {import('./types.js').RecordingStart} start
   * @returns {Promise<void>} rejects with RecordingError
   */
  async start({ mode, videoBitsPerSecond = VIDEO_BITRATE, audioBitsPerSecond = AUDIO_BITRATE }) {
    if (this.#state.state !== 'idle') throw new RecordingError('busy');
    if (!chooseFormat(this.#ports.isTypeSupported, true)) throw new RecordingError('unsupported');
    if (outputsOf(mode, this.#scene).length === 0) throw new RecordingError('nothing_to_record');
    this.#mode = mode;
    this.#failure = null;
    this.#ending = null;
    this.#pace = fullPace();
    this.#storedMs = 0;
    this.#reduce({ type: 'starting' });
    try {
      const sound = await this.#ports.openSound();
      const format = chooseFormat(this.#ports.isTypeSupported, sound !== null);
      if (!format) throw new RecordingError('unsupported');
      this.#tellsTime = format.container === 'webm';
      const startedAt = this.#ports.date();
      this.#id = newRecordingId(startedAt, this.#ports.random());
      const description = {
        version: /** @type {const} */ (1),
        mode,
        title: this.#scene.title,
        startedAt,
        mimeType: format.mimeType,
        parts: [],
        finished: false,
        seconds: 0,
        savedAt: null,
      };
      const spool = await this.#ports.openSpool(this.#id, description);
      this.#isDurable = spool.durable;
      this.#session = new RecordingSession({
        ports: this.#ports,
        spool,
        sound,
        format,
        encoding: { mimeType: format.mimeType, videoBitsPerSecond, audioBitsPerSecond },
        description,
        onWritten: (bytes, milliseconds) => {
          this.#storedMs = Math.max(this.#storedMs, milliseconds);
          this.#reduce({ type: 'written', bytes });
        },
        onFailure: (error) => this.#fail(error),
      });
      this.#session.setOutputs(outputsOf(mode, this.#scene));
    } catch (cause) {
      await this.#abandon();
      throw cause instanceof RecordingError ? cause : new RecordingError('encoder', { cause });
    }
    this.#ticker = this.#ports.createTicker(FRAME_INTERVAL_MS, () => this.#tick());
    this.#reduce({ type: 'started' });
  }

  /** @returns {void} */
  pause() {
    if (this.#state.state !== 'recording') return;
    this.#session?.pause();
    this.#reduce({ type: 'paused' });
  }

  /** @returns {void} */
  resume() {
    if (this.#state.state !== 'paused') return;
    this.#session?.resume();
    this.#reduce({ type: 'resumed' });
  }

  /**
   * Ends the recording and completes its files.
   *
   * @returns {Promise<FinishedRecording>} the same for every call until the next start; rejects with RecordingError when nothing was running
   */
  stop() {
    if (!this.#ending) {
      if (!this.#session) return Promise.reject(new RecordingError('nothing_to_record'));
      this.#ending = this.#end(this.#session);
    }
    return this.#ending;
  }

  /**
   * @param {RecordingSession} session
   * @returns {Promise<FinishedRecording>}
   */
  async #end(session) {
    this.#reduce({ type: 'stopping' });
    this.#ticker?.stop();
    this.#ticker = null;
    const { seconds } = this;
    try {
      const { files, bytes } = await session.close(seconds);
      const [first] = files;
      if (!first || bytes === 0) throw this.#failure ?? new RecordingError('encoder');
      const failure = this.#failure?.failure ?? null;
      const finished = { id: this.#id, file: first.file, files, bytes, seconds, durable: this.#isDurable, failure };
      this.#ended();
      this.emit('finished', finished);
      return finished;
    } catch (cause) {
      this.#ended();
      throw cause instanceof RecordingError ? cause : new RecordingError('storage', { cause });
    }
  }

  #ended() {
    this.#session = null;
    this.#reduce({ type: 'stopped' });
  }

  /** Undoes a start that failed halfway. */
  async #abandon() {
    const session = this.#session;
    this.#ended();
    // The first error is the one to tell.
    await session?.close(0).catch(() => {});
  }

  /** @param {RecordingError} error */
  #fail(error) {
    this.#failure = error;
    this.emit('failed', error.failure);
    if (this.#session && this.#state.state !== 'starting') {
      // Whoever waits for `stop` gets the outcome; here it is told by `finished`.
      this.stop().catch(() => {});
    }
  }

  #tick() {
    const now = this.#ports.now();
    // Ticks that piled up while the page was busy come all at once; one picture is enough for them.
    if (now - this.#drawnAt >= frameInterval(this.#pace) - FRAME_INTERVAL_MS / 2) {
      this.#drawnAt = now;
      this.#session?.draw();
    }
    if (now - this.#reportedAt < REPORT_EVERY_MS) return;
    if (this.#tellsTime && this.#state.state === 'recording') {
      this.#pace = lagMeasured(this.#pace, this.seconds * 1000 - this.#storedMs, now);
    }
    this.#report(now);
  }

  /** @param {import('./recorder-state.js').RecorderInput} input */
  #reduce(input) {
    const before = this.#state.state;
    this.#state = recorderReduced(this.#state, input, this.#ports.now());
    if (this.#state.state !== before) this.#report(this.#ports.now());
  }

  /** @param {number} now */
  #report(now) {
    this.#reportedAt = now;
    this.emit('changed', { state: this.#state.state, bytes: this.#state.bytes, seconds: secondsOf(this.#state, now) });
  }
}
