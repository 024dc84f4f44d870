"""Servers and rooms for the tests of this folder."""

import itertools
import os
import re

import pytest
from harness.fixtures import own_server, server  # noqa: F401

numbers = itertools.count(1)


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
