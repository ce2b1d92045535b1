"""Supersets, Tabata, ladders and pyramids have no blocks of their own, and come out right."""

from __future__ import annotations

import pytest

from audioguide.model.routine import Level, Rests, Sides
from audioguide.model.transition import Dose
from tests.planning.nouns import (
    HERE,
    circuit,
    exercise,
    intervals,
    item,
    number,
    problems,
    seconds,
    session,
    sets,
    tempo,
    walk,
    work,
)

SQUAT = exercise("squat", reps=number(10), tempo=tempo("2-0-2-0"))
KICK = exercise("kick", work_ms=seconds(20), sides=Sides.EACH_SET)
MARCH = exercise("march")


def test_a_superset_is_a_circuit_without_rest_between_exercises() -> None:
    """Between the two exercises of a superset only the next one is told; rounds have a rest."""
    block = circuit(SQUAT, MARCH, rounds=number(2), rests=Rests(exercises=seconds(0)))
    assert walk(session(block)) == [
        "setup squat +5",
        "work squat 40",
        "setup march +5",
        "work march 20",
        "rest 60",
        "work squat 40",
        "setup march +3.3",
        "work march 20",
    ]


def test_a_superset_on_both_sides_switches_within_each_exercise() -> None:
    """The first side of each exercise of a superset alternates from round to round."""
    block = circuit(
        KICK, MARCH, rounds=number(2), rests=Rests(exercises=seconds(0), rounds=seconds(30))
    )
    planned = session(block)
    assert [s.side for s in work(planned)] == ["left", "right", None, "right", "left", None]
    assert [step for step in walk(planned) if step.startswith("rest")] == ["rest 30"]


def test_tabata_is_intervals_of_twenty_and_ten() -> None:
    """Tabata is eight times twenty seconds, with nothing but ten seconds between."""
    block = intervals(
        MARCH, rounds=number(8), work_ms=seconds(20), rests=Rests(exercises=seconds(10))
    )
    assert walk(session(block)) == [
        "setup march +5",
        *["work march 20", "rest 10"] * 7,
        "work march 20",
    ]


def test_tabata_keeps_its_ten_seconds_in_a_routine_with_longer_rests() -> None:
    """A rest that is written for the block is nearer than one for the routine."""
    block = intervals(
        MARCH, rounds=number(3), work_ms=seconds(20), rests=Rests(exercises=seconds(10))
    )
    whole = Rests(sets=seconds(45), exercises=seconds(30), rounds=seconds(60))
    assert walk(session(block, rests=whole))[2::2] == ["rest 10"] * 2


@pytest.mark.parametrize(
    ("own", "block", "whole", "length"),
    [
        (Rests(), Rests(), Rests(), 15),
        (Rests(), Rests(), Rests(exercises=seconds(12)), 12),
        (Rests(), Rests(), Rests(exercises=seconds(12), rounds=seconds(40)), 40),
        (Rests(), Rests(exercises=seconds(11)), Rests(rounds=seconds(40)), 11),
        (Rests(exercises=seconds(9)), Rests(exercises=seconds(11)), Rests(), 9),
        (Rests(), Rests(exercises=seconds(11), rounds=seconds(30)), Rests(), 30),
        (Rests(exercises=seconds(9)), Rests(rounds=seconds(30)), Rests(), 30),
    ],
)
def test_rests_between_rounds_of_intervals(
    own: Rests, block: Rests, whole: Rests, length: int
) -> None:
    """A rest between rounds of intervals is the written one, else the rest within a round."""
    asked = intervals(item(MARCH, rests=own), rounds=number(2), rests=block)
    assert walk(session(asked, rests=whole))[2] == f"rest {length}"


def test_a_ladder_is_one_number_of_reps_a_set() -> None:
    """Every set lasts as long as its reps."""
    planned = session(sets(item(SQUAT, reps=tuple(map(number, (2, 4, 6))))))
    assert [(s.set, s.reps, s.duration_ms) for s in work(planned)] == [
        (1, 2, 8_000),
        (2, 4, 16_000),
        (3, 6, 24_000),
    ]
    assert {s.dose for s in work(planned)} == {Dose(3, (2, 4, 6), 0, False)}


def test_a_pyramid_on_both_sides_gives_every_set_to_both() -> None:
    """Every set of a pyramid has the same number on the left and on the right."""
    both = exercise("both", reps=number(1), sides=Sides.EACH_SET)
    planned = session(sets(item(both, reps=tuple(map(number, (3, 5, 3))))))
    assert [(s.reps, s.side) for s in work(planned)] == [
        (3, "left"),
        (3, "right"),
        (5, "right"),
        (5, "left"),
        (3, "left"),
        (3, "right"),
    ]


def test_a_pyramid_side_by_side_goes_up_and_down_twice() -> None:
    """With `each-block` a pyramid is done on the left and then all of it on the right."""
    both = exercise("both", reps=number(1), sides=Sides.EACH_BLOCK)
    planned = session(sets(item(both, reps=tuple(map(number, (3, 5, 3))))))
    assert [(s.reps, s.side) for s in work(planned)] == [
        *[(reps, "left") for reps in (3, 5, 3)],
        *[(reps, "right") for reps in (3, 5, 3)],
    ]


def test_a_ladder_may_alternate_only_when_it_comes_out_even() -> None:
    """A ladder that alternates is refused unless both sides get the same number of reps."""
    one = exercise("one", reps=number(1), sides=Sides.ALTERNATE)
    assert problems(sets(item(one, reps=tuple(map(number, (2, 4, 4, 2)))))) == []
    [message] = problems(sets(item(one, reps=tuple(map(number, (2, 4))))))
    assert "on the left" in message


def test_a_ladder_of_ranges_follows_the_level() -> None:
    """Every number of a ladder follows the level, and how many there are does not."""
    block = sets(item(SQUAT, reps=(number(8, 12), number(6, 10), number(4, 9))))
    assert [[s.reps for s in work(session(block, level=level))] for level in Level] == [
        [8, 6, 4],
        [10, 8, 6],
        [12, 10, 9],
    ]


def test_nothing_here_knows_a_file_but_its_places() -> None:
    """Every stretch of work has the place of its entry."""
    planned = session(circuit(item(SQUAT, 4), item(MARCH, 5)))
    assert [s.source.line for s in work(planned)] == [4, 5]
    assert {s.source.file for s in planned.segments} == {HERE.file}
