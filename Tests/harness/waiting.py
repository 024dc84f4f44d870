"""Waiting for conditions with a deadline."""

import time


def wait_until(condition, timeout=10.0, what="the condition", interval=0.05):
    """Calls `condition` until it returns something true and returns that; fails with `what` and the last value after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen within {timeout} s; last seen: {value!r}")
        time.sleep(interval)


def stays(condition, seconds, what="the condition", interval=0.05):
    """Checks that `condition` holds now and for `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert condition(), f"{what} did not hold"
        time.sleep(interval)
