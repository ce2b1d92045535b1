"""Recorded lines against everything that a routine may ever say.

Takes recordings and texts, gives problems; touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audioguide.errors import Problem, nearest
from audioguide.model.script import Script
from audioguide.model.voice_over import Recording, cut, line_key, sentences


def texts(script: Script) -> Iterator[str]:
    """Every wording of a script, long or short."""
    return (wording.text for cue in script.cues for wording in cue.wordings)


def unmatched_recordings(lines: Iterable[Recording], said: Iterable[str]) -> list[Problem]:
    """A problem for every line that is none of the texts, and no sentence of one.

    ``said`` is asked for no more than it takes to find them all.
    """
    waiting = {line_key(line.text): line for line in lines}
    heard: dict[str, None] = {}
    texts = iter(said)
    while waiting and (text := next(texts, None)) is not None:
        if text not in heard:
            heard[text] = None
            for part in list(cut(text, waiting)):
                if isinstance(part, Recording):
                    waiting.pop(line_key(part.text), None)
    known = list(dict.fromkeys([*heard, *(one for text in heard for one in sentences(text))]))
    return [
        Problem(
            line.text_at,
            "nothing in this routine is said like this",
            nearest(line.text, known) or "`audioguide script` shows what is said",
        )
        for line in waiting.values()
    ]
