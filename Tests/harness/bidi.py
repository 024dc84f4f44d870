"""A WebDriver BiDi connection: commands and their replies over one WebSocket, nothing more.

https://www.w3.org/TR/webdriver-bidi/
"""

import contextlib
import itertools
import json
import threading

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


class BiDiError(Exception):
    """A command that the browser refused."""


class BiDi:
    def __init__(self, port, timeout=10):
        self._life = contextlib.ExitStack()
        self._socket = self._life.enter_context(connect(f"ws://127.0.0.1:{port}/session", max_size=None, open_timeout=timeout, compression=None))
        self._ids = itertools.count(1)
        self._replies = {}
        self._arrived = threading.Condition()
        self._is_closed = False
        self.events = []
        threading.Thread(target=self._read, daemon=True).start()
        self.call("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True, "unhandledPromptBehavior": {"default": "accept"}}})

    def call(self, method, timeout=30, **params):
        """Sends a command and gives its result."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        with self._arrived:
            if not self._arrived.wait_for(lambda: number in self._replies or self._is_closed, timeout):
                raise BiDiError(f"{method} was not answered within {timeout} s")
            reply = self._replies.pop(number, None)
        if reply is None:
            raise BiDiError(f"the browser closed the connection during {method}")
        if reply["type"] == "error":
            raise BiDiError(f"{method}: {reply['error']}: {reply['message']}")
        return reply["result"]

    def call_function(self, context, function, argument=None):
        """Calls a JavaScript function with one JSON argument in a page; gives its JSON result, awaited."""
        wrapped = f"async (argument) => {{ const result = await ({function})(JSON.parse(argument)); return result === undefined ? 'null' : JSON.stringify(result); }}"
        result = self.call(
            "script.callFunction",
            functionDeclaration=wrapped,
            awaitPromise=True,
            target={"context": context},
            arguments=[{"type": "string", "value": json.dumps(argument)}],
            userActivation=False,
        )
        if result["type"] == "exception":
            raise BiDiError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def close(self):
        self._life.close()

    def _read(self):
        try:
            for text in self._socket:
                message = json.loads(text)
                with self._arrived:
                    if message["type"] == "event":
                        self.events.append(message)
                    elif message.get("id") is not None:
                        self._replies[message["id"]] = message
                    self._arrived.notify_all()
        except ConnectionClosed:
            pass
        finally:
            with self._arrived:
                self._is_closed = True
                self._arrived.notify_all()
