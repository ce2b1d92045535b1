"""Give the machine's voices names that can be typed, and put the one for English first.

Takes the voices as pyttsx3 lists them, gives ours. Touches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audioguide.speech.engine import Voice

# What macOS and Windows bring for English, before their joke voices.
_KNOWN = ("samantha", "alex", "daniel", "zira", "david")
_ENGLISH = ("en-us", "en-gb", "en")
_MAKERS_WORDS = re.compile(r"\bMicrosoft\b|\bDesktop\b|\s-\s.*")


@dataclass(frozen=True, slots=True)
class Found:
    """A voice as the machine lists it: its id, its title and its language."""

    id: str
    title: str
    language: str


def named(found: Sequence[Found], driver: str, own: str) -> dict[str, tuple[Voice, Found]]:
    """Return each voice by the name it has here: the default first, then English, then the others.

    ``driver`` is the name of pyttsx3's driver, ``own`` the id of the voice that the machine takes
    by itself. A voice is also found by its id and its title, and the best one of a language by that
    language.
    """
    ordered = sorted(found, key=lambda one: _rank(one, driver, own))
    names = _distinct(ordered, driver)
    best: dict[str, Found] = {}
    for one in sorted(ordered, key=lambda one: one != ordered[0] and not _is_main(one.language)):
        language = one.language.casefold()
        best.setdefault(_primary(language), one)
    for one in ordered:  # after the main ones: `en-gb` is that voice, whatever `en` is
        best.setdefault(one.language.casefold(), one)
    return {
        name: (_voice(name, one, driver, [of for of, its in best.items() if its is one]), one)
        for name, one in zip(names, ordered, strict=True)
    }


def _voice(name: str, one: Found, driver: str, languages: list[str]) -> Voice:
    description = one.title.strip() + (", robotic" if driver == "espeak" else "")
    others = (one.id, one.title.strip(), *languages)
    also = tuple(other for other in others if other not in ("", name))
    return Voice(name, one.language or "?", description, also=also)


def _rank(one: Found, driver: str, own: str) -> tuple[bool, bool, int, int]:
    """Return the sort key of a voice; the smallest is the best.

    The voice that eSpeak takes by itself has no advantage.
    """
    english = _primary(one.language.casefold()) == "en"
    chosen = english and one.id == own and driver != "espeak"
    known = _slug(_MAKERS_WORDS.sub("", one.title))
    return (
        not english,
        not chosen,
        _place(known, _KNOWN),
        _place(one.language.casefold(), _ENGLISH),
    )


def _place(word: str, row: Sequence[str]) -> int:
    return row.index(word) if word in row else len(row)


def _distinct(found: Sequence[Found], driver: str) -> list[str]:
    """Return a different name for each voice: the language with eSpeak, else the title.

    Where two agree, the name is the end of the id, or the whole id.
    """
    titles = [_MAKERS_WORDS.sub("", one.title) for one in found]
    first = [one.language for one in found] if driver == "espeak" else titles
    tails = [re.split(r"[/\\]", one.id)[-1] for one in found]
    ids = [one.id for one in found]
    names = [_slug(one) for one in first]
    for others in ([_slug(tail) for tail in tails], ids):
        often = Counter(names)
        names = [
            name if name and often[name] == 1 else other
            for name, other in zip(names, others, strict=True)
        ]
    return names


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _is_main(language: str) -> bool:
    """Tell whether a language code has no region but the main one.

    Such codes are `de` of German and `fr-FR` of French.
    """
    primary, _, region = language.casefold().partition("-")
    return region in ("", primary)
