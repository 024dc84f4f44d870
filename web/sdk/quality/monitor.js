import { healthOf } from './health.js';
import { linkQualityReduced, newLinkQuality } from './link-quality.js';
import { sampleLink } from './link-sample.js';

/**
 * @typedef {import('./types.js').LinkSample} LinkSample
 * @typedef {import('./types.js').Quality} Quality
 * @typedef {import('./types.js').ReportContext} ReportContext
 *
 * @typedef {object} MonitoredLink
 * @property {import('./link-sample.js').Snapshot | null} snapshot
 * @property {LinkSample | null} sample
 * @property {import('./link-quality.js').LinkQualityState | null} quality
 * @property {RTCPeerConnectionState} state
 */

/** What is said of a link before anything is known. */
const FIRST_QUALITY = Object.freeze({ level: /** @type {const} */ ('good'), score: 4 });

/**
 * Keeps what is known of every link: feed it each link's report once a second. It has no timer and no clock.
 */
export class QualityMonitor {
  /** @type {Map<string, MonitoredLink>} */
  #links = new Map();
  /** @type {import('./health.js').SignalState} */
  #signal = 'connected';

  /**
   * @param {string} participantId the link
   * @param {readonly unknown[]} statsArray `[...(await connection.getStats()).values()]`
   * @param {number} now milliseconds, of a clock that never goes back
   * @param {ReportContext} [context] what should flow; without it whatever flows is taken for all
   * @returns {import('./types.js').ReportOutcome}
   */
  handleReport(participantId, statsArray, now, context = {}) {
    const link = this.#link(participantId);
    if (context.state) link.state = context.state;
    const before = qualityOf(link);
    const { snapshot, sample } = sampleLink(link.snapshot, statsArray, now);
    link.snapshot = snapshot;
    if (sample) {
      link.sample = sample;
      link.quality = linkQualityReduced(link.quality ?? newLinkQuality(now), sample, { ...context, state: link.state });
    } else {
      link.quality ??= newLinkQuality(now);
    }
    const quality = qualityOf(link);
    return { sample, quality, changed: quality.level !== before.level };
  }

  /**
   * @param {string} participantId
   * @param {RTCPeerConnectionState} state
   * @returns {void}
   */
  handleState(participantId, state) {
    this.#link(participantId).state = state;
  }

  /**
   * @param {import('./health.js').SignalState} state
   * @returns {void}
   */
  handleSignal(state) {
    this.#signal = state;
  }

  /**
   * @param {string} participantId who left
   * @returns {void}
   */
  remove(participantId) {
    this.#links.delete(participantId);
  }

  /**
   * How well we get that participant.
   *
   * @param {string} participantId
   * @returns {Quality}
   */
  quality(participantId) {
    const link = this.#links.get(participantId);
    return link ? qualityOf(link) : FIRST_QUALITY;
  }

  /**
   * The newest sample of a link.
   *
   * @param {string} participantId
   * @returns {LinkSample | null}
   */
  sample(participantId) {
    return this.#links.get(participantId)?.sample ?? null;
  }

  /**
   * How the others get us: the worst of the links.
   *
   * @returns {Quality}
   */
  get localQuality() {
    const sent = [...this.#links.values()].flatMap(({ quality }) =>
      quality && quality.sentLevel.score !== null ? [{ level: quality.sentLevel.level, score: quality.sentLevel.score }] : [],
    );
    return sent.reduce((/** @type {Quality} */ worst, one) => (one.score < worst.score ? one : worst), sent[0] ?? FIRST_QUALITY);
  }

  /**
   * @param {(participantId: string) => string} [nameOf] for the sentence in `message`
   * @returns {import('./types.js').Health}
   */
  health(nameOf) {
    const links = [...this.#links].map(([participant, link]) => ({
      participant,
      state: link.state,
      sample: link.sample,
      quality: qualityOf(link),
    }));
    return healthOf(links, this.#signal, nameOf);
  }

  /** @param {string} participantId */
  #link(participantId) {
    const known = this.#links.get(participantId);
    if (known) return known;
    /** @type {MonitoredLink} */
    const link = { snapshot: null, sample: null, quality: null, state: 'new' };
    this.#links.set(participantId, link);
    return link;
  }
}

/**
 * @param {MonitoredLink} link
 * @returns {Quality}
 */
function qualityOf({ quality }) {
  return quality?.level.score == null ? FIRST_QUALITY : { level: quality.level.level, score: quality.level.score };
}
