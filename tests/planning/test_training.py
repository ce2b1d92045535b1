"""What a programme breaks is told at the programme's line, and no other mistake is."""

from __future__ import annotations

import pytest

from audioguide.errors import AuthorError, Problem, Source
from audioguide.model.programme import Day, Growth, Programme
from audioguide.model.routine import Amount, Item, Level, Range, Routine, Sides
from audioguide.planning import plan_day
from tests.planning.nouns import exercise, number, routine, sets

DAY_AT = Source("programme.yaml", 5, 5)
SETS_AT, REPS_AT = Source("programme.yaml", 6, 11), Source("programme.yaml", 7, 11)
ITEM_AT = Source("routine.yaml", 9, 9)


def alternating(turns: Range) -> Routine:
    """Return a routine that changes sides from set to set; an odd number of sets is a mistake."""
    kick = exercise("kick", reps=number(10), sides=Sides.ALTERNATE)
    return routine(sets(Item(kick, ITEM_AT, sets=turns)))


def problems(of: Routine, *growths: Growth, level: Level = Level.INTERMEDIATE) -> list[Problem]:
    """Return what is wrong with a programme of this one day."""
    day = Day(1, "Monday", (of,), (level,), DAY_AT, growths)
    programme = Programme("mine", "Mine", Source("programme.yaml"), 1, (day,))
    try:
        plan_day(programme, 1, day)
    except AuthorError as error:
        return list(error.problems)
    return []


def test_an_amount_that_breaks_the_routine_is_to_blame() -> None:
    """The mistake is told at the amount, with the routine's place in the message."""
    reps = Growth(Amount.REPS, "", (8,), REPS_AT)
    assert not problems(alternating(number(2)), reps)
    [problem] = problems(alternating(number(2)), reps, Growth(Amount.SETS, "", (3,), SETS_AT))
    assert problem.source == SETS_AT
    assert problem.message.startswith("in routine.yaml:9:9, kick works ")
    assert problem.hint == "make the number of turns even, or choose `sides: each-set`"


def test_a_mistake_of_the_routines_own_stays_where_it_is() -> None:
    """A mistake of the routine's own is told there, also at a level only the programme asks for."""
    reps = Growth(Amount.REPS, "", (8,), REPS_AT)
    [problem] = problems(alternating(number(3)), reps)
    assert problem.source == ITEM_AT
    assert problem.message.startswith("kick works ")
    [problem] = problems(alternating(Range(2, 3)), level=Level.ADVANCED)
    assert problem.source == ITEM_AT


def test_amounts_that_are_wrong_only_together_are_the_days_mistake() -> None:
    """Where leaving out a single amount would not help, the mistake is told at the day."""
    two = [
        Growth(Amount.SETS, target, (3,), at) for target, at in (("", SETS_AT), ("kick", REPS_AT))
    ]
    [problem] = problems(alternating(number(2)), *two)
    assert problem.source == DAY_AT


def test_a_day_is_planned_at_its_level_unless_told_another() -> None:
    """A day is planned at its own level unless another one is given."""
    day = Day(1, "Monday", (alternating(Range(2, 4)),), (Level.BEGINNER,), DAY_AT)
    programme = Programme("mine", "Mine", Source("programme.yaml"), 1, (day,))
    assert plan_day(programme, 1, day).level is Level.BEGINNER
    assert plan_day(programme, 1, day, Level.ADVANCED).level is Level.ADVANCED
    with pytest.raises(AuthorError):
        plan_day(programme, 1, day, Level.INTERMEDIATE)
