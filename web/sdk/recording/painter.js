import { arrange, fitted, hueOf, initials } from './layout.js';

/**
 * Draws a scene on a canvas. Where the tiles stand is decided in `layout.js`.
 *
 * Pictures come from `video` elements of its own: those of the page may be gone, paused or hidden. Chromium goes on decoding into them in a hidden tab.
 */
const BACKGROUND = '#14161c';
const RING = '#4ade80';
const CAPTION_BACKGROUND = 'rgb(0 0 0 / 55%)';
const RADIUS = 10;
const FONT = 'system-ui, sans-serif';

export class Painter {
  #canvas = document.createElement('canvas');
  #context;
  /** @type {Map<MediaStreamTrack, HTMLVideoElement>} */
  #videos = new Map();
  /** @type {readonly import('./layout.js').Tile[]} */
  #tiles = [];
  #title = '';

  /**
   * @param {{width: number, height: number}} size
   */
  constructor({ width, height }) {
    this.#canvas.width = width;
    this.#canvas.height = height;
    // Without an alpha channel, which MediaRecorder would encode as a second picture.
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) throw new DOMException('There is no canvas.', 'NotSupportedError');
    this.#context = context;
    this.draw();
  }

  /**
   * The drawn picture as a track, to be stopped by the caller.
   *
   * @param {number} frameRate
   * @returns {MediaStreamTrack}
   */
  captureTrack(frameRate) {
    return /** @type {MediaStreamTrack} */ (this.#canvas.captureStream(frameRate).getVideoTracks()[0]);
  }

  /**
   * @param {import('./types.js').Scene} scene
   * @returns {void}
   */
  setScene(scene) {
    this.#tiles = arrange(scene, this.#canvas.width, this.#canvas.height);
    this.#title = scene.title;
    const shown = new Set(this.#tiles.flatMap(({ track }) => (track ? [track] : [])));
    for (const [track, video] of this.#videos) {
      if (!shown.has(track)) this.#forget(track, video);
    }
    for (const track of shown) {
      if (!this.#videos.has(track)) this.#videos.set(track, videoOf(track));
    }
  }

  /** @returns {void} */
  draw() {
    const { width, height } = this.#canvas;
    this.#context.fillStyle = BACKGROUND;
    this.#context.fillRect(0, 0, width, height);
    if (this.#tiles.length === 0) this.#text(this.#title, width / 2, height / 2, Math.round(height / 18));
    for (const tile of this.#tiles) this.#tile(tile);
  }

  /** @returns {void} */
  close() {
    for (const [track, video] of this.#videos) this.#forget(track, video);
    this.#tiles = [];
  }

  /** @param {import('./layout.js').Tile} tile */
  #tile(tile) {
    const context = this.#context;
    context.save();
    this.#outline(tile);
    context.clip();
    const video = tile.track && this.#videos.get(tile.track);
    if (video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0 && tile.track?.readyState === 'live') {
      const { from, to } = fitted({ width: video.videoWidth, height: video.videoHeight }, tile, tile.isScreen);
      context.fillStyle = '#000';
      context.fillRect(tile.x, tile.y, tile.width, tile.height);
      context.drawImage(video, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
    } else {
      this.#placeholder(tile);
    }
    this.#caption(tile);
    context.restore();
    if (tile.isSpeaking) this.#ring(tile);
  }

  /** @param {import('./layout.js').Tile} tile */
  #placeholder({ x, y, width, height, name }) {
    const context = this.#context;
    context.fillStyle = `hsl(${hueOf(name)} 30% 22%)`;
    context.fillRect(x, y, width, height);
    const radius = Math.min(width, height) / 5;
    context.fillStyle = `hsl(${hueOf(name)} 45% 42%)`;
    context.beginPath();
    context.arc(x + width / 2, y + height / 2, radius, 0, 2 * Math.PI);
    context.fill();
    this.#text(initials(name), x + width / 2, y + height / 2, Math.round(radius * 0.9));
  }

  /** @param {import('./layout.js').Tile} tile */
  #caption({ x, y, width, height, name, isScreen }) {
    const context = this.#context;
    const size = Math.max(12, Math.min(20, Math.round(height / 18)));
    const padding = Math.round(size / 2);
    context.font = `${size}px ${FONT}`;
    const text = this.#shortened(isScreen ? `${name} (screen)` : name, width - 6 * padding);
    const textWidth = context.measureText(text).width;
    context.fillStyle = CAPTION_BACKGROUND;
    context.fillRect(x + padding, y + height - size - 3 * padding, textWidth + 2 * padding, size + 2 * padding);
    context.fillStyle = '#fff';
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(text, x + 2 * padding, y + height - size / 2 - 2 * padding);
  }

  /**
   * @param {string} text
   * @param {number} width
   */
  #shortened(text, width) {
    const characters = [...text].slice(0, 80);
    if (this.#context.measureText(text).width <= width) return text;
    while (characters.length > 1 && this.#context.measureText(`${characters.join('')}…`).width > width) characters.pop();
    return `${characters.join('')}…`;
  }

  /** @param {import('./layout.js').Tile} tile */
  #ring(tile) {
    this.#context.strokeStyle = RING;
    this.#context.lineWidth = 4;
    this.#outline(tile);
    this.#context.stroke();
  }

  /** @param {import('./layout.js').Rectangle} tile */
  #outline({ x, y, width, height }) {
    this.#context.beginPath();
    if (this.#context.roundRect && width < this.#canvas.width) this.#context.roundRect(x, y, width, height, RADIUS);
    else this.#context.rect(x, y, width, height);
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {number} size
   */
  #text(text, x, y, size) {
    this.#context.fillStyle = '#fff';
    this.#context.font = `600 ${size}px ${FONT}`;
    this.#context.textAlign = 'center';
    this.#context.textBaseline = 'middle';
    this.#context.fillText(text, x, y);
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {HTMLVideoElement} video
   */
  #forget(track, video) {
    video.srcObject = null;
    video.remove();
    this.#videos.delete(track);
  }
}

/**
 * @param {MediaStreamTrack} track
 * @returns {HTMLVideoElement}
 */
function videoOf(track) {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Safari only decodes into elements that are in the document.
  Object.assign(video.style, { position: 'fixed', width: '1px', height: '1px', opacity: '0', pointerEvents: 'none' });
  video.setAttribute('aria-hidden', 'true');
  document.body.append(video);
  // Muted video may always play; where it cannot, the placeholder is drawn.
  video.play().catch(() => {});
  return video;
}
