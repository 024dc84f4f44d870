import { initials, shadeOf, displayName } from '../model/format.js';
import { bothProblemTitle, deviceProblemTitle, withoutDevices } from '../model/device-advice.js';
import { fill, h, setAttribute, setText } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, mark, swapIcon } from '../kit/icons.js';
import '../device-picker/device-picker.js';
import '../level-meter/level-meter.js';

/**
 * @typedef {import('../../sdk/devices/types.js').Device} Device
 * @typedef {import('../../sdk/devices/types.js').DeviceKind} DeviceKind
 * @typedef {import('../../sdk/devices/types.js').CaptureFailure} CaptureFailure
 * @typedef {import('../device-picker/device-picker.js').DevicePickerElement} DevicePickerElement
 * @typedef {import('../level-meter/level-meter.js').LevelMeterElement} LevelMeterElement
 *
 * @typedef {object} DoorView
 * @property {string} title of the meeting
 * @property {'opening' | 'ready' | 'joining'} phase
 * @property {MediaStreamTrack | null} picture
 * @property {boolean} mirrored
 * @property {boolean} cameraOn
 * @property {boolean} microphoneOn
 * @property {boolean} canFlip
 * @property {boolean} silent the microphone is on but nothing comes from it
 * @property {readonly CaptureFailure[]} problems
 * @property {readonly Device[]} devices
 * @property {Record<DeviceKind, string | null>} selected
 * @property {boolean} canChooseSpeaker
 * @property {boolean} embedded
 */

/**
 * The room before the call: how one looks and sounds, under which name, and in. Says `sf-join` with the name, `sf-toggle` with a kind, `sf-device`,
 * `sf-retry` with a kind, `sf-flip`, and `sf-test-sound`.
 */
