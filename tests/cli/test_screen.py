"""Nothing that an author wrote, a file is called or somebody typed controls the screen."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from audioguide.cli.audience import plain, problem_line
from audioguide.errors import Problem
from tests.cli.conftest import Run

TURNS = "\u202e"
HOSTILE = f"Up{TURNS}side \u2066down\u200b"
EXERCISE = f"name: {HOSTILE}\nspoken: lift\nmovement: {HOSTILE} lift.\ntempo: 2-0-2-0\nreps: 4\n"
ROUTINE = f"""\
title: {HOSTILE}
summary: {HOSTILE}
author: {HOSTILE}
tags: [{HOSTILE}]
equipment: [a {HOSTILE} band]
safety: {HOSTILE}
blocks:
  - name: {HOSTILE}
    sets: [{{exercise: own, sets: 2, form: "{HOSTILE}"}}]
  - say: {HOSTILE}
"""
PROGRAMME = f"""\
title: {HOSTILE}
weeks: 2
days:
  - {{day: monday, routine: legs, note: ["{HOSTILE}", "{HOSTILE}"]}}
"""
COMMANDS = [
    ("check", "legs.yaml", "--fast"),
    ("check", "legs.yaml", "--fast", "--json"),
    ("plan", "legs.yaml"),
    ("plan", "legs.yaml", "--json"),
    ("plan", "legs.yaml", "--sheet"),
    ("script", "legs.yaml"),
    ("script", "legs.yaml", "--json"),
    ("plan", "weeks.yaml"),
    ("check", "weeks.yaml", "--fast"),
    ("check", "wrong.yaml", "--fast"),
    ("list", "routines", "--content", "."),
    ("list", "exercises", "--content", "."),
    ("list", "programmes", "--content", "."),
    ("list", "--content", ".", "--json"),
    ("show", "own", "--content", "."),
    ("show", "own", "--content", ".", "--json"),
    ("show", "legs", "--content", "."),
    ("show", "legs.yaml", "--json"),
    ("show", "weeks.yaml"),
    ("show", "wrong.yaml"),
    ("show", f"no-{TURNS}-such"),
    ("import", "talk.csv"),
    ("new", f"a{TURNS}b"),
    ("cache", "info"),
    ("schema", f"no{TURNS}such"),
    ("doctor", f"no{TURNS}such"),
    ("show", f"no{TURNS}such"),
    ("plan", f"no-{TURNS}-such"),
    ("render", "legs.yaml", "--format", f"x{TURNS}"),
    ("say", "go", "--voice", f"silent:{TURNS}"),
]


def _write(here: Path) -> None:
    for folder in ("exercises", "routines", "programmes"):
        (here / folder).mkdir()
    (here / "exercises" / "own.yaml").write_text(EXERCISE, encoding="utf-8")
    for path in (here / "legs.yaml", here / "routines" / "legs.yaml"):
        path.write_text(ROUTINE, encoding="utf-8")
    for path in (here / "weeks.yaml", here / "programmes" / "weeks.yaml"):
        path.write_text(PROGRAMME, encoding="utf-8")
    (here / "wrong.yaml").write_text(f"title: T\n{HOSTILE}: 1\nblocks: [{HOSTILE}]\n", "utf-8")
    (here / "talk.csv").write_text(f"{HOSTILE};30\nRest;{HOSTILE}\n", encoding="utf-8")


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: " ".join(one[:3]))
def test_no_command_shows_what_steers(
    run: Run, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command prints characters that control a terminal, on stdout or stderr."""
    _write(tmp_path)
    monkeypatch.chdir(tmp_path)
    more = ("--voice", "silent") if arguments[0] in ("plan", "script", "render") else ()
    done = run(*arguments, *more)
    shown = done.stdout + done.stderr
    assert shown.strip()
    steering = {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf")} - {"\n"}
    assert not steering, [line for line in shown.splitlines() if steering & set(line)]


def test_what_was_typed_is_quoted_in_short(run: Run) -> None:
    """A message is short and the program's own, however much was typed."""
    done = run("plan", "hips", "--seed", "9" * 5_000)
    assert done.exit_code == 2
    assert len(done.stderr) < 400
    assert "sys." not in done.stderr


def test_each_quotation_is_shortened_by_itself() -> None:
    """What stands between two quotations is no quotation, however long it is."""
    between = "and this is a sentence of more than a hundred letters " * 3
    problem = Problem(None, f"`a` is not `b`, {between}", f"write `{'c' * 200}`")
    line = problem_line(problem)
    assert between.strip() in line
    assert line.endswith(f"write `{'c' * 80}\u2026`")


def test_emoji_of_several_signs_stay_whole() -> None:
    """A joiner has no width of its own; what turns the direction of reading is taken out."""
    assert plain("\U0001f469\u200d\U0001f680 legs") == "\U0001f469\u200d\U0001f680 legs"
    assert plain("a\u202eb\x1bc") == "a b c"
