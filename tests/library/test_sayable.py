"""A text in which a voice has nothing to say is a mistake of its file, told with all others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audioguide import pipeline
from audioguide.cli.app import app
from audioguide.errors import AuthorError

FOREIGN = """\
title: Füße
blocks:
  - say: "Привет, друзья."
  - say: "…"
  - circuit: [{exercise: march-on-the-spot, work: 10s}]
"""
NO_WORDS = """\
title: "..."
blocks:
  - say: "!!!"
  - circuit: [{exercise: march-on-the-spot, work: 10s, name: "—"}]
  - pause: 5x
"""
FOREIGN_PROBLEMS = [
    "foreign.yaml:3:10: no voice has the letters of `Привет`; "
    "write it with Latin letters, as it sounds",
    "foreign.yaml:4:10: no word stands here, and a voice would have nothing to say; "
    "write it in words",
]


@pytest.mark.parametrize("arguments", [("check", "--fast"), ("check",), ("plan",), ("render",)])
def test_what_no_voice_can_say_has_a_place_in_every_command(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command tells it with its place and exit code 1, even where no voice is asked."""
    monkeypatch.chdir(tmp_path)
    Path("foreign.yaml").write_text(FOREIGN, encoding="utf-8")
    command, *options = arguments
    done = CliRunner().invoke(app, [command, "foreign.yaml", "--voice", "silent", *options])
    assert done.exit_code == 1
    assert [line for line in done.output.splitlines() if "foreign" in line] == FOREIGN_PROBLEMS


def test_it_is_told_for_programs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The JSON of `check` has these mistakes beside the file's others."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(NO_WORDS, encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "a.yaml", "--fast", "--json"])
    assert done.exit_code == 1
    text = json.dumps(json.loads(done.stdout))
    assert text.count("no word stands here") == 3
    assert "`5x` is not a duration" in text


def test_only_what_is_said_must_be_sayable(tmp_path: Path) -> None:
    """Names of people, tags and signs of sounds may have any letters."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "title: T\nauthor: Анна\ntags: [н]\nblocks: [{say: 'A [thing](/θˈɪŋ/), 5 °C, caffè'}]\n",
        encoding="utf-8",
    )
    assert pipeline.read(str(path)).author == "Анна"


def test_an_exercise_with_a_foreign_name_needs_one_to_be_said(tmp_path: Path) -> None:
    """A name in letters that no voice has needs `spoken`, which says how it sounds."""
    (tmp_path / "exercises").mkdir()
    exercise = tmp_path / "exercises" / "squat.yaml"
    routine = tmp_path / "a.yaml"
    routine.write_text("title: T\nblocks: [{circuit: [squat], work: 20s}]\n")
    exercise.write_text("name: Приседание\nmovement: Sit down.\n", encoding="utf-8")
    with pytest.raises(AuthorError, match=r"squat\.yaml:1:7: no voice has the letters"):
        pipeline.read(str(routine))
    exercise.write_text("name: Приседание\nspoken: squat\nmovement: Sit down.\n", encoding="utf-8")
    pipeline.read(str(routine))


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ufeff"])
def test_a_character_that_nobody_sees_is_told(tmp_path: Path, hidden: str) -> None:
    """It would turn a title round in a player's list, or make two names of one."""
    path = tmp_path / "a.yaml"
    path.write_text(f"title: Legs{hidden}gel\nblocks: [{{pause: 10s}}]\n", encoding="utf-8")
    with pytest.raises(
        AuthorError, match=r"a\.yaml:1:8: the text holds a character that nobody se"
    ):
        pipeline.read(str(path))


def test_an_ending_in_capitals_is_an_ending(tmp_path: Path) -> None:
    """Some systems write YAML so."""
    path = tmp_path / "LEGS.YAML"
    path.write_text("title: Legs\nblocks: [{pause: 10s}]\n", encoding="utf-8")
    assert pipeline.read(str(path)).title == "Legs"
