/**
 * Which tiles there are and in which order: pure, no DOM.
 */

/**
 * What this module needs to know of a participant.
 * @typedef {object} TilePerson
 * @property {string} id
 * @property {boolean} isLocal
 * @property {number} joinedAt
 * @property {number | null} handRaisedAt milliseconds since 1970, or null
 * @property {boolean} hasCamera a camera that is on
 * @property {boolean} hasScreen
 * @property {number} lastSpokeAt milliseconds since 1970; 0 for never
 */

/**
 * @typedef {object} TileRef
 * @property {string} key `PA_…:camera`
 * @property {string} participantId
 * @property {'camera' | 'screen_share'} source
 */

/**
 * @param {string} participantId
 * @param {'camera' | 'screen_share'} source
 * @returns {TileRef}
 */
export function tileRef(participantId, source) {
  return { key: `${participantId}:${source}`, participantId, source };
}

/**
 * All tiles in the order in which a person wants to see them: screens, raised hands (who asked first comes first), others with a
 * camera, others without, oneself last. Within a group the order of joining, so that tiles do not jump about.
 * @param {readonly TilePerson[]} people
 * @returns {TileRef[]}
 */
export function tilesOf(people) {
  const screens = people.filter((person) => person.hasScreen).map((person) => tileRef(person.id, 'screen_share'));
  const cameras = [...people].sort(compare).map((person) => tileRef(person.id, 'camera'));
  return [...screens, ...cameras];
}

/**
 * @param {TilePerson} a
 * @param {TilePerson} b
 * @returns {number}
 */
function compare(a, b) {
  return group(a) - group(b)
    || (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0)
    || a.joinedAt - b.joinedAt
    || (a.id < b.id ? -1 : 1);
}

/**
 * @param {TilePerson} person
 * @returns {number}
 */
function group(person) {
  if (person.isLocal) return 3;
  if (person.handRaisedAt !== null) return 0;
  return person.hasCamera ? 1 : 2;
}

/**
 * The tile that deserves the large place, or null when there is nobody.
 *
 * Order of claims: the pinned tile, a screen of somebody else, one's own screen, the person who spoke last (never oneself while others are
 * there), the first other.
 * @param {{people: readonly TilePerson[], pinned: string | null}} input `pinned` is a tile key
 * @returns {TileRef | null}
 */
export function focusOf({ people, pinned }) {
  const all = tilesOf(people);
  const pinnedTile = all.find((tile) => tile.key === pinned);
  if (pinnedTile) return pinnedTile;
  const local = new Set(people.filter((person) => person.isLocal).map((person) => person.id));
  const screens = all.filter((tile) => tile.source === 'screen_share');
  const screen = screens.find((tile) => !local.has(tile.participantId)) ?? screens[0];
  if (screen) return screen;
  const others = people.filter((person) => !person.isLocal);
  const speaker = [...others].sort((a, b) => b.lastSpokeAt - a.lastSpokeAt || a.joinedAt - b.joinedAt)[0] ?? people[0];
  return speaker ? tileRef(speaker.id, 'camera') : null;
}

/**
 * The tiles of one page. When there are several pages, whoever speaks is on the first one: the last tile of the first page gives
 * its place to a recent speaker who would otherwise be invisible.
 * @param {readonly TileRef[]} tiles
 * @param {number} perPage
 * @param {number} page from 0; one that does not exist becomes the nearest that does
 * @param {string | null} speaker participant id
 * @returns {{tiles: TileRef[], page: number, pages: number}}
 */
export function pageOf(tiles, perPage, page, speaker = null) {
  const pages = Math.max(1, Math.ceil(tiles.length / perPage));
  const at = Math.min(Math.max(0, page), pages - 1);
  const ordered = [...tiles];
  const index = ordered.findIndex((tile) => tile.participantId === speaker && tile.source === 'camera');
  if (index >= perPage) {
    const [moved] = ordered.splice(index, 1);
    if (moved) ordered.splice(perPage - 1, 0, moved);
  }
  return { tiles: ordered.slice(at * perPage, (at + 1) * perPage), page: at, pages };
}
