import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitrate, bytes, clock, count, displayName, duration, initials, milliseconds, percent, shadeOf, spokenDuration } from '../../ui/model/format.js';

test('durations grow an hour when they need one', () => {
  assert.deepEqual([0, 7, 59.9, 60, 754, 3600, 3723].map(duration), ['0:00', '0:07', '0:59', '1:00', '12:34', '1:00:00', '1:02:03']);
  assert.equal(duration(NaN), '0:00');
  assert.equal(duration(-5), '0:00');
});

test('spoken durations leave out what is zero', () => {
  assert.deepEqual([1, 45, 60, 3600, 7260].map(spokenDuration), ['1 second', '45 seconds', '1 minute', '1 hour', '2 hours 1 minute']);
});

test('counts have their plural', () => {
  assert.equal(count(1, 'person', 'people'), '1 person');
  assert.equal(count(0, 'person', 'people'), '0 people');
  assert.equal(count(2, 'host'), '2 hosts');
});

test('sizes and rates are shown in the unit that fits', () => {
  assert.deepEqual([0, 10, 640_000, 14_210_000, 2_500_000_000].map(bytes), ['0 kB', '1 kB', '640 kB', '14.2 MB', '2.50 GB']);
  assert.deepEqual([null, 48_000, 1_840_000, NaN].map(bitrate), ['–', '48 kbit/s', '1.8 Mbit/s', '–']);
  assert.deepEqual([0, 0.004, 0.25, 1, null].map(percent), ['0 %', '0.4 %', '25 %', '100 %', '–']);
  assert.deepEqual([12.4, null].map(milliseconds), ['12 ms', '–']);
});

test('the clock follows the reader’s habit', () => {
  const at = Date.UTC(2026, 0, 2, 15, 4);
  assert.equal(clock(at, 'de-DE', 'UTC'), '15:04');
  assert.match(clock(at, 'en-US', 'UTC'), /^3:04\sPM$/u);
});

test('initials suit names from anywhere', () => {
  assert.deepEqual(['Ana Ruiz', 'ben', 'Jean-Luc de la Tour', '李小龙', '', '🙂 Ola', '  '].map(initials), ['AR', 'B', 'JT', '李', '?', 'O', '?']);
});

test('an identity always has the same shade', () => {
  for (const identity of ['', 'ana', 'PA_123', '李']) {
    const shade = shadeOf(identity, 8);
    assert.equal(shade, shadeOf(identity, 8));
    assert.ok(Number.isInteger(shade) && shade >= 0 && shade < 8);
  }
});

test('a name can neither hide text nor turn the page around', () => {
  assert.equal(displayName('Ana\u202E\u0007  Ruiz\n'), 'Ana Ruiz');
  assert.equal(displayName(' \u0000 '), 'Guest');
  assert.equal(displayName('Dr. Müller'), 'Dr. Müller');
  assert.equal(Array.from(displayName('x'.repeat(500))).length, 64);
});
