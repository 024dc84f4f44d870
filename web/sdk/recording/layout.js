/**
 * Where each tile of the recorded picture stands: layout as data. Pure.
 *
 * @typedef {import('./types.js').Scene} Scene
 * @typedef {import('./types.js').SceneParticipant} SceneParticipant
 *
 * @typedef {object} Rectangle
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 *
 * @typedef {Rectangle & {key: string, track: MediaStreamTrack | null, name: string, isScreen: boolean, isSpeaking: boolean}} Tile
 */

const GAP = 8;
const ASPECT = 16 / 9;
/** Of the width, for the people beside a large tile. */
const STRIP_SHARE = 0.2;
const MOST_IN_STRIP = 5;

/**
 * @param {Scene} scene
 * @param {number} width of the picture
 * @param {number} height
 * @returns {Tile[]}
 */
export function arrange(scene, width, height) {
  const screens = scene.participants.flatMap(screenTile);
  if (scene.layout === 'screen') return gridLayout(screens, width, height);
  const tiles = [...screens, ...scene.participants.map(personTile)];
  const large = scene.layout === 'speaker' && tiles.length > 1 ? largeTile(tiles, scene) : null;
  return large ? speakerLayout(large, tiles, width, height) : gridLayout(tiles, width, height);
}

/**
 * @typedef {Omit<Tile, keyof Rectangle>} Content
 *
 * @param {SceneParticipant} participant
 * @returns {Content[]}
 */
function screenTile({ id, name, screen }) {
  return screen ? [{ key: `${id}/screen`, track: screen, name, isScreen: true, isSpeaking: false }] : [];
}

/**
 * @param {SceneParticipant} participant
 * @returns {Content}
 */
function personTile({ id, name, camera, isSpeaking }) {
  return { key: `${id}/camera`, track: camera, name, isScreen: false, isSpeaking };
}

/**
 * A screen before anybody, then who speaks, then anybody else but oneself.
 *
 * @param {readonly Content[]} tiles
 * @param {Scene} scene
 * @returns {Content | null}
 */
function largeTile(tiles, scene) {
  const remote = scene.participants.find(({ isLocal }) => !isLocal);
  const ofPerson = (/** @type {string | null | undefined} */ id) => tiles.find(({ key }) => key === `${id}/camera`);
  return tiles.find(({ isScreen }) => isScreen) ?? ofPerson(scene.speakerId) ?? ofPerson(remote?.id) ?? tiles[0] ?? null;
}

/**
 * @param {Content} large
 * @param {readonly Content[]} tiles
 * @param {number} width
 * @param {number} height
 * @returns {Tile[]}
 */
function speakerLayout(large, tiles, width, height) {
  const others = tiles.filter((tile) => tile !== large).slice(0, MOST_IN_STRIP);
  const stripWidth = Math.round(width * STRIP_SHARE);
  const tileHeight = Math.min(Math.round(stripWidth / ASPECT), Math.floor((height - GAP * (others.length + 1)) / others.length));
  const stripHeight = others.length * tileHeight + (others.length - 1) * GAP;
  const top = Math.round((height - stripHeight) / 2);
  return [
    { ...large, x: GAP, y: GAP, width: width - stripWidth - 3 * GAP, height: height - 2 * GAP },
    ...others.map((tile, index) => ({
      ...tile,
      x: width - stripWidth - GAP,
      y: top + index * (tileHeight + GAP),
      width: stripWidth,
      height: tileHeight,
    })),
  ];
}

/**
 * The number of columns that makes the tiles largest; the last row is centred.
 *
 * @param {readonly Content[]} tiles
 * @param {number} width
 * @param {number} height
 * @returns {Tile[]}
 */
function gridLayout(tiles, width, height) {
  const count = tiles.length;
  if (count === 0) return [];
  if (count === 1) return tiles.map((tile) => ({ ...tile, x: 0, y: 0, width, height }));
  let best = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const most = { width: (width - GAP * (columns + 1)) / columns, height: (height - GAP * (rows + 1)) / rows };
    const fitting = Math.floor(Math.min(most.width, most.height * ASPECT));
    if (fitting > best.width) best = { columns, width: fitting, height: Math.floor(fitting / ASPECT) };
  }
  const rows = Math.ceil(count / best.columns);
  const top = (height - rows * best.height - (rows - 1) * GAP) / 2;
  return tiles.map((tile, index) => {
    const row = Math.floor(index / best.columns);
    const inRow = row === rows - 1 ? count - row * best.columns : best.columns;
    const left = (width - inRow * best.width - (inRow - 1) * GAP) / 2;
    const column = index % best.columns;
    return {
      ...tile,
      x: Math.round(left + column * (best.width + GAP)),
      y: Math.round(top + row * (best.height + GAP)),
      width: best.width,
      height: best.height,
    };
  });
}

/**
 * How a picture is laid into a tile: people are cropped to fill it, a screen is shown whole, and so is anybody whose picture is upright
 * in a tile that lies (a crop would take most of a phone's picture away).
 *
 * @param {{width: number, height: number}} picture
 * @param {Rectangle} tile
 * @param {boolean} isScreen
 * @returns {{from: Rectangle, to: Rectangle}}
 */
export function fitted(picture, tile, isScreen) {
  const isWhole = isScreen || picture.height > picture.width !== tile.height > tile.width;
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  if (isWhole) {
    const scale = Math.min(tile.width / picture.width, tile.height / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    return { from: whole, to: { x: tile.x + (tile.width - width) / 2, y: tile.y + (tile.height - height) / 2, width, height } };
  }
  const scale = Math.max(tile.width / picture.width, tile.height / picture.height);
  const [width, height] = [tile.width / scale, tile.height / scale];
  const from = { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
  return { from, to: { x: tile.x, y: tile.y, width: tile.width, height: tile.height } };
}

/**
 * The letters on the tile of somebody without a camera.
 *
 * @param {string} name
 * @returns {string} one or two, `?` for nobody
 */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''));
  return letters.join('').toUpperCase() || '?';
}

/**
 * A hue that stays the same for a name.
 *
 * @param {string} name
 * @returns {number} 0 to 359
 */
export function hueOf(name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return sum;
}
