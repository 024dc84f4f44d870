import { LAST_STEP, VIDEO_OFF_STEP, encodingAt, stepFor } from './ladder.js';
import { linkJudged, newVerdict } from './link-verdict.js';
import { newRate, rateReduced } from './rate-machine.js';

/**
 * The quality controller: samples in, encodings out. Pure.
 *
 * What is sent over a link stands on the lowest of four positions: the link's own, that of the uplink which all links share, that of this
 * computer, and the share of the uplink budget that so many links leave to each. Trouble on one link lowers that link; trouble on several at once
 * is the uplink's and lowers all.
 *
 * @typedef {import('./types.js').AdaptationReason} AdaptationReason
 * @typedef {import('./types.js').ControllerInput} ControllerInput
 * @typedef {import('./types.js').EncodingTarget} EncodingTarget
 * @typedef {import('./types.js').QualityAdapted} QualityAdapted
 * @typedef {import('./rate-machine.js').RateState} RateState
 *
 * @typedef {object} ControllerOptions
 * @property {number} [uplinkBitrate] bit/s that all links together may use; 4,000,000 by default
 *
 * @typedef {object} ControlledLink
 * @property {import('./link-verdict.js').VerdictState} verdict
 * @property {RateState} rate
 * @property {number} step in force, the lowest of the four
 * @property {number} sampledAt of the last sample that was judged
 * @property {number} badAt when it last complained
 *
 * @typedef {object} ControllerState
 * @property {Required<ControllerOptions>} options
 * @property {Readonly<Record<string, ControlledLink>>} links by participant
 * @property {RateState} uplink
 * @property {RateState} computer
 * @property {readonly EncodingTarget[]} targets all that are in force
 */

const LINK_HOLD_MS = 6_000;
const UPLINK_HOLD_MS = 8_000;
/** An encoder that was too much for this computer will be again, unless something else has ended. */
const COMPUTER_HOLD_MS = 20_000;
/** Receiver reports come every second. */
const NETWORK_SETTLE_MS = 2_000;
/** The browser goes on saying `cpu` until its own adaptation has risen again. */
const COMPUTER_SETTLE_MS = 8_000;
/** Complaints of several links within this time are one complaint about the uplink. */
const TOGETHER_MS = 2_500;
const DEFAULT_UPLINK_BITRATE = 4_000_000;
/** A busy computer is relieved by smaller pictures; sending none is a matter of the network. */
const LOWEST_STEP_FOR_COMPUTER = 5;

/**
 * @param {ControllerOptions} [options]
 * @returns {ControllerState}
 */
export function createController(options = {}) {
  return {
    options: { uplinkBitrate: options.uplinkBitrate ?? DEFAULT_UPLINK_BITRATE },
    links: {},
    uplink: newRate(0, UPLINK_HOLD_MS),
    computer: newRate(0, COMPUTER_HOLD_MS),
    targets: [],
  };
}

/**
 * @param {ControllerState} state
 * @param {ControllerInput} input
 * @returns {{state: ControllerState, targets: EncodingTarget[], events: QualityAdapted[]}} `targets` are those that changed
 */
export function stepController(state, input) {
  const { now, sources } = input;
  const judged = input.links.map((link) => judge(state.links[link.participantId], link, input));
  const { uplink, uplinkReason } = uplinkReduced(state, judged, now);
  const computer = computerReduced(state, judged, now);
  const share = stepFor(sources, state.options.uplinkBitrate / Math.max(1, judged.length));
  const isShared = judged.length > 1;
  const uplinkFell = uplink.step > state.uplink.step;

  /** @type {Record<string, ControlledLink>} */
  const links = {};
  /** @type {Change[]} */
  const changes = [];
  for (const { participantId, link, verdict, isNew } of judged) {
    // The uplink has taken the complaint for all; what only one link suffers from shows again once that has had its effect.
    const own = uplinkFell && verdict.type === 'bad' ? { type: /** @type {const} */ ('wait') } : verdict;
    const rate = rateReduced(link.rate, own, now, {
      holdMs: LINK_HOLD_MS,
      settleMs: NETWORK_SETTLE_MS,
      canRise: link.rate.step === link.step,
    });
    const positions = { link: rate.step, uplink: isShared ? uplink.step : 0, computer: computer.step, share };
    const step = Math.max(...Object.values(positions));
    links[participantId] = { ...link, rate, step };
    if (!isNew && step !== link.step) {
      changes.push({ participantId, step, restored: step < link.step, reason: reasonOf(step, link.step, positions, verdict.reason ?? uplinkReason) });
    }
  }
  const targets = targetsOf(links, sources);
  return {
    state: { options: state.options, links, uplink, computer, targets },
    targets: targets.filter((target) => !state.targets.some((old) => isEqual(old, target))),
    events: grouped(changes),
  };
}

/**
 * @typedef {object} Judged
 * @property {string} participantId
 * @property {ControlledLink} link
 * @property {import('./link-verdict.js').LinkVerdict} verdict
 * @property {boolean} isBusy
 * @property {boolean} isNew
 *
 * @param {ControlledLink | undefined} known
 * @param {import('./types.js').ControllerLink} input
 * @param {ControllerInput} situation
 * @returns {Judged}
 */
