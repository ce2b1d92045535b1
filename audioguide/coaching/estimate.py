"""How long a session will last, guessed from its words: for texts and lists, never for a time."""

from __future__ import annotations

from audioguide.model.routine import Exercise
from audioguide.model.script import TalkProfile
from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind
from audioguide.units import ceil_to

MS_A_WORD = 375
"""About 160 words a minute, the breath between sentences included."""
_AROUND_MS = 700
_INTRO_MS = 13_000
_OPENING_MS = 4_000
"""The waking noise and the opening sound alone."""
_OUTRO_MS = 9_000
_WAY_HOME_MS = 3_000
"""The outro is shorter by this where the author has had the last word."""
_REMINDER_WORDS = 6
_DOSE_WORDS = 10
_MOST_WORDS = 50
"""A longer explanation is not said; a shorter wording is."""


def estimate_ms(
    session: Session,
    talk: TalkProfile = TalkProfile.FULL,
    *,
    skip_explanations: bool = False,
    intro: bool = True,
) -> int:
    """Milliseconds from the first sample to the last, to about a minute in twenty."""
    explains = TalkProfile.MINIMAL if skip_explanations else talk
    length_ms = sum(_segment_ms(segment, explains, intro=intro) for segment in session.segments)
    own_words = len(session.segments) > 1 and session.segments[-2].kind is SegmentKind.SPEECH
    return length_ms - (_WAY_HOME_MS if own_words else 0)


def _segment_ms(segment: Segment, talk: TalkProfile, *, intro: bool) -> int:
    if segment.duration_ms is not None:
        return segment.duration_ms
    if segment.kind is SegmentKind.INTRO:
        return _INTRO_MS if intro else _OPENING_MS
    if segment.kind is SegmentKind.OUTRO:
        return _OUTRO_MS
    return ceil_to(_AROUND_MS + MS_A_WORD * _words(segment, talk) + segment.tail_ms, 1000)


def _words(segment: Segment, talk: TalkProfile) -> int:
    if segment.kind is SegmentKind.SPEECH:
        return len(segment.text.split())
    explained = sum(_explained_words(exercise, talk) for exercise in segment.explains)
    dose = _DOSE_WORDS if segment.explains == (segment.exercise,) else _REMINDER_WORDS
    return explained + dose * max(len(segment.amrap_items), 1)


def _explained_words(exercise: Exercise, talk: TalkProfile) -> int:
    form = exercise.form[0] if exercise.form else ""
    by_talk = {
        TalkProfile.FULL: f"{exercise.setup} {exercise.movement} {form}",
        TalkProfile.BRIEF: exercise.brief or exercise.movement,
        TalkProfile.MINIMAL: "",
    }
    words = f"{exercise.spoken} {by_talk[talk]}".split()
    return min(len(words), _MOST_WORDS) + len(exercise.safety.split())
