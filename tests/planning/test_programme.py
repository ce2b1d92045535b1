"""A day of a programme is its routine with what the programme asks for in that week."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide.errors import AuthorError, Source
from audioguide.model.programme import Day, Growth, Programme
from audioguide.model.routine import (
    Amount,
    AnyBlock,
    Exercise,
    Level,
    Range,
    Rests,
    Routine,
    SayBlock,
    TrainingDay,
)
from audioguide.model.transition import SegmentKind
from audioguide.planning import asked, day_routine, plan
from tests.planning.nouns import (
    HERE,
    amrap,
    circuit,
    emom,
    exercise,
    intervals,
    item,
    number,
    routine,
    seconds,
    sets,
    work,
)
from tests.planning.nouns import LOW_LOOP as LOOP

THERE = Source("programme.yaml", 7, 7)
REPS = exercise("reps", reps=number(10))
TIME = exercise("time")


def growth(amount: Amount, value: int, target: str = "") -> Growth:
    return Growth(amount, target, (value,), THERE)


def grown(*growths: Growth, of: Routine, **values: Any) -> Routine:
    """Return the routine of the one day of one week, with these amounts."""
    day = Day(3, "Wednesday", (of,), (Level.INTERMEDIATE,), THERE, growths, **values)
    return day_routine(Programme("mine", "Mine", THERE, 1, (day,)), 1, day)


def done(of: Routine) -> list[str]:
    """Return the stretches of work as the exercise with its reps or seconds."""
    return [
        f"{segment.exercise.id if segment.exercise else ''} "
        f"{segment.reps or (segment.duration_ms or 0) // 1000}"
        for segment in work(plan(of, of.level))
    ]


def test_a_day_has_names_of_its_own() -> None:
    """A day is named by programme, week and day, and nothing else changes by itself."""
    plain = routine(sets(item(TIME, sets=number(1))), author="Ann", summary="S")
    found = grown(of=plain)
    assert (found.name, found.title) == ("mine-w01-d3", "Mine")
    assert found.training == TrainingDay(1, 3, weekday=True)
    assert (found.author, found.summary, found.level) == ("Ann", "S", Level.INTERMEDIATE)
    assert found.blocks == plain.blocks


def test_each_week_has_its_own_values() -> None:
    """Routine, level, amounts, band and note are those of the week that is asked for."""
    first = routine(sets(item(REPS, sets=number(1))))
    second = routine(sets(item(TIME, sets=number(1))))
    day = Day(
        1,
        "day 1",
        (first, second),
        (Level.BEGINNER, Level.ADVANCED),
        THERE,
        (Growth(Amount.SETS, "", (1, 2), THERE),),
        ("light", "strong"),
        ("One.", "Two."),
    )
    programme = Programme("mine", "Mine", THERE, 2, (day,), author="Bo")
    found = day_routine(programme, 2, day)
    assert (found.title, found.level, found.author) == (
        "Mine",
        Level.ADVANCED,
        "Bo",
    )
    assert found.blocks[0] == SayBlock("Two.", THERE)
    assert done(found) == ["time 20", "time 20"]
    assert found.equipment == ("strong band",)


def test_sets_are_those_of_sets_blocks() -> None:
    """Sets change in `sets` blocks only, and not where several numbers of reps are written."""
    ladder = item(REPS, reps=(number(9), number(7)))
    of = routine(sets(TIME, ladder), circuit(TIME))
    assert done(grown(growth(Amount.SETS, 1), of=of)) == ["time 20", "reps 9", "reps 7", "time 20"]


def test_reps_are_for_what_is_counted() -> None:
    """Reps change what is counted; several numbers become one, in as many sets."""
    ladder = item(REPS, reps=(number(9), number(7)))
    of = routine(sets(ladder, item(TIME, sets=number(1))), circuit(REPS), intervals(TIME))
    assert done(grown(growth(Amount.REPS, 5), of=of)) == [
        "reps 5",
        "reps 5",
        "time 20",
        "reps 5",
        "time 20",
    ]


def test_work_is_for_what_is_timed() -> None:
    """Work changes what is timed, whether by the entry, the block or the exercise."""
    of = routine(
        circuit(item(REPS, work_ms=seconds(10)), TIME, item(REPS)),
        circuit(REPS, work_ms=seconds(15)),
    )
    assert done(grown(growth(Amount.WORK, 30_000), of=of)) == [
        "reps 30",
        "time 30",
        "reps 10",
        "reps 30",
    ]


def test_rounds_are_for_what_is_gone_through_more_than_once() -> None:
    """Rounds change where there are several; a block of one round has to be named."""
    of = routine(circuit(TIME, name="Warm-up"), circuit(TIME, name="Main", rounds=number(2)))
    assert len(done(grown(growth(Amount.ROUNDS, 3), of=of))) == 1 + 3
    assert len(done(grown(growth(Amount.ROUNDS, 3, "Warm-up"), of=of))) == 3 + 2


def rests(of: Routine) -> list[int]:
    """Return the lengths of all rests in seconds."""
    segments = plan(of, of.level).segments
    return [(s.duration_ms or 0) // 1000 for s in segments if s.kind is SegmentKind.REST]


def test_rest_is_between_sets() -> None:
    """Rest changes between sets, and in circuits and intervals only where they are named."""
    tabata = intervals("b", rounds=number(4), name="Tabata", rests=Rests(exercises=seconds(10)))
    of = routine(
        sets(item(TIME, sets=number(3))),
        circuit(TIME, "b", rounds=number(2), name="C"),
        tabata,
    )
    assert rests(grown(growth(Amount.REST, 30_000), of=of)) == [30, 30, 60, 15, 10, 10, 10]
    assert rests(grown(growth(Amount.REST, 25_000, "C"), of=of)) == [45, 45, 25, 60, 25, 10, 10, 10]
    for name in ("Tabata", "Tabata/b"):
        found = grown(growth(Amount.REST, 15_000, name), of=of)
        assert rests(found) == [45, 45, 60, 15, 15, 15, 15]


def test_an_exercises_id_leaves_a_clocks_rests() -> None:
    """An exercise's id changes no rests of intervals; where it changes nothing, that is told."""
    tabata = intervals(TIME, rounds=number(3), rests=Rests(exercises=seconds(10)))
    of = routine(sets(item(TIME, sets=number(2))), tabata)
    assert rests(grown(growth(Amount.REST, 30_000, "time"), of=of)) == [30, 10, 10]
    with pytest.raises(AuthorError, match="changes nothing of `time` in made"):
        grown(growth(Amount.REST, 30_000, "time"), of=routine(tabata))


