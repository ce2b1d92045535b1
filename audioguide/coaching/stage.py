"""The stage itself: a session becomes a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from audioguide.coaching.estimate import estimated_ms
from audioguide.coaching.intro_outro import spoken_minutes
from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.coaching.segments import write_all
from audioguide.model.script import Script, TalkProfile
from audioguide.model.session import Session
from audioguide.model.transition import Character, SegmentKind

_LONG_MS: Final = 20 * 60_000
"""In a session of so long it is told once how much lies behind."""
_MIDDLE: Final = (0.35, 0.75)


def coach(
    session: Session,
    talk: TalkProfile,
    encouragement: Mapping[str, Sequence[str]],
    seed: int,
    *,
    explain: TalkProfile | None = None,
    intro: bool = True,
) -> Script:
    """Everything that will be said in a session, for one talk profile and seed.

    ``encouragement`` has the keys of a language's lists of lines; see `model.phrases`. ``explain``
    is how much is said of each movement, where that is not what the talk and the weeks of a
    programme make of it; with minimal explanations the listener hears names and doses alone.
    Without ``intro`` the opening sound is all of the introduction.
    """
    builder = ScriptBuilder(session, talk, encouragement, seed, explain=explain)
    lasting_ms = estimated_ms(session, talk, explain=explain)
    builder.minutes_done = _minutes_done(session, lasting_ms)
    length_ms = None
    if intro:
        # An author promises the whole routine; who wants less of it has a shorter one.
        promises = session.promised_ms and talk is TalkProfile.FULL and explain is None
        length_ms = session.promised_ms if promises else sum(lasting_ms)
    write_all(builder, length_ms)
    cues, tones = builder.result()
    minutes = spoken_minutes(length_ms) if length_ms is not None else None
    known = explain is TalkProfile.MINIMAL
    return Script(session, talk, cues, tones, length_ms, known, intro, minutes)


def _minutes_done(session: Session, lasting_ms: list[int]) -> dict[int, int]:
    """At the block that begins nearest to the middle: about how many minutes lie behind."""
    all_ms = sum(lasting_ms)
    if all_ms < _LONG_MS:
        return {}
    begins_ms = accumulate(lasting_ms, initial=0)
    middle = {
        segment.index: ms
        for segment, ms in zip(session.segments, begins_ms, strict=False)
        if segment.kind is SegmentKind.SETUP
        and (coming := segment.transition)
        and coming.begins_block
        and coming.last_work
        and coming.last_work.character is not Character.WARM_UP
        and _MIDDLE[0] <= ms / all_ms <= _MIDDLE[1]
    }
    if not middle:
        return {}
    nearest = min(middle, key=lambda index: abs(middle[index] - all_ms / 2))
    return {nearest: spoken_minutes(middle[nearest])}
