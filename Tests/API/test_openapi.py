"""The description for machines against the running server: schemathesis makes requests from it, valid and not."""

import json

import pytest
import schemathesis
from harness.server import Server, admin_token
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

load_all_checks()

REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "410", "413", "415", "422", "428", "429"]


@pytest.fixture(scope="module")
def server():
    """Its own, because the flood of calls uses up the rate limits of this machine's address."""
    with Server() as started:
        yield started


def test_it_is_openapi_3_1_and_names_every_call_of_the_document(server):
    described = server.request("GET", "/openapi.json").json
    assert described["openapi"].startswith("3.1")
    calls = {(method.upper(), path) for path, entry in described["paths"].items() for method in entry if method in ("get", "post", "patch", "delete", "put")}
    from harness.server import REPOSITORY

    text = (REPOSITORY / "docs/api.md").read_text()
    documented = {
        (line.split("`")[1].split(" ")[0], line.split("`")[1].split(" ")[1].split("?")[0]) for line in text.splitlines() if line.startswith("| `") and "/v1/" in line
    }
    assert documented - calls == set()
    assert {"GET /healthz", "GET /readyz"} <= {f"{method} {path}" for method, path in calls}


@pytest.fixture(scope="module")
def described(server):
    # The token goes through the description's own security scheme: sent as a plain header it would also be put back into the requests
    # that are meant to lack it.
    config = schemathesis.Config.from_dict(
        {
            "auth": {"openapi": {"token": {"bearer": admin_token()}}},
            # A body that is too large is refused as such before anything in it is looked at.
            "checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}},
        }
    )
    return schemathesis.openapi.from_dict(json.loads(server.request("GET", "/openapi.json").body), config=config)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
# The same cases each time, so that a change is judged by its own doing; `schemathesis run` by hand explores.
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_does_what_it_describes(case, server):
    # With every grant; what other tokens may not do is tested in test_tokens.py and test_rooms.py.
    excluded = [
        CHECKS.get_one("unsupported_method"),
        # Limits in bytes, control characters, a token's size in all: rules that a schema cannot say.
        CHECKS.get_one("positive_data_acceptance"),
    ]
    case.call_and_validate(
        base_url=f"http://127.0.0.1:{server.port}",
        excluded_checks=excluded,
        timeout=10,
    )
