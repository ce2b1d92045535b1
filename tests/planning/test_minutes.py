"""A block of minutes has fixed work, and rest in what is left of each minute."""

from __future__ import annotations

import pytest

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import (
    BlockKind,
    Level,
    PauseBlock,
    Position,
    Range,
    Rests,
    SayBlock,
    Side,
    Sides,
)
from audioguide.model.transition import Dose, SegmentKind
from tests.language.english import title
from tests.planning.nouns import (
    FOOT,
    HERE,
    LOOP,
    LOW_LOOP,
    body,
    circuit,
    emom,
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

TEN = exercise("ten", reps=number(10), tempo=tempo("2-0-1-0"))
TIMED = exercise("timed", work_ms=seconds(20))
FLOOR = exercise("floor", position=Position.LYING)


def test_one_item_comes_every_minute() -> None:
    """Work and rest are a minute together, and the last minute keeps its rest."""
    planned = session(emom(3, TEN, name="M"))
    assert walk(planned) == [
        "setup ten +5",
        *["work ten 30", "rest 30"] * 3,
    ]
    assert [(s.round, s.rounds, s.set) for s in work(planned)] == [
        (1, 3, None),
        (2, 3, None),
        (3, 3, None),
    ]
    assert {s.block_kind for s in work(planned)} == {BlockKind.EMOM}


def test_several_items_come_in_turn() -> None:
    """Several entries come in turn, also where the minutes do not come out even."""
    assert walk(session(emom(4, TEN, TIMED, FLOOR))) == [
        "setup ten +5",
        "work ten 30",
        "rest 30",
        "work timed 20",
        "rest 40",
        "work floor 20",
        "rest 40",
        "work ten 30",
        "rest 30",
    ]


def test_everything_is_explained_before_the_first_minute() -> None:
    """Each movement is explained once before the first minute, and none by the clock."""
    planned = session(emom(6, TEN, TIMED, TEN, FLOOR))
    first, *rest = body(planned)
    assert [one.id for one in first.explains] == ["ten", "timed", "floor"]
    assert all(s.kind in (SegmentKind.WORK, SegmentKind.REST) for s in rest)


def test_what_is_known_is_not_explained_again() -> None:
    """A setup opens the block and explains only what is new."""
    planned = session(sets(item(TEN, sets=number(1))), emom(2, TEN, TIMED))
    setup = body(planned)[2]
    assert setup.kind is SegmentKind.SETUP
    assert [one.id for one in setup.explains] == ["timed"]


def test_a_dose_counts_the_minutes_of_its_own_item() -> None:
    """A dose counts the minutes of its own entry, not all minutes of the block."""
    planned = session(emom(5, TEN, TIMED))
    assert [s.dose for s in work(planned)[:2]] == [
        Dose(3, (10, 10, 10), 0, False),
        Dose(2, (), 20_000, False),
    ]


def test_alternate_changes_sides_from_turn_to_turn() -> None:
    """Sides alternate with each entry's own turns, so that both of a pair do both sides."""
    one, two = (exercise(name, sides=Sides.ALTERNATE) for name in "ab")
    alone = session(emom(4, one))
    assert [s.side for s in work(alone)] == ["left", "right", "left", "right"]
    both = session(emom(4, one, two))
    assert [(s.exercise and s.exercise.id, s.side) for s in work(both)] == [
        ("a", "left"),
        ("b", "left"),
        ("a", "right"),
        ("b", "right"),
    ]


def test_turns_that_do_not_come_out_even_are_refused() -> None:
    """Three turns on two sides are refused, because one side would have more."""
    one = exercise("a", sides=Sides.ALTERNATE)
    [message] = problems(emom(3, one))
    assert "40 s on the left and 20 s on the right" in message


@pytest.mark.parametrize("sides", [Sides.EACH_SET, Sides.EACH_BLOCK])
def test_both_sides_fit_in_one_minute(sides: Sides) -> None:
    """Both sides and their switch share a minute, and the first side alternates by turns."""
    assert walk(session(emom(2, exercise("a", work_ms=seconds(15), sides=sides)))) == [
        "setup a left +5",
        "work a left 15",
        "switch a right 8",
        "work a right 15",
        "rest 22",
        "work a right 15",
        "switch a left 8",
        "work a left 15",
        "rest 22",
    ]


def test_a_written_switch_counts_towards_the_minute() -> None:
    """A written switch has the length of the level, and rest fills what is left of the minute."""
    both = exercise("a", work_ms=seconds(15), sides=Sides.EACH_SET)
    block = emom(1, both, rests=Rests(switch=seconds(10, 16)))
    lengths = {
        level: [s.duration_ms for s in body(session(block, level=level))[1:]] for level in Level
    }
    assert lengths[Level.BEGINNER] == [15_000, 16_000, 15_000, 14_000]
    assert lengths[Level.ADVANCED] == [15_000, 10_000, 15_000, 20_000]
    assert all(sum(ms or 0 for ms in found) == 60_000 for found in lengths.values())


def test_a_switch_of_a_band_counts_towards_the_minute() -> None:
    """A switch that moves a band takes fifteen seconds of the minute."""
    both = exercise("a", work_ms=seconds(10), sides=Sides.EACH_SET, band=FOOT)
    assert walk(session(emom(1, both)))[1:] == [
        "work a left 10",
        "switch a right 15",
        "work a right 10",
        "rest 25",
    ]


def test_minutes_follow_the_level() -> None:
    """A middle that is no whole minute is rounded down, as a number of rounds is."""
    block = emom(Range(4 * 60_000, 7 * 60_000), TIMED)
    assert [len(work(session(block, level=level))) for level in Level] == [4, 5, 7]


def test_work_follows_the_level_within_the_minute() -> None:
    """A higher level has more reps and less rest within the minute."""
    block = emom(1, exercise("a", reps=number(8, 12), tempo=tempo("1-0-1-0")))
    assert [walk(session(block, level=level))[1:] for level in Level] == [
        ["work a 16", "rest 44"],
        ["work a 20", "rest 40"],
        ["work a 24", "rest 36"],
    ]


@pytest.mark.parametrize(
    "length", [seconds(90), seconds(60.1), seconds(90, 180), seconds(120, 150)]
)
def test_minutes_are_whole(length: Range) -> None:
    """A length that is no whole number of minutes is refused, at either end of a range."""
    assert problems(emom(length, TIMED)) == ["this is no number of whole minutes"]


def test_ten_seconds_of_a_minute_are_left() -> None:
    """Work may take fifty seconds of a minute at most."""
    assert problems(emom(1, item(TIMED, work_ms=seconds(50)))) == []
    [message] = problems(emom(2, item(TIMED, work_ms=seconds(50.1))))
    assert message == "timed leaves 9.9 s of its minute, and 10 are needed"
    [message] = problems(emom(1, item(TIMED, work_ms=seconds(70))))
    assert "leaves 0 s" in message


def test_too_much_for_a_minute_is_told_where_it_is_asked_for() -> None:
    """Too much for a minute is told once, at the reps or the time, with a remedy that fits."""
    reps, time = Source(HERE.file, 7, 9), Source(HERE.file, 8, 3)
    both = exercise("both", reps=number(10), tempo=tempo("2-0-1-0"), sides=Sides.EACH_SET)
    block = emom(
        4,
        item(TEN, reps=(number(20),), places={"reps": reps}),
        item(TIMED, work_ms=seconds(55), places={"work": time}),
        item(both, 30),
    )
    with pytest.raises(AuthorError) as caught:
        session(block)
    assert [(p.source, p.hint) for p in caught.value.problems] == [
        (reps, "ask for less, or for a quicker tempo"),
        (time, "ask for less, or for a quicker tempo"),
        (Source(HERE.file, 30), "ask for less, or choose `sides: alternate`"),
    ]


def test_every_item_has_a_minute() -> None:
    """An entry that no minute is left for is a mistake, at those levels at which it is so."""
    block = emom(Range(2 * 60_000, 3 * 60_000), TEN, TIMED, item(FLOOR, 9))
    assert problems(block, level=Level.BEGINNER) == ["the time is over before floor comes"]
    assert problems(block, level=Level.ADVANCED) == []


def test_a_rest_too_short_for_the_body_is_refused_at_its_place() -> None:
    """A rest too short to move a band or change position in is refused: no time may be added."""
    knees = exercise("knees", band=LOOP)
    ankles = exercise("ankles", band=LOW_LOOP, work_ms=seconds(50))
    with pytest.raises(AuthorError) as caught:
        session(emom(4, item(knees, 3), item(ankles, 4)))
    [problem] = caught.value.problems
    assert "a rest of 10 s before knees is too short" in problem.message
    assert problem.source == Source(HERE.file, 4)
    assert problem.hint
    assert problems(emom(4, item(FLOOR, work_ms=seconds(50)), TIMED)) == []


@pytest.mark.parametrize("second", [emom, intervals])
def test_a_block_by_the_clock_behind_another_is_explained_after_the_last_rest(
    second: type,
) -> None:
    """The last rest before another block by the clock keeps its length and leads to no work."""
    band = exercise("band", band=LOOP)
    full = exercise("full", work_ms=seconds(50))
    block = emom(1, band) if second is emom else intervals(band)
    planned = session(emom(1, full), block)
    assert walk(planned)[:5] == [
        "setup full +5",
        "work full 50",
        "rest 10",
        "setup band +15",
        "work band 20",
    ]
    assert body(planned)[2].get_ready_ms == 0


def test_the_last_rest_leads_to_what_is_known_behind_it() -> None:
    """The last rest leads to a known movement; a new one has a setup after it."""
    known = session(emom(1, TEN), circuit(TEN))
    assert walk(known)[2:] == ["rest 30", "work ten 30"]
    new = session(emom(1, TEN), circuit(TIMED))
    assert walk(new)[2:] == ["rest 30", "setup timed +5", "work timed 20"]
    talk = session(emom(1, TEN), SayBlock("Well.", HERE), PauseBlock(seconds(9), HERE))
    assert walk(talk)[2:] == ["rest 30", "speech +1", "pause 9"]


def test_every_minute_is_a_chapter() -> None:
    """Every minute is a chapter, named by the block or else by "Every minute"."""
    named = [title(s.chapter) for s in session(emom(2, TEN, name="Core")).segments if s.chapter]
    assert named == ["Introduction", "Core, minute 1", "Core, minute 2", "Finish"]
    bare = [title(s.chapter) for s in session(emom(1, TEN)).segments if s.chapter]
    assert bare == ["Introduction", "Every minute, minute 1", "Finish"]


def test_what_has_no_meaning_by_the_minute_is_refused() -> None:
    """Sets, ladders, `each-block` and speech are refused in a block of minutes."""
    wrong = [
        item(TEN, 1, sets=number(3)),
        item(TEN, 2, reps=(number(3), number(2))),
        item(TIMED, 3, sides=Sides.EACH_BLOCK),
        item(TIMED, 4, before="Now this.", after="That was it."),
    ]
    assert [message.split("`")[-1] for message in problems(emom(4, *wrong))] == [
        " has no meaning where the list is gone through in rounds",
        "several numbers of reps have no meaning in rounds",
        " needs sets, not rounds",
        "there is no time for speech within this block",
    ]


def test_the_first_side_is_the_exercises() -> None:
    """The first side is the right one where the exercise says so."""
    right = exercise("a", sides=Sides.ALTERNATE, first_side=Side.RIGHT)
    assert [s.side for s in work(session(emom(2, right)))] == ["right", "left"]


def test_a_minute_counts_reps_in_full_once() -> None:
    """Only the first turn of a movement is its first time, on both sides."""
    both = exercise("a", work_ms=seconds(10), sides=Sides.EACH_SET)
    planned = session(emom(3, both, TEN))
    assert [s.first_time for s in work(planned)] == [True, True, True, False, False]
