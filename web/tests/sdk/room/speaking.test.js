import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalLevel } from '../../../sdk/room/speaking/local-level.js';
import { reduceSpeaking, silence } from '../../../sdk/room/speaking/reduce-speaking.js';

/** Levels every 150 ms. */
class Driver {
  state = silence;
  now = 1_000;

  /** @param {Record<string, number>} levels */
  hear(levels) {
    this.now += 150;
    const { state, changed } = reduceSpeaking(this.state, new Map(Object.entries(levels)), this.now);
    this.state = state;
    return changed ? state.speakers : null;
  }
}

test('who is loud enough speaks, and goes on speaking between two words', () => {
  const driver = new Driver();
  assert.equal(driver.hear({ anna: 0.01, bob: 0 }), null);
  assert.deepEqual(driver.hear({ anna: 0.1, bob: 0 }), ['anna']);
  for (let count = 0; count < 4; count += 1) assert.equal(driver.hear({ anna: 0, bob: 0 }), null);
  assert.deepEqual(driver.hear({ anna: 0, bob: 0 }), []);
});

test('a voice that falls below the threshold it rose over still counts until it is quiet', () => {
  const driver = new Driver();
  driver.hear({ anna: 0.03 });
  for (let count = 0; count < 20; count += 1) assert.equal(driver.hear({ anna: 0.012 }), null);
  assert.equal(driver.state.people.get('anna')?.isSpeaking, true);
});

test('the loudest comes first, and is not overtaken by a hair', () => {
  const driver = new Driver();
  driver.hear({ anna: 0.2, bob: 0.1 });
  assert.equal(driver.hear({ anna: 0.2, bob: 0.25 }), null);
  for (let count = 0; count < 8; count += 1) assert.equal(driver.hear({ anna: 0.1, bob: 0.5 }), null, 'not within a second and a half');
  assert.deepEqual(driver.hear({ anna: 0.1, bob: 0.5 }), ['bob', 'anna']);
  assert.equal(driver.hear({ anna: 0.5, bob: 0.1 }), null);
});

test('the level rises at once and falls by half in 150 ms', () => {
  const driver = new Driver();
  driver.hear({ anna: 0.8 });
  assert.equal(driver.state.people.get('anna')?.level, 0.8);
  driver.hear({ anna: 0 });
  assert.equal(driver.state.people.get('anna')?.level, 0.4);
});

test('who is gone does not speak', () => {
  const driver = new Driver();
  driver.hear({ anna: 0.2, bob: 0.1 });
  assert.deepEqual(driver.hear({ bob: 0.1 }), ['bob']);
});

/** @param {object[]} stats */
function sender(stats) {
  return /** @type {any} */ ({ track: {}, getStats: async () => new Map(stats.map((each, index) => [index, each])) });
}

test('where statistics tell the level of the own microphone nothing is analysed', async () => {
  const local = new LocalLevel({ createLevelMeter: () => assert.fail('no meter is needed') });
  await local.read(sender([{ type: 'media-source', audioLevel: 0.3 }]));
  assert.equal(local.value, 0.3);
  await local.read(null);
  assert.equal(local.value, 0);
});

test('where they do not, a meter does, and ends with the track', async () => {
  let open = 0;
  const meter = { level: 0.5, speaking: true, close: () => (open -= 1) };
  const local = new LocalLevel({ createLevelMeter: () => ((open += 1), meter) });
  const firefox = sender([{ type: 'media-source' }]);
  await local.read(firefox);
  await local.read(firefox);
  assert.deepEqual([local.value, open], [0.5, 1]);
  meter.speaking = false;
  await local.read(firefox);
  assert.equal(local.value, 0);
  await local.read(null);
  assert.equal(open, 0);
  const late = local.read(firefox);
  local.close();
  await late;
  assert.equal(open, 0, 'nothing is opened after the end');
});
