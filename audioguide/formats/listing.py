"""Write tables of what there is: routines, exercises and voices.

Takes entries, gives plain text that keeps to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from audioguide.formats.columns import Column, Row, by_origin, table
from audioguide.formats.words import one_line

MOST_VOICES = 20
"""An engine with more voices than this has its voices for other languages listed by name alone."""


@dataclass(frozen=True, slots=True)
class RoutineEntry:
    """A routine as one entry of a list; its length is an estimate at level intermediate."""

    name: str
    title: str
    equipment: tuple[str, ...]
    about_ms: int
    author: str = ""
    tags: tuple[str, ...] = ()
    origin: str = ""
    """The user's own folder in which it was found; empty for what comes with the program."""


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """An exercise as one entry of a list."""

    id: str
    name: str
    group: str = ""
    origin: str = ""
    """The user's own folder in which it was found; empty for what comes with the program."""


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice as one entry of a list; ``name`` is empty for the default voice of an engine.

    ``needs`` says what is missing where the voice is not ready.
    """

    engine: str
    name: str
    language: str
    description: str
    ready: bool
    needs: str


def routines_table(entries: Iterable[RoutineEntry], width: int = 80) -> str:
    """Return a table of routines: names, minutes, titles with authors, equipment and tags.

    The user's own routines come under a heading that names their folder. Lines are at most
    ``width`` characters long where the columns allow it. Without entries it is ``No routines.``
    """
    columns = (
        Column("Name"),
        Column("About", right=True),
        Column("Title, equipment and tags", wraps=True),
    )
    rows = by_origin((entry.origin, list(_routine_rows(entry))) for entry in entries)
    return _text(table(columns, rows, width) if rows else ["No routines."])


def _routine_rows(entry: RoutineEntry) -> Iterator[Row]:
    title = one_line(entry.title)
    if entry.author:
        title += f", by {one_line(entry.author)}"
    yield entry.name, f"{_minutes(entry.about_ms)} min", title
    for label, values in (("With", entry.equipment), ("Tags:", entry.tags)):
        if values:
            yield "", "", f"{label} {one_line(', '.join(values))}"


def exercises_table(exercises: Iterable[ExerciseEntry], width: int = 80) -> str:
    """Return a table of exercises: ids to write in routines, spoken names, and groups.

    The user's own exercises come under a heading that names their folder. Lines are at most
    ``width`` characters long where the columns allow it. Without entries it is ``No exercises.``
    """
    columns = (Column("Id"), Column("Name", wraps=True), Column("Group", wraps=True))
    rows = by_origin(
        (one.origin, [(one.id, one_line(one.name), one_line(one.group))]) for one in exercises
    )
    return _text(table(columns, rows, width) if rows else ["No exercises."])


def voices_table(voices: Iterable[VoiceEntry], width: int = 80) -> str:
    """Return a table of voices: what to write after ``--voice``, languages, and what they need.

    Of an engine with more than `MOST_VOICES` voices, those for languages other than English are
    listed by name alone. Voices of one engine must be next to each other. Without voices the table
    is ``No voices.``
    """
    columns = (Column("Voice"), Column("Language"), Column("About", wraps=True))
    rows: list[Row] = []
    for engine, group in groupby(voices, lambda voice: voice.engine):
        of_engine = list(group)
        many = len(of_engine) > MOST_VOICES
        others = [one.name for one in of_engine if many and not _is_english(one.language)]
        for voice in of_engine:
            if voice.name in others:
                continue
            name = f"{engine}:{voice.name}" if voice.name else engine
            about = [one_line(voice.description), one_line(_missing(voice))]
            rows.append((name, voice.language, "; ".join(part for part in about if part)))
        if others:
            more = f"{len(others)} more for other languages: {', '.join(others)}"
            rows.append((f"{engine}:…", more))
    return _text(table(columns, rows, width) if rows else ["No voices."])


def _is_english(language: str) -> bool:
    return language.casefold().partition("-")[0] == "en"


def _missing(voice: VoiceEntry) -> str:
    """Return what a voice that is not ready needs, or why its engine cannot be used; else empty."""
    if voice.ready:
        return ""
    if voice.name and voice.needs:
        return f"needs {voice.needs}"
    return f"not ready: {voice.needs or 'see its engine'}"


def _minutes(ms: int) -> int:
    return max(1, round(ms / 60_000))


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
