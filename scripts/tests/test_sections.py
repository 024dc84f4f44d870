"""scripts/lib/sections.sh: a failure is never lost, and nothing is left running."""

import subprocess
from pathlib import Path

from harness.waiting import wait_until

SECTIONS = Path(__file__).resolve().parent.parent / "lib/sections.sh"


def run(script, tmp_path):
    return subprocess.run(["bash", "-uc", f"source {SECTIONS}\n{script}"], capture_output=True, text=True, cwd=tmp_path, timeout=20)


def test_sections_that_pass_end_with_0(tmp_path):
    ended = run("section 'One thing' true; start 'Another' true; await 'Another'; finish", tmp_path)
    assert ended.returncode == 0 and "ok: One thing, 0 s" in ended.stdout and "all passed" in ended.stdout


def test_a_failure_shows_the_end_of_its_output_and_the_rest_still_runs(tmp_path):
    ended = run("section 'Bad' bash -c 'echo the reason; exit 3'; section 'Good' true; finish", tmp_path)
    assert ended.returncode == 1
    assert "exit status 3" in ended.stdout and "| the reason" in ended.stdout
    assert "ok: Good" in ended.stdout and ended.stdout.rstrip().endswith("Bad")


def test_a_failure_in_the_background_counts(tmp_path):
    assert run("start 'Bad' false; await 'Bad'; finish", tmp_path).returncode == 1


def test_a_failure_that_is_shown_while_it_runs_counts(tmp_path):
    ended = run("VERBOSE=1; section 'Bad' bash -c 'echo words; exit 4'; finish", tmp_path)
    assert ended.returncode == 1 and "exit status 4" in ended.stdout


def test_require_ends_the_run_at_once(tmp_path):
    ended = run("section 'Bad' false; require; section 'Never' true", tmp_path)
    assert ended.returncode == 1 and "Never" not in ended.stdout


def test_an_ended_run_takes_its_background_section_with_it(tmp_path):
    ended = run("start 'Long' bash -c 'echo $$ > pid; exec sleep 60'; until [[ -s pid ]]; do :; done; exit 7", tmp_path)
    assert ended.returncode == 7
    command = Path("/proc") / (tmp_path / "pid").read_text().strip() / "cmdline"

    def has_ended():
        try:
            return "sleep" not in command.read_text()
        except OSError:
            return True

    wait_until(has_ended, 5, "the end of the background section")
