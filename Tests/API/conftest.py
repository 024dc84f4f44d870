"""Servers and rooms for the tests of this folder."""

import itertools
import os
import re

import pytest
from harness.server import Server

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    with Server() as started:
        yield started


@pytest.fixture
def own_server():
    """Makes servers for one test, which may stop them: `own_server('--rooms-mesh-max', '8')`."""
    made = []

    def make(*arguments, **options):
        made.append(Server(*arguments, **options).start())
        return made[-1]

    yield make
    for started in made:
        started.close()


@pytest.fixture
def room(request):
    """A room name of this test's own."""
    name = re.sub(r"[^0-9A-Za-z]+", "-", request.node.name).strip("-")[:40]
    return f"{name}-{os.getpid()}-{next(numbers)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed:
        for value in item.funcargs.values():
            if isinstance(value, Server):
                report.sections.append(("server log", value.log_tail(60)))
    return report
