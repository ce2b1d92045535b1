"""Rests, setups and the time to get ready lie between two stretches of work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.model.routine import (
    Band,
    Exercise,
    Level,
    PauseBlock,
    Position,
    Range,
    Rests,
    SayBlock,
)
from audioguide.model.transition import SegmentKind
from tests.planning.nouns import (
    ANKLE_STRAP,
    DOOR,
    FOOT,
    HERE,
    LOOP,
    LOW_LOOP,
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
)

A, B = exercise("a", sets=number(2)), exercise("b", sets=number(1))
ANKLES = exercise("ankles", sets=number(2), rest_ms=seconds(30))
FLOOR = exercise("floor", position=Position.SITTING)


def test_rests_by_default() -> None:
    """The rests are 45 s for sets, 15 s in circuits, 60 s between rounds, 0 elsewhere."""
    again = sets(item(A, sets=number(1)), item(B, sets=number(1)))
    planned = session(again, sets(A, B), circuit(A, B, rounds=number(2)))
    assert walk(planned) == [
        "setup a +5",
        "work a 20",
        "setup b +5",
        "work b 20",
        "setup a +5",
        "work a 20",
        "rest 45",
        "work a 20",
        "rest 45",
        "work b 20",
        "setup a +5",
        "work a 20",
        "rest 15",
        "work b 20",
        "rest 60",
        "work a 20",
        "rest 15",
        "work b 20",
    ]


def test_an_exercise_may_need_less_rest_than_others() -> None:
    """An exercise's own rest replaces the default, and nothing that is written."""
    assert walk(session(sets(ANKLES)))[2] == "rest 30"
    assert walk(session(sets(ANKLES), rests=Rests(sets=seconds(50))))[2] == "rest 50"


def test_the_nearest_rest_that_is_written_counts() -> None:
    """The nearest is that of the entry, block, routine, exercise, default; 0 counts too."""

    def between(own: Range | None, block: Range | None, whole: Range | None) -> str:
        asked = item(ANKLES, rests=Rests(sets=own))
        planned = session(sets(asked, rests=Rests(sets=block)), rests=Rests(sets=whole))
        return walk(planned)[2]

    one, two, three, none = seconds(11), seconds(12), seconds(13), seconds(0)
    assert between(one, two, three) == "rest 11"
    assert between(None, two, three) == "rest 12"
    assert between(None, None, three) == "rest 13"
    assert between(None, None, None) == "rest 30"
    assert between(none, two, three) == "work ankles 20"
    assert between(None, none, three) == "work ankles 20"
    assert between(None, None, none) == "work ankles 20"


def test_the_rest_after_an_exercise_is_its_own() -> None:
    """The rest after an exercise is its own, not that of the one that follows."""
    first = item(A, rests=Rests(exercises=seconds(21)))
    second = item(B, rests=Rests(exercises=seconds(22)))
    planned = session(circuit(first, second, item(A), rests=Rests(exercises=seconds(23))))
    assert [step for step in walk(planned) if step.startswith("rest")] == ["rest 21", "rest 22"]


def test_the_default_rest_before_a_first_setup_is_nothing() -> None:
    """Before the setup of a new movement there is no rest by default: the setup is enough."""
    steps = ["setup a +5", "work a 20", "setup b +5", "work b 20"]
    assert walk(session(sets(item(A, sets=number(1)), B))) == steps
    assert walk(session(circuit(A, B))) == steps


def test_a_written_rest_before_a_first_setup_keeps_its_length() -> None:
    """A written rest before a setup keeps its length, and nobody gets ready in it."""
    steps = ["setup a +5", "work a 20", "rest 12", "setup b +5", "work b 20"]
    in_sets = session(sets(item(A, sets=number(1)), B, rests=Rests(exercises=seconds(12))))
    in_rounds = session(circuit(A, B, rests=Rests(exercises=seconds(12))))
    of_the_routine = session(circuit(A, B), rests=Rests(exercises=seconds(12)))
    for planned in (in_sets, in_rounds, of_the_routine):
        assert walk(planned) == steps
        assert body(planned)[2].get_ready_ms == 0


