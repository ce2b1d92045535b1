"""Names of foreign exercises to ids: the library's where they clearly match, else new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audioguide.files import safe_name
from audioguide.importing.draft import Move
from audioguide.importing.text import MOST_NAME, MOST_SAYS, joined, shortened


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def likeness(name: str) -> str:
    """What names that mean the same have in common.

    >>> likeness("Push-Ups") == likeness("pushup"), likeness("Banded lunges")
    (True, 'bandedlunge')
    """
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "".join(map(_singular, words))


def named(id: str) -> str:
    """The name that an id stands for when nobody gives one."""
    return id.replace("-", " ").capitalize()


def mid_sentence(name: str) -> str:
    """The name in small letters, but for abbreviations.

    >>> mid_sentence("Side Plank"), mid_sentence("DB Press")
    ('side plank', 'DB press')
    """
    return " ".join(w if len(w) > 1 and w.isupper() else w.lower() for w in name.split())


class Moves:
    """Every exercise of one routine: the same words get the same id, different words another."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._taken: dict[str, tuple[str, str] | None] = dict.fromkeys(known)
        self._known = {likeness(id): id for id in known}
        self._known |= {likeness(name): id for id, name in known.items() if likeness(name)}

    def known(self, name: str) -> Move | None:
        """The library's exercise of that name."""
        id = self._known.get(likeness(name))
        return Move(id, name) if id else None

    def define(self, name: str, says: str) -> Move:
        """A new exercise, or the one that was defined in the same words before."""
        short = shortened(name, MOST_NAME) or "Work"
        said = shortened(joined(says), MOST_SAYS) or f"Do {mid_sentence(short)} the way you know."
        stem = safe_name(short)[:50].rstrip("-")
        if not re.search(r"[a-z0-9]", short.lower()):
            stem = "move"
        id, number = stem, 1
        while id in self._taken and self._taken[id] != (short, said):
            number += 1
            id = f"{stem}-{number}"
        self._taken[id] = (short, said)
        return Move(id, short, said)
