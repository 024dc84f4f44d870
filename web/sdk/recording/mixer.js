/**
 * All sound of a scene in one track. Who comes and goes, comes and goes in the mix; the track goes on.
 */
export class Mixer {
  #context;
  #output;
  /** @type {Map<MediaStreamTrack, {source: MediaStreamAudioSourceNode, sink: HTMLAudioElement}>} */
  #inputs = new Map();

  /** @param {AudioContext} [context] */
  constructor(context = new AudioContext()) {
    this.#context = context;
    this.#output = context.createMediaStreamDestination();
    // Recording begins with a click, which lets it run; refused, the file has silence.
    void context.resume().catch(() => {});
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
    this.track.stop();
    // A context that cannot be closed is closed already.
    void this.#context.close().catch(() => {});
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
