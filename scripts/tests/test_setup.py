"""scripts/setup in a made-up tree, with programs that only write down that they were called."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent

PACKAGES = """
# a comment
run    present-package   sh                 # a command that is there
run    header-package    {folder}/header.h  # a file that may be there
run    missing-package   no-such-command    # a command that is not there
test   test-package      no-such-test-tool  # only for tests
"""


class Machine:
    def __init__(self, folder):
        self.folder = folder
        self.commands = folder / "bin"
        self.commands.mkdir()
        (folder / "scripts").mkdir()
        shutil.copy(SCRIPTS / "setup", folder / "scripts/setup")
        (folder / "scripts/packages.debian").write_text(PACKAGES.format(folder=folder))
        (folder / "scripts/requirements.txt").write_text("")
        # Only what the script itself uses, so that the real apt-get and sudo are out of reach.
        for name in ("bash", "sh", "sort", "dirname", "env", "id"):
            (self.commands / name).symlink_to(shutil.which(name))
        self.add("swift")

    def add(self, name, then="exit 0"):
        path = self.commands / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.folder}/calls\n{then}\n')
        path.chmod(0o755)

    def setup(self, purpose="run"):
        return subprocess.run(
            [str(self.commands / "bash"), str(self.folder / "scripts/setup"), purpose], capture_output=True, text=True, env={"PATH": str(self.commands)}, cwd=self.folder
        )

    def calls(self):
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_exactly_what_is_missing_is_installed(machine):
    machine.add("apt-get")
    machine.add("sudo", 'shift 0; "$@"')
    ended = machine.setup()
    assert ended.returncode == 0, ended
    installs = [call for call in machine.calls() if call.startswith("apt-get install")]
    assert len(installs) == 1
    assert installs[0].endswith("header-package missing-package")
    assert any(call.startswith("apt-get update") for call in machine.calls())


def test_nothing_is_done_when_nothing_is_missing(machine):
    machine.add("apt-get")
    machine.add("no-such-command")
    (machine.folder / "header.h").touch()
    ended = machine.setup()
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert machine.calls() == []


def test_a_machine_without_apt_is_told_what_is_missing(machine):
    ended = machine.setup()
    assert ended.returncode == 1
    assert "header-package missing-package" in ended.stderr and len(ended.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root needs no sudo")
def test_a_user_without_sudo_is_told_what_to_run(machine):
    machine.add("apt-get")
    ended = machine.setup()
    assert ended.returncode == 1 and "as root" in ended.stderr


def test_a_failing_installation_is_told_and_ends_the_setup(machine):
    machine.add("apt-get", "exit 100")
    machine.add("sudo", '"$@"')
    ended = machine.setup()
    assert ended.returncode == 1 and "could not install" in ended.stderr


def test_a_machine_without_swift_is_told_where_to_get_it(machine):
    (machine.commands / "swift").unlink()
    machine.add("apt-get")
    ended = machine.setup()
    assert ended.returncode == 1 and "swift.org/install" in ended.stderr
    assert machine.calls() == []


def test_an_unknown_purpose_is_refused(machine):
    assert machine.setup("everything").returncode == 2


def test_each_line_of_the_real_list_has_a_purpose_a_probe_and_a_reason():
    for line in (SCRIPTS / "packages.debian").read_text().splitlines():
        if line and not line.startswith("#"):
            entry, reason = line.split("#", 1)
            purpose, _, probe = entry.split()
            assert purpose in ("run", "test", "bench") and probe and reason.strip(), line
