import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { codeOf, errorText, isKnownError, openingTime } from '../../ui/model/errors.js';

test('every error code of the signaling specification has a sentence', async () => {
  const page = await readFile(new URL('../../../docs/signaling.md', import.meta.url), 'utf8');
  const rows = page.slice(page.indexOf('## Errors')).split('\n').filter((line) => line.startsWith('| `'));
  const codes = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/gu)].map((match) => match[1] ?? ''));
  assert.ok(codes.length > 30, String(codes.length));
  assert.deepEqual(codes.filter((code) => !isKnownError(code)), []);
});

test('every error of an invitation has a sentence', () => {
  const codes = ['invite_not_found', 'invite_expired', 'invite_revoked', 'invite_used_up', 'invite_required', 'removed', 'meeting_key_required'];
  assert.deepEqual(codes.filter((code) => !isKnownError(code)), []);
});

test('somebody who was removed or denied is offered no way back', () => {
  assert.equal(errorText('removed').next, 'none');
  assert.equal(errorText('denied').next, 'none');
});

test('an unknown code, also one that is a member of every object, gets the general sentence', () => {
  assert.equal(errorText('brand_new').title, 'Something went wrong');
  assert.equal(errorText('constructor').title, 'Something went wrong');
  assert.equal(errorText('__proto__').next, 'rejoin');
});

test('the code of an error is its reason or its code, and any other fault is internal', () => {
  assert.equal(codeOf(Object.assign(new Error('x'), { reason: 'room_full' })), 'room_full');
  assert.equal(codeOf(Object.assign(new Error('x'), { code: 'invite_expired' })), 'invite_expired');
  assert.equal(codeOf(new TypeError('x')), 'internal');
  assert.equal(codeOf('room_full'), 'internal');
});

test('the time at which a room opens is read from the server’s words', () => {
  assert.equal(openingTime(new Error('The room opens at 1795420291 (Unix seconds).')), 1_795_420_291_000);
  assert.equal(openingTime(new Error('This room is not open yet.')), null);
  assert.equal(openingTime(null), null);
});