export class DoorElement extends PageElement {
  /** @type {DoorView | null} */
  #view = null;
  #video = /** @type {HTMLVideoElement} */ (h('video', { autoplay: true, playsinline: true, 'aria-hidden': 'true' }));
  #avatar = h('span', { class: 'door-initials', 'aria-hidden': 'true' });
  #state = h('p', { class: 'door-state', role: 'status' });
  #microphone = h('button', { type: 'button', class: 'door-toggle', on: { click: () => this.tell('sf-toggle', 'microphone') } }, icon('microphone'));
  #camera = h('button', { type: 'button', class: 'door-toggle', on: { click: () => this.tell('sf-toggle', 'camera') } }, icon('camera'));
  #flip = h('button', { type: 'button', class: 'door-toggle', 'aria-label': 'Switch between front and back camera', on: { click: () => this.tell('sf-flip') } }, icon('flip'));
  #meter = /** @type {LevelMeterElement} */ (document.createElement('sf-level-meter'));
  #title = h('p', { class: 'door-room' });
  #name = /** @type {HTMLInputElement} */ (h('input', {
    id: 'door-name', class: 'input', type: 'text', name: 'name', maxlength: '64', autocomplete: 'name', autocapitalize: 'words', spellcheck: 'false', enterkeyhint: 'go', required: true, 'aria-describedby': 'door-name-problem',
  }));
  #nameProblem = h('p', { class: 'problem', id: 'door-name-problem' });
  #join = h('button', { type: 'submit', class: 'button primary large wide' });
  #problems = h('div', { class: 'door-problems', role: 'status' });
  #pickers = /** @type {readonly DeviceKind[]} */ (['camera', 'microphone', 'speaker']).map((kind) => {
    const picker = /** @type {DevicePickerElement} */ (document.createElement('sf-device-picker'));
    picker.setAttribute('kind', kind);
    return picker;
  });
  #test = h('button', { type: 'button', class: 'button quiet small', on: { click: () => this.tell('sf-test-sound') } }, icon('speaker'), 'Test the sound');
  #notice = h('div', { class: 'door-notice' });

  /** @param {DoorView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  get name() {
    return this.#name.value;
  }

  set name(name) {
    this.#name.value = name;
  }

  /** @param {number} level 0 to 1 */
  set level(level) {
    this.#meter.level = level;
  }

  /** Where a page adds what has to be seen before the call, such as a recording to save. */
  get notice() {
    return this.#notice;
  }

  /** Puts the cursor into the name, or on the button when there is a name; not on a phone, whose keyboard would cover the page. */
  enter() {
    if (matchMedia('(pointer: coarse)').matches) return;
    if (this.#name.value === '') this.#name.focus();
    else this.#join.focus();
  }

  /** @override */
  build() {
    this.#video.muted = true;
    this.append(
      h('header', { class: 'door-head' }, h('a', { class: 'brand', href: '/' }, mark(), h('span', {}, 'SaleFlow', h('span', {}, ' Calls')))),
      h('div', { class: 'door-body' },
        h('section', { class: 'door-look', 'aria-label': 'How you look and sound' },
          h('div', { class: 'door-frame' }, this.#avatar, this.#video, this.#state,
            h('div', { class: 'door-bar' }, h('div', { class: 'door-level' }, this.#meter), h('div', { class: 'door-toggles' }, this.#microphone, this.#camera, this.#flip))),
          this.#problems,
          h('div', { class: 'door-devices' }, ...this.#pickers, this.#test)),
        h('form', { class: 'door-form', novalidate: true, on: { submit: (/** @type {Event} */ event) => this.#submit(event) } },
          this.#notice, h('div', { class: 'door-titles' }, this.#title, h('h1', {}, 'Ready when you are')),
          h('div', { class: 'field' }, h('label', { for: 'door-name' }, 'Your name'), this.#name, this.#nameProblem),
          this.#join,
          h('p', { class: 'door-privacy' }, icon('shield'), 'Nothing is sent before you press the button. Picture and sound are encrypted.'))));
    this.#name.addEventListener('input', () => this.#checked(true));
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    this.toggleAttribute('data-embedded', view.embedded);
    setText(this.#title, view.title);
    const stream = this.#video.srcObject;
    const shown = stream instanceof MediaStream ? stream.getVideoTracks()[0] ?? null : null;
    const picture = view.cameraOn ? view.picture : null;
    if (shown !== picture) this.#video.srcObject = picture ? new MediaStream([picture]) : null;
    this.toggleAttribute('data-picture', picture !== null);
    this.toggleAttribute('data-mirrored', view.mirrored);
    const name = displayName(this.#name.value, '');
    this.#avatar.dataset['shade'] = String(shadeOf(name, 8));
    fill(this.#avatar, name === '' ? icon('camera-off') : initials(name));
    setText(this.#state, picture ? '' : view.phase === 'opening' ? 'Starting your camera…' : 'Your camera is off');
    toggle(this.#microphone, view.microphoneOn, 'microphone', ['Mute microphone', 'Unmute microphone']);
    toggle(this.#camera, view.cameraOn, 'camera', ['Turn camera off', 'Turn camera on']);
    this.#flip.hidden = !view.canFlip || !view.cameraOn;
    this.#meter.toggleAttribute('hidden', !view.microphoneOn);
    for (const picker of this.#pickers) {
      picker.devices = view.devices;
      picker.selected = view.selected[picker.kind];
      if (picker.kind === 'speaker') picker.toggleAttribute('hidden', !view.canChooseSpeaker);
    }
    const joining = view.phase === 'joining';
    setAttribute(this.#join, 'aria-disabled', joining ? 'true' : null);
    fill(this.#join, joining ? h('span', { class: 'spinner' }) : null, joining ? 'Joining…' : 'Join');
    this.#showProblems(view);
  }

  /** @param {DoorView} view */
  #showProblems({ problems, silent, cameraOn, microphoneOn }) {
    const [first, second] = problems;
    // Both for the same reason is one problem: one card, one thing to do.
    const together = first && second && first.reason === second.reason && first.reason !== 'missing';
    const cards = (together ? [first] : problems).map((problem) => problemCard(
      together ? bothProblemTitle(problem.reason) : deviceProblemTitle(problem.source, problem.reason), problem.advice,
      h('button', { type: 'button', class: 'button small outline', on: { click: () => {
        for (const { source } of together ? problems : [problem]) this.tell('sf-retry', source);
      } } }, 'Try again')));
    if (silent) cards.push(problemCard('Your microphone seems silent', 'Nothing comes from it. Is it muted on the headset, or is another one chosen below?'));
    const failed = new Set(problems.map((problem) => problem.source));
    const without = withoutDevices({ camera: cameraOn || !failed.has('camera'), microphone: microphoneOn || !failed.has('microphone') });
    if (without !== '') cards.push(h('p', { class: 'door-without' }, without));
    const signature = JSON.stringify([problems.map((problem) => [problem.source, problem.reason]), silent, without]);
    if (this.#problems.dataset['signature'] === signature) return;
    this.#problems.dataset['signature'] = signature;
    fill(this.#problems, ...cards);
  }

  /**
   * @param {boolean} forgiving true while somebody types: a problem disappears, but none appears
   * @returns {boolean}
   */
  #checked(forgiving) {
    const fine = displayName(this.#name.value, '') !== '';
    if (fine || !forgiving) {
      setAttribute(this.#name, 'aria-invalid', fine ? null : 'true');
      setText(this.#nameProblem, fine ? '' : 'Please type a name, so that the others know who you are.');
    }
    if (!(this.#view?.cameraOn)) this.changed();
    return fine;
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.#view?.phase === 'joining') return;
    if (!this.#checked(false)) {
      this.#name.focus();
      return;
    }
    this.tell('sf-join', displayName(this.#name.value));
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} on
 * @param {string} name
 * @param {readonly [on: string, off: string]} labels
 */
function toggle(button, on, name, labels) {
  setAttribute(button, 'aria-label', on ? labels[0] : labels[1]);
  setAttribute(button, 'data-on', on ? 'true' : 'false');
  swapIcon(button, on ? name : `${name}-off`);
}

/**
 * @param {string} title
 * @param {string} text
 * @param {HTMLElement} [action]
 */
function problemCard(title, text, action) {
  return h('div', { class: 'problem-card' }, icon('warning'), h('div', {}, h('strong', {}, title), h('p', {}, text)), action);
}

define('sf-door', DoorElement);
