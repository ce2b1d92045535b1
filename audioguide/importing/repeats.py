"""Read how often the steps under a heading are done, in all the ways that people write it."""

from __future__ import annotations

import re
from typing import Final

_BEHIND: Final = re.compile(
    r"(?i)[(\[]?(?:(?<![\w.])(\d{1,4})\s?(?:[x\u00d7]|times|rounds|reps|sets)"
    r"|(?<!\w)[x\u00d7]\s?(\d{1,4}))\s?[)\]]?\s?:?$"
)
"""A repeat at the end of a heading: `4x`, `(4x)`, `x4`, `4 times`."""
_BEFORE: Final = re.compile(
    r"(?i)(?:repeat\s)?[(\[]?(\d{1,4})\s?"
    r"(?:[x\u00d7]|times|rounds of|sets of)(?!\w)\s?[)\]]?\s?(?:of\s)?"
)
"""A repeat before its name: `2 x Main Set`."""
INSIDE: Final = re.compile(
    r"(?i)(?<![\w.])(?:\d{1,4}\s?[x\u00d7]|[x\u00d7]\s?\d{1,4}|\d{1,4}\s(?:times|rounds))(?!\w)"
)
"""What reads like a repeat, but stands between other words."""
PLAIN: Final = re.compile(r"(?i)\d\s?[x\u00d7]\s?\d")
"""What may be a repeat or only a name, as in `4x4 minutes`."""
WITHIN: Final = re.compile(
    r"(?i)(?<![\w.:/])\d{1,4}\s?(?:[x\u00d7]\s?\(?\d|[x\u00d7](?=\s|$)|(?:times|rounds|repeats)\b)"
)
"""A repeat in the line of a step, where it is not read."""


def repeat_of(heading: str) -> tuple[str, int | None]:
    """Return the name in a heading and how often its steps are done, or None where it does not say.

    >>> repeat_of("Main Set (4x):"), repeat_of("2 x Main Set"), repeat_of("Main Set")
    (('Main Set', 4), ('Main Set', 2), ('Main Set', None))
    """
    if found := _BEFORE.match(heading):
        return heading[found.end() :].strip(" :-"), int(found[1])
    if found := _BEHIND.search(heading[-24:]):
        start = max(len(heading) - 24, 0) + found.start()
        return heading[:start].rstrip(" :-"), int(found[1] or found[2])
    return heading.rstrip(" :"), None
