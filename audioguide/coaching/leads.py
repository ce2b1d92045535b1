"""What is said before work: in setups, rests, switches, pauses and free speech."""

from __future__ import annotations

from audioguide.coaching import sentences
from audioguide.coaching.desk import BREATH_MS, Desk, before_end, joined, start
from audioguide.coaching.words import count_of, duration
from audioguide.model.routine import Exercise, Level
from audioguide.model.script import CueKind, Talk
from audioguide.model.session import BlockKind, Segment, SegmentKind

LONGEST_EXPLANATION_MS = 20_000
LONGEST_REMINDER_MS = 4_000
ANCHORED_FROM_MS = 30_000
"""What it takes to anchor a band anew, a test pull included."""
SHORT_REST_MS = 10_000
"""In rests up to this, only what comes next and the count-in."""
TEN_SECONDS_FROM_MS = 25_000
"""In rests from this on, the last ten seconds are announced."""
_TEN_SECONDS_MS = 10_000


def set_up(desk: Desk, segment: Segment) -> None:
    """A movement explained the first time it comes; name, side and dose at later times."""
    _open_block(desk, segment)
    for exercise in segment.explains:
        _explain(desk, segment, exercise)
    if segment.tasks:
        _tell_round(desk, segment)
    elif segment.explains != (segment.exercise,):
        _remind(desk, segment)
    count_in(desk, segment)


def _open_block(desk: Desk, segment: Segment) -> None:
    """``Round the clock. Three rounds.`` where a block of several rounds begins."""
    by_minutes = segment.block_kind is BlockKind.EMOM
    named = segment.block or by_minutes
    if not named or segment.round != 1 or (segment.rounds or 1) < 2:
        return
    earlier = desk.work_before(segment)
    if earlier and earlier.block == segment.block and not by_minutes:
        return
    rounds = count_of(segment.rounds or 1, "round")
    text = desk.phrases.block.format(block=segment.block, rounds=rounds)
    if clock := _clock(desk, segment):
        work_ms, rest_ms = clock
        text = desk.phrases.block_clock.format(
            block=segment.block, rounds=rounds, work=duration(work_ms), rest=duration(rest_ms)
        )
    if by_minutes:
        minutes = duration(60_000 * (segment.rounds or 1))
        text = desk.phrases.block_minutes.format(block=segment.block, time=minutes).lstrip(", ")
    text = joined(text)
    desk.add(segment, CueKind.PLACE, [text], start(desk.first_word(segment)))


def _clock(desk: Desk, segment: Segment) -> tuple[int, int] | None:
    """Work and rest of a block in which both always last the same, in milliseconds."""
    own = [s for s in desk.session.segments[segment.index + 1 :] if s.block == segment.block]
    works = {s.duration_ms for s in own if s.kind is SegmentKind.WORK and s.reps is None}
    rests = {s.duration_ms for s in own if s.kind is SegmentKind.REST}
    kinds = {s.kind for s in own}
    if kinds != {SegmentKind.WORK, SegmentKind.REST} or len(works) != 1 or len(rests) != 1:
        return None
    work_ms, rest_ms = works.pop(), rests.pop()
    return (work_ms, rest_ms) if work_ms and rest_ms else None


def _explain(desk: Desk, segment: Segment, exercise: Exercise) -> None:
    phrases = desk.phrases
    alone = segment.explains == (segment.exercise,)
    dose = sentences.whole_dose(segment, phrases) if alone else ""
    both = segment.dose is not None and segment.dose.each_side
    side = sentences.side_sentence(segment, phrases, both=both) if alone else ""
    name = exercise.spoken
    setup, movement = joined(exercise.setup), joined(exercise.movement)
    full = phrases.explain.format(name=name, setup=setup, movement=movement)
    brief = phrases.brief.format(name=name, brief=exercise.brief or exercise.movement)
    work = desk.work_after(segment)
    own_form = work.form if work and alone else ()
    form = next(iter([*own_form, *exercise.form]), "")
    easier = ""
    if exercise.easier and desk.session.level is Level.BEGINNER:
        easier = phrases.easier.format(easier=exercise.easier)
    by_talk = {
        Talk.FULL: [
            joined(full, form, easier, dose, side),
            joined(full, easier, dose, side),
            joined(full, dose, side),
        ],
        Talk.BRIEF: [joined(brief, dose, side)],
        Talk.MINIMAL: [],
    }
    texts = [*by_talk[desk.talk], joined(name, dose, side), joined(name, side)]
    if desk.talk is Talk.FULL:
        texts.insert(3, joined(brief, dose, side))
        desk.explained(joined(form))
    first_word = start(desk.first_word(segment))
    desk.add(segment, CueKind.EXPLANATION, texts, first_word, longest_ms=LONGEST_EXPLANATION_MS)
    safety = [exercise.safety] if exercise.safety else []
    if exercise.band and exercise.band.anchor:
        safety.append(phrases.band_check)
    if safety:
        desk.add(segment, CueKind.SAFETY, [joined(*safety)], first_word)


def _tell_round(desk: Desk, segment: Segment) -> None:
    """How long, and what a round of it is."""
    work = desk.work_after(segment)
    assert work
    time, round_ = duration(work.duration_ms or 0), sentences.uncounted_round(segment, desk.phrases)
    text = joined(segment.block, desk.phrases.amrap.format(time=time, round=round_))
    desk.add(segment, CueKind.NEXT, [text], start(desk.first_word(segment)))


