/**
 * Which browser this is, as far as advice to people and phone peculiarities need it. Never used to decide whether a feature exists.
 *
 * @typedef {object} BrowserFamily
 * @property {'chromium' | 'firefox' | 'safari' | 'other'} family
 * @property {'ios' | 'android' | 'macos' | 'windows' | 'linux' | 'other'} system
 * @property {boolean} isPhone a phone or tablet: cameras face two ways and only one opens at a time
 *
 * @typedef {object} NavigatorFacts the part of `navigator` that is looked at
 * @property {string} [userAgent]
 * @property {number} [maxTouchPoints]
 */

/**
 * @param {NavigatorFacts} facts
 * @returns {BrowserFamily}
 */
export function browserFamily(facts) {
  const agent = facts.userAgent ?? '';
  const system = operatingSystem(agent, facts.maxTouchPoints ?? 0);
  return { family: family(agent, system), system, isPhone: system === 'ios' || system === 'android' };
}

/**
 * @param {string} agent
 * @param {number} touchPoints
 * @returns {BrowserFamily['system']}
 */
function operatingSystem(agent, touchPoints) {
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  // An iPad says that it is a Mac; no Mac has a touch screen.
  if (/Macintosh/.test(agent)) return touchPoints > 1 ? 'ios' : 'macos';
  if (/Android/.test(agent)) return 'android';
  if (/Windows/.test(agent)) return 'windows';
  if (/Linux|CrOS|X11/.test(agent)) return 'linux';
  return 'other';
}

/**
 * @param {string} agent
 * @param {BrowserFamily['system']} system
 * @returns {BrowserFamily['family']}
 */
function family(agent, system) {
  // Every browser on iOS has named itself so; their permission dialogs are their own even where the engine is Safari's.
  if (/FxiOS|Firefox\//.test(agent)) return 'firefox';
  if (/CriOS|EdgiOS|Chrome\/|Chromium\//.test(agent)) return 'chromium';
  if (/Safari\//.test(agent) || system === 'ios') return 'safari';
  return 'other';
}
