"""How an exercise divides its work between left and right."""

from __future__ import annotations

import pytest

from audioguide.errors import AuthorError
from audioguide.model.routine import Block, Level, Range, Rests, Side, Sides
from tests.planning.nouns import (
    ANKLE_STRAP,
    DOOR,
    FOOT,
    LOOP,
    body,
    circuit,
    exercise,
    intervals,
    item,
    number,
    problems,
    seconds,
    session,
    sets,
    walk,
    work,
)

ONE = exercise(sets=number(2), sides=Sides.EACH_SET)


def test_each_set_does_both_sides_and_begins_with_the_other_next_time() -> None:
    """The first side alternates from set to set; between the sides there is a switch."""
    assert walk(session(sets(ONE))) == [
        "setup a left +5",
        "work a left 20",
        "switch a right 8",
        "work a right 20",
        "rest 45",
        "work a right 20",
        "switch a left 8",
        "work a left 20",
    ]


def test_each_block_does_all_of_one_side_then_all_of_the_other() -> None:
    """With `each-block` sides are switched once, and the second side counts its sets anew."""
    planned = session(sets(item(ONE, sides=Sides.EACH_BLOCK)))
    assert walk(planned) == [
        "setup a left +5",
        "work a left 20",
        "rest 45",
        "work a left 20",
        "switch a right 8",
        "work a right 20",
        "rest 45",
        "work a right 20",
    ]
    assert [(s.set, s.sets) for s in work(planned)] == [(1, 2), (2, 2), (1, 2), (2, 2)]


def test_alternate_does_one_side_a_set() -> None:
    """With `alternate` there is a rest between the sides, as between any sets, and no switch."""
    assert walk(session(sets(item(ONE, sides=Sides.ALTERNATE)))) == [
        "setup a left +5",
        "work a left 20",
        "rest 45",
        "work a right 20",
    ]


def test_none_has_no_side() -> None:
    """With `none` nothing is switched and no side is named."""
    assert walk(session(sets(item(ONE, sides=Sides.NONE)))) == [
        "setup a +5",
        "work a 20",
        "rest 45",
        "work a 20",
    ]


@pytest.mark.parametrize("block", [circuit, intervals])
def test_each_set_in_rounds_does_both_sides_every_round(block: type) -> None:
    """With `each-set` in rounds the first side alternates from round to round."""
    planned = session(block(ONE, rounds=number(2), rests=Rests(rounds=seconds(30))))
    assert walk(planned) == [
        "setup a left +5",
        "work a left 20",
        "switch a right 8",
        "work a right 20",
        "rest 30",
        "work a right 20",
        "switch a left 8",
        "work a left 20",
    ]


@pytest.mark.parametrize("block", [circuit, intervals])
def test_alternate_in_rounds_does_one_side_a_round(block: type) -> None:
    """All exercises of a round are on the same side, which saves moving a band."""
    items = [exercise(name, sides=Sides.ALTERNATE) for name in "ab"]
    planned = session(block(*items, rounds=number(2)))
    assert [(s.exercise and s.exercise.id, s.side, s.round) for s in work(planned)] == [
        ("a", "left", 1),
        ("b", "left", 1),
        ("a", "right", 2),
        ("b", "right", 2),
    ]


@pytest.mark.parametrize("block", [circuit, intervals])
def test_an_exercise_for_each_block_does_both_sides_in_every_round(block: type) -> None:
    """In rounds an exercise's `each-block` means both sides; written in an entry it is refused."""
    own = exercise(sides=Sides.EACH_BLOCK)
    assert walk(session(block(own))) == [
        "setup a left +5",
        "work a left 20",
        "switch a right 8",
        "work a right 20",
    ]
    [message] = problems(block(item(own, sides=Sides.EACH_BLOCK)))
    assert "`each-block` needs sets" in message


@pytest.mark.parametrize("sides", [Sides.EACH_SET, Sides.EACH_BLOCK, Sides.ALTERNATE])
def test_the_side_that_begins_is_the_exercises(sides: Sides) -> None:
    """The left side begins, unless the exercise says right."""
    right = exercise(sets=number(2), sides=sides, first_side=Side.RIGHT)
    order = [s.side for s in work(session(sets(right)))]
    mirrored = exercise(sets=number(2), sides=sides, first_side=Side.LEFT)
    other = [s.side for s in work(session(sets(mirrored)))]
    assert order[0] is Side.RIGHT
    assert [Side.LEFT if side is Side.RIGHT else Side.RIGHT for side in order] == other