function judge(known, { participantId, sample }, { now, sources }) {
  const link = known ?? { verdict: newVerdict(now), rate: newRate(0, LINK_HOLD_MS), step: 0, sampledAt: -Infinity, badAt: -Infinity };
  const isNew = known === undefined;
  if (!sample || sample.at <= link.sampledAt) {
    return { participantId, link, verdict: { type: 'none', reason: null }, isBusy: false, isNew };
  }
  const sinceRaiseMs = now - (link.rate.raisedAt ?? -Infinity);
  const { state, verdict, isBusy } = linkJudged(link.verdict, sample, { sources, step: link.step, sinceRaiseMs });
  const badAt = verdict.type === 'bad' ? now : link.badAt;
  return { participantId, link: { ...link, verdict: state, sampledAt: sample.at, badAt }, verdict, isBusy, isNew };
}

/**
 * @param {ControllerState} state
 * @param {readonly Judged[]} judged
 * @param {number} now
 * @returns {{uplink: RateState, uplinkReason: AdaptationReason | null}}
 */
function uplinkReduced({ uplink }, judged, now) {
  if (judged.length < 2) return { uplink, uplinkReason: null };
  const rules = { holdMs: UPLINK_HOLD_MS, settleMs: NETWORK_SETTLE_MS, canRise: judged.some(({ link }) => link.step === uplink.step) };
  const complaining = judged.filter(({ link }) => now - link.badAt < TOGETHER_MS);
  const verdicts = judged.flatMap(({ verdict }) => (verdict.type === 'bad' ? [verdict] : []));
  if (complaining.length >= 2 && complaining.length * 2 > judged.length && verdicts.length > 0) {
    const toStep = Math.max(...verdicts.map((verdict) => verdict.toStep));
    const isUrgent = verdicts.some((verdict) => verdict.isUrgent);
    return { uplink: rateReduced(uplink, { type: 'bad', toStep, isUrgent }, now, rules), uplinkReason: verdicts[0]?.reason ?? null };
  }
  const type = common(judged.map(({ verdict }) => (verdict.type === 'bad' ? 'wait' : verdict.type)));
  return { uplink: rateReduced(uplink, { type }, now, rules), uplinkReason: null };
}

/**
 * @param {readonly ('clean' | 'wait' | 'none')[]} verdicts of all links
 * @returns {'clean' | 'wait' | 'none'}
 */
function common(verdicts) {
  if (verdicts.includes('wait')) return 'wait';
  return verdicts.includes('none') ? 'none' : 'clean';
}

/**
 * @param {ControllerState} state
 * @param {readonly Judged[]} judged
 * @param {number} now
 * @returns {RateState}
 */
function computerReduced({ computer }, judged, now) {
  if (judged.length === 0) return computer;
  const rules = {
    holdMs: COMPUTER_HOLD_MS,
    settleMs: COMPUTER_SETTLE_MS,
    canRise: judged.some(({ link }) => link.step === computer.step),
  };
  if (judged.some(({ isBusy }) => isBusy)) {
    const step = Math.max(...judged.map(({ link }) => link.step));
    return rateReduced(computer, { type: 'bad', toStep: Math.min(LOWEST_STEP_FOR_COMPUTER, step + 1), isUrgent: false }, now, rules);
  }
  const verdicts = judged.map(({ link, verdict }) => (verdict.type === 'none' ? 'none' : link.verdict.busy > 0 ? 'wait' : 'clean'));
  return rateReduced(computer, { type: common(verdicts) }, now, rules);
}

/**
 * @param {number} step
 * @param {number} before
 * @param {{link: number, uplink: number, computer: number, share: number}} positions
 * @param {AdaptationReason | null} complaint
 * @returns {AdaptationReason}
 */
function reasonOf(step, before, positions, complaint) {
  if (step < before) return 'recovered';
  if (positions.share === step) return 'links';
  if (positions.computer === step) return 'cpu';
  return complaint ?? 'bandwidth';
}

/**
 * @param {Readonly<Record<string, ControlledLink>>} links
 * @param {ControllerInput['sources']} sources
 * @returns {EncodingTarget[]}
 */
function targetsOf(links, sources) {
  const hasScreen = sources.screen_share !== undefined;
  const formats = /** @type {[import('./types.js').TrackSource, import('./types.js').SourceFormat][]} */ (Object.entries(sources));
  return Object.entries(links).flatMap(([participantId, { step }]) =>
    formats.map(([source, format]) => ({
      participantId,
      source,
      encoding: encodingAt(source, format, step, hasScreen),
      degradationPreference: source === 'screen_share' ? /** @type {const} */ ('maintain-resolution') : /** @type {const} */ ('balanced'),
    })),
  );
}

/**
 * @typedef {object} Change
 * @property {string} participantId
 * @property {number} step
 * @property {boolean} restored
 * @property {AdaptationReason} reason
 *
 * @param {readonly Change[]} changes
 * @returns {QualityAdapted[]} one for each kind of change, however many links it concerns
 */
function grouped(changes) {
  /** @type {QualityAdapted[]} */
  const events = [];
  for (const { participantId, step, restored, reason } of changes) {
    const same = events.find((event) => event.step === step && event.restored === restored && event.reason === reason);
    if (same) same.participants.push(participantId);
    else events.push({ reason, step, restored, videoOff: step >= VIDEO_OFF_STEP, participants: [participantId] });
  }
  return events;
}

/**
 * @param {EncodingTarget} a
 * @param {EncodingTarget} b
 */
function isEqual(a, b) {
  return (
    a.participantId === b.participantId &&
    a.source === b.source &&
    a.encoding.active === b.encoding.active &&
    a.encoding.maxBitrate === b.encoding.maxBitrate &&
    a.encoding.maxFramerate === b.encoding.maxFramerate &&
    a.encoding.scaleResolutionDownBy === b.encoding.scaleResolutionDownBy
  );
}

export { LAST_STEP, VIDEO_OFF_STEP };
