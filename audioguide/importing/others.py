"""Refuse files that are no workouts, known by how they begin, and say what would help.

Takes a file's bytes; gives nothing, or raises an error that says what the file is; touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

from audioguide.errors import AuthorError, Problem, Source

_HEAD: Final = 4_096
_AS_TEXT: Final = "write its steps into a text, a line each, such as `Squat;30`"
_EXPORT: Final = "export the workout as ZWO, as Intervals.icu text or from Garmin as JSON"
_PLAN: Final = "export the plan of the workout, not what was done"
_OURS: Final = re.compile(rb"^blocks\s*:", re.MULTILINE)
_KINDS: Final = (
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", "a picture", _AS_TEXT),
    (rb"%PDF", "a PDF", _AS_TEXT),
    (rb".{8}\.FIT", "a FIT file", _EXPORT),
    (rb"PK\x03\x04", "a ZIP archive or an office document", "save it as text or as CSV"),
    (rb"\xd0\xcf\x11\xe0", "an old office document", "save it as text or as CSV"),
    (rb"\{\\rtf", "a text with formats (RTF)", "save it as plain text"),
    (rb"(?i)\s*\[course header\]", "a course for a trainer (MRC or ERG)", _EXPORT),
    (rb"\s*BEGIN:VCALENDAR", "a calendar", _AS_TEXT),
    (rb"(?i)\s*(?:<!doctype html|<html)", "a web page", _AS_TEXT),
    (rb"(?is)\s*(?:<\?xml.{0,200}?\?>)?\s*(?:<!--.{0,500}?-->\s*)?<gpx", "a track (GPX)", _PLAN),
    (
        rb"(?is)\s*(?:<\?xml.{0,200}?\?>)?\s*<TrainingCenterDatabase",
        "a training file (TCX)",
        _EXPORT,
    ),
    (rb"ID3|RIFF....WAVE|OggS|fLaC|.{4}ftyp", "a sound or a film", _AS_TEXT),
)


def refuse_other(data: bytes, file: str) -> None:
    """Raise AuthorError for a file that is something else than a workout, such as a picture.

    ``data`` is what the file holds, and ``file`` is its name for messages.
    """
    head = data[:_HEAD]
    for pattern, what, hint in _KINDS:
        if re.match(pattern, head, re.DOTALL):
            message = f"this is {what}, and no workout that can be read"
            raise AuthorError(Problem(Source(file), message, hint))
    if file.lower().endswith((".yaml", ".yml")) and _OURS.search(data):
        message = "this is a routine already, and needs no import"
        raise AuthorError(Problem(Source(file), message, f"try `audioguide check {file}`"))
