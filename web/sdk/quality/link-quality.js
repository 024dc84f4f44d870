import { audioScore } from './audio-score.js';
import { levelReduced, unknownLevel } from './quality-level.js';
import { videoScore } from './video-score.js';

/**
 * What one link is worth to the person at this end: scores of sound and picture, the two together, and the level.
 *
 * @typedef {import('./types.js').LinkSample} LinkSample
 * @typedef {import('./types.js').TrackSample} TrackSample
 * @typedef {import('./types.js').ExpectedTrack} ExpectedTrack
 *
 * @typedef {object} LinkQualityState
 * @property {import('./quality-level.js').LevelState} level of what arrives
 * @property {import('./quality-level.js').LevelState} sentLevel of what the far end gets from us
 * @property {number} arrivedAt when something that was expected last arrived, milliseconds
 * @property {boolean} hasArrived
 * @property {Readonly<Record<string, FreezeState>>} freezes by stream
 *
 * @typedef {object} FreezeState
 * @property {readonly {at: number, interval: number, frozen: number}[]} seconds of the last ten
 * @property {number} openFreeze seconds without a frame that the browser has not reported as a freeze yet
 */

/** How long nothing may arrive before it is lost, once something has … */
const LOST_AFTER_MS = 3_000;
/** … before anything has, while the link is being made … */
const LOST_AT_START_AFTER_MS = 10_000;
/** … and where everything is muted and only the checks of ICE pass (RFC 7675: one every 5 s, ±20 %). */
const LOST_IN_SILENCE_AFTER_MS = 15_000;
const FREEZE_WINDOW_MS = 10_000;
/** Speech carries a conversation; a good picture cannot make up for it, nor a frozen one be made up for. */
const SPEECH_SHARE = 0.6;
const ABOVE_WORST = 1;

/**
 * @param {number} now milliseconds
 * @returns {LinkQualityState}
 */
export function newLinkQuality(now) {
  return { level: unknownLevel(), sentLevel: unknownLevel(), arrivedAt: now, hasArrived: false, freezes: {} };
}

/**
 * @param {LinkQualityState} state
 * @param {LinkSample} sample
 * @param {import('./types.js').ReportContext} context
 * @returns {LinkQualityState}
 */
export function linkQualityReduced(state, sample, context) {
  const now = sample.at;
  const received = expectedStreams(sample, context, 'receive');
  const hasNews = received.length > 0 ? received.some(({ track }) => track !== null && track.packets > 0) : sample.bytesIn > 0;
  const arrivedAt = hasNews ? now : state.arrivedAt;
  const hasArrived = state.hasArrived || (received.length > 0 && hasNews);
  const isDown = context.state === 'failed' || context.state === 'closed';
  const isLost = isDown || now - arrivedAt >= patience(hasArrived, received.length > 0);

  const freezes = freezesReduced(state.freezes, received, now);
  const score = isLost ? null : receivedScore(sample, received, freezes);
  return {
    level: levelReduced(state.level, score, now),
    sentLevel: levelReduced(state.sentLevel, isLost ? null : sentScore(sample, expectedStreams(sample, context, 'send')), now),
    arrivedAt,
    hasArrived,
    freezes,
  };
}

/**
 * Weighted mean of sound and picture, but never more than one above the worse of the two.
 *
 * @param {number | null} sound
 * @param {number | null} picture
 * @returns {number | null}
 */
export function combinedScore(sound, picture) {
  if (sound === null) return picture;
  if (picture === null) return sound;
  return Math.min(SPEECH_SHARE * sound + (1 - SPEECH_SHARE) * picture, Math.min(sound, picture) + ABOVE_WORST);
}

/**
 * @param {boolean} hasArrived
 * @param {boolean} isExpected
 */
function patience(hasArrived, isExpected) {
  if (!isExpected) return LOST_IN_SILENCE_AFTER_MS;
  return hasArrived ? LOST_AFTER_MS : LOST_AT_START_AFTER_MS;
}

/**
 * The streams that should flow, each with its sample if there is one. Without a context every stream that has ever carried a packet is expected.
 *
 * @typedef {{expected: ExpectedTrack, track: TrackSample | null}} ExpectedStream
 *
 * @param {LinkSample} sample
 * @param {import('./types.js').ReportContext} context
 * @param {'send' | 'receive'} direction
 * @returns {ExpectedStream[]}
 */
function expectedStreams(sample, context, direction) {
  const streams = sample.tracks.filter((track) => track.direction === direction);
  if (context.tracks) {
    return context.tracks
      .filter((expected) => expected.direction === direction && !expected.muted)
      .map((expected) => ({ expected, track: streams.find((track) => isOf(track, expected)) ?? null }));
  }
  return streams
    .filter((track) => track.packets > 0 || track.width !== null)
    .map((track) => ({
      expected: { direction, source: track.kind === 'audio' ? 'microphone' : 'camera', muted: false },
      track,
    }));
}

