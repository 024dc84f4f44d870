import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationOf, placeOf, roomTitle } from '../../ui/model/links.js';
import { afterReload, parseSession, readToken, STRAIGHT_BACK_MS } from '../../ui/model/session-policy.js';

const base64url = (/** @type {string} */ text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/\+/gu, '-').replace(/\//gu, '_').replace(/=+$/u, '');
const stored = { room: 'demo', token: 't', url: 'wss://a.example/v1/signal', name: 'Ana', microphone: true, camera: false, seenAt: 1_000_000 };

test('a reload within a minute goes straight back into the call', () => {
  assert.equal(afterReload(stored, 'demo', stored.seenAt + STRAIGHT_BACK_MS - 1, null), 'rejoin');
});

test('after a minute the door is shown, so that no camera starts unasked', () => {
  assert.equal(afterReload(stored, 'demo', stored.seenAt + STRAIGHT_BACK_MS, null), 'door');
});

test('another room, a lapsed token or a clock set back is not trusted', () => {
  const soon = stored.seenAt + 1;
  assert.equal(afterReload(stored, 'other', soon, null), 'ignore');
  assert.equal(afterReload(stored, 'demo', soon, soon), 'ignore');
  assert.equal(afterReload(stored, 'demo', stored.seenAt - 1, null), 'door');
  assert.equal(afterReload(null, 'demo', soon, null), 'ignore');
});

test('a stored record is read only when it is whole', () => {
  assert.deepEqual(parseSession(JSON.stringify(stored)), stored);
  for (const text of [null, '', '[]', 'null', '{}', '{"room":1}', JSON.stringify({ ...stored, seenAt: 'x' })]) assert.equal(parseSession(text), null);
});

test('a token tells its name, room and end, and a broken one tells nothing', () => {
  const claims = { name: 'José', exp: 2_000, video: { room: 'demo' }, saleflow: { role: 'host' } };
  const token = `x.${base64url(JSON.stringify(claims))}.y`;
  assert.deepEqual(readToken(token), { name: 'José', room: 'demo', expiresAt: 2_000_000, role: 'host' });
  for (const bad of ['', 'a.b.c', 'x..y', `x.${base64url('null')}.y`]) assert.equal(readToken(bad).expiresAt, null);
});

test('a room’s address gives the room and its credentials', () => {
  assert.deepEqual(placeOf({ pathname: '/r/demo', hash: '#i=CODE' }), { room: 'demo', embedded: false, invitation: 'CODE', token: null });
  assert.deepEqual(placeOf({ pathname: '/embed/q4-review', hash: '#t=a.b.c' }), { room: 'q4-review', embedded: true, invitation: null, token: 'a.b.c' });
  for (const pathname of ['/', '/r/', '/r/a/b', '/r/a%20b', `/r/${'x'.repeat(65)}`]) assert.equal(placeOf({ pathname, hash: '' }), null);
});

test('somebody may paste a link, a path or a bare name', () => {
  const origin = 'https://calls.example';
  const go = (/** @type {string} */ href) => ({ type: 'go', href });
  assert.deepEqual(destinationOf(' https://calls.example/r/demo#i=C ', origin), go('https://calls.example/r/demo#i=C'));
  assert.deepEqual(destinationOf('calls.example/r/demo', origin), go('https://calls.example/r/demo'));
  assert.deepEqual(destinationOf('/r/demo', origin), go('https://calls.example/r/demo'));
  assert.deepEqual(destinationOf('demo', origin), go('https://calls.example/r/demo'));
  assert.deepEqual(destinationOf('', origin), { type: 'empty' });
});

test('the landing page forwards to no other host', () => {
  assert.deepEqual(destinationOf('https://evil.example/r/demo', 'https://calls.example'), { type: 'elsewhere', host: 'evil.example' });
  assert.deepEqual(destinationOf('https://calls.example/other', 'https://calls.example'), { type: 'unknown' });
  assert.deepEqual(destinationOf('two words', 'https://calls.example'), { type: 'unknown' });
  assert.deepEqual(destinationOf('//evil.example/r/x', 'https://calls.example').type === 'go', false);
});

test('a room without a title is called by its name, made readable', () => {
  assert.equal(roomTitle('Acme · Renewal', 'x'), 'Acme · Renewal');
  assert.equal(roomTitle('', 'q4-review'), 'Q4 review');
  assert.equal(roomTitle(' ', 'K3xTz9aQ'), 'K3xTz9aQ');
});
