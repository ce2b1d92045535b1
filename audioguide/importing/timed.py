"""Timed scripts: a time or a length on every line, and what to say.

Either ``m:ss text`` (also ``h:mm:ss``, ``[m:ss]``, ``m:ss - text``): a text begins at its time and
holds until the next line's; the last one is only said. Or ``text;seconds`` (also with commas or
tabs, quoted cells and a heading line): a text, then that many seconds. Blank lines and lines that
begin with ``#`` are skipped; a first line without a time is the title.

Source: none of these has a standard; they are what small text-to-speech timers read, such as the
public project rdubar/speak-script, and what lyric and subtitle writers call `[mm:ss]` lines.
"""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from typing import Final

from audioguide.errors import Source
from audioguide.importing.compose import compose
from audioguide.importing.draft import Draft
from audioguide.importing.lengths import checked
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.steps import Section, Step, Task, Words
from audioguide.importing.text import (
    MOST_SPEECH,
    MOST_TITLE,
    clean,
    fitting,
    label,
    lines,
    sentence,
    shortened,
    title_of,
)
from audioguide.units import clock, parse_duration

CLOCK: Final = re.compile(
    r"\[?(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d(?:\.\d)?)\]?"
    r"(?:\s*[-\u2013\u2014|,;]\s*|\s+|(?<=\]))(?P<text>\S.*)"
)
_HEADINGS: Final = {"seconds", "sec", "secs", "s", "duration", "time", "length", "work"}
_REST: Final = re.compile(r"(?i)(rest|pause|break|recover|recovery)\b")
_DELIMITERS: Final = ";\t,"
# A name that is cut out of a sentence does not end in one of these.
_OPEN_ENDED: Final = frozenset(
    {"a", "an", "the", "your", "this", "that", "its", "and", "or", "then", "as", "so", "is", "it"}
    | {"to", "of", "on", "in", "at", "by", "for", "from", "into", "with", "while", "until", "each"}
)


