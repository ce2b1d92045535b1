"""The plan as a person reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.formats.table import plan_table
from audioguide.formats.words import length
from audioguide.model.routine import Side
from audioguide.model.script import CueKind
from audioguide.model.timeline import Dropped, Timeline
from audioguide.model.transition import Dose, SegmentKind
from tests.formats.timelines import timeline


def test_the_plan_as_a_table() -> None:
    """Facts, a row a segment under its block's name, and what was not said at the end."""
    assert (
        plan_table(timeline())
        == """\
Hips before hills
3:09 long · level intermediate · voice silent · full talk

Start  Length  What                         Side   Place      Dose
 0:00    0:11  intro
 0:11    0:04  speech: “Find a clear strip of floor, three steps long.”

Warm-up
 0:15    0:14  setup: march on the spot
 0:29    0:30  work: march on the spot             round 1/2  30 s

Strong hips
 0:59    0:36  work: lateral banded walk    left   set 1/4    9 reps · 2-0-2-0
 1:35    0:08  switch: lateral banded walk  right
 1:43    0:36  work: lateral banded walk    right  set 1/4    9 reps · 2-0-2-0
 2:19    0:45  rest

 3:04    0:05  outro

Not said, for want of room:
  0:59  “Nine reps.” (no wording ends in time)
"""
    )


@pytest.mark.parametrize("width", [50, 64, 80, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """The table gives way to a narrower terminal by wrapping."""
    found = timeline(title="A title that goes on and on, as titles of workouts may, " * 3)
    assert max(map(len, plan_table(found, width).splitlines())) <= width


def test_tenths_are_shown_where_there_are_any() -> None:
    """A time that is no whole second shows its tenth, and then all times do."""
    first, second, *rest = timeline().segments
    shifted = replace(first, end_ms=10_900), replace(second, start_ms=10_900)
    table = plan_table(replace(timeline(), segments=(*shifted, *rest)))
    assert "0:10.9  0:04.1  speech" in table


def test_nothing_is_said_of_drops_where_none_are() -> None:
    """A plan that says everything has no list of what it does not say."""
    assert "Not said" not in plan_table(replace(timeline(), dropped=()))


def test_only_what_somebody_would_miss_is_named() -> None:
    """Every kind has its line with time, words and reason, but form and encouragement."""
    silent = {CueKind.FORM, CueKind.ENCOURAGEMENT}
    found = _dropping(*CueKind)
    assert found.count("  0:29  “lost” (why)") == len(set(CueKind) - silent)
    assert _dropping(*silent) == plan_table(replace(timeline(), dropped=()))


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        (Dose(4, (9, 9, 9, 9), 0, True), "left   9 reps each side, 4 sets"),
        (Dose(3, (12, 10, 8), 0, False), "left   12, 10, 8 reps"),
        (Dose(2, (), 30_000, False), "left   30 s, 2 sets"),
        (Dose(2, (1, 1), 0, False), "left   1 rep, 2 sets"),
        (Dose(1, (), 30_000, False), "left"),
    ],
)
def test_a_setup_tells_what_it_leads_up_to(dose: Dose, told: str) -> None:
    """The side, and all sets where they are more than the next line says."""
    assert f"setup: lateral banded walk  {told}\n" in _with_setup(dose)


def test_a_later_setup_does_not_tell_it_again() -> None:
    """Before the second set the table has told it."""
    assert "4 sets" not in _with_setup(Dose(4, (9,) * 4, 0, True), number=2)


def _with_setup(dose: Dose, number: int = 1) -> str:
    segments = list(timeline().segments)
    setup = replace(segments[5].segment, kind=SegmentKind.SETUP, side=Side.LEFT)
    setup = replace(setup, dose=dose, set=number)
    segments[5] = replace(segments[5], segment=setup)
    return plan_table(replace(timeline(), segments=tuple(segments)))


def test_long_speech_is_cut() -> None:
    """The script has all of it."""
    segments = list(timeline().segments)
    segments[1] = replace(segments[1], segment=replace(segments[1].segment, text="word, " * 40))
    found = plan_table(replace(timeline(), segments=tuple(segments)))
    assert "word, word…”" in found
    assert found.count("word") < 30


def _dropping(*kinds: CueKind) -> str:
    dropped = tuple(Dropped(3, kind, "lost", "why") for kind in kinds)
    found: Timeline = replace(timeline(), dropped=dropped)
    return plan_table(found)


def test_lengths_in_figures() -> None:
    """A length is in seconds below a minute, and names its unit above it."""
    assert [length(ms) for ms in (500, 60_000, 3_600_000)] == ["0.5 s", "1:00 min", "1:00:00 h"]


def test_one_of_one_is_no_place() -> None:
    """A set or round that is the only one is not numbered."""
    segments = list(timeline().segments)
    segments[3] = replace(segments[3], segment=replace(segments[3].segment, rounds=1))
    assert "round" not in plan_table(replace(timeline(), segments=tuple(segments)))
