"""What is said before work: the count-in, rests, switches, pauses and free speech."""

from __future__ import annotations

from audioguide.coaching import bands, sentences
from audioguide.coaching.desk import BREATH_MS, Desk, before_end, joined, start
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


def count_in(desk: Desk, segment: Segment) -> None:
    """The words three, two, one, a second apart, each a clip of its own."""
    words = (desk.phrases.three, desk.phrases.two, desk.phrases.one)
    for word, seconds in zip(words, (3, 2, 1), strict=True):
        desk.add(segment, CueKind.COUNT_IN, [word], before_end(1000 * seconds), count=True)


def rest(desk: Desk, segment: Segment) -> None:
    """How long it lasts, what comes next at half, the last ten seconds, the count-in."""
    phrases, length_ms = desk.phrases, segment.duration_ms or 0
    leads = segment.get_ready_ms > 0
    counted_down = length_ms >= TEN_SECONDS_FROM_MS and 0 < segment.get_ready_ms < _TEN_SECONDS_MS
    first_word = desk.first_word(segment)
    if length_ms > SHORT_REST_MS:
        time = duration(length_ms)
        texts = [joined(phrases.rest.format(time=time)), joined(phrases.rest_alone)]
        if segment.exercise:
            name = segment.exercise.spoken
            texts = [joined(phrases.recover.format(name=name, time=time)), joined(name)]
        desk.add(segment, CueKind.START, texts, start(first_word), late_ms=500)
    coming = desk.work_after(segment)
    if coming:
        kind, wordings = _what_comes(desk, segment, coming, leads)
        half_ms = max(length_ms // 2, first_word)
        longest_ms = LONGEST_REMINDER_MS if leads else None
        if longest_ms and bands.whereto(desk, segment):
            longest_ms += bands.LONGEST_PLACE_MS
        owed = _owed_dose(desk, segment, coming) if leads else ""
        if longest_ms and owed:
            longest_ms += LONGEST_DOSE_MS
        # What comes next makes room for the last ten seconds.
        end_by_ms = _TEN_SECONDS_MS + _BEFORE_TEN_SECONDS_MS if counted_down else BREATH_MS
        desk.add(
            segment,
            kind,
            wordings,
            start(half_ms if length_ms > SHORT_REST_MS else first_word),
            early_ms=half_ms - first_word if length_ms > SHORT_REST_MS else 0,
            late_ms=0 if length_ms > SHORT_REST_MS else 2_000,
            end_by_ms=max(segment.get_ready_ms, end_by_ms),
            must_stay=leads,
            longest_ms=longest_ms,
            owed=owed,
        )
    if segment.get_ready_ms >= ANCHORED_FROM_MS and coming and bands.is_anchored(coming.exercise):
        # As safety comes before everything else, it is the rest's announcement that gives way.
        desk.add(
            segment,
            CueKind.SAFETY,
            [joined(phrases.band_check)],
            start(first_word),
            late_ms=length_ms,
            end_by_ms=segment.get_ready_ms,
            must_stay=False,
        )
    if leads:
        if counted_down:
            text = joined(phrases.ten_seconds)
            ends = segment.get_ready_ms
            desk.add(segment, CueKind.TIME, [text], before_end(_TEN_SECONDS_MS), end_by_ms=ends)
        count_in(desk, segment)


def _what_comes(
    desk: Desk, segment: Segment, coming: Segment, leads: bool
) -> tuple[CueKind, list[str]]:
    """The kind and the wordings of what a rest leads to, and where the band goes for it."""
    if coming.exercise is None:
        name = coming.block or coming.tasks[0].exercise.spoken
        kind, wordings = CueKind.NEXT, [joined(desk.phrases.next.format(name=name))]
    else:
        kind, wordings = _next_movement(desk, segment, coming, coming.exercise, leads)
    return kind, bands.with_place(desk, segment, wordings) if leads else wordings


def _owed_dose(desk: Desk, segment: Segment, coming: Segment) -> str:
    """What a minute asks for, before the first time that its block has it."""
    if coming.block_kind is not BlockKind.EMOM:
        return ""

    def asks(work: Segment) -> tuple[object, ...]:
        return work.block, work.exercise, work.reps, work.dose and work.dose.work_ms

    earlier = desk.session.segments[: segment.index]
    told = any(s.kind is SegmentKind.WORK and asks(s) == asks(coming) for s in earlier)
    return "" if told else joined(sentences.set_dose(coming, desk.phrases))


def _next_movement(
    desk: Desk, segment: Segment, coming: Segment, exercise: Exercise, leads: bool
) -> tuple[CueKind, list[str]]:
    phrases = desk.phrases
    before = desk.work_before(segment)
    both = desk.other_side_follows(coming)
    side = sentences.side_sentence(coming, phrases, both=both)
    name = joined(phrases.next.format(name=exercise.spoken))
    if not leads:
        return CueKind.NEXT, [name]
    # Behind a recovery that is done, the movement before it is named again.
    same = before is not None and before.exercise == exercise and segment.exercise is None
    new_round = before is not None and before.round != coming.round
    helps = (same or new_round) and desk.wants(CueKind.PLACE)
    place = sentences.place(coming, phrases) if helps else ""
    plain_side = phrases.side.format(side=sentences.side(coming)) if side else ""
    changes = before is not None and before.side != coming.side and coming.side is not None
    kind = CueKind.SIDE if same and changes else CueKind.NEXT
    short = (segment.duration_ms or 0) <= SHORT_REST_MS
    owed = _owed_dose(desk, segment, coming)
    dose = "" if short and not owed else sentences.set_dose(coming, phrases)
    if short and same and not changes and not owed:
        return kind, [joined(name, place), joined(name)]
    if same and (place or side):
        changed = before is not None and before.reps != coming.reps
        where = sentences.place_and_side(coming, phrases, place, both=both)
        return kind, [
            joined(where, dose if changed or owed else ""),
            joined(where),
            joined(side or place),
            joined(plain_side or place),
        ]
    return kind, [
        *([] if short else [joined(place, name, side, dose)]),
        *([joined(name, side, dose), joined(name, plain_side, dose)] if owed else []),
        *([] if short else [joined(place, name, side)]),
        joined(name, side),
        joined(name, plain_side),
        joined(exercise.spoken, plain_side),
    ]


def switch(desk: Desk, segment: Segment) -> None:
    """The other side, by name, and the count-in."""
    phrases = desk.phrases
    side = phrases.side.format(side=sentences.side(segment))
    first_word = desk.first_word(segment)
    desk.add(
        segment,
        CueKind.SIDE,
        bands.with_place(desk, segment, [joined(phrases.switch, side), joined(side)]),
        start(first_word),
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
        desk.add(
            segment,
            CueKind.SAFETY,
            [joined(phrases.band_check)],
            start(length_ms // 2),
            early_ms=length_ms // 4,
            late_ms=length_ms // 4,
            end_by_ms=segment.get_ready_ms,
        )
    if segment.get_ready_ms:
        count_in(desk, segment)


def pause(desk: Desk, segment: Segment) -> None:
    """How long nothing is asked."""
    text = desk.phrases.pause.format(time=duration(segment.duration_ms or 0))
    first_word = start(desk.first_word(segment))
    desk.add(segment, CueKind.START, [joined(text)], first_word, late_ms=1_000)


def speech(desk: Desk, segment: Segment) -> None:
    """The author's own words."""
    assert segment.kind is SegmentKind.SPEECH
    desk.add(segment, CueKind.EXPLANATION, [segment.text], start(desk.first_word(segment)))
