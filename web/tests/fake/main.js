/**
 * The room page with a fake room: `/r/renewal?people=ben,mei&share=ben&door=denied …`. `window.fake` is the room, for scripts.
 */
import { Emitter } from '../../sdk/events/emitter.js';
import { Devices, LevelMeter, PreviewTracks } from '../../sdk/devices/index.js';
import { RoomPage } from '../../app/page/room-page.js';
import { canvasTrack, drawPortrait, LOOKS } from './portraits.js';
import { FakeRoom } from './room.js';

const query = new URLSearchParams(location.search);
const flag = (/** @type {string} */ name) => query.has(name);
FakeRoom.scenario = {
  people: (query.get('people') ?? 'ben').split(',').filter(Boolean),
  share: query.get('share'), fail: query.get('fail'), lobby: flag('lobby'), delay: Number(query.get('delay') ?? 0),
  self: { ...(flag('role') ? { role: query.get('role') } : {}), ...(flag('dark-self') ? { camera: false } : {}), ...(flag('portrait-self') ? { portrait: true } : {}) },
  info: { locked: flag('locked') },
};

/** The door's camera, drawn; with `?door=denied` and the like none. */
class FakePreview extends Emitter {
  errors = [];
  camera = null;
  microphone = null;

  static async open(/** @type {any} */ request) {
    const problem = query.get('door');
    if (!problem) {
      const preview = await PreviewTracks.open({ audio: request.audio, video: false });
      const fake = new FakePreview();
      fake.microphone = preview.microphone;
      if (request.video) fake.camera = fake.draw();
      return fake;
    }
    const fake = new FakePreview();
    const advice = { denied: 'Click the icon beside the address, switch the camera on, then try again.', missing: 'Plug one in; it appears here by itself.', busy: 'Another program has it. Close that one, then try again.' };
    const sources = problem === 'missing' ? ['camera'] : ['camera', 'microphone'];
    fake.errors = sources.map((source) => ({ source, reason: problem, advice: advice[/** @type {keyof typeof advice} */ (problem)] ?? '', cause: null }));
    return fake;
  }

  draw() {
    return canvasTrack((context, seconds) => drawPortrait(context, LOOKS['ana'], seconds, { talking: true }), 960, 600);
  }

  async setEnabled(/** @type {'camera' | 'microphone'} */ kind, /** @type {boolean} */ on) {
    this[kind] = on ? (kind === 'camera' ? this.draw() : (await PreviewTracks.open({ audio: true, video: false })).microphone) : null;
    this.emit('changed', {});
  }

  async switchDevice() {}
  async flip() {}
  take() {
    return { camera: this.camera, microphone: this.microphone };
  }

  close() {
    this.camera?.stop();
  }
}

let recordings = flag('recording') ? [{ id: 'r0', name: 'call.webm', mode: 'call', bytes: 48_200_000, startedAt: Date.UTC(2026, 10, 20, 14, 5), updatedAt: 0, finished: false }] : [];
const Recorder = {
  recoverable: async () => recordings,
  save: async () => {
    if (!flag('no-save')) recordings = [];
    return !flag('no-save');
  },
  discard: async () => {
    recordings = [];
  },
};

const root = document.getElementById('page');
const page = new RoomPage(root, /** @type {any} */ ({ Room: FakeRoom, Devices, PreviewTracks: FakePreview, LevelMeter, Recorder }));
Object.defineProperty(window, 'fake', { get: () => FakeRoom.current });
page.start();
