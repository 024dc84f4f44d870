import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleLink } from '../../../sdk/quality/link-sample.js';
import { BROWSERS, captured } from './fixtures.js';

/**
 * The last of the samples that a scene gives.
 *
 * @param {import('./fixtures.js').CapturedReport[]} reports
 * @param {'sender' | 'receiver'} side
 */
function lastSample(reports, side) {
  /** @type {import('../../../sdk/quality/link-sample.js').Snapshot | null} */
  let snapshot = null;
  /** @type {import('../../../sdk/quality/types.js').LinkSample | null} */
  let sample = null;
  for (const report of reports) ({ snapshot, sample } = sampleLink(snapshot, report[side], report.at));
  assert.ok(sample);
  return sample;
}

/**
 * @param {import('../../../sdk/quality/types.js').LinkSample} sample
 * @param {'audio' | 'video'} kind
 */
function trackOf(sample, kind) {
  const track = sample.tracks.find((one) => one.kind === kind);
  assert.ok(track);
  return track;
}

/**
 * @param {number | null} value
 * @param {number} low
 * @param {number} high
 */
function within(value, low, high) {
  assert.ok(value !== null && value >= low && value <= high, `${value} is not within ${low} and ${high}`);
}

for (const browser of BROWSERS) {
  const scenes = captured(browser);

  test(`${browser}: a clean path as the sender sees it`, () => {
    const sample = lastSample(scenes.clean, 'sender');
    const [audio, video] = [trackOf(sample, 'audio'), trackOf(sample, 'video')];
    within(sample.rtt, 0.035, 0.06);
    assert.equal(sample.lossOut, 0);
    within(sample.bitrateOut, 100_000, 600_000);
    assert.deepEqual([sample.path, sample.protocol], ['direct', 'udp']);
    assert.match(`${sample.candidateTypes?.local} ${sample.candidateTypes?.remote}`, /^(host|prflx) (host|prflx)$/);
    assert.deepEqual([video.direction, video.mid, video.codec], ['send', '1', 'video/VP8']);
    assert.deepEqual([audio.direction, audio.mid, audio.codec], ['send', '0', 'audio/opus']);
    within(video.frameRate, 15, 32);
    within(video.height, 270, 360);
    within(video.bitrate, 50_000, 400_000);
    within(audio.packetRate, 48, 52);
  });

  test(`${browser}: a clean path as the receiver sees it`, () => {
    const sample = lastSample(scenes.clean, 'receiver');
    const [audio, video] = [trackOf(sample, 'audio'), trackOf(sample, 'video')];
    assert.deepEqual([sample.lossIn, video.freezes, video.freezeDuration], [0, 0, 0]);
    within(audio.concealment, 0, 0.02);
    within(audio.playoutDelay, 0.01, 0.15);
    within(video.frameRate, 15, 32);
    within(video.jitter, 0, 0.02);
    assert.equal(video.direction, 'receive');
    assert.ok(video.trackIdentifier);
  });

  test(`${browser}: loss, delay and freezes of a bad path`, () => {
    const sender = lastSample(scenes.lossy, 'sender');
    const receiver = lastSample(scenes.lossy, 'receiver');
    within(sender.rtt, 0.09, 0.2);
    within(sender.lossOut, 0.03, 0.3);
    within(receiver.lossIn, 0.01, 0.25);
    within(trackOf(receiver, 'audio').concealment, 0.02, 0.4);
    within(trackOf(receiver, 'video').totalFreezes, 1, 50);
    within(trackOf(receiver, 'video').totalFreezeDuration, 0.3, 20);
  });

  test(`${browser}: a limited encoder`, () => {
    const sample = lastSample(scenes.limited, 'sender');
    within(trackOf(sample, 'video').bitrate, 50_000, 260_000);
    if (browser === 'chromium') {
      assert.equal(sample.limitation, 'bandwidth');
      within(sample.availableOutgoingBitrate, 150_000, 3_000_000);
    } else {
      assert.deepEqual([sample.limitation, sample.availableOutgoingBitrate], [null, null]);
    }
  });

  test(`${browser}: on a cut path nothing arrives, and no old report passes for news`, () => {
    const receiver = lastSample(scenes.cut, 'receiver');
    assert.deepEqual([receiver.bytesIn, receiver.bitrateIn], [0, 0]);
    for (const track of receiver.tracks) assert.deepEqual([track.packets, track.bitrate, track.frames], [0, 0, 0]);
    const sender = lastSample(scenes.cut, 'sender');
    assert.ok(sender.tracks.every(({ isFresh }) => !isFresh));
    assert.ok(sender.tracks.every(({ loss }) => loss !== null), 'the last word is kept for the eye');
    assert.ok(sender.rtt !== null);
  });
}

test('the first report, one too soon after it, and one of another connection give no sample', () => {
  const [first, second] = captured('chromium').clean;
  assert.ok(first && second);
  const begun = sampleLink(null, first.sender, 1_000);
  assert.equal(begun.sample, null);
  assert.equal(sampleLink(begun.snapshot, second.sender, 1_200).sample, null);
  const next = sampleLink(begun.snapshot, second.sender, 2_000);
  assert.ok(next.sample);
  assert.equal(sampleLink(next.snapshot, first.sender, 3_000).sample, null, 'counters that fall are another connection\'s');
});

test('a relay on either side makes the path relayed, and its protocol is the one towards the relay', () => {
  const report = (/** @type {string} */ local, /** @type {string} */ remote, /** @type {object} */ more) => [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', currentRoundTripTime: 0.1 },
    { id: 'L', type: 'local-candidate', candidateType: local, protocol: 'udp', ...more },
    { id: 'R', type: 'remote-candidate', candidateType: remote, protocol: 'udp' },
  ];
  for (const [local, remote, more, path, protocol] of /** @type {const} */ ([
    ['relay', 'host', { relayProtocol: 'tls' }, 'relayed', 'tls'],
    ['srflx', 'relay', {}, 'relayed', 'udp'],
    ['prflx', 'srflx', {}, 'direct', 'udp'],
  ])) {
    const entries = report(local, remote, more);
    const { sample } = sampleLink(sampleLink(null, entries, 0).snapshot, entries, 1_000);
    assert.deepEqual([sample?.path, sample?.protocol], [path, protocol]);
  }
});

test('rubbish in a report is passed over', () => {
  const rubbish = [null, 7, 'text', {}, { id: 4 }, { id: 'a' }, { id: 'b', type: 'inbound-rtp', kind: 'video', packetsReceived: 'many', mid: 5 },
    { id: 'c', type: 'outbound-rtp' }, { id: 'T', type: 'transport', selectedCandidatePairId: 'nowhere' }];
  const { sample } = sampleLink(sampleLink(null, rubbish, 0).snapshot, rubbish, 1_000);
  assert.deepEqual([sample?.bitrateIn, sample?.rtt, sample?.path, sample?.tracks.length], [0, null, 'unknown', 1]);
  assert.equal(sample?.tracks[0]?.packets, 0);
});

test('packets that arrive after they were counted lost do not make loss negative', () => {
  const entry = (/** @type {number} */ received, /** @type {number} */ lost, /** @type {number} */ timestamp) => [
    { id: 'I', type: 'inbound-rtp', kind: 'audio', packetsReceived: received, packetsLost: lost, timestamp },
  ];
  const { sample } = sampleLink(sampleLink(null, entry(100, 5, 1_000), 0).snapshot, entry(150, 3, 2_000), 1_000);
  assert.equal(sample?.tracks[0]?.loss, 0);
});
