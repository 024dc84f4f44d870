import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAST_STEP, VIDEO_OFF_STEP, createController, stepController } from '../../../sdk/quality/controller.js';
import { CAMERA_AND_MICROPHONE, sampleOf, simulate } from './simulation.js';

/** @param {{events: {second: number, step: number, reason: string, restored: boolean}[]}} result */
const brief = ({ events }) => events.map(({ second, step, reason }) => `${second}s ${step} ${reason}`);

/**
 * A table of (second, sample) on one link, and the steps that it must give.
 *
 * @param {string} name
 * @param {[Partial<import('../../../sdk/quality/types.js').LinkSample>, {loss?: number, isFresh?: boolean}, number][]} rows
 */
function table(name, rows) {
  test(name, () => {
    let state = createController();
    rows.forEach(([known, sent, step], second) => {
      const sample = sampleOf({ at: second * 1000, ...known }, sent);
      const result = stepController(state, { now: second * 1000, links: [{ participantId: 'PA_1', sample }], sources: CAMERA_AND_MICROPHONE });
      state = result.state;
      assert.equal(state.links.PA_1?.step, step, `second ${second}`);
    });
  });
}

table('two lossy reports in a row lower by one step, and the effect is awaited', [
  [{}, { loss: 0 }, 0],
  [{}, { loss: 0.12 }, 0],
  [{}, { loss: 0.12 }, 1],
  [{}, { loss: 0.12 }, 1],
  [{}, { loss: 0.12 }, 2],
  [{}, { loss: 0.01 }, 2],
]);

table('one lossy report does nothing, nor does an old one that is still in the statistics', [
  [{}, { loss: 0.12 }, 0],
  [{}, { loss: 0.12, isFresh: false }, 0],
  [{}, { loss: 0.12, isFresh: false }, 0],
  [{}, { loss: 0.01 }, 0],
  [{}, { loss: 0.12 }, 0],
  [{}, { loss: 0.01 }, 0],
]);

table('a disaster lowers by two steps at once, without waiting', [
  [{}, { loss: 0 }, 0],
  [{}, { loss: 0.4 }, 2],
  [{}, { loss: 0.4 }, 4],
  [{}, { loss: 0.4 }, 6],
  [{}, { loss: 0.4 }, LAST_STEP],
  [{}, { loss: 0.4 }, LAST_STEP],
]);

table('a round trip that grows far above its lowest is a queue: lower before anything is lost', [
  [{ rtt: 0.04 }, {}, 0],
  [{ rtt: 0.05 }, {}, 0],
  [{ rtt: 0.3 }, {}, 0],
  [{ rtt: 0.4 }, {}, 1],
  [{ rtt: 0.4 }, {}, 1],
  [{ rtt: 0.4 }, {}, 2],
  [{ rtt: 0.05 }, {}, 2],
]);

test('held back by bandwidth for three seconds, it goes down to the step that fits, but not while a link warms up', () => {
  const conditions = () => ({ capacity: 500_000 });
  const result = simulate({ conditions: (second) => (second < 8 ? { capacity: 900_000, rtt: 0.05 } : conditions()), seconds: 14 });
  const steps = result.steps.PA_1 ?? [];
  assert.ok((steps[13] ?? 0) >= 3, `step ${steps[13]}`);
});

test('a phone\'s radio that loses at random does not cost the picture', () => {
  for (const seed of [1, 2, 3]) {
    const { steps } = simulate({ conditions: () => ({ loss: 0.13, rtt: 0.08 }), seconds: 300, seed });
    assert.ok(Math.max(...(steps.PA_1 ?? [])) < VIDEO_OFF_STEP, `seed ${seed}`);
  }
});

test('a longer way is not taken for a queue for ever', () => {
  const { steps } = simulate({ conditions: (second) => ({ rtt: second < 20 ? 0.03 : 0.35 }), seconds: 120 });
  const all = steps.PA_1 ?? [];
  assert.ok(Math.max(...all) <= 4, `fell to ${Math.max(...all)}`);
  assert.equal(all.at(-1), 0, 'and came back');
});

test('video is shed last and sound kept: 60 kbit/s carry a voice, and the picture comes back when the line does', () => {
  const { events, steps, state } = simulate({ conditions: (second) => ({ capacity: second < 90 ? 60_000 : 5_000_000 }), seconds: 300 });
  const off = events.find(({ videoOff }) => videoOff);
  assert.ok(off && off.second < 30, `video off at ${off?.second}`);
  assert.equal(off.restored, false);
  const restored = events.filter((event) => event.restored && event.second >= 90);
  assert.equal(restored[0]?.reason, 'recovered');
  assert.equal(steps.PA_1?.at(-1), 0);
  assert.ok(state.targets.every(({ encoding }) => encoding.active));
});

