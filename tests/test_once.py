"""Nothing is parsed, planned or loaded twice in one command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from audioguide.cli.app import app
from audioguide.library import once as kept
from audioguide.library.nodes import parse
from audioguide.planning import planner, training

PROGRAMME = """\
title: Mine
weeks: 2
days:
  - {day: 1, routine: mine, sets: 2 to 3}
  - {day: 3, routine: loop-band-legs}
"""
ROUTINE = """\
title: Mine
blocks:
  - sets: [banded-squat, {exercise: lateral-banded-walk, sides: each-set}]
"""
WORDS = {
    "own/phrases.yaml": "halfway: Half done.\n",
    "own/pronounce.yaml": "hips: {respelled: hipps}\n",
    "own/routines/yours.yaml": f"{ROUTINE}phrases: {{rest_alone: Off.}}\n",
}
BROKEN = "title: Mine\nblocks: [{sets: [banded-squad]}]\n"

Run = Callable[..., Counter[str]]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often each file is parsed; nothing is kept from other tests."""
    found: Counter[str] = Counter()

    def counted(data: bytes, file: str, first: str = "title") -> Any:
        found[file] += 1
        return parse(data, file, first)

    monkeypatch.setattr(kept, "parse", counted)
    monkeypatch.setattr(kept, "_kept", {})
    monkeypatch.setattr(kept, "_sizes", {})
    return found


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often each routine is planned at each level."""
    found: Counter[str] = Counter()
    plan = planner.plan

    def counted(routine: Any, level: Any) -> Any:
        found[f"{routine.name} {level}"] += 1
        return plan(routine, level)

    monkeypatch.setattr("audioguide.planning.plan", counted)
    monkeypatch.setattr(training, "plan", counted)
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a programme and the routines that it names, one of them broken."""
    monkeypatch.chdir(tmp_path)
    named = {"four.yaml": PROGRAMME, "mine.yaml": ROUTINE, "broken.yaml": BROKEN}
    for name, text in (named | WORDS).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


COMMANDS = [
    "list routines",
    "list exercises",
    "list",
    "plan mine.yaml --voice silent",
    "plan broken.yaml --voice silent",
    "check mine.yaml --fast",
    "check broken.yaml",
    "check four.yaml --fast",
    "check four.yaml --voice silent",
    "plan four.yaml",
    "plan four.yaml --week 1 --day 1 --voice silent",
    "script four.yaml --week 2 --day 3 --voice silent",
    "check four-weeks-of-bands --fast",
    "render mine.yaml --voice silent -o a.mp3",
    "render four.yaml --week 1-2 --voice silent -j 1 -o out/",
    "list --content own",
    "check yours mine.yaml four.yaml --fast --content own",
    "render yours mine.yaml --voice silent --content own -j 1 -o out/",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_does_anything_twice(
    command: str, here: Path, parsed: Counter[str], planned: Counter[str]
) -> None:
    """Each file is parsed once at most, each day and level of a routine planned once."""
    done = CliRunner().invoke(app, command.split(), catch_exceptions=False)
    assert done.exit_code == ("broken" in command)
    assert parsed
    assert {one: often for one, often in parsed.items() if often > 1} == {}
    assert {one: often for one, often in planned.items() if often > 1} == {}


def test_a_file_that_was_edited_is_read_again(here: Path) -> None:
    """A program that runs on sees what its author has changed since."""
    path = here / "mine.yaml"
    before = kept.tree_of(path)
    assert kept.tree_of(path) is before
    path.write_text(ROUTINE.replace("title: Mine", "title: Yours"), encoding="utf-8")
    assert kept.tree_of(path) != before


def test_not_everything_is_kept_for_ever(
    here: Path, parsed: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read first is forgotten where there is too much."""
    monkeypatch.setattr(kept, "MOST_KEPT_BYTES", 150)
    for name in ("mine.yaml", "four.yaml", "mine.yaml"):
        kept.tree_of(here / name)
    assert parsed["mine.yaml"] == 2
