"""What is said and sounded during work, timed or counted."""

from __future__ import annotations

from operator import itemgetter

from audioguide.coaching import sentences
from audioguide.coaching.script_builder import ScriptBuilder, before_end, start
from audioguide.coaching.transitions import tell_in_work
from audioguide.model.line import (
    NOTHING,
    Duration,
    Line,
    Number,
    line,
    phrase,
)
from audioguide.model.routine import Phase, Tempo
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind

COUNT_BEFORE_LIFT_ENDS_MS = 800
SHORTEST_COUNTED_LIFT_S = 1
HALFWAY_FROM_REPS = 16
FEW_REPS = 5
"""Under this many, only the last but one is announced."""
_TAUGHT_REPS = 2
_BEHIND_START_MS = 30
_CLEAR_OF_START_MS = 10
"""Number one waits for a long start sound, and so far behind it."""
_TONES_APART_MS = 50
_MINUTE_MS = 60_000
_LINES_APART_MS = 15_000
_LINE_FROM_MS = 20_000
_TWO_LINES_FROM_MS = 30_000
_APART_MS = 1_000
_WINDOW_MS = 3_000
"""How far a form cue or an encouragement may give way."""
_USUAL, _COUNTED, _UNGROUPED = "default", "counted", "other"
"""Lists of encouragement: where nothing better is known, also for reps, and for movements of no
group, which may be anything.
"""


def work(builder: ScriptBuilder, segment: Segment) -> None:
    """The start sound, what the kind of work asks for, and the end sound behind it.

    Where the next work follows without a gap that has room for both, its start sound is the only
    one.
    """
    builder.tone(segment, "start", start(0))
    counts_in = tell_in_work(builder, segment)
    if segment.reps and segment.tempo:
        _counted(builder, segment, segment.reps, segment.tempo)
    else:
        _timed(builder, segment, ticks=not counts_in)
    _form_and_encouragement(builder, segment)
    behind = builder.after(segment)
    assert behind, "work is never the last segment"
    gap_ms = 0 if behind.kind is SegmentKind.WORK else behind.duration_ms
    if gap_ms is None or gap_ms > builder.tone_ms("end") + _TONES_APART_MS or not counts_in:
        builder.tone(behind, "end", start(0))


def _timed(builder: ScriptBuilder, segment: Segment, *, ticks: bool) -> None:
    """Halfway, time left and the ticks of the count-out, by the length of the work."""
    length_ms = segment.duration_ms or 0
    if length_ms < 20_000:
        return
    left = {
        ms: line(phrase("time_left", time=Duration(ms)))
        for ms in range(_MINUTE_MS, length_ms, _MINUTE_MS)
        if length_ms >= 3 * _MINUTE_MS
    }
    if length_ms >= 3 * _MINUTE_MS:
        left[30_000] = line(phrase("thirty_seconds_left"))
    if length_ms >= 45_000:
        left[10_000] = line(phrase("ten_seconds_left"))
    if length_ms >= 30_000:
        half_ms = length_ms // 2
        both = half_ms in left
        halfway = phrase("halfway_left", time=Duration(half_ms)) if both else phrase("halfway")
        left[half_ms] = line(halfway)
    for ms, told in sorted(left.items(), key=itemgetter(0), reverse=True):
        lines, longest_ms = [told], None
        if segment.amrap_items and 2 * ms == length_ms:
            round_ = sentences.uncounted_round(segment.amrap_items)
            lines.insert(0, line(phrase("halfway_round", round=round_)))
            # It leaves the next time that is told its place.
            longest_ms = ms - max(other for other in left if other < ms) - _APART_MS
        builder.add(segment, CueKind.TIME, lines, before_end(ms), longest_ms=longest_ms)
    for seconds in (3, 2, 1) if ticks else ():
        builder.tone(segment, "tick", before_end(1000 * seconds))


def _counted(builder: ScriptBuilder, segment: Segment, reps: int, tempo: Tempo) -> None:
    """A number or a tick for every rep, and the words that teach the tempo."""
    lift_starts_ms, rep_ms = _lift_start(segment, tempo), _rep_ms(tempo)
    quick = tempo.lift_s < SHORTEST_COUNTED_LIFT_S
    beat_ms = lift_starts_ms + 1000 * tempo.lift_s - COUNT_BEFORE_LIFT_ENDS_MS
    if quick:
        # Where the lift comes first the beat would lie before the rep, and in the start sound.
        beat_ms = max(beat_ms, builder.tone_ms("start") + _BEHIND_START_MS)
    in_full = segment.counts_in_full and not quick
    by_words = _told_by_words(builder, segment, tempo, reps)
    for number in range(1, reps + 1):
        at_ms = (number - 1) * rep_ms + beat_ms
        if number == 1:
            at_ms = max(at_ms, builder.tone_ms("start") + _CLEAR_OF_START_MS)
        at = start(at_ms)
        if number <= by_words:
            continue
        if in_full or number % 5 == 0 or number > reps - 3:
            lines = [_number(number, reps)]
            builder.add(segment, CueKind.COUNT, lines, at, must_stay=not quick, count=True)
        else:
            builder.tone(segment, "tick", at)
    if segment.teaches_tempo and not quick:
        _teach(builder, segment, tempo, min(reps, _TAUGHT_REPS))


