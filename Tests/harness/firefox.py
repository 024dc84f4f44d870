"""Debian's Firefox through WebDriver BiDi."""

import base64
import os
import subprocess
import tempfile
from pathlib import Path

from .bidi import BiDi, BiDiError
from .page import Page, instruments_source
from .server import free_port
from .waiting import wait_until

EXECUTABLE = os.environ.get("SALEFLOW_FIREFOX", "/usr/bin/firefox-esr")

PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    # Everything runs on one machine: links use its addresses as they are.
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.gmp-manager.updateEnabled": False,
    "dom.min_background_timeout_value": 4,
    "dom.timeout.throttling_delay": 1_000_000_000,
    "remote.active-protocols": 1,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "extensions.getAddons.cache.enabled": False,
    "intl.accept_languages": "en-US",
}

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "Shift": "\ue008", "Control": "\ue009", "Backspace": "\ue003"}


class Firefox:
    """A browser process with a profile of its own. Pages replace the devices by canvas and oscillator: Firefox's fake ones are all alike."""

    name = "firefox"

    def __init__(self, sender=0, preferences=None, environment=None):
        self.sender = sender
        self._profile = tempfile.TemporaryDirectory(prefix="saleflow-firefox-", ignore_cleanup_errors=True)
        lines = [f"user_pref({quote(name)}, {quote(value)});" for name, value in {**PREFERENCES, **(preferences or {})}.items()]
        (Path(self._profile.name) / "user.js").write_text("\n".join(lines) + "\n")
        port = free_port()
        self.process = subprocess.Popen(
            [EXECUTABLE, "--headless", "--no-remote", "--profile", self._profile.name, "--remote-debugging-port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        try:
            self.bidi = wait_until(lambda: self._connect(port), 60, "Firefox's BiDi socket", interval=0.1)
        except BaseException:
            self.process.kill()
            self.process.wait(10)
            raise

    def _connect(self, port):
        assert self.process.poll() is None, "Firefox ended while starting"
        try:
            return BiDi(port)
        except OSError:
            return None

    def page(self, sender=None, width=1280, height=800, **instruments):
        """A window in a container of its own: cookies and storage are not shared with other pages."""
        sender = self.sender if sender is None else sender
        container = self.bidi.call("browser.createUserContext")["userContext"]
        context = self.bidi.call("browsingContext.create", type="window", userContext=container)["context"]
        source = instruments_source(**{"sender": sender, "capture": "pattern", **instruments})
        self.bidi.call("script.addPreloadScript", functionDeclaration=f"() => {{ {source} }}", contexts=[context])
        self.bidi.call("browsingContext.setViewport", context=context, viewport={"width": width, "height": height})
        return FirefoxPage(self.bidi, context, container, sender)

    def close(self):
        try:
            self.bidi.call("browser.close", timeout=5)
        except BiDiError:
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.bidi.close()
        self._profile.cleanup()


class FirefoxPage(Page):
    def __init__(self, bidi, context, container, sender):
        self.bidi = bidi
        self.context = context
        self.container = container
        self.sender = sender
        self.console = []

    def __str__(self):
        return f"Firefox {self.sender}"

    def goto(self, url):
        self.bidi.call("browsingContext.navigate", context=self.context, url="about:blank", wait="complete")
        self.bidi.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def reload(self):
        self.bidi.call("browsingContext.reload", context=self.context, wait="complete")

    def evaluate(self, function, argument=None):
        return self.bidi.call_function(self.context, function, argument)

    def is_shown(self, name):
        return self.instrument("isShown", name)

    def click(self, name, timeout=20):
        """A real click (it counts as the person's gesture) in the middle of the control."""
        place = wait_until(lambda: self._resting_place(name), timeout, f"'{name}' to click on in {self}")
        self._perform(
            {"type": "pointer", "id": "mouse", "actions": [{"type": "pointerMove", **place}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}
        )

    def _resting_place(self, name):
        """Where a control is once it stands still; a click on a moving one would miss it."""
        before = self.instrument("locate", name)
        return before if before and before == self.instrument("locate", name) else None

    def fill(self, name, text, timeout=20):
        def clicked_into():
            # Between the look and the click a panel may still have moved under the pointer; a person clicks again.
            self.click(name, timeout)
            try:
                return wait_until(lambda: self.focused_name() == name, 2, "the focus")
            except AssertionError:
                return False

        wait_until(clicked_into, timeout, f"the focus on '{name}' in {self}")
        self._keys([("keyDown", KEYS["Control"]), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", KEYS["Control"])])
        self.type(text)
        wait_until(lambda: self.instrument("value", name) == text, timeout, f"'{text}' in the field '{name}' of {self}")

    def type(self, text):
        self._keys([(what, character) for character in text for what in ("keyDown", "keyUp")])

    def press(self, key):
        *modifiers, last = [KEYS.get(part, part) for part in key.split("+")]
        self._keys([("keyDown", m) for m in modifiers] + [("keyDown", last), ("keyUp", last)] + [("keyUp", m) for m in reversed(modifiers)])

    def screenshot(self, path):
        data = self.bidi.call("browsingContext.captureScreenshot", context=self.context)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        try:
            self.bidi.call("browsingContext.close", context=self.context)
            self.bidi.call("browser.removeUserContext", userContext=self.container)
        except BiDiError:
            pass  # Already gone with its window.

    def _keys(self, keys):
        self._perform({"type": "key", "id": "keyboard", "actions": [{"type": what, "value": value} for what, value in keys]})

    def _perform(self, source):
        self.bidi.call("input.performActions", context=self.context, actions=[source])


def quote(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'
