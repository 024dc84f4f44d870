/**
 * Replaces cameras, microphones and the screen by known content: a picture that says who sends it and which frame it is, and a
 * tone for each sender (see `pattern.py`).
 *
 * options.sender     0 to 7; camera and microphone number n send `sender + 8 * n`, the screen sends `sender + 8`
 * options.capture    'pattern': canvas and oscillator instead of devices; 'real': the browser's own fake devices
 * options.patternScreen   replaces the screen even when the devices are the browser's own
 * options.refuse     a DOMException name that every getUserMedia call gets instead of a stream
 */
(options) => {
  const columns = 8;
  const rows = 4;
  const toneHertz = (sender) => 400 + 200 * sender;

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
    // Firefox keeps made-up events from listeners of a track, unless they ask for them (its fourth argument).
    const listen = track.addEventListener.bind(track);
    track.addEventListener = (type, listener, how) => listen(type, listener, how, true);
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
  let screenTrack;

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
    if (options.refuse) throw new DOMException('refused by the test', options.refuse);
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
    screenTrack = stream.getVideoTracks()[0];
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

  return {
    /** The tracks that the page was given so far. */
    opened: () => opened.map(({ kind, readyState, enabled, label }) => ({ kind, readyState, enabled, label })),
    /** The browser's own "Stop sharing" bar. */
    endScreen: () => end(screenTrack),
    unplug: (deviceId) => {
      opened.filter((track) => track.readyState === 'live' && track.getSettings().deviceId === deviceId).forEach(end);
      devices = devices.filter((candidate) => candidate.deviceId !== deviceId);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
  };

  function end(track) {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}
