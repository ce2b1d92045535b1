"""Write what is said as lyrics: a sheet to read along with, and lines with times for players.

Takes a `Timeline`, gives text. Touches nothing.
"""

from __future__ import annotations

from itertools import groupby, zip_longest

from audioguide.formats import words
from audioguide.model.script import CueKind
from audioguide.model.timeline import PlacedCue, Timeline

CLEAR_MS = 5_000
"""A silence that lasts at least this many milliseconds clears the line that was last shown.

Before a shorter one, the line stays until the next one replaces it.
"""

_COUNTS = {CueKind.COUNT_IN: "in", CueKind.COUNT: "reps", CueKind.TEMPO: "reps"}
_MOST_COUNTS, _FIRST_COUNTS, _LAST_COUNTS = 8, 3, 3


def lyrics(timeline: Timeline) -> str:
    """Return the lyrics without times: a paragraph for each chapter, with its title as first line.

    Each cue is a line, but a count is one line altogether, such as ``Three, two, one``. A count of
    more than eight words keeps its first and last three: ``One, two, three ... two more, last one,
    twelve``.
    """
    waiting = list(timeline.cues)
    paragraphs = []
    for chapter in timeline.chapters:
        cues = [cue for cue in waiting if cue.start_ms < chapter.end_ms]
        waiting = waiting[len(cues) :]
        paragraphs.append("\n".join([words.one_line(chapter.title), *_sheet(cues)]))
    return "\n\n".join(paragraphs)


def timed_lines(timeline: Timeline) -> list[tuple[int, str]]:
    """Return the text of every cue with its start in milliseconds, in order of time.

    An empty text is put at the end of a cue that is followed by a long silence: it clears the line.
    """
    found = []
    for cue, following in zip_longest(timeline.cues, timeline.cues[1:]):
        found.append((cue.start_ms, words.one_line(cue.wording.text)))
        if following is None or following.start_ms - cue.end_ms >= CLEAR_MS:
            found.append((cue.end_ms, ""))
    return found


def _sheet(cues: list[PlacedCue]) -> list[str]:
    found: list[str] = []
    for counted, group in groupby(cues, key=lambda cue: _COUNTS.get(cue.cue.kind)):
        texts = [words.one_line(cue.wording.text) for cue in group]
        found += [_count(texts)] if counted else texts
    return found


def _count(texts: list[str]) -> str:
    said = [text.rstrip(".!,") for text in texts]
    said = [said[0], *(text[:1].lower() + text[1:] for text in said[1:])]
    if len(said) <= _MOST_COUNTS:
        return ", ".join(said)
    return f"{', '.join(said[:_FIRST_COUNTS])} ... {', '.join(said[-_LAST_COUNTS:])}"
