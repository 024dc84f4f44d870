import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkify } from '../../ui/model/linkify.js';

const links = (/** @type {string} */ text) => linkify(text).flatMap((piece) => (piece.type === 'link' ? [piece.href] : []));

test('the pieces of a text are the text', () => {
  const samples = ['', 'no link', 'see https://a.example/x, and (www.b.example/y_(z)).', '<b>https://a.example</b>', 'http://', 'https://a.example https://a.example'];
  for (const sample of samples) assert.equal(linkify(sample).map((piece) => piece.text).join(''), sample);
});

test('web addresses become links, without the punctuation of the sentence', () => {
  assert.deepEqual(links('see https://a.example/x?y=1&z=2, or www.b.example!'), ['https://a.example/x?y=1&z=2', 'https://www.b.example/']);
  assert.deepEqual(links('(https://a.example/p_(q))'), ['https://a.example/p_(q)']);
  assert.deepEqual(links('HTTPS://A.Example/Q.'), ['https://a.example/Q']);
});

test('nothing but http and https becomes a link', () => {
  assert.deepEqual(links('javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example mailto:a@b.example'), []);
});

test('an address with a user part, or without a real host, stays text', () => {
  assert.deepEqual(links('https://bank.example@evil.example/ https://foo https://'), []);
});

test('markup around an address is never part of it', () => {
  assert.deepEqual(links('<a href="https://a.example/"onclick=x>'), ['https://a.example/']);
});

test('an endless address stays text', () => {
  assert.deepEqual(links(`https://a.example/${'x'.repeat(3000)}`), []);
});
