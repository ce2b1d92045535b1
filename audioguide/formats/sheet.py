"""Write a run sheet for an instructor who leads the session: what is done when, and how.

Takes a `Timeline`, gives plain text or Markdown. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audioguide.formats import words
from audioguide.formats.columns import Column, Row, paragraph, table
from audioguide.model.routine import Exercise
from audioguide.model.session import Segment
from audioguide.model.timeline import PlacedSegment, Timeline
from audioguide.model.transition import AmrapItem, SegmentKind
from audioguide.units import clock

COLUMNS = (
    Column("Clock", right=True),
    Column("What", wraps=True),
    Column("Dose", wraps=True),
    Column("Side"),
    Column("Rest"),
)
HOW = ("Setup", "Movement", "Form", "Safety")
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: an exercise with all sides of one set or round, speech, or a pause."""

    clock: str
    what: str
    dose: str = ""
    side: str = ""
    rest: str = ""
    explains: tuple[Exercise, ...] = ()
    """The movements that come for the first time with this line, and are explained below it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one block, with its name; the name is empty where a block has none."""

    name: str
    lines: tuple[Line, ...]


def sheet_text(timeline: Timeline, width: int = 80) -> str:
    """Return the sheet as plain text that ends with a line break.

    Lines are at most ``width`` characters long where the columns allow it.
    """
    title, *facts = _head(timeline)
    lines = paragraph(title, width)
    for fact in facts:
        lines += paragraph(fact, width, later="  ")
    rows: list[Row] = []
    for part in _parts(timeline):
        rows += [("",), *(((part.name,),) if part.name else ())]
        for line in part.lines:
            rows.append((line.clock, line.what, line.dose, line.side, line.rest))
            if not line.dose:
                rows[-1] = rows[-1][:2]
            for exercise in line.explains:
                about = [f"{key}: {text}" for key, text in _how(exercise).items()]
                if len(line.explains) > 1:
                    about[:0] = [exercise.name]
                rows += [(row,) for text in about for row in paragraph(text, width, *_INDENT)]
    return "\n".join([*lines, "", *table(COLUMNS, rows, width)]) + "\n"


_INDENT = (" " * 7, " " * 9)


def sheet_markdown(timeline: Timeline) -> str:
    """Return the sheet as Markdown, with a heading and a table for each block.

    The text ends with a line break.
    """
    title, *facts = _head(timeline)
    out = [f"# {_escaped(title)}", "", *(f"- {_escaped(fact)}" for fact in facts)]
    headings = [*(column.heading for column in COLUMNS), *HOW]
    for part in _parts(timeline):
        if not any(line.dose for line in part.lines):
            out += [f"\n{line.clock} {_escaped(line.what)}" for line in part.lines]
            continue
        rows = [[_escaped(cell) for cell in _cells(line)] for line in part.lines]
        used = [n for n in range(len(headings)) if n < 2 or any(row[n] for row in rows)]
        out += ["", *([f"## {_escaped(part.name)}", ""] if part.name else [])]
        out.append(_pipes(headings[n] for n in used))
        out.append(_pipes("---:" if n == 0 else "---" for n in used))
        out += [_pipes(row[n] for n in used) for row in rows]
    return "\n".join(out) + "\n"


def _cells(line: Line) -> list[str]:
    several = len(line.explains) > 1
    how = [
        " ".join(
            f"{exercise.name}: {text}" if several else text
            for exercise in line.explains
            if (text := _how(exercise).get(key, ""))
        )
        for key in HOW
    ]
    return [line.clock, line.what, line.dose, line.side, line.rest, *how]


def _head(timeline: Timeline) -> Iterator[str]:
    session = timeline.script.session
    yield words.one_line(session.title)
    yield words.joined([f"{clock(timeline.duration_ms)} long", f"level {session.level}"])
    if equipment := timeline.script.equipment:
        yield f"Equipment: {', '.join(map(words.one_line, equipment))}"
    if session.safety:
        yield f"Safety: {words.one_line(session.safety)}"


def _how(exercise: Exercise) -> dict[str, str]:
    """Return the explanations of an exercise by heading, each on one line, without empty ones."""
    texts = {
        "Setup": exercise.setup,
        "Movement": exercise.movement,
        "Form": " ".join(exercise.form),
        "Works": ", ".join(exercise.muscles),
        "Safety": exercise.safety,
    }
    return {key: words.one_line(text) for key, text in texts.items() if text}


def _parts(timeline: Timeline) -> Iterator[Part]:
    block, lines = "", list[Line]()
    for name, line in _lines(timeline):
        if name != block:
            if lines:
                yield Part(words.one_line(block), tuple(lines))
            block, lines = name, []
        lines.append(line)
    if lines:
        yield Part(words.one_line(block), tuple(lines))


def _lines(timeline: Timeline) -> Iterator[tuple[str, Line]]:
    """Give every line with the name of its block; a turn that changes sides is one line."""
    new: tuple[Exercise, ...] = ()
    turn: list[PlacedSegment] = []
    rest_ms = 0
    for placed in (*timeline.segments, None):
        segment = placed.segment if placed else None
        if segment and segment.kind is SegmentKind.SWITCH:
            continue
        if segment and segment.kind is SegmentKind.REST and placed:
            rest_ms += placed.end_ms - placed.start_ms
            continue
        if turn and not (segment and _same_turn(turn[-1].segment, segment) and not rest_ms):
            yield turn[0].segment.block, _turn(turn, rest_ms, new)
            turn, new = [], ()
        rest_ms = 0
        if placed is None or segment is None:
            return
        if segment.kind is SegmentKind.SETUP:
            new += segment.explains
        elif segment.kind is SegmentKind.WORK:
            turn.append(placed)
        elif segment.kind is SegmentKind.SPEECH:
            said = f"Say: “{words.one_line(segment.text)}”"
            yield segment.block, Line(clock(placed.start_ms), said)
        elif segment.kind is SegmentKind.PAUSE:
            length = words.length(placed.end_ms - placed.start_ms)
            yield segment.block, Line(clock(placed.start_ms), "Pause", length)


def _same_turn(one: Segment, other: Segment) -> bool:
    if other.kind is not SegmentKind.WORK or one.side is None or one.side is other.side:
        return False
    places = [(s.exercise and s.exercise.id, s.block, s.set, s.round) for s in (one, other)]
    return places[0] == places[1]


def _turn(turn: list[PlacedSegment], rest_ms: int, new: tuple[Exercise, ...]) -> Line:
    first = turn[0]
    segment = first.segment
    what = ", ".join(filter(None, [words.subject(segment), words.position_label(segment)]))
    if segment.amrap_items:
        what = f"As many rounds as possible: {', '.join(map(_amrap_item, segment.amrap_items))}"
    new = tuple(
        replace(exercise, form=segment.form + exercise.form)
        if segment.exercise and exercise.id == segment.exercise.id
        else exercise
        for exercise in new
    )
    return Line(
        clock(first.start_ms),
        what,
        words.dose(segment, first.end_ms - first.start_ms),
        ", ".join(words.side(one.segment) for one in turn),
        words.length(rest_ms) if rest_ms else "",
        new,
    )


def _amrap_item(item: AmrapItem) -> str:
    amount = f"{item.reps} x" if item.reps else words.length(item.work_ms)
    sides = " each side" if item.each_side else ", alternating sides" if item.alternates else ""
    return f"{amount} {item.exercise.name}{sides}"


def _pipes(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return the text with a backslash before each character that has a meaning in Markdown."""
    return _MARKS.sub(r"\\\1", text)
