/**
 * What the page says about connections: which of the two is broken, and how good each one is.
 */

/**
 * @typedef {'excellent' | 'good' | 'poor' | 'lost'} Level
 */

/**
 * @param {Level | null | undefined} level
 * @returns {{text: string, bars: 0 | 1 | 2 | 3}}
 */
export function qualityText(level) {
  switch (level) {
    case 'excellent': return { text: 'Excellent connection', bars: 3 };
    case 'good': return { text: 'Good connection', bars: 2 };
    case 'poor': return { text: 'Weak connection', bars: 1 };
    case 'lost': return { text: 'Connection lost', bars: 0 };
    default: return { text: 'Measuring the connection', bars: 0 };
  }
}

/**
 * The banner across the top of a call while something is broken.
 *
 * Signaling and media travel separately: without signaling people go on talking but nothing can be changed; without media there is
 * silence although the page works. Somebody who is told which of the two it is knows whether to keep talking.
 * @param {{signal: boolean, media: readonly string[], others: number}} input `signal`: the socket is being restored; `media`: names of
 *   the people whose picture and sound are being restored; `others`: how many others are in the call
 * @returns {{kind: 'signal' | 'media' | 'both', title: string, text: string} | null}
 */
export function bannerFor({ signal, media, others }) {
  const everyone = others > 0 && media.length >= others;
  if (signal && (everyone || (others === 0))) {
    return { kind: 'both', title: 'You are offline', text: 'Your internet connection is interrupted. Reconnecting…' };
  }
  if (signal) {
    return {
      kind: media.length > 0 ? 'both' : 'signal',
      title: 'Reconnecting to the server…',
      text: media.length > 0 ? `Picture and sound of ${list(media)} are interrupted as well.` : 'Picture and sound go on, so keep talking. Other changes wait until the server is back.',
    };
  }
  if (media.length === 0) return null;
  return {
    kind: 'media',
    title: everyone && others > 1 ? 'Picture and sound are interrupted' : `Picture and sound of ${list(media)} are interrupted`,
    text: 'The server is reachable, so chat works. Reconnecting…',
  };
}

/**
 * `Ana`, `Ana and Ben`, `Ana, Ben and 2 others`.
 * @param {readonly string[]} names
 * @returns {string}
 */
export function list(names) {
  const [first = '', second = ''] = names;
  if (names.length <= 1) return first;
  if (names.length === 2) return `${first} and ${second}`;
  const rest = names.length - 2;
  return `${first}, ${second} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
}

/**
 * What a change of the own picture's quality means for the person.
 * @param {{reason: string, restored: boolean, videoOff: boolean}} adapted
 * @returns {string}
 */
export function adaptationText({ reason, restored, videoOff }) {
  if (restored) return videoOff ? '' : 'Your picture is back at a better quality.';
  const why = reason === 'cpu' ? 'this device is busy' : 'the connection is weak';
  return videoOff
    ? `Your picture is paused because ${why}, so that your voice stays clear. It comes back by itself.`
    : `Your picture was reduced because ${why}, so that your voice stays clear.`;
}

/**
 * @param {string | null | undefined} limitation
 * @returns {string}
 */
export function limitationText(limitation) {
  switch (limitation) {
    case 'cpu': return 'This device is busy, so your picture is smaller. Closing other programs helps.';
    case 'bandwidth': return 'Your upload is slow, so your picture is smaller. Moving closer to the Wi-Fi helps.';
    case 'other': return 'Your picture is smaller than it could be.';
    default: return '';
  }
}