def test_later_times_need_no_setup() -> None:
    """A movement is explained once in a session, whatever block it comes back in."""
    planned = session(circuit(A, B, rounds=number(2)), sets(B, A))
    setups = [s for s in body(planned) if s.kind is SegmentKind.SETUP]
    assert [[one.id for one in s.explains] for s in setups] == [["a"], ["b"], []]
    assert [s.first_time for s in setups] == [True, True, False]


@pytest.mark.parametrize("block", [sets, circuit])
def test_a_rest_too_short_to_get_ready_in_gets_a_setup(block: type) -> None:
    """A rest too short to get ready in keeps its length, and a setup comes after it."""
    once = [exercise("a", sets=number(1)), replace(FLOOR, sets=number(1))]
    planned = session(circuit(*once), block(*once, rests=Rests(exercises=seconds(9))))
    assert walk(planned)[-4:] == ["work a 20", "rest 9", "setup floor +10", "work floor 20"]
    rest, setup = body(planned)[-3:-1]
    assert rest.get_ready_ms == 0
    assert setup.get_ready_ms == setup.tail_ms == 10_000
    assert setup.explains == ()


def test_a_rest_just_long_enough_needs_no_setup() -> None:
    """A rest of sixteen seconds is enough to get down and to hear what for."""
    block = circuit(A, FLOOR, rounds=number(2), rests=Rests(exercises=seconds(16)))
    planned = session(block, rests=Rests(rounds=seconds(16)))
    assert walk(planned) == [
        "setup a +5",
        "work a 20",
        "rest 16",
        "setup floor +10",
        "work floor 20",
        "rest 16",
        "work a 20",
        "rest 16",
        "work floor 20",
    ]


def test_in_intervals_a_rest_too_short_is_a_problem() -> None:
    """In intervals a rest too short to get ready in is told for each exercise."""
    block = intervals(item(A, 11), item(FLOOR, 12), rounds=number(2))
    assert problems(block, rests=Rests(exercises=seconds(10), rounds=seconds(10))) == []
    messages = problems(block, rests=Rests(exercises=seconds(9), rounds=seconds(60)))
    assert [message.split(" to get")[0] for message in messages] == [
        "a rest of 9 s before floor is too short"
    ]
    no_rest = problems(block, rests=Rests(exercises=seconds(0), rounds=seconds(0)))
    assert [message.split(" to get")[0] for message in no_rest] == [
        "a rest of 0 s before floor is too short",
        "a rest of 0 s before a is too short",
    ]


def test_intervals_explain_everything_before_the_clock_starts() -> None:
    """Once the clock has started nothing interrupts it, and known movements are left out."""
    planned = session(sets(B), intervals(A, B, FLOOR, rounds=number(2)))
    assert walk(planned)[2:] == [
        "setup a +5",
        *["work a 20", "rest 15", "work b 20", "rest 15", "work floor 20"],
        "rest 15",
        *["work a 20", "rest 15", "work b 20", "rest 15", "work floor 20"],
    ]
    assert [one.id for one in body(planned)[2].explains] == ["a", "floor"]


def test_a_bare_rest_is_tabatas() -> None:
    """A single rest of intervals holds between exercises and between rounds."""
    tabata = intervals(A, rounds=number(8), work_ms=seconds(20), rests=Rests(exercises=seconds(10)))
    assert walk(session(tabata)) == ["setup a +5", *["work a 20", "rest 10"] * 7, "work a 20"]


STAND, SIT = Position.STANDING, Position.SITTING


