import { RecordingError, storageErrorCode } from './errors.js';
import { fileName } from './format.js';
import { OutputRecorder } from './output-recorder.js';

/**
 * A running recording: its outputs and where they are written.
 *
 * @typedef {import('./outputs.js').Output} Output
 * @typedef {import('./types.js').RecordedFile} RecordedFile
 *
 * @typedef {object} SessionOptions
 * @property {import('./recorder.js').RecorderPorts} ports
 * @property {import('./spool.js').Spool} spool
 * @property {AudioContext | null} sound closed with the session
 * @property {import('./format.js').RecordingFormat} format
 * @property {MediaRecorderOptions} encoding
 * @property {import('./library.js').StoredDescription} description
 * @property {(bytes: number, milliseconds: number) => void} onWritten bytes of all files; time in the first of them, 0 when not known
 * @property {(error: RecordingError) => void} onFailure at most once
 */

/** A disk that is so far behind will not catch up; memory is worth more than the rest of the recording. */
const LARGEST_BACKLOG = 64 * 1024 * 1024;

export class RecordingSession {
  #options;
  /** @type {Map<string, OutputRecorder>} */
  #outputs = new Map();
  /**
   * Outputs that have been told to stop and may still give their last data.
   *
   * @type {Promise<void>[]}
   */
  #ending = [];
  /** @type {import('./library.js').StoredPart[]} */
  #parts = [];
  /** Everything that goes to the spool, in order. */
  #tail = Promise.resolve();
  #backlog = 0;
  #hasFailed = false;
  #isPaused = false;
  #isClosing = false;

  /** @param {SessionOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Begins the files that are new, ends those that are gone, and shows the others their scene.
   *
   * @param {readonly Output[]} outputs
   * @returns {void}
   */
  setOutputs(outputs) {
    if (this.#isClosing) return;
    for (const [key, recorder] of this.#outputs) {
      if (!outputs.some((output) => output.key === key)) {
        this.#outputs.delete(key);
        this.#ending.push(recorder.stop());
      }
    }
    for (const output of outputs) {
      const recorder = this.#outputs.get(output.key);
      if (recorder) recorder.setScene(output);
      else this.#begin(output);
    }
  }

  /** @returns {void} */
  draw() {
    if (this.#isPaused) return;
    for (const recorder of this.#outputs.values()) recorder.draw();
  }

  /** @returns {void} */
  pause() {
    this.#isPaused = true;
    for (const recorder of this.#outputs.values()) recorder.pause();
  }

  /** @returns {void} */
  resume() {
    this.#isPaused = false;
    for (const recorder of this.#outputs.values()) recorder.resume();
  }

  /**
   * Ends everything and completes the files.
   *
   * @param {number} seconds
   * @returns {Promise<{files: RecordedFile[], bytes: number}>}
   */
  async close(seconds) {
    this.#isClosing = true;
    await Promise.all([...this.#ending, ...[...this.#outputs.values()].map((recorder) => recorder.stop())]);
    await this.#tail;
    const { spool, sound } = this.#options;
    // A context that cannot be closed is closed already.
    sound?.close().catch(() => {});
    try {
      const { bytes } = await spool.close(seconds);
      const blobs = await spool.files();
      return { files: blobs.flatMap((blob, index) => this.#file(blob, index)), bytes };
    } finally {
      spool.release();
    }
  }

  /** @param {Output} output */
  #begin(output) {
    const { ports, sound, encoding, format, description } = this.#options;
    const index = this.#parts.length;
    const same = this.#parts.filter(({ content }) => content === output.content).length;
    const content = output.content === 'call' ? '' : output.content === 'camera' ? 'camera' : `screen${same > 0 ? ` ${same + 1}` : ''}`;
    const part = {
      file: `${index}.${format.container}`,
      name: fileName({ title: description.title, startedAt: description.startedAt, content, container: format.container }),
      content: output.content,
    };
    this.#parts.push(part);
    this.#send(() => this.#options.spool.add(part));
    const recorder = new OutputRecorder(output, {
      ports,
      sound,
      encoding,
      onData: (data) => this.#append(index, data),
      onError: () => this.#fail(new RecordingError('encoder')),
    });
    if (this.#isPaused) recorder.pause();
    this.#outputs.set(output.key, recorder);
  }

  /**
   * @param {number} index
   * @param {Blob} data
   */
  #append(index, data) {
    this.#backlog += data.size;
    if (this.#backlog > LARGEST_BACKLOG) this.#fail(new RecordingError('storage'));
    this.#send(async () => {
      const { bytes, milliseconds } = await this.#options.spool.append(index, data);
      this.#backlog -= data.size;
      return { bytes, milliseconds: index === 0 ? milliseconds : 0 };
    });
  }

  /** @param {() => Promise<import('./spool.js').Progress>} request */
  #send(request) {
    this.#tail = this.#tail.then(async () => {
      if (this.#hasFailed) return;
      try {
        const { bytes, milliseconds } = await request();
        this.#options.onWritten(bytes, milliseconds);
      } catch (cause) {
        this.#fail(new RecordingError(storageErrorCode(/** @type {Error} */ (cause).name), { cause }));
      }
    });
  }

  /** @param {RecordingError} error */
  #fail(error) {
    if (this.#hasFailed) return;
    // An encoder's end is no reason not to write what it gave.
    this.#hasFailed = error.code !== 'encoder';
    this.#options.onFailure(error);
  }

  /**
   * @param {Blob} blob
   * @param {number} index
   * @returns {RecordedFile[]}
   */
  #file(blob, index) {
    const part = this.#parts[index];
    if (!part) return [];
    const type = this.#options.description.mimeType;
    return [{ name: part.name, content: part.content, file: new File([blob], part.name, { type }) }];
  }
}
