import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelMeasured, nothingHeard, quietLevel, soundMeasured } from '../../../sdk/devices/level.js';

/**
 * @param {{rms: number, ms: number}[]} parts
 * @returns {{at: number, level: number, speaking: boolean}[]}
 */
function run(parts) {
  const readings = [];
  let state = quietLevel();
  let now = 0;
  for (const { rms, ms } of parts) {
    for (const end = now + ms; now < end; ) {
      now += 50;
      state = levelMeasured(state, rms, now, 50);
      readings.push({ at: now, level: state.level, speaking: state.speaking });
    }
  }
  return readings;
}

/** @param {number} decibels */
const at = (decibels) => 10 ** (decibels / 20);

test('the meter rises at once, falls slowly and stays within 0 and 1', () => {
  const readings = run([{ rms: at(-20), ms: 100 }, { rms: 0, ms: 1_000 }, { rms: 1.5, ms: 50 }]);
  assert.ok(Math.abs((readings[0]?.level ?? 0) - 50 / 60) < 0.01);
  assert.ok((readings[2]?.level ?? 0) > 0.6, 'one reading after the sound it has not fallen to nothing');
  assert.ok((readings.at(-2)?.level ?? 1) < 0.02);
  assert.equal(readings.at(-1)?.level, 1);
});

test('a click is not speech, a word is, and a pause between words does not end it', () => {
  const quiet = { rms: at(-65), ms: 1_000 };
  assert.ok(run([quiet, { rms: at(-20), ms: 50 }, quiet]).every(({ speaking }) => !speaking));
  const readings = run([quiet, { rms: at(-25), ms: 600 }, { rms: at(-65), ms: 300 }, { rms: at(-25), ms: 300 }, quiet]);
  const begins = readings.findIndex(({ speaking }) => speaking);
  const ends = readings.map(({ speaking }) => speaking).lastIndexOf(true);
  assert.ok((readings[begins]?.at ?? 0) <= 1_200);
  assert.ok(readings.slice(begins, ends).every(({ speaking }) => speaking));
  assert.ok((readings[ends]?.at ?? 0) < 2_200 + 600);
});

test('a loud fan becomes the floor, and a voice over it is still heard', () => {
  const readings = run([{ rms: at(-42), ms: 20_000 }, { rms: at(-20), ms: 1_000 }]);
  assert.equal(readings.find(({ at: time }) => time === 20_000)?.speaking, false);
  assert.equal(readings.at(-1)?.speaking, true);
});

/**
 * @param {{peak: number, ms: number, isExpected?: boolean}[]} parts
 * @returns {number[]} when it changed to or from silent
 */
function silences(parts) {
  const changes = [];
  let state = nothingHeard();
  let now = 0;
  for (const { peak, ms, isExpected = true } of parts) {
    for (const end = now + ms; now < end; ) {
      now += 500;
      const next = soundMeasured(state, peak, isExpected, now);
      if (next.silent !== state.silent) changes.push(now);
      state = next;
    }
  }
  return changes;
}

test('a microphone that never gave a sound is reported after eight seconds, and taken back at the first sound', () => {
  assert.deepEqual(silences([{ peak: 0.0001, ms: 10_000 }, { peak: 0.1, ms: 1_000 }]), [8_500, 10_500]);
});

test('somebody who listens is not accused, a mute switch is noticed after a minute', () => {
  assert.deepEqual(silences([{ peak: 0.1, ms: 1_000 }, { peak: 0.0001, ms: 600_000 }]), []);
  assert.deepEqual(silences([{ peak: 0.1, ms: 1_000 }, { peak: 0, ms: 70_000 }]), [61_500]);
});

test('nothing is expected of a muted track', () => {
  assert.deepEqual(silences([{ peak: 0, ms: 600_000, isExpected: false }]), []);
  assert.deepEqual(silences([{ peak: 0, ms: 9_000 }, { peak: 0, ms: 1_000, isExpected: false }]), [8_500, 9_500]);
});
