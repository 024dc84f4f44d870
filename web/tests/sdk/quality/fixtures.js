import { readFileSync } from 'node:fs';

/**
 * Captured reports, see tests/fixtures/stats/SOURCE.md.
 *
 * @typedef {{at: number, sender: Record<string, any>[], receiver: Record<string, any>[]}} CapturedReport
 * @typedef {Record<'clean' | 'lossy' | 'limited' | 'cut', CapturedReport[]>} Captured
 *
 * @param {'chromium' | 'firefox'} browser
 * @returns {Captured}
 */
export function captured(browser) {
  return JSON.parse(readFileSync(new URL(`../../fixtures/stats/${browser}.json`, import.meta.url), 'utf8'));
}

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);
