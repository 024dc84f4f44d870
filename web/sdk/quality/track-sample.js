import { numberOf, textOf } from './report.js';

/**
 * @typedef {import('./report.js').StatsEntry} StatsEntry
 * @typedef {import('./types.js').TrackSample} TrackSample
 */

/**
 * One RTP stream over one interval.
 *
 * @param {import('./link-sample.js').Snapshot} previous
 * @param {ReadonlyMap<string, StatsEntry>} entries the new report
 * @param {StatsEntry} entry its `inbound-rtp` or `outbound-rtp`
 * @param {number} elapsed seconds between the reports
 * @returns {TrackSample | null} null for what is neither audio nor video
 */
export function trackSample(previous, entries, entry, elapsed) {
  const key = textOf(entry, 'id') ?? '';
  const kind = textOf(entry, 'kind') ?? textOf(entry, 'mediaType');
  if (kind !== 'audio' && kind !== 'video') return null;
  const before = previous.entries.get(key);
  const rise = (/** @type {string} */ name) => difference(before, entry, name) ?? 0;
  // The report's own clock is exact; the caller's includes the time that getStats took.
  const interval = ownInterval(before, entry) ?? elapsed;
  const isReceived = entry.type === 'inbound-rtp';
  const packets = rise(isReceived ? 'packetsReceived' : 'packetsSent');
  const frames = rise(isReceived ? 'framesDecoded' : 'framesEncoded');
  return {
    key,
    mid: textOf(entry, 'mid'),
    trackIdentifier: textOf(entry, 'trackIdentifier'),
    ssrc: numberOf(entry, 'ssrc'),
    rid: textOf(entry, 'rid'),
    kind,
    direction: isReceived ? 'receive' : 'send',
    codec: textOf(entries.get(textOf(entry, 'codecId') ?? ''), 'mimeType'),
    bitrate: (rise(isReceived ? 'bytesReceived' : 'bytesSent') * 8) / interval,
    packets,
    packetRate: packets / interval,
    width: numberOf(entry, 'frameWidth'),
    height: numberOf(entry, 'frameHeight'),
    frameRate: kind === 'video' ? frames / interval : null,
    frames,
    ...(isReceived ? received(before, entry, packets) : sent(previous, entries, entry)),
  };
}

/**
 * @param {StatsEntry | undefined} before
 * @param {StatsEntry} entry
 * @param {number} packets
 */
function received(before, entry, packets) {
  // A late packet makes packetsLost fall again (RFC 3550 A.3).
  const lost = Math.max(0, difference(before, entry, 'packetsLost') ?? 0);
  const samples = difference(before, entry, 'totalSamplesReceived');
  const concealed = (difference(before, entry, 'concealedSamples') ?? 0) - (difference(before, entry, 'silentConcealedSamples') ?? 0);
  const emitted = difference(before, entry, 'jitterBufferEmittedCount');
  return {
    loss: packets + lost > 0 ? lost / (packets + lost) : null,
    isFresh: true,
    jitter: numberOf(entry, 'jitter'),
    rtt: null,
    freezes: difference(before, entry, 'freezeCount'),
    freezeDuration: difference(before, entry, 'totalFreezesDuration'),
    totalFreezes: numberOf(entry, 'freezeCount'),
    totalFreezeDuration: numberOf(entry, 'totalFreezesDuration'),
    limitation: null,
    audioLevel: loudness(before, entry),
    concealment: samples !== null && samples > 0 ? Math.min(1, Math.max(0, concealed / samples)) : null,
    playoutDelay: emitted !== null && emitted > 0 ? (difference(before, entry, 'jitterBufferDelay') ?? 0) / emitted : null,
  };
}

/**
 * @param {import('./link-sample.js').Snapshot} previous
 * @param {ReadonlyMap<string, StatsEntry>} entries
 * @param {StatsEntry} entry
 */
function sent(previous, entries, entry) {
  const reportId = textOf(entry, 'remoteId') ?? '';
  const report = entries.get(reportId);
  const before = previous.entries.get(reportId);
  // The far end's words stay in the report until it speaks again; only a newer time makes them news.
  const isFresh = report !== undefined && (numberOf(report, 'timestamp') ?? 0) > (numberOf(before, 'timestamp') ?? 0);
  return {
    loss: isFresh ? numberOf(report, 'fractionLost') : (previous.losses.get(textOf(entry, 'id') ?? '') ?? numberOf(report, 'fractionLost')),
    isFresh,
    jitter: numberOf(report, 'jitter'),
    rtt: numberOf(report, 'roundTripTime'),
    freezes: null,
    freezeDuration: null,
    totalFreezes: null,
    totalFreezeDuration: null,
    limitation: textOf(entry, 'qualityLimitationReason'),
    audioLevel: numberOf(entries.get(textOf(entry, 'mediaSourceId') ?? ''), 'audioLevel'),
    concealment: null,
    playoutDelay: null,
  };
}

/**
 * Mean loudness since the last report (webrtc-stats: the root of energy over duration); where there is no energy, the level of this moment.
 *
 * @param {StatsEntry | undefined} before
 * @param {StatsEntry} entry
 * @returns {number | null}
 */
function loudness(before, entry) {
  const energy = difference(before, entry, 'totalAudioEnergy');
  const duration = difference(before, entry, 'totalSamplesDuration');
  if (energy === null || duration === null || duration <= 0) return numberOf(entry, 'audioLevel');
  return Math.min(1, Math.sqrt(Math.max(0, energy) / duration));
}

/**
 * How much a counter rose; from zero for a stream that was not there before, null where the browser does not count.
 *
 * @param {StatsEntry | undefined} before
 * @param {StatsEntry} after
 * @param {string} name
 * @returns {number | null}
 */
function difference(before, after, name) {
  const end = numberOf(after, name);
  return end === null ? null : end - (numberOf(before, name) ?? 0);
}

/**
 * @param {StatsEntry | undefined} before
 * @param {StatsEntry} after
 * @returns {number | null} seconds
 */
function ownInterval(before, after) {
  const start = numberOf(before, 'timestamp');
  const end = numberOf(after, 'timestamp');
  return start !== null && end !== null && end - start > 1 ? (end - start) / 1000 : null;
}
