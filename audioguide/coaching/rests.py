"""Write what is said in rests, pauses and free speech.

What a listener has to know for the next stretch of work stands in the segment's Transition.
"""

from __future__ import annotations

from typing import Final

from audioguide.coaching import bands, explaining, sentences
from audioguide.coaching.script_builder import (
    ADVICE_FROM_MS,
    BREATH_MS,
    ScriptBuilder,
    before_end,
    start,
)
from audioguide.coaching.transitions import (
    LONGEST_REMINDER_MS,
    count_in,
    what_comes,
)
from audioguide.model.line import NOTHING, Duration, Line, Prose, line, phrase
from audioguide.model.routine import BlockKind, Level
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import (
    BandChange,
    Character,
    PlaceUnit,
    SegmentKind,
    SideTurn,
    Transition,
)
from audioguide.units import MINUTE_MS

SHORT_REST_MS: Final = 10_000
"""In rests up to this, only what comes next and the count-in."""
TEN_SECONDS_FROM_MS: Final = 25_000
"""In rests from this on, the last ten seconds are announced."""
_TEN_SECONDS_MS: Final = 10_000
_BEFORE_TEN_SECONDS_MS: Final = 200
"""Between what comes next and the last ten seconds."""
_TOLD_TWICE_FROM_MS: Final = 30_000
"""In a shorter rest nobody need hear a name that the setup behind it begins with."""
_TEN_LEFT_FROM_MS: Final = 20_000
_BEHIND_REST_MS: Final = 3_500
"""So long after the first word of a rest there is room for advice."""
_LONGEST_ADVICE_MS: Final = 8_000
_HARD: Final = frozenset({Character.STRENGTH, Character.HARD})
_RELEASE_EVERY: Final = 3
"""One rest in so many begins with a word for what was done."""


def rest(builder: ScriptBuilder, segment: Segment) -> None:
    """Add how long a rest lasts, what comes next, its last ten seconds, and the count-in."""
    length_ms = segment.duration_ms or 0
    coming = segment.transition
    if length_ms > SHORT_REST_MS:
        earliest_ms = builder.earliest_speech_ms(segment)
        lines = _how_long(builder, segment, coming)
        builder.add(segment, CueKind.START, lines, start(earliest_ms), late_ms=500)
    if coming is None:
        return
    leads = coming.said_in is SegmentKind.REST
    ready_ms = segment.get_ready_ms
    counted_down = leads and length_ms >= TEN_SECONDS_FROM_MS and ready_ms < _TEN_SECONDS_MS
    told_at_once = coming.said_in is SegmentKind.SETUP and length_ms < _TOLD_TWICE_FROM_MS
    if coming.said_in is not SegmentKind.WORK and not told_at_once:
        _tell_in_rest(builder, segment, coming, leads=leads, counted_down=counted_down)
    if leads:
        bands.check_anchor(builder, segment, coming)
    if counted_down:
        text = line(phrase("ten_seconds"))
        ends = segment.get_ready_ms
        builder.add(segment, CueKind.TIME, [text], before_end(_TEN_SECONDS_MS), end_by_ms=ends)
    if segment.get_ready_ms:
        count_in(builder, segment)
    _advise(builder, segment, coming)


def _how_long(builder: ScriptBuilder, segment: Segment, coming: Transition | None) -> list[Line]:
    """Return a word for the work before, now and then, and that this is a rest.

    How long it lasts is told where that is news: the first time in a block, and when it changes.
    """
    length_ms = segment.duration_ms or 0
    news = builder.news("rest", segment.block, length_ms)
    if segment.exercise:
        name = Prose(segment.exercise.spoken)
        named = line(phrase("named", name=name))
        time = line(phrase("recover", name=name, time=Duration(length_ms)))
        return [time, named] if news else [named]
    plain = line(phrase("rest_alone"))
    told = line(phrase("rest", time=Duration(length_ms))) if news else plain
    if coming and coming.work.block_kind is BlockKind.EMOM and segment.block == coming.work.block:
        first = builder.once(("rest_minute", segment.block))
        told = line(phrase("rest_minute")) if first else plain
    return [line(_release(builder, coming), told), told, plain]


def _release(builder: ScriptBuilder, coming: Transition | None) -> Line:
    """Return a short honest word behind hard work, in one rest of three at most."""
    before = coming.last_work if coming else None
    if before is None or before.character not in _HARD or not builder.wants(CueKind.ENCOURAGEMENT):
        return NOTHING
    words = builder.listed("release")
    if not words or not builder.every(_RELEASE_EVERY, "release"):
        return NOTHING
    return builder.choose(CueKind.ENCOURAGEMENT, "release", words)


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
        longest_ms = LONGEST_REMINDER_MS + bands.longest_ms(coming)
        longest_ms += explaining.LONGEST_BRIEF_MS if coming.first_turn else 0
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
        required=sentences.required_dose(coming) if leads else None,
    )


def _advise(builder: ScriptBuilder, segment: Segment, coming: Transition) -> None:
    """Add how hard the next set should be, and a harder or an easier way where it is the time."""
    exercise, place = coming.work.exercise, coming.work.place
    long = (segment.duration_ms or 0) >= ADVICE_FROM_MS and segment.exercise is None
    if exercise is None or not long or not coming.same_movement or place is None:
        return
    if place.unit is not PlaceUnit.SET or coming.side_turn is SideTurn.OTHER:
        return
    lines: list[Line] = []
    level = builder.session.level
    if place.number == 2:
        lines.append(explaining.effort(builder, exercise, coming.work))
        if level is Level.ADVANCED and exercise.harder and builder.once(("harder", exercise.id)):
            lines.append(line(phrase("harder", harder=Prose(exercise.harder))))
    elif level is Level.BEGINNER and place.number == place.of:
        if builder.once(("easier", exercise.id)):
            lines.append(explaining.easier(exercise))
    elif coming.band.change is BandChange.KEPT and builder.once("choose_band"):
        lines.append(line(phrase("choose_band")))
    if told := line(*lines):
        at = start(builder.earliest_speech_ms(segment) + _BEHIND_REST_MS)
        builder.add(
            segment,
            CueKind.FORM,
            [told, *lines],
            at,
            late_ms=(segment.duration_ms or 0) // 2,
            longest_ms=_LONGEST_ADVICE_MS,
            end_by_ms=segment.get_ready_ms,
        )


def pause(builder: ScriptBuilder, segment: Segment) -> None:
    """Add how long nothing is asked, and what is left of it."""
    length_ms = segment.duration_ms or 0
    lasts = line(phrase("pause", time=Duration(length_ms)))
    at_earliest = start(builder.earliest_speech_ms(segment))
    builder.add(segment, CueKind.START, [lasts], at_earliest, late_ms=1_000)
    if length_ms >= MINUTE_MS:
        left = line(phrase("thirty_seconds_left"))
        builder.add(segment, CueKind.TIME, [left], before_end(MINUTE_MS // 2))
    if length_ms >= _TEN_LEFT_FROM_MS:
        left = line(phrase("ten_seconds_left"))
        builder.add(segment, CueKind.TIME, [left], before_end(_TEN_SECONDS_MS))


def speech(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the author's own words."""
    assert segment.kind is SegmentKind.SPEECH
    builder.add(
        segment,
        CueKind.EXPLANATION,
        [line(segment.text)],
        start(builder.earliest_speech_ms(segment)),
    )
