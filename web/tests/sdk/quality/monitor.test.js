import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healthOf } from '../../../sdk/quality/health.js';
import { linkQualityReduced, newLinkQuality } from '../../../sdk/quality/link-quality.js';
import { QualityMonitor } from '../../../sdk/quality/monitor.js';
import { BROWSERS, captured } from './fixtures.js';
import { sampleOf } from './simulation.js';

/** @typedef {import('../../../sdk/quality/types.js').LinkSample} LinkSample */
/** @typedef {import('../../../sdk/quality/types.js').TrackSample} TrackSample */
/** @typedef {import('../../../sdk/quality/types.js').ExpectedTrack} ExpectedTrack */

const VOICE = { direction: /** @type {const} */ ('receive'), source: /** @type {const} */ ('microphone'), muted: false, mid: '0' };
const FACE = { direction: /** @type {const} */ ('receive'), source: /** @type {const} */ ('camera'), muted: false, mid: '1' };

/**
 * @param {'audio' | 'video'} kind
 * @param {Partial<TrackSample>} known
 * @returns {TrackSample}
 */
function received(kind, known = {}) {
  const [sent] = sampleOf({}).tracks;
  assert.ok(sent);
  const video = { packets: 60, packetRate: 60, width: 640, height: 360, frameRate: 30, frames: 30, bitrate: 500_000, freezes: 0, freezeDuration: 0 };
  const audio = { packets: 50, packetRate: 50, width: null, height: null, frameRate: null, frames: 0, bitrate: 32_000, concealment: 0, playoutDelay: 0.04 };
  return {
    ...sent,
    key: `IT${kind}`,
    kind,
    direction: 'receive',
    mid: kind === 'audio' ? '0' : '1',
    loss: 0,
    limitation: null,
    ...(kind === 'audio' ? audio : video),
    ...known,
  };
}

const STOPPED = { packets: 0, packetRate: 0, frames: 0, frameRate: 0, bitrate: 0, loss: null };

/**
 * @param {number} seconds
 * @param {(second: number) => {sample?: Partial<LinkSample>, tracks: TrackSample[], expected: ExpectedTrack[], state?: RTCPeerConnectionState}} at
 */
function run(seconds, at) {
  let state = newLinkQuality(0);
  const levels = [];
  for (let second = 1; second <= seconds; second += 1) {
    const { sample = {}, tracks, expected, state: connection } = at(second);
    state = linkQualityReduced(state, sampleOf({ at: second * 1000, ...sample, tracks }), { tracks: expected, state: connection ?? 'connected' });
    levels.push(state.level.level);
  }
  return { levels, state };
}

/**
 * The captures end after some seconds of silence; this prolongs it.
 *
 * @param {QualityMonitor} monitor
 * @param {import('./fixtures.js').CapturedReport[]} reports
 */
function stayCut(monitor, reports) {
  const last = reports.at(-1);
  assert.ok(last);
  return [1, 2, 3].map((second) => monitor.handleReport('PA_1', last.receiver, last.at + second * 1000));
}

for (const browser of BROWSERS) {
  test(`${browser}: a captured call is excellent while clean, worse when lossy, lost when cut`, () => {
    const scenes = captured(browser);
    const monitor = new QualityMonitor();
    const seen = /** @type {Record<string, {level: string, score: number}>} */ ({});
    for (const scene of /** @type {const} */ (['clean', 'lossy', 'cut'])) {
      for (const report of scenes[scene]) monitor.handleReport('PA_1', report.receiver, report.at);
      if (scene === 'cut') stayCut(monitor, scenes.cut);
      seen[scene] = monitor.quality('PA_1');
    }
    assert.equal(seen.clean?.level, 'excellent');
    assert.ok((seen.lossy?.score ?? 5) < (seen.clean?.score ?? 0) - 0.3, `${seen.lossy?.score} after ${seen.clean?.score}`);
    assert.equal(seen.cut?.level, 'lost');
    assert.equal(monitor.health().broken, 'media');
  });

  test(`${browser}: what the sender knows of itself`, () => {
    const scenes = captured(browser);
    const monitor = new QualityMonitor();
    for (const report of scenes.clean) monitor.handleReport('PA_1', report.sender, report.at, { state: 'connected' });
    const { sending, path, links, broken } = monitor.health();
    assert.ok(sending.videoBitrate > 50_000 && sending.audioBitrate > 5_000 && (sending.height ?? 0) >= 270);
    assert.deepEqual([path, links[0]?.state, links[0]?.protocol, broken], ['direct', 'connected', 'udp', null]);
    assert.equal(monitor.localQuality.level, 'excellent');
  });
}

test('nothing for three seconds is lost, and the first packet takes it back', () => {
  const { levels } = run(12, (second) => ({
    tracks: [received('audio', second > 4 && second < 9 ? STOPPED : {})],
    sample: { bytesIn: second > 4 && second < 9 ? 0 : 9_000 },
    expected: [VOICE],
  }));
  assert.deepEqual(levels.slice(3, 9), ['excellent', 'excellent', 'excellent', 'lost', 'lost', 'excellent']);
});

test('muted on both sides is no fault while the checks of ICE pass', () => {
  const muted = [{ ...VOICE, muted: true }, { ...FACE, muted: true }];
  const { levels } = run(60, (second) => ({ tracks: [received('audio', STOPPED)], sample: { bytesIn: second % 5 ? 0 : 200 }, expected: muted }));
  assert.ok(levels.every((level) => level === 'excellent'));
  const dead = run(20, () => ({ tracks: [], sample: { bytesIn: 0 }, expected: muted }));
  assert.equal(dead.levels.at(-1), 'lost');
});

