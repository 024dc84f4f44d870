// Two RTCPeerConnections in one page, for capturing what getStats says. Driven by fixtures/stats/capture.py.

/** @type {{sender: RTCPeerConnection, receiver: RTCPeerConnection} | null} */
let pair = null;

/**
 * @param {{through?: {toReceiver: number, toSender: number}}} options ports of a proxy that stands for the network
 * @returns {Promise<{sender: number, receiver: number}>} the UDP ports that the two really use
 */
async function connect({ through } = {}) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360, frameRate: 30 } });
  const sender = new RTCPeerConnection();
  const receiver = new RTCPeerConnection();
  pair = { sender, receiver };
  const ports = { sender: 0, receiver: 0 };
  const connected = new Promise((resolve) => {
    receiver.addEventListener('connectionstatechange', () => receiver.connectionState === 'connected' && resolve(undefined));
  });
  /**
   * @param {RTCPeerConnection} from
   * @param {RTCPeerConnection} to
   * @param {'sender' | 'receiver'} name
   * @param {number | undefined} port
   */
  const relay = (from, to, name, port) => {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate || !/ 1 udp .* typ host/i.test(candidate.candidate)) return;
      const parts = candidate.candidate.split(' ');
      // One IPv4 address is enough, and all that the proxy knows.
      if (ports[name] || !/^[0-9.]+$/.test(parts[4] ?? '')) return;
      ports[name] = Number(parts[5]);
      if (port) parts[5] = String(port);
      void to.addIceCandidate({ candidate: parts.join(' '), sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex });
    });
  };
  relay(sender, receiver, 'sender', through?.toSender);
  relay(receiver, sender, 'receiver', through?.toReceiver);
  const remote = new MediaStream();
  receiver.addEventListener('track', ({ track }) => remote.addTrack(track));
  for (const track of stream.getTracks()) sender.addTrack(track, stream);
  await sender.setLocalDescription();
  await receiver.setRemoteDescription(/** @type {RTCSessionDescription} */ (sender.localDescription));
  await receiver.setLocalDescription();
  await sender.setRemoteDescription(/** @type {RTCSessionDescription} */ (receiver.localDescription));
  const element = /** @type {HTMLVideoElement} */ (document.querySelector('#remote'));
  element.srcObject = remote;
  window.ports = ports;
  await connected;
  return ports;
}

/** @param {number} maxBitrate */
async function limitVideo(maxBitrate) {
  const video = pair?.sender.getSenders().find(({ track }) => track?.kind === 'video');
  const parameters = video?.getParameters();
  const [encoding] = parameters?.encodings ?? [];
  if (!video || !parameters || !encoding) throw new Error('no video is sent');
  encoding.maxBitrate = maxBitrate;
  await video.setParameters(parameters);
}

async function report() {
  if (!pair) throw new Error('not connected');
  const at = performance.now();
  const [sender, receiver] = await Promise.all([pair.sender.getStats(), pair.receiver.getStats()]);
  return { at, sender: [...sender.values()], receiver: [...receiver.values()] };
}

Object.assign(window, { connect, limitVideo, report, ports: { sender: 0, receiver: 0 } });
