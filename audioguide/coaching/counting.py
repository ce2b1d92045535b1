"""Numbers and ticks of counted work, and the words that teach its tempo."""

from __future__ import annotations

from operator import itemgetter

from audioguide.coaching.script_builder import ScriptBuilder, start
from audioguide.model.line import Line, Number, line, phrase
from audioguide.model.routine import Phase, Tempo
from audioguide.model.script import CueKind
from audioguide.model.session import Segment

COUNT_BEFORE_LIFT_ENDS_MS = 800
SHORTEST_COUNTED_LIFT_S = 1
HALFWAY_FROM_REPS = 16
FEW_REPS = 5
"""Under this many, only the last but one is announced."""
_TAUGHT_REPS = 2
_BEHIND_START_MS = 30
_CLEAR_OF_START_MS = 10
"""Number one waits for a long start sound, and so far behind it."""


def count_reps(builder: ScriptBuilder, segment: Segment, reps: int, tempo: Tempo) -> None:
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
