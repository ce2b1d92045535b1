"""Takes English as people write it; gives English that a voice can say; touches nothing.

The one place where numbers, units and shorthand become words. Most lines have none: they are known
by a look, and the machinery of `en_shorthand`, which takes longer to load than a routine to coach,
is loaded for the first line that needs it.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = "[A-Za-z]+(?:['-][A-Za-z]+)*"
_SENTENCES: Final = re.compile(rf"{_WORD}(?:[,;:.!?]? {_WORD})*[.!?]?")
"""Words, one space between any two of them, and plain stops: nothing to tidy."""

_LETTERS: Final = re.compile("[a-z]+")
SHORTHAND: Final = frozenset(
    (
        *("etc", "approx", "vs", "amrap", "emom", "hiit", "rpe", "rom", "db", "kb", "bw"),
        *("kg", "kgs", "lb", "lbs", "km", "cm", "mm", "kcal", "bpm", "spm", "rpm", "mph", "kph"),
        *("min", "h", "l", "r", "ea"),
    )
)
"""What `en_shorthand` rewrites although it is written in letters alone."""


def spoken(text: str) -> str:
    """Rewrite numbers, units, shorthand and symbols as words; leave other English alone.

    Holds no digit afterwards, but in markup `[word](/ipa/)`, which stays as it is; saying it twice
    changes nothing. A sentence that now begins with new words begins with a capital.

    >>> spoken("3x10 squats @ RPE 7, rest 1:30.")
    'Three sets of ten squats at effort seven, rest one minute thirty.'
    """
    if _SENTENCES.fullmatch(text) and SHORTHAND.isdisjoint(_LETTERS.findall(text.lower())):
        return text
    from audioguide.language.en_shorthand import rewritten

    return rewritten(text)
