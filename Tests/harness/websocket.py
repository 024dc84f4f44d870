"""A WebSocket client that can also misbehave: every frame is the test's own choice (RFC 6455)."""

import base64
import os
import socket
import struct
import time

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


class Refused(Exception):
    """The server answered the upgrade by something else than 101."""

    def __init__(self, status, body):
        super().__init__(f"HTTP {status}: {body[:200]!r}")
        self.status, self.body = status, body


class WebSocket:
    """One connection. Reading answers pings; `close_code` is what the server closed with, 1006 when it just went away."""

    def __init__(self, port, path="/v1/signal", origin=None, host=None, headers=(), source_address=None, receive_buffer=None):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source_address:
            self.socket.bind((source_address, 0))
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.close_code = None
        self.close_reason = ""
        self._buffer = b""
        try:
            self._upgrade(path, host or f"localhost:{port}", origin, headers)
        except BaseException:
            self.socket.close()
            raise

    def _upgrade(self, path, host, origin, headers):
        lines = [
            f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13", *headers,
        ]
        if origin is not None:
            lines.append(f"Origin: {origin}")
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self._buffer:
            if not self._receive():
                raise Refused(0, self._buffer)
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        status = int(head.split(b" ", 2)[1])
        if status != 101:
            raise Refused(status, self._buffer)

    # Sending

    def send_frame(self, opcode, payload=b"", final=True, masked=True, reserved=0, announced_length=None):
        """One frame; `announced_length` may lie about the payload that follows."""
        length = len(payload) if announced_length is None else announced_length
        head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
        mask_bit = 0x80 if masked else 0
        if length < 126:
            head += bytes([mask_bit | length])
        elif length < 65_536:
            head += struct.pack("!BH", mask_bit | 126, length)
        else:
            head += struct.pack("!BQ", mask_bit | 127, length)
        if masked:
            key = os.urandom(4)
            payload = xor(payload, key)
            head += key
        self.socket.sendall(head + payload)

    def send_text(self, text):
        self.send_frame(TEXT, text.encode() if isinstance(text, str) else text)

    # Receiving

    def read(self, timeout=5):
        """The next text or binary message, or None when the connection ended. Raises TimeoutError."""
        if self.close_code is not None:
            return None
        deadline = time.monotonic() + timeout
        message = b""
        while True:
            frame = self.read_frame(max(0.001, deadline - time.monotonic()))
            if frame is None:
                self.socket.close()
                return None
            opcode, final, payload = frame
            if opcode == PING:
                self._quietly(self.send_frame, PONG, payload)
            elif opcode == CLOSE:
                self.close_code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
                self.close_reason = payload[2:].decode()
                self._quietly(self.send_frame, CLOSE, payload[:2])
                self.socket.close()
                return None
            elif opcode in (TEXT, BINARY, CONTINUATION):
                message += payload
                if final:
                    return message

    def read_frame(self, timeout=5):
        """(opcode, is final, payload), or None when the connection ended."""
        deadline = time.monotonic() + timeout
        while (frame := self._parse()) is None:
            self.socket.settimeout(max(0.001, deadline - time.monotonic()))
            if not self._receive():
                self.close_code = self.close_code or 1006
                return None
        return frame

    def _parse(self):
        data = self._buffer
        if len(data) < 2:
            return None
        length, at = data[1] & 0x7F, 2
        if length == 126:
            if len(data) < 4:
                return None
            length, at = struct.unpack("!H", data[2:4])[0], 4
        elif length == 127:
            if len(data) < 10:
                return None
            length, at = struct.unpack("!Q", data[2:10])[0], 10
        assert not data[1] & 0x80, "a server must not mask (RFC 6455 section 5.1)"
        if len(data) < at + length:
            return None
        self._buffer = data[at + length :]
        return data[0] & 0x0F, bool(data[0] & 0x80), data[at : at + length]

    def _receive(self):
        try:
            data = self.socket.recv(65_536)
        except ConnectionError:
            return False
        self._buffer += data
        return bool(data)

    # Ending

    def wait_closed(self, timeout=5):
        """Reads until the server closes; gives the close code."""
        while self.read(timeout) is not None:
            pass
        return self.close_code

    def close(self, code=1000):
        """As a browser does it: a close frame, then the end of the connection."""
        self._quietly(self.send_frame, CLOSE, struct.pack("!H", code))
        self.socket.close()

    def abort(self):
        """As a lost network: no close frame, a reset."""
        if self.socket.fileno() >= 0:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.socket.close()

    def _quietly(self, send, *arguments):
        try:
            send(*arguments)
        except OSError:
            pass  # The other side is gone; reading tells.

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def xor(data, key):
    if not data:
        return data
    repeated = (key * (len(data) // 4 + 1))[: len(data)]
    return (int.from_bytes(data, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(data), "big")
