/**
 * One-letter keyboard commands: pure mapping from a key press to a command.
 */

/**
 * @typedef {'microphone' | 'camera' | 'share' | 'chat' | 'hand' | 'reactions' | 'people' | 'layout' | 'fullscreen' | 'shortcuts' | 'close'} Command
 */

/** @type {readonly {keys: string, command: Command, text: string}[]} */
export const SHORTCUTS = Object.freeze([
  { keys: 'm', command: 'microphone', text: 'Microphone on or off' },
  { keys: 'v', command: 'camera', text: 'Camera on or off' },
  { keys: 's', command: 'share', text: 'Share your screen, or stop' },
  { keys: 'c', command: 'chat', text: 'Open or close the chat' },
  { keys: 'h', command: 'hand', text: 'Raise or lower your hand' },
  { keys: 'r', command: 'reactions', text: 'Pick a reaction' },
  { keys: 'p', command: 'people', text: 'Show who is here' },
  { keys: 'l', command: 'layout', text: 'Change the layout' },
  { keys: 'f', command: 'fullscreen', text: 'Full screen' },
  { keys: '?', command: 'shortcuts', text: 'Show these shortcuts' },
  { keys: 'Escape', command: 'close', text: 'Close what is open' },
]);

/**
 * The command for a key press, or null. Nothing while somebody types, while a modifier other than shift is held (those combinations are
 * the browser's), or while a key is held down; and only `Escape` when the single-letter shortcuts are switched off (WCAG 2.2, 2.1.4).
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, repeat: boolean, typing: boolean}} press
 * @param {boolean} [letters]
 * @returns {Command | null}
 */
export function commandFor(press, letters = true) {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  if (press.key === 'Escape') return 'close';
  if (press.typing || !letters) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return SHORTCUTS.find((shortcut) => shortcut.keys === key)?.command ?? null;
}
