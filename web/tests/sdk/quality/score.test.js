import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audioScore, delayImpairment, lossImpairment, meanOpinionScore, rating } from '../../../sdk/quality/audio-score.js';
import { combinedScore } from '../../../sdk/quality/link-quality.js';
import { levelReduced, unknownLevel } from '../../../sdk/quality/quality-level.js';
import { videoScore } from '../../../sdk/quality/video-score.js';
import { randomNumbers } from './simulation.js';

/**
 * @param {number} actual
 * @param {number} expected
 * @param {number} tolerance
 */
const near = (actual, expected, tolerance) => assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not near ${expected}`);

test('rating to opinion as in G.107 Annex B, Table B.1', () => {
  for (const [r, mos] of /** @type {const} */ ([[90, 4.34], [80, 4.03], [70, 3.6], [60, 3.1], [50, 2.58]])) near(meanOpinionScore(r), mos, 0.01);
  assert.deepEqual([meanOpinionScore(-5), meanOpinionScore(0), meanOpinionScore(3), meanOpinionScore(100), meanOpinionScore(120)], [1, 1, 1, 4.5, 4.5]);
});

test('delay costs nothing up to 100 ms, little up to 150 and much at 400', () => {
  for (const [delay, impairment] of /** @type {const} */ ([[0, 0], [100, 0], [150, 0.16], [200, 3], [300, 14.7], [400, 24.1]])) {
    near(delayImpairment(delay), impairment, 0.4);
  }
});

test('loss impairment follows G.107 equation 7-29 with Ie 0 and Bpl 10', () => {
  for (const [percent, impairment] of /** @type {const} */ ([[0, 0], [1, 8.64], [5, 31.67], [10, 47.5], [100, 86.36]])) near(lossImpairment(percent), impairment, 0.01);
  assert.equal(lossImpairment(-3), 0);
});

test('opinions of typical calls', () => {
  const call = (/** @type {Partial<import('../../../sdk/quality/audio-score.js').SpeechConditions>} */ conditions) =>
    audioScore({ rtt: 0.04, playoutDelay: 0.04, jitter: 0.005, loss: 0, ...conditions });
  near(call({}), 4.4, 0.05);
  near(call({ loss: 0.01 }), 4.18, 0.08);
  near(call({ loss: 0.05 }), 3.17, 0.1);
  assert.ok(call({ loss: 0.2 }) < 2.1);
  assert.ok(call({ rtt: 0.3 }) > 3.8 && call({ rtt: 0.8 }) < 3.3);
  assert.equal(rating({ rtt: null, playoutDelay: null, jitter: null, loss: null }), 93.2);
});

test('scores stay within 1 and 4.5 and never rise when a condition gets worse', () => {
  const random = randomNumbers(31);
  for (let round = 0; round < 500; round += 1) {
    const speech = { rtt: random() * 2, playoutDelay: random(), jitter: random() * 0.2, loss: random() };
    const score = audioScore(speech);
    assert.ok(score >= 1 && score <= 4.5);
    for (const member of /** @type {const} */ (['rtt', 'playoutDelay', 'loss'])) {
      assert.ok(audioScore({ ...speech, [member]: speech[member] * 1.3 }) <= score + 1e-9, `seed 31, ${member}`);
    }
    const picture = { source: /** @type {const} */ ('camera'), width: 1280, height: 720, frameRate: random() * 30, frozen: random(), bitrate: random() * 2e6 };
    const seen = videoScore(picture);
    assert.ok(seen >= 1 && seen <= 4.5);
    for (const worse of [{ frameRate: picture.frameRate * 0.7, bitrate: picture.bitrate * 0.7 }, { frozen: picture.frozen * 1.3 }, { bitrate: picture.bitrate * 0.7 }]) {
      assert.ok(videoScore({ ...picture, ...worse }) <= seen + 1e-9, `seed 31, ${JSON.stringify(worse)}`);
    }
  }
});

test('opinions of typical pictures', () => {
  const picture = (/** @type {Partial<import('../../../sdk/quality/video-score.js').PictureConditions>} */ conditions) =>
    videoScore({ source: 'camera', width: 640, height: 360, frameRate: 30, frozen: 0, bitrate: 500_000, ...conditions });
  near(picture({}), 4.5, 0.01);
  assert.ok(picture({ width: 320, height: 180, bitrate: 150_000, frameRate: 15 }) > 3);
  assert.ok(picture({ frameRate: 5 }) < 2.2);
  assert.ok(picture({ frozen: 0.1 }) < 3.5 && picture({ frozen: 0.5 }) < 1.6);
  assert.equal(picture({ frameRate: 0 }), 1);
  near(picture({ bitrate: 20_000 }), 3.9, 0.15);
  near(picture({ width: 320, height: 240, publishedWidth: 320, publishedHeight: 240, bitrate: 100_000, frameRate: 24 }), 4.5, 0.01);
});

test('a shared screen on which nothing moves is perfect', () => {
  assert.equal(videoScore({ source: 'screen_share', width: 1920, height: 1080, frameRate: 0, frozen: 0, bitrate: 0 }), 4.5);
});

test('a picture cannot make up for sound, nor sound for a frozen picture', () => {
  assert.deepEqual([combinedScore(null, null), combinedScore(4, null), combinedScore(null, 2)], [null, 4, 2]);
  near(combinedScore(4, 4) ?? 0, 4, 1e-9);
  assert.equal(combinedScore(1, 4.5), 2);
  assert.equal(combinedScore(4.4, 1), 2);
});

/** @param {(number | null)[]} scores one a second */
function levels(scores) {
  let state = unknownLevel();
  return scores.map((score, second) => {
    state = levelReduced(state, score, second * 1000);
    return state.level;
  });
}

/**
 * @param {number} count
 * @param {(index: number) => number | null} score
 */
const times = (count, score) => Array.from({ length: count }, (_, index) => score(index));

test('a level falls within a few seconds and rises more slowly', () => {
  const seen = levels([...times(10, () => 4.4), ...times(10, () => 2), ...times(20, () => 4.4)]);
  const fell = seen.indexOf('poor');
  assert.ok(fell >= 11 && fell <= 15, `fell at ${fell}`);
  const rose = seen.indexOf('excellent', fell);
  assert.ok(rose - 20 >= 4 && rose - 20 <= 16, `rose at ${rose}`);
});

test('one bad second changes no level, nor does a score that dances on a border', () => {
  assert.ok(levels(times(30, (index) => (index === 15 ? 2 : 4.4))).every((level) => level === 'excellent'));
  const random = randomNumbers(7);
  for (const border of [4.03, 3.1]) {
    const seen = levels(times(600, () => border + (random() - 0.5) * 0.3));
    assert.equal(new Set(seen.slice(1)).size, 1, `seed 7, border ${border}`);
  }
});

test('lost is said at once and taken back with the first score', () => {
  assert.deepEqual(levels([4.4, null, null, 4.4, 2]), ['excellent', 'lost', 'lost', 'excellent', 'excellent']);
});
