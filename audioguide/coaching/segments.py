"""The stage itself: every segment in turn is given its cues and sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audioguide.coaching import intro_outro, setups, transitions
from audioguide.coaching.estimate import estimate_ms
from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.coaching.work import work
from audioguide.model.script import Script, TalkProfile
from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind

_WRITERS = {
    SegmentKind.SETUP: setups.set_up,
    SegmentKind.REST: transitions.rest,
    SegmentKind.SWITCH: transitions.switch,
    SegmentKind.PAUSE: transitions.pause,
    SegmentKind.SPEECH: transitions.speech,
    SegmentKind.WORK: work,
    SegmentKind.OUTRO: intro_outro.conclude,
}


def coach(
    session: Session,
    talk: TalkProfile,
    encouragement: Mapping[str, Sequence[str]],
    seed: int,
    *,
    skip_explanations: bool = False,
    intro: bool = True,
) -> Script:
    """Everything that will be said in a session, for one talk profile and seed.

    ``encouragement`` has the keys of a language's lines by the group of the exercise; see
    `model.phrases`. ``skip_explanations``: the listener knows the movements, and hears names and
    doses alone. Without ``intro`` the opening sound is all of the introduction.
    """
    builder = ScriptBuilder(session, talk, encouragement, seed, skip_explanations=skip_explanations)
    length_ms = _announced_ms(session, talk, skip_explanations=skip_explanations) if intro else None

    def write(segment: Segment) -> None:
        if segment.kind is SegmentKind.INTRO:
            intro_outro.introduce(builder, segment, length_ms)
        else:
            _WRITERS[segment.kind](builder, segment)

    for segment in session.segments:
        write(segment)
    cues, tones = builder.result()
    minutes = intro_outro.spoken_minutes(length_ms) if length_ms is not None else None
    return Script(session, talk, cues, tones, length_ms, skip_explanations, intro, minutes)


def _announced_ms(session: Session, talk: TalkProfile, *, skip_explanations: bool) -> int:
    """The length that the introduction speaks of: what the author promises, else an estimate."""
    if session.promised_ms and talk is TalkProfile.FULL and not skip_explanations:
        return session.promised_ms
    # An author promises the whole routine; who wants less of it has a shorter one.
    return estimate_ms(session, talk, skip_explanations=skip_explanations)