def _number(number: int, reps: int) -> Line:
    if number == reps - 1:
        return line(phrase("last_one"))
    if number == reps - 2 and reps >= FEW_REPS:
        return line(phrase("two_more"))
    if reps >= HALFWAY_FROM_REPS and number == (reps + 1) // 2:
        return line(phrase("halfway"))
    return line(phrase("number", number=Number(number)))


def _teach(builder: ScriptBuilder, segment: Segment, tempo: Tempo, reps: int) -> None:
    """``Down`` and ``up`` at the start of each half of the first reps, where there is room."""
    exercise = segment.exercise
    assert exercise
    lift_ms = _lift_start(segment, tempo)
    lower_first = exercise.begins is Phase.LOWER
    lower_ms = 0 if lower_first else 1000 * (tempo.lift_s + tempo.high_hold_s)
    halves = [
        (lift_ms, tempo.lift_s, line(exercise.lift_word or phrase("lift"))),
        (lower_ms, tempo.lower_s, line(exercise.lower_word or phrase("lower"))),
    ]
    for number in range(reps):
        for at_ms, seconds, word in sorted(halves, key=itemgetter(0)):
            begins_ms = number * _rep_ms(tempo) + at_ms
            if seconds >= 1:
                clear_ms = builder.tone_ms("start") + 100 if begins_ms == 0 else 0
                builder.add(
                    segment, CueKind.TEMPO, [word], start(begins_ms + clear_ms), late_ms=200
                )


def _told_by_words(builder: ScriptBuilder, segment: Segment, tempo: Tempo, reps: int) -> int:
    """How many reps the words of the tempo tell alone, where a lift has no room for both."""
    teaches = segment.teaches_tempo and builder.wants(CueKind.TEMPO)
    no_room = tempo.lift_s == SHORTEST_COUNTED_LIFT_S
    return _TAUGHT_REPS if teaches and no_room and reps > _TAUGHT_REPS + 1 else 0


def _lift_start(segment: Segment, tempo: Tempo) -> int:
    """Milliseconds from a rep's start to the start of its lift."""
    begins = segment.exercise.begins if segment.exercise else Phase.LIFT
    return 0 if begins is Phase.LIFT else 1000 * (tempo.lower_s + tempo.low_hold_s)


def _rep_ms(tempo: Tempo) -> int:
    return 1000 * (tempo.lower_s + tempo.low_hold_s + tempo.lift_s + tempo.high_hold_s)


def _form_and_encouragement(builder: ScriptBuilder, segment: Segment) -> None:
    """Form cues from early on, one encouragement late; at most one line in fifteen seconds."""
    exercise, length_ms = segment.exercise, segment.duration_ms or 0
    if length_ms < _LINE_FROM_MS:
        return
    if exercise is None:
        # Nobody knows which movement of the round it would be about.
        _encouragement(builder, segment, segment.block, length_ms * 3 // 4)
        return
    variation_of = f"{segment.block}|{exercise.id}"
    if length_ms < _TWO_LINES_FROM_MS:
        # There is room for one: form at first, encouragement every other time.
        turn = (segment.set or segment.round or 1) % 2 or builder.has_unheard(_own_form(segment))
        if not (turn and _form_line(builder, segment, variation_of, length_ms * 2 // 5)):
            _encouragement(builder, segment, variation_of, length_ms * 3 // 5)
        return
    step_ms = min(max(length_ms // 5, 30_000), 90_000)
    late_ms = length_ms * 3 // 4
    at_ms = 6_000 if not segment.reps else 11_000
    # The only form cue there is comes once in a stretch.
    last_ms = at_ms if len({*segment.form, *exercise.form}) == 1 else late_ms
    while at_ms < late_ms - _LINES_APART_MS + _WINDOW_MS and at_ms <= last_ms:
        _form_line(builder, segment, variation_of, at_ms)
        at_ms += step_ms
    _encouragement(builder, segment, variation_of, late_ms)


def _form_line(builder: ScriptBuilder, segment: Segment, variation_of: str, at_ms: int) -> bool:
    """Whether there was a form cue to say."""
    exercise = segment.exercise
    own = _own_form(segment)
    lines = [*own, *map(line, exercise.form if exercise else ())]
    chosen = builder.choose(CueKind.FORM, variation_of, lines, own) if lines else NOTHING
    if chosen:
        at = start(at_ms)
        early_ms = _WINDOW_MS // 2
        builder.add(segment, CueKind.FORM, [chosen], at, early_ms=early_ms, late_ms=_WINDOW_MS)
    return bool(chosen)


def _own_form(segment: Segment) -> list[Line]:
    """What the author asks for in this work alone."""
    return [line(one) for one in segment.form]


def _encouragement(builder: ScriptBuilder, segment: Segment, variation_of: str, at_ms: int) -> None:
    choices, exercise = builder.encouragement, segment.exercise
    group = exercise.group or _UNGROUPED if exercise else _USUAL
    chosen = choices.get(group, choices[_USUAL])
    if segment.reps and (group not in choices or group in (_USUAL, _UNGROUPED)):
        chosen = (*chosen, *choices.get(_COUNTED, ()))
    lines = [line(phrase(key)) for key in chosen]
    told = builder.choose(CueKind.ENCOURAGEMENT, variation_of, lines)
    # It belongs behind the middle, where it begins to be needed.
    early_ms = min(_WINDOW_MS, at_ms - (segment.duration_ms or 0) // 2)
    at = start(at_ms)
    builder.add(segment, CueKind.ENCOURAGEMENT, [told], at, early_ms=early_ms, late_ms=_WINDOW_MS)
