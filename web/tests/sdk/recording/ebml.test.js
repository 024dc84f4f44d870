import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElementId, childrenOf, element, float64, readElementHeader, readUnsigned, sizeVint, unsigned, voidOf } from '../../../sdk/recording/ebml.js';

const bytes = (/** @type {number[]} */ ...values) => Uint8Array.from(values);

test('sizes as in RFC 8794 §4: each length, its largest value, and unknown', () => {
  for (const [vint, size] of /** @type {const} */ ([
    [[0x80], 0],
    [[0xfe], 126],
    [[0x40, 0x7f], 127],
    [[0x7f, 0xfe], 16_382],
    [[0x20, 0x3f, 0xff], 16_383],
    [[0x10, 0x1f, 0xff, 0xff], 2 ** 21 - 1],
    [[0x01, 0, 0, 0, 0, 0, 0, 5], 5],
    [[0xff], null],
    [[0x7f, 0xff], null],
    [[0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], null],
  ])) {
    assert.deepEqual(readElementHeader(bytes(0xec, ...vint), 0), { id: ElementId.void, size, length: 1 + vint.length });
  }
});

test('a size that is written is read back, in as few bytes as it needs', () => {
  for (const size of [0, 1, 126, 127, 128, 16_382, 16_383, 2_097_150, 2_097_151, 2 ** 28, 2 ** 35, 2 ** 50]) {
    const header = readElementHeader(bytes(0xec, ...sizeVint(size)), 0);
    assert.ok(typeof header !== 'string');
    assert.equal(header.size, size);
  }
  assert.deepEqual([sizeVint(126).length, sizeVint(127).length, sizeVint(16_382).length, sizeVint(16_383).length, sizeVint(5, 8).length], [1, 2, 2, 3, 8]);
});

test('an id of up to four bytes is read; what is cut off or begins with a zero is not', () => {
  const segment = bytes(0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
  assert.deepEqual(readElementHeader(segment, 0), { id: ElementId.segment, size: null, length: 12 });
  for (let length = 0; length < segment.length; length += 1) assert.equal(readElementHeader(segment.subarray(0, length), 0), 'truncated', `${length}`);
  assert.equal(readElementHeader(bytes(0x00, 0x81), 0), 'invalid');
  assert.equal(readElementHeader(bytes(0x08, 1, 2, 3, 4, 0x80), 0), 'invalid');
  assert.equal(readElementHeader(bytes(0xec, 0x00), 0), 'invalid');
  assert.equal(readElementHeader(bytes(0xec, 0x01, 0xef, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 0), 'invalid');
});

test('elements, numbers and fillings', () => {
  assert.deepEqual(element(ElementId.cueTime, unsigned(258)), bytes(0xb3, 0x82, 1, 2));
  assert.deepEqual([...unsigned(0)], [0]);
  assert.deepEqual([...unsigned(255)], [255]);
  assert.deepEqual([...unsigned(256)], [1, 0]);
  assert.deepEqual([...unsigned(2 ** 40, 8)], [0, 0, 1, 0, 0, 0, 0, 0]);
  assert.equal(readUnsigned(unsigned(2 ** 47 + 5, 8), 0, 8), 2 ** 47 + 5);
  assert.deepEqual(float64(1), bytes(0x3f, 0xf0, 0, 0, 0, 0, 0, 0));
  for (const length of [2, 3, 21, 100, 128]) assert.equal(voidOf(length).length, length);
});

test('children are listed up to the first that does not fit', () => {
  const payload = bytes(...element(0xb3, unsigned(1)), ...element(0xf1, unsigned(2)), 0xf7, 0x85, 1);
  assert.deepEqual(childrenOf(payload).map(({ id, start, end }) => [id, start, end]), [[0xb3, 0, 3], [0xf1, 3, 6]]);
});
