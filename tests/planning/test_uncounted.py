"""A block of as many rounds as possible is one stretch of work that nobody counts."""

from __future__ import annotations

import pytest

from audioguide.model.routine import BlockKind, Level, Position, Range, SayBlock, Sides
from audioguide.model.transition import AmrapItem, Dose, SegmentKind
from tests.language.english import title
from tests.planning.nouns import (
    DOOR,
    HERE,
    LOOP,
    LOW_LOOP,
    amrap,
    body,
    circuit,
    exercise,
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

COUNTED = exercise("counted", reps=number(10), tempo=tempo("2-0-1-0"))
TIMED = exercise("timed", work_ms=seconds(20))
LEGS = exercise("legs", reps=number(6), sides=Sides.EACH_SET)


def test_it_is_one_setup_and_one_stretch_of_work() -> None:
    """Whatever the round holds, its work has no exercise, side or reps of its own."""
    planned = session(amrap(4, COUNTED, TIMED, LEGS, name="Last push"))
    assert walk(planned) == [
        "setup (10 counted, 20 s timed, 6 legs each side) +5",
        "work (10 counted, 20 s timed, 6 legs each side) 240",
    ]
    setup, once = body(planned)
    assert [one.id for one in setup.explains] == ["counted", "timed", "legs"]
    assert (once.exercise, once.side, once.reps, once.set, once.round) == (None,) * 5
    assert once.dose == Dose(1, (), 240_000, False)
    assert once.block_kind is BlockKind.AMRAP
    assert setup.amrap_items == once.amrap_items
    assert once.amrap_items[2] == AmrapItem(LEGS, 6, 0, True)


def test_its_length_and_its_reps_follow_the_level() -> None:
    """At a higher level an uncounted round has more time and more reps."""
    block = amrap(Range(180_000, 300_000), exercise("a", reps=number(8, 11)))
    found = [body(session(block, level=level))[1] for level in Level]
    assert [s.duration_ms for s in found] == [180_000, 240_000, 300_000]
    assert [s.amrap_items[0].reps for s in found] == [8, 9, 11]


def test_the_nearest_amount_counts_here_too() -> None:
    """The nearest amount is that of the entry, then the block, then the exercise."""
    block = amrap(
        1,
        item(TIMED, work_ms=seconds(11)),
        item(TIMED, reps=(number(3),)),
        TIMED,
        work_ms=seconds(12),
    )
    amrap_items = body(session(block))[1].amrap_items
    assert [(item.reps, item.work_ms) for item in amrap_items] == [
        (None, 11_000),
        (3, 0),
        (None, 12_000),
    ]


def test_reps_that_nobody_counts_need_no_tempo() -> None:
    """A movement without a tempo may be asked for by a number of reps."""
    assert problems(amrap(1, item(TIMED, reps=(number(5),)))) == []


def test_a_round_without_an_amount_is_refused() -> None:
    """A movement with neither reps nor a time is refused."""
    nothing = exercise("a", work_ms=None)
    assert problems(amrap(1, nothing)) == ["nothing says how long a lasts"]


def test_only_what_is_new_is_explained() -> None:
    """Each new movement is explained once, however often the round names it."""
    planned = session(sets(item(TIMED, sets=number(1))), amrap(1, COUNTED, TIMED, COUNTED))
    setup = body(planned)[2]
    assert [one.id for one in setup.explains] == ["counted"]
    assert [item.exercise.id for item in setup.amrap_items] == ["counted", "timed", "counted"]


def test_there_is_a_setup_though_all_is_known() -> None:
    """A round of known movements has a setup, because the round must be told."""
    planned = session(amrap(1, TIMED), amrap(2, TIMED))
    assert walk(planned)[2:] == ["setup (20 s timed) +5", "work (20 s timed) 120"]
    assert body(planned)[2].explains == ()


def test_sides_need_not_be_equal() -> None:
    """Sides may be unequal, because nobody knows how many rounds there will be."""
    assert problems(amrap(1, item(LEGS, sides=Sides.ALTERNATE))) == []


@pytest.mark.parametrize(
    ("sides", "each_side", "alternates"),
    [(Sides.EACH_SET, True, False), (Sides.ALTERNATE, False, True), (Sides.NONE, False, False)],
)
def test_how_a_task_divides_its_sides(sides: Sides, each_side: bool, alternates: bool) -> None:
    """A task is done on each side, or on the sides in turn, or has no side."""
    [asked] = body(session(amrap(1, item(LEGS, sides=sides))))[1].amrap_items
    assert (asked.each_side, asked.alternates) == (each_side, alternates)


def test_to_get_ready_takes_what_the_first_movement_needs() -> None:
    """Only the first movement decides how long getting ready takes."""
    door = exercise("door", band=DOOR)
    lying = exercise("lying", position=Position.LYING)
    loop = exercise("loop", band=LOOP)

    def ready_ms(*round_: object) -> int:
        setup = body(session(amrap(1, *round_)))[0]  # type: ignore[arg-type]
        assert setup.tail_ms == setup.get_ready_ms
        return setup.get_ready_ms

    assert ready_ms(TIMED, door) == 5_000
    assert ready_ms(lying, TIMED) == 10_000
    assert ready_ms(loop, TIMED) == 15_000
    assert ready_ms(door, TIMED) == 30_000
    assert ready_ms(item(TIMED, get_ready_ms=seconds(20)), door) == 20_000


def test_behind_it_the_body_is_where_the_last_movement_left_it() -> None:
    """After the round the band and the position are those of its last movement."""
    low, high = exercise("low", band=LOW_LOOP), exercise("high", band=LOOP)

    def ready_ms(last: object, following: object) -> int:
        planned = session(amrap(1, high, low, last), circuit(following))  # type: ignore[arg-type]
        return body(planned)[2].get_ready_ms

    assert ready_ms(low, low) == 5_000
    assert ready_ms(high, low) == 15_000
    assert ready_ms(exercise("floor", position=Position.LYING), TIMED) == 10_000


def test_a_movement_met_first_in_it_is_counted_in_full_when_it_is_counted() -> None:
    """A movement known from a round is not explained again, but counted in full once."""
    planned = session(amrap(1, COUNTED), sets(item(COUNTED, sets=number(2))))
    assert walk(planned)[2:] == [
        "setup counted +5",
        "work counted 30",
        "rest 45",
        "work counted 30",
    ]
    assert [s.first_time for s in work(planned)] == [False, True, False]
    assert body(planned)[2].explains == ()


def test_form_of_an_entry_is_told_before_the_work() -> None:
    """An entry's form is told before the work, when everybody knows which movement is meant."""
    own = exercise("a", form=("Stay tall.",))
    [told] = body(session(amrap(1, item(own, form=("Breathe.",)))))[0].explains
    assert told.form == ("Breathe.", "Stay tall.")


def test_it_is_a_chapter() -> None:
    """An uncounted round is a chapter, named by the block or by what it is."""
    titles = [
        title(s.chapter) for s in session(amrap(1, TIMED, name="Push"), amrap(1, TIMED)).segments
    ]
    assert [title for title in titles if title] == [
        "Introduction",
        "Push",
        "As many rounds as possible",
        "Finish",
    ]


def test_what_has_no_meaning_uncounted_is_refused() -> None:
    """Sets, ladders, `each-block` and speech are refused in an uncounted round."""
    wrong = [
        item(COUNTED, 1, sets=number(3)),
        item(COUNTED, 2, reps=(number(3), number(2))),
        item(TIMED, 3, sides=Sides.EACH_BLOCK),
        item(TIMED, 4, before="Now this.", after="That was it."),
    ]
    assert len(problems(amrap(4, *wrong))) == 4


def test_words_around_it_are_its_blocks() -> None:
    """The words of the block come before its setup and after its work."""
    block = amrap(1, TIMED, before="Ready?", after="Done.")
    kinds = [s.kind for s in body(session(SayBlock("Hello.", HERE), block))]
    assert kinds == [
        SegmentKind.SPEECH,
        SegmentKind.SPEECH,
        SegmentKind.SETUP,
        SegmentKind.WORK,
        SegmentKind.SPEECH,
    ]
