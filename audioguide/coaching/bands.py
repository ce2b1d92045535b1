"""What is said of band and body when they move, and the test of an anchor.

Takes the builder, the segment that leads up to work and its transition; gives lines and writes
the cue of the test; touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audioguide.coaching import bodies
from audioguide.coaching.script_builder import ScriptBuilder, before_end, start
from audioguide.model.line import (
    NOTHING,
    BandName,
    BandPlace,
    Line,
    line,
    phrase,
)
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.transition import BandChange, Transition

LONGEST_MOVE_MS: Final = 4_000
"""What the band may add to a reminder."""
TEST_MS: Final = 12_000
"""The test of an anchor comes so long before the work: by then the band hangs."""
TEST_ENDS_MS: Final = 5_000
_TEST_MOVES_MS: Final = 3_000
_TEST_LASTS_MS: Final = 4_500
"""More than the words of the test last."""
_COMES_OFF: Final = frozenset({BandChange.TAKEN_OFF, BandChange.SWAPPED})
_GOES_ON: Final = frozenset(
    {BandChange.PUT_ON, BandChange.MOVED, BandChange.SWAPPED, BandChange.OTHER_LIMB}
)


def off_sentence(transition: Transition) -> Line:
    """``Loop band off.`` where a band is not used next; nothing where the author has said it."""
    band = transition.band
    if band.change not in _COMES_OFF or band.before is None or band.off_is_said:
        return NOTHING
    return line(phrase("band_off", band=BandName(band.before.kind)))


def on_sentence(transition: Transition) -> Line:
    """``Loop band above the knees.`` where a band goes on, moves, or is tied to something."""
    band = transition.band
    if band.after is None or not (band.change in _GOES_ON or band.anchored_anew):
        return NOTHING
    after = band.after
    place = BandPlace(after.at, transition.work.side if after.one_limb else None)
    return line(phrase("band_moves", band=BandName(after.kind), place=place))


def move_sentences(transition: Transition, *, stays_too: bool = True) -> Line:
    """All that happens to band and body, in the order in which it is done.

    A band that stays is told where the body moves, so that nobody takes it off to move.
    """
    body = bodies.move_sentence(transition.body)
    band = transition.band
    stays = NOTHING
    if stays_too and body and band.after is not None and band.change is BandChange.KEPT:
        stays = line(phrase("band_stays", band=BandName(band.after.kind)))
    return line(off_sentence(transition), body, on_sentence(transition) or stays)


def longest_ms(transition: Transition) -> int:
    """How much longer a reminder may last for what it says of band and body."""
    moves = line(off_sentence(transition), on_sentence(transition))
    added_ms = LONGEST_MOVE_MS if moves else 0
    added_ms += LONGEST_MOVE_MS if safety_again(transition) else 0
    return added_ms + (bodies.LONGEST_MOVE_MS if transition.body else 0)


def safety_again(transition: Transition) -> Line:
    """An exercise's safety line, each time its band is put where it was not."""
    band, exercise = transition.band, transition.work.exercise
    put_on = band.change in _GOES_ON or band.anchored_anew
    if exercise is None or not put_on or band.change is BandChange.OTHER_LIMB:
        return NOTHING
    return line(exercise.safety)


def with_moves(
    transition: Transition, lines: Sequence[Line], *, stays_too: bool = True
) -> list[Line]:
    """The lines, each with what happens to band and body and what must be heeded with it."""
    moves = line(move_sentences(transition, stays_too=stays_too), safety_again(transition))
    return [line(one, moves) for one in lines] if moves else list(lines)


def words_end_by_ms(segment: Segment, transition: Transition) -> int:
    """How long before the work the last word about it ends, so that a test can come behind it."""
    if not transition.band.anchored_anew:
        return segment.get_ready_ms
    return max(segment.get_ready_ms, _test_ms(segment) + _TEST_MOVES_MS)


def check_anchor(builder: ScriptBuilder, segment: Segment, transition: Transition) -> None:
    """``Pull gently first`` when the band hangs and is not yet loaded."""
    if not transition.band.anchored_anew:
        return
    text = line(phrase("band_check"))
    if segment.duration_ms is None and segment.get_ready_ms < TEST_MS + _TEST_MOVES_MS:
        # The author gives less time: the test is the last that is said before it.
        builder.add(segment, CueKind.SAFETY, [text], start(builder.earliest_speech_ms(segment)))
        return
    builder.add(
        segment,
        CueKind.SAFETY,
        [text],
        before_end(_test_ms(segment)),
        early_ms=_TEST_MOVES_MS,
        late_ms=_test_ms(segment),
        end_by_ms=_test_ends_ms(segment),
    )


def _test_ends_ms(segment: Segment) -> int:
    """So long before the work the test ends: within the time to get ready, where that is long."""
    if segment.get_ready_ms >= TEST_MS + _TEST_MOVES_MS:
        return TEST_ENDS_MS
    return max(segment.get_ready_ms, TEST_ENDS_MS)


def _test_ms(segment: Segment) -> int:
    return max(TEST_MS, _test_ends_ms(segment) + _TEST_LASTS_MS)
