"""Fixtures that the API and the browser tests share; a conftest imports the ones it offers."""

import pytest

from .server import Server


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
