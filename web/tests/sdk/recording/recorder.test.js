import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recorder } from '../../../sdk/recording/recorder.js';
import { MemorySpool } from '../../../sdk/recording/spool.js';
import { recorded } from './files.js';

const RAW = recorded('chromium.webm');

/** Gives pieces of a captured file when it is told to, like the browser's once a second. */
class FakeMediaRecorder extends EventTarget {
  state = 'inactive';
  #at = 0;

  start() {
    this.state = 'recording';
  }

  pause() {
    this.state = 'paused';
  }

  resume() {
    this.state = 'recording';
  }

  stop() {
    this.give(RAW.length);
    this.end();
  }

  end() {
    this.state = 'inactive';
    this.dispatchEvent(new Event('stop'));
  }

  /** @param {number} [length] */
  give(length = 4_000) {
    const piece = RAW.subarray(this.#at, this.#at + length);
    this.#at += piece.length;
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([piece]) }));
  }
}

/** @param {Partial<import('../../../sdk/recording/spool.js').Spool>} [spoolParts] */
function setUp(spoolParts = {}) {
  const clock = { now: 0 };
  /** @type {FakeMediaRecorder[]} */
  const encoders = [];
  /** @type {{scenes: import('../../../sdk/recording/types.js').Scene[], size: object, isClosed: boolean, drawn: number}[]} */
  const compositions = [];
  /** @type {(() => void)[]} */
  const ticks = [];
  const spool = Object.assign(new MemorySpool(), { durable: true }, spoolParts);
  const recorder = new Recorder({
    now: () => clock.now,
    date: () => new Date(2026, 10, 23, 14, 5).getTime(),
    random: () => new Uint8Array(8),
    isTypeSupported: () => true,
    createMediaRecorder: () => {
      const encoder = new FakeMediaRecorder();
      encoders.push(encoder);
      return /** @type {any} */ (encoder);
    },
    createComposition: (size) => {
      const made = { scenes: /** @type {any[]} */ ([]), size, isClosed: false, drawn: 0 };
      compositions.push(made);
      return {
        stream: /** @type {any} */ ({}),
        setScene: (scene) => void made.scenes.push(scene),
        draw: () => void (made.drawn += 1),
        close: () => void (made.isClosed = true),
      };
    },
    createTicker: (_interval, tick) => {
      ticks.push(tick);
      return { stop: () => void ticks.splice(ticks.indexOf(tick), 1) };
    },
    openSpool: async () => spool,
    openSound: async () => null,
  });
  /** @type {string[]} */
  const said = [];
  recorder.on('changed', ({ state, seconds }) => said.push(`${state} ${seconds}`));
  recorder.on('failed', ({ code }) => said.push(`failed ${code}`));
  recorder.on('finished', ({ files }) => said.push(`finished ${files.length}`));
  recorder.setScene({ layout: 'grid', speakerId: null, title: 'Demo', participants: [me()] });
  const pass = (/** @type {number} */ ms) => {
    clock.now += ms;
    for (const tick of [...ticks]) tick();
  };
  return { recorder, encoders, compositions, said, pass, spool };
}

/** @param {object} [more] */
const me = (more = {}) =>
  /** @type {any} */ ({ id: 'me', name: 'Me', isLocal: true, isSpeaking: false, camera: null, microphone: null, screen: null, screenAudio: null, ...more });

/** Lets promises that are under way finish. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a call is recorded to one playable file, and every second is told', async () => {
  const { recorder, encoders, compositions, said, pass } = setUp();
  await recorder.start({ mode: 'call' });
  encoders[0]?.give();
  await settled();
  pass(1_000);
  pass(500);
  pass(500);
  assert.ok(recorder.bytes > 3_900);
  const { file, files, seconds, durable, failure, bytes } = await recorder.stop();
  assert.deepEqual([files.length, file.name, file.type, seconds, durable, failure], [1, 'Demo 2026-11-23 14.05.webm', 'video/webm;codecs=vp8', 2, true, null]);
  assert.equal(file.size, bytes);
  assert.deepEqual(said, ['starting 0', 'recording 0', 'recording 1', 'recording 2', 'stopping 2', 'idle 2', 'finished 1']);
  assert.deepEqual([compositions[0]?.size, compositions[0]?.isClosed, compositions[0]?.drawn], [{ width: 1280, height: 720 }, true, 3]);
});

test('whoever joins while it runs is in the next picture', async () => {
  const { recorder, compositions } = setUp();
  await recorder.start({ mode: 'call' });
  recorder.setScene({ layout: 'speaker', speakerId: 'ada', title: 'Demo', participants: [me(), me({ id: 'ada', isLocal: false })] });
  assert.deepEqual(compositions[0]?.scenes.map(({ participants }) => participants.length), [1, 2]);
  await recorder.stop();
});

test('a pause stops the clock, the encoder and the drawing', async () => {
  const { recorder, encoders, compositions, pass } = setUp();
  await recorder.start({ mode: 'call' });
  pass(1_000);
  recorder.pause();
  pass(5_000);
  assert.deepEqual([recorder.state, recorder.seconds, encoders[0]?.state, compositions[0]?.drawn], ['paused', 1, 'paused', 1]);
  recorder.resume();
  pass(1_000);
  assert.deepEqual([recorder.state, recorder.seconds, encoders[0]?.state], ['recording', 2, 'recording']);
  await recorder.stop();
});

test('own tracks: a screen that is shared meanwhile becomes a file of its own, a second one another', async () => {
  const { recorder, encoders } = setUp();
  const screen = (/** @type {string} */ id) => ({ id, getSettings: () => ({ width: 1920, height: 1080 }) });
  const show = (/** @type {object | null} */ shared) =>
    recorder.setScene({ layout: 'grid', speakerId: null, title: 'Demo', participants: [me({ screen: shared })] });
  await recorder.start({ mode: 'tracks' });
  show(screen('s1'));
  show(null);
  show(screen('s2'));
  assert.deepEqual(encoders.map(({ state }) => state), ['recording', 'inactive', 'recording']);
  const { files } = await recorder.stop();
  assert.deepEqual(files.map(({ name, content }) => [name.replace(/.*14\.05 /, ''), content]), [
    ['camera.webm', 'camera'],
    ['screen.webm', 'screen_share'],
    ['screen 2.webm', 'screen_share'],
  ]);
  assert.ok(files.every(({ file }) => file.size > 20_000));
});

