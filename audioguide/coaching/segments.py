"""Every segment of a session in turn is given its cues and sounds."""

from __future__ import annotations

from audioguide.coaching import intro_outro, rests, setups, transitions
from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.coaching.work import work
from audioguide.model.transition import SegmentKind

_WRITERS = {
    SegmentKind.SETUP: setups.set_up,
    SegmentKind.REST: rests.rest,
    SegmentKind.SWITCH: transitions.switch,
    SegmentKind.PAUSE: rests.pause,
    SegmentKind.SPEECH: rests.speech,
    SegmentKind.WORK: work,
    SegmentKind.OUTRO: intro_outro.conclude,
}


def write_all(builder: ScriptBuilder, length_ms: int | None) -> None:
    """Write the whole script; without a length the introduction says nothing."""
    for segment in builder.session.segments:
        if segment.kind is SegmentKind.INTRO:
            intro_outro.introduce(builder, segment, length_ms)
        else:
            _WRITERS[segment.kind](builder, segment)