def test_an_entrys_own_rest_changes_by_name_alone() -> None:
    """A rest of an entry's own changes only by its exercise's id or its block's name."""
    own = item("b", sets=number(2), rests=Rests(sets=seconds(20)))
    of = routine(sets(item(TIME, sets=number(2)), own, name="Main", rests=Rests(sets=seconds(40))))
    assert rests(of) == [40, 20]
    assert rests(grown(growth(Amount.REST, 30_000), of=of)) == [30, 20]
    assert rests(grown(growth(Amount.REST, 30_000, "b"), of=of)) == [40, 30]
    assert rests(grown(growth(Amount.REST, 30_000, "Main"), of=of)) == [30, 30]
    with pytest.raises(AuthorError) as caught:
        grown(growth(Amount.REST, 30_000), of=routine(sets(own)))
    assert "without a rest of its own" in caught.value.problems[0].hint


def test_blocks_by_the_minute_grow_in_length() -> None:
    """Blocks of minutes and of uncounted rounds grow in length."""
    time = Range(120_000, 120_000)
    of = routine(emom(time, item(TIME)), amrap(time, item(REPS)))
    found = grown(growth(Amount.EMOM, 180_000), growth(Amount.AMRAP, 240_000), of=of)
    assert [segment.duration_ms for segment in work(plan(found, found.level))] == [
        20_000,
        20_000,
        20_000,
        240_000,
    ]


def test_the_nearest_counts() -> None:
    """An exercise counts before a block, and a block before the whole, in any order."""
    of = routine(
        sets(item(REPS, sets=number(1)), item(exercise("b", reps=number(10)), sets=number(1))),
        sets(item(exercise("c", reps=number(10)), sets=number(1)), name="Last"),
    )
    amounts = [
        growth(Amount.REPS, 3, "reps"),
        growth(Amount.REPS, 2, "Last"),
        growth(Amount.REPS, 1),
    ]
    assert done(grown(*amounts, of=of)) == ["reps 3", "b 1", "c 2"]


@pytest.mark.parametrize(
    ("amount", "block"),
    [
        (Amount.SETS, circuit(TIME)),
        (Amount.REPS, circuit(TIME)),
        (Amount.ROUNDS, circuit(TIME)),
        (Amount.WORK, circuit(REPS)),
        (Amount.REST, circuit(TIME)),
        (Amount.REST, intervals(TIME, rounds=number(3))),
        (Amount.EMOM, circuit(TIME)),
        (Amount.AMRAP, circuit(TIME)),
        (Amount.SETS, SayBlock("Hello.", HERE)),
    ],
)
def test_what_would_change_nothing_is_a_mistake(amount: Amount, block: AnyBlock) -> None:
    """An amount that changes nothing is a mistake at its place in the programme."""
    with pytest.raises(AuthorError, match="changes nothing of made") as caught:
        grown(growth(amount, 1), of=routine(block))
    assert [problem.source for problem in caught.value.problems] == [THERE]


