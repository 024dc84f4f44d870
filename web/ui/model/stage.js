import { arrangementFor, gridFor, tilesPerPage } from './layout.js';
import { focusOf, pageOf, tileRef, tilesOf } from './tiles.js';

/**
 * @typedef {import('./tiles.js').TilePerson} TilePerson
 * @typedef {import('./tiles.js').TileRef} TileRef
 * @typedef {import('./layout.js').Arrangement} Arrangement
 */

/**
 * @typedef {object} Place of one tile on the stage, CSS pixels from its top left
 * @property {TileRef} tile
 * @property {'main' | 'grid' | 'strip' | 'corner'} part
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * @typedef {object} Staging
 * @property {Arrangement} arrangement
 * @property {Place[]} places
 * @property {number} page from 0
 * @property {number} pages
 * @property {number} hidden how many tiles have no place on this page
 */

/**
 * @typedef {object} StageInput
 * @property {readonly TilePerson[]} people oneself, too
 * @property {string | null} pinned key of a tile
 * @property {'auto' | 'grid' | 'speaker'} preference
 * @property {number} page
 * @property {number} width of the stage
 * @property {number} height
 * @property {number} gap
 * @property {ReadonlyMap<string, number>} [ratios] width / height of the pictures by key, as far as known
 * @property {boolean} [hideSelf]
 */

const WIDEST_MAIN = 2.2;
/** In a taller place than this a wide picture would have to be shown whole, between two empty bands. */
const TALLEST_FOR_WIDE = 3 / 4;

/**
 * Gives every tile its place. The whole stage is decided here, so that an element moves when the layout changes and its video is never
 * taken out of the document.
 * @param {StageInput} input
 * @returns {Staging}
 */
export function stage(input) {
  const { people, pinned, preference, width, height } = input;
  const everybody = tilesOf(people);
  const shown = input.hideSelf && people.length > 1 ? everybody.filter((tile) => !isOwnCamera(tile, people)) : everybody;
  const focused = shown.some((tile) => tile.key === pinned) || shown.some((tile) => tile.source === 'screen_share');
  const arrangement = arrangementFor({ people: people.length, focused, preference });
  const nothing = { arrangement, places: [], page: 0, pages: 1, hidden: 0 };
  if (width <= 0 || height <= 0 || shown.length === 0) return nothing;
  switch (arrangement) {
    case 'solo':
      return { ...nothing, places: [filled(shown[0] ?? tileRef('', 'camera'), input)] };
    case 'duo':
      return { ...nothing, places: duo(shown, people, input) };
    case 'grid':
      return grid(arrangement, shown, input);
    case 'speaker':
      return speaker(arrangement, shown, input);
  }
}

/**
 * @param {TileRef} tile
 * @param {readonly TilePerson[]} people
 * @returns {boolean}
 */
function isOwnCamera(tile, people) {
  return tile.source === 'camera' && people.some((person) => person.isLocal && person.id === tile.participantId);
}

/**
 * The whole stage, but never a letterbox slit on a very wide window.
 * @param {TileRef} tile
 * @param {{width: number, height: number}} box
 * @returns {Place}
 */
function whole(tile, { width, height }) {
  const limited = Math.min(width, Math.floor(height * WIDEST_MAIN));
  return { tile, part: 'main', x: Math.floor((width - limited) / 2), y: 0, width: limited, height };
}

/**
 * @param {TileRef | undefined} tile
 * @param {StageInput} input
 * @returns {boolean} its picture is known to be wider than high
 */
function isWide(tile, { ratios }) {
  return ((tile && ratios?.get(tile.key)) ?? 0) > 1;
}

/**
 * The whole stage; on a tall one a wide picture has the upper part, which it can fill.
 * @param {TileRef} tile
 * @param {StageInput} input
 * @returns {Place}
 */
function filled(tile, input) {
  const place = whole(tile, input);
  return isWide(tile, input) ? { ...place, height: Math.min(place.height, Math.floor(place.width / TALLEST_FOR_WIDE)) } : place;
}

/**
 * One above the other, the other one a little larger.
 * @param {TileRef} other
 * @param {TileRef} self
 * @param {StageInput} input
 * @returns {Place[]}
 */
function stacked(other, self, { width, height, gap }) {
  const upper = Math.floor((height - gap) * 0.56);
  return [
    { tile: other, part: 'main', x: 0, y: 0, width, height: upper },
    { tile: self, part: 'grid', x: 0, y: upper + gap, width, height: height - upper - gap },
  ];
}

/**
 * The other one large, oneself in the corner where no name is written. On a phone held upright, where a wide picture would be a
 * stripe, the two share the stage instead.
 * @param {readonly TileRef[]} tiles
 * @param {readonly TilePerson[]} people
 * @param {StageInput} input
 * @returns {Place[]}
 */
function duo(tiles, people, input) {
  const other = tiles.find((tile) => !isOwnCamera(tile, people));
  const self = tiles.find((tile) => isOwnCamera(tile, people));
  if (other && self && input.width / input.height < TALLEST_FOR_WIDE && isWide(other, input)) return stacked(other, self, input);
  const places = other ? [whole(other, input)] : [];
  const main = places[0];
  if (!self || !main) return self ? [whole(self, input)] : places;
  const portrait = input.height > input.width;
  const ratio = portrait ? 3 / 4 : Math.min(16 / 9, Math.max(3 / 4, input.ratios?.get(self.key) ?? 16 / 9));
  const width = Math.round(Math.min(248, Math.max(96, portrait ? input.width * 0.29 : Math.min(input.width * 0.19, input.height * 0.36 * ratio))));
  const height = Math.round(width / ratio);
  const margin = Math.max(10, input.gap);
  places.push({ tile: self, part: 'corner', x: main.x + main.width - width - margin, y: main.y + main.height - height - margin, width, height });
  return places;
}

