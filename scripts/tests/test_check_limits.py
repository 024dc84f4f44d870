"""scripts/check-limits on small trees, and on this one."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CHECK = REPOSITORY / "scripts/check-limits"


def run(root):
    done = subprocess.run([sys.executable, str(CHECK), "--root", str(root)], capture_output=True, text=True)
    return done.returncode, done.stdout


def tree(root, row, source="enum Limits {\n    static let maximum = 4 * 1_024\n}\n", test="@Test func `four thousand is enough`() {}\n"):
    for path, text in [("docs/threat-model.md", row + "\n"), ("Sources/Limits.swift", source), ("Tests/LimitTests.swift", test)]:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def test_a_row_that_is_true_passes(tmp_path):
    assert run(tree(tmp_path, "| a thing | 4,096 | `Limits.maximum` | refused | `four thousand is enough` |"))[0] == 0


def test_another_value_is_found(tmp_path):
    status, text = run(tree(tmp_path, "| a thing | 4,095 | `Limits.maximum` | refused | `four thousand is enough` |"))
    assert status == 1 and "Limits.maximum is 4,096, not 4,095" in text


def test_a_test_that_is_gone_is_found(tmp_path):
    status, text = run(tree(tmp_path, "| a thing | 4,096 | `Limits.maximum` | refused | `four thousand is plenty` |"))
    assert status == 1 and "there is no test 'four thousand is plenty'" in text


def test_a_constant_that_is_gone_is_found(tmp_path):
    status, text = run(tree(tmp_path, "| a thing | 4,096 | `Limits.minimum` | refused | |"))
    assert status == 1 and "there is no number for Limits.minimum" in text


def test_a_document_without_a_table_is_found(tmp_path):
    status, text = run(tree(tmp_path, "# Threat model"))
    assert status == 1 and "there is no table of limits" in text


def test_this_tree_passes():
    status, text = run(REPOSITORY)
    assert status == 0, text
