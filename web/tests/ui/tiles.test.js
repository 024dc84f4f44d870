import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusOf, pageOf, tileRef, tilesOf } from '../../ui/model/tiles.js';

/** @returns {import('../../ui/model/tiles.js').TilePerson} */
const person = (/** @type {string} */ id, changes = {}) => ({
  id, isLocal: false, joinedAt: 0, handRaisedAt: null, hasCamera: true, hasScreen: false, lastSpokeAt: 0, ...changes,
});
const keys = (/** @type {{key: string}[]} */ tiles) => tiles.map((tile) => tile.key);

test('screens come first, then raised hands, cameras, those without, and oneself last', () => {
  const people = [
    person('PA_me', { isLocal: true }),
    person('PA_dark', { hasCamera: false }),
    person('PA_late', { joinedAt: 9 }),
    person('PA_early', { joinedAt: 1 }),
    person('PA_hand2', { handRaisedAt: 20 }),
    person('PA_hand1', { handRaisedAt: 10, joinedAt: 99 }),
    person('PA_show', { joinedAt: 5, hasScreen: true }),
  ];
  assert.deepEqual(keys(tilesOf(people)), [
    'PA_show:screen_share', 'PA_hand1:camera', 'PA_hand2:camera', 'PA_early:camera', 'PA_show:camera', 'PA_late:camera', 'PA_dark:camera', 'PA_me:camera',
  ]);
});

test('the order of tiles does not depend on the order of the list', () => {
  const people = [person('PA_b'), person('PA_a'), person('PA_c', { joinedAt: 1 })];
  assert.deepEqual(tilesOf(people), tilesOf([...people].reverse()));
});

test('a pinned tile beats a screen, and a screen beats a speaker', () => {
  const people = [person('PA_me', { isLocal: true, lastSpokeAt: 50 }), person('PA_a', { lastSpokeAt: 40 }), person('PA_b', { hasScreen: true })];
  assert.equal(focusOf({ people, pinned: 'PA_a:camera' })?.key, 'PA_a:camera');
  assert.equal(focusOf({ people, pinned: 'PA_gone:camera' })?.key, 'PA_b:screen_share');
  assert.equal(focusOf({ people: people.slice(0, 2), pinned: null })?.key, 'PA_a:camera');
});

test('another person’s screen is focused before one’s own', () => {
  const people = [person('PA_me', { isLocal: true, hasScreen: true }), person('PA_a', { hasScreen: true })];
  assert.equal(focusOf({ people, pinned: null })?.key, 'PA_a:screen_share');
});

test('oneself is focused only when alone, and nobody in an empty room', () => {
  assert.equal(focusOf({ people: [person('PA_me', { isLocal: true })], pinned: null })?.key, 'PA_me:camera');
  assert.equal(focusOf({ people: [], pinned: null }), null);
});

test('pages cut the tiles and keep a page number that exists', () => {
  const tiles = ['a', 'b', 'c', 'd', 'e'].map((id) => tileRef(id, 'camera'));
  assert.deepEqual(keys(pageOf(tiles, 2, 1).tiles), ['c:camera', 'd:camera']);
  assert.deepEqual(pageOf(tiles, 2, 9), { tiles: [tileRef('e', 'camera')], page: 2, pages: 3 });
  assert.equal(pageOf([], 2, 0).pages, 1);
});

test('somebody who speaks on a later page comes to the first', () => {
  const tiles = ['a', 'b', 'c', 'd', 'e'].map((id) => tileRef(id, 'camera'));
  assert.deepEqual(keys(pageOf(tiles, 2, 0, 'e').tiles), ['a:camera', 'e:camera']);
  assert.deepEqual(keys(pageOf(tiles, 2, 0, 'b').tiles), ['a:camera', 'b:camera']);
});