/**
 * @param {Arrangement} arrangement
 * @param {readonly TileRef[]} tiles
 * @param {StageInput} input
 * @returns {Staging}
 */
function grid(arrangement, tiles, input) {
  const { width, height, gap } = input;
  const perPage = tilesPerPage(width, height, gap);
  const { tiles: onPage, page, pages } = pageOf(tiles, perPage, input.page, lastSpeaker(input.people));
  return { arrangement, places: rows(onPage, width, height, gap), page, pages, hidden: tiles.length - onPage.length };
}

/**
 * A centred grid; a last row that is not full is centred, too.
 * @param {readonly TileRef[]} tiles
 * @param {number} width
 * @param {number} height
 * @param {number} gap
 * @returns {Place[]}
 */
function rows(tiles, width, height, gap) {
  const cells = gridFor(tiles.length, width, height, gap);
  const top = Math.floor((height - cells.rows * cells.height - (cells.rows - 1) * gap) / 2);
  return tiles.map((tile, index) => {
    const row = Math.floor(index / cells.columns);
    const inRow = Math.min(cells.columns, tiles.length - row * cells.columns);
    const left = Math.floor((width - inRow * cells.width - (inRow - 1) * gap) / 2);
    return {
      tile, part: 'grid', width: cells.width, height: cells.height,
      x: left + (index % cells.columns) * (cells.width + gap), y: top + row * (cells.height + gap),
    };
  });
}

/**
 * One large tile and the others: in a column beside it where the stage is wide, below it where it is tall.
 * @param {Arrangement} arrangement
 * @param {readonly TileRef[]} tiles
 * @param {StageInput} input
 * @returns {Staging}
 */
function speaker(arrangement, tiles, input) {
  const { width, height, gap, people, pinned } = input;
  const focus = tiles.find((tile) => tile.key === focusOf({ people, pinned })?.key) ?? tiles[0];
  if (!focus) return { arrangement, places: [], page: 0, pages: 1, hidden: 0 };
  const others = tiles.filter((tile) => tile.key !== focus.key);
  if (others.length === 0) return { arrangement, places: [shaped(focus, { x: 0, y: 0, width, height }, input)], page: 0, pages: 1, hidden: 0 };
  if (width <= height * 1.15) return below(arrangement, focus, others, input);
  const strip = column(others, input);
  const main = shaped(focus, { x: 0, y: 0, width: width - strip.thickness - gap, height }, input);
  return { arrangement, places: [main, ...strip.places], page: 0, pages: 1, hidden: others.length - strip.places.length };
}

/**
 * The large place. A screen takes the shape of what it shows, so that it has no black bands.
 * @param {TileRef} tile
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {StageInput} input
 * @returns {Place}
 */
function shaped(tile, box, { ratios }) {
  const ratio = tile.source === 'screen_share' ? ratios?.get(tile.key) : undefined;
  if (!ratio) return { tile, part: 'main', ...box };
  const width = Math.floor(Math.min(box.width, box.height * ratio));
  const height = Math.floor(Math.min(box.height, box.width / ratio));
  return { tile, part: 'main', x: box.x + Math.floor((box.width - width) / 2), y: box.y + Math.floor((box.height - height) / 2), width, height };
}

/**
 * On a tall stage: a wide picture takes only the height that it needs, and the others share the rest.
 * @param {Arrangement} arrangement
 * @param {TileRef} focus
 * @param {readonly TileRef[]} others
 * @param {StageInput} input
 * @returns {Staging}
 */
function below(arrangement, focus, others, input) {
  const { width, height, gap, ratios } = input;
  const most = Math.floor((height - gap) * 0.62);
  const known = ratios?.get(focus.key) ?? 0;
  const wished = focus.source === 'screen_share' ? width / (known || 16 / 9) : width / (known > 1 ? 1.1 : 0.8);
  const upper = Math.max(1, Math.min(most, Math.floor(wished)));
  const rest = height - upper - gap;
  const onStage = others.slice(0, tilesPerPage(width, rest, gap));
  const lower = rows(onStage, width, rest, gap).map((place) => ({ ...place, part: /** @type {const} */ ('strip'), y: place.y + upper + gap }));
  return { arrangement, places: [shaped(focus, { x: 0, y: 0, width, height: upper }, input), ...lower], page: 0, pages: 1, hidden: others.length - onStage.length };
}

/**
 * @param {readonly TileRef[]} tiles
 * @param {StageInput} input
 * @returns {{thickness: number, places: Place[]}}
 */
function column(tiles, { width, height, gap }) {
  const most = Math.min(264, Math.max(132, Math.round(width * 0.19)));
  const fitting = Math.max(1, Math.min(tiles.length, Math.floor((height + gap) / (80 + gap))));
  const tall = Math.min(Math.round(most * 9 / 16), Math.floor((height - gap * (fitting - 1)) / fitting));
  const thickness = Math.min(most, Math.max(112, Math.round(tall * 16 / 9)));
  const top = Math.floor((height - fitting * tall - (fitting - 1) * gap) / 2);
  return {
    thickness,
    places: tiles.slice(0, fitting).map((tile, index) => ({ tile, part: 'strip', x: width - thickness, y: top + index * (tall + gap), width: thickness, height: tall })),
  };
}

/**
 * @param {readonly TilePerson[]} people
 * @returns {string | null}
 */
function lastSpeaker(people) {
  const spoke = people.filter((person) => !person.isLocal && person.lastSpokeAt > 0).sort((a, b) => b.lastSpokeAt - a.lastSpokeAt);
  return spoke[0]?.id ?? null;
}
