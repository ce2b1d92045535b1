"""Form cues and encouragement: what is true at that moment of the block, and not too much of it.

Takes the builder and a stretch of work; writes cues that give way to all others.
"""

from __future__ import annotations

from typing import Final

from audioguide.coaching import sentences
from audioguide.coaching.script_builder import ScriptBuilder, start
from audioguide.model.line import NOTHING, Line, Prose, line, phrase
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import Character
from audioguide.units import MINUTE_MS

_LEAST_MS: Final = 20_000
"""Shorter work has its start and its end alone."""
_TWO_LINES_FROM_MS: Final = 30_000
_MANY_LINES_FROM_MS: Final = 45_000
_STEADY_FROM_MS: Final = 180_000
_LINES_APART_MS: Final = 15_000
_WINDOW_MS: Final = 3_000
"""How far a form cue or an encouragement may give way."""
_ENDS_MS: Final = 12_000
"""The last seconds belong to the time that is left."""
_QUIET_EVERY: Final = 3
"""One hold or stretch of three is left quiet."""
_LIST_EVERY_MS: Final = 3 * MINUTE_MS
_BEHIND_HALFWAY_MS: Final = 2_000
_PACE_EVERY_MS: Final = 2 * MINUTE_MS


def add(builder: ScriptBuilder, segment: Segment) -> None:
    """Write what is said beside the counts and the time, by the length and the kind of work."""
    length_ms = segment.duration_ms or 0
    if length_ms < _LEAST_MS:
        return
    if segment.exercise is None:
        _uncounted(builder, segment, length_ms)
    elif segment.character is Character.STEADY and length_ms >= _STEADY_FROM_MS:
        _steady(builder, segment, length_ms)
    elif _is_held(segment) and builder.every(_QUIET_EVERY, "quiet"):
        return
    elif length_ms < _TWO_LINES_FROM_MS:
        _one_line(builder, segment, length_ms)
    elif length_ms < _MANY_LINES_FROM_MS or segment.character is Character.MOBILITY:
        _two_lines(builder, segment, length_ms)
    else:
        _many_lines(builder, segment, length_ms)


def _is_held(segment: Segment) -> bool:
    """Whether nothing is counted and nothing moves fast, so that quiet is a part of it."""
    holds = segment.character is Character.STRENGTH and segment.reps is None
    return segment.character is Character.MOBILITY or holds


def _one_line(builder: ScriptBuilder, segment: Segment, length_ms: int) -> None:
    """Form at first, encouragement every other time; that comes behind the middle."""
    turn = (segment.set or segment.round or 1) % 2 or builder.has_unheard(_own_form(segment))
    early_ms = _moment(builder, segment, "form", length_ms, 0.3, 0.45)
    if not (turn and _form(builder, segment, early_ms)):
        late_ms = _moment(builder, segment, "encouragement", length_ms, 0.55, 0.65)
        _encouragement(builder, segment, late_ms)


