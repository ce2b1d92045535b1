"""Read timed scripts: a time or a length on every line, and what to say.

There are two kinds. In ``m:ss text`` (also ``h:mm:ss``, ``[m:ss]``, ``m:ss - text``, ``m:ss-m:ss
text``) a text begins at its time and holds until its end or the time of the next line; a last one
without an end is only said, and lines that only talk belong to the stretch that goes on. In
``text;seconds`` (also with commas or tabs, quoted cells and a heading line) a text lasts that many
seconds, and seconds of rest may follow. Blank lines and lines that begin with ``#`` are skipped; a
first line without a time is the title.

Source: none of these has a standard; they are what small text-to-speech timers read, such as the
public project rdubar/speak-script, and what lyric and subtitle writers call `[mm:ss]` lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from audioguide.errors import Source
from audioguide.importing.columns import Table, cells, is_log, is_row
from audioguide.importing.compose import compose, nothing
from audioguide.importing.lengths import checked
from audioguide.importing.moves import Moves, is_rest
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.steps import Section, Step, StepKind, Words
from audioguide.importing.text import (
    MOST_FORM,
    MOST_SPEECH,
    MOST_TITLE,
    clean,
    fitting,
    joined,
    label,
    lines,
    pieces,
    sentence,
    shortened,
    title_of,
)
from audioguide.model.routine import Routine
from audioguide.units import clock

_TIME: Final = r"(?:(?P<{0}h>\d{{1,2}}):)?(?P<{0}m>\d{{1,3}}):(?P<{0}s>[0-5]\d(?:\.\d)?)"
CLOCK: Final = re.compile(
    rf"\[?{_TIME.format('')}\]?"
    rf"(?:\s*(?:-|\u2013|\u2014|to\b|-->)\s*\[?{_TIME.format('e')}\]?)?"
    r"(?:\s*[-\u2013\u2014|,;:]\s*|\s+|(?<=\]))(?P<text>[^\s].*)"
)
_SWITCH: Final = re.compile(
    r"(?i)(now )?((switch|change|swap|alternate) (the |your )?(sides?|legs?|arms?|feet|hands|over)"
    r"|(the )?other (side|leg|arm)|(seitenwechsel|seite wechseln))\W*"
)
_EACH_SIDE: Final = re.compile(r"(?i)\b(?:each|per|every|ea\.?) ?(?:side|leg|arm|hand|foot)\b")
# Words for somebody who goes on with what they are doing.
_TALK: Final = re.compile(
    r"(?i)(and )?(you(?:'re|\u2019re| are|'ve|\u2019ve| have|'ll| can do| should| got)\b"
    r"|(looking|feeling|doing|going) (good|great|well|strong|fine)"
    r"|(good|great|nice|awesome|super|excellent|fantastic) (job|work|going|stuff|effort|pace|one)\b"
    r"|well done|keep (it|going|your|up|pushing|moving|breathing|that|this)\b|half[ -]?way"
    r"|almost (there|done|finished)|nearly (there|done|finished)|not (long|far)\b"
    r"|remember\b|don['\u2019]?t (forget|stop|give)|come on\b|hang in|stick with|that['\u2019]?s it"
    r"|(just |only |last |the last |final )?([\w-]+ ){1,3}(left|to go|remaining)\b)"
)
# A name that is cut out of a sentence does not end in one of these.
_OPEN_ENDED: Final = frozenset(
    {"a", "an", "the", "your", "this", "that", "its", "and", "or", "then", "as", "so", "is", "it"}
    | {"to", "of", "on", "in", "at", "by", "for", "from", "into", "with", "while", "until", "each"}
)


def read(text: str, notes: Notes, options: ImportOptions) -> Routine:
    """Return the routine of a timed script; mistakes and losses are collected in ``notes``.

    Raises AuthorError at the hundredth mistake.
    """
    written = [
        (notes.at(number, len(line) - len(line.lstrip()) + 1), line.strip())
        for number, line in lines(text)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    by_clock = any(CLOCK.fullmatch(line) for _, line in written)
    if any(is_log(line) for _, line in written[:2]):
        hint = "write what is to be done, a line each, such as `Squat;30`"
        notes.wrong(written[0][0], "this is a log of what was done, not a workout to do", hint)
        return nothing(notes)
    title = _title(written, notes)
    written = written[1:] if title else written
    parts = _by_clock(written, notes) if by_clock else _by_length(written, notes)
    blocks = compose([Section("", tuple(parts))], Moves(options.known, notes), notes)
    return Routine(notes.file, title or title_of(notes.file), notes.at(), blocks)


def _title(written: list[tuple[Source, str]], notes: Notes) -> str:
    """Return the first line as the title where it alone has no time; else an empty text."""
    if len(written) < 2 or not _has_time(written[1][1]):
        return ""
    source, line = written[0]
    begins = CLOCK.fullmatch(written[1][1])
    # A number in front may be a time written otherwise, but none comes before 0:00.
    may_be_time = re.match(r"\W*\d", line) and not (begins and not _milliseconds(begins, ""))
    timed = CLOCK.fullmatch(line) if begins else _has_time(line) or len(cells(line)) > 1
    if timed or may_be_time:
        return ""
    return fitting(line, MOST_TITLE, "the title", source, notes)


def _has_time(line: str) -> bool:
    return bool(CLOCK.fullmatch(line)) or is_row(line)


def _step(text: str, work_ms: int, source: Source, notes: Notes, words: str = "") -> Step:
    if is_rest(text) or _SWITCH.fullmatch(text):
        return Step(StepKind.REST, "Rest", joined(text, words), source, work_ms, cue=text)
    if found := _EACH_SIDE.search(text):
        message = f"the time is that of both sides together, though `{found[0]}` stands here"
        notes.remark(source, message, "for this time on both sides add `sides: each-set`")
    name, says = _named(text)
    return Step(StepKind.WORK, name or "Work", joined(says, words), source, work_ms)


def _named(text: str) -> tuple[str, str]:
    """Return a name, and what is said behind it.

    A first sentence that is the name is not said again.

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


