"""The worked example of the routine language, as far as its blocks exist."""

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
    """The example at level intermediate."""
    return plan(load_routine(str(GOLDEN / "worked-example.yaml")), Level.INTERMEDIATE)


def test_its_segments_are_those_of_the_golden(session: Session) -> None:
    """A line a segment."""
    assert_golden("worked-example.segments.txt", lines(session))


def test_its_first_rows_are_those_that_were_agreed(session: Session) -> None:
    """Kinds, fixed lengths, sides and sets: the golden may be renewed, these rows may not."""

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
