/**
 * All sound of a scene in one track. Who comes and goes, comes and goes in the mix; the track goes on.
 */
export class Mixer {
  #context;
  #output;
  #silence;
  /** @type {Map<MediaStreamTrack, {source: MediaStreamAudioSourceNode, sink: HTMLAudioElement}>} */
  #inputs = new Map();

  /** @param {AudioContext} context that runs; stays the caller's */
  constructor(context) {
    this.#context = context;
    this.#output = context.createMediaStreamDestination();
    // With nothing connected Chromium gives no samples at all, and MediaRecorder waits for the first sound before it writes the first picture.
    this.#silence = new ConstantSourceNode(context, { offset: 0 });
    this.#silence.connect(this.#output);
    this.#silence.start();
  }

  /** @returns {MediaStreamTrack} */
  get track() {
    return /** @type {MediaStreamTrack} */ (this.#output.stream.getAudioTracks()[0]);
  }

  /**
   * @param {import('./types.js').Scene} scene
   * @returns {void}
   */
  setScene(scene) {
    const heard = new Set(scene.participants.flatMap(({ microphone, screenAudio }) => [microphone, screenAudio]).filter(isLive));
    for (const [track, input] of this.#inputs) {
      if (!heard.has(track)) this.#disconnect(track, input);
    }
    for (const track of heard) {
      if (!this.#inputs.has(track)) this.#inputs.set(track, this.#connect(track));
    }
  }

  /** @returns {void} */
  close() {
    for (const [track, input] of this.#inputs) this.#disconnect(track, input);
    this.#silence.stop();
    this.#silence.disconnect();
    this.track.stop();
  }

  /** @param {MediaStreamTrack} track */
  #connect(track) {
    const stream = new MediaStream([track]);
    // Chromium gives no sound of a remote track to Web Audio unless some element plays it, be it muted (crbug.com/933677).
    const sink = new Audio();
    sink.muted = true;
    sink.srcObject = stream;
    void sink.play().catch(() => {});
    const source = this.#context.createMediaStreamSource(stream);
    source.connect(this.#output);
    return { source, sink };
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {{source: MediaStreamAudioSourceNode, sink: HTMLAudioElement}} input
   */
  #disconnect(track, { source, sink }) {
    source.disconnect();
    sink.srcObject = null;
    this.#inputs.delete(track);
  }
}

/**
 * @param {MediaStreamTrack | null} track
 * @returns {track is MediaStreamTrack}
 */
function isLive(track) {
  return track?.readyState === 'live';
}

/** Sound begins within milliseconds of a click, or not at all: no click, or no sound card (Firefox). */
const SOUND_WITHIN_MS = 2_000;

/**
 * The engine that mixes.
 *
 * @returns {Promise<AudioContext | null>} running; null where there is no sound to be had, which must not cost the picture
 */
export async function openSound() {
  const context = new AudioContext();
  const patience = new Promise((resolve) => setTimeout(resolve, SOUND_WITHIN_MS));
  await Promise.race([context.resume().catch(() => {}), patience]);
  if (context.state === 'running') return context;
  void context.close().catch(() => {});
  return null;
}
