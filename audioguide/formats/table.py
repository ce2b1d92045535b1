"""The plan as a table that a person reads: a line a segment, and what found no room.

Takes a `Timeline`, gives plain text. Touches nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audioguide.formats import words
from audioguide.formats.columns import Column, Row, paragraph, table
from audioguide.model.script import CueKind
from audioguide.model.session import SegmentKind
from audioguide.model.timeline import Dropped, PlacedSegment, Timeline
from audioguide.units import clock

COLUMNS = (
    Column("Start", right=True),
    Column("Length", right=True),
    Column("What", wraps=True),
    Column("Side"),
    Column("Place", wraps=True),
    Column("Dose", wraps=True),
)
SMALL_TALK = frozenset({CueKind.PLACE, CueKind.TIME, CueKind.FORM, CueKind.ENCOURAGEMENT})
"""Kinds whose loss nobody notices: they are counted, the others are listed."""


def plan_table(timeline: Timeline, width: int = 80) -> str:
    """The whole plan in lines of at most ``width``, ending with a line break."""
    session = timeline.script.session
    facts = words.joined(
        [
            f"{clock(timeline.duration_ms)} long",
            f"level {session.level}",
            f"voice {timeline.voice}",
            f"{timeline.script.talk} talk",
        ]
    )
    lines = paragraph(words.one_line(session.title), width)
    lines += [*paragraph(facts, width), ""]
    lines += table(COLUMNS, list(_rows(timeline)), width)
    lines += _unsaid(timeline, width)
    return "\n".join(lines) + "\n"


def _rows(timeline: Timeline) -> Iterator[Row]:
    tenths = any(placed.start_ms % 1000 for placed in timeline.segments)
    block = ""
    for placed in timeline.segments:
        segment = placed.segment
        if segment.block != block:
            block = segment.block
            yield ("",)
            if block:
                yield (words.one_line(block),)
        duration_ms = placed.end_ms - placed.start_ms
        yield (
            clock(placed.start_ms, tenths=tenths),
            clock(duration_ms, tenths=tenths),
            _what(placed),
            words.side(segment),
            words.place(segment),
            words.dose(segment, duration_ms),
        )


def _what(placed: PlacedSegment) -> str:
    subject = words.subject(placed.segment)
    if placed.segment.kind is SegmentKind.SPEECH and subject:
        subject = f"“{_shortened(subject)}”"
    return f"{placed.segment.kind}: {subject}" if subject else placed.segment.kind.value


def _shortened(text: str, longest: int = 40) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _unsaid(timeline: Timeline, width: int) -> list[str]:
    if not timeline.dropped:
        return []
    counts = Counter(dropped.kind for dropped in timeline.dropped)
    total = len(timeline.dropped)
    summary = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    lines = ["", *paragraph(f"Not said ({total}): {summary}.", width, later="  ")]
    starts = {placed.segment.index: placed.start_ms for placed in timeline.segments}
    for dropped in timeline.dropped:
        if dropped.kind not in SMALL_TALK:
            lines += paragraph(_one(dropped, starts[dropped.segment]), width, "  ", "    ")
    return lines


def _one(dropped: Dropped, start_ms: int) -> str:
    text = words.one_line(dropped.text)
    return f"{clock(start_ms)} {dropped.kind}: “{text}” ({words.one_line(dropped.reason)})"
