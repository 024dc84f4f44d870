import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../../sdk/events/emitter.js';

test('a listener gets the payload, an event listener the detail', () => {
  /** @type {Emitter<{said: {text: string}}>} */
  const emitter = new Emitter();
  /** @type {string[]} */
  const heard = [];
  emitter.on('said', ({ text }) => heard.push(`on ${text}`));
  emitter.addEventListener('said', (event) => heard.push(`event ${/** @type {CustomEvent} */ (event).detail.text}`));
  emitter.emit('said', { text: 'hello' });
  assert.deepEqual(heard, ['on hello', 'event hello']);
});

test('an aborted signal, off and once each detach', () => {
  /** @type {Emitter<{tick: number}>} */
  const emitter = new Emitter();
  /** @type {string[]} */
  const heard = [];
  const controller = new AbortController();
  const plain = (/** @type {number} */ n) => heard.push(`plain ${n}`);
  emitter.on('tick', (n) => heard.push(`signal ${n}`), { signal: controller.signal });
  emitter.on('tick', (n) => heard.push(`once ${n}`), { once: true });
  emitter.on('tick', plain);
  emitter.emit('tick', 1);
  controller.abort();
  emitter.off('tick', plain);
  emitter.emit('tick', 2);
  emitter.on('tick', plain, { signal: controller.signal });
  emitter.emit('tick', 3);
  assert.deepEqual(heard, ['signal 1', 'once 1', 'plain 1']);
});
