"""The stage itself: every segment in turn is given its cues and sounds."""

from __future__ import annotations

from audioguide.coaching import edges, leads, setups
from audioguide.coaching.desk import Desk
from audioguide.coaching.estimate import estimate_ms
from audioguide.coaching.work import work
from audioguide.model.phrases import Phrases
from audioguide.model.script import Script, Talk
from audioguide.model.session import Segment, SegmentKind, Session

_WRITERS = {
    SegmentKind.SETUP: setups.set_up,
    SegmentKind.REST: leads.rest,
    SegmentKind.SWITCH: leads.switch,
    SegmentKind.PAUSE: leads.pause,
    SegmentKind.SPEECH: leads.speech,
    SegmentKind.WORK: work,
    SegmentKind.OUTRO: edges.conclude,
}


def coach(
    session: Session,
    talk: Talk,
    phrases: Phrases,
    seed: int,
    *,
    known: bool = False,
    intro: bool = True,
) -> Script:
    """Everything that will be said in a session, for one talk profile and seed.

    ``known``: the listener knows the movements, and hears names and doses without explanations.
    Without ``intro`` the opening sound is all of the introduction.
    """
    desk = Desk(session, talk, phrases, seed, known=known)
    length_ms = _told_ms(session, talk, known=known) if intro else None

    def write(segment: Segment) -> None:
        if segment.kind is SegmentKind.INTRO:
            edges.introduce(desk, segment, length_ms)
        else:
            _WRITERS[segment.kind](desk, segment)

    for segment in session.segments:
        write(segment)
    cues, signals = desk.result()
    return Script(session, talk, cues, signals, length_ms, known, intro)


def _told_ms(session: Session, talk: Talk, *, known: bool) -> int:
    """The length that the introduction speaks of: what the author promises, else an estimate."""
    if session.promised_ms and talk is Talk.FULL and not known:
        return session.promised_ms
    # An author promises the whole routine; who wants less of it has a shorter one.
    return estimate_ms(session, talk, known=known)
