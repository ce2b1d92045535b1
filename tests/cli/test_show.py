"""`audioguide show` tells all that is known of a name, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

MINE = ("--content", "mine")
HOP = "name: Hop\nmovement: Hop on the spot.\nwork: 20s\n"
HOPS = """\
title: Hops
author: Ann Example
length: [3m, 3m, 4m]
blocks:
  - pause: 20s-30s
  - name: Main
    sets:
      - hop
      - {exercise: wall-roll-down, says: Roll down and hang., work: 30s-2m}
      - {exercise: banded-squat, reps: [12, 10, 8], name: To the mill, rest: 1:00}
  - name: Rounds
    amrap: 4m
    round: [{exercise: clamshell, reps: 5}, hop]
  - intervals: [easy-run]
    work: 30s
    rest: 30s
    rounds: 2-3
    recover: easy-walk
    before: Now run.
"""
SPRING = "title: Spring\nweeks: 1\ndays: [{day: 1, routine: ROUTINE}]\n"
FILES = {
    "mine/exercises/hop.yaml": HOP,
    "mine/exercises/hops.yaml": HOP,
    "mine/routines/hops.yaml": HOPS,
    "mine/programmes/spring.yaml": SPRING.replace("ROUTINE", "hops"),
    "exercises/hop.yaml": HOP,
    "near.yaml": HOPS,
    "weeks.yaml": SPRING.replace("ROUTINE", "near"),
    "other.yaml": "services: {web: 1}\n",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a current folder with a content folder, and files of one's own beside it."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _found(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """Return what `show --json` finds."""
    document = json.loads(run("show", *arguments, "--json").stdout)
    assert document["format"] == "audioguide.show/1"
    found: list[dict[str, Any]] = document["found"]
    return found


def test_an_exercise(run: Run) -> None:
    """An exercise is shown with its amounts, its words, its file and the routines that use it."""
    result = run("show", "banded-squat")
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith(
        """\
Banded squat

Exercise  banded-squat
Spoken    banded squat
Group     hips and legs
Position  standing
Band      loop band (above your knees)
Sides     not divided into left and right
Works     glutes, hamstrings, quads

How much  2-4 sets of 10 reps
Tempo     2-0-2-0 (2 s lowering, 2 s lifting); begins with the lowering
Rest      45 s between sets

Setup     Feet as wide as your shoulders, the band just tight.
"""
    )
    assert (
        "\nAvoid     knees falling in\n          heels lifting\nEasier    go only half as deep\n"
        in text
    )
    assert "\nFile      content/exercises/banded-squat.yaml, comes with the program\n" in text
    assert "\nUsed by   all-nine (All nine)\n          band-tabata (Band Tabata)\n" in text


def test_sides_are_told_in_words(run: Run) -> None:
    """How an exercise divides its work is a sentence, and what it says at the halves is quoted."""
    text = run("show", "lateral-banded-walk", columns=120).stdout
    assert "all sets with one leg, then with the other, left first" in text
    assert "begins with the lift; said as “out” and “in”" in text


def test_a_routine(run: Run) -> None:
    """A routine is shown with its lengths, and with its blocks in order and what they ask for."""
    text = run("show", "near.yaml").stdout
    assert "\nPromised  3 min (beginner), 3 min (intermediate), 4 min (advanced)\n" in text
    assert "\nLength    about " in text
    assert (
        text.split("\n\n", 3)[3]
        == """\
Block      What                            How much

pause      20-30 s

sets       Main
           - hop                           3 sets of 20 s
           - wall-roll-down, defined here  3 sets of 30 s to 2 min
           - banded-squat (“To the mill”)  12, 10, 8 reps, at 2-0-2-0, rest 1
                                           min between sets

amrap      Rounds                          4 min, as many rounds as possible
           - clamshell                     5 reps each side
           - hop                           20 s

say        Now run.
intervals                                  2-3 rounds, rest 30 s between
                                           exercises
           - easy-run                      30 s
           - easy-walk                     in the rests
"""
    )


def test_a_programme(run: Run) -> None:
    """A programme is shown as `plan` shows it, with its file below."""
    shown = run("show", "four-weeks-of-bands").stdout
    assert shown == run("plan", "four-weeks-of-bands").stdout + (
        "\nProgramme  four-weeks-of-bands\n"
        "File       content/programmes/four-weeks-of-bands.yaml, comes with the program\n"
    )


def test_a_voice(run: Run) -> None:
    """A voice is shown with its language and whether it is ready; an engine by its first voice."""
    assert (
        run("show", "silent:hum").stdout
        == """\
silent:hum

Voice       silent:hum
Engine      silent
Language    en
About       no words: a hum of fixed length a character, for tests
Ready       yes

