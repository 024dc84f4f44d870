import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElementId, childrenOf, readElementHeader, readUnsigned } from '../../../sdk/recording/ebml.js';
import { StoredFile, repaired } from '../../../sdk/recording/stored-file.js';
import { WebmFile } from '../../../sdk/recording/webm-file.js';
import { WebmScanner } from '../../../sdk/recording/webm-scanner.js';
import { TestStorage, recorded } from './files.js';

const SOURCES = /** @type {const} */ (['chromium.webm', 'firefox.webm']);

/**
 * @param {Uint8Array} bytes
 * @param {number} length
 */
function* pieces(bytes, length) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/**
 * @param {Uint8Array} source
 * @param {number} length of a piece
 */
function stored(source, length) {
  const storage = new TestStorage();
  const file = new StoredFile(storage, 'webm');
  for (const piece of pieces(source, length)) file.append(piece);
  return { storage, file };
}

/** @param {Uint8Array} bytes */
function scan(bytes) {
  const scanner = new WebmScanner();
  scanner.push(bytes);
  return scanner;
}

/**
 * What a player sees first.
 *
 * @param {Uint8Array} bytes of a whole file
 */
function outline(bytes) {
  const ebml = readElementHeader(bytes, 0);
  assert.ok(typeof ebml !== 'string' && ebml.size !== null);
  const segmentAt = ebml.length + ebml.size;
  const segment = readElementHeader(bytes, segmentAt);
  assert.ok(typeof segment !== 'string');
  const start = segmentAt + segment.length;
  /** @type {Record<string, number>} */
  const places = {};
  /** @type {number | null} */
  let duration = null;
  for (let at = start; ; ) {
    const child = readElementHeader(bytes, at);
    assert.ok(typeof child !== 'string');
    if (child.id === ElementId.cluster) break;
    assert.ok(child.size !== null);
    const payload = bytes.subarray(at + child.length, at + child.length + child.size);
    if (child.id === ElementId.seekHead) {
      for (const seek of childrenOf(payload)) {
        const [id, position] = childrenOf(payload.subarray(seek.payloadStart, seek.end));
        assert.ok(id && position);
        const entry = payload.subarray(seek.payloadStart, seek.end);
        const name = Object.entries(ElementId).find(([, value]) => value === readUnsigned(entry, id.payloadStart, 4))?.[0] ?? '?';
        places[name] = start + readUnsigned(entry, position.payloadStart, position.end - position.payloadStart);
      }
    }
    if (child.id === ElementId.info) {
      const element = childrenOf(payload).find(({ id }) => id === ElementId.duration);
      assert.ok(element);
      duration = new DataView(payload.buffer, payload.byteOffset + element.payloadStart).getFloat64(0);
    }
    at += child.length + child.size;
  }
  return { segmentSize: segment.size, start, places, duration };
}

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function idAt(bytes, at) {
  const header = readElementHeader(bytes, at);
  return typeof header === 'string' ? header : header.id;
}