@pytest.mark.parametrize(
    ("band", "length"),
    [(None, 8), (LOOP, 8), (FOOT, 15), (DOOR, 30), (ANKLE_STRAP, 30)],
)
def test_a_switch_is_as_long_as_what_has_to_move(band: object, length: int) -> None:
    """A switch takes 8 s; 15 s with a band on one limb, 30 s with an anchored one."""
    planned = session(sets(exercise(sides=Sides.EACH_SET, band=band, sets=number(1))))
    switch = f"switch a right {length}"
    assert walk(planned)[2] == switch
    by_block = session(sets(exercise(sides=Sides.EACH_BLOCK, band=band, sets=number(1))))
    assert walk(by_block)[2] == switch
    assert body(planned)[2].get_ready_ms == body(by_block)[2].get_ready_ms == 5_000


def test_the_nearest_switch_that_is_written_counts() -> None:
    """The nearest switch is that of the entry, then the block, then the routine."""

    def switch(own: Range | None, block: Range | None, whole: Range | None) -> str:
        asked = item(ONE, sets=number(1), rests=Rests(switch=own))
        planned = session(sets(asked, rests=Rests(switch=block)), rests=Rests(switch=whole))
        return walk(planned)[2]

    one, two, three = seconds(11), seconds(12), seconds(13)
    assert switch(one, two, three) == "switch a right 11"
    assert switch(None, two, three) == "switch a right 12"
    assert switch(None, None, three) == "switch a right 13"


def test_a_switch_too_short_for_the_band_is_kept_and_gets_a_setup() -> None:
    """A written switch lasts what it says, and the band takes fifteen seconds after it."""
    foot = exercise(sides=Sides.EACH_SET, band=FOOT, sets=number(1))
    planned = session(sets(item(foot, rests=Rests(switch=seconds(8)))))
    assert walk(planned) == [
        "setup a left +15",
        "work a left 20",
        "switch a right 8",
        "setup a right +15",
        "work a right 20",
    ]
    assert body(planned)[2].get_ready_ms == 0
    assert not body(planned)[3].explains


@pytest.mark.parametrize(
    ("block", "unequal"),
    [
        (sets(item(ONE, sides=Sides.ALTERNATE, sets=number(3))), "a works 40 s on the left and 20"),
        (sets(item(ONE, sides=Sides.ALTERNATE, sets=number(1))), "a works 20 s on the left and 0"),
        (circuit(item(ONE, sides=Sides.ALTERNATE), rounds=number(5)), "60 s on the left and 40"),
        (intervals(item(ONE, sides=Sides.ALTERNATE)), "20 s on the left and 0"),
        (
            sets(
                item(exercise(reps=number(9)), sides=Sides.ALTERNATE, reps=(number(9), number(8)))
            ),
            "36 s on the left and 32",
        ),
    ],
)
def test_unequal_sides_are_a_problem(block: Block, unequal: str) -> None:
    """Unequal sides are told with their seconds over the whole routine."""
    [message] = problems(block)
    assert unequal in message


def test_unequal_sides_are_told_at_the_entry_whose_turns_are_odd() -> None:
    """Unequal sides are told at each entry whose own turns are odd, and at no other."""

    def told(*counts: int) -> list[tuple[int, str]]:
        blocks = [
            sets(item(ONE, line, sides=Sides.ALTERNATE, sets=number(count)))
            for line, count in enumerate(counts, 1)
        ]
        with pytest.raises(AuthorError) as caught:
            session(*blocks)
        return [(p.source.line if p.source else 0, p.message) for p in caught.value.problems]

    three = "a works 40 s on the left and 20 s on the right"
    assert told(2, 3, 4) == [(2, three)]
    assert told(3, 2, 3) == [(1, three), (3, three)]


def test_sides_may_be_made_even_by_another_block() -> None:
    """Sides have to be even over the routine, and not in each block."""
    odd = circuit(item(ONE, sides=Sides.ALTERNATE), rounds=number(1))
    other = exercise(sides=Sides.ALTERNATE, first_side=Side.RIGHT)
    assert len(problems(odd)) == 1
    assert problems(odd, circuit(other, rounds=number(1))) == []


def test_sides_may_be_uneven_at_one_level_alone() -> None:
    """Two to three rounds alternate evenly at two, and are a mistake at the level of three."""
    block = circuit(item(ONE, sides=Sides.ALTERNATE), rounds=number(2, 3))
    assert [len(problems(block, level=level)) for level in Level] == [0, 0, 1]
