"""What is really asked in a timeline: every stretch of work, and what leads up to it.

Takes a Timeline, gives its works; touches nothing. A listener's beliefs are held against this.
"""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.errors import Source
from audioguide.language import Language
from audioguide.model.routine import Exercise, Position, Side
from audioguide.model.session import Segment
from audioguide.model.timeline import PlacedSegment, Timeline
from audioguide.model.transition import SegmentKind


@dataclass(frozen=True, slots=True)
class Asked:
    """One stretch of work as it is, whatever was said of it."""

    start_ms: int
    segment: Segment
    lead: Segment | None
    """The segment right before it."""
    lead_ms: int
    at_once: bool
    """Nothing but that segment lies between this work and the one before it."""
    first: bool
    """The movement has not been worked before."""
    new_round: bool
    """The work before it belonged to another block, round or minute."""
    new_block: bool

    @property
    def source(self) -> Source:
        """Where its author can mend what leads up to it."""
        return self.segment.source

    @property
    def begins_with(self) -> Exercise:
        """The exercise, or the first of a round that nobody counts."""
        return self.segment.exercise or self.segment.amrap_items[0].exercise

    @property
    def ends_with(self) -> Exercise:
        """The exercise, or the last of a round that nobody counts."""
        return self.segment.exercise or self.segment.amrap_items[-1].exercise

    @property
    def second_side(self) -> bool:
        """Whether it is the other side of the set before it."""
        return self.lead is not None and self.lead.kind is SegmentKind.SWITCH

    def down(self) -> Side | None:
        """Return the side of the body that lies on the floor, where it is one of two."""
        side = self.segment.side
        if self.begins_with.position is not Position.SIDE or side is None:
            return None
        return Side.RIGHT if side is Side.LEFT else Side.LEFT

    def band_place(self, language: Language) -> str:
        """Return where its band is, in the language's words; empty without a band."""
        band = self.begins_with.band
        if band is None:
            return ""
        return language.band_place(band.at, self.segment.side if band.one_limb else None)


def works(timeline: Timeline) -> list[Asked]:
    """Return all stretches of work in order."""
    asked: list[Asked] = []
    seen: set[str] = set()
    before: PlacedSegment | None = None
    earlier: Segment | None = None
    last: Segment | None = None
    for placed in timeline.segments:
        segment = placed.segment
        if segment.kind is SegmentKind.WORK:
            name = segment.exercise.id if segment.exercise else ""
            new_block = last is None or last.block_number != segment.block_number
            lead = before.segment if before else None
            lead_ms = before.end_ms - before.start_ms if before else 0
            asked.append(
                Asked(
                    placed.start_ms,
                    segment,
                    lead,
                    lead_ms,
                    at_once=earlier is not None and earlier.kind is SegmentKind.WORK,
                    first=name not in seen,
                    new_round=new_block or last is None or last.round != segment.round,
                    new_block=new_block,
                )
            )
            seen.add(name)
            last = segment
        earlier, before = before.segment if before else None, placed
    return asked