def read(text: str, notes: Notes, options: ImportOptions) -> Draft:
    """The routine of a timed script."""
    written = [
        (notes.at(number, len(line) - len(line.lstrip()) + 1), line.strip())
        for number, line in lines(text)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    by_clock = any(CLOCK.fullmatch(line) for _, line in written)
    title = _title(written, notes)
    written = written[1:] if title else written
    parts = _by_clock(written, notes) if by_clock else _by_length(written, notes)
    blocks = compose([Section("", tuple(parts))], Moves(options.known, notes), notes)
    return Draft(title or title_of(notes.file), blocks)


def _title(written: list[tuple[Source, str]], notes: Notes) -> str:
    """The first line where it alone has no time; empty where there is none."""
    if len(written) < 2 or not _has_time(written[1][1]):
        return ""
    source, line = written[0]
    if _has_time(line) or len(_cells(line)) > 1 or re.match(r"\W*\d", line):
        return ""
    return fitting(line, MOST_TITLE, "the title", source, notes)


def _has_time(line: str) -> bool:
    return bool(CLOCK.fullmatch(line)) or is_row(line)


def _step(text: str, work_ms: int, source: Source) -> Step:
    if _REST.match(text):
        return Step(Task.REST, "Rest", sentence(text), source, work_ms, cue=text)
    name, says = _named(text)
    return Step(Task.WORK, name or "Work", says, source, work_ms)


def _named(text: str) -> tuple[str, str]:
    """A name, and what is said behind it: a first sentence that is the name is not said again.

    >>> _named("Welcome! Today: hips."), _named("Roll your shoulders, slowly")
    (('Welcome', 'Today: hips.'), ('Roll your shoulders', 'Roll your shoulders, slowly.'))
    """
    name, plain = label(text), sentence(text)
    behind = re.match(r"[.!?]+\s+(?=\S)", plain[len(name) :])
    if behind and plain[: len(name)].lower() == name.lower():
        return name, sentence(plain[len(name) + behind.end() :])
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _OPEN_ENDED:
        words.pop()
    return " ".join(words), plain


def _by_clock(written: list[tuple[Source, str]], notes: Notes) -> list[Step | Words]:
    cues: list[tuple[int, str, Source]] = []
    in_order = True
    for source, line in written:
        found = CLOCK.fullmatch(line)
        if not found:
            notes.wrong(source, "this line has no time", "begin it with one, such as `1:30 Squat`")
            continue
        seconds = int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + float(found["s"])
        at_ms = round(seconds * 1000)
        if found["h"] and int(found["m"]) > 59:
            notes.wrong(source, "more than 59 minutes beside the hours", "write h:mm:ss")
        elif cues and at_ms <= cues[-1][0]:
            if in_order:
                message = f"times count from the start, and {clock(at_ms)} is not after "
                hint = f"put lines in order; for lengths write `{_row(found['text'], at_ms)}`"
                notes.wrong(source, message + clock(cues[-1][0]), hint)
            in_order = False
        elif said := clean(found["text"]):
            cues.append((at_ms, said, source))
    parts: list[Step | Words] = []
    if cues and cues[0][0]:
        lead_ms = checked(cues[0][0], written[0][1], cues[0][2], notes)
        parts.append(Step(Task.REST, "Rest", "", cues[0][2], lead_ms))
        first_ms, said, source = cues[0]
        message = f"nothing is written before {clock(first_ms)}, so it begins with a pause"
        hint = f"if these are lengths, write `{_row(said, first_ms)}`"
        notes.remark(source, message, hint)
    for (at_ms, said, source), (next_ms, _, _) in pairwise(cues):
        work_ms = checked(next_ms - at_ms, said, source, notes)
        if work_ms:
            parts.append(_step(said, work_ms, source))
    if cues:
        parts.append(_words(cues[-1][1], cues[-1][2], notes))
    if len(cues) > 1:
        notes.remark(
            # A line has one warning: the first may have that of the pause.
            cues[1 if cues[0][0] else 0][2],
            "every stretch keeps its length, but announcements come before it",
            "expect later lines to begin later than they are written",
        )
    return parts


def _by_length(written: list[tuple[Source, str]], notes: Notes) -> list[Step | Words]:
    parts: list[Step | Words] = []
    for index, (source, line) in enumerate(written):
        cells = _cells(line)
        if not index and len(cells) > 1 and cells[-1].lower() in _HEADINGS:
            continue
        said = clean(", ".join(cells[:-1]))
        try:
            length_ms = parse_duration(cells[-1]) if len(cells) > 1 else None
        except ValueError as error:
            notes.wrong(source, str(error), "write the seconds last, such as `Squat;30`")
            continue
        if length_ms is None or not said:
            notes.wrong(source, "this line has no text and seconds", "write `Squat;30`")
        elif not length_ms:
            parts.append(_words(said, source, notes))
        elif checked(length_ms, cells[-1], source, notes):
            parts.append(_step(said, length_ms, source))
    return parts


def _words(said: str, source: Source, notes: Notes) -> Words:
    return Words(fitting(sentence(said), MOST_SPEECH, "the words", source, notes))


def _row(text: str, length_ms: int) -> str:
    """How a length is written.

    >>> _row("Walk", 300_000)
    'Walk;300'
    """
    return f"{shortened(text, 20)};{length_ms / 1000:g}"


def is_row(line: str) -> bool:
    """Whether a line is a text with its length behind it."""
    cells = _cells(line)
    try:
        return len(cells) > 1 and parse_duration(cells[-1]) >= 0
    except ValueError:
        return False


def _cells(line: str) -> list[str]:
    """The line's cells; the first delimiter that divides it counts."""
    for delimiter in _DELIMITERS:
        if delimiter in line:
            try:
                row = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
            except csv.Error:
                return [line]
            return [cell.strip() for cell in row if cell.strip()]
    return [line]