test('a full disk ends the recording, says so once and keeps what is there', async () => {
  let appended = 0;
  const spool = new MemorySpool();
  const { recorder, encoders, said } = setUp({
    add: (part) => spool.add(part),
    append: (part, data) => {
      appended += 1;
      if (appended > 2) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      return spool.append(part, data);
    },
    finish: (part) => spool.finish(part),
    close: () => spool.close(),
    files: () => spool.files(),
  });
  await recorder.start({ mode: 'call' });
  for (let piece = 0; piece < 4; piece += 1) encoders[0]?.give();
  const { failure, file } = await new Promise((resolve) => recorder.on('finished', resolve));
  assert.equal(failure?.code, 'disk_full');
  assert.ok(file.size > 7_900 && file.size < 9_000, `${file.size}`);
  assert.deepEqual(said.filter((line) => line.startsWith('failed')), ['failed disk_full']);
  assert.equal(recorder.state, 'idle');
});

test('an encoder that dies ends the recording and loses nothing that it gave', async () => {
  const { recorder, encoders } = setUp();
  await recorder.start({ mode: 'call' });
  encoders[0]?.give();
  encoders[0]?.dispatchEvent(new Event('error'));
  const finished = await recorder.stop();
  assert.equal(finished.failure?.code, 'encoder');
  assert.ok(finished.file.size > 3_900);
});

test('what cannot begin says why, and the next start works', async () => {
  const refused = (/** @type {Promise<unknown>} */ promise, /** @type {string} */ code) =>
    assert.rejects(promise, (/** @type {any} */ error) => error.name === 'RecordingError' && error.code === code && error.message.length > 10);
  const { recorder } = setUp();
  await refused(recorder.stop(), 'nothing_to_record');
  recorder.setScene({ layout: 'grid', speakerId: null, title: '', participants: [] });
  await refused(recorder.start({ mode: 'tracks' }), 'nothing_to_record');
  await recorder.start({ mode: 'call' });
  await refused(recorder.start({ mode: 'call' }), 'busy');
  await recorder.stop();
  await refused(new Recorder({ isTypeSupported: () => false }).start({ mode: 'call' }), 'unsupported');

  const broken = setUp();
  let isFirst = true;
  const { recorder: second, encoders } = broken;
  broken.spool.add = async () => ({ bytes: 0, milliseconds: 0 });
  const failing = new Recorder({
    isTypeSupported: () => true,
    openSpool: async () => broken.spool,
    openSound: async () => null,
    createComposition: () => {
      if (isFirst) throw new DOMException('no canvas', 'NotSupportedError');
      return /** @type {any} */ ({});
    },
  });
  await refused(failing.start({ mode: 'call' }), 'encoder');
  assert.equal(failing.state, 'idle');
  isFirst = false;
  assert.deepEqual([second.state, encoders.length], ['idle', 0]);
});

test('an encoder that gave nothing at all is an error, not an empty file', async () => {
  const { recorder, encoders } = setUp();
  await recorder.start({ mode: 'call' });
  encoders[0]?.end();
  await assert.rejects(recorder.stop(), { code: 'encoder' });
  assert.equal(recorder.state, 'idle');
});

test('stop may be asked for twice', async () => {
  const { recorder } = setUp();
  await recorder.start({ mode: 'call' });
  const [first, second] = await Promise.all([recorder.stop(), recorder.stop()]);
  assert.equal(first, second);
});
