"""Write everything that is said, with its times: as text for people, as JSON for other programs.

Takes a `Timeline`, gives text. Touches nothing.
"""

from __future__ import annotations

from collections import defaultdict

from audioguide.formats import words
from audioguide.formats.columns import paragraph
from audioguide.formats.json_text import json_text
from audioguide.model.timeline import PlacedSegment, Timeline
from audioguide.units import clock

FORMAT = "audioguide.script/1"


def script_text(timeline: Timeline, width: int = 80) -> str:
    """Return the script as text, with a heading for each segment and each line behind its time.

    Sounds stand among the lines, in brackets. Lines are at most ``width`` characters long.
    """
    lines_of: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for cue in timeline.cues:
        text = words.one_line(cue.wording.text)
        lines_of[cue.cue.segment].append((cue.start_ms, text))
    for tone in timeline.tones:
        lines_of[tone.segment].append((tone.start_ms, f"[{tone.name}]"))

    lines = paragraph(words.one_line(timeline.script.session.title), width)
    column = len(clock(timeline.duration_ms, tenths=True))
    for placed in timeline.segments:
        lines += ["", *paragraph(_heading(placed), width, later="  ")]
        for start_ms, text in sorted(lines_of[placed.segment.index]):
            time = clock(start_ms, tenths=True).rjust(column)
            lines += paragraph(text, width, f"  {time}  ", " " * (column + 4))
    return "\n".join(lines) + "\n"


def script_json(timeline: Timeline) -> str:
    """Return what is said as JSON text in the format ``audioguide.script/1``.

    A line starts at the onset of its first word and ends with its last word, both in milliseconds.
    The text ends with a line break.
    """
    session = timeline.script.session
    document = {
        "format": FORMAT,
        "title": session.title,
        "language": session.language,
        "level": session.level.value,
        "voice": timeline.voice,
        "talk": timeline.script.talk.value,
        "known": timeline.script.skip_explanations,
        "intro": timeline.script.intro,
        "duration_ms": timeline.duration_ms,
        "lines": [
            {
                "start_ms": cue.start_ms,
                "end_ms": cue.end_ms,
                "segment": cue.cue.segment,
                "kind": cue.cue.kind.value,
                "text": cue.wording.text,
            }
            for cue in timeline.cues
        ],
    }
    return json_text(document)


def _heading(placed: PlacedSegment) -> str:
    segment = placed.segment
    kind = segment.kind.capitalize()
    about_one = segment.kind in words.ON_AN_EXERCISE and segment.exercise
    exercise = segment.exercise.name if about_one and segment.exercise else ""
    details = [exercise, words.side(segment), words.position_label(segment, " of ")]
    what = ", ".join(detail for detail in details if detail)
    return f"{clock(placed.start_ms)} {kind}" + (f": {what}" if what else "")
