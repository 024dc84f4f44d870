import { SHORTCUTS } from '../model/shortcuts.js';
import { h } from '../kit/dom.js';
import { makeDialog } from '../dialog/dialog.js';

/**
 * The list of keyboard shortcuts.
 * @returns {ReturnType<typeof makeDialog>}
 */
export function shortcutsDialog() {
  return makeDialog({ title: 'Keyboard shortcuts', className: 'shortcuts' },
    h('dl', { class: 'shortcut-list' }, ...SHORTCUTS.map(({ keys, text }) => h('div', {}, h('dt', {}, h('kbd', {}, keys === 'Escape' ? 'Esc' : keys.toUpperCase())), h('dd', {}, text)))),
    h('p', { class: 'shortcut-note' }, 'They rest while you write, and can be switched off in the settings.'));
}
