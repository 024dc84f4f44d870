import { indexed, numberOf, ofType, pathOf, selectedPair, textOf } from './report.js';
import { trackSample } from './track-sample.js';

/**
 * @typedef {import('./types.js').LinkSample} LinkSample
 * @typedef {import('./types.js').TrackSample} TrackSample
 *
 * @typedef {object} Snapshot the last report of a link
 * @property {number} at milliseconds
 * @property {ReadonlyMap<string, import('./report.js').StatsEntry>} entries
 * @property {number | null} rtt carried over the seconds in which nobody measured it
 * @property {ReadonlyMap<string, number>} losses last reported loss of each sent stream
 */

/** Two reports closer than this say nothing about rates; browsers also answer from a cache for some tens of milliseconds. */
const SHORTEST_INTERVAL_SECONDS = 0.3;

/**
 * From the last report of a link and a new one to what happened between the two.
 *
 * @param {Snapshot | null} previous
 * @param {readonly unknown[]} report `[...(await connection.getStats()).values()]`
 * @param {number} now milliseconds
 * @returns {{snapshot: Snapshot, sample: LinkSample | null}} no sample for the first report, for one too close to the last, and when the connection
 *   behind the link is another one than before
 */
export function sampleLink(previous, report, now) {
  const entries = indexed(report);
  const pair = selectedPair(entries);
  const fresh = { at: now, entries, rtt: numberOf(pair, 'currentRoundTripTime'), losses: new Map() };
  if (!previous) return { snapshot: fresh, sample: null };
  const interval = (now - previous.at) / 1000;
  if (interval < SHORTEST_INTERVAL_SECONDS) return { snapshot: previous, sample: null };
  if (isAnotherConnection(previous, entries)) return { snapshot: fresh, sample: null };

  const losses = new Map(previous.losses);
  const tracks = [...ofType(entries, 'inbound-rtp'), ...ofType(entries, 'outbound-rtp')].flatMap((entry) => {
    const track = trackSample(previous, entries, entry, interval);
    if (track?.direction === 'send' && track.loss !== null) losses.set(track.key, track.loss);
    return track ? [track] : [];
  });
  const rtt = roundTripTime(previous, pair, tracks);
  const before = previous.entries.get(textOf(pair, 'id') ?? '');
  const bytesIn = rise(before, pair, 'bytesReceived');
  const received = tracks.filter(({ direction }) => direction === 'receive');
  const sent = tracks.filter(({ direction }) => direction === 'send');
  const lossIn = weighted(received, ({ loss }) => loss);
  const lossOut = weighted(sent, ({ loss }) => loss);
  const sample = {
    at: now,
    interval,
    bitrateIn: (bytesIn * 8) / interval,
    bitrateOut: (rise(before, pair, 'bytesSent') * 8) / interval,
    bytesIn,
    rtt,
    loss: largest([lossIn, lossOut]),
    lossIn,
    lossOut,
    jitter: weighted(received, ({ jitter }) => jitter),
    availableOutgoingBitrate: numberOf(pair, 'availableOutgoingBitrate'),
    ...pathOf(entries, pair),
    limitation: worstLimitation(sent),
    tracks,
  };
  return { snapshot: { at: now, entries, rtt, losses }, sample };
}

/**
 * A rebuilt link has a new connection whose counters begin again.
 *
 * @param {Snapshot} previous
 * @param {ReadonlyMap<string, import('./report.js').StatsEntry>} entries
 */
function isAnotherConnection(previous, entries) {
  const streams = [...ofType(entries, 'inbound-rtp'), ...ofType(entries, 'outbound-rtp')];
  return streams.some((stream) => {
    const before = previous.entries.get(textOf(stream, 'id') ?? '');
    return ['packetsSent', 'packetsReceived'].some((name) => (numberOf(stream, name) ?? 0) < (numberOf(before, name) ?? 0));
  });
}

/**
 * @param {Snapshot} previous
 * @param {import('./report.js').StatsEntry | undefined} pair
 * @param {readonly TrackSample[]} tracks
 * @returns {number | null}
 */
function roundTripTime(previous, pair, tracks) {
  // Receiver reports of this interval know best; the pair's own value is only renewed with each consent check, every few seconds.
  const reported = tracks.flatMap(({ rtt, isFresh }) => (rtt !== null && isFresh ? [rtt] : []));
  if (reported.length > 0) return Math.max(...reported);
  const before = previous.entries.get(textOf(pair, 'id') ?? '');
  if (!before || rise(before, pair, 'responsesReceived') > 0) return numberOf(pair, 'currentRoundTripTime') ?? previous.rtt;
  return previous.rtt ?? numberOf(pair, 'currentRoundTripTime');
}

/**
 * @param {import('./report.js').StatsEntry | undefined} before
 * @param {import('./report.js').StatsEntry | undefined} after
 * @param {string} name
 */
function rise(before, after, name) {
  return Math.max(0, (numberOf(after, name) ?? 0) - (numberOf(before, name) ?? 0));
}

/**
 * @param {readonly TrackSample[]} tracks
 * @param {(track: TrackSample) => number | null} value
 * @returns {number | null}
 */
function weighted(tracks, value) {
  let sum = 0;
  let packets = 0;
  for (const track of tracks) {
    const one = value(track);
    if (one === null || track.packets === 0) continue;
    sum += one * track.packets;
    packets += track.packets;
  }
  return packets > 0 ? sum / packets : null;
}

/**
 * @param {readonly (number | null)[]} values
 * @returns {number | null}
 */
function largest(values) {
  return values.reduce((worst, value) => (value !== null && (worst === null || value > worst) ? value : worst), null);
}

/**
 * @param {readonly TrackSample[]} sent
 * @returns {string | null}
 */
function worstLimitation(sent) {
  const reasons = sent.map(({ limitation }) => limitation);
  return ['cpu', 'bandwidth', 'other', 'none'].find((reason) => reasons.includes(reason)) ?? null;
}
