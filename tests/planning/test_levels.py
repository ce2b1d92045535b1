"""What a range comes to at each level."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.model.routine import Level, Range, Rests
from audioguide.planning import levels
from tests.planning.nouns import exercise, item, number, seconds, session, sets, walk, work


@pytest.mark.parametrize(
    ("low", "high", "amounts"),
    [
        (3, 5, [3, 4, 5]),
        (8, 10, [8, 9, 10]),
        (2, 3, [2, 2, 3]),
        (8, 11, [8, 9, 11]),
        (7, 7, [7] * 3),
    ],
)
def test_counts_rise_with_the_level(low: int, high: int, amounts: list[int]) -> None:
    """Counts rise with the level, and the middle one is rounded down from a half."""
    assert [levels.count(Range(low, high), level) for level in Level] == amounts


@pytest.mark.parametrize(
    ("low", "high", "middle"),
    [
        (30, 60, 45),
        (30, 45, 35),
        (30, 40, 35),
        (20, 25, 20),
        (20, 30, 25),
        (60, 90, 75),
        (31, 32, 31),
        (31, 34, 31),
        (31, 40, 35),
        (11, 13, 11),
        (12, 14, 14),
        (7, 7, 7),
        (0, 10, 5),
        (0, 5, 0),
        (2.5, 2.6, 2.6),
    ],
)
def test_times_in_the_middle_are_to_five_seconds(low: float, high: float, middle: float) -> None:
    """Times in the middle are multiples of five seconds within the range, rounded down from a half.

    Work rises with the level, and rest falls.
    """
    range_ms = seconds(low, high)
    ends = [round(low * 1000), round(middle * 1000), round(high * 1000)]
    assert [levels.work(range_ms, level) for level in Level] == ends
    assert [levels.rest(range_ms, level) for level in Level] == ends[::-1]


ranges = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).map(
    lambda ends: Range(min(ends) * 100, max(ends) * 100)
)


@given(ranges)
def test_the_middle_is_the_nearest_multiple_of_five_seconds(range_ms: Range) -> None:
    """The middle is the nearest multiple of five seconds in the range, or else one of its ends."""
    middle = levels.work(range_ms, Level.INTERMEDIATE)
    assert range_ms.low <= middle <= range_ms.high
    inside = [ms for ms in range(0, range_ms.high + 1, 5_000) if ms >= range_ms.low]
    if range_ms.low == range_ms.high:
        assert middle == range_ms.low
    elif inside:
        half = (range_ms.low + range_ms.high) / 2
        assert abs(middle - half) <= min(2_500, *(abs(ms - half) for ms in inside)) or (
            middle in (range_ms.low, range_ms.high)
        )
    else:
        assert middle in (range_ms.low, range_ms.high)


@given(ranges)
def test_more_is_never_less_at_a_higher_level(range_ms: Range) -> None:
    """At a higher level counts and work are never less, and rest is never more."""
    for amounts in (
        [levels.count(range_ms, level) for level in Level],
        [levels.work(range_ms, level) for level in Level],
        [levels.rest(range_ms, level) for level in Level][::-1],
    ):
        assert amounts == sorted(amounts)


@pytest.mark.parametrize(
    ("level", "steps"),
    [
        (Level.BEGINNER, ["setup a +20", "work a 30", "rest 60", "work a 30"]),
        (
            Level.INTERMEDIATE,
            ["setup a +15", "work a 35", "rest 45", "work a 35", "rest 45", "work a 35"],
        ),
        (
            Level.ADVANCED,
            ["setup a +10", "work a 45", *["rest 30", "work a 45"] * 3],
        ),
    ],
)
def test_a_level_settles_every_number_of_a_session(level: Level, steps: list[str]) -> None:
    """Sets and work rise with the level, rest and the time to get ready fall."""
    block = sets(
        item(exercise(), sets=number(2, 4), work_ms=seconds(30, 45), get_ready_ms=seconds(10, 20)),
        rests=Rests(sets=seconds(30, 60)),
    )
    planned = session(block, level=level)
    assert walk(planned) == steps
    assert planned.level is level


def test_every_set_of_a_ladder_may_be_a_range() -> None:
    """Each number of a ladder of ranges follows the level by itself."""
    block = sets(item(exercise(reps=number(9)), reps=(number(10, 12), number(8, 10), number(6))))
    reps = {level: [s.reps for s in work(session(block, level=level))] for level in Level}
    assert reps == {
        Level.BEGINNER: [10, 8, 6],
        Level.INTERMEDIATE: [11, 9, 6],
        Level.ADVANCED: [12, 10, 6],
    }


def test_the_examples_in_its_docstrings_hold() -> None:
    """The example in the docstring of `levels` gives what it shows."""
    assert doctest.testmod(levels) == (0, 1)
