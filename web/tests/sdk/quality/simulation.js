import { createController, stepController } from '../../../sdk/quality/controller.js';
import { bitrateAt } from '../../../sdk/quality/ladder.js';

/**
 * A network between the controller and itself: what is sent meets a capacity, and the samples say what came of it.
 *
 * @typedef {import('../../../sdk/quality/types.js').LinkSample} LinkSample
 * @typedef {import('../../../sdk/quality/types.js').QualityAdapted} QualityAdapted
 *
 * @typedef {object} Conditions
 * @property {number} [capacity] bit/s of this link; unlimited by default
 * @property {number} [loss] random, 0 to 1
 * @property {number} [rtt] seconds without a queue
 * @property {boolean} [isDeep] a deep queue delays what a shallow one would lose
 * @property {boolean} [isBusy] this computer cannot encode step 0 and 1
 * @property {boolean} [isMute] the browser says neither bandwidth nor limitation (Firefox)
 */

export const CAMERA_AND_MICROPHONE = {
  camera: { width: 1280, height: 720, frameRate: 30 },
  microphone: { width: 0, height: 0, frameRate: 0 },
};

/** @param {number} seed */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {Partial<LinkSample>} known
 * @param {{loss?: number, isFresh?: boolean}} sent
 * @returns {LinkSample}
 */
export function sampleOf(known, { loss = 0, isFresh = true } = {}) {
  return {
    at: 0,
    interval: 1,
    bitrateIn: 500_000,
    bitrateOut: 500_000,
    bytesIn: 60_000,
    rtt: 0.05,
    loss,
    lossIn: 0,
    lossOut: loss,
    jitter: 0.005,
    availableOutgoingBitrate: null,
    path: 'direct',
    candidateTypes: null,
    protocol: 'udp',
    limitation: 'none',
    tracks: [
      {
        key: 'OT1',
        mid: '1',
        trackIdentifier: null,
        ssrc: 1,
        rid: null,
        kind: 'video',
        direction: 'send',
        codec: 'video/VP8',
        bitrate: 400_000,
        packets: 50,
        packetRate: 50,
        loss,
        isFresh,
        jitter: 0.005,
        rtt: 0.05,
        width: 640,
        height: 360,
        frameRate: 30,
        frames: 30,
        freezes: null,
        freezeDuration: null,
        totalFreezes: null,
        totalFreezeDuration: null,
        limitation: 'none',
        audioLevel: null,
        concealment: null,
        playoutDelay: null,
      },
    ],
    ...known,
  };
}

/**
 * @typedef {object} Scenario
 * @property {(second: number, participantId: string) => Conditions} conditions
 * @property {number} seconds
 * @property {string[]} [links]
 * @property {(second: number) => string[]} [linksAt]
 * @property {number} [seed]
 * @property {import('../../../sdk/quality/ladder.js').Sources} [sources]
 * @property {number} [uplinkBitrate]
 */

/**
 * Runs the controller for a while, one sample a second.
 *
 * @param {Scenario} scenario
 */
export function simulate({ conditions, seconds, links = ['PA_1'], linksAt = () => links, seed = 1, sources = CAMERA_AND_MICROPHONE, uplinkBitrate }) {
  const random = randomNumbers(seed);
  let state = createController({ uplinkBitrate });
  /** @type {(QualityAdapted & {second: number})[]} */
  const events = [];
  /** @type {Record<string, number[]>} */
  const steps = {};
  for (let second = 0; second < seconds; second += 1) {
    const present = linksAt(second);
    const inputs = present.map((participantId) => {
      const step = state.links[participantId]?.step ?? 0;
      return { participantId, sample: sampled(conditions(second, participantId), step, sources, random, second) };
    });
    const result = stepController(state, { now: second * 1000, links: inputs, sources });
    state = result.state;
    events.push(...result.events.map((event) => ({ ...event, second })));
    for (const participantId of present) (steps[participantId] ??= []).push(state.links[participantId]?.step ?? 0);
  }
  return { events, steps, state };
}

/**
 * @param {Conditions} conditions
 * @param {number} step
 * @param {import('../../../sdk/quality/ladder.js').Sources} sources
 * @param {() => number} random
 * @param {number} second
 * @returns {LinkSample}
 */
function sampled(conditions, step, sources, random, second) {
  const { capacity = Infinity, loss = 0, rtt = 0.05, isDeep = false, isBusy = false, isMute = false } = conditions;
  const wanted = bitrateAt(sources, step) * (0.85 + 0.1 * random());
  // Congestion control holds most of what does not fit back; the rest overflows the queue.
  const excess = Math.max(0, 1 - capacity / wanted);
  const congested = isDeep ? 0 : excess * 0.4;
  const queue = isDeep ? Math.min(2, excess * 1.5) : excess * 0.1;
  const noisy = (/** @type {number} */ value, /** @type {number} */ spread) => Math.max(0, value * (1 + (random() - 0.5) * 2 * spread));
  const lost = Math.min(1, noisy(loss, 0.3) + congested + (random() < 0.05 ? 0.01 : 0));
  const isHeldBack = capacity < wanted;
  const limitation = isBusy && step < 2 ? 'cpu' : isHeldBack ? 'bandwidth' : 'none';
  return sampleOf(
    {
      at: second * 1000,
      rtt: noisy(rtt, 0.2) + queue,
      availableOutgoingBitrate: isMute ? null : Math.min(capacity * 0.95, wanted * 1.6),
      limitation: isMute ? null : limitation,
      bytesIn: lost >= 0.99 ? 0 : 60_000,
    },
    { loss: lost, isFresh: lost < 0.99 },
  );
}
