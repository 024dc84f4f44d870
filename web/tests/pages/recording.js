import { Recorder } from '../../sdk/recording/index.js';

// A call without a server: the browser's fake camera and microphone, and a second person who is a canvas and a tone behind a real connection.

const recorder = new Recorder();
/** @type {any[]} */
const events = [];
recorder.on('changed', (event) => events.push(event));
recorder.on('failed', (event) => events.push(event));

/** @type {{stream: MediaStream, close: () => void}[]} */
const remotes = [];

/**
 * Somebody else: one colour, one tone, over two RTCPeerConnections in this page.
 *
 * @param {string} colour
 * @param {number} hertz
 */
async function addRemote(colour, hertz) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    context.fillStyle = colour;
    context.fillRect(0, 0, 320, 180);
    context.fillStyle = '#fff';
    context.fillRect((count * 4) % 300, 80, 20, 20);
  }, 50);
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, { frequency: hertz });
  const output = sound.createMediaStreamDestination();
  tone.connect(output);
  tone.start();
  const [picture] = canvas.captureStream(20).getVideoTracks();
  const [voice] = output.stream.getAudioTracks();
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
  const stream = new MediaStream();
  far.ontrack = ({ track }) => stream.addTrack(track);
  for (const track of [picture, voice]) if (track) near.addTrack(track);
  await near.setLocalDescription();
  await far.setRemoteDescription(/** @type {RTCSessionDescription} */ (near.localDescription));
  await far.setLocalDescription();
  await near.setRemoteDescription(/** @type {RTCSessionDescription} */ (far.localDescription));
  const close = () => {
    clearInterval(timer);
    near.close();
    far.close();
    void sound.close();
  };
  remotes.push({ stream, close });
  show();
}

function removeRemote() {
  remotes.pop()?.close();
  show();
}

/** @type {MediaStream | null} */
let own = null;
/** @type {MediaStreamTrack | null} */
let screen = null;
/** @type {import('../../sdk/recording/types.js').SceneLayout} */
let layout = 'grid';

function show() {
  recorder.setScene({
    layout,
    speakerId: null,
    title: 'Recording test',
    participants: [
      {
        id: 'me',
        name: 'Me',
        isLocal: true,
        isSpeaking: false,
        camera: own?.getVideoTracks()[0] ?? null,
        microphone: own?.getAudioTracks()[0] ?? null,
        screen,
        screenAudio: null,
      },
      ...remotes.map(({ stream }, index) => ({
        id: `remote ${index}`,
        name: `Remote ${index + 1}`,
        isLocal: false,
        isSpeaking: index === 0,
        camera: stream.getVideoTracks()[0] ?? null,
        microphone: stream.getAudioTracks()[0] ?? null,
        screen: null,
        screenAudio: null,
      })),
    ],
  });
}

/** @param {boolean} withDevices */
async function begin(withDevices) {
  own = withDevices ? await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } }) : null;
  show();
}

/** @param {Blob} blob */
async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** @param {import('../../sdk/recording/types.js').FinishedRecording} finished */
async function described(finished) {
  const files = await Promise.all(finished.files.map(async ({ name, content, file }) => ({ name, content, size: file.size, type: file.type, data: await base64(file) })));
  return { ...finished, file: undefined, files };
}

Object.assign(window, {
  recorder,
  Recorder,
  events,
  begin,
  addRemote,
  removeRemote,
  /** @param {import('../../sdk/recording/types.js').SceneLayout} wanted */
  setLayout(wanted) {
    layout = wanted;
    show();
  },
  shareScreen() {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1024, 768];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const paint = () => {
      context.fillStyle = '#1010e0';
      context.fillRect(0, 0, 1024, 768);
    };
    paint();
    setInterval(paint, 100);
    screen = canvas.captureStream(10).getVideoTracks()[0] ?? null;
    show();
  },
  unshareScreen() {
    screen?.stop();
    screen = null;
    show();
  },
  /** @param {import('../../sdk/recording/types.js').RecordingMode} mode */
  start: (mode) => recorder.start({ mode, videoBitsPerSecond: 800_000 }),
  stop: async () => described(await recorder.stop()),
  recoverable: () => Recorder.recoverable(),
  /** @param {string} id */
  recover: async (id) => described(await Recorder.recover(id)),
  /** @param {string} id */
  discard: (id) => Recorder.discard(id),
  /** @param {string} id */
  download(id) {
    // The dialog of browsers that have one cannot be driven by a test.
    Object.assign(window, { showSaveFilePicker: undefined, showDirectoryPicker: undefined });
    return Recorder.save(id);
  },
  progress: () => ({ state: recorder.state, bytes: recorder.bytes, seconds: recorder.seconds, durable: recorder.durable, at: Date.now() }),
  ready: true,
});
