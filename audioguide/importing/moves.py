"""Give exercises of other formats an id: the library's where they clearly match, else a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from audioguide.errors import Source
from audioguide.files import safe_name
from audioguide.importing.notes import Notes
from audioguide.importing.text import (
    MOST_NAME,
    MOST_SAYS,
    MOST_SPEECH,
    MOST_WORDS,
    cut,
    fitting,
    joined,
    sentence,
    shortened,
    without_open_bracket,
)
from audioguide.model.routine import Exercise, SayBlock
from audioguide.sayable import sounding

# What is done between efforts under several names, by what is left without `recovery`.
_MOVING: Final = {
    "jog": "easy-run",
    "easyjog": "easy-run",
    "jogeasy": "easy-run",
    "jogeasily": "easy-run",
    "slowjog": "easy-run",
    "lightjog": "easy-run",
    "easyrun": "easy-run",
    "walk": "easy-walk",
    "easywalk": "easy-walk",
    "slowwalk": "easy-walk",
    "briskwalk": "brisk-walk",
    "walkbriskly": "brisk-walk",
}
_JOGS: Final = frozenset(name for name, id in _MOVING.items() if id == "easy-run")
# What a rest is called where people write in their own language.
_RESTS: Final = (
    "rest|pause|break|erholung|ruhe|trinkpause|repos|r\u00e9cup(?:\u00e9ration)?|recuperation|descanso|"
    "descansar|descansa|recuperaci\u00f3n|recuperacion|descans|riposo|recupero|pausa|pauza|pauze|rust|"
    "vila|paus|hvile|lepo|tauko|odpoczynek|przerwa|dinlenme|\u043e\u0442\u0434\u044b\u0445|"
    "\u4f11\u606f|\u4f11\u61a9"
)
_REST: Final = re.compile(rf"(?i)(?:{_RESTS}|recover|recovery)\b")
_BARE: Final = re.compile(
    rf"(?i)(?:{_RESTS}|stop|stand still|recovery|recover|active)(?: time| period)?\W*"
)
_RECOVERY: Final = re.compile(r"(?i)(active )?recover(y|ing)?\b(?! (?:for|and|by|with|until))\W*")


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def likeness(name: str) -> str:
    """Return what names with the same meaning have in common.

    >>> likeness("Push-Ups") == likeness("pushup"), likeness("Banded lunges")
    (True, 'bandedlunge')
    """
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "".join(map(_singular, words))


def named(id: str) -> str:
    """Return the name that an exercise has by its id when nobody gives it another."""
    return id.replace("-", " ").capitalize()


def mid_sentence(name: str) -> str:
    """Return the name in small letters, except for abbreviations.

    >>> mid_sentence("Side Plank"), mid_sentence("DB Press")
    ('side plank', 'DB press')
    """
    return " ".join(w if len(w) > 1 and w.isupper() else w.lower() for w in name.split())


def is_rest(text: str) -> bool:
    """Return whether a text asks for rest, in one of several languages.

    >>> is_rest("Descanso"), is_rest("Rest and sip"), is_rest("Restart")
    (True, True, False)
    """
    return bool(_REST.match(text))


def is_easy(name: str) -> bool:
    """Return whether a name is what people do between efforts: a walk, an easy jog."""
    return likeness(recovering(name)) in _MOVING


def recovering(cue: str) -> str:
    """Return what is to be done in a recovery of that name; empty where it says no more than rest.

    >>> recovering("Recovery: easy jog"), recovering("Recovery"), recovering("Rest and sip")
    ('easy jog', '', 'Rest and sip')
    """
    words = re.sub(r"\d+\s*(s|secs?|seconds?|m|mins?|minutes?)?\b", "", cue)
    plain = re.sub(r"(?i)\bfor\W*$", "", words.strip()).strip()
    return "" if _BARE.fullmatch(plain) else _RECOVERY.sub("", cue, count=1)


class Moves:
    """The exercises of one routine: the same words get the same id, different words another.

    ``known`` are the ids of the library's exercises with their spoken names.
    """

    def __init__(self, known: Mapping[str, str], notes: Notes) -> None:
        self._notes = notes
        self._asides: list[SayBlock] = []
        self._taken: dict[str, tuple[str, str] | None] = dict.fromkeys(known)
        self._known = {likeness(id): id for id in known}
        self._known |= {likeness(name): id for id, name in known.items() if likeness(name)}

    def known(self, name: str, source: Source) -> Exercise | None:
        """Return the library's exercise of that name, or None where there is none.

        It has no explanation, and a name only where that is another one than the library's.
        ``source`` is the place in the file.
        """
        like = likeness(name)
        if id := self._known.get(like):
            return Exercise(id, "", "", source)
        id = _MOVING[like] if like in _JOGS else ""
        own = shortened(name, MOST_NAME)
        return Exercise(id, own, own, source) if id in self._taken else None

    def recover(self, cue: str, source: Source) -> Exercise | None:
        """Return the library's exercise for a recovery of that name, or None if there is none."""
        id = _MOVING.get(likeness(recovering(cue)), "")
        return Exercise(id, "", "", source) if id in self._taken else None

    def asides(self) -> list[SayBlock]:
        """Return what the exercises since the last call had no room for, to be said before them."""
        asides, self._asides = self._asides, []
        return asides

    def define(self, name: str, says: str, source: Source, then: str = "") -> Exercise:
        """Return a new exercise, or the one that was defined in the same words before.

        ``says`` explains it, and ``then`` is said last. What is too long for an explanation is kept
        for `asides`, and a remark says so; ``then`` is only divided where it is too long by itself.
        """
        short = without_open_bracket(shortened(name, MOST_NAME)) or "Work"
        instruction = joined(says, then) or f"Do {mid_sentence(short)} the way you know."
        stem = safe_name(short)[:50].rstrip("-")
        if not re.search(r"[a-z0-9]", short.lower()):
            stem = "move"
        id, number = stem, 1
        while id in self._taken and self._taken[id] != (short, instruction):
            number += 1
            id = f"{stem}-{number}"
        room = MOST_WORDS - len(then.split())
        # What is called by a long name has less time left for the rest.
        most = MOST_SAYS - max(0, sounding(short) - 40)
        letters = most - sounding(then) - 1
        fits = room > 9 and letters > 60
        said, rest = cut(joined(says), letters, room) if fits else ("", instruction)
        if len(instruction.split()) <= MOST_WORDS and sounding(instruction) <= most:
            said, rest, then = instruction, "", ""
        elif not fits:
            (said, rest), then = cut(instruction, most, MOST_WORDS), ""
        if rest and self._taken.get(id) is None:
            aside = fitting(f"{short}: {rest}", MOST_SPEECH, "the words", source, self._notes)
            self._asides.append(SayBlock(sentence(aside), source))
            message = f"`{shortened(short, 30)}` has more words than twenty seconds hold"
            hint = "a `say` before its block has the rest: shorten it"
            self._notes.remark(source, message, hint)
        self._taken[id] = (short, instruction)
        return Exercise(id, short, short, source, movement=joined(said, then))
