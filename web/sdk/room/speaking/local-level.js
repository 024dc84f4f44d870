/**
 * How loud the own microphone is. Chromium's statistics say so for nothing; Firefox's do not, and the sound has to be analysed.
 */
export class LocalLevel {
  /** 0 to 1, of the last `read`. */
  value = 0;
  #createLevelMeter;
  /** @type {{track: MediaStreamTrack, meter: import('../../environment.js').LevelMeterPort} | null} */
  #measured = null;
  #isClosed = false;

  /** @param {Pick<import('../../environment.js').Environment, 'createLevelMeter'>} environment */
  constructor({ createLevelMeter }) {
    this.#createLevelMeter = createLevelMeter;
  }

  /** @param {RTCRtpSender | null} sender null while nothing is to be heard */
  async read(sender) {
    const track = sender?.track ?? null;
    if (track !== this.#measured?.track) this.#drop();
    if (sender === null || track === null) {
      this.value = 0;
      return;
    }
    const level = this.#measured === null ? await sourceLevel(sender) : null;
    if (this.#isClosed) return;
    if (level !== null) {
      this.value = level;
      return;
    }
    this.#measured ??= { track, meter: this.#createLevelMeter(track) };
    // The meter knows speech from noise better than a threshold does.
    this.value = this.#measured.meter.speaking ? this.#measured.meter.level : 0;
  }

  close() {
    this.#isClosed = true;
    this.#drop();
  }

  #drop() {
    this.#measured?.meter.close();
    this.#measured = null;
    this.value = 0;
  }
}

/**
 * @param {RTCRtpSender} sender
 * @returns {Promise<number | null>} null: this browser does not say
 */
async function sourceLevel(sender) {
  try {
    for (const stats of (await sender.getStats()).values()) if (stats.type === 'media-source') return stats.audioLevel ?? null;
  } catch {
    // The link was closed meanwhile.
  }
  return 0;
}
