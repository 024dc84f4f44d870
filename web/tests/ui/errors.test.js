import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { errorText, isKnownError } from '../../ui/model/errors.js';

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
