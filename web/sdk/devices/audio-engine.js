/**
 * One AudioContext for all level meters of the page: browsers allow only a few, and each costs a thread.
 * It closes when the last user has gone.
 */
export class AudioEngine {
  #create;
  /** @type {AudioContext | null} */
  #context = null;
  #users = 0;

  /** @param {() => AudioContext} [create] */
  constructor(create = () => new AudioContext()) {
    this.#create = create;
  }

  /**
   * @returns {AudioContext} suspended until the person has clicked somewhere, in most browsers; call `resume` then
   */
  acquire() {
    this.#users += 1;
    this.#context ??= this.#create();
    void this.resume();
    return this.#context;
  }

  /** @returns {void} */
  release() {
    this.#users -= 1;
    if (this.#users > 0 || !this.#context) return;
    // A context that cannot be closed is closed already.
    this.#context.close().catch(() => {});
    this.#context = null;
  }

  /**
   * Starts the sound after a click, if it was suspended.
   *
   * @returns {Promise<void>}
   */
  async resume() {
    if (this.#context?.state !== 'suspended') return;
    // Refused before the first click: the next call tries again.
    await this.#context.resume().catch(() => {});
  }
}

/** The engine that level meters share. */
export const sharedAudioEngine = new AudioEngine();
