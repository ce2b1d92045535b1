"""The stage itself: every segment in turn is given its cues and sounds."""

from __future__ import annotations

from audioguide.coaching import edges, leads
from audioguide.coaching.desk import Desk
from audioguide.coaching.estimate import estimate_ms
from audioguide.coaching.work import work
from audioguide.model.phrases import Phrases
from audioguide.model.script import Script, Talk
from audioguide.model.session import Segment, SegmentKind, Session

_WRITERS = {
    SegmentKind.SETUP: leads.set_up,
    SegmentKind.REST: leads.rest,
    SegmentKind.SWITCH: leads.switch,
    SegmentKind.PAUSE: leads.pause,
    SegmentKind.SPEECH: leads.speech,
    SegmentKind.WORK: work,
    SegmentKind.OUTRO: edges.conclude,
}


def coach(session: Session, talk: Talk, phrases: Phrases, seed: int) -> Script:
    """Everything that will be said in a session, for one talk profile and seed."""
    desk = Desk(session, talk, phrases, seed)
    length_ms = session.promised_ms or estimate_ms(session, talk)

    def write(segment: Segment) -> None:
        if segment.kind is SegmentKind.INTRO:
            edges.introduce(desk, segment, length_ms)
        else:
            _WRITERS[segment.kind](desk, segment)

    for segment in session.segments:
        write(segment)
    cues, signals = desk.result()
    return Script(session, talk, cues, signals, length_ms)
