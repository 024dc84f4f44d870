/**
 * Runs in the page before its own scripts. Replaces the devices by known content, records peer connections, sockets and
 * data channels, and reads back what the page shows and plays. Everything hangs off `window.__instruments`.
 *
 * OPTIONS (put in by the harness):
 *   sender        which picture and tone this page sends (0 to 15); camera number n sends `sender + 8 * n`
 *   capture       'pattern': canvas and oscillator instead of devices; 'real': the browser's own fake devices
 *   refuse        a DOMException name that every getUserMedia call gets instead of a stream
 *   relayOnly     peer connections may use relays only; there is none, so no link ever opens
 */
(function (options) {
  if (window.__instruments) return;
  const columns = 8;
  const rows = 4;
  const toneHertz = (sender) => 400 + 200 * sender;

  // --- known content -----------------------------------------------------------------------------------------

  function drawPattern(context, sender, frame) {
    const { width, height } = context.canvas;
    const lines = [0b10101010, (sender << 4) | (~sender & 0xf), (frame >> 8) & 0xff, frame & 0xff];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        context.fillStyle = (lines[row] >> (7 - column)) & 1 ? '#ebebeb' : '#101010';
        context.fillRect((column * width) / columns, (row * height) / rows, width / columns, height / rows);
      }
    }
  }

  function describe(track, device) {
    const settings = track.getSettings.bind(track);
    track.getSettings = () => ({ ...settings(), deviceId: device.deviceId, groupId: device.groupId });
    track.applyConstraints = async () => {};
    Object.defineProperty(track, 'label', { value: device.label });
    return track;
  }

  function patternTrack(sender, device) {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const context = canvas.getContext('2d');
    let frame = 0;
    const draw = () => drawPattern(context, sender, frame++ & 0xffff);
    draw();
    const timer = setInterval(draw, 1000 / 15);
    const [track] = canvas.captureStream(15).getVideoTracks();
    track.canvas = canvas; // A canvas without another owner may be collected while it is captured.
    return onStop(describe(track, device), () => clearInterval(timer));
  }

  function toneTrack(sender, device) {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency: toneHertz(sender) });
    const gain = new GainNode(context, { gain: 0.4 });
    const destination = new MediaStreamAudioDestinationNode(context);
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    // Pauses as a voice does; noise suppression removes a tone that never pauses.
    let isSounding = true;
    const timer = setInterval(() => {
      isSounding = !isSounding;
      gain.gain.value = isSounding ? 0.4 : 0;
    }, 500);
    const [track] = destination.stream.getAudioTracks();
    track.context = context;
    return onStop(describe(track, device), () => {
      clearInterval(timer);
      void context.close();
    });
  }

  function onStop(track, action) {
    const stop = track.stop.bind(track);
    track.stop = () => {
      if (track.readyState === 'live') action();
      stop();
    };
    return track;
  }

  const device = (kind, number, name) => ({
    kind,
    deviceId: `${kind}-${number}`,
    groupId: `group-${number}`,
    label: `${name} ${number + 1}`,
    toJSON() {
      return { kind, deviceId: this.deviceId, groupId: this.groupId, label: this.label };
    },
  });
  let devices = [0, 1].flatMap((number) => [
    device('videoinput', number, 'Pattern camera'),
    device('audioinput', number, 'Tone microphone'),
    device('audiooutput', number, 'Silent speaker'),
  ]);
  const opened = [];

  function choose(kind, constraints) {
    const wanted = constraints === true ? undefined : constraints.deviceId;
    const exact = wanted?.exact ?? undefined;
    const id = [exact ?? wanted?.ideal ?? wanted].flat()[0];
    const candidates = devices.filter((candidate) => candidate.kind === kind);
    const found = candidates.find((candidate) => candidate.deviceId === id);
    if (candidates.length === 0) throw new DOMException('no device', 'NotFoundError');
    if (exact !== undefined && !found) throw new OverconstrainedError('deviceId', 'no such device');
    return found ?? candidates[0];
  }

  const numberOf = (chosen) => Number(chosen.deviceId.split('-')[1]);

  async function getUserMedia(constraints) {
    if (instruments.refuse) throw new DOMException('refused by the test', instruments.refuse);
    const stream = new MediaStream();
    if (constraints?.video) {
      const chosen = choose('videoinput', constraints.video);
      stream.addTrack(patternTrack(options.sender + 8 * numberOf(chosen), chosen));
    }
    if (constraints?.audio) {
      const chosen = choose('audioinput', constraints.audio);
      stream.addTrack(toneTrack(options.sender + 8 * numberOf(chosen), chosen));
    }
    opened.push(...stream.getTracks());
    return stream;
  }

  /** The screen shows the sender's picture with the highest id bit set, so that it is told from the camera. */
  async function getDisplayMedia(constraints) {
    const stream = new MediaStream([patternTrack(options.sender | 8, { deviceId: 'screen', groupId: '', label: 'Screen' })]);
    instruments.screenTrack = stream.getVideoTracks()[0];
    if (constraints?.audio) stream.addTrack(toneTrack(options.sender | 8, { deviceId: 'screen', groupId: '', label: 'Screen sound' }));
    return stream;
  }

  if (navigator.mediaDevices) {
    if (options.capture === 'pattern') {
      const replace = (name, value) => Object.defineProperty(navigator.mediaDevices, name, { value, configurable: true });
      replace('getUserMedia', getUserMedia);
      replace('enumerateDevices', async () => [...devices]);
    }
    if (options.capture === 'pattern' || options.patternScreen) {
      Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { value: getDisplayMedia, configurable: true });
    }
  }

  // --- recording what the page does ----------------------------------------------------------------------------

  const peers = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class RTCPeerConnection extends Native {
    constructor(configuration, ...rest) {
      super(options.relayOnly ? { ...configuration, iceTransportPolicy: 'relay' } : configuration, ...rest);
      peers.push(this);
    }
  };

  const channelMessages = [];
  const send = RTCDataChannel.prototype.send;
  RTCDataChannel.prototype.send = function (data) {
    channelMessages.push({ label: this.label, data: typeof data === 'string' ? data : '' });
    return send.call(this, data);
  };

  const sockets = [];
  const NativeSocket = window.WebSocket;
  window.WebSocket = class WebSocket extends NativeSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      const record = { socket: this, url: String(url), sent: [], received: [], opened_at: 0, close: null };
      sockets.push(record);
      this.addEventListener('open', () => (record.opened_at = performance.now()));
      this.addEventListener('close', ({ code, reason }) => (record.close = { code, reason, at: performance.now() }));
      this.addEventListener('message', ({ data }) => record.received.push({ at: performance.now(), ...summary(data) }));
      const nativeSend = this.send;
      this.send = (data) => {
        record.sent.push({ at: performance.now(), ...summary(data) });
        return nativeSend.call(this, data);
      };
    }
  };

  function summary(data) {
    try {
      const message = JSON.parse(data);
      return { type: message.type, code: message.code, topic: message.topic, reason: message.reason, seq: message.seq };
    } catch {
      return { type: 'not JSON' };
    }
  }

  // --- reading back ------------------------------------------------------------------------------------------------

  /** Every element of the page, through open shadow roots. */
  function* elements(root = document) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }

  const scratch = document.createElement('canvas');
  const scratchContext = scratch.getContext('2d', { willReadFrequently: true });

  /** What a video shows: {sender, frame}, or null when it is no picture of ours. */
  function readPattern(video) {
    const { videoWidth: width, videoHeight: height } = video;
    if (!width || !height) return null;
    scratch.width = width;
    scratch.height = height;
    scratchContext.drawImage(video, 0, 0, width, height);
    const { data } = scratchContext.getImageData(0, 0, width, height);
    const luma = (column, row) => {
      const x = Math.floor(((column + 0.5) * width) / columns);
      const y = Math.floor(((row + 0.5) * height) / rows);
      let sum = 0;
      for (const [dx, dy] of [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]]) {
        const at = ((y + dy) * width + x + dx) * 4;
        sum += data[at] * 0.299 + data[at + 1] * 0.587 + data[at + 2] * 0.114;
      }
      return sum / 5;
    };
    const calibration = Array.from({ length: columns }, (_, column) => luma(column, 0));
    const white = calibration.filter((_, column) => column % 2 === 0);
    const black = calibration.filter((_, column) => column % 2 === 1);
    if (Math.min(...white) - Math.max(...black) < 60) return null;
    const threshold = (Math.min(...white) + Math.max(...black)) / 2;
    const line = (row) => Array.from({ length: columns }).reduce((value, _, column) => (value << 1) | (luma(column, row) > threshold ? 1 : 0), 0);
    const id = line(1);
    if (((id >> 4) ^ (id & 0xf)) !== 0xf) return null;
    return { sender: id >> 4, frame: (line(2) << 8) | line(3) };
  }

  function videos() {
    return [...elements()]
      .filter((element) => element instanceof HTMLVideoElement)
      .map((video) => {
        const box = video.getBoundingClientRect();
        return {
          ...(readPattern(video) ?? { sender: null, frame: null }),
          width: video.videoWidth,
          height: video.videoHeight,
          shown: box.width > 0 && box.height > 0 && !video.paused,
          muted: video.muted,
          area: Math.round(box.width * box.height),
        };
      });
  }

  /** Track ids that some media element plays aloud. */
  function playedTracks() {
    return [...elements()]
      .filter((element) => element instanceof HTMLMediaElement && element.srcObject instanceof MediaStream)
      .filter((element) => !element.paused && !element.muted && element.volume > 0)
      .flatMap((element) => element.srcObject.getAudioTracks().map((track) => track.id));
  }

  let listening;
  const analysers = new Map();

  /** The strongest tone of each received audio track right now: [{hertz, decibels, played}]. */
  async function heard() {
    listening ??= new AudioContext();
    if (listening.state !== 'running') await listening.resume();
    const played = playedTracks();
    const result = [];
    for (const receiver of peers.filter((peer) => peer.connectionState !== 'closed').flatMap((peer) => peer.getReceivers())) {
      const { track } = receiver;
      if (track.kind !== 'audio' || track.readyState !== 'live') continue;
      let analyser = analysers.get(track);
      if (!analyser) {
        analyser = new AnalyserNode(listening, { fftSize: 4096, smoothingTimeConstant: 0 });
        new MediaStreamAudioSourceNode(listening, { mediaStream: new MediaStream([track]) }).connect(analyser);
        analysers.set(track, analyser);
      }
      const spectrum = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(spectrum);
      let strongest = 3; // Below are hum and the window's skirt.
      for (let bin = strongest; bin < spectrum.length; bin++) if (spectrum[bin] > spectrum[strongest]) strongest = bin;
      const hertz = (strongest * listening.sampleRate) / analyser.fftSize;
      result.push({ hertz, decibels: Math.max(-200, spectrum[strongest]), played: played.includes(track.id) });
    }
    return result;
  }

  const ufrag = (description) => /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? null;

  async function statistics(peer) {
    const inbound = [];
    let pair = null;
    const report = await peer.getStats();
    for (const entry of report.values()) {
      if (entry.type === 'inbound-rtp') {
        const { kind, packetsReceived = 0, packetsLost = 0, framesReceived = 0, framesDecoded = 0, framesDropped = 0, freezeCount = 0, mid } = entry;
        inbound.push({ kind, packetsReceived, packetsLost, framesReceived, framesDecoded, framesDropped, freezeCount, mid });
      }
      if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
        pair = { local: report.get(entry.localCandidateId)?.address ?? null, remote: report.get(entry.remoteCandidateId)?.address ?? null };
      }
    }
    return { inbound, pair };
  }

  /** Every peer connection that is not closed. */
  async function connections() {
    const open = peers.filter((peer) => peer.signalingState !== 'closed');
    return Promise.all(
      open.map(async (peer) => ({
        number: peers.indexOf(peer),
        connectionState: peer.connectionState,
        iceConnectionState: peer.iceConnectionState,
        localUfrag: ufrag(peer.localDescription),
        remoteUfrag: ufrag(peer.remoteDescription),
        ...(await statistics(peer)),
      })),
    );
  }

  // --- finding controls where no driver does -------------------------------------------------------------------------

  const text = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  /** An accessible name good enough for our own controls: aria-labelledby, aria-label, <label>, content, title. */
  function accessibleName(element) {
    const labelled = element.getAttribute('aria-labelledby');
    if (labelled) return labelled.split(/\s+/).map((id) => text(element.getRootNode().getElementById(id))).join(' ');
    if (element.getAttribute('aria-label')) return element.getAttribute('aria-label').trim();
    if (element.labels?.length) return [...element.labels].map(text).join(' ');
    const content = text(element) || [...element.querySelectorAll('slot')].flatMap((slot) => slot.assignedNodes()).map((node) => node.textContent).join(' ').trim();
    return content || element.getAttribute('title') || '';
  }

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0;

  const control = 'button, a[href], input, textarea, select, summary, [role], [contenteditable]';

  function find(name) {
    for (const element of elements()) {
      if (element.matches(control) && isShown(element) && accessibleName(element) === name) return element;
    }
    return null;
  }

  /** The middle of a control in the viewport, after scrolling to it; null when there is none to click on. */
  function locate(name) {
    const element = find(name);
    if (!element || element.disabled || element.getAttribute('aria-disabled') === 'true') return null;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  }

  /** All text that the page shows, through shadow roots. */
  function shownText(root = document.body) {
    if (!root) return '';
    let result = '';
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) result += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE'].includes(node.tagName) || !node.checkVisibility()) continue;
      result += node.tagName === 'SLOT' ? node.assignedNodes().map((child) => (child.nodeType === Node.TEXT_NODE ? child.data : shownText(child))).join(' ') : '';
      result += ` ${shownText(node.shadowRoot ?? node)} `;
    }
    return result.replace(/\s+/g, ' ');
  }

  const instruments = {
    refuse: options.refuse ?? null,
    videos,
    heard,
    connections,
    sockets: () => sockets.map(({ socket, ...record }) => ({ ...record, state: socket.readyState })),
    channelMessages: () => channelMessages,
    opened: () => opened.map(({ kind, readyState, enabled, label }) => ({ kind, readyState, enabled, label })),
    locate,
    isShown: (name) => find(name) !== null,
    focusedName: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element && element !== document.body ? accessibleName(element) : '';
    },
    value: (name) => find(name)?.value ?? null,
    choose: (name, value) => {
      const select = find(name);
      if (![...(select?.options ?? [])].some((option) => option.value === value)) return false;
      select.value = value;
      select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
      return true;
    },
    shownText,
    /** The browser's own "Stop sharing" bar. */
    endScreen: () => {
      instruments.screenTrack.stop();
      instruments.screenTrack.dispatchEvent(new Event('ended'));
    },
    unplug: (deviceId) => {
      for (const track of opened) {
        if (track.readyState === 'live' && track.getSettings().deviceId === deviceId) {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
      }
      devices = devices.filter((candidate) => candidate.deviceId !== deviceId);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
  };
  Object.defineProperty(window, '__instruments', { value: instruments });
})
