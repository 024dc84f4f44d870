import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adaptationText, bannerFor, list, qualityText } from '../../ui/model/connection-text.js';
import { withoutDevices } from '../../ui/model/device-advice.js';
import { parentOrigin, parseCommand } from '../../ui/model/embed-protocol.js';
import { commandFor, SHORTCUTS } from '../../ui/model/shortcuts.js';

test('the banner says whether the server, the media or both are gone', () => {
  assert.equal(bannerFor({ signal: false, media: [], others: 1 }), null);
  assert.equal(bannerFor({ signal: true, media: [], others: 1 })?.kind, 'signal');
  assert.match(bannerFor({ signal: true, media: [], others: 1 })?.text ?? '', /keep talking/u);
  assert.equal(bannerFor({ signal: false, media: ['Ana'], others: 1 })?.kind, 'media');
  assert.match(bannerFor({ signal: false, media: ['Ana'], others: 2 })?.title ?? '', /Ana/u);
  assert.equal(bannerFor({ signal: true, media: ['Ana'], others: 1 })?.title, 'You are offline');
  assert.equal(bannerFor({ signal: true, media: [], others: 0 })?.title, 'You are offline');
  assert.equal(bannerFor({ signal: true, media: ['Ana'], others: 3 })?.kind, 'both');
});

test('names are joined as one says them', () => {
  assert.deepEqual([[], ['Ana'], ['Ana', 'Ben'], ['Ana', 'Ben', 'Cy'], ['Ana', 'Ben', 'Cy', 'Di']].map(list), ['', 'Ana', 'Ana and Ben', 'Ana, Ben and 1 other', 'Ana, Ben and 2 others']);
});

test('a reduced picture is explained, and a restored one announced', () => {
  assert.match(adaptationText({ reason: 'cpu', restored: false, videoOff: false }), /device is busy/u);
  assert.match(adaptationText({ reason: 'loss', restored: false, videoOff: true }), /paused/u);
  assert.match(adaptationText({ reason: 'recovered', restored: true, videoOff: false }), /back/u);
});

test('each level has its bars', () => {
  assert.deepEqual(/** @type {const} */ (['excellent', 'good', 'poor', 'lost']).map((level) => qualityText(level).bars), [3, 2, 1, 0]);
  assert.equal(qualityText(null).text, 'Measuring the connection');
});

test('one may always come in without devices', () => {
  assert.equal(withoutDevices({ camera: true, microphone: true }), '');
  assert.match(withoutDevices({ camera: false, microphone: false }), /see and hear/u);
});

const press = { key: 'm', ctrlKey: false, metaKey: false, altKey: false, repeat: false, typing: false };

test('a letter is a command only outside of text fields and without modifiers', () => {
  assert.equal(commandFor(press), 'microphone');
  assert.equal(commandFor({ ...press, key: 'M' }), 'microphone');
  assert.equal(commandFor({ ...press, typing: true }), null);
  assert.equal(commandFor({ ...press, ctrlKey: true }), null);
  assert.equal(commandFor({ ...press, metaKey: true }), null);
  assert.equal(commandFor({ ...press, repeat: true }), null);
  assert.equal(commandFor({ ...press, key: 'x' }), null);
});

test('escape closes also while somebody types, and with letters switched off', () => {
  assert.equal(commandFor({ ...press, key: 'Escape', typing: true }), 'close');
  assert.equal(commandFor({ ...press, key: 'Escape' }, false), 'close');
  assert.equal(commandFor(press, false), null);
});

test('no two shortcuts share a key', () => {
  assert.equal(new Set(SHORTCUTS.map((shortcut) => shortcut.keys)).size, SHORTCUTS.length);
});

test('only our own commands are taken from the parent', () => {
  assert.deepEqual(parseCommand({ saleflow: 1, type: 'command', name: 'hangup' }), { name: 'hangup', value: null });
  assert.deepEqual(parseCommand({ saleflow: 1, type: 'command', name: 'displayName', value: 'Ana' }), { name: 'displayName', value: 'Ana' });
  for (const data of [null, 1, 'hangup', [], { type: 'command', name: 'hangup' }, { saleflow: 1, type: 'event', name: 'hangup' },
    { saleflow: 1, type: 'command', name: 'toString' }, { saleflow: 1, type: 'command', name: 'hangup', value: {} }]) {
    assert.equal(parseCommand(data), null);
  }
});

test('the parent is spoken with only when its origin is allowed', () => {
  const own = 'https://calls.example';
  const allowed = ['https://crm.example'];
  assert.equal(parentOrigin({ ancestorOrigins: ['https://crm.example'], referrer: '', own }, allowed), 'https://crm.example');
  assert.equal(parentOrigin({ ancestorOrigins: ['https://evil.example'], referrer: 'https://crm.example/', own }, allowed), null);
  assert.equal(parentOrigin({ ancestorOrigins: ['https://crm.example', 'https://evil.example'], referrer: '', own }, allowed), null);
  assert.equal(parentOrigin({ ancestorOrigins: null, referrer: 'https://crm.example/page', own }, allowed), 'https://crm.example');
  assert.equal(parentOrigin({ ancestorOrigins: null, referrer: '', own }, ['*']), null);
  assert.equal(parentOrigin({ ancestorOrigins: ['null'], referrer: '', own }, ['*']), null);
  assert.equal(parentOrigin({ ancestorOrigins: [own], referrer: '', own }, []), own);
});
