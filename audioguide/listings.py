"""What there is: routines, programmes and exercises, those that ship and those of one's own.

Takes a folder of one's own, reads its files and the shipped ones, gives entries for `formats`.
Stages are imported when they are reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from audioguide import pipeline
from audioguide.errors import AuthorError, Problem, in_order
from audioguide.model.routine import Level

if TYPE_CHECKING:
    from audioguide.formats.calendar import ProgrammeEntry
    from audioguide.formats.listing import ExerciseEntry, RoutineEntry

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Listed(Generic[One]):
    """The entries of a list, and the problems of the files that could not be listed."""

    entries: tuple[One, ...]
    problems: tuple[Problem, ...] = ()


def names(content: Path | None = None) -> list[str]:
    """Return the names of all routines and programmes, in order; no file is read for it."""
    from audioguide.library import Shelf, catalogue

    where = catalogue(content)
    return sorted({*where.files(Shelf.ROUTINES), *where.files(Shelf.PROGRAMMES)})


def routines(content: Path | None = None) -> Listed[RoutineEntry]:
    """List the routines, those that ship and those in ``content``.

    Lengths are estimates at level intermediate. A broken file is among the problems of the list.
    """
    from audioguide.coaching import estimate_ms
    from audioguide.formats.listing import RoutineEntry
    from audioguide.library import Shelf, catalogue, list_routines
    from audioguide.planning import plan

    where, problems = catalogue(content), list[Problem]()
    entries: list[RoutineEntry] = []
    for one in list_routines(where, problems):
        try:
            about_ms = estimate_ms(plan(one, Level.INTERMEDIATE))
        except AuthorError as error:
            problems += error.problems
            continue
        origin = where.origin(one.name, Shelf.ROUTINES)
        facts = one.name, one.title, one.equipment, about_ms, one.author, one.tags, origin
        entries.append(RoutineEntry(*facts))
    return Listed(tuple(entries), tuple(in_order(problems)))


def programmes(content: Path | None = None) -> Listed[ProgrammeEntry]:
    """List the programmes, those that ship and those in ``content``.

    A broken file is among the problems of the list.
    """
    from audioguide.formats.calendar import ProgrammeEntry
    from audioguide.library import Shelf, catalogue, list_programmes

    where, problems = catalogue(content), list[Problem]()
    entries = tuple(
        ProgrammeEntry(
            one.name,
            one.title,
            one.weeks,
            len(one.days),
            one.author,
            where.origin(one.name, Shelf.PROGRAMMES),
        )
        for one in list_programmes(where, problems)
    )
    return Listed(entries, tuple(in_order(problems)))


def exercises(content: Path | None = None) -> Listed[ExerciseEntry]:
    """List the exercises, those that ship and those in ``content``.

    A broken file is among the problems of the list.
    """
    from audioguide.formats.listing import ExerciseEntry
    from audioguide.library import Shelf, catalogue, list_exercises

    where, problems = catalogue(content), list[Problem]()
    groups = pipeline.language(pipeline.ENGLISH).book.groups
    entries = tuple(
        ExerciseEntry(
            one.id,
            one.name,
            groups.get(one.group, one.group),
            where.origin(one.id, Shelf.EXERCISES),
        )
        for one in list_exercises(where, problems)
    )
    return Listed(entries, tuple(in_order(problems)))
