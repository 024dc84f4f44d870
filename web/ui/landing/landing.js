import { h, setAttribute, setText, fill, svg } from '../kit/dom.js';
import { define, PageElement } from '../kit/element.js';
import { icon, mark } from '../kit/icons.js';

/**
 * @typedef {object} LandingView
 * @property {'open' | 'key' | 'off'} creation who may start a meeting here
 * @property {'idle' | 'starting'} phase
 * @property {boolean} keyNeeded
 * @property {string} problem why no meeting was made
 * @property {string} joinProblem
 * @property {{room: string, hostUrl: string, guestUrl: string} | null} meeting
 */

/**
 * The first page. Says `sf-start` with a title and a key, `sf-go` with what was typed, `sf-copy` with a link, and `sf-again`.
 */
export class LandingElement extends PageElement {
  /** @type {LandingView | null} */
  #view = null;
  #title = /** @type {HTMLInputElement} */ (h('input', { class: 'input', id: 'meeting-title', maxlength: '80', placeholder: 'Renewal with Acme', autocomplete: 'off' }));
  #key = /** @type {HTMLInputElement} */ (h('input', { class: 'input', id: 'meeting-key', type: 'password', autocomplete: 'current-password', 'aria-describedby': 'start-problem' }));
  #keyField = h('div', { class: 'field' }, h('label', { for: 'meeting-key' }, 'Meeting key'), this.#key);
  #problem = h('p', { class: 'problem', id: 'start-problem', role: 'status' });
  #startButton = h('button', { type: 'submit', class: 'button primary large wide' });
  #start = h('form', { class: 'start', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    this.tell('sf-start', { title: this.#title.value.trim(), key: this.#key.value });
  } } },
  h('div', { class: 'field' }, h('label', { for: 'meeting-title' }, 'What is it about? ', h('span', {}, '(optional)')), this.#title), this.#keyField, this.#problem, this.#startButton);
  #off = h('p', { class: 'off' }, 'On this server, meetings are started by its own application. If you were sent a link, open it or paste it here.');
  #guestLink = /** @type {HTMLInputElement} */ (h('input', { class: 'input', id: 'guest-link', readonly: true, on: { focus: () => this.#guestLink.select() } }));
  #copy = h('button', { type: 'button', class: 'button outline', on: { click: () => this.tell('sf-copy', this.#guestLink.value) } }, icon('copy'), h('span', {}, 'Copy'));
  #share = h('button', { type: 'button', class: 'button outline wide', on: { click: () => void navigator.share({ title: 'Video call', url: this.#guestLink.value }).catch(() => {}) } }, icon('external'), 'Share the link');
  #enter = h('a', { class: 'button primary large wide', href: '/' }, 'Join now', icon('arrow-right'));
  #ready = h('div', { class: 'ready', hidden: true },
    h('div', { class: 'ready-head' }, icon('check'), h('h2', { tabindex: '-1' }, 'Your meeting is ready')),
    h('div', { class: 'field' }, h('label', { for: 'guest-link' }, 'Send this link to your guests'), h('div', { class: 'link-row' }, this.#guestLink, this.#copy)),
    this.#share, this.#enter,
    h('button', { type: 'button', class: 'button quiet wide', on: { click: () => this.tell('sf-again') } }, 'Start a different one'));
  #code = /** @type {HTMLInputElement} */ (h('input', { class: 'input', id: 'meeting-link', placeholder: 'Paste a link', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', 'aria-describedby': 'link-problem', enterkeyhint: 'go' }));
  #codeProblem = h('p', { class: 'problem', id: 'link-problem', role: 'status' });
  #join = h('form', { class: 'by-link', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    this.tell('sf-go', this.#code.value);
  } } },
  h('div', { class: 'field' }, h('label', { for: 'meeting-link' }, 'Were you invited?'), h('div', { class: 'link-row' }, this.#code, h('button', { type: 'submit', class: 'button outline' }, 'Join')), this.#codeProblem));
  #notice = h('div', { class: 'landing-notice' });

  /** @param {LandingView} view */
  set view(view) {
    this.#view = view;
    this.changed();
  }

  /** Where a page adds what has to be seen first, such as a recording to save. */
  get notice() {
    return this.#notice;
  }

  /** @param {boolean} done */
  copied(done) {
    const text = this.#copy.querySelector('span');
    if (!text) return;
    setText(text, done ? 'Copied' : 'Press Ctrl+C');
    if (!done) this.#guestLink.focus();
    setTimeout(() => setText(text, 'Copy'), 2500);
  }

  /** @override */
  build() {
    this.append(
      h('header', { class: 'landing-head' }, h('span', { class: 'brand' }, mark(), h('span', {}, 'SaleFlow', h('span', {}, ' Calls')))),
      h('main', { class: 'landing-main' },
        h('div', { class: 'pitch' },
          h('h1', {}, 'The shortest way to a good conversation.'),
          h('p', { class: 'lead' }, 'Send a link. Your customer opens it, and you are face to face. Nothing to install, no account, on any phone or computer.'),
          picture()),
        h('div', { class: 'desk' }, this.#notice, h('div', { class: 'card desk-card' }, this.#start, this.#off, this.#ready, this.#join))),
      h('footer', { class: 'landing-foot' },
        h('ul', {},
          promise('shield', 'Encrypted', 'Picture and sound go from browser to browser where they can.'),
          promise('pulse', 'Steady', 'Weak Wi-Fi? The picture gives way before the voice does.'),
          promise('door', 'Yours', 'You decide who comes in, and when the door closes.'))));
  }

  /** @override */
  update() {
    const view = this.#view;
    if (!view) return;
    const made = view.meeting !== null;
    this.#start.hidden = made || view.creation === 'off';
    this.#off.hidden = view.creation !== 'off';
    this.#keyField.hidden = !view.keyNeeded;
    setText(this.#problem, view.problem);
    setAttribute(this.#key, 'aria-invalid', view.problem && view.keyNeeded ? 'true' : null);
    const starting = view.phase === 'starting';
    setAttribute(this.#startButton, 'aria-disabled', starting ? 'true' : null);
    fill(this.#startButton, starting ? h('span', { class: 'spinner' }) : icon('camera'), starting ? 'One moment…' : 'Start a meeting');
    setText(this.#codeProblem, view.joinProblem);
    setAttribute(this.#code, 'aria-invalid', view.joinProblem ? 'true' : null);
    this.#join.hidden = made;
    const appears = made && this.#ready.hidden;
    this.#ready.hidden = !made;
    this.#share.hidden = typeof navigator.share !== 'function';
    if (view.meeting) {
      this.#guestLink.value = view.meeting.guestUrl;
      this.#enter.href = view.meeting.hostUrl;
    }
    if (appears) this.#ready.querySelector('h2')?.focus();
  }
}

/**
 * @param {string} iconName
 * @param {string} title
 * @param {string} text
 */
function promise(iconName, title, text) {
  return h('li', {}, icon(iconName), h('div', {}, h('strong', {}, title), h('p', {}, text)));
}

/** Two people in a call, drawn: ours, so that no photograph of a stranger has to be licensed. */
function picture() {
  const person = (/** @type {{x: number, skin: string, hair: string, shirt: string, long: boolean}} */ { x, skin, hair, shirt, long }) => [
    ...(long ? [svg('path', { d: `M${x - 34} 132c-6-58 10-84 34-84s40 26 34 84z`, fill: hair })] : []),
    svg('path', { d: `M${x - 62} 214c2-40 26-60 62-60s60 20 62 60z`, fill: shirt }),
    svg('path', { d: `M${x - 12} 128h24v24c0 8-6 13-12 13s-12-5-12-13z`, fill: skin }),
    svg('ellipse', { cx: x, cy: 104, rx: 28, ry: 34, fill: skin }),
    svg('path', { d: `M${x - 30} 100c-3-34 12-46 30-46s33 12 30 46c-6-16-14-24-24-26-12 6-24 8-30 8-4 6-5 10-6 18z`, fill: hair }),
    svg('path', { d: `M${x - 9} 120c6 6 12 6 18 0`, fill: 'none', stroke: '#7a3b2a', 'stroke-width': 2.6, 'stroke-linecap': 'round' }),
    svg('circle', { cx: x - 10, cy: 104, r: 2.6, fill: '#33201a' }), svg('circle', { cx: x + 10, cy: 104, r: 2.6, fill: '#33201a' }),
  ];
  const clip = (/** @type {string} */ id, /** @type {number} */ x) => svg('clipPath', { id }, svg('rect', { x, y: 14, width: 226, height: 200, rx: 24 }));
  return h('div', { class: 'pitch-picture', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 480 260', focusable: 'false' },
    svg('defs', {}, clip('left-tile', 4), clip('right-tile', 250)),
    svg('g', { 'clip-path': 'url(#left-tile)' }, svg('rect', { x: 4, y: 14, width: 226, height: 200, class: 'room-a' }), svg('circle', { cx: 196, cy: 52, r: 54, class: 'room-a-sun' }),
      ...person({ x: 112, skin: '#e6b394', hair: '#3d2a26', shirt: '#f6efe6', long: true })),
    svg('g', { 'clip-path': 'url(#right-tile)' }, svg('rect', { x: 250, y: 14, width: 226, height: 200, class: 'room-b' }), svg('rect', { x: 268, y: 36, width: 60, height: 84, rx: 8, class: 'room-b-window' }),
      ...person({ x: 372, skin: '#a56b4a', hair: '#211a1c', shirt: '#0b6b59', long: false })),
    svg('rect', { x: 5.5, y: 15.5, width: 223, height: 197, rx: 22.5, class: 'ring' }),
    svg('rect', { x: 150, y: 192, width: 180, height: 56, rx: 22, class: 'dock-shape' }),
    svg('circle', { cx: 184, cy: 220, r: 14, class: 'dock-dot' }), svg('circle', { cx: 222, cy: 220, r: 14, class: 'dock-dot' }), svg('circle', { cx: 260, cy: 220, r: 14, class: 'dock-dot' }),
    svg('rect', { x: 282, y: 206, width: 34, height: 28, rx: 12, class: 'dock-leave' })));
}

define('sf-landing', LandingElement);
