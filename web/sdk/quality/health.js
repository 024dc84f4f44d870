/**
 * The `health` object of docs/sdk.md, put together from what is known of each link: pure.
 *
 * @typedef {import('./types.js').Health} Health
 * @typedef {import('./types.js').LinkHealth} LinkHealth
 * @typedef {import('./types.js').LinkSample} LinkSample
 * @typedef {import('./types.js').MediaFlow} MediaFlow
 * @typedef {'connected' | 'reconnecting' | 'disconnected'} SignalState
 *
 * @typedef {object} LinkFacts
 * @property {string} participant
 * @property {string} state the connection's
 * @property {LinkSample | null} sample
 * @property {import('./types.js').Quality} quality
 */

/** From here on a cause is worth naming to people. */
const NOTICEABLE_LOSS = 0.03;
const NOTICEABLE_RTT_SECONDS = 0.4;

/**
 * @param {readonly LinkFacts[]} links
 * @param {SignalState} signal
 * @param {(participant: string) => string} [nameOf]
 * @returns {Health}
 */
export function healthOf(links, signal, nameOf = () => 'one person') {
  const worst = links.reduce(
    (/** @type {LinkFacts | null} */ least, link) => (least === null || isWorse(link.quality, least.quality) ? link : least),
    null,
  );
  const broken = brokenPart(links, signal);
  const limitation = worstLimitation(links);
  const known = { links, signal, broken, limitation, worst, nameOf };
  return {
    score: worst?.quality.score ?? null,
    level: worst?.quality.level ?? null,
    path: pathOf(links),
    links: links.map(linkHealth),
    sending: flow(links, 'send'),
    receiving: flow(links, 'receive'),
    broken,
    limitation,
    message: messageFor(known),
  };
}

/**
 * Signal or media? Media that is lost is the greater evil, and is named when both are.
 *
 * @param {readonly LinkFacts[]} links
 * @param {SignalState} signal
 * @returns {Health['broken']}
 */
function brokenPart(links, signal) {
  if (links.some(({ quality }) => quality.level === 'lost')) return 'media';
  return signal === 'connected' ? null : 'signal';
}

/**
 * @param {{links: readonly LinkFacts[], signal: SignalState, broken: Health['broken'], limitation: string | null, worst: LinkFacts | null,
 *   nameOf: (participant: string) => string}} known
 * @returns {string}
 */
function messageFor({ links, signal, broken, limitation, worst, nameOf }) {
  const lost = links.filter(({ quality }) => quality.level === 'lost');
  if (broken === 'media' && signal !== 'connected' && lost.length === links.length) {
    return 'Your internet connection seems to be gone. The call comes back by itself as soon as it does.';
  }
  if (broken === 'media') {
    return lost.length === 1 && lost[0]
      ? `No sound or picture comes from ${nameOf(lost[0].participant)}. The connection is being repaired.`
      : 'No sound or picture comes from the others. The connections are being repaired.';
  }
  if (broken === 'signal') return 'The connection to the server is lost and is being restored. The call itself goes on.';
  if (!worst) return 'Nobody else is here yet.';
  if (worst.quality.level === 'poor') return `The connection is poor${cause(worst, nameOf, links.length)}.`;
  if (limitation === 'cpu') return 'This device is busy, so your picture is sent smaller than it could be.';
  if (limitation === 'bandwidth') return 'Your uplink is busy, so your picture is sent smaller than it could be.';
  return worst.quality.level === 'excellent' ? 'The connection is excellent.' : 'The connection is good.';
}

/**
 * @param {LinkFacts} link
 * @param {(participant: string) => string} nameOf
 * @param {number} count
 */
function cause({ participant, sample }, nameOf, count) {
  const who = count > 1 ? ` with ${nameOf(participant)}` : '';
  const loss = sample?.loss ?? 0;
  if (loss >= NOTICEABLE_LOSS) return `${who}: ${Math.round(loss * 100)} % of the data gets lost on the way`;
  const rtt = sample?.rtt ?? 0;
  if (rtt >= NOTICEABLE_RTT_SECONDS) return `${who}: a word takes ${(rtt / 2).toFixed(1)} seconds to arrive`;
  return who;
}

/**
 * @param {LinkFacts} link
 * @returns {LinkHealth}
 */
function linkHealth({ participant, state, sample, quality }) {
  return {
    participant,
    rtt: sample?.rtt ?? null,
    loss: sample?.loss ?? null,
    jitter: sample?.jitter ?? null,
    candidateTypes: sample?.candidateTypes ?? null,
    protocol: sample?.protocol ?? null,
    state,
    quality,
  };
}

/**
 * @param {readonly LinkFacts[]} links
 * @returns {Health['path']}
 */
function pathOf(links) {
  const paths = links.map(({ sample }) => sample?.path ?? 'unknown');
  if (paths.includes('relayed')) return 'relayed';
  return paths.includes('direct') ? 'direct' : 'unknown';
}

/**
 * @param {readonly LinkFacts[]} links
 * @param {'send' | 'receive'} direction
 * @returns {MediaFlow}
 */
function flow(links, direction) {
  const tracks = links.flatMap(({ sample }) => sample?.tracks.filter((track) => track.direction === direction) ?? []);
  const sum = (/** @type {'audio' | 'video'} */ kind) =>
    tracks.reduce((total, track) => total + (track.kind === kind ? track.bitrate : 0), 0);
  const largest = tracks
    .filter(({ kind, packets }) => kind === 'video' && packets > 0)
    .sort((a, b) => (b.height ?? 0) * (b.width ?? 0) - (a.height ?? 0) * (a.width ?? 0))[0];
  const [audioBitrate, videoBitrate] = [sum('audio'), sum('video')];
  return {
    bitrate: audioBitrate + videoBitrate,
    audioBitrate,
    videoBitrate,
    width: largest?.width ?? null,
    height: largest?.height ?? null,
    frameRate: largest?.frameRate ?? null,
  };
}

/**
 * @param {readonly LinkFacts[]} links
 * @returns {string | null}
 */
function worstLimitation(links) {
  const reasons = links.map(({ sample }) => sample?.limitation ?? null);
  return ['cpu', 'bandwidth', 'other'].find((reason) => reasons.includes(reason)) ?? null;
}

/**
 * @param {import('./types.js').Quality} a
 * @param {import('./types.js').Quality} b
 */
function isWorse(a, b) {
  if ((a.level === 'lost') !== (b.level === 'lost')) return a.level === 'lost';
  return a.score < b.score;
}
