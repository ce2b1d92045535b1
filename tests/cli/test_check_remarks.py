"""`check` remarks what may surprise the author of a routine that has no mistake."""

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
    """A rest that is too short for a change is remarked, and so is a hurried anchor."""
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


def remarks(run: Run, text: str) -> list[str]:
    """Return the notes of `check` on a routine of that text, which has no mistake."""
    Path("t.yaml").write_text(text, encoding="utf-8")
    done = run("check", "t.yaml", "--fast")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    return [line.removeprefix("note: t.yaml:") for line in lines if line.startswith("note: ")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("    recover: easy-walk\n    rest: 0s\n", "9:14: this is never done"),
        (
            "    rest: {switch: 10s, rounds: 20s}\n",
            "9:11: this time for the switch is never used: nothing here changes sides",
        ),
    ],
)
def test_what_a_block_of_intervals_asks_for_in_vain_is_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str, expected: str
) -> None:
    """A recovery without rests, or time for a switch where no sides change, is remarked."""
    monkeypatch.chdir(tmp_path)
    begun = (
        "title: T\nblocks:\n  - name: Main\n    intervals:\n      - easy-run\n      - easy-walk\n"
    )
    [note] = remarks(run, f"{begun}    work: 60s\n    rounds: 3\n{block}")
    assert note.startswith(expected)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("exercise: push-up, sets: 2, work: 30s, tempo: 2-0-2-0", "this `tempo` is never used"),
        ("exercise: push-up, sets: 1, reps: 5, rest: 40s", "rest between sets is never used"),
        ("exercise: push-up, sets: 2, reps: 5, limb: arm", "this `limb` is never named"),
        ("exercise: push-up, sets: 2, reps: 5, rest: {switch: 9s}", "time for the switch is never"),
        ("exercise: push-up, sets: 2, reps: 5, rest: 0s", "gets 7 s to be announced in"),
        ("exercise: push-up, sets: 2, work: 6s, rest: 1s", "gets 7 s to be announced in"),
    ],
)
def test_what_an_entry_asks_for_in_vain_is_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, expected: str
) -> None:
    """A value that an entry never uses is remarked, and so is time that is added after a rest."""
    monkeypatch.chdir(tmp_path)
    [note] = remarks(run, f"title: T\nblocks:\n  - sets:\n      - {{{entry}}}\n")
    assert note.startswith("4:")
    assert expected in note


@pytest.mark.parametrize(
    "entry",
    [
        "exercise: push-up, sets: 1-2, reps: 5, rest: 40s",
        "exercise: push-up, sets: 2, reps: 5, tempo: 2-0-2-0, rest: 8s",
        "exercise: push-up, sets: 2, work: 30s, sides: each-set, limb: arm, rest: {switch: 9s}",
    ],
)
def test_what_some_level_uses_is_not_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    """A value that is used at one level only is not remarked."""
    monkeypatch.chdir(tmp_path)
    assert not remarks(run, f"title: T\nblocks:\n  - sets:\n      - {{{entry}}}\n")


def test_a_default_that_every_entry_overrides_is_remarked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work and rest of a block are remarked where every entry has its own."""
    monkeypatch.chdir(tmp_path)
    entry = "{exercise: push-up, work: 20s, rest: 10s}"
    text = f"title: T\nblocks:\n  - circuit: [{entry}, {entry}]\n    rounds: 2\n"
    text += "    work: 30s\n    rest: 20s\n"
    notes = remarks(run, text)
    assert [note.partition(":")[0] for note in notes] == ["5", "6"]
    assert all("every entry has its own" in note for note in notes)


def test_a_remedy_for_a_short_rest_by_the_clock_is_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever follows the remedy in the message has a routine without mistakes."""
    monkeypatch.chdir(tmp_path)

    def tried(rest: str, second: str) -> str:
        entries = f"      - {{exercise: push-up}}\n      - {{exercise: banded-squat{second}}}\n"
        text = f"title: T\nblocks:\n  - rest: {rest}\n    work: 20s\n    intervals:\n{entries}"
        Path("t.yaml").write_text(text, encoding="utf-8")
        return run("check", "t.yaml", "--fast").output

    assert "or write `get_ready: 5s` for this entry and make it 14 s" in tried("4s", "")
    assert "make it 14 s or more" in tried("4s", ", get_ready: 5s")
    assert "no mistakes" in tried("14s", ", get_ready: 5s")
    assert tried("14s", "").rstrip().endswith("or write `get_ready: 5s` for this entry")
