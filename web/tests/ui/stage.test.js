import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from '../../ui/model/stage.js';

/** @returns {import('../../ui/model/tiles.js').TilePerson} */
const person = (/** @type {string} */ id, changes = {}) => ({
  id, isLocal: id === 'me', joinedAt: 0, handRaisedAt: null, hasCamera: true, hasScreen: false, lastSpokeAt: 0, ...changes,
});
const wide = { width: 1408, height: 748, gap: 12, pinned: null, page: 0, preference: /** @type {const} */ ('auto') };
const phone = { ...wide, width: 374, height: 640, gap: 8 };
const others = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => person(`p${String(index).padStart(2, '0')}`));

/** @param {import('../../ui/model/stage.js').Place[]} places */
function assertInside(places, box = wide, label = '') {
  for (const place of places) {
    assert.ok(place.x >= 0 && place.y >= 0 && place.x + place.width <= box.width && place.y + place.height <= box.height, `${label} ${JSON.stringify(place)}`);
    assert.ok(place.width > 0 && place.height > 0, label);
  }
}

test('alone, one’s own picture has the stage', () => {
  const staged = stage({ ...wide, people: [person('me')] });
  assert.equal(staged.arrangement, 'solo');
  assert.equal(staged.places.length, 1);
});

test('of two people the other is large and oneself in a corner of that picture', () => {
  for (const box of [wide, phone]) {
    const { places } = stage({ ...box, people: [person('me'), person('ana')] });
    assert.deepEqual(places.map((place) => [place.tile.participantId, place.part]), [['ana', 'main'], ['me', 'corner']]);
    const [main, corner] = places;
    assert.ok(main && corner && corner.x + corner.width <= main.x + main.width && corner.width < main.width / 2);
    assertInside(places, box);
  }
});

test('on a tall phone two people share the stage when the other’s picture is wide', () => {
  const people = [person('me'), person('ana')];
  const { places } = stage({ ...phone, people, ratios: new Map([['ana:camera', 16 / 9]]) });
  assert.deepEqual(places.map((place) => [place.tile.participantId, place.part]), [['ana', 'main'], ['me', 'grid']]);
  assertInside(places, phone);
  const [upper, lower] = places;
  assert.ok(upper && lower && upper.y + upper.height < lower.y && upper.height > lower.height);
  assert.equal(stage({ ...phone, people, ratios: new Map([['ana:camera', 3 / 4]]) }).places[1]?.part, 'corner');
});

test('with one’s own picture hidden only the others are there', () => {
  assert.deepEqual(stage({ ...wide, hideSelf: true, people: [person('me'), person('ana')] }).places.map((place) => place.tile.participantId), ['ana']);
  assert.equal(stage({ ...wide, hideSelf: true, people: [person('me')] }).places.length, 1);
});

test('a shared screen is large, and people are beside it on a wide stage and below it on a tall one', () => {
  const people = [person('me'), person('ana', { hasScreen: true }), person('ben')];
  const [main, ...strip] = stage({ ...wide, people }).places;
  assert.equal(main?.tile.key, 'ana:screen_share');
  assert.equal(strip.length, 3);
  assert.ok(strip.every((place) => main && place.x >= main.x + main.width));
  const [tallMain, ...tallStrip] = stage({ ...phone, people }).places;
  assert.ok(tallStrip.every((place) => tallMain && place.y >= tallMain.y + tallMain.height));
});

test('no tile leaves the stage, and none overlaps another but the corner', () => {
  const boxes = [wide, phone, { ...wide, width: 1040, height: 748 }, { ...phone, width: 828, height: 300 }, { ...phone, width: 300, height: 200 }];
  for (const box of boxes) {
    for (const preference of /** @type {const} */ (['auto', 'grid', 'speaker'])) {
      for (let count = 0; count <= 30; count += 1) {
        const people = [person('me'), ...others(count)];
        const { places, hidden } = stage({ ...box, preference, people });
        const label = `${count} others, ${preference}, ${box.width}x${box.height}`;
        assertInside(places, box, label);
        assert.ok(hidden >= 0 && places.length + hidden === people.length, `${label}: ${places.length} + ${hidden}`);
        const flat = places.filter((place) => place.part !== 'corner');
        for (const [index, a] of flat.entries()) {
          for (const b of flat.slice(index + 1)) {
            assert.ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, `${label}: ${JSON.stringify([a, b])}`);
          }
        }
      }
    }
  }
});

test('a stage that has no size yet holds nothing', () => {
  assert.deepEqual(stage({ ...wide, width: 0, people: [person('me')] }).places, []);
});

test('a pinned camera takes the large place also from a shared screen', () => {
  const people = [person('me'), person('ana', { hasScreen: true }), person('ben')];
  assert.equal(stage({ ...wide, people, pinned: 'ben:camera' }).places[0]?.tile.key, 'ben:camera');
});
