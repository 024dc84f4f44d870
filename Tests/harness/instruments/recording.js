/**
 * Writes down what the page does with peer connections, data channels and sockets.
 *
 * options.relayOnly   peer connections may use relays only; there is none, so no link ever opens
 */
(options) => {
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

  return {
    peers,
    sockets: () => sockets.map(({ socket, ...record }) => ({ ...record, state: socket.readyState })),
    channelMessages: () => channelMessages,
  };
}
