/**
 * Which files a recording has at a moment, and what is in each: pure.
 *
 * @typedef {import('./types.js').Scene} Scene
 *
 * @typedef {object} Output
 * @property {string} key stays the same while the output goes on
 * @property {import('./types.js').RecordedFile['content']} content
 * @property {{width: number, height: number}} size
 * @property {Scene} scene
 */

const CALL_SIZE = Object.freeze({ width: 1280, height: 720 });
const LARGEST_SCREEN = Object.freeze({ width: 1920, height: 1080 });

/**
 * In mode `call` one file with everything. In mode `tracks` one with one's own camera and microphone, and another for each screen that is shared
 * while it runs.
 *
 * @param {import('./types.js').RecordingMode} mode
 * @param {Scene} scene
 * @returns {Output[]}
 */
export function outputsOf(mode, scene) {
  if (mode === 'call') return [{ key: 'call', content: 'call', size: CALL_SIZE, scene }];
  const own = scene.participants.find(({ isLocal }) => isLocal);
  if (!own) return [];
  const alone = { ...scene, layout: /** @type {const} */ ('grid'), speakerId: null };
  const person = { ...own, isSpeaking: false, screen: null, screenAudio: null };
  /** @type {Output[]} */
  const outputs = [{ key: 'camera', content: 'camera', size: CALL_SIZE, scene: { ...alone, participants: [person] } }];
  if (own.screen) {
    const screenOnly = { ...own, isSpeaking: false, camera: null, microphone: null };
    outputs.push({
      key: `screen ${own.screen.id}`,
      content: 'screen_share',
      size: screenSize(own.screen),
      scene: { ...alone, participants: [screenOnly], layout: 'screen' },
    });
  }
  return outputs;
}

/**
 * The screen's own size, but no larger than a large screen, and even, which encoders demand.
 *
 * @param {MediaStreamTrack} track
 */
function screenSize(track) {
  const { width = CALL_SIZE.width, height = CALL_SIZE.height } = track.getSettings();
  const scale = Math.min(1, LARGEST_SCREEN.width / Math.max(1, width), LARGEST_SCREEN.height / Math.max(1, height));
  const even = (/** @type {number} */ value) => Math.max(2, Math.round((value * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}
