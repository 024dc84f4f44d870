import { Mixer } from './mixer.js';
import { Painter } from './painter.js';

/**
 * A scene as one stream of picture and sound that never ends by itself, whatever comes and goes in the scene: what MediaRecorder needs, since it stops
 * when a track of its stream is exchanged.
 *
 * @typedef {object} CompositionLike
 * @property {MediaStream} stream
 * @property {(scene: import('./types.js').Scene) => void} setScene
 * @property {() => void} draw
 * @property {() => void} close
 */

export const FRAME_RATE = 30;

/** @implements {CompositionLike} */
export class Composition {
  #painter;
  #mixer;
  stream;

  /**
   * @param {{width: number, height: number}} size
   * @param {AudioContext | null} sound null: a picture without sound
   */
  constructor(size, sound) {
    this.#painter = new Painter(size);
    this.#mixer = sound && new Mixer(sound);
    this.stream = new MediaStream([this.#painter.captureTrack(FRAME_RATE), ...(this.#mixer ? [this.#mixer.track] : [])]);
  }

  /** @param {import('./types.js').Scene} scene */
  setScene(scene) {
    this.#painter.setScene(scene);
    this.#mixer?.setScene(scene);
  }

  draw() {
    this.#painter.draw();
  }

  close() {
    for (const track of this.stream.getTracks()) track.stop();
    this.#painter.close();
    this.#mixer?.close();
  }
}
