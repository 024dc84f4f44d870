/**
 * Where tiles go: pure geometry, no DOM.
 */

/**
 * @typedef {object} Grid
 * @property {number} columns
 * @property {number} rows
 * @property {number} width   of one tile, CSS pixels
 * @property {number} height  of one tile, CSS pixels
 */

/** A tile may be as narrow as a phone's portrait picture and as wide as a cinema one. */
export const NARROWEST = 3 / 4;
export const WIDEST = 16 / 9;
/** Below this a face is no longer readable, so the grid is cut into pages instead. */
export const SMALLEST_TILE_WIDTH = 132;

/**
 * The grid that gives `count` tiles the most area inside a box.
 *
 * Tiles stretch between {@link NARROWEST} and {@link WIDEST} to fill their cell, so that two people on a tall phone are stacked
 * and fill it. Ties go to the grid with fewer empty cells, then to fewer rows.
 * @param {number} count
 * @param {number} boxWidth
 * @param {number} boxHeight
 * @param {number} gap
 * @returns {Grid}
 */
export function gridFor(count, boxWidth, boxHeight, gap) {
  if (count <= 0 || boxWidth <= 0 || boxHeight <= 0) return { columns: 0, rows: 0, width: 0, height: 0 };
  /** @type {Grid} */
  let best = { columns: 1, rows: count, width: 0, height: 0 };
  let bestScore = -1;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (boxWidth - gap * (columns - 1)) / columns;
    const cellHeight = (boxHeight - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const { width, height } = fitInto(cellWidth, cellHeight);
    const empty = columns * rows - count;
    const score = width * height * (1 - 0.02 * empty);
    if (score > bestScore + 0.5) {
      bestScore = score;
      best = { columns, rows, width: Math.floor(width), height: Math.floor(height) };
    }
  }
  return best;
}

/**
 * The largest permitted tile inside one cell.
 * @param {number} width
 * @param {number} height
 * @returns {{width: number, height: number}}
 */
function fitInto(width, height) {
  const ratio = width / height;
  if (ratio > WIDEST) return { width: height * WIDEST, height };
  if (ratio < NARROWEST) return { width, height: width / NARROWEST };
  return { width, height };
}

/**
 * How many tiles fit on one page without becoming smaller than {@link SMALLEST_TILE_WIDTH}; at least 2.
 * @param {number} boxWidth
 * @param {number} boxHeight
 * @param {number} gap
 * @returns {number}
 */
export function tilesPerPage(boxWidth, boxHeight, gap) {
  const columns = Math.max(1, Math.floor((boxWidth + gap) / (SMALLEST_TILE_WIDTH + gap)));
  const rows = Math.max(1, Math.floor((boxHeight + gap) / (SMALLEST_TILE_WIDTH / WIDEST + gap)));
  return Math.max(2, Math.min(25, columns * rows));
}

/**
 * Whether a picture should fill its tile (cutting its edges) or be shown whole. Screens are always shown whole; a camera is cut only
 * while at least 42 % of the picture stays visible: what remains of a wide picture in a tall tile, and somebody in its middle is still whole.
 * @param {'camera' | 'screen_share'} source
 * @param {number} videoRatio width / height of the picture; 0 when unknown
 * @param {number} tileRatio width / height of the tile
 * @returns {'cover' | 'contain'}
 */
export function fitFor(source, videoRatio, tileRatio) {
  if (source === 'screen_share') return 'contain';
  if (!(videoRatio > 0) || !(tileRatio > 0)) return 'cover';
  const visible = Math.min(videoRatio, tileRatio) / Math.max(videoRatio, tileRatio);
  return visible >= 0.42 ? 'cover' : 'contain';
}

/**
 * @typedef {'duo' | 'grid' | 'speaker' | 'solo'} Arrangement
 */

/**
 * Which arrangement the stage shows.
 *
 * `solo`: nobody else is there. `duo`: one other person, large, with one's own picture in a corner: the shape of a conversation.
 * `speaker`: one tile large and the rest in a strip; always so while something is pinned or a screen is shown.
 * @param {{people: number, focused: boolean, preference: 'auto' | 'grid' | 'speaker'}} input `people` counts oneself
 * @returns {Arrangement}
 */
export function arrangementFor({ people, focused, preference }) {
  if (focused) return 'speaker';
  if (people <= 1) return 'solo';
  if (preference === 'grid') return 'grid';
  if (people === 2) return 'duo';
  return preference === 'speaker' ? 'speaker' : 'grid';
}
