"""The command ``audioguide list``: show which routines, programmes, exercises and voices exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from audioguide import listings, pipeline
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, data, show, width
from audioguide.cli.typed import one_of
from audioguide.errors import AuthorError, Problem, UsageError, nearest
from audioguide.formats import listing
from audioguide.formats.calendar import ProgrammeEntry, programmes_table
from audioguide.formats.listing import ExerciseEntry, RoutineEntry
from audioguide.listings import Listed

if TYPE_CHECKING:
    from audioguide.formats.listing_json import Entry

One = TypeVar("One")


class Content(StrEnum):
    """The kinds of things that can be listed."""

    ROUTINES = "routines"
    PROGRAMMES = "programmes"
    EXERCISES = "exercises"
    VOICES = "voices"


def list_content(
    what: Annotated[
        Content | None,
        typer.Argument(
            metavar="WHAT",
            parser=one_of("WHAT", Content, "something to list"),
            help="routines, programmes, exercises or voices; else all.",
        ),
    ] = None,
    tag: Annotated[
        str | None,
        typer.Option("--tag", metavar="WORD", help="Only the routines that have this tag."),
    ] = None,
    content: common.ContentOption = None,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.list/1."),
    ] = False,
) -> None:
    """List routines, programmes, exercises and voices.

    Routines' minutes are estimates at level intermediate.
    """
    if tag is not None and what not in (None, Content.ROUTINES):
        raise UsageError(Problem(None, f"{what} have no tags", "try `audioguide list routines`"))
    answer_in_json(json)
    problems: list[Problem] = []

    def listed(found: Listed[One]) -> tuple[One, ...]:
        problems.extend(found.problems)
        return found.entries

    def routines() -> tuple[RoutineEntry, ...]:
        entries = listed(listings.routines(content))
        if tag is None:
            return entries
        try:
            return tuple(_tagged(tag, entries))
        except UsageError as error:
            # The files that cannot be read may be those that have it: they are told as well.
            raise UsageError([*error.problems, *problems]) from error

    def programmes() -> tuple[ProgrammeEntry, ...]:
        return listed(listings.programmes(content))

    def exercises() -> tuple[ExerciseEntry, ...]:
        return listed(listings.exercises(content))

    columns = width()
    kinds: dict[Content, tuple[Callable[[], Sequence[Entry]], Callable[[], str]]] = {
        Content.ROUTINES: (routines, lambda: listing.routines_table(routines(), columns)),
        Content.PROGRAMMES: (programmes, lambda: programmes_table(programmes(), columns)),
        Content.EXERCISES: (exercises, lambda: listing.exercises_table(exercises(), columns)),
        Content.VOICES: (
            pipeline.voices,
            lambda: listing.voices_table(pipeline.voices(), columns),
        ),
    }
    only = what or (Content.ROUTINES if tag is not None else None)
    if json:
        from audioguide.formats.listing_json import list_json

        asked = [only] if only else list(kinds)
        data(list_json({kind.value: kinds[kind][0]() for kind in asked}))
    elif only:
        show(kinds[only][1]())
    else:
        show("\n".join(f"{kind.upper()}\n\n{table()}" for kind, (_, table) in kinds.items()))
    if problems:
        raise AuthorError(problems)


def _tagged(tag: str, entries: Iterable[RoutineEntry]) -> list[RoutineEntry]:
    """Return the routines with a tag, in whatever case; raise UsageError where none has it."""
    by_tag: dict[str, list[RoutineEntry]] = {}
    for entry in entries:
        for one in dict.fromkeys(tag.casefold() for tag in entry.tags):
            by_tag.setdefault(one, []).append(entry)
    wanted = " ".join(tag.split()).casefold()
    if wanted not in by_tag:
        hint = nearest(wanted, list(by_tag)) or "see `audioguide list routines` for those there are"
        raise UsageError(Problem(None, f"--tag: no routine has the tag `{tag}`", hint))
    return by_tag[wanted]
