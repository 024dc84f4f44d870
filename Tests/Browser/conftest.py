"""Browsers, servers and rooms for the tests of this folder."""

import itertools
import os
import re

import pytest
from harness.chromium import Chromium
from harness.cutter import Cutter
from harness.firefox import Firefox
from harness.fixtures import own_server, server  # noqa: F401
from harness.sound import SilentSoundCard
from playwright.sync_api import sync_playwright

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def media_files(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


class Browsers:
    """Browser processes, started when first asked for and kept for the whole session; pages are made fresh for each test."""

    def __init__(self, playwright, media_files, scratch):
        self._playwright, self._media_files, self._scratch = playwright, media_files, scratch
        self._processes = {}
        self._pages = []
        self._own = []
        self._sound = None

    def _sound_card(self):
        self._sound = self._sound or SilentSoundCard()
        return self._sound

    def chromium(self, sender=1, **options):
        """A page of a Chromium whose camera and microphone files are those of `sender`: the browser's own capture path."""
        process = self._process(("chromium", sender), lambda: Chromium(self._playwright, sender, media=self._media_files))
        return self._keep(process.page(**options))

    def pattern_chromium(self, sender=1, **options):
        """A page of a Chromium shared by all senders; canvas and oscillator stand in for the devices."""
        process = self._process(("chromium", "pattern"), lambda: Chromium(self._playwright))
        return self._keep(process.page(sender=sender, **options))

    def firefox(self, sender=1, **options):
        process = self._process(("firefox", sender), lambda: Firefox(sender, environment=self._sound_card().environment))
        return self._keep(process.page(**options))

    def own_chromium(self, sender=1, **options):
        """A Chromium process for this test only, to be killed or put into a namespace."""
        process = Chromium(self._playwright, sender, scratch=self._scratch, **options)
        self._own.append(process)
        return process

    def keep(self, page):
        return self._keep(page)

    def _keep(self, page):
        self._pages.append(page)
        return page

    def _process(self, key, make):
        if key not in self._processes:
            self._processes[key] = make()
        return self._processes[key]

    @property
    def pages(self):
        return list(self._pages)

    def close_pages(self):
        while self._pages:
            self._pages.pop().close()
        while self._own:
            self._own.pop().close()

    def close(self):
        self.close_pages()
        for process in self._processes.values():
            process.close()
        if self._sound:
            self._sound.close()


@pytest.fixture(scope="session")
def all_browsers(playwright, media_files, tmp_path_factory):
    made = Browsers(playwright, media_files, tmp_path_factory.mktemp("browsers"))
    yield made
    made.close()


@pytest.fixture
def browsers(all_browsers, request):
    yield all_browsers
    if request.node.stash.get(FAILED, False):
        save_evidence(all_browsers, request.node)
    all_browsers.close_pages()


@pytest.fixture
def cutter(server):
    """A proxy in front of the server whose connections the test can cut, stall and refuse."""
    with Cutter(server.port) as started:
        yield started


@pytest.fixture
def room(request):
    """A room name of this test's own."""
    name = re.sub(r"[^0-9A-Za-z]+", "-", request.node.name).strip("-")[:40]
    return f"{name}-{os.getpid()}-{next(numbers)}"


# Evidence of a failure: what the pages showed and what the server said.

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when in ("setup", "call") and report.failed:
        item.stash[FAILED] = True
        for value in item.funcargs.values():
            if isinstance(value, Server):
                report.sections.append(("server log", value.log_tail(60)))
    return report


def save_evidence(browsers, node):
    folder = node.config.rootpath / ".build" / "browser-evidence" / re.sub(r"[^0-9A-Za-z]+", "-", node.name)
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(browsers.pages):
        try:
            page.screenshot(folder / f"{number}-{str(page).replace(' ', '-')}.png")
            (folder / f"{number}.txt").write_text("\n".join([page.text(), *page.console, *map(str, page.messages("received")[-30:])]))
        except Exception as error:  # The evidence must never hide the failure.
            (folder / f"{number}.error").write_text(repr(error))
