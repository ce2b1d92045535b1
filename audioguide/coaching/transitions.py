"""Write what is said before work: the count-in, rests, switches, pauses and free speech.

What a listener has to know for the next stretch of work stands in the segment's Transition.
"""

from __future__ import annotations

from audioguide.coaching import bands, sentences
from audioguide.coaching.script_builder import BREATH_MS, ScriptBuilder, before_end, start
from audioguide.model.line import (
    NOTHING,
    Duration,
    Line,
    Prose,
    line,
    phrase,
)
from audioguide.model.routine import BlockKind
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind, Transition

LONGEST_REMINDER_MS = 6_000
SHORT_REST_MS = 10_000
"""In rests up to this, only what comes next and the count-in."""
TEN_SECONDS_FROM_MS = 25_000
"""In rests from this on, the last ten seconds are announced."""
_TEN_SECONDS_MS = 10_000
_BEFORE_TEN_SECONDS_MS = 200
"""Between what comes next and the last ten seconds."""
_TELLING_MS = 8_000
"""Work that tells what comes next does so in its last eight seconds."""
_COUNT_IN_ROOM_MS = 3_300
_LONG_WORK_MS = 20_000


def count_in(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the words three, two, one, a second apart, each with a clip of its own."""
    for key, seconds in (("three", 3), ("two", 2), ("one", 1)):
        word = line(phrase(key))
        builder.add(segment, CueKind.COUNT_IN, [word], before_end(1000 * seconds), count=True)


def rest(builder: ScriptBuilder, segment: Segment) -> None:
    """Add how long a rest lasts, what comes next, its last ten seconds, and the count-in."""
    length_ms = segment.duration_ms or 0
    coming = segment.transition
    earliest_ms = builder.earliest_speech_ms(segment)
    if length_ms > SHORT_REST_MS:
        time = Duration(length_ms)
        lines = [line(phrase("rest", time=time)), line(phrase("rest_alone"))]
        if segment.exercise:
            name = segment.exercise.spoken
            lines = [line(phrase("recover", name=Prose(name), time=time)), line(name)]
        builder.add(segment, CueKind.START, lines, start(earliest_ms), late_ms=500)
    if coming is None:
        return
    leads = coming.said_in is SegmentKind.REST
    ready_ms = segment.get_ready_ms
    counted_down = leads and length_ms >= TEN_SECONDS_FROM_MS and ready_ms < _TEN_SECONDS_MS
    if coming.said_in is not SegmentKind.WORK:
        _tell_in_rest(builder, segment, coming, leads=leads, counted_down=counted_down)
    if leads:
        bands.check_anchor(builder, segment, coming)
    if counted_down:
        text = line(phrase("ten_seconds"))
        ends = segment.get_ready_ms
        builder.add(segment, CueKind.TIME, [text], before_end(_TEN_SECONDS_MS), end_by_ms=ends)
    if segment.get_ready_ms:
        count_in(builder, segment)


def _tell_in_rest(
    builder: ScriptBuilder,
    segment: Segment,
    coming: Transition,
    *,
    leads: bool,
    counted_down: bool,
) -> None:
    """Add what comes next, at half of the rest, or earlier so that there is time to get ready."""
    length_ms, earliest_ms = segment.duration_ms or 0, builder.earliest_speech_ms(segment)
    short = length_ms <= SHORT_REST_MS
    recovers = segment.exercise is not None
    kind, lines = what_comes(builder, coming, leads=leads, short=short, recovers=recovers)
    half_ms = max(length_ms // 2, earliest_ms)
    longest_ms = None
    if leads:
        moves = bands.move_sentences(coming)
        longest_ms = LONGEST_REMINDER_MS + (bands.LONGEST_MOVE_MS if moves else 0)
        longest_ms += bands.LONGEST_MOVE_MS if bands.safety_again(coming) else 0
    # What comes next makes room for the last ten seconds.
    end_by_ms = _TEN_SECONDS_MS + _BEFORE_TEN_SECONDS_MS if counted_down else BREATH_MS
    builder.add(
        segment,
        kind,
        lines,
        start(earliest_ms if short else half_ms),
        early_ms=0 if short else half_ms - earliest_ms,
        late_ms=2_000 if short else 0,
        end_by_ms=max(bands.words_end_by_ms(segment, coming) if leads else 0, end_by_ms),
        must_stay=leads,
        longest_ms=longest_ms,
        required=_required_dose(coming) if leads else None,
    )


def tell_in_work(builder: ScriptBuilder, segment: Segment) -> bool:
    """Add what comes next to the work before it, where the rest has no time for words.

    Return whether the words of the count-in take the place of the ticks at the end of this work,
    because they have none in the rest.
    """
    coming = segment.transition
    if coming is None or coming.said_in is not SegmentKind.WORK:
        return False
    length_ms = segment.duration_ms or 0
    kind, lines = what_comes(builder, coming, leads=True, short=True, recovers=False)
    if length_ms >= _LONG_WORK_MS:
        window = (before_end(_TELLING_MS), _TELLING_MS - _COUNT_IN_ROOM_MS, _COUNT_IN_ROOM_MS)
    else:
        # In its first half: the second belongs to the work itself.
        window = (start(1_000), length_ms // 2, length_ms // 2)
    anchor, late_ms, end_by_ms = window
    builder.add(segment, kind, lines, anchor, late_ms=late_ms, end_by_ms=end_by_ms, must_stay=True)
    behind = builder.after(segment)
    if behind is None or behind.kind is SegmentKind.WORK or not behind.get_ready_ms:
        count_in(builder, segment)
        return True
    return False


def what_comes(
    builder: ScriptBuilder, coming: Transition, *, leads: bool, short: bool, recovers: bool
) -> tuple[CueKind, list[Line]]:
    """Return the kind and the lines of what comes next, with what happens to the band.

    ``leads`` means that nobody says more about it before the work, ``short`` that there is little
    time, and ``recovers`` that another movement is done meanwhile, so that this one is named again.
    """
    work = coming.work
    if work.exercise is None:
        kind, lines = CueKind.NEXT, [_next(work.block or work.begins_with.spoken)]
    elif not leads:
        return CueKind.NEXT, [_next(work.exercise.spoken)]
    elif coming.same_movement and not recovers:
        kind, lines = _the_same_again(builder, coming)
    else:
        kind, lines = CueKind.NEXT, _another(builder, coming, short=short)
    return kind, bands.with_moves(coming, lines) if leads else lines


def _next(name: str) -> Line:
    return line(phrase("next", name=Prose(name)))


def _the_same_again(builder: ScriptBuilder, coming: Transition) -> tuple[CueKind, list[Line]]:
    """Return kind and lines for the same movement again, whose name would say nothing new.

    The longest line is such as ``Set two of three. Left leg first.``
    """
    work = coming.work
    place = sentences.place(work.place) if builder.wants(CueKind.PLACE) else NOTHING
    side = sentences.side_sentence(coming)
    changes = work.side is not None and coming.side_before is not work.side
    kind = CueKind.SIDE if changes else CueKind.NEXT
    name = _next(work.begins_with.spoken)
    dose = sentences.set_dose(work) if coming.dose_changed else NOTHING
    if not (place or side):
        return kind, [line(name, dose), name]
    where = sentences.place_and_side(coming, place)
    return kind, [line(where, dose), where, side or place, sentences.side(work) or place]


def _another(builder: ScriptBuilder, coming: Transition, *, short: bool) -> list[Line]:
    """Return the lines for another movement, the longest first, each shorter one to fall back on.

    The longest is such as ``Round two of three. Next, kick back. Left leg first. Ten reps.``
    """
    work = coming.work
    side, plain = sentences.side_sentence(coming), sentences.side(work)
    name = _next(work.begins_with.spoken)
    helps = coming.new_round or coming.same_movement
    place = sentences.place(work.place) if helps and builder.wants(CueKind.PLACE) else NOTHING
    required = _required_dose(coming)
    dose = NOTHING if short and not required else sentences.set_dose(work)
    with_dose = [line(name, side, dose), line(name, plain, dose)] if required else []
    if short:
        return [
            *with_dose,
            line(name, side, place),
            line(name, side),
            line(name, plain),
            line(work.begins_with.spoken, plain),
        ]
    return [
        line(place, name, side, dose),
        *with_dose,
        line(place, name, side),
        line(name, side),
        line(name, plain),
        line(work.begins_with.spoken, plain),
    ]


def _required_dose(coming: Transition) -> Line:
    """Return what a minute asks for, where it is not what this movement was last asked for."""
    if coming.work.block_kind is not BlockKind.EMOM or not coming.dose_changed:
        return NOTHING
    return sentences.set_dose(coming.work)


def switch(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the other side by its name, where the band goes, and the count-in."""
    coming = segment.transition
    assert coming, "a switch leads to the other side"
    if coming.said_in is not SegmentKind.WORK:
        side = sentences.side(coming.work)
        builder.add(
            segment,
            CueKind.SIDE,
            bands.with_moves(coming, [line(phrase("switch"), side), side]),
            start(builder.earliest_speech_ms(segment)),
            late_ms=1_500,
            end_by_ms=bands.words_end_by_ms(segment, coming) or BREATH_MS,
        )
    if coming.said_in is SegmentKind.SWITCH:
        bands.check_anchor(builder, segment, coming)
    if segment.get_ready_ms:
        count_in(builder, segment)


def pause(builder: ScriptBuilder, segment: Segment) -> None:
    """Add how long nothing is asked."""
    lasts = line(phrase("pause", time=Duration(segment.duration_ms or 0)))
    at_earliest = start(builder.earliest_speech_ms(segment))
    builder.add(segment, CueKind.START, [lasts], at_earliest, late_ms=1_000)


def speech(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the author's own words."""
    assert segment.kind is SegmentKind.SPEECH
    builder.add(
        segment,
        CueKind.EXPLANATION,
        [line(segment.text)],
        start(builder.earliest_speech_ms(segment)),
    )
