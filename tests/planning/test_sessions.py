"""What is done in one stretch of work, what a session says of itself, and its chapters."""

from __future__ import annotations

import pytest

from audioguide.model.line import BandName, Prose
from audioguide.model.routine import AnyBlock, Block, Level, PauseBlock, Rests, SayBlock, Sides
from audioguide.model.transition import Dose
from tests.language.english import title
from tests.planning.nouns import (
    ANKLE_STRAP,
    HERE,
    LOOP,
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

TIMED = exercise("timed", work_ms=seconds(20))
COUNTED = exercise("counted", reps=number(10), tempo=tempo("2-0-1-0"))


def test_counted_work_lasts_reps_times_tempo() -> None:
    """Counted work lasts its reps times the tempo, to the millisecond."""
    asked = [
        item(COUNTED, sets=number(1)),
        item(COUNTED, sets=number(1), reps=(number(7),)),
        item(COUNTED, sets=number(1), tempo=tempo("3-1-2-1")),
        item(TIMED, sets=number(1), reps=(number(4),), tempo=tempo("0-0-1-0")),
    ]
    found = [(s.reps, s.duration_ms) for s in work(session(sets(*asked)))]
    assert found == [(10, 30_000), (7, 21_000), (10, 70_000), (4, 4_000)]


def test_the_nearest_amount_that_is_written_counts() -> None:
    """The nearest is that of the entry, block, exercise; an entry's reps beat a block's time."""

    def amounts(block_ms: int | None) -> list[str]:
        asked = [
            item(TIMED, sets=number(1), work_ms=seconds(11)),
            item(COUNTED, sets=number(1), work_ms=seconds(11)),
            item(COUNTED, sets=number(1), reps=(number(2),)),
            item(COUNTED, sets=number(1)),
            item(TIMED, sets=number(1)),
        ]
        block = sets(*asked, work_ms=seconds(block_ms) if block_ms else None)
        return [step for step in walk(session(block)) if step.startswith("work")]

    assert amounts(None) == [
        "work timed 11",
        "work counted 11",
        "work counted 6",
        "work counted 30",
        "work timed 20",
    ]
    assert amounts(12) == [
        "work timed 11",
        "work counted 11",
        "work counted 6",
        "work counted 12",
        "work timed 12",
    ]


def test_three_sets_unless_somebody_says_otherwise() -> None:
    """There are three sets unless the entry, the exercise or a list of reps says otherwise."""
    nobody, somebody = TIMED, exercise(sets=number(2))
    assert len(work(session(sets(nobody)))) == 3
    assert len(work(session(sets(somebody)))) == 2
    assert len(work(session(sets(item(somebody, sets=number(5)))))) == 5
    ladder = (number(5), number(4), number(3), number(2))
    assert [s.reps for s in work(session(sets(item(COUNTED, reps=ladder))))] == [5, 4, 3, 2]


@pytest.mark.parametrize(
    ("block", "dose"),
    [
        (sets(item(COUNTED, sets=number(2))), Dose(2, (10, 10), 0, False)),
        (sets(item(COUNTED, reps=(number(5), number(3)))), Dose(2, (5, 3), 0, False)),
        (sets(item(TIMED, sets=number(2), sides=Sides.EACH_SET)), Dose(2, (), 20_000, True)),
        (sets(item(COUNTED, sets=number(1), sides=Sides.EACH_BLOCK)), Dose(1, (10,), 0, True)),
        (sets(item(TIMED, sets=number(2), sides=Sides.ALTERNATE)), Dose(2, (), 20_000, False)),
        (circuit(COUNTED, rounds=number(3)), Dose(3, (10, 10, 10), 0, False)),
        (intervals(item(TIMED, sides=Sides.EACH_SET)), Dose(1, (), 20_000, True)),
    ],
)
def test_a_dose_is_all_that_an_item_asks_for(block: Block, dose: Dose) -> None:
    """A dose has sets or rounds, reps or a time, and whether each side does that much."""
    assert {s.dose for s in session(block).segments if s.dose} == {dose}


def test_the_first_set_is_a_movements_first_time_and_no_other() -> None:
    """Only a movement's first set is its first time, with both sides and in any block."""
    both = exercise("both", sets=number(2), sides=Sides.EACH_SET)
    assert [s.first_time for s in work(session(sets(both)))] == [True, True, False, False]
    turned = item(both, sides=Sides.EACH_BLOCK)
    assert [s.first_time for s in work(session(sets(turned)))] == [True, False, True, False]
    twice = circuit(TIMED, COUNTED, TIMED, rounds=number(2))
    assert [s.first_time for s in work(session(twice))] == [True, True, *[False] * 4]
    again = sets(item(TIMED, sets=number(1)), item(TIMED, sets=number(1)))
    assert [s.first_time for s in work(session(again, again))] == [True, False, False, False]


def test_a_place_is_a_set_or_a_round() -> None:
    """A place is a set or a round, never both at once."""
    in_sets = work(session(sets(item(TIMED, sets=number(2)))))
    in_rounds = work(session(circuit(TIMED, rounds=number(2))))
    assert [(s.set, s.sets, s.round, s.rounds) for s in in_sets] == [
        (1, 2, None, None),
        (2, 2, None, None),
    ]
    assert [(s.set, s.sets, s.round, s.rounds) for s in in_rounds] == [
        (None, None, 1, 2),
        (None, None, 2, 2),
    ]


def test_a_session_says_what_the_routine_says() -> None:
    """A session has the routine's facts, and its bands where no equipment is written."""
    loop, strap = exercise("loop", band=LOOP), exercise("strap", band=ANKLE_STRAP)
    told = session(circuit(loop, TIMED, strap, loop), safety="Mind the step.", summary="Short.")
    assert (told.name, told.title, told.summary, told.safety) == (
        "made",
        "Made",
        "Short.",
        "Mind the step.",
    )
    assert told.equipment == (BandName("loop"), BandName("tube"))
    assert session(circuit(loop), equipment=("chair",)).equipment == (Prose("chair"),)
    assert session(circuit(TIMED)).equipment == ()


def chapters(*blocks: AnyBlock) -> list[tuple[int, str]]:
    """Return where each chapter begins, and its title."""
    return [(s.index, title(s.chapter)) for s in session(*blocks).segments if s.chapter]


def test_every_exercise_of_a_block_of_sets_is_a_chapter() -> None:
    """A chapter begins with what leads up to its first work, words and rests included."""
    block = sets(
        item(TIMED, sets=number(2)),
        item(COUNTED, sets=number(1)),
        rests=Rests(exercises=seconds(9)),
    )
    assert chapters(SayBlock("Hello.", HERE), block, SayBlock("Bye.", HERE)) == [
        (0, "Introduction"),
        (1, "TIMED"),  # speech, setup, work, rest, work
        (6, "COUNTED"),  # the author's rest, setup, work
        (9, "Finish"),  # speech and outro
    ]


def test_every_round_is_a_chapter() -> None:
    """Several rounds are chapters named by the block; in one round each exercise is one."""
    once = circuit(TIMED, COUNTED, name="Warm-up")
    twice = circuit(TIMED, COUNTED, name="Main", rounds=number(2))
    assert [title for _, title in chapters(once, twice)] == [
        "Introduction",
        "TIMED",
        "COUNTED",
        "Main, round 1",
        "Main, round 2",
        "Finish",
    ]


def test_a_session_may_hold_no_work() -> None:
    """A session may be words and pauses alone."""
    planned = session(SayBlock("Hello.", HERE), PauseBlock(seconds(20), HERE))
    assert walk(planned) == ["speech +1", "pause 20"]


def test_segments_know_where_they_were_written() -> None:
    """Work and what leads up to it have their entry's place, and words their block's."""
    planned = session(sets(item(TIMED, 7, sets=number(2))), SayBlock("Bye.", HERE))
    assert [s.source.line for s in planned.segments] == [1, 7, 7, 7, 7, 1, 1]


def test_all_mistakes_are_told_at_once() -> None:
    """All mistakes of all blocks are told, each once, in the order of the file."""
    wrong: list[AnyBlock] = [
        circuit(item(TIMED, 30, sets=number(3))),
        circuit(item(COUNTED, 20, reps=(number(3), number(2))), rounds=number(4)),
        sets(item(TIMED, 10, sides=Sides.ALTERNATE, sets=number(3))),
        intervals(item(COUNTED, 40), rounds=number(3)),
        intervals(item(COUNTED, 41, reps=(number(3),)), rounds=number(3)),
        sets(item(TIMED, 50, reps=(number(9),))),
        sets(item(COUNTED, 60, sets=number(3), reps=(number(9), number(8)))),
        circuit(item(COUNTED, 70, sides=Sides.EACH_BLOCK)),
    ]
    messages = problems(*wrong)
    assert len(messages) == 8
    assert [message.split("`")[0] for message in messages[:3]] == [
        "timed works 40 s on the left and 20 s on the right",
        "several numbers of reps have no meaning in rounds",
        "",
    ]


@pytest.mark.parametrize("level", list(Level))
def test_the_same_routine_gives_the_same_session(level: Level) -> None:
    """Planning the same routine twice gives the same session."""
    block = circuit(TIMED, COUNTED, rounds=number(2, 3))
    assert session(block, level=level) == session(block, level=level)
