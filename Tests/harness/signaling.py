"""A signaling client (docs/signaling.md) in plain Python, independent of ours."""

import itertools
import json
import time

from .websocket import WebSocket


class SignalError(Exception):
    """An `error` or `closing` from the server."""

    def __init__(self, code, message="", close_code=None):
        super().__init__(f"{code} (close {close_code}): {message}")
        self.code, self.close_code = code, close_code


class SignalClient:
    """One participant. `with SignalClient(server).join(token) as client: …`"""

    def __init__(self, server, origin=None, **options):
        self._server, self._origin, self._options = server, origin, options
        self._ids = itertools.count(1)
        self._pending = []
        self.last_seq = 0
        self.joined = None
        self.connect()

    def connect(self):
        if getattr(self, "socket", None):
            self.socket.close()
        self.socket = WebSocket(self._server.port, origin=self._origin, **self._options)

    # Sending

    def send(self, type, **members):
        self.socket.send_text(json.dumps({"type": type, **members}))

    def next_id(self, number):
        self._ids = itertools.count(number)

    def request(self, type, timeout=5, **members):
        """Sends a request; gives its `ack`, raises its `error`."""
        number = next(self._ids)
        self.send(type, id=number, **members)
        reply = self.expect(lambda message: message["type"] in ("ack", "error") and message.get("id") == number, timeout)
        if reply["type"] == "error":
            raise SignalError(reply["code"], reply["message"])
        return reply

    def join(self, token, **members):
        """Joins; raises SignalError when refused. In a lobby `joined` stays None and `waiting` is set."""
        self.send("join", protocol=1, token=token, **members)
        first = self.expect(lambda message: message["type"] in ("joined", "waiting", "error", "closing"))
        if first["type"] in ("error", "closing"):
            raise SignalError(first["code"], first["message"], self.socket.wait_closed())
        self.session, self.resume_token = first["session"], first["resume_token"]
        if first["type"] == "joined":
            self.joined = first
        return self

    def resume(self):
        """Opens a new socket and resumes; raises SignalError when that is refused (the socket stays open)."""
        self.connect()
        self.send("resume", session=self.session, resume_token=self.resume_token, last_seq=self.last_seq)
        reply = self.expect(lambda message: message["type"] in ("resumed", "error", "closing"))
        if reply["type"] != "resumed":
            raise SignalError(reply["code"], reply["message"], self.socket.wait_closed() if reply["type"] == "closing" else None)
        return reply

    # Receiving

    def receive(self, timeout=5):
        """The next message, or None when the connection ended."""
        text = self.socket.read(timeout)
        if text is None:
            return None
        message = json.loads(text)
        if "seq" in message:
            assert message["seq"] == self.last_seq + 1, f"expected seq {self.last_seq + 1}: {message}"
            self.last_seq = message["seq"]
        return message

    def expect(self, wanted, timeout=5):
        """The first message, kept or new, of this type (or for which this is true); others are kept for later."""
        matches = wanted if callable(wanted) else lambda message: message["type"] == wanted
        for number, message in enumerate(self._pending):
            if matches(message):
                return self._pending.pop(number)
        deadline = time.monotonic() + timeout
        while True:
            try:
                message = self.receive(max(0.001, deadline - time.monotonic()))
            except TimeoutError:
                raise AssertionError(f"{wanted} did not come within {timeout} s; kept: {self._pending}") from None
            if message is None:
                raise AssertionError(f"the connection ended ({self.socket.close_code}) before {wanted}; kept: {self._pending}")
            if matches(message):
                return message
            self._pending.append(message)

    def settle(self):
        """Everything that the server had to say until now."""
        self.send("ping", last_seq=self.last_seq, sent_at=1)
        self.expect("pong")
        messages, self._pending = self._pending, []
        return messages

    def settle_or_end(self):
        """As `settle`, but the server may end the connection meanwhile."""
        self.send("ping", last_seq=self.last_seq, sent_at=1)
        messages, self._pending = self._pending, []
        while (message := self.receive()) is not None and message["type"] != "pong":
            messages.append(message)
        return messages

    def refusal(self, timeout=5):
        """Reads to the end; gives (code of the last `closing` or `error`, close code)."""
        code = None
        for message in self._pending:
            code = message["code"] if message["type"] in ("closing", "error") else code
        while (message := self.receive(timeout)) is not None:
            code = message["code"] if message["type"] in ("closing", "error") else code
        return code, self.socket.close_code

    # Itself

    @property
    def me(self):
        return self.joined["you"]

    @property
    def id(self):
        return self.joined["you"]["id"]

    def publish(self, source="microphone", cid=None, **members):
        return self.request("publish", track={"cid": cid or source, "source": source, "muted": False, **members})["track"]

    def leave(self):
        self.request("leave")

    def close(self, code=1000):
        self.socket.close(code)

    def abort(self):
        self.socket.abort()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def refused(server, token, **options):
    """(error code, close code) of a join that must be refused."""
    client = SignalClient(server, **options)
    try:
        client.join(token)
    except SignalError as error:
        return error.code, error.close_code
    finally:
        client.close()
    raise AssertionError("the join was accepted")
