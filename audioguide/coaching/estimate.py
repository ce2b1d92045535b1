"""How long a session will last, guessed from its words: for texts and lists, never for a time."""

from __future__ import annotations

from collections import Counter
from typing import Final

from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.coaching.segments import write_all
from audioguide.model.line import (
    BandPlace,
    BlockName,
    Line,
    Phrase,
    Prose,
    Recorded,
    Series,
    Sided,
    Slot,
    Things,
)
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind
from audioguide.units import ceil_to

MS_A_WORD: Final = 375
"""About 160 words a minute, the breath between sentences included."""
_AROUND_MS: Final = 700
_INTRO_MS: Final = 18_000
_OPENING_MS: Final = 4_000
"""The waking noise and the opening sound alone."""
_OUTRO_MS: Final = 9_000
_WORDS_OF_A_PHRASE: Final = 2
"""Beside what fills its slots."""
_WORDS_OF_A_SLOT: Final = 2
_MOST_WORDS: Final = 50
"""A longer explanation is not said; a shorter wording is."""


def estimate_ms(
    session: Session,
    talk: TalkProfile = TalkProfile.FULL,
    *,
    explain: TalkProfile | None = None,
    intro: bool = True,
) -> int:
    """Milliseconds from the first sample to the last, to about a minute in twenty."""
    return sum(estimated_ms(session, talk, explain=explain, intro=intro))


def estimated_ms(
    session: Session,
    talk: TalkProfile = TalkProfile.FULL,
    *,
    explain: TalkProfile | None = None,
    intro: bool = True,
) -> list[int]:
    """Milliseconds of every segment, to about a minute in twenty over all of them."""
    builder = ScriptBuilder(session, talk, {}, 0, explain=explain)
    write_all(builder, 0)
    words: Counter[int] = Counter()
    for cue in builder.cues:
        # The count-in and the test of an anchor lie within the time to get ready.
        if cue.kind is not CueKind.COUNT_IN and cue.lines:
            said = _words(cue.lines[0])
            speech = session.segments[cue.segment].kind is SegmentKind.SPEECH
            words[cue.segment] += said if speech else min(said, _MOST_WORDS)
    return [_segment_ms(segment, words[segment.index], intro=intro) for segment in session.segments]


def _segment_ms(segment: Segment, words: int, *, intro: bool) -> int:
    if segment.duration_ms is not None:
        return segment.duration_ms
    if segment.kind is SegmentKind.INTRO:
        return _INTRO_MS if intro else _OPENING_MS
    if segment.kind is SegmentKind.OUTRO:
        return _OUTRO_MS
    lasts_ms = ceil_to(_AROUND_MS + MS_A_WORD * words + segment.tail_ms, 1000)
    return max(lasts_ms, segment.least_ms)


def _words(told: Line) -> int:
    return sum(map(_part, told.parts))


def _part(part: Prose | Sided | BlockName | Recorded | Phrase) -> int:
    match part:
        case Phrase():
            return _WORDS_OF_A_PHRASE + sum(_slot(slot) for _, slot in part.slots)
        case Recorded():
            return 0
        case _:
            return len(part.text.split())


def _slot(slot: Slot) -> int:
    match slot:
        case Prose() | Phrase():
            return _part(slot)
        case Line():
            return _words(slot)
        case BandPlace():
            return len(slot.at.split()) + 1
        case Series() | Things():
            return _WORDS_OF_A_SLOT * len(slot.items)
        case _:
            return _WORDS_OF_A_SLOT