@dataclass(frozen=True, slots=True)
class _Cue:
    """A text and when it begins; ``end_ms`` is None where the line does not say until when."""

    at_ms: int
    end_ms: int | None
    text: str
    source: Source


def _cues(written: list[tuple[Source, str]], notes: Notes) -> list[_Cue]:
    """Return the lines with a time, in order."""
    cues: list[_Cue] = []
    in_order = True
    for source, line in written:
        found = CLOCK.fullmatch(line)
        if not found:
            notes.wrong(source, "this line has no time", "begin it with one, such as `1:30 Squat`")
            continue
        at_ms = _milliseconds(found, "")
        end_ms = _milliseconds(found, "e") if found["em"] else None
        said = clean(found["text"])
        if any(found[f"{end}h"] and int(found[f"{end}m"]) > 59 for end in ("", "e")):
            notes.wrong(source, "more than 59 minutes beside the hours", "write h:mm:ss")
        elif cues and at_ms <= cues[-1].at_ms:
            if in_order:
                message = f"times count from the start, and {clock(at_ms)} is not after "
                hint = f"put lines in order; for lengths write `{_row(said, at_ms)}`"
                notes.wrong(source, message + clock(cues[-1].at_ms), hint)
            in_order = False
        elif end_ms is not None and end_ms <= at_ms:
            message = f"{clock(end_ms)} is not after {clock(at_ms)}"
            notes.wrong(source, message, "write when it begins, then when it ends")
        elif cues and (before := cues[-1].end_ms) is not None and at_ms < before:
            message = f"this begins at {clock(at_ms)}, and the line before ends at {clock(before)}"
            notes.wrong(source, message, "let one end where the next begins")
        elif said:
            cues.append(_Cue(at_ms, end_ms, said, source))
    return cues


