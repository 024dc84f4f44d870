import { Room } from '../sdk/index.js';

const state = /** @type {HTMLElement} */ (document.getElementById('state'));
const people = /** @type {HTMLElement} */ (document.getElementById('people'));
const log = /** @type {HTMLElement} */ (document.getElementById('log'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('join'));

/** @param {string} text */
function note(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.append(line);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = new URLSearchParams(location.hash.slice(1));
  const token = given.get('t') ?? '';
  const url = given.get('url') ?? new URL('/v1/signal', location.href).href.replace(/^http/u, 'ws');

  const room = new Room();
  room.on('trackSubscribed', ({ track, participant }) => {
    const element = document.createElement(track.kind);
    element.dataset.track = `${participant.id} ${track.source}`;
    people.append(track.attach(element));
  });
  room.on('trackUnsubscribed', ({ track, participant }) => {
    people.querySelector(`[data-track="${participant.id} ${track.source}"]`)?.remove();
  });
  room.on('participantConnected', ({ participant }) => note(`${participant.name} came`));
  room.on('participantDisconnected', ({ participant, reason }) => note(`${participant.name} went: ${reason}`));
  room.on('chatMessage', ({ text, participant }) => note(`${participant.name}: ${text}`));
  room.on('disconnected', ({ reason }) => (state.textContent = `disconnected: ${reason}`));

  await room.connect(url, token, { capture: { audio: true, video: true } });
  state.textContent = `in ${room.name} as ${room.localParticipant.name}`;
});