To hear it  audioguide say Three sets of ten. --voice silent:hum
"""
    )
    text = run("show", "hibari").stdout
    assert text.startswith(
        "hibari\n\nVoice         hibari:heart\nEngine        hibari, which speaks"
    )
    assert "\nOther voices  hibari:emma" in text


def test_an_engine_that_cannot_be_used(run: Run) -> None:
    """An engine without a voice is no mistake: it is shown with what it needs."""
    result = run("show", "kokoro")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\nReady   no; bring a model and its voices" in result.stdout


def test_several_things_of_one_name(run: Run) -> None:
    """A name that is a routine and an exercise shows both, each under its heading."""
    lines = run("show", "hops", *MINE).stdout.splitlines()
    assert [line for line in lines if line.isupper()] == ["ROUTINE", "EXERCISE"]
    assert [one["kind"] for one in _found(run, "hops", *MINE)] == ["routine", "exercise"]


@pytest.mark.parametrize(
    ("arguments", "kind", "users"),
    [
        (("exercises/hop.yaml",), "exercise", ["near.yaml"]),
        (("mine/exercises/hop.yaml", *MINE), "exercise", ["mine/routines/hops.yaml"]),
        (("near.yaml",), "routine", ["weeks.yaml"]),
        (("hops", *MINE), "routine", ["mine/programmes/spring.yaml"]),
    ],
)
def test_who_uses_a_thing(
    run: Run, arguments: tuple[str, ...], kind: str, users: list[str]
) -> None:
    """What uses a thing is found on the shelves, and for a file of one's own beside it as well."""
    found = _found(run, *arguments)[0]
    assert (found["kind"], [one["file"] for one in found["used_by"]]) == (kind, users)


def test_the_json_of_a_routine_has_numbers(run: Run) -> None:
    """Amounts are numbers with two ends, times are in milliseconds, and no level is left out."""
    [found] = _found(run, "near.yaml")
    assert set(found["about_ms"]) == {"beginner", "intermediate", "advanced"}
    assert found["promised_ms"] == {
        "beginner": 180_000,
        "intermediate": 180_000,
        "advanced": 240_000,
    }
    pause, main, rounds, intervals = found["blocks"]
    assert pause == {"kind": "pause", "duration_ms": {"low": 20_000, "high": 30_000}}
    hop, roll, squat = main["exercises"]
    assert hop["sets"] == {"low": 3, "high": 3}
    assert (hop["defined"], roll["defined"]) == (False, True)
    assert [one["low"] for one in squat["reps"]] == [12, 10, 8]
    assert squat["rest_ms"]["sets"] == {"low": 60_000, "high": 60_000}
    assert rounds["exercises"][0]["tempo"] is None
    assert (intervals["recover"], intervals["rounds"]) == ("easy-walk", {"low": 2, "high": 3})


def test_the_json_of_a_programme_has_every_day(run: Run) -> None:
    """Each training day has its week, routine, estimated length and what is asked for."""
    [found] = _found(run, "four-weeks-of-bands")
    first = found["days"][0]
    assert (first["week"], first["day"], first["routine"]) == (1, 1, "loop-band-legs")
    assert {"amount": "sets", "of": "", "number": 2} in first["asked"]
    assert len(found["days"]) == 12


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("banded-sqat", "did you mean `banded-squat`?"),
        ("hibary:heart", "did you mean `hibari:heart`?"),
        ("emma", "did you mean `hibari:emma`?"),
        ("near", "did you mean near.yaml?"),
        ("zzzz", "see `audioguide list` for all there is, or give a .yaml file"),
    ],
)
def test_an_unknown_name(run: Run, name: str, hint: str) -> None:
    """A name that nothing has is told with the nearest of all names, and the exit code is 2."""
    result = run("show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: nothing is called `{name}`; {hint}\n"


def test_an_unknown_voice_of_an_engine(run: Run) -> None:
    """A voice that its engine lacks is told as everywhere else."""
    result = run("show", "hibari:emm")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no voice `emm` in `hibari`; did you mean `emma`?" in result.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_broken_file_is_told_after_the_rest(run: Run, here: Path, more: tuple[str, ...]) -> None:
    """A file that might use a thing and cannot be read is told on stderr, with exit code 1."""
    (here / "mine/routines/bad.yaml").write_text("title: B\nblcks: []\n", encoding="utf-8")
    told = "mine/routines/bad.yaml:2:1: unknown key `blcks`; did you mean `blocks`?"
    result = run("show", "hop", *MINE, *more)
    assert (result.exit_code, "Hop on the spot." in result.stdout) == (1, True)
    assert told in result.stderr.splitlines()
    result = run("show", "bad", *MINE, *more)
    assert (result.exit_code, "audioguide.problems/1" in result.stdout) == (1, bool(more))
    assert told in result.stderr.splitlines()


@pytest.mark.parametrize("columns", [50, 80])
@pytest.mark.parametrize("name", ["near.yaml", "lateral-banded-walk", "hibari"])
def test_it_keeps_to_the_width(run: Run, name: str, columns: int) -> None:
    """Lines fit into 80 columns, and into 50."""
    lines = run("show", name, columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize("command", [("show", "hop"), ("list", "routines")])
def test_standard_output_has_one_document(run: Run, here: Path, command: tuple[str, ...]) -> None:
    """Where something is wrong beside what was found, its JSON stays whole; stderr has the rest."""
    (here / "mine/routines/bad.yaml").write_text("title: B\n", encoding="utf-8")
    done = run(*command, *MINE, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["format"].startswith("audioguide.")