def _milliseconds(found: re.Match[str], end: str) -> int:
    hours, minutes = int(found[f"{end}h"] or 0), int(found[f"{end}m"])
    return round((hours * 3600 + minutes * 60 + float(found[f"{end}s"])) * 1000)


def _by_clock(written: list[tuple[Source, str]], notes: Notes) -> list[Step | Words]:
    cues = _cues(written, notes)
    if not cues:
        return []
    first = cues[0]
    parts: list[Step | Words] = []
    if first.at_ms and (lead_ms := checked(first.at_ms, written[0][1], first.source, notes)):
        parts.append(Step(StepKind.REST, "Rest", "", first.source, lead_ms))
        message = f"nothing is written before {clock(lead_ms)}, so it begins with a pause"
        hint = f"if these are lengths, write `{_row(first.text, lead_ms)}`"
        notes.remark(first.source, message, hint)
    here = 0
    while here < len(cues):
        cue, form = cues[here], list[str]()
        here += 1
        # Talk belongs to the stretch that goes on.
        while here < len(cues) - (cues[-1].end_ms is None) and _goes_on(cue, cues[here]):
            form += pieces(sentence(cues[here].text), MOST_FORM)
            what = f"the time of `{shortened(cues[here].text, 40)}`"
            notes.left_out(cues[here].source, what, "it is said as `form` while you work")
            here += 1
        after_ms = cues[here].at_ms if here < len(cues) else None
        end_ms = after_ms if cue.end_ms is None else cue.end_ms
        if end_ms is None:
            parts.append(_words(cue.text, cue.source, notes))
            continue
        if work_ms := checked(end_ms - cue.at_ms, cue.text, cue.source, notes):
            step = _step(cue.text, work_ms, cue.source, notes)
            parts.append(replace(step, form=tuple(form)))
        if after_ms and after_ms > end_ms:
            rest_ms = checked(after_ms - end_ms, "the gap", cues[here].source, notes)
            parts.append(Step(StepKind.REST, "Rest", "", cues[here].source, rest_ms))
            message = f"nothing is written from {clock(end_ms)} to {clock(after_ms)}"
            notes.remark(cue.source, f"{message}, so it is a rest", "write what is done then")
    if len(cues) > 1:
        mentioned = {problem.source for problem in notes.warnings()}
        source = next((cue.source for cue in cues[1:] if cue.source not in mentioned), None)
        # A line has one warning: the first may have that of the pause.
        notes.remark(
            source or notes.at(),
            "every stretch keeps its length, but announcements come before it",
            "expect later lines to begin later than they are written",
        )
    return parts


def _goes_on(cue: _Cue, next_: _Cue) -> bool:
    """Return whether the next line only talks to somebody who is still at it."""
    return cue.end_ms is None and next_.end_ms is None and bool(_TALK.match(next_.text))


def _by_length(written: list[tuple[Source, str]], notes: Notes) -> list[Step | Words]:
    parts: list[Step | Words] = []
    table = Table(written, notes)
    for source, line in written[table.headed :]:
        row = table.row(source, line)
        if row is None:
            continue
        if not row.work_ms and not row.rest_ms:
            parts.append(_words(joined(row.text, row.says), source, notes))
            continue
        found: list[Step | Words] = []
        if row.work_ms and checked(row.work_ms, line, source, notes):
            found.append(_step(row.text, row.work_ms, source, notes, row.says))
        if row.rest_ms and checked(row.rest_ms, line, source, notes):
            found.append(Step(StepKind.REST, "Rest", "", source, row.rest_ms))
        parts += found * row.times
    return parts


def _words(said: str, source: Source, notes: Notes) -> Words:
    return Words(fitting(sentence(said), MOST_SPEECH, "the words", source, notes))


def _row(text: str, length_ms: int) -> str:
    """Return a text and its length as a line of a table.

    >>> _row("Walk", 300_000)
    'Walk;300'
    """
    return f"{shortened(text, 20)};{length_ms / 1000:g}"