test('at every step the microphone is on with at least 16 kbit/s, and only the last steps have no picture', () => {
  const { state } = simulate({ conditions: (second) => ({ loss: second < 2 ? 0 : 0.5 }), seconds: 30 });
  assert.equal(state.links.PA_1?.step, LAST_STEP);
  const [camera, microphone] = state.targets;
  assert.deepEqual([camera?.source, camera?.encoding.active], ['camera', false]);
  assert.deepEqual([microphone?.source, microphone?.encoding.active, microphone?.encoding.maxBitrate], ['microphone', true, 16_000]);
});

test('under constant conditions it does not flap: failed raises become ever rarer', () => {
  for (const capacity of [150_000, 300_000, 700_000, 1_200_000]) {
    for (const isMute of [false, true]) {
      for (const isDeep of [false, true]) {
        for (const seed of [11, 12, 13]) {
          const { events, steps } = simulate({ conditions: () => ({ capacity, isMute, isDeep }), seconds: 900, seed });
          const late = events.filter(({ second }) => second >= 300);
          const label = `capacity ${capacity}, mute ${isMute}, deep ${isDeep}, seed ${seed}: ${brief({ events: late }).join(', ')}`;
          assert.ok(late.length <= 14, `${late.length} changes in ten minutes; ${label}`);
          const settled = (steps.PA_1 ?? []).slice(300);
          assert.ok(Math.max(...settled) - Math.min(...settled) <= 2, label);
        }
      }
    }
  }
});

test('a good line under noise never changes at all', () => {
  for (const seed of [21, 22, 23, 24]) {
    const { events } = simulate({ conditions: () => ({ loss: 0.01, rtt: 0.06 }), seconds: 900, seed });
    assert.deepEqual(brief({ events }), [], `seed ${seed}`);
  }
});

test('after a raise that failed it waits twice as long', () => {
  const { events } = simulate({ conditions: () => ({ capacity: 300_000, isMute: true }), seconds: 600, seed: 5 });
  const raises = events.filter(({ restored }) => restored).map(({ second }) => second);
  const gaps = raises.slice(1).map((second, index) => second - (raises[index] ?? 0));
  assert.ok(gaps.length >= 2 && (gaps.at(-1) ?? 0) >= 2 * (gaps[0] ?? 0), gaps.join(' '));
});

test('trouble on one link of a mesh lowers that link only', () => {
  const { steps, events } = simulate({
    links: ['PA_1', 'PA_2', 'PA_3'],
    conditions: (second, id) => (id === 'PA_2' && second > 5 ? { loss: 0.2 } : {}),
    seconds: 12,
    uplinkBitrate: 20_000_000,
  });
  assert.equal(steps.PA_1?.at(-1), 0);
  assert.ok((steps.PA_2?.at(-1) ?? 0) > 0);
  assert.ok(events.every(({ participants }) => participants.join() === 'PA_2'));
});

test('trouble on all links at once is the uplink\'s: one event, all go down together', () => {
  const { events } = simulate({
    links: ['PA_1', 'PA_2', 'PA_3'],
    conditions: (second) => (second > 5 ? { loss: 0.15 } : {}),
    seconds: 10,
    uplinkBitrate: 20_000_000,
  });
  const [first] = events;
  assert.deepEqual([first?.participants, first?.reason, first?.step], [['PA_1', 'PA_2', 'PA_3'], 'loss', 1]);
});

test('the uplink budget is shared by the links of a mesh, and given back when somebody leaves', () => {
  const { steps, events } = simulate({
    linksAt: (second) => (second < 10 ? ['PA_1'] : second < 20 ? ['PA_1', 'PA_2', 'PA_3', 'PA_4'] : ['PA_1']),
    conditions: () => ({}),
    seconds: 30,
    uplinkBitrate: 2_000_000,
  });
  assert.equal(steps.PA_1?.[9], 0);
  assert.equal(steps.PA_1?.[10], 3);
  assert.equal(steps.PA_1?.[20], 0);
  assert.deepEqual(brief({ events }), ['10s 3 links', '20s 0 recovered']);
});

