import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangementFor, fitFor, gridFor, NARROWEST, SMALLEST_TILE_WIDTH, tilesPerPage, WIDEST } from '../../ui/model/layout.js';

test('two people on a tall phone are stacked, on a wide screen side by side', () => {
  assert.deepEqual([gridFor(2, 374, 700, 8).columns, gridFor(2, 374, 700, 8).rows], [1, 2]);
  assert.deepEqual([gridFor(2, 1400, 740, 12).columns, gridFor(2, 1400, 740, 12).rows], [2, 1]);
});

test('nine people on a wide screen make three rows of three', () => {
  const grid = gridFor(9, 1400, 740, 12);
  assert.equal(grid.columns, 3);
  assert.equal(grid.rows, 3);
});

test('no grid overflows its box, and every tile keeps a permitted shape', () => {
  const boxes = [{ width: 390, height: 700 }, { width: 844, height: 300 }, { width: 1408, height: 748 }, { width: 1040, height: 748 }, { width: 320, height: 200 }, { width: 200, height: 900 }];
  for (const { width, height } of boxes) {
    for (let count = 1; count <= 25; count += 1) {
      const gap = 12;
      const grid = gridFor(count, width, height, gap);
      const where = `${count} in ${width}x${height}`;
      assert.ok(grid.columns * grid.rows >= count, where);
      assert.ok(grid.columns * grid.width + (grid.columns - 1) * gap <= width, where);
      assert.ok(grid.rows * grid.height + (grid.rows - 1) * gap <= height, where);
      const ratio = grid.width / grid.height;
      assert.ok(ratio >= NARROWEST - 0.06 && ratio <= WIDEST + 0.06, `${where}: ${ratio}`);
    }
  }
});

test('an empty or collapsed box gives an empty grid', () => {
  assert.deepEqual(gridFor(0, 100, 100, 8), { columns: 0, rows: 0, width: 0, height: 0 });
  assert.equal(gridFor(3, 0, 100, 8).columns, 0);
});

test('a page holds no tile that is too small to recognise a face', () => {
  assert.equal(tilesPerPage(390, 640, 8) > 4, true);
  assert.equal(tilesPerPage(SMALLEST_TILE_WIDTH, 80, 8), 2);
  assert.equal(tilesPerPage(4000, 3000, 8), 25);
});

test('a picture is cut only while most of it stays visible', () => {
  assert.equal(fitFor('camera', 16 / 9, 4 / 3), 'cover');
  assert.equal(fitFor('camera', 9 / 16, 16 / 9), 'contain');
  assert.equal(fitFor('camera', 0, 1), 'cover');
  assert.equal(fitFor('screen_share', 16 / 9, 16 / 9), 'contain');
});

test('two people talk face to face unless they ask for a grid or show something', () => {
  assert.equal(arrangementFor({ people: 1, focused: false, preference: 'auto' }), 'solo');
  assert.equal(arrangementFor({ people: 2, focused: false, preference: 'auto' }), 'duo');
  assert.equal(arrangementFor({ people: 2, focused: false, preference: 'grid' }), 'grid');
  assert.equal(arrangementFor({ people: 2, focused: true, preference: 'grid' }), 'speaker');
  assert.equal(arrangementFor({ people: 5, focused: false, preference: 'auto' }), 'grid');
  assert.equal(arrangementFor({ people: 5, focused: false, preference: 'speaker' }), 'speaker');
});