@pytest.mark.parametrize(
    ("before", "after", "ready"),
    [
        (None, (STAND, None), 5),
        (None, (SIT, None), 10),
        (None, (STAND, LOOP), 15),
        (None, (SIT, LOOP), 15),
        (None, (STAND, DOOR), 30),
        ((STAND, None), (STAND, None), 5),
        ((STAND, None), (SIT, None), 10),
        ((SIT, None), (STAND, None), 10),
        ((SIT, None), (SIT, None), 5),
        ((STAND, LOOP), (STAND, LOOP), 5),
        ((STAND, LOOP), (SIT, LOOP), 10),
        ((STAND, LOOP), (STAND, LOW_LOOP), 15),
        ((STAND, LOOP), (STAND, None), 15),
        ((SIT, LOOP), (STAND, None), 15),
        ((STAND, LOOP), (STAND, DOOR), 30),
        ((STAND, DOOR), (STAND, DOOR), 5),
        ((STAND, DOOR), (STAND, LOOP), 15),
        ((STAND, ANKLE_STRAP), (SIT, ANKLE_STRAP), 10),
        ((STAND, FOOT), (STAND, FOOT), 5),
    ],
)
def test_getting_ready_takes_what_the_change_takes(
    before: tuple[Position, Band | None] | None, after: tuple[Position, Band | None], ready: int
) -> None:
    """It takes 5 s; 10 s for a position, 15 s to move a band, 30 s to anchor it anew."""

    def made(name: str, how: tuple[Position, Band | None]) -> Exercise:
        return exercise(name, position=how[0], band=how[1])

    blocks = [circuit(made("a", before))] if before else []
    planned = session(*blocks, circuit(made("b", after)))
    setup = body(planned)[-2]
    assert setup.kind is SegmentKind.SETUP
    assert setup.get_ready_ms == setup.tail_ms == ready * 1000


def test_a_written_get_ready_holds_wherever_it_is_written() -> None:
    """A written time holds, but an anchor keeps its 30 s unless its own entry says less."""

    def ready(
        own: Range | None, block: Range | None, whole: Range | None, band: Band | None
    ) -> int:
        asked = item(exercise(band=band), get_ready_ms=own)
        planned = session(circuit(asked, get_ready_ms=block), get_ready_ms=whole)
        return body(planned)[0].get_ready_ms // 1000

    seven, eight, long = seconds(7), seconds(8), seconds(40)
    assert ready(None, None, eight, None) == 8
    assert ready(None, seven, eight, None) == 7
    assert ready(None, None, None, LOOP) == 15
    assert ready(None, seven, eight, LOOP) == 7
    assert ready(None, None, eight, LOOP) == 8
    assert ready(None, long, eight, LOOP) == 40
    assert ready(None, seven, None, DOOR) == 30
    assert ready(None, long, None, DOOR) == 40
    assert ready(seven, long, long, DOOR) == 7
    assert ready(seconds(6), None, None, None) == 6


def test_words_and_pauses_stand_where_they_are_written() -> None:
    """Words and pauses are no rest: what comes after them has a setup."""
    once = sets(item(A, sets=number(1)))
    planned = session(
        SayBlock("Hello.", HERE),
        once,
        PauseBlock(seconds(20, 40), HERE),
        once,
        SayBlock("Bye.", HERE),
    )
    assert walk(planned) == [
        "speech +1",
        "setup a +5",
        "work a 20",
        "pause 30",
        "setup a +5",
        "work a 20",
        "speech +1",
    ]
    assert [s.text for s in body(planned) if s.text] == ["Hello.", "Bye."]


def test_a_recovery_is_explained_only_where_one_comes() -> None:
    """A recovery is not explained at a level that has one round and so no rest."""
    jog = exercise("jog")
    block = intervals("run", rounds=number(1, 3), rests=Rests(exercises=seconds(60)), recover=jog)
    explained = {
        level: [[e.id for e in s.explains] for s in body(session(block, level=level)) if s.explains]
        for level in Level
    }
    assert explained == {
        Level.BEGINNER: [["run"]],
        Level.INTERMEDIATE: [["run", "jog"]],
        Level.ADVANCED: [["run", "jog"]],
    }
