"""What is said and sounded during work, timed or counted."""

from __future__ import annotations

from typing import Final

from audioguide.coaching import lines
from audioguide.coaching.counting import count_reps
from audioguide.coaching.script_builder import ScriptBuilder, before_end, start
from audioguide.coaching.transitions import tell_in_work
from audioguide.model.line import Duration, Line, line, phrase
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import Character, SegmentKind
from audioguide.units import MINUTE_MS

_TONES_APART_MS: Final = 50
_COUNTED_OUT_FROM_MS: Final = 20_000
_HALVED_FROM_MS: Final = 45_000
_EVERY_MINUTE_MS: Final = range(3 * MINUTE_MS, 5 * MINUTE_MS)
_FIVE_LEFT_FROM_MS: Final = 10 * MINUTE_MS
_THIRTY_MS: Final = 30_000
_TEN_MS: Final = 10_000


def work(builder: ScriptBuilder, segment: Segment) -> None:
    """The start sound, what the kind of work asks for, and the end sound behind it.

    Where the next work follows without a gap that has room for both, its start sound is the only
    one.
    """
    builder.tone(segment, "start", start(0))
    counts_in = tell_in_work(builder, segment)
    if segment.reps and segment.tempo:
        count_reps(builder, segment, segment.reps, segment.tempo)
    else:
        _timed(builder, segment, ticks=not counts_in)
    lines.add(builder, segment)
    behind = builder.after(segment)
    assert behind, "work is never the last segment"
    gap_ms = 0 if behind.kind is SegmentKind.WORK else behind.duration_ms
    if gap_ms is None or gap_ms > builder.tone_ms("end") + _TONES_APART_MS or not counts_in:
        builder.tone(behind, "end", start(0))


def _timed(builder: ScriptBuilder, segment: Segment, *, ticks: bool) -> None:
    """Halfway, time left and the ticks of the count-out, by the length of the work.

    A stretch has none of it: its end tone alone, and in its middle what changes there.
    """
    length_ms = segment.duration_ms or 0
    if length_ms < _COUNTED_OUT_FROM_MS:
        return
    stretches = segment.character is Character.MOBILITY
    changes = segment.exercise.halfway if segment.exercise else ""
    left = _calls(length_ms, halves=not (stretches or changes))
    if stretches and length_ms < _EVERY_MINUTE_MS.start:
        left = {}
    for ms, told in sorted(left.items(), reverse=True):
        builder.add(segment, CueKind.TIME, [told], before_end(ms))
    if changes:
        at = before_end(length_ms // 2)
        builder.add(segment, CueKind.TIME, [line(changes)], at, late_ms=1_500)
    for seconds in (3, 2, 1) if ticks and not stretches else ():
        builder.tone(segment, "tick", before_end(1000 * seconds))


def _calls(length_ms: int, *, halves: bool) -> dict[int, Line]:
    """What is told of the time that is left, by how much of it that is."""
    left: dict[int, Line] = {}
    if length_ms < _HALVED_FROM_MS:
        return left
    if length_ms in _EVERY_MINUTE_MS:
        times = [*range(MINUTE_MS, length_ms, MINUTE_MS)]
    elif length_ms >= _EVERY_MINUTE_MS.stop:
        times = [MINUTE_MS, 2 * MINUTE_MS]
        times += [5 * MINUTE_MS] if length_ms >= _FIVE_LEFT_FROM_MS else []
    else:
        times = []
    left |= {ms: line(phrase("time_left", time=Duration(ms))) for ms in times}
    if length_ms in _EVERY_MINUTE_MS:
        left[_THIRTY_MS] = line(phrase("thirty_seconds_left"))
    left[_TEN_MS] = line(phrase("ten_seconds_left"))
    if halves:
        half_ms = length_ms // 2
        both = half_ms in left
        halfway = phrase("halfway_left", time=Duration(half_ms)) if both else phrase("halfway")
        left[half_ms] = line(halfway)
    return left
