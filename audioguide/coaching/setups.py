"""What setups say: a block opened, movements explained, the first of them named."""

from __future__ import annotations

from collections.abc import Sequence

from audioguide.coaching import bands, explaining, sentences
from audioguide.coaching.opening import Opened, open_block
from audioguide.coaching.script_builder import ScriptBuilder, start
from audioguide.coaching.transitions import LONGEST_REMINDER_MS, count_in
from audioguide.errors import Source
from audioguide.model.line import NOTHING, BlockName, Duration, Line, Prose, line, phrase
from audioguide.model.routine import Band
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import PlaceUnit, Transition, Work

_FULL = TalkProfile.FULL
_EFFORT_MS = 4_000
"""What is said of effort may add so much to a reminder."""


def set_up(builder: ScriptBuilder, segment: Segment) -> None:
    """A movement explained the first time it comes; place, name, side and dose at later times."""
    coming = segment.transition
    assert coming, "a setup leads up to work"
    opened = open_block(builder, segment, coming)
    if opened.said:
        _add(builder, segment, CueKind.PLACE, [opened.said])
    if [one.exercise for one in coming.first_times] == [coming.work.exercise]:
        _explain_the_only_one(builder, segment, coming, opened)
    else:
        _explain_each(builder, segment, coming, opened)
        if coming.work.amrap_items:
            _tell_round(builder, segment, coming)
        else:
            _remind(builder, segment, coming, opened)
        if not coming.first_times and (safety := bands.safety_again(coming)):
            _add(builder, segment, CueKind.SAFETY, [safety])
    bands.check_anchor(builder, segment, coming)
    count_in(builder, segment)


def _add(
    builder: ScriptBuilder,
    segment: Segment,
    kind: CueKind,
    lines: Sequence[Line],
    *,
    longest_ms: int | None = None,
    source: Source | None = None,
) -> None:
    """Write a cue as soon as those before it in the setup have been said."""
    at_earliest = start(builder.earliest_speech_ms(segment))
    builder.add(segment, kind, lines, at_earliest, longest_ms=longest_ms, source=source)


def _explain_the_only_one(
    builder: ScriptBuilder, segment: Segment, coming: Transition, opened: Opened
) -> None:
    """Name and side, position and band, and only then what is to be done."""
    first = coming.first_times[0]
    name = line(_place(coming, opened), sentences.named(coming), bands.move_sentences(coming))
    dose = _dose(coming.work, opened)
    kind = CueKind.SIDE if coming.work.side else CueKind.NEXT
    if builder.explains(first.exercise) is TalkProfile.MINIMAL:
        _add(builder, segment, kind, [line(name, dose), name])
    else:
        _add(builder, segment, kind, [name])
        lines = explaining.explanation(builder, first, dose=dose)
        source = first.work.source if first.work else None
        longest_ms = explaining.LONGEST_MS
        kind = CueKind.EXPLANATION
        if any(lines):
            _add(builder, segment, kind, lines, longest_ms=longest_ms, source=source)
    if first.exercise.safety:
        _add(builder, segment, CueKind.SAFETY, [line(first.exercise.safety)])


def _explain_each(
    builder: ScriptBuilder, segment: Segment, coming: Transition, opened: Opened
) -> None:
    """Every new movement of a list, before any of them is done."""
    named = opened.named or bool(coming.work.amrap_items)
    bands_told = set[Band]()
    for first in coming.first_times:
        source = first.work.source if first.work else None
        if builder.explains(first.exercise) is not TalkProfile.MINIMAL:
            lines = explaining.in_advance(builder, first, bands_told)
            longest_ms = explaining.LONGEST_IN_ADVANCE_MS
            kind = CueKind.EXPLANATION
            _add(builder, segment, kind, lines, longest_ms=longest_ms, source=source)
        elif not named:
            dose = _dose(first.work, opened) if first.work else NOTHING
            name = line(phrase("named", name=Prose(first.exercise.spoken)), dose)
            _add(builder, segment, CueKind.EXPLANATION, [name])
        if first.exercise.safety:
            _add(builder, segment, CueKind.SAFETY, [line(first.exercise.safety)])


def _place(coming: Transition, opened: Opened) -> Line:
    """Where the work stands, unless its block has just told how many there are of them."""
    where = coming.work.place
    first_set = where is not None and where.unit is PlaceUnit.SET and where.number == 1
    if opened.placed or (first_set and coming.first_times):
        return NOTHING
    return sentences.place_now(coming)


def _dose(work: Work, opened: Opened) -> Line:
    """What is asked for in all, unless it is the time that the block's clock has just told."""
    dose = work.dose
    already_said = not dose.reps and not dose.each_side and dose.work_ms == opened.work_ms
    return NOTHING if already_said else sentences.whole_dose(work)


def _tell_round(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """How long, what a round of it is, and that the listener counts."""
    work = coming.work
    round_ = sentences.uncounted_round(work.amrap_items)
    told = phrase("amrap", time=Duration(work.duration_ms), round=round_)
    moves = bands.move_sentences(coming)
    named = line(BlockName(work.block), told)
    lines = [line(named, phrase("count_rounds"), moves), line(named, moves)]
    _add(builder, segment, CueKind.NEXT, lines)


def _remind(builder: ScriptBuilder, segment: Segment, coming: Transition, opened: Opened) -> None:
    """Place, name, side, what has changed and the dose, in six seconds where nothing moves."""
    work = coming.work
    name = sentences.named(coming, "first") if coming.first_times else sentences.named(coming)
    place, moves = _place(coming, opened), bands.move_sentences(coming)
    dose = NOTHING if work.duration_ms == opened.work_ms else sentences.set_dose(work)
    all_sets = dose and not place and not coming.same_movement
    whole = sentences.whole_dose(work) if all_sets else NOTHING
    hard = NOTHING
    if not builder.advises(work) and builder.explains(work.begins_with) is _FULL:
        hard = explaining.effort(builder, work.begins_with, work)
    lines = [
        line(place, name, moves, hard, whole or dose),
        line(place, name, moves, whole or dose),
        line(place, name, moves, dose),
        line(place, name, moves),
        line(name, moves),
    ]
    kind = CueKind.SIDE if work.side else CueKind.NEXT
    # Behind explanations of several movements there is time to say all of it.
    longest_ms = LONGEST_REMINDER_MS + bands.longest_ms(coming)
    longest_ms += _EFFORT_MS if hard else 0
    _add(builder, segment, kind, lines, longest_ms=None if coming.first_times else longest_ms)
