"""What `check` remarks of a routine that has no mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = """\
title: T
blocks:
  - circuit: [march-on-the-spot, push-up]
    rounds: 2
    work: 30s
    rest: 0s
  - sets: [{exercise: face-pull, reps: 5, sets: 1, get_ready: 5s}]
"""


def test_time_that_a_change_takes_is_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a rest that is too short for it, and where an anchor gets less than usual."""
    monkeypatch.chdir(tmp_path)
    Path("t.yaml").write_text(TEXT, encoding="utf-8")
    done = run("check", "t.yaml", "--fast")
    assert done.exit_code == 0
    notes = [line for line in done.stdout.splitlines() if line.startswith("note: ")]
    assert [note.split(": ")[1] for note in notes] == ["t.yaml:6:11", "t.yaml:7:12"]
    assert "the position changes" in notes[0]
    assert "5 s to anchor the band" in notes[1]
    assert "no mistakes" in done.stdout.splitlines()[-1]
    [file] = json.loads(run("check", "t.yaml", "--fast", "--json").stdout)["files"]
    assert (file["ok"], len(file["remarks"])) == (True, 2)
