import { Emitter } from '../events/emitter.js';
import { sharedAudioEngine } from './audio-engine.js';
import { levelMeasured, nothingHeard, quietLevel, soundMeasured } from './level.js';

/**
 * How loud a track is, twenty times a second, and whether somebody speaks on it: for the meter before the call and the ring in it.
 * Says when a microphone that is on gives no sound at all. The decisions are in `level.js`.
 *
 * @extends {Emitter<{level: {level: number, speaking: boolean}, speaking: {speaking: boolean}, silent: {silent: boolean}}>}
 */
export class LevelMeter extends Emitter {
  #track;
  #engine;
  #context;
  #source;
  #analyser;
  #samples;
  #timer;
  #now;
  #measuredAt;
  #level = quietLevel();
  #sound = nothingHeard();
  #isClosed = false;

  /**
   * @param {MediaStreamTrack} track an audio track; stays the caller's, is never stopped
   * @param {{engine?: import('./audio-engine.js').AudioEngine, intervalMs?: number, now?: () => number}} options
   */
  constructor(track, { engine = sharedAudioEngine, intervalMs = 50, now = () => performance.now() } = {}) {
    super();
    this.#track = track;
    this.#engine = engine;
    this.#now = now;
    this.#measuredAt = now();
    this.#context = engine.acquire();
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = this.#context.createAnalyser();
    // 2048 samples at 48 kHz are 43 ms: a reading every 50 ms misses next to nothing.
    this.#analyser.fftSize = 2048;
    this.#source.connect(this.#analyser);
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#timer = setInterval(() => this.#measure(), intervalMs);
  }

  /** 0 to 1. */
  get level() {
    return this.#level.level;
  }

  get speaking() {
    return this.#level.speaking;
  }

  /** No sound at all for a while although the track is live and enabled. */
  get silent() {
    return this.#sound.silent;
  }

  /**
   * Browsers start sound only after a click; call this in one if the meter was made before.
   *
   * @returns {Promise<void>}
   */
  resume() {
    return this.#engine.resume();
  }

  /** @returns {void} */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#source.disconnect();
    this.#analyser.disconnect();
    this.#engine.release();
  }

  #measure() {
    const isRunning = this.#context.state === 'running';
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const { rms, peak } = isRunning ? amplitude(this.#samples) : { rms: 0, peak: 0 };
    const now = this.#now();
    const wasSpeaking = this.#level.speaking;
    const wasSilent = this.#sound.silent;
    this.#level = levelMeasured(this.#level, rms, now, now - this.#measuredAt);
    this.#sound = soundMeasured(this.#sound, peak, isRunning && this.#track.enabled && this.#track.readyState === 'live', now);
    this.#measuredAt = now;
    this.emit('level', { level: this.#level.level, speaking: this.#level.speaking });
    if (wasSpeaking !== this.#level.speaking) this.emit('speaking', { speaking: this.#level.speaking });
    if (wasSilent !== this.#sound.silent) this.emit('silent', { silent: this.#sound.silent });
  }
}

/**
 * @param {Float32Array} samples
 * @returns {{rms: number, peak: number}}
 */
function amplitude(samples) {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: Math.sqrt(sum / samples.length), peak };
}
