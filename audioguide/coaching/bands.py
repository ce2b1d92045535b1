"""What is said of the band when it comes off, goes on or moves, and the test of an anchor.

Takes the builder, the segment that leads up to work and its transition; gives sentences and writes
the cue of the test; touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audioguide.coaching.script_builder import ScriptBuilder, before_end, joined, start
from audioguide.model.phrases import Phrases
from audioguide.model.routine import Band, Side
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import BandChange, Segment, Transition

LONGEST_MOVE_MS: Final = 4_000
"""What the band may add to a reminder."""
TEST_MS: Final = 12_000
"""The test of an anchor comes so long before the work: by then the band hangs."""
TEST_ENDS_MS: Final = 5_000
_TEST_MOVES_MS: Final = 3_000
_TEST_LASTS_MS: Final = 4_500
"""More than the words of the test last."""
_PREPOSITIONS: Final = frozenset(
    {"above", "across", "around", "at", "behind", "below", "between", "in", "on", "over", "round"}
    | {"through", "under"}
)
_ARTICLES: Final = frozenset({"the", "a", "an", "one", "your", "both", "each"})
_NAMED_BY_KIND: Final = frozenset({"loop", "flat", "tube", "mini", "long"})
"""Kinds whose word needs "band" behind it; others are names of their own, such as strap."""
_COMES_OFF: Final = frozenset({BandChange.TAKEN_OFF, BandChange.SWAPPED})
_GOES_ON: Final = frozenset(
    {BandChange.PUT_ON, BandChange.MOVED, BandChange.SWAPPED, BandChange.OTHER_LIMB}
)


def off_sentence(transition: Transition, phrases: Phrases) -> str:
    """``Loop band off.`` where a band is not used next; nothing where the author has said it."""
    band = transition.band
    if band.change not in _COMES_OFF or band.before is None or band.off_is_said:
        return ""
    return joined(phrases.band_off.format(band=_noun(band.before)))


def on_sentence(transition: Transition, phrases: Phrases) -> str:
    """``Loop band above the knees.`` where a band goes on, moves, or is tied to something."""
    band = transition.band
    if band.after is None or not (band.change in _GOES_ON or band.anchored_anew):
        return ""
    where = _in_words(band.after, transition.work.side)
    return joined(phrases.band_moves.format(band=_noun(band.after), place=where))


def move_sentences(transition: Transition, phrases: Phrases) -> str:
    """All that happens to the band; nothing where it stays."""
    return joined(off_sentence(transition, phrases), on_sentence(transition, phrases))


def is_explained(builder: ScriptBuilder, transition: Transition) -> bool:
    """Whether a setup's own words put the band on: it is a part of what they are for."""
    begins_with = transition.work.begins_with
    explained = any(one.exercise == begins_with for one in transition.first_times)
    return explained and builder.explains is TalkProfile.FULL and bool(begins_with.setup)


def safety_again(transition: Transition) -> str:
    """An exercise's safety line, each time its band is put where it was not."""
    band, exercise = transition.band, transition.work.exercise
    put_on = band.change in _GOES_ON or band.anchored_anew
    if exercise is None or not put_on or band.change is BandChange.OTHER_LIMB:
        return ""
    return joined(exercise.safety)


def with_moves(transition: Transition, phrases: Phrases, wordings: Sequence[str]) -> list[str]:
    """The wordings, each with what happens to the band and what must be heeded with it."""
    moves = joined(move_sentences(transition, phrases), safety_again(transition))
    return [joined(wording, moves) for wording in wordings] if moves else list(wordings)


def words_end_by_ms(segment: Segment, transition: Transition) -> int:
    """How long before the work the last word about it ends, so that a test can come behind it."""
    if not transition.band.anchored_anew:
        return segment.get_ready_ms
    return max(segment.get_ready_ms, _test_ms(segment) + _TEST_MOVES_MS)


def check_anchor(builder: ScriptBuilder, segment: Segment, transition: Transition) -> None:
    """``Pull gently first`` when the band hangs and is not yet loaded."""
    if not transition.band.anchored_anew:
        return
    text = joined(builder.phrases.band_check)
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


def _noun(band: Band) -> str:
    return f"{band.kind} band" if band.kind in _NAMED_BY_KIND else band.kind


def _in_words(band: Band, side: Side | None) -> str:
    """``to the ankles``, ``under both feet``, ``to the left foot``."""
    where, comma, more = band.at.partition(",")
    words = where.split()
    if band.one_limb and side:
        words = words[1:] if words[0].lower() in ("a", "one") and len(words) > 1 else words
        words.insert(-1, side)
    first = words[0].lower()
    if first in _PREPOSITIONS | _ARTICLES:
        words[0] = first
    if first not in _PREPOSITIONS:
        words = ["to", *([] if first in _ARTICLES else ["the"]), *words]
    return " ".join(words) + comma + more
