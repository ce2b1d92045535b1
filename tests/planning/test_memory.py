"""What a programme remembers: movements that were explained, and what is new this week."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.model.script import Script, TalkProfile
from audioguide.options import Options
from audioguide.planning import day_routine, plan_day

SETUP = "Feet as wide as your shoulders, the band just tight."
BRIEF = "Sit back slowly, as on to a chair"
SAFE = "Use a door that is shut"
ROUTINE = """\
title: Legs
blocks:
  - sets: [{exercise: banded-squat, sets: 2}, {exercise: chest-press, sets: 1}]
"""
PROGRAMME = """\
title: Weeks
weeks: 4
days:
  - {day: Monday, routine: legs, reps: {banded-squat: [8, 8, 10, 12]}}
  - {day: Friday, routine: [legs, legs, legs, swings]}
"""
SWINGS = "title: Swings\nblocks: [{circuit: [leg-swing, banded-squat], work: 20s}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a programme of four weeks."""
    for name, text in (("legs", ROUTINE), ("swings", SWINGS), ("weeks", PROGRAMME)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def script(folder: Path, week: int, day: int, explain: TalkProfile | None = None) -> Script:
    """Return what is said on a day."""
    programme = pipeline.programme(str(folder / "weeks.yaml"))
    assert programme
    on = programme.days[day]
    options = Options(level="intermediate", explain=explain)
    routine, session = day_routine(programme, week, on), plan_day(programme, week, on)
    return pipeline.write_script(routine, options, session)


def words(of: Script) -> str:
    """Return the longest wordings of everything that is said."""
    return " ".join(cue.wordings[0].text for cue in of.cues)


def test_a_movement_is_explained_in_full_in_its_first_week(folder: Path) -> None:
    """On both days of the first week a movement is explained in full."""
    assert all(SETUP in words(script(folder, 1, day)) for day in (0, 1))


def test_then_in_a_sentence_and_then_by_name(folder: Path) -> None:
    """In the second week its one sentence is said, from the third its name and dose alone."""
    second, third = (words(script(folder, week, 0)) for week in (2, 3))
    assert SETUP not in second
    assert BRIEF in second
    assert BRIEF not in third
    assert "Banded squat. Loop band above your knees. Ten reps, two sets." in third


def test_safety_is_told_in_every_week(folder: Path) -> None:
    """The safety line of an anchored band is never left out."""
    assert all(SAFE in words(script(folder, week, 0)) for week in range(1, 5))


def test_what_comes_later_is_new_when_it_comes(folder: Path) -> None:
    """A movement that comes first in the fourth week is explained in full there, others are not."""
    told = words(script(folder, 4, 1))
    assert "as high as it goes by itself" in told
    assert SETUP not in told


@pytest.mark.parametrize("week", [1, 3])
def test_a_listener_can_ask_for_more_or_less(folder: Path, week: int) -> None:
    """--explain says how much, whatever the week."""
    assert SETUP in words(script(folder, week, 0, TalkProfile.FULL))
    assert BRIEF in words(script(folder, week, 0, TalkProfile.BRIEF))
    assert BRIEF not in words(script(folder, week, 0, TalkProfile.MINIMAL))


def test_the_opening_names_the_days_routine_and_what_is_new(folder: Path) -> None:
    """A day is told by its programme and its routine, and more than last week by what it is."""
    opening = [script(folder, week, 0).cues[0].wordings[0].text for week in (1, 2, 3)]
    assert all("Today, Legs." in one for one in opening)
    assert "New this week" not in opening[0] + opening[1]
    assert "New this week: ten reps of banded squat." in opening[2]