test('a picture that stops while the voice goes on is poor, not lost', () => {
  const { levels } = run(25, (second) => ({ tracks: [received('audio'), received('video', second > 5 ? STOPPED : {})], expected: [VOICE, FACE] }));
  assert.equal(levels[4], 'excellent');
  assert.equal(levels.at(-1), 'poor');
  assert.ok(!levels.includes('lost'));
});

test('an expected track that never comes is waited for while the link is made, then lost', () => {
  const { levels } = run(12, () => ({ tracks: [], sample: { bytesIn: 100 }, expected: [VOICE] }));
  assert.ok(levels.slice(0, 9).every((level) => level !== 'lost'));
  assert.equal(levels[9], 'lost');
});

test('a failed connection is lost at once', () => {
  const { levels } = run(2, (second) => ({ tracks: [received('audio')], expected: [VOICE], state: second === 2 ? 'failed' : 'connected' }));
  assert.deepEqual(levels, ['excellent', 'lost']);
});

test('a freeze counts while it lasts and not once more when it is reported', () => {
  const { state } = run(10, (second) => ({
    tracks: [received('video', second === 5 || second === 6 ? { frames: 0, frameRate: 0, packets: 60 } : second === 7 ? { freezes: 1, freezeDuration: 2.2 } : {})],
    expected: [FACE],
  }));
  const frozen = state.freezes.ITvideo?.seconds.reduce((sum, second) => sum + second.frozen, 0) ?? 0;
  assert.ok(Math.abs(frozen - 2.2) < 0.01, `${frozen}`);
});

test('a shared screen that stands still keeps its score', () => {
  const { levels } = run(20, () => ({
    tracks: [received('audio'), received('video', { frames: 0, frameRate: 0, packets: 1, packetRate: 1, bitrate: 500 })],
    expected: [VOICE, { ...FACE, source: 'screen_share' }],
  }));
  assert.ok(levels.every((level) => level === 'excellent'));
});

test('a report says whether the level changed; who left is forgotten', () => {
  const monitor = new QualityMonitor();
  const { clean, cut } = captured('chromium');
  const outcomes = [...clean, ...cut].map((report) => monitor.handleReport('PA_1', report.receiver, report.at));
  outcomes.push(...stayCut(monitor, cut));
  assert.deepEqual(outcomes.map(({ changed, quality }) => (changed ? quality.level : '-')).join(' '), '- excellent - - - poor lost -');
  monitor.remove('PA_1');
  assert.deepEqual(monitor.health().links, []);
  assert.equal(monitor.quality('PA_1').level, 'good');
});

/**
 * @param {string} participant
 * @param {'excellent' | 'good' | 'poor' | 'lost'} level
 * @param {Partial<LinkSample>} [sample]
 */
const link = (participant, level, sample) => ({
  participant,
  state: 'connected',
  sample: sampleOf(sample ?? {}),
  quality: { level, score: { excellent: 4.4, good: 3.6, poor: 2.5, lost: 1 }[level] },
});

test('the verdict: signal, media, both or nothing is broken, each with its own sentence', () => {
  const table = /** @type {const} */ ([
    [[], 'connected', null, /Nobody else/],
    [['excellent'], 'connected', null, /excellent/],
    [['good', 'excellent'], 'connected', null, /good/],
    [['excellent'], 'reconnecting', 'signal', /server is lost.*call itself goes on/],
    [['excellent'], 'disconnected', 'signal', /server/],
    [['lost'], 'connected', 'media', /from Ada/],
    [['lost', 'excellent'], 'connected', 'media', /from Ada/],
    [['lost', 'lost'], 'connected', 'media', /from the others/],
    [['lost', 'lost'], 'reconnecting', 'media', /internet connection/],
    [['lost', 'good'], 'reconnecting', 'media', /from Ada/],
  ]);
  for (const [levels, signal, broken, message] of table) {
    const names = ['Ada', 'Ben'];
    const health = healthOf(levels.map((level, index) => link(names[index] ?? '', level)), signal, (id) => id);
    assert.equal(health.broken, broken);
    assert.match(health.message, message);
  }
});

test('a poor connection is explained by its cause, and the limitation of what we send is told', () => {
  assert.match(healthOf([link('Ada', 'poor', { loss: 0.08 })], 'connected').message, /poor: 8 % of the data gets lost/);
  assert.match(healthOf([link('Ada', 'poor', { rtt: 1.2 })], 'connected').message, /0\.6 seconds/);
  assert.match(healthOf([link('Ada', 'poor', { loss: 0.08 }), link('Ben', 'good')], 'connected', (id) => id).message, /with Ada/);
  assert.match(healthOf([link('Ada', 'good', { limitation: 'cpu' })], 'connected').message, /device is busy/);
  assert.equal(healthOf([link('Ada', 'good', { limitation: 'bandwidth' })], 'connected').limitation, 'bandwidth');
});

test('one relayed link makes the path relayed; the worst link gives the score', () => {
  const health = healthOf([link('Ada', 'good'), link('Ben', 'excellent', { path: 'relayed' })], 'connected');
  assert.deepEqual([health.path, health.level, health.score], ['relayed', 'good', 3.6]);
  const nobody = healthOf([], 'connected');
  assert.deepEqual([nobody.score, nobody.level, nobody.path, nobody.sending.bitrate], [null, null, 'unknown', 0]);
});
