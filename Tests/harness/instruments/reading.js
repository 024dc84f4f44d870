/**
 * Reads back what the page shows and plays, and what its links say of themselves.
 */
({ peers, elements }) => {
  const columns = 8;
  const rows = 4;

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

  return { videos, heard, connections };
}
