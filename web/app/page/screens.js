import { h } from '../../ui/kit/dom.js';
import { errorText } from '../../ui/model/errors.js';
import { dayAndTime } from '../../ui/model/format.js';

/**
 * @typedef {import('../../ui/screen/screen.js').ScreenElement} ScreenElement
 * @typedef {import('../../ui/screen/screen.js').ScreenView} ScreenView
 */

/**
 * @param {ScreenView} view
 * @returns {ScreenElement}
 */
function screen(view) {
  const element = /** @type {ScreenElement} */ (document.createElement('sf-screen'));
  element.view = view;
  return element;
}

/**
 * @param {() => void} cancel
 */
export function connectingScreen(cancel) {
  return screen({ icon: 'link', tone: 'calm', title: 'Back to your call…', text: 'One moment, we are reconnecting you.', busy: true, actions: [{ text: 'Cancel', look: 'quiet', run: cancel }] });
}

/**
 * @param {string} title of the meeting
 * @param {MediaStreamTrack | null} picture what the camera sees, so that nobody is surprised when the door opens
 * @param {() => void} cancel
 */
export function waitingScreen(title, picture, cancel) {
  const element = screen({
    icon: 'door', tone: 'calm', title: 'Just a moment', text: `The host of “${title}” knows that you are here and will let you in.`, busy: true,
    note: 'Keep this page open. Nobody sees or hears you yet.', actions: [{ text: 'Leave', look: 'outline', run: cancel }],
  });
  if (picture) {
    const video = /** @type {HTMLVideoElement} */ (h('video', { class: 'waiting-picture', autoplay: true, playsinline: true, 'aria-hidden': 'true' }));
    video.muted = true;
    video.srcObject = new MediaStream([picture]);
    element.extra.append(video);
  }
  return element;
}

/**
 * Why somebody could not come in.
 * @param {string} code
 * @param {{again?: () => void, opensAt?: number | null}} ways
 */
export function errorScreen(code, { again, opensAt = null }) {
  const { title, text, next } = errorText(code);
  const home = { text: 'Go to the start page', look: /** @type {const} */ ('outline'), run: () => location.assign('/') };
  const reload = { text: 'Reload the page', run: () => location.reload() };
  /** @type {ScreenView['actions']} */
  const actions = next === 'reload' ? [reload, home] : next === 'none' || next === 'link' || !again ? [home] : [{ text: 'Try again', run: again }, home];
  return screen({ icon: iconOf(code), tone: next === 'none' ? 'alarm' : 'warm', title, text, actions: withoutHomeInFrames(actions), ...(opensAt === null ? {} : { note: `It opens on ${dayAndTime(opensAt)}.` }) });
}

/**
 * The call is over, for whatever reason.
 * @param {string} reason
 * @param {() => void} again
 */
export function endScreen(reason, again) {
  const { title, text, next } = errorText(reason);
  const home = { text: 'Start another meeting', look: /** @type {const} */ ('outline'), run: () => location.assign('/') };
  const word = next === 'here' ? 'Use it here instead' : 'Rejoin';
  const actions = next === 'none' || next === 'link' ? [home] : next === 'reload' ? [{ text: 'Reload the page', run: () => location.reload() }] : [{ text: word, run: again }, home];
  const tone = reason === 'left' || reason === 'room_ended' || reason === 'replaced' ? 'calm' : reason === 'removed' || reason === 'denied' ? 'alarm' : 'warm';
  return screen({ icon: iconOf(reason), tone, title, text, actions: withoutHomeInFrames(actions) });
}

/**
 * In a frame there is no start page to go to: the page around it is where one came from.
 * @param {ScreenView['actions']} actions
 * @returns {ScreenView['actions']}
 */
function withoutHomeInFrames(actions) {
  return document.documentElement.hasAttribute('data-embedded') ? actions?.filter((action) => action.look !== 'outline') : actions;
}

/**
 * @param {string} code
 * @returns {string}
 */
function iconOf(code) {
  switch (code) {
    case 'left': return 'check';
    case 'room_ended': return 'check';
    case 'room_locked': return 'lock';
    case 'room_full': return 'people';
    case 'room_not_open': return 'clock';
    case 'denied': return 'door';
    case 'removed': return 'remove-person';
    case 'replaced': return 'external';
    case 'unreachable': case 'connection_lost': case 'heartbeat_timeout': case 'resume_failed': case 'slow_consumer': return 'offline';
    case 'server_shutdown': return 'refresh';
    default: return code.startsWith('invite_') || code.startsWith('token_') || code === 'room_not_found' ? 'link' : 'warning';
  }
}
