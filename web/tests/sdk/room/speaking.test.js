import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  assert.deepEqual(driver.hear({ anna: 0.1, bob: 0.5 }), ['bob', 'anna']);
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
