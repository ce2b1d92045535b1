"""Tell which messages that a coach's file gives at a certain second are true at any other time.

An import cannot keep these seconds. Advice holds for the whole step; a message about time or place
("halfway", "two minutes to go", "3/8") would be said at a moment when it is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from audioguide.importing.notes import Notes
from audioguide.importing.text import sentence, shortened
from audioguide.importing.xml_tree import Element, attribute

MESSAGES: Final = {"textevent": "message", "textnotification": "text"}
"""Where the elements that hold words have them."""
_NUMBER: Final = (
    r"(?:\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|ninety|half|a|an|this|another|few|couple of|the)"
)
_TIMED: Final = re.compile(
    rf"(?i)\b(?:half\s?way|midway|mid-way|half (?:is )?done|remaining|left|to go|last|final(?:ly)?"
    rf"|next|first|second|third|fourth|fifth|now|soon|starts?|starting|begins?|beginning"
    rf"|ends?|ending|finish(?:ed|ing)?|done|over|almost|nearly|get ready|ready|prepare|coming up"
    rf"|up next|again|welcome|thanks?|another|more|back to|so far|already|until|till|countdown"
    rf"|count down|here we go|great (?:job|work)|good (?:job|work)|well done|nice (?:job|work)"
    rf"|{_NUMBER}[\s-](?:more )?(?:seconds?|secs?|s|minutes?|mins?|hours?|reps?|rounds?|sets?"
    rf"|intervals?|repeats?|to go|of \d+))\b"
    rf"|\d\s?(?:s|m|secs?|mins?|min|k|km)\b|\d\s?/\s?\d|#\s?\d|^\W*\d+\W*$"
    rf"|^\W*(?:one|two|three|four|five|six|seven|eight|nine|ten|go)\W*$"
)


def holds(text: str) -> bool:
    """Return whether a message is as true at any other time of its step.

    >>> holds("Relax your shoulders"), holds("Halfway there"), holds("Ten more seconds")
    (True, False, False)
    """
    return not _TIMED.search(text[:2_000])


def messages(element: Element, notes: Notes, on_ms: int, off_ms: int) -> tuple[str, str]:
    """Return the coach's messages within a step: those for its work and those for its recovery.

    ``on_ms`` and ``off_ms`` are the lengths of work and recovery in milliseconds; where ``off_ms``
    is 0, all messages belong to the work. Each message stands there once. Their times, and messages
    that belong to one moment, are noted as left out.
    """
    halves: tuple[list[str], list[str]] = ([], [])
    for child in element.children:
        key = MESSAGES.get(child.name.lower())
        text = sentence(attribute(child, key)) if key else ""
        if not text:
            notes.left_out(child.source, f"`{child.name}`", "it has nothing to say")
            continue
        what = f"the message `{shortened(text, 60)}`"
        offset = attribute(child, "timeoffset") or attribute(child, "distoffset") or "0"
        try:
            at_ms = 1000 * float(offset)
        except ValueError:
            at_ms = 0
        if not holds(text):
            hint = (
                "it belongs to one moment, which is not kept; write it in `says` where it is true"
            )
            notes.left_out(child.source, what, hint)
            continue
        round_ms = on_ms + off_ms
        in_off = bool(off_ms) and 0 <= at_ms < 1e12 and at_ms % round_ms >= on_ms
        if text not in halves[in_off]:
            halves[in_off].append(text)
        if at_ms:
            what = f"the time of the message, {shortened(offset, 12)} s into the step,"
            notes.left_out(child.source, what, "it is said before the step begins")
    on, off = (" ".join(half) for half in halves)
    return on, off