/**
 * @param {TrackSample} track
 * @param {ExpectedTrack} expected
 */
function isOf(track, expected) {
  if (expected.mid !== undefined && track.mid !== null) return expected.mid === track.mid;
  return expected.trackIdentifier !== undefined && expected.trackIdentifier === track.trackIdentifier;
}

/**
 * @param {LinkQualityState['freezes']} states
 * @param {readonly ExpectedStream[]} streams
 * @param {number} now
 * @returns {LinkQualityState['freezes']}
 */
function freezesReduced(states, streams, now) {
  /** @type {Record<string, FreezeState>} */
  const reduced = {};
  for (const { expected, track } of streams) {
    // A screen on which nothing moves is not frozen.
    if (track?.kind !== 'video' || expected.source !== 'camera') continue;
    const { seconds, openFreeze } = states[track.key] ?? { seconds: [], openFreeze: 0 };
    const interval = track.packetRate > 0 ? track.packets / track.packetRate : 1;
    // A freeze is only reported once the next frame ends it. Until then a second without a frame counts by itself, and is not counted again.
    const frozen = track.frames === 0 ? interval : Math.max(0, (track.freezeDuration ?? 0) - openFreeze);
    reduced[track.key] = {
      seconds: [...seconds.filter(({ at }) => now - at < FREEZE_WINDOW_MS), { at: now, interval, frozen }],
      openFreeze: track.frames === 0 ? openFreeze + interval : 0,
    };
  }
  return reduced;
}

/** @param {FreezeState | undefined} state */
function frozenShare(state) {
  if (!state) return 0;
  const total = state.seconds.reduce((sum, { interval }) => sum + interval, 0);
  const frozen = state.seconds.reduce((sum, second) => sum + second.frozen, 0);
  return total > 0 ? Math.min(1, frozen / total) : 0;
}

/**
 * @param {LinkSample} sample
 * @param {readonly ExpectedStream[]} streams
 * @param {LinkQualityState['freezes']} freezes
 * @returns {number}
 */
function receivedScore(sample, streams, freezes) {
  const sounds = streams.flatMap(({ track, expected }) => (isSound(expected) ? [soundScore(sample, track)] : []));
  const pictures = streams.flatMap(({ track, expected }) =>
    isSound(expected) ? [] : [track ? pictureScore(track, expected, frozenShare(freezes[track.key])) : 1],
  );
  const score = combinedScore(worst(sounds), worst(pictures));
  // Everything muted: what the link would be worth if somebody spoke.
  return score ?? audioScore({ rtt: sample.rtt, playoutDelay: null, jitter: null, loss: null });
}

/**
 * @param {LinkSample} sample
 * @param {TrackSample | null} track
 */
function soundScore(sample, track) {
  if (!track || track.packets === 0) return 1;
  return audioScore({ rtt: sample.rtt, playoutDelay: track.playoutDelay, jitter: track.jitter, loss: track.concealment ?? track.loss });
}

/**
 * @param {TrackSample} track
 * @param {ExpectedTrack} expected
 * @param {number} frozen
 */
function pictureScore(track, expected, frozen) {
  return videoScore({
    source: expected.source === 'screen_share' ? 'screen_share' : 'camera',
    width: track.width,
    height: track.height,
    frameRate: track.frameRate,
    frozen,
    bitrate: track.bitrate,
    publishedWidth: expected.width,
    publishedHeight: expected.height,
  });
}

/**
 * @param {LinkSample} sample
 * @param {readonly ExpectedStream[]} streams
 * @returns {number}
 */
function sentScore(sample, streams) {
  const sounds = streams.flatMap(({ track, expected }) =>
    isSound(expected) && track ? [audioScore({ rtt: sample.rtt, playoutDelay: null, jitter: track.jitter, loss: track.loss })] : [],
  );
  const pictures = streams.flatMap(({ track, expected }) =>
    isSound(expected) || !track || track.width === null ? [] : [pictureScore(track, expected, track.loss ?? 0)],
  );
  return combinedScore(worst(sounds), worst(pictures)) ?? audioScore({ rtt: sample.rtt, playoutDelay: null, jitter: null, loss: null });
}

/** @param {ExpectedTrack} expected */
function isSound({ source }) {
  return source === 'microphone' || source === 'screen_share_audio';
}

/**
 * @param {readonly number[]} scores
 * @returns {number | null}
 */
function worst(scores) {
  return scores.length > 0 ? Math.min(...scores) : null;
}
