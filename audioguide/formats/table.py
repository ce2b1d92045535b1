"""Write the plan as a table for people: a line for each segment, and what found no room.

Takes a `Timeline`, gives plain text. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from audioguide.formats import words
from audioguide.formats.columns import Column, Row, paragraph, table
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.sounds import SoundSet
from audioguide.model.timeline import PlacedSegment, Timeline
from audioguide.model.transition import SegmentKind
from audioguide.units import clock

COLUMNS = (
    Column("Start", right=True),
    Column("Length", right=True),
    Column("What", wraps=True),
    Column("Side"),
    Column("Place", wraps=True),
    Column("Dose", wraps=True),
)
SMALL_TALK = frozenset({CueKind.FORM, CueKind.ENCOURAGEMENT})
"""The kinds of cues that are not reported when they are dropped, because nobody misses them."""
READABLE = 80
"""The most characters in a line of running text, however wide the table is."""


def plan_table(timeline: Timeline, width: int = 80) -> str:
    """Return the whole plan as a table that ends with a line break.

    Lines are at most ``width`` characters long where the columns allow it.
    """
    session = timeline.script.session
    sounds = session.sounds.set
    facts = words.joined(
        [
            f"{clock(timeline.duration_ms)} long",
            f"level {session.level}",
            f"voice {timeline.voice}",
            f"{timeline.script.talk} talk",
            *(["no explanations"] if timeline.script.skip_explanations else []),
            *([] if timeline.script.intro else ["no introduction"]),
            *([] if sounds == SoundSet.STANDARD else [f"{sounds} sounds"]),
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
        yield _row(placed, tenths)


def _row(placed: PlacedSegment, tenths: bool) -> Row:
    """Return the row of a segment, without cells at its end where the kind of segment has none."""
    segment = placed.segment
    duration_ms = placed.end_ms - placed.start_ms
    times = clock(placed.start_ms, tenths=tenths), clock(duration_ms, tenths=tenths)
    what = _what(segment)
    if segment.kind is SegmentKind.SPEECH:
        return *times, what
    side = words.side(segment)
    if segment.kind is SegmentKind.SETUP and (asked := words.asked(segment)):
        return *times, what, side, asked
    return *times, what, side, words.position_label(segment), words.dose(segment, duration_ms)


def _what(segment: Segment) -> str:
    subject = words.subject(segment)
    if segment.kind is SegmentKind.SPEECH and subject:
        subject = f"“{_shortened(subject)}”"
    return f"{segment.kind}: {subject}" if subject else segment.kind.value


def _shortened(text: str, longest: int = 110) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _unsaid(timeline: Timeline, width: int) -> list[str]:
    """Return lines about the cues that are not said, but for form and encouragement."""
    missed = [dropped for dropped in timeline.dropped if dropped.kind not in SMALL_TALK]
    if not missed:
        return []
    starts = {placed.segment.index: placed.start_ms for placed in timeline.segments}
    lines = ["", "Not said, for want of room:"]
    for dropped in missed:
        text, reason = words.one_line(dropped.text), words.one_line(dropped.reason)
        line = f"{clock(starts[dropped.segment])}  “{text}” ({reason})"
        lines += paragraph(line, min(width, READABLE), "  ", "    ")
    return lines
