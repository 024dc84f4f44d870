/**
 * @typedef {import('../sdk.js').Sdk['LevelMeter']} LevelMeterType
 */

/** A cough or a slammed door is shorter. */
const SPEECH_MS = 900;

/**
 * Notices when somebody speaks into a microphone that they muted: the most common mishap of any call. It listens to a copy of the track
 * that is sent to nobody, says so once, and then not again until the microphone was on.
 */
export class MutedSpeech {
  #LevelMeter;
  #noticed;
  /** @type {MediaStreamTrack | null} */
  #original = null;
  /** @type {MediaStreamTrack | null} */
  #copy = null;
  /** @type {InstanceType<LevelMeterType> | null} */
  #meter = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {LevelMeterType} LevelMeter
   * @param {() => void} noticed
   */
  constructor(LevelMeter, noticed) {
    this.#LevelMeter = LevelMeter;
    this.#noticed = noticed;
  }

  /** @param {MediaStreamTrack | null} track open but muted; null: there is nothing to listen to */
  watch(track) {
    if (track === this.#original) return;
    this.#stop();
    this.#original = track;
    if (track === null || track.readyState === 'ended') return;
    const copy = track.clone();
    copy.enabled = true;
    const meter = new this.#LevelMeter(copy);
    meter.on('speaking', ({ speaking }) => {
      clearTimeout(this.#timer);
      if (!speaking) return;
      this.#timer = setTimeout(() => {
        this.#stop();
        this.#noticed();
      }, SPEECH_MS);
    });
    this.#copy = copy;
    this.#meter = meter;
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#meter?.close();
    this.#copy?.stop();
    this.#meter = null;
    this.#copy = null;
  }
}
