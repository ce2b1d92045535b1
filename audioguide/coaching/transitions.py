"""Write what is said just before work: the count-in, what comes next, switches of sides.

What a listener has to know for the next stretch of work stands in the segment's Transition.
"""

from __future__ import annotations

from typing import Final

from audioguide.coaching import bands, explaining, sentences
from audioguide.coaching.script_builder import BREATH_MS, ScriptBuilder, before_end, start
from audioguide.model.line import NOTHING, Line, Prose, line, phrase
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import Character, FirstTime, SegmentKind, Transition

LONGEST_REMINDER_MS: Final = 6_000
_TELLING_MS: Final = 8_000
"""Work that tells what comes next does so in its last eight seconds."""
_COUNT_IN_ROOM_MS: Final = 3_300
_LONG_WORK_MS: Final = 20_000
_READY_MS: Final = 2_000
"""Before a stretch, the one word that leads to it."""


def count_in(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the words three, two, one, a second apart, each with a clip of its own.

    A stretch has a softer lead, one word.
    """
    coming = segment.transition
    if coming and coming.work.character is Character.MOBILITY:
        ready = line(phrase("ready"))
        builder.add(segment, CueKind.COUNT_IN, [ready], before_end(_READY_MS))
        return
    for key, seconds in (("three", 3), ("two", 2), ("one", 1)):
        word = line(phrase(key))
        builder.add(segment, CueKind.COUNT_IN, [word], before_end(1000 * seconds), count=True)


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
    """Return the kind and the lines of what comes next, with what happens to band and body.

    ``leads`` means that nobody says more about it before the work, ``short`` that there is little
    time, and ``recovers`` that another movement is done meanwhile, so that this one is named again.
    """
    work = coming.work
    if work.exercise is None:
        kind, lines = CueKind.NEXT, [_next(work.block or work.begins_with.spoken)]
        return kind, bands.with_moves(coming, lines) if leads else lines
    if not leads:
        return CueKind.NEXT, [_next(work.exercise.spoken)]
    if coming.same_movement and not recovers:
        return _the_same_again(coming)
    return CueKind.SIDE if work.side else CueKind.NEXT, _another(builder, coming, short=short)


def _next(name: str) -> Line:
    return line(phrase("next", name=Prose(name)))


def _the_same_again(coming: Transition) -> tuple[CueKind, list[Line]]:
    """Return kind and lines for the same movement again, whose name would say nothing new.

    The longest line is such as ``Set two of three. Left leg first.``
    """
    work = coming.work
    place, side = sentences.place_now(coming), sentences.side_sentence(coming)
    changes = work.side is not None and coming.side_before is not work.side
    kind = CueKind.SIDE if changes else CueKind.NEXT
    name = _next(work.begins_with.spoken)
    dose = sentences.set_dose(work) if coming.dose_changed else NOTHING
    moves = line(bands.move_sentences(coming), bands.safety_again(coming))
    if not (place or side):
        return kind, [line(name, moves, dose), line(name, moves)]
    where = sentences.place_and_side(coming, place)
    plain = sentences.side(work) or place
    return kind, [line(one, moves, more) for one, more in ((where, dose), (where, NOTHING))] + [
        line(side or place, moves),
        line(plain, moves),
    ]


def _another(builder: ScriptBuilder, coming: Transition, *, short: bool) -> list[Line]:
    """Return the lines for another movement, the longest first, each shorter one to fall back on.

    The longest is such as ``Round two of three. Next, kick back, left leg first. Ten reps.``
    """
    work = coming.work
    place, name = sentences.place_now(coming), sentences.named(coming, "next")
    moves = line(bands.move_sentences(coming), bands.safety_again(coming))
    required = sentences.required_dose(coming)
    dose = NOTHING if short and not required else sentences.set_dose(work)
    by_the_clock = ("clock", coming.block_number, work.duration_ms) in builder.told
    if by_the_clock or not (coming.dose_changed or required):
        dose = NOTHING
    shortest = sentences.named(coming)
    with_dose = [line(name, moves, dose)] if required else []
    lines = [line(place, name, moves, dose), *with_dose, line(place, name, moves)]
    if not short and (again := _told_before(builder, coming)):
        lines.insert(0, line(place, name, moves, again, dose))
    least = line(bands.move_sentences(coming, stays_too=False), bands.safety_again(coming))
    shorter = [(place, name), (place, shortest), (NOTHING, name), (NOTHING, shortest)]
    return [*lines, *(line(where, who, least) for where, who in shorter)]


def _told_before(builder: ScriptBuilder, coming: Transition) -> Line:
    """Return a movement in a sentence, where it was explained long before its first turn."""
    exercise = coming.work.exercise
    if exercise is None or not coming.first_turn or coming.first_times:
        return NOTHING
    if builder.explains(exercise) is TalkProfile.MINIMAL:
        return NOTHING
    return explaining.brief(FirstTime(exercise, coming.work, coming.work.side))


def switch(builder: ScriptBuilder, segment: Segment) -> None:
    """Add the other side by its name, where band and body go, and the count-in."""
    coming = segment.transition
    assert coming, "a switch leads to the other side"
    if coming.said_in is not SegmentKind.WORK:
        side, place = sentences.side(coming.work), sentences.place_now(coming)
        words = sentences.side_of(coming.work)
        said = line(phrase("switch", side=words)) if words else side
        builder.add(
            segment,
            CueKind.SIDE,
            [
                *bands.with_moves(coming, [*([line(said, place)] if place else []), said]),
                *bands.with_moves(coming, [said, side], stays_too=False),
            ],
            start(builder.earliest_speech_ms(segment)),
            late_ms=1_500,
            end_by_ms=bands.words_end_by_ms(segment, coming) or BREATH_MS,
        )
    if coming.said_in is SegmentKind.SWITCH:
        bands.check_anchor(builder, segment, coming)
    if segment.get_ready_ms:
        count_in(builder, segment)
