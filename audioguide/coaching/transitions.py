"""What is said before work: the count-in, rests, switches, pauses and free speech."""

from __future__ import annotations

from audioguide.coaching import bands, sentences
from audioguide.coaching.script_builder import BREATH_MS, ScriptBuilder, before_end, joined, start
from audioguide.coaching.words import duration
from audioguide.model.routine import Exercise
from audioguide.model.script import CueKind
from audioguide.model.session import BlockKind, Segment, SegmentKind

LONGEST_REMINDER_MS = 4_000
LONGEST_DOSE_MS = 2_000
"""What a dose that has not been told may add to a reminder."""
ANCHORED_FROM_MS = 30_000
"""What it takes to anchor a band anew, a test pull included."""
SHORT_REST_MS = 10_000
"""In rests up to this, only what comes next and the count-in."""
TEN_SECONDS_FROM_MS = 25_000
"""In rests from this on, the last ten seconds are announced."""
_TEN_SECONDS_MS = 10_000
_BEFORE_TEN_SECONDS_MS = 200
"""Between what comes next and the last ten seconds."""


def count_in(builder: ScriptBuilder, segment: Segment) -> None:
    """The words three, two, one, a second apart, each a clip of its own."""
    words = (builder.phrases.three, builder.phrases.two, builder.phrases.one)
    for word, seconds in zip(words, (3, 2, 1), strict=True):
        builder.add(segment, CueKind.COUNT_IN, [word], before_end(1000 * seconds), count=True)


