/**
 * Sound levels as pure reducers: how loud, whether somebody speaks, and whether a microphone gives nothing at all.
 *
 * @typedef {object} LevelState
 * @property {number} level 0 to 1, with a quick rise and a slow fall, for a meter
 * @property {number} noiseFloor decibels (full scale is 0)
 * @property {boolean} speaking
 * @property {number} loudSince milliseconds; 0 while quiet
 * @property {number} quietSince milliseconds; 0 while loud
 */

const QUIETEST_DB = -70;
const LOUDEST_DB = -10;
/** What the meter keeps of its last value at each reading when it falls. */
const FALL = 0.8;
/** Speech stands out of the room's noise by so much … */
const SPEECH_OVER_NOISE_DB = 12;
/** … and is never quieter than this. */
const QUIETEST_SPEECH_DB = -50;
const SPEAKING_AFTER_MS = 100;
const SILENT_AFTER_MS = 500;
/** The floor follows quiet at once and noise slowly, decibels a second, so that a long sentence does not become "noise". */
const FLOOR_RISE_DB_PER_SECOND = 2;
const HIGHEST_NOISE_FLOOR_DB = -35;

/** @returns {LevelState} */
export function quietLevel() {
  return { level: 0, noiseFloor: QUIETEST_DB, speaking: false, loudSince: 0, quietSince: 0 };
}

/**
 * @param {LevelState} state
 * @param {number} rms root mean square of the samples, 0 to 1
 * @param {number} now milliseconds
 * @param {number} elapsedMs since the last reading
 * @returns {LevelState}
 */
export function levelMeasured(state, rms, now, elapsedMs) {
  const decibels = Math.max(QUIETEST_DB, toDecibels(rms));
  const raw = Math.min(1, Math.max(0, (decibels - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
  const level = raw >= state.level ? raw : Math.max(raw, state.level * FALL);
  const rise = (FLOOR_RISE_DB_PER_SECOND * elapsedMs) / 1000;
  const noiseFloor = Math.min(HIGHEST_NOISE_FLOOR_DB, decibels < state.noiseFloor ? decibels : Math.min(decibels, state.noiseFloor + rise));

  const isLoud = decibels > Math.max(QUIETEST_SPEECH_DB, state.noiseFloor + SPEECH_OVER_NOISE_DB);
  const loudSince = isLoud ? state.loudSince || now : 0;
  const quietSince = isLoud ? 0 : state.quietSince || now;
  const speaking = state.speaking ? isLoud || now - quietSince < SILENT_AFTER_MS : isLoud && now - loudSince >= SPEAKING_AFTER_MS;
  return { level, noiseFloor, speaking, loudSince, quietSince };
}

/**
 * @param {number} amplitude
 * @returns {number}
 */
export function toDecibels(amplitude) {
  return amplitude > 0 ? 20 * Math.log10(amplitude) : -Infinity;
}

/**
 * @typedef {object} SilenceState
 * @property {boolean} hasHeard any sound came since the track was opened
 * @property {number} quietSince milliseconds; 0 while there is sound
 * @property {boolean} silent
 */

/** Below this a microphone that has given no sound yet counts as silent: -66 dBFS, under the noise of a quiet room. */
const NO_SOUND_YET = 0.0005;
/** One that has worked before is only suspected when it gives digital zero: noise suppression mutes the pauses of somebody who listens. */
const NO_SOUND_ANY_MORE = 1 / 32768;
const FIRST_SOUND_WITHIN_MS = 8_000;
const NEXT_SOUND_WITHIN_MS = 60_000;

/** @returns {SilenceState} */
export function nothingHeard() {
  return { hasHeard: false, quietSince: 0, silent: false };
}

/**
 * Whether a microphone that should give sound gives none: a mute switch on the headset, the wrong device, a dead cable.
 *
 * @param {SilenceState} state
 * @param {number} peak largest sample since the last reading, 0 to 1
 * @param {boolean} isExpected the track is live and enabled and the sound engine runs
 * @param {number} now milliseconds
 * @returns {SilenceState}
 */
export function soundMeasured(state, peak, isExpected, now) {
  if (!isExpected) return { ...state, quietSince: 0, silent: false };
  if (peak >= (state.hasHeard ? NO_SOUND_ANY_MORE : NO_SOUND_YET)) return { hasHeard: true, quietSince: 0, silent: false };
  const quietSince = state.quietSince || now;
  const patience = state.hasHeard ? NEXT_SOUND_WITHIN_MS : FIRST_SOUND_WITHIN_MS;
  return { ...state, quietSince, silent: now - quietSince >= patience };
}
