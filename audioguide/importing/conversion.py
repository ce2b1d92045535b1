"""Find out which format a file is in, and convert it to a routine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from audioguide.errors import AuthorError, Problem, Source, UsageError, in_order, nearest
from audioguide.importing import columns, garmin, intervals_icu, liftmark, timed, zwo
from audioguide.importing.emit import emit
from audioguide.importing.heard import audible, heard, told_of_letters
from audioguide.importing.notes import Notes
from audioguide.importing.options import Imported, ImportOptions
from audioguide.importing.others import refuse_other
from audioguide.importing.text import clean, decode, lines, title_of
from audioguide.model.routine import Routine

MOST_YAML_BYTES: Final = 900_000
"""The routine's reader takes a little more."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be imported: its name, and the function that reads it."""

    name: str
    """As it is said to people."""
    read: Callable[[str, Notes, ImportOptions], Routine]


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "timed": Format("a timed script", timed.read),
        "intervals": Format("an Intervals.icu workout", intervals_icu.read),
        "zwo": Format("a Zwift workout", zwo.read),
        "liftmark": Format("a LiftMark workout", liftmark.read),
        "garmin": Format("a Garmin workout", garmin.read),
    }
)

_ENDINGS: Final = {".zwo": "zwo", ".csv": "timed", ".tsv": "timed", ".lrc": "timed"}
_LONGEST_LINE: Final = 2_000
_BY_LINES: Final = {"timed", "intervals", "liftmark"}


def convert(data: bytes, file: str, options: ImportOptions) -> Imported:
    """Return the routine that a workout in another program's format becomes.

    ``data`` is what the file holds, and ``file`` is its name for messages, or for the title where
    the workout has none. Raises AuthorError with every mistake of the file (a hundred at most), or
    because it cannot be told which format it is; UsageError for a format that there is not.
    """
    if options.format is not None and options.format not in FORMATS:
        hint = nearest(options.format, list(FORMATS)) or f"choose {', '.join(FORMATS)}"
        raise UsageError(Problem(None, f"no format `{options.format}`", hint))
    refuse_other(data, file)
    text = decode(data, file)
    key = options.format or _guess(text, file)
    format_ = FORMATS[key]
    notes = Notes(file)
    for number, line in lines(text) if key in _BY_LINES else ():
        if len(line) > _LONGEST_LINE:
            message = f"this line is longer than {_LONGEST_LINE} characters"
            raise AuthorError(Problem(notes.at(number), message, "divide it"))
    text, unheard = audible(text, notes)
    routine = heard(format_.read(text, notes, options), notes)
    if not notes.problems and not routine.blocks:
        notes.wrong(notes.at(), f"nothing is to be done in {format_.name}", "add a step")
    if notes.problems:
        raise AuthorError(in_order(told_of_letters(notes.problems, unheard)))
    routine = routine if routine.title else replace(routine, title=title_of(file))
    yaml = emit(routine, f"Imported from {clean(PurePath(file).name)}, {format_.name}.")
    if len(yaml.encode()) > MOST_YAML_BYTES:
        raise AuthorError(Problem(Source(file), "the routine would be too long", "divide it"))
    return Imported(routine.title, yaml, tuple(in_order(notes.warnings())))


def _guess(text: str, file: str) -> str:
    """Return the key of the format, known by the file's ending or else by what the file holds.

    Raises AuthorError where neither tells.
    """
    ending = PurePath(file).suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if text.lstrip().startswith("<"):
        return "zwo"
    if text.lstrip().startswith("{"):
        return "garmin"
    written = [line for _, line in lines(text) if line.strip()]
    if any(timed.CLOCK.fullmatch(line.strip()) for line in written):
        return "timed"
    headers = any(liftmark.HEADER.fullmatch(line) for line in written)
    if any(intervals_icu.STEP.fullmatch(line) for line in written):
        return "liftmark" if headers or ending == ".md" else "intervals"
    if headers and ending in (".md", ".markdown"):
        return "liftmark"
    rows = sum(columns.is_row(line.strip()) for line in written)
    if any(columns.is_log(line) for line in written[:2]) or (rows and 2 * rows >= len(written) - 1):
        return "timed"
    message = "it cannot be told what format this is"
    if not any(map(str.isdigit, text)):
        message = "nothing in it says how long anything lasts"
    hint = f"write a line for each step, such as `Squat;30`, or add --from: {', '.join(FORMATS)}"
    raise AuthorError(Problem(Source(file), message, hint))
