"""A day of a programme as a session, with what its amounts break told where they are written."""

from __future__ import annotations

from dataclasses import replace

from audioguide.errors import AuthorError, Problem, Source, in_order
from audioguide.model.programme import Day, Growth, Programme
from audioguide.model.routine import Level
from audioguide.model.session import Session
from audioguide.planning.planner import plan
from audioguide.planning.programme import day_routine


def plan_day(programme: Programme, week: int, day: Day, level: Level | None = None) -> Session:
    """The session of a day in a week (from 1), at the day's own level unless told another.

    Raises AuthorError. What the routine alone does right, and the programme breaks, is told at the
    amount that breaks it, with the routine's place in the message.
    """
    try:
        return _planned(programme, week, day, level)
    except AuthorError as error:
        blame = _Blame(programme, week, day, level)
        raise AuthorError(in_order(map(blame.of, error.problems))) from error


def _planned(programme: Programme, week: int, day: Day, level: Level | None) -> Session:
    routine = day_routine(programme, week, day)
    return plan(routine, level or routine.level)


class _Blame:
    """Whose mistake it is, found by leaving the programme's amounts out."""

    def __init__(self, programme: Programme, week: int, day: Day, level: Level | None) -> None:
        self._programme, self._week, self._day, self._level = programme, week, day, level
        self._alone = self._wrong_without(day.growth)

    def of(self, problem: Problem) -> Problem:
        """The problem, at the amount that causes it if one does."""
        source = problem.source
        if source is None or source.file == self._programme.source.file or source in self._alone:
            return problem
        causes = (one for one in self._day.growth if source not in self._wrong_without((one,)))
        cause = next(causes, None)
        at = cause.source if cause else self._day.source
        return Problem(at, f"in {source}, {problem.message}", problem.hint)

    def _wrong_without(self, growths: tuple[Growth, ...]) -> set[Source | None]:
        """The places where something is wrong all the same."""
        kept = tuple(one for one in self._day.growth if one not in growths)
        try:
            _planned(self._programme, self._week, replace(self._day, growth=kept), self._level)
        except AuthorError as error:
            return {problem.source for problem in error.problems}
        return set()
