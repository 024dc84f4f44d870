"""Chromium by its own protocol, for what Playwright keeps from a test: a tab that is really hidden, a browser that is killed and comes back with its profile.

https://chromedevtools.github.io/devtools-protocol/
"""

import contextlib
import itertools
import json
import os
import signal
import subprocess
from pathlib import Path

from websockets.sync.client import connect

from .chromium import EXECUTABLE
from .waiting import wait_until

# Timers of hidden tabs are left as slow as people have them: that is what is tested.
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--remote-debugging-port=0",
]


class CDPError(Exception):
    """A command that the browser refused, or a script that threw."""


class BareChromium:
    """A browser process with a profile folder that outlives it."""

    def __init__(self, profile):
        port_file = Path(profile) / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [EXECUTABLE, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        self._life = contextlib.ExitStack()
        self._ids = itertools.count(1)
        try:
            port, path = wait_until(lambda: self._address(port_file), 60, "Chromium's debugging port")
            self._socket = self._life.enter_context(connect(f"ws://127.0.0.1:{port}{path}", max_size=None, compression=None))
        except BaseException:
            self.kill()
            raise

    def _address(self, port_file):
        assert self.process.poll() is None, "Chromium ended while starting"
        lines = port_file.read_text().split() if port_file.exists() else []
        return lines if len(lines) == 2 else None

    def call(self, method, session=None, timeout=60, **params):
        """Sends a command and gives its result; events are passed over."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}))
        while True:
            reply = json.loads(self._socket.recv(timeout=timeout))
            if reply.get("id") != number:
                continue
            if "error" in reply:
                raise CDPError(f"{method}: {reply['error']['message']}")
            return reply["result"]

    def tab(self, url):
        """Opens a tab in front of the others."""
        target = self.call("Target.createTarget", url=url)["targetId"]
        return Tab(self, target, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def kill(self):
        """The power is gone, as far as the browser can tell."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self._life.close()

    def close(self):
        if self.process.poll() is not None:
            return
        try:
            self.call("Browser.close", timeout=5)
            self.process.wait(10)
            self._life.close()
        except Exception:  # However it goes, it must be gone.
            self.kill()


class Tab:
    def __init__(self, browser, target, session):
        self.browser, self._target, self._session = browser, target, session

    def evaluate(self, expression):
        """The JSON value of an expression, awaited, as if in a click."""
        result = self.browser.call("Runtime.evaluate", session=self._session, expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            raise CDPError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def bring_to_front(self):
        self.browser.call("Target.activateTarget", targetId=self._target)

    def command(self, method, **params):
        return self.browser.call(method, session=self._session, **params)

    def crash(self):
        """Kills the tab's process."""
        self.browser._socket.send(json.dumps({"id": next(self.browser._ids), "method": "Page.crash", "sessionId": self._session}))