test('a busy computer sends smaller pictures on all links, never none, and takes its time to try again', () => {
  const { events, steps } = simulate({
    links: ['PA_1', 'PA_2'],
    conditions: (second) => ({ isBusy: second < 60 }),
    seconds: 200,
    uplinkBitrate: 20_000_000,
  });
  assert.deepEqual([events[0]?.reason, events[0]?.participants], ['cpu', ['PA_1', 'PA_2']]);
  assert.ok(Math.max(...(steps.PA_1 ?? [])) <= 5);
  assert.equal(steps.PA_1?.at(-1), 0);
});

test('a shared screen keeps its size while its frame rate falls, and the camera goes before it', () => {
  const sources = { ...CAMERA_AND_MICROPHONE, screen_share: { width: 1920, height: 1080, frameRate: 30 } };
  /** @type {Record<string, any>[]} */
  const seen = [];
  let state = createController({ uplinkBitrate: 20_000_000 });
  for (let second = 0; second < 12; second += 1) {
    const sample = sampleOf({ at: second * 1000 }, { loss: second === 0 ? 0 : second % 2 ? 0.3 : 0 });
    state = stepController(state, { now: second * 1000, links: [{ participantId: 'PA_1', sample }], sources }).state;
    seen.push(Object.fromEntries(state.targets.map((target) => [target.source, target])));
  }
  const at = (/** @type {number} */ index) => seen[index];
  assert.deepEqual([at(0)?.screen_share.encoding.scaleResolutionDownBy, at(0)?.screen_share.degradationPreference], [1, 'maintain-resolution']);
  assert.ok(at(0)?.camera.encoding.maxBitrate < 300_000, 'a thumbnail beside a screen');
  assert.equal(at(1)?.screen_share.encoding.scaleResolutionDownBy, 1);
  assert.ok(at(1)?.screen_share.encoding.maxFramerate < at(0)?.screen_share.encoding.maxFramerate);
  const cameraOff = seen.findIndex(({ camera }) => !camera.encoding.active);
  const screenOff = seen.findIndex(({ screen_share: screen }) => !screen.encoding.active);
  assert.ok(cameraOff > 0 && cameraOff < screenOff, `camera off at ${cameraOff}, screen at ${screenOff}`);
});

test('only what changed is a target, and a new link gets all of its own', () => {
  const first = stepController(createController(), { now: 0, links: [{ participantId: 'PA_1', sample: null }], sources: CAMERA_AND_MICROPHONE });
  assert.deepEqual(first.targets.map(({ participantId, source }) => `${participantId} ${source}`), ['PA_1 camera', 'PA_1 microphone']);
  assert.deepEqual(first.events, []);
  const again = stepController(first.state, { now: 1, links: [{ participantId: 'PA_1', sample: null }], sources: CAMERA_AND_MICROPHONE });
  assert.deepEqual(again.targets, []);
  const links = ['PA_1', 'PA_2'].map((participantId) => ({ participantId, sample: null }));
  const joined = stepController(again.state, { now: 2, links, sources: CAMERA_AND_MICROPHONE });
  assert.deepEqual(joined.targets.map(({ participantId, source }) => `${participantId} ${source}`), ['PA_2 camera', 'PA_2 microphone']);
});

test('the picture is scaled by its shorter side, so a phone held upright is treated like one on its side', () => {
  const scaleOf = (/** @type {number} */ width, /** @type {number} */ height) => {
    let state = createController();
    for (let second = 0; second < 2; second += 1) {
      const sample = sampleOf({ at: second * 1000 }, { loss: second ? 0.3 : 0 });
      const sources = { camera: { width, height, frameRate: 30 } };
      state = stepController(state, { now: second * 1000, links: [{ participantId: 'PA_1', sample }], sources }).state;
    }
    return state.targets[0]?.encoding.scaleResolutionDownBy;
  };
  assert.deepEqual([scaleOf(1280, 720), scaleOf(720, 1280), scaleOf(320, 240)], [2, 2, 1]);
});

test('nobody there and nothing sent are no trouble', () => {
  const empty = stepController(createController(), { now: 0, links: [], sources: {} });
  assert.deepEqual([empty.targets, empty.events], [[], []]);
  const nothingSent = stepController(empty.state, { now: 1, links: [{ participantId: 'PA_1', sample: sampleOf({ tracks: [] }) }], sources: {} });
  assert.deepEqual([nothingSent.targets, nothingSent.events], [[], []]);
});