def _two_lines(builder: ScriptBuilder, segment: Segment, length_ms: int) -> None:
    """Form in the first half, and encouragement in the second."""
    first_ms = 11_000 if segment.reps else 6_000
    early_ms = max(first_ms, _moment(builder, segment, "form", length_ms, 0.15, 0.35))
    said = _form(builder, segment, early_ms)
    late_ms = _moment(builder, segment, "encouragement", length_ms, 0.58, 0.8)
    apart_ms = early_ms + _LINES_APART_MS + _WINDOW_MS if said else 0
    _encouragement(builder, segment, min(max(late_ms, apart_ms), length_ms - _ENDS_MS // 2))


def _many_lines(builder: ScriptBuilder, segment: Segment, length_ms: int) -> None:
    """Form and encouragement in turn, twenty to forty seconds apart."""
    at_ms = 11_000 if segment.reps else 6_000
    at_ms += int(4_000 * builder.chance(segment, "first"))
    turn = 0
    only = segment.exercise is not None and len({*segment.form, *segment.exercise.form}) == 1
    while at_ms < length_ms - _ENDS_MS:
        # The only form cue there is comes once in a stretch.
        if turn % 2 or (only and turn) or not _form(builder, segment, at_ms):
            _encouragement(builder, segment, at_ms)
        turn += 1
        at_ms += 20_000 + int(20_000 * builder.chance(segment, f"step {turn}"))


def _steady(builder: ScriptBuilder, segment: Segment, length_ms: int) -> None:
    """Every three or four minutes how it should feel, or one thing about form."""
    exercise = segment.exercise
    assert exercise
    lists = ("walk",) if exercise.group == "walking" else ("run_effort", "run_form")
    at_ms = 20_000 + int(20_000 * builder.chance(segment, "first"))
    _form(builder, segment, at_ms)
    turn = int(2 * builder.chance(segment, "list"))
    while True:
        at_ms += 3 * MINUTE_MS + int(MINUTE_MS * builder.chance(segment, f"step {turn}"))
        if at_ms >= length_ms - _ENDS_MS:
            return
        _told(builder, segment, lists[turn % len(lists)], at_ms)
        turn += 1


def _uncounted(builder: ScriptBuilder, segment: Segment, length_ms: int) -> None:
    """A pace to keep and a form cue every two minutes, and the list again every three.

    In a shorter one the list comes again behind the middle.
    """
    times = range(_LIST_EVERY_MS, length_ms - MINUTE_MS // 2, _LIST_EVERY_MS)
    for at_ms in times or [length_ms // 2 + _BEHIND_HALFWAY_MS]:
        round_ = phrase("round_again", round=sentences.uncounted_round(segment.amrap_items))
        # It makes room for the time that is left, and comes soon behind it.
        late_ms = MINUTE_MS // 3
        builder.add(segment, CueKind.DOSE, [line(round_)], start(at_ms), late_ms=late_ms)
    cues = [
        line(phrase("form_of", name=Prose(item.exercise.spoken), form=Prose(cue)))
        for item in segment.amrap_items
        for cue in item.exercise.form[:2]
    ]
    at_ms = MINUTE_MS // 2 + int(MINUTE_MS / 4 * builder.chance(segment, "first"))
    turn = 0
    while at_ms < length_ms - _ENDS_MS:
        if turn % 2 and cues:
            chosen = builder.choose(CueKind.FORM, f"{segment.index}", cues)
            _add(builder, segment, CueKind.FORM, chosen, at_ms, _WINDOW_MS * 2)
        else:
            _told(builder, segment, "amrap_pace", at_ms)
        turn += 1
        at_ms += _PACE_EVERY_MS // 2


def _moment(
    builder: ScriptBuilder, segment: Segment, what: str, length_ms: int, low: float, high: float
) -> int:
    """A moment between two shares of the work, another one in every stretch."""
    return int(length_ms * (low + (high - low) * builder.chance(segment, what)))


def _form(builder: ScriptBuilder, segment: Segment, at_ms: int) -> bool:
    """Whether there was a form cue to say."""
    exercise = segment.exercise
    own = _own_form(segment)
    cues = [*own, *map(line, exercise.form if exercise else ())]
    variation_of = f"{segment.block}|{exercise.id if exercise else ''}"
    chosen = builder.choose(CueKind.FORM, variation_of, cues, own) if cues else NOTHING
    if chosen:
        _add(builder, segment, CueKind.FORM, chosen, at_ms, _WINDOW_MS // 2)
    return bool(chosen)


def _own_form(segment: Segment) -> list[Line]:
    """What the author asks for in this work alone."""
    return [line(one) for one in segment.form]


def _encouragement(builder: ScriptBuilder, segment: Segment, at_ms: int) -> None:
    """Write what is true in this phase of the block, for this kind of work."""
    phase = builder.phases.at(segment, at_ms)
    choices = builder.listed(f"{phase}/{segment.character}", f"{phase}/{Character.GENERAL}")
    if not choices:
        return
    told = builder.choose(CueKind.ENCOURAGEMENT, f"{segment.block}|{phase}", choices)
    length_ms = segment.duration_ms or 0
    # In short work it belongs behind the middle, where it begins to be needed.
    room_ms = at_ms - length_ms // 2 if length_ms < _MANY_LINES_FROM_MS else _WINDOW_MS
    early_ms = max(0, min(_WINDOW_MS // 2, room_ms))
    _add(builder, segment, CueKind.ENCOURAGEMENT, told, at_ms, early_ms)


def _told(builder: ScriptBuilder, segment: Segment, name: str, at_ms: int) -> None:
    """Write a sentence of a list that is true at any time."""
    if choices := builder.listed(name):
        told = builder.choose(CueKind.FORM, name, choices)
        _add(builder, segment, CueKind.FORM, told, at_ms, _WINDOW_MS)


def _add(
    builder: ScriptBuilder,
    segment: Segment,
    kind: CueKind,
    told: Line,
    at_ms: int,
    early_ms: int,
) -> None:
    """Write one line, which gives way to all that is at its moment."""
    builder.add(segment, kind, [told], start(at_ms), early_ms=early_ms, late_ms=_WINDOW_MS)
