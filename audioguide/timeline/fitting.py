"""Where a cue fits: the free place nearest to its anchor, for its longest wording that has one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from audioguide.model.script import Cue, CueKind, Edge
from audioguide.model.timeline import PlacedCue, PlacedSegment, PlacedTone

WORDS_APART_MS = 80
SOUND_APART_MS = 10
AFTER_END_SOUND_MS = 700
LINES_APART_MS = 15_000
"""From one form cue or encouragement to the next, onset to onset."""

_LINES = frozenset({CueKind.FORM, CueKind.ENCOURAGEMENT})
_COUNTS = frozenset({CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO})


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the timeline that is used."""

    start_ms: int
    end_ms: int
    apart_ms: int
    """How far others keep from it, unless they ask for more."""
    is_count: bool = False
    clear_ms: int = 0
    clear_counts_ms: int = 0


class TrackOccupancy:
    """The stretches of the voice track that are used so far, by segment."""

    def __init__(self, segments: tuple[PlacedSegment, ...]) -> None:
        self._segments = segments
        self._taken: dict[int, list[Interval]] = defaultdict(list)
        self._first_word_ms = {placed.segment.index: placed.start_ms for placed in segments}
        self._lines_ms: list[int] = []

    def add_cue(self, placed: PlacedCue) -> None:
        """Take a cue's time."""
        cue = placed.cue
        if cue.kind in _LINES:
            insort(self._lines_ms, placed.start_ms)
        self._taken[cue.segment].append(
            Interval(
                placed.start_ms,
                placed.end_ms,
                WORDS_APART_MS,
                is_count=cue.kind in _COUNTS,
                clear_ms=cue.clear_ms,
                clear_counts_ms=cue.clear_counts_ms,
            )
        )

    def add_tone(self, placed: PlacedTone) -> None:
        """Take a sound's time; behind an end sound the first word waits longer."""
        tick = placed.name == "tick"
        taken = Interval(placed.start_ms, placed.end_ms, SOUND_APART_MS, is_count=tick)
        self._taken[placed.segment].append(taken)
        if placed.name == "end":
            earliest_ms = placed.start_ms + AFTER_END_SOUND_MS
            for segment in self._segments[placed.segment :]:
                if segment.start_ms >= earliest_ms:
                    break
                self._first_word_ms[segment.segment.index] = earliest_ms

    def onset(self, cue: Cue, length_ms: int) -> int | None:
        """The free onset nearest to the cue's anchor, or None."""
        segment = self._segments[cue.segment]
        edge_ms = segment.start_ms if cue.anchor.edge is Edge.START else segment.end_ms
        wanted_ms = edge_ms + cue.anchor.offset_ms
        earliest_ms = max(wanted_ms - cue.early_ms, self._first_word_ms[cue.segment])
        latest_ms = min(wanted_ms + cue.late_ms, segment.end_ms - cue.end_by_ms - length_ms)
        blocked = list(self._blocked(cue, length_ms))
        if cue.kind in _LINES:
            blocked += self._near_lines(earliest_ms, latest_ms)
        edges = [edge for pair in blocked for edge in pair]
        candidates = [min(max(wanted_ms, earliest_ms), latest_ms), *edges]
        free = [
            onset
            for onset in candidates
            if earliest_ms <= onset <= latest_ms
            and not any(low < onset < high for low, high in blocked)
        ]
        return min(free, key=lambda onset: (abs(onset - wanted_ms), onset), default=None)

    def room_ms(self, cue: Cue, needed_ms: int) -> int:
        """The longest sound that would have a place there, where ``needed_ms`` has none."""
        fits_ms, too_long_ms = 0, needed_ms
        while too_long_ms - fits_ms > 1:
            middle_ms = (fits_ms + too_long_ms) // 2
            if self.onset(cue, middle_ms) is None:
                too_long_ms = middle_ms
            else:
                fits_ms = middle_ms
        return fits_ms

    def _blocked(self, cue: Cue, length_ms: int) -> Iterator[tuple[int, int]]:
        """Open intervals in which the onset may not lie."""
        is_count = cue.kind in _COUNTS
        for index in (cue.segment - 1, cue.segment, cue.segment + 1):
            for taken in self._taken.get(index, ()):
                own_ms = cue.clear_counts_ms if taken.is_count else cue.clear_ms
                its_ms = taken.clear_counts_ms if is_count else taken.clear_ms
                apart_ms = max(own_ms, its_ms, taken.apart_ms)
                yield taken.start_ms - apart_ms - length_ms, taken.end_ms + apart_ms

    def _near_lines(self, earliest_ms: int, latest_ms: int) -> list[tuple[int, int]]:
        """Give the open intervals round lines that an onset between the two could be too near to.

        Those alone: to look at every line for each would take the square of an episode's length.
        """
        first = bisect_left(self._lines_ms, earliest_ms - LINES_APART_MS)
        behind = bisect_right(self._lines_ms, latest_ms + LINES_APART_MS)
        near = self._lines_ms[first:behind]
        return [(line_ms - LINES_APART_MS, line_ms + LINES_APART_MS) for line_ms in near]
