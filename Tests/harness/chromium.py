"""Debian's Chromium through Playwright."""

import os
import stat
from pathlib import Path

from playwright.sync_api import Error, TimeoutError

from . import pattern
from .page import Page, instruments_source

EXECUTABLE = os.environ.get("SALEFLOW_CHROMIUM", "/usr/bin/chromium")

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    # Everything runs on one machine: links use its addresses as they are.
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]


class Chromium:
    """A browser process. `media` is a folder for the sender's camera and microphone files; without it pages replace the devices by canvas and oscillator."""

    name = "chromium"

    def __init__(self, playwright, sender=0, media=None, flags=(), namespace=None, scratch=None):
        self.sender = sender
        self.capture = "real" if media else "pattern"
        flags = [*FLAGS, *flags]
        if media:
            flags += [f"--use-file-for-fake-video-capture={camera_file(media, sender)}", f"--use-file-for-fake-audio-capture={tone_file(media, sender)}"]
        else:
            # The oscillator of the replaced microphone must run before anybody clicked.
            flags += ["--autoplay-policy=no-user-gesture-required"]
        executable = namespace_wrapper(scratch, namespace) if namespace else EXECUTABLE
        self.browser = playwright.chromium.launch(executable_path=str(executable), args=flags, headless=False, ignore_default_args=["--mute-audio"])

    def page(self, sender=None, capture=None, width=1280, height=800, context_options=None, **instruments):
        """A tab in a fresh profile: cookies and storage are its own."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, ignore_https_errors=True, **(context_options or {}))
        sender = self.sender if sender is None else sender
        context.add_init_script(instruments_source(sender=sender, capture=capture or self.capture, **instruments))
        return ChromiumPage(context, context.new_page(), sender)

    def close(self):
        self.browser.close()


class ChromiumPage(Page):
    def __init__(self, context, page, sender):
        self.context = context
        self.page = page
        self.sender = sender
        self.console = []
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"uncaught: {error}"))

    def __str__(self):
        return f"Chromium {self.sender}"

    def goto(self, url):
        # A page that differs only in its fragment would not be loaded again.
        if self.page.url.split("#")[0] == url.split("#")[0]:
            self.page.goto("about:blank")
        self.page.goto(url, wait_until="load")

    def reload(self):
        self.page.reload(wait_until="load")

    def evaluate(self, function, argument=None):
        return self.page.evaluate(function, argument)

    def control(self, name):
        """Buttons, links, fields and everything else that has exactly this accessible name and is shown."""
        roles = ("button", "link", "textbox", "combobox", "checkbox", "switch", "radio", "tab", "menuitem", "slider", "searchbox")
        found = self.page.get_by_role(roles[0], name=name, exact=True)
        for role in roles[1:]:
            found = found.or_(self.page.get_by_role(role, name=name, exact=True))
        # Some drivers give <summary> no role.
        return found.or_(self.page.locator(f'summary[aria-label="{name}"]')).first

    def click(self, name, timeout=20):
        self.control(name).click(timeout=timeout * 1000)

    def fill(self, name, text, timeout=20):
        self.control(name).fill(text, timeout=timeout * 1000)

    def press(self, key):
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def is_shown(self, name):
        return self.control(name).is_visible()

    def wait_for(self, name, timeout=20):
        try:
            self.control(name).wait_for(state="visible", timeout=timeout * 1000)
        except TimeoutError:
            raise AssertionError(f"no '{name}' in {self} within {timeout} s; it shows: {self.text()[:800]}") from None

    def screenshot(self, path):
        self.page.screenshot(path=str(path))

    def close(self):
        try:
            self.page.close(run_before_unload=False)
            self.context.close()
        except Error:
            pass  # The process was killed by the test.


def camera_file(folder, sender):
    path = Path(folder) / f"camera-{sender}.y4m"
    return path if path.exists() else pattern.write_video(path, sender)


def tone_file(folder, sender):
    path = Path(folder) / f"microphone-{sender}.wav"
    return path if path.exists() else pattern.write_tone(path, sender)


def namespace_wrapper(folder, namespace):
    """A program that is Chromium inside a network namespace, for Playwright to start."""
    path = Path(folder) / f"chromium-{namespace}"
    path.write_text(f'#!/bin/sh\nexec ip netns exec {namespace} {EXECUTABLE} "$@"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path