def rest(builder: ScriptBuilder, segment: Segment) -> None:
    """How long it lasts, what comes next at half, the last ten seconds, the count-in."""
    phrases, length_ms = builder.phrases, segment.duration_ms or 0
    leads = segment.get_ready_ms > 0
    counted_down = length_ms >= TEN_SECONDS_FROM_MS and 0 < segment.get_ready_ms < _TEN_SECONDS_MS
    earliest_speech_ms = builder.earliest_speech_ms(segment)
    if length_ms > SHORT_REST_MS:
        time = duration(length_ms)
        texts = [joined(phrases.rest.format(time=time)), joined(phrases.rest_alone)]
        if segment.exercise:
            name = segment.exercise.spoken
            texts = [joined(phrases.recover.format(name=name, time=time)), joined(name)]
        builder.add(segment, CueKind.START, texts, start(earliest_speech_ms), late_ms=500)
    coming = builder.work_after(segment)
    if coming:
        kind, wordings = _what_comes(builder, segment, coming, leads)
        half_ms = max(length_ms // 2, earliest_speech_ms)
        longest_ms = LONGEST_REMINDER_MS if leads else None
        if longest_ms and bands.band_move_sentence(builder, segment):
            longest_ms += bands.LONGEST_PLACE_MS
        required_text = _required_dose(builder, segment, coming) if leads else ""
        if longest_ms and required_text:
            longest_ms += LONGEST_DOSE_MS
        # What comes next makes room for the last ten seconds.
        end_by_ms = _TEN_SECONDS_MS + _BEFORE_TEN_SECONDS_MS if counted_down else BREATH_MS
        builder.add(
            segment,
            kind,
            wordings,
            start(half_ms if length_ms > SHORT_REST_MS else earliest_speech_ms),
            early_ms=half_ms - earliest_speech_ms if length_ms > SHORT_REST_MS else 0,
            late_ms=0 if length_ms > SHORT_REST_MS else 2_000,
            end_by_ms=max(segment.get_ready_ms, end_by_ms),
            must_stay=leads,
            longest_ms=longest_ms,
            required_text=required_text,
        )
    if segment.get_ready_ms >= ANCHORED_FROM_MS and coming and bands.is_anchored(coming.exercise):
        # As safety comes before everything else, it is the rest's announcement that gives way.
        builder.add(
            segment,
            CueKind.SAFETY,
            [joined(phrases.band_check)],
            start(earliest_speech_ms),
            late_ms=length_ms,
            end_by_ms=segment.get_ready_ms,
            must_stay=False,
        )
    if leads:
        if counted_down:
            text = joined(phrases.ten_seconds)
            ends = segment.get_ready_ms
            builder.add(segment, CueKind.TIME, [text], before_end(_TEN_SECONDS_MS), end_by_ms=ends)
        count_in(builder, segment)


def _what_comes(
    builder: ScriptBuilder, segment: Segment, coming: Segment, leads: bool
) -> tuple[CueKind, list[str]]:
    """The kind and the wordings of what a rest leads to, and where the band goes for it."""
    if coming.exercise is None:
        name = coming.block or coming.amrap_items[0].exercise.spoken
        kind, wordings = CueKind.NEXT, [joined(builder.phrases.next.format(name=name))]
    else:
        kind, wordings = _next_movement(builder, segment, coming, coming.exercise, leads)
    return kind, bands.with_place(builder, segment, wordings) if leads else wordings


def _required_dose(builder: ScriptBuilder, segment: Segment, coming: Segment) -> str:
    """What a minute asks for, before the first time that its block has it."""
    if coming.block_kind is not BlockKind.EMOM:
        return ""

    def asks(work: Segment) -> tuple[object, ...]:
        return work.block, work.exercise, work.reps, work.dose and work.dose.work_ms

    earlier = builder.session.segments[: segment.index]
    already_said = any(s.kind is SegmentKind.WORK and asks(s) == asks(coming) for s in earlier)
    return "" if already_said else joined(sentences.set_dose(coming, builder.phrases))


def _next_movement(
    builder: ScriptBuilder, segment: Segment, coming: Segment, exercise: Exercise, leads: bool
) -> tuple[CueKind, list[str]]:
    phrases = builder.phrases
    before = builder.work_before(segment)
    both = builder.other_side_follows(coming)
    side = sentences.side_sentence(coming, phrases, both=both)
    name = joined(phrases.next.format(name=exercise.spoken))
    if not leads:
        return CueKind.NEXT, [name]
    # Behind a recovery that is done, the movement before it is named again.
    same = before is not None and before.exercise == exercise and segment.exercise is None
    new_round = before is not None and before.round != coming.round
    helps = (same or new_round) and builder.wants(CueKind.PLACE)
    place = sentences.place(coming, phrases) if helps else ""
    plain_side = phrases.side.format(side=sentences.side(coming)) if side else ""
    changes = before is not None and before.side != coming.side and coming.side is not None
    kind = CueKind.SIDE if same and changes else CueKind.NEXT
    short = (segment.duration_ms or 0) <= SHORT_REST_MS
    required_text = _required_dose(builder, segment, coming)
    dose = "" if short and not required_text else sentences.set_dose(coming, phrases)
    if short and same and not changes and not required_text:
        return kind, [joined(name, place), joined(name)]
    if same and (place or side):
        changed = before is not None and before.reps != coming.reps
        where = sentences.place_and_side(coming, phrases, place, both=both)
        return kind, [
            joined(where, dose if changed or required_text else ""),
            joined(where),
            joined(side or place),
            joined(plain_side or place),
        ]
    return kind, [
        *([] if short else [joined(place, name, side, dose)]),
        *([joined(name, side, dose), joined(name, plain_side, dose)] if required_text else []),
        *([] if short else [joined(place, name, side)]),
        joined(name, side),
        joined(name, plain_side),
        joined(exercise.spoken, plain_side),
    ]


def switch(builder: ScriptBuilder, segment: Segment) -> None:
    """The other side, by name, and the count-in."""
    phrases = builder.phrases
    side = phrases.side.format(side=sentences.side(segment))
    earliest_speech_ms = builder.earliest_speech_ms(segment)
    builder.add(
        segment,
        CueKind.SIDE,
        bands.with_place(builder, segment, [joined(phrases.switch, side), joined(side)]),
        start(earliest_speech_ms),
        late_ms=1_500,
        end_by_ms=segment.get_ready_ms or BREATH_MS,
    )
    length_ms = segment.duration_ms or 0
    if (
        segment.get_ready_ms
        and bands.is_anchored(segment.exercise)
        and length_ms >= ANCHORED_FROM_MS
    ):
        # In the middle, when the band is on the other side and not yet loaded.
        builder.add(
            segment,
            CueKind.SAFETY,
            [joined(phrases.band_check)],
            start(length_ms // 2),
            early_ms=length_ms // 4,
            late_ms=length_ms // 4,
            end_by_ms=segment.get_ready_ms,
        )
    if segment.get_ready_ms:
        count_in(builder, segment)


def pause(builder: ScriptBuilder, segment: Segment) -> None:
    """How long nothing is asked."""
    text = builder.phrases.pause.format(time=duration(segment.duration_ms or 0))
    earliest_speech_ms = start(builder.earliest_speech_ms(segment))
    builder.add(segment, CueKind.START, [joined(text)], earliest_speech_ms, late_ms=1_000)


def speech(builder: ScriptBuilder, segment: Segment) -> None:
    """The author's own words."""
    assert segment.kind is SegmentKind.SPEECH
    builder.add(
        segment, CueKind.EXPLANATION, [segment.text], start(builder.earliest_speech_ms(segment))
    )
