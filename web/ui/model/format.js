/**
 * Numbers and names as people read them. Pure; the locale is the caller's.
 */

/**
 * `0:07`, `12:34`, `1:02:03`.
 * @param {number} seconds
 * @returns {string}
 */
export function duration(seconds) {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/**
 * The same for a screen reader: `1 hour 2 minutes`, `7 seconds`.
 * @param {number} seconds
 * @returns {string}
 */
export function spokenDuration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (hours === 0 && minutes === 0) return count(whole, 'second');
  return [hours > 0 ? count(hours, 'hour') : '', minutes > 0 ? count(minutes, 'minute') : ''].filter(Boolean).join(' ');
}

/**
 * `1 person`, `3 people`.
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 * @returns {string}
 */
export function count(value, one, many = `${one}s`) {
  return `${value} ${value === 1 ? one : many}`;
}

/**
 * Decimal units, as operating systems show file sizes: `640 kB`, `14.2 MB`.
 * @param {number} value
 * @returns {string}
 */
export function bytes(value) {
  if (!Number.isFinite(value) || value <= 0) return '0 kB';
  if (value < 1e6) return `${Math.max(1, Math.round(value / 1e3))} kB`;
  if (value < 1e9) return `${(value / 1e6).toFixed(1)} MB`;
  return `${(value / 1e9).toFixed(2)} GB`;
}

/**
 * Bits per second: `48 kbit/s`, `1.8 Mbit/s`; a dash when unknown.
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function bitrate(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value < 1e6) return `${Math.round(value / 1e3)} kbit/s`;
  return `${(value / 1e6).toFixed(1)} Mbit/s`;
}

/**
 * A fraction from 0 to 1 as a percentage; small losses keep a digit.
 * @param {number | null | undefined} fraction
 * @returns {string}
 */
export function percent(fraction) {
  if (fraction === null || fraction === undefined || !Number.isFinite(fraction)) return '–';
  const value = fraction * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/**
 * @param {number | null | undefined} value
 * @returns {string}
 */
export function milliseconds(value) {
  return value === null || value === undefined || !Number.isFinite(value) ? '–' : `${Math.round(value)} ms`;
}

/**
 * The hour and minute of a time, in the reader's own habit.
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 * @param {string} [timeZone]
 * @returns {string}
 */
export function clock(at, locale, timeZone) {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
}

/**
 * Day and time, for a room that opens later or a recording of last week.
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 * @param {string} [timeZone]
 * @returns {string}
 */
export function dayAndTime(at, locale, timeZone) {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZone }).format(at);
}

/**
 * One or two letters that stand for a person: `Ana Ruiz` → `AR`, `李小龙` → `李`, `` → `?`.
 * @param {string} name
 * @returns {string}
 */
export function initials(name) {
  const words = name.normalize('NFC').split(/[\s._-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = firstLetter(words[0] ?? '');
  if (!first) return '?';
  const last = words.length > 1 ? firstLetter(words[words.length - 1] ?? '') : '';
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(first) ? first : (first + last).toUpperCase();
}

/**
 * @param {string} word
 * @returns {string}
 */
function firstLetter(word) {
  return Array.from(word).find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? '';
}

/**
 * A number from 0 to `shades` − 1 that is always the same for one identity, to colour a person's avatar.
 * @param {string} identity
 * @param {number} shades
 * @returns {number}
 */
export function shadeOf(identity, shades) {
  let hash = 2166136261;
  for (let index = 0; index < identity.length; index += 1) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), 16777619);
  }
  return (hash >>> 0) % shades;
}

/**
 * A name fit to be shown: control and direction-changing characters out (they could make a name impersonate the page), blanks folded,
 * cut at 64 characters, and never empty.
 * @param {string} name
 * @param {string} [fallback]
 * @returns {string}
 */
export function displayName(name, fallback = 'Guest') {
  const clean = name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').replace(/\s+/gu, ' ').trim();
  const letters = Array.from(clean);
  return letters.length === 0 ? fallback : letters.length > 64 ? `${letters.slice(0, 63).join('')}…` : clean;
}
