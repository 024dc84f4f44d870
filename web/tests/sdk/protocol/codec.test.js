import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeClientMessage, decodeServerMessage, encodeMessage, MAX_MESSAGE_BYTES } from '../../../sdk/protocol/codec.js';
import { ProtocolError } from '../../../sdk/protocol/schema.js';

const fixtures = new URL('../../../../Tests/Fixtures/signaling/', import.meta.url);

/** @param {string} folder */
function read(folder) {
  const names = readdirSync(new URL(folder, fixtures)).filter((name) => name.endsWith('.json'));
  return names.map((name) => ({ name, text: readFileSync(new URL(`${folder}/${name}`, fixtures), 'utf8').replace(/\n$/u, '') }));
}

test('every client fixture decodes and re-encodes to the same bytes', () => {
  const all = read('client');
  assert.ok(all.length > 20);
  for (const { name, text } of all) assert.equal(encodeMessage(decodeClientMessage(text)), text, name);
});

test('every server fixture decodes and re-encodes to the same bytes', () => {
  const all = read('server');
  assert.ok(all.length > 40);
  for (const { name, text } of all) assert.equal(encodeMessage(decodeServerMessage(text)), text, name);
});

/** What only a server checks: lengths, ids by their letters, JSON that `JSON.parse` is laxer about, bytes before they are text. */
const SERVER_ONLY = [
  /^limit_exceeded$/u,
  /^(candidate-line-break|data-to-|data-topic-|description-sdp-|id-zero|join-protocol-2|join-token-|json-duplicate-|json-nesting-9)/u,
  /^(moderate-.*-missing|mute-track-|publish-cid-|resume-session-|unpublish-track-|update-attribute-name-|utf8-)/u,
];

test('fixtures with wrong, missing or unreadable members are refused with their code', () => {
  const expected = JSON.parse(readFileSync(new URL('invalid/EXPECTED.json', fixtures), 'utf8'));
  let refused = 0;
  for (const { name, text } of read('invalid')) {
    const code = expected[name];
    if (code === undefined || SERVER_ONLY.some((pattern) => pattern.test(code) || pattern.test(name))) continue;
    const isRefusal = (/** @type {unknown} */ error) => error instanceof ProtocolError && error.code === code;
    assert.throws(() => decodeClientMessage(text), isRefusal, name);
    refused += 1;
  }
  assert.ok(refused > 60, `${refused} refusals`);
});

test('unknown members are dropped, and the order of members does not matter', () => {
  const message = decodeServerMessage('{"received_at":2,"colour":"red","type":"pong","sent_at":1}');
  assert.equal(encodeMessage(message), '{"type":"pong","sent_at":1,"received_at":2}');
});

test('an attribute named __proto__ is an attribute like any other', () => {
  const text = '{"type":"update","id":1,"attributes":{"__proto__":"x","a":"y"}}';
  const message = decodeClientMessage(text);
  assert.equal(encodeMessage(message), text);
  assert.equal(message.type === 'update' && message.attributes && Object.getPrototypeOf(message.attributes), null);
});

test('attributes are written in ascending order of their UTF-8 bytes', () => {
  const text = encodeMessage({ type: 'update', id: 1, attributes: { '\u{1F600}': '4', '\uFFFD': '3', b: '2', a: '1', ab: '1' } });
  assert.equal(text, '{"type":"update","id":1,"attributes":{"a":"1","ab":"1","b":"2","\uFFFD":"3","\u{1F600}":"4"}}');
});

test('a message beyond the size limit is refused before it is sent', () => {
  const payload = 'x'.repeat(MAX_MESSAGE_BYTES);
  assert.throws(
    () => encodeMessage({ type: 'data', id: 1, topic: 'app:x', payload }),
    (/** @type {unknown} */ error) => error instanceof ProtocolError && error.code === 'message_too_large',
  );
});
