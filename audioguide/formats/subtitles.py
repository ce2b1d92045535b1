"""Write what is said as subtitles: WebVTT, SubRip (SRT) and LRC, with the times of the sound file.

Takes a `Timeline`, gives text. Touches nothing. Every cue is one subtitle from its first word to
its last, counts included. No times are guessed within a cue, so a long explanation stays in one
piece and takes several lines. Sources: https://www.w3.org/TR/webvtt1/ and, for LRC, what players
read (it has no standard).
"""

from __future__ import annotations

import math
import textwrap

from audioguide.formats import words
from audioguide.formats.lyrics import timed_lines
from audioguide.model.timeline import Timeline
from audioguide.units import clock

LINE = 65
"""The most characters in a line: what Apple Podcasts shows of a transcript without breaking it."""

SPEAKER = "Coach"


def vtt(timeline: Timeline) -> str:
    """Return the subtitles as WebVTT text.

    The identifier of a cue is its number, from 1, among the cues of the plan.
    """
    session = timeline.script.session
    facts = [words.one_line(session.title), f"level {session.level}", clock(timeline.duration_ms)]
    facts.append(f"language {session.language}")
    parts = [f"WEBVTT\n\nNOTE\n{_escaped(words.joined(facts))}\n"]
    for number, cue in enumerate(timeline.cues, start=1):
        times = f"{_time(cue.start_ms, '.')} --> {_time(cue.end_ms, '.')}"
        text = _escaped("\n".join(lines(cue.wording.text)))
        parts.append(f"{number}\n{times}\n<v {SPEAKER}>{text}\n")
    return "\n".join(parts)


def srt(timeline: Timeline) -> str:
    """Return the subtitles as SubRip text, which is to be written in UTF-8."""
    return "\n".join(
        f"{number}\n{_time(cue.start_ms, ',')} --> {_time(cue.end_ms, ',')}\n"
        + "\n".join([*lines(cue.wording.text), ""])
        for number, cue in enumerate(timeline.cues, start=1)
    )


def lrc(timeline: Timeline) -> str:
    """Return the subtitles as LRC text, which is to be written in UTF-8.

    Each cue is a line, and an empty line stands where a player is to clear the one before it.
    """
    session = timeline.script.session
    facts = {
        "ti": session.title,
        "ar": session.author or "audioguide",
        "al": f"{session.title} ({session.level})",
        "la": session.language,
    }
    head = [f"[{name}:{words.one_line(text)}]" for name, text in facts.items()]
    minutes, seconds = divmod(timeline.duration_ms // 1000, 60)
    head.append(f"[length:{minutes:02}:{seconds:02}]")
    return "\n".join([*head, *(_lrc_line(*line) for line in timed_lines(timeline)), ""])


def lines(text: str) -> list[str]:
    """Return the text in as few lines of at most `LINE` characters as possible, of similar length.

    >>> lines("Stand tall.")
    ['Stand tall.']
    """
    text = words.one_line(text)
    count = len(_wrapped(text, LINE))
    return next(
        wrapped
        for width in range(min(math.ceil(len(text) / max(count, 1)), LINE), LINE + 1)
        if len(wrapped := _wrapped(text, width)) <= count or width == LINE
    )


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_on_hyphens=False)


def _time(ms: int, point: str) -> str:
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}{point}{rest:03}"


def _lrc_line(start_ms: int, text: str) -> str:
    minutes, ms = divmod(start_ms, 60_000)
    # A text that begins with a bracket would be read as one more time.
    apart = " " if text.startswith("[") else ""
    return f"[{minutes:02}:{ms // 1000:02}.{ms % 1000 // 10:02}]{apart}{text}"


def _escaped(text: str) -> str:
    """Return the text with the characters ``&``, ``<`` and ``>`` escaped as WebVTT requires.

    This leaves no ``-->`` either, which would be read as a time.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