def _remind(desk: Desk, segment: Segment) -> None:
    """Name, side and dose, in four seconds at most."""
    assert segment.exercise
    phrases = desk.phrases
    work = desk.work_after(segment)
    assert work
    both = desk.other_side_follows(work)
    side = sentences.side_sentence(segment, phrases, both=both)
    name = segment.exercise.spoken
    lead = phrases.first.format(name=name) if segment.explains else name
    dose = sentences.set_dose(work, phrases)
    texts = [joined(lead, side, dose), joined(lead, side), joined(name, side)]
    kind = CueKind.SIDE if side else CueKind.NEXT
    # Behind explanations of several movements there is time to say all of it.
    longest_ms = None if segment.explains else LONGEST_REMINDER_MS
    first_word = start(desk.first_word(segment))
    desk.add(segment, kind, texts, first_word, longest_ms=longest_ms)
    if segment.get_ready_ms >= ANCHORED_FROM_MS and _is_anchored(segment.exercise):
        desk.add(segment, CueKind.SAFETY, [joined(phrases.band_check)], first_word)


def _is_anchored(exercise: Exercise | None) -> bool:
    return exercise is not None and exercise.band is not None and exercise.band.anchor


def count_in(desk: Desk, segment: Segment) -> None:
    """The words three, two, one, a second apart, each a clip of its own."""
    words = (desk.phrases.three, desk.phrases.two, desk.phrases.one)
    for word, seconds in zip(words, (3, 2, 1), strict=True):
        desk.add(segment, CueKind.COUNT_IN, [word], before_end(1000 * seconds), count=True)


def rest(desk: Desk, segment: Segment) -> None:
    """How long it lasts, what comes next at half, the last ten seconds, the count-in."""
    phrases, length_ms = desk.phrases, segment.duration_ms or 0
    leads = segment.get_ready_ms > 0
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
        desk.add(
            segment,
            kind,
            wordings,
            start(half_ms if length_ms > SHORT_REST_MS else first_word),
            early_ms=half_ms - first_word if length_ms > SHORT_REST_MS else 0,
            late_ms=0 if length_ms > SHORT_REST_MS else 2_000,
            end_by_ms=segment.get_ready_ms or BREATH_MS,
            must_stay=leads,
            longest_ms=LONGEST_REMINDER_MS if leads else None,
        )
    if segment.get_ready_ms >= ANCHORED_FROM_MS and coming and _is_anchored(coming.exercise):
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
        if length_ms >= TEN_SECONDS_FROM_MS and segment.get_ready_ms < _TEN_SECONDS_MS:
            text = joined(phrases.ten_seconds)
            ends = segment.get_ready_ms
            desk.add(segment, CueKind.TIME, [text], before_end(_TEN_SECONDS_MS), end_by_ms=ends)
        count_in(desk, segment)


def _what_comes(
    desk: Desk, segment: Segment, coming: Segment, leads: bool
) -> tuple[CueKind, list[str]]:
    """The kind and the wordings of what a rest leads to."""
    phrases = desk.phrases
    if coming.exercise is None:
        name = coming.block or coming.tasks[0].exercise.spoken
        return CueKind.NEXT, [joined(phrases.next.format(name=name))]
    before = desk.work_before(segment)
    both = desk.other_side_follows(coming)
    side = sentences.side_sentence(coming, phrases, both=both)
    name = joined(phrases.next.format(name=coming.exercise.spoken))
    if not leads:
        return CueKind.NEXT, [name]
    same = before is not None and before.exercise == coming.exercise
    new_round = before is not None and before.round != coming.round
    helps = (same or new_round) and desk.wants(CueKind.PLACE)
    place = sentences.place(coming, phrases) if helps else ""
    plain_side = phrases.side.format(side=sentences.side(coming)) if side else ""
    changes = before is not None and before.side != coming.side and coming.side is not None
    kind = CueKind.SIDE if same and changes else CueKind.NEXT
    short = (segment.duration_ms or 0) <= SHORT_REST_MS
    dose = "" if short else sentences.set_dose(coming, phrases)
    if short and same and not changes:
        return kind, [joined(name, place), joined(name)]
    if same and (place or side):
        changed = before is not None and before.reps != coming.reps
        where = sentences.place_and_side(coming, phrases, place, both=both)
        return kind, [
            joined(where, dose if changed else ""),
            joined(where),
            joined(side or place),
            joined(plain_side or place),
        ]
    return kind, [
        *([] if short else [joined(place, name, side, dose), joined(place, name, side)]),
        joined(name, side),
        joined(name, plain_side),
        joined(coming.exercise.spoken, plain_side),
    ]


def switch(desk: Desk, segment: Segment) -> None:
    """The other side, by name, and the count-in."""
    phrases = desk.phrases
    side = phrases.side.format(side=sentences.side(segment))
    first_word = desk.first_word(segment)
    desk.add(
        segment,
        CueKind.SIDE,
        [joined(phrases.switch, side), joined(side)],
        start(first_word),
        late_ms=1_500,
        end_by_ms=segment.get_ready_ms or BREATH_MS,
    )
    length_ms = segment.duration_ms or 0
    if segment.get_ready_ms and _is_anchored(segment.exercise) and length_ms >= ANCHORED_FROM_MS:
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
