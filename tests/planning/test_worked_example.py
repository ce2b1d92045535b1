"""The worked example of the routine language has every kind of block in one routine."""

from __future__ import annotations

import pytest

from audioguide.library import load_routine
from audioguide.model.routine import Level
from audioguide.model.session import Segment, Session
from audioguide.planning import plan
from tests.goldens import GOLDEN, assert_golden
from tests.planning.nouns import lines


@pytest.fixture(scope="module")
def session() -> Session:
    """Give the session of the example at level intermediate."""
    return plan(load_routine(str(GOLDEN / "worked-example.yaml")), Level.INTERMEDIATE)


def test_its_segments_are_those_of_the_golden(session: Session) -> None:
    """The segments are those of the golden, a line each."""
    assert_golden("worked-example.segments.txt", lines(session))


def test_the_other_golden_holds_what_it_does_not() -> None:
    """The other golden has switches within a minute, patterns, and speech round blocks."""
    routine = load_routine(str(GOLDEN / "minutes-and-rounds.yaml"))
    text = lines(plan(routine, Level.ADVANCED))
    assert_golden("minutes-and-rounds.segments.txt", text)


def test_its_first_rows_are_those_that_were_agreed(session: Session) -> None:
    """The first rows are as agreed; the golden may be renewed, these rows may not."""

    def row(segment: Segment) -> tuple[object, ...]:
        exercise = segment.exercise.id if segment.exercise else None
        return segment.kind, segment.duration_ms, exercise, segment.side, segment.set

    walk = "lateral-banded-walk"
    assert [row(segment) for segment in session.segments[:13]] == [
        ("intro", None, None, None, None),
        ("speech", None, None, None, None),
        ("setup", None, "march-on-the-spot", None, None),
        ("work", 30_000, "march-on-the-spot", None, None),
        ("rest", 10_000, None, None, None),
        ("setup", None, "hip-circle", None, None),
        ("work", 30_000, "hip-circle", None, None),
        ("setup", None, walk, "left", 1),
        ("work", 36_000, walk, "left", 1),
        ("switch", 8_000, walk, "right", 1),
        ("work", 36_000, walk, "right", 1),
        ("rest", 45_000, None, None, None),
        ("work", 36_000, walk, "right", 2),
    ]
    assert session.segments[7].get_ready_ms == session.segments[7].tail_ms == 15_000


def test_its_minutes_and_its_last_push_are_those_that_were_agreed(session: Session) -> None:
    """There are eight minutes of work and rest, then four of work that nobody counts."""
    minutes = [s for s in session.segments if s.block == "On the minute"]
    assert sum(s.duration_ms or 0 for s in minutes) == 8 * 60_000
    [push] = [s for s in session.segments if s.block == "Last push" and s.duration_ms]
    assert push.duration_ms == 4 * 60_000
    told = [(item.exercise.id, item.reps, item.each_side) for item in push.amrap_items]
    assert told == [("lateral-banded-walk", 8, True), ("kick-back", 10, True)]
