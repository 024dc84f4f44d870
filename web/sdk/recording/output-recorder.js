/**
 * One file in the making: a composition and the MediaRecorder that encodes it.
 *
 * @typedef {import('./outputs.js').Output} Output
 */

const TIMESLICE_MS = 1_000;
/** A picture to begin at every so often, for seeking; encoders would go on for minutes without one. */
const KEYFRAME_INTERVAL_MS = 4_000;
/** A recorder that does not answer to `stop` has died with its encoder. */
const STOP_WITHIN_MS = 5_000;

export class OutputRecorder {
  #composition;
  #recorder;
  /** @type {Promise<void>} */
  #stopped;

  /**
   * @param {Output} output
   * @param {object} options
   * @param {import('./recorder.js').RecorderPorts} options.ports
   * @param {AudioContext | null} options.sound
   * @param {MediaRecorderOptions} options.encoding
   * @param {(data: Blob) => void} options.onData
   * @param {() => void} options.onError
   */
  constructor(output, { ports, sound, encoding, onData, onError }) {
    this.key = output.key;
    this.#composition = ports.createComposition(output.size, sound);
    this.#composition.setScene(output.scene);
    this.#recorder = ports.createMediaRecorder(this.#composition.stream, { ...encoding, videoKeyFrameIntervalDuration: KEYFRAME_INTERVAL_MS });
    this.#recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) onData(data);
    });
    this.#recorder.addEventListener('error', onError);
    this.#stopped = new Promise((resolve) => this.#recorder.addEventListener('stop', () => resolve(), { once: true }));
    this.#recorder.start(TIMESLICE_MS);
  }

  /**
   * @param {Output} output
   * @returns {void}
   */
  setScene(output) {
    this.#composition.setScene(output.scene);
  }

  draw() {
    this.#composition.draw();
  }

  pause() {
    if (this.#recorder.state === 'recording') this.#recorder.pause();
  }

  resume() {
    if (this.#recorder.state === 'paused') this.#recorder.resume();
  }

  /**
   * Ends the encoding; the last data has been given when the promise is fulfilled.
   *
   * @returns {Promise<void>}
   */
  async stop() {
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    const patience = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS));
    await Promise.race([this.#stopped, patience]);
    this.#composition.close();
  }
}