for (const source of SOURCES) {
  const raw = recorded(source);

  test(`${source}: the scanner finds the same whatever the pieces`, () => {
    const whole = scan(raw);
    assert.equal(whole.wholeLength, raw.length);
    assert.ok(whole.lastTime !== null && whole.lastTime > 4_500 && whole.lastTime < 5_600, `${whole.lastTime}`);
    assert.ok(whole.clusters.length >= 5);
    for (const length of [1, 2, 7, 63, 1_000, 65_536]) {
      const scanner = new WebmScanner();
      for (const piece of pieces(raw, length)) scanner.push(piece);
      assert.deepEqual([scanner.wholeLength, scanner.lastTime, scanner.clusters], [whole.wholeLength, whole.lastTime, whole.clusters], `pieces of ${length}`);
    }
  });

  test(`${source}: a finished file has its duration, its length and an index that points at clusters`, () => {
    const { storage, file } = stored(raw, 4_000);
    file.finish();
    const { bytes } = storage;
    const { segmentSize, start, places, duration } = outline(bytes);
    assert.equal(segmentSize, bytes.length - start);
    assert.ok(duration !== null && Math.abs(duration - 5_200) < 400, `${duration}`);
    assert.equal(idAt(bytes, places.info ?? 0), ElementId.info);
    assert.equal(idAt(bytes, places.tracks ?? 0), ElementId.tracks);
    const cuesAt = places.cues ?? 0;
    assert.equal(idAt(bytes, cuesAt), ElementId.cues);
    const header = readElementHeader(bytes, cuesAt);
    assert.ok(typeof header !== 'string');
    assert.equal(cuesAt + header.length + (header.size ?? 0), bytes.length, 'the index is the last thing in the file');
    const cues = bytes.subarray(cuesAt + header.length);
    const points = childrenOf(cues).map(({ payloadStart, end }) => {
      const point = cues.subarray(payloadStart, end);
      const [time, positions] = childrenOf(point);
      assert.ok(time && positions);
      const [, place] = childrenOf(point.subarray(positions.payloadStart, positions.end));
      assert.ok(place);
      const offset = readUnsigned(point, positions.payloadStart + place.payloadStart, place.end - place.payloadStart);
      return { time: readUnsigned(point, time.payloadStart, time.end - time.payloadStart), id: idAt(bytes, start + offset) };
    });
    assert.equal(points[0]?.time, 0);
    const sizes = scan(bytes).clusters.map(({ offset }) => readElementHeader(bytes, offset));
    assert.ok(sizes.every((cluster) => typeof cluster !== 'string' && cluster.size !== null), 'every cluster knows its size');
    assert.ok(points.every(({ id }) => id === ElementId.cluster));
    if (source === 'chromium.webm') assert.equal(points.length, 3, 'a keyframe every two seconds');
  });

  test(`${source}: while it is written the duration is never more than a piece behind`, () => {
    const storage = new TestStorage();
    const file = new StoredFile(storage, 'webm');
    for (const piece of pieces(raw, 3_000)) {
      file.append(piece);
      const { lastTime } = scan(storage.bytes);
      assert.equal(outline(storage.bytes).duration, (lastTime ?? 0) + 20);
    }
    assert.ok(storage.flushes >= 6, 'each piece is on disk before it is called safe');
  });

  test(`${source}: a file cut off anywhere is repaired to its last whole frame`, () => {
    const { storage } = stored(raw, 4_000);
    const written = storage.bytes;
    const { clusters } = scan(written);
    const firstFrame = (clusters[0]?.offset ?? 0) + 40;
    for (let length = 0; length < written.length; length += length < 600 ? 1 : 97) {
      const cut = new TestStorage();
      cut.bytes = written.slice(0, length);
      const milliseconds = repaired(cut, 'webm');
      if (length < firstFrame) continue;
      if (milliseconds === 0) continue;
      const { duration, segmentSize, start } = outline(cut.bytes);
      assert.equal(duration, milliseconds, `cut at ${length}`);
      assert.equal(segmentSize, cut.bytes.length - start);
      const again = cut.bytes;
      assert.equal(repaired(cut, 'webm'), milliseconds);
      assert.deepEqual(cut.bytes, again, 'repairing twice is repairing once');
    }
    const cut = new TestStorage();
    cut.bytes = written.slice(0, written.length - 1);
    assert.ok(repaired(cut, 'webm') > 4_500);
  });

  test(`${source}: a full disk keeps what is there, and it can be played`, () => {
    const limit = 12_000;
    const storage = new TestStorage(limit);
    const file = new StoredFile(storage, 'webm');
    assert.throws(() => {
      for (const piece of pieces(raw, 4_000)) file.append(piece);
    }, { name: 'QuotaExceededError' });
    file.finish();
    assert.ok(storage.bytes.length <= limit);
    assert.ok((outline(storage.bytes).duration ?? 0) > 1_500);
  });

  test(`${source}: flipped bits do not hurt the scanner`, () => {
    for (let at = 0; at < 900; at += 1) {
      for (const bit of [1, 16, 128]) {
        const broken = raw.slice();
        broken[at] = (broken[at] ?? 0) ^ bit;
        const scanner = scan(broken);
        assert.ok(scanner.wholeLength <= broken.length);
        const storage = new TestStorage();
        storage.bytes = broken;
        repaired(storage, 'webm');
        const file = new WebmFile();
        file.push(broken);
        file.finish();
      }
    }
  });
}

test('what is no WebM is kept as it is', () => {
  for (const foreign of [Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), new Uint8Array(70_000), recorded('chromium.mp4')]) {
    const { storage, file } = stored(foreign, 1_000);
    file.finish();
    assert.deepEqual(storage.bytes, foreign);
  }
});

test('a recording that ended before its header was complete loses nothing', () => {
  const { storage, file } = stored(recorded('chromium.webm').subarray(0, 150), 50);
  assert.equal(storage.bytes.length, 0);
  file.finish();
  assert.equal(storage.bytes.length, 150);
});

test('a frame that claims to be endless ends the reading, not the reader', () => {
  const raw = recorded('chromium.webm');
  const at = (scan(raw).clusters[1]?.offset ?? 0) + 12;
  const broken = raw.slice();
  broken.set([0xa3, 0x08, 0xff, 0xff, 0xff, 0xff], at);
  const scanner = scan(broken);
  assert.equal(scanner.isDamaged, true);
  assert.ok(scanner.wholeLength <= at);
});

test('an MP4 that was cut off ends with its last whole fragment', () => {
  const raw = recorded('chromium.mp4');
  /** @type {number[]} */
  const lengths = [];
  for (let length = 0; length <= raw.length; length += 61) {
    const storage = new TestStorage();
    storage.bytes = raw.slice(0, length);
    repaired(storage, 'mp4');
    lengths.push(storage.bytes.length);
    assert.ok(storage.bytes.length <= length);
  }
  assert.ok(new Set(lengths).size >= 5, 'one more for each fragment');
  const whole = new TestStorage();
  whole.bytes = raw.slice();
  repaired(whole, 'mp4');
  assert.deepEqual(whole.bytes, raw);
});
