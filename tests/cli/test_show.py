"""`show` tells all that is known of a name; `list --json` all that there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MINE = """\
title: Mine
tags: [hips]
blocks:
  - sets: [{exercise: kick-back, reps: [12, 10]}]
  - {name: Push, intervals: [march-on-the-spot], work: 20s, rest: 10s, rounds: 4-8}
  - say: Well done.
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder of one's own with a routine and a programme that uses it."""
    monkeypatch.chdir(tmp_path)
    files = {
        "routines/mine.yaml": MINE,
        "programmes/two.yaml": "title: T\nweeks: 2\ndays: [{day: 1, routine: mine}]\n",
    }
    for name, text in files.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "own"


def test_an_exercise_is_shown_with_who_uses_it(run: Run) -> None:
    """Its facts have a line each, its words are whole, and no line is wider than the screen."""
    shown = run("show", "kick-back", "--content", "own").stdout
    assert shown.startswith("kick-back (exercise)\n  Called    Kick back\n")
    assert "  Band      loop band, ankles\n" in shown
    assert "  Sides     each-set, right first\n" in shown
    used = shown.partition("  Used by   ")[2].split()
    assert {"mine", "all-nine"} <= set(used)
    assert max(map(len, shown.splitlines())) <= 80


def test_a_routine_is_shown_block_by_block(run: Run) -> None:
    """With amounts, estimates at every level, and the programmes that train it."""
    shown = run("show", "mine", "--content", "own").stdout
    assert "sets: kick-back 12, 10\n" in shown
    assert "intervals 4-8 rounds (Push): march-on-the-spot 20 s\n" in shown
    assert "  About     beginner " in shown
    assert "  Used by   two\n" in shown
    assert run("show", "own/routines/mine.yaml").stdout.startswith("mine (routine)\n")


def test_programmes_and_voices_are_shown(run: Run) -> None:
    """A programme's days and routines; a voice's language, and how to try it."""
    assert "  Routines  loop-band-legs\n" in run("show", "four-weeks-of-bands").stdout
    voice = run("show", "hibari").stdout
    assert voice.startswith("hibari:heart (voice)\n")
    assert "audioguide say Hello. --voice hibari" in voice
    assert "  Ready     yes\n" in run("show", "silent").stdout


def test_a_name_that_nothing_has_is_told(run: Run) -> None:
    """The nearest of all names is suggested, in JSON too."""
    done = run("show", "kick-bak")
    told = "error: nothing is called `kick-bak`; did you mean `kick-back`?\n"
    assert (done.exit_code, done.stderr) == (2, told)
    assert json.loads(run("show", "kick-bak", "--json").stdout)["problems"]


def test_a_program_reads_the_same_facts(run: Run) -> None:
    """Every fact under its name, lists as lists."""
    told = json.loads(run("show", "kick-back", "--json").stdout)
    assert told["format"] == "audioguide.show/1"
    [found] = told["found"]
    assert (found["kind"], found["name"], found["in_short"][:4]) == (
        "exercise",
        "kick-back",
        "Band",
    )
    assert "Stay tall." in found["form"]


def test_lists_are_there_for_programs(run: Run) -> None:
    """All kinds, or one; lengths are milliseconds; a tag chooses."""
    every = json.loads(run("list", "--json").stdout)
    assert list(every) == ["format", "routines", "programmes", "exercises", "voices"]
    mine = json.loads(run("list", "routines", "--json", "--content", "own", "--tag", "hips").stdout)
    found = {one["name"]: one for one in mine["routines"]}
    assert found["mine"]["about_ms"] > 60_000
    assert found["mine"]["origin"].endswith("own")
    (Path("own/routines") / "bad.yaml").write_text("title: B\n", encoding="utf-8")
    broken = run("list", "routines", "--json", "--content", "own")
    assert (broken.exit_code, "bad.yaml:1:1" in broken.stderr) == (1, True)