def test_what_planning_finds_wrong_is_placed_in_the_programme() -> None:
    """An amount that the routine cannot take is the programme's mistake."""
    ladder = sets(item(REPS, reps=(number(9), number(7))))
    found = grown(growth(Amount.SETS, 3, "reps"), of=routine(ladder))
    with pytest.raises(AuthorError) as caught:
        plan(found, found.level)
    assert [problem.source for problem in caught.value.problems] == [THERE]


@pytest.mark.parametrize(
    ("things", "strength", "found"),
    [
        (("mat", "loop band", "flat band"), "light", ("mat", "light loop band", "flat band")),
        (("flat band", "loop band"), "red loop band", ("flat band", "red loop band")),
        (("light loop band",), "medium", ("medium loop band",)),
        (("loop band with a pad",), "light", ("light loop band with a pad",)),
        (("mat",), "light", ("mat", "light band")),
        (("mat",), "two light bands", ("mat", "two light bands")),
        ((), "light", ("light loop band",)),
    ],
)
def test_a_band_is_listed_as_strong_as_asked(
    things: tuple[str, ...], strength: str, found: tuple[str, ...]
) -> None:
    """The strength is that of the first band or of the named one, else a band is added."""
    banded = Exercise("x", "X", "x", HERE, band=LOOP, work_ms=seconds(20))
    of = routine(circuit(banded), equipment=things)
    assert grown(of=of, bands=(strength,)).equipment == found


def test_who_changes_a_routine_answers_for_the_length_it_promises() -> None:
    """A promised length stays; where the programme changes the day, it is the programme's."""
    of = routine(sets(TIME), length_ms=seconds(600), places={"length": HERE})
    plain, changed = grown(of=of), grown(growth(Amount.SETS, 1), of=of)
    assert (plain.length_ms, plain.places["length"]) == (seconds(600), HERE)
    assert (changed.length_ms, changed.places["length"]) == (seconds(600), THERE)
    at = Source("programme.yaml", 9, 13)
    own = grown(of=of, lengths_ms=(900_000,), length_at=at)
    assert (own.length_ms, own.places["length"]) == (seconds(900), at)
    session = plan(own, own.level)
    assert (session.promised_ms, session.promised_at) == (900_000, at)
    assert session.day == "week 1, Wednesday"


def test_a_week_may_be_as_the_routine_has_it() -> None:
    """A week without a value for an amount, a note or a length is as the routine has it."""
    of = routine(sets(item(REPS, sets=number(1))), length_ms=seconds(600))
    day = Day(
        1,
        "day 1",
        (of, of, None),
        (Level.INTERMEDIATE,) * 3,
        THERE,
        (Growth(Amount.SETS, "", (None, 2, None), THERE),),
        notes=("", "Go.", ""),
        lengths_ms=(None, 700_000, None),
    )
    programme = Programme("mine", "Mine", THERE, 3, (day,))
    first, second = day_routine(programme, 1, day), day_routine(programme, 2, day)
    assert (done(first), done(second)) == (["reps 10"], ["reps 10"] * 2)
    assert first.blocks == of.blocks
    assert second.blocks[0] == SayBlock("Go.", THERE)
    assert (first.length_ms, second.length_ms) == (seconds(600), seconds(700))
    assert programme.trainings() == [(1, day), (2, day)]
    with pytest.raises(ValueError, match="week 3, day 1 has no training"):
        day_routine(programme, 3, day)


def test_an_exercise_may_be_meant_in_one_block_alone() -> None:
    """An amount for an exercise in one block is nearer than any other."""
    of = routine(
        sets(item(REPS, sets=number(1)), name="Warm-up"),
        sets(item(REPS, sets=number(1)), name="Main"),
    )
    found = grown(growth(Amount.REPS, 3, "Main/reps"), growth(Amount.REPS, 2, "reps"), of=of)
    assert done(found) == ["reps 2", "reps 3"]
    with pytest.raises(AuthorError, match="changes nothing of `Main/reps` in made"):
        grown(growth(Amount.WORK, 3_000, "Main/reps"), of=of)


def test_a_listed_amount_without_a_place_in_its_week_is_a_mistake() -> None:
    """One value for all weeks leaves the weeks of other routines alone; a list has `none`."""
    with_sets, with_rounds = routine(sets(item(REPS))), routine(circuit(TIME))

    def day(listed: bool) -> Day:
        amount = Growth(Amount.SETS, "", (4, 4), THERE, listed)
        levels = (Level.INTERMEDIATE,) * 2
        return Day(1, "Monday", (with_sets, with_rounds), levels, THERE, (amount,))

    spread, listed = day(False), day(True)
    programme = Programme("mine", "Mine", THERE, 2, (spread,))
    assert day_routine(programme, 2, spread).blocks == with_rounds.blocks
    assert [len(asked(spread, week)) for week in (1, 2)] == [1, 0]
    with pytest.raises(AuthorError, match="`sets` changes nothing of made; write `none` for this"):
        day_routine(programme, 2, listed)
