"""Read what is said back: sentences to the phrases of the book that they are, and their slots.

Takes a language and the names that a session speaks of, gives for each text what was understood of
it; touches nothing. An author's free prose is no phrase, and is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Final

from audioguide.language import Language
from audioguide.model.routine import Exercise, Side

_SENTENCES: Final = re.compile(r"(?<=[.!?]) (?=[^a-z])")
_MOST_COUNTED: Final = 999
_MOST_SECONDS: Final = 7_200
_NAMES: Final = frozenset({"name", "recover"})
_NUMBERS: Final = frozenset({"number", "of"})
_TIMES: Final = frozenset({"time", "work", "rest"})
_COUNTS: Final = frozenset({"reps", "sets", "rounds", "minutes", "exercises", "runs"})
_DOSES: Final = frozenset({"dose"})
_READ_ALOUD: Final = re.compile(r"chapter_|part_|news_|programme_day$|numbered_day$")
"""Phrases that are only a part of another, or that are read and not said."""
_NEVER: Final = r"(?!)"
_VAGUE: Final = frozenset({"block", "parts"})
_WORDS: Final = frozenset({"left", "right"})


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence: the phrase that it is and its slots as they were said, or prose."""

    text: str
    key: str = ""
    """Empty for an author's free prose."""
    slots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One sentence of a phrase, as it may be heard."""

    key: str
    words: re.Pattern[str]
    slots: tuple[str, ...]
    own: int
    """How many of its letters fill no slot."""


class Reader:
    """What somebody knows who has learnt the coach's sentences, and nothing of this session."""

    def __init__(self, language: Language, exercises: Iterable[Exercise], names: Iterable[str]):
        """``exercises`` are all that may be named, ``names`` those of blocks and of the session."""
        known = list(exercises)
        limbs = {*language.book.limbs, *(one.limb for one in known)}
        self.sides = {
            language.side_of(limb, side).casefold(): side for limb in limbs for side in Side
        }
        kinds = {*language.book.bands, *(one.band.kind for one in known if one.band)}
        self.bands = {language.band_name(kind).casefold(): kind for kind in kinds}
        self.numbers = {language.cardinal(n): n for n in range(_MOST_COUNTED + 1)}
        self.counts = {
            language.count(n, noun): (n, noun)
            for noun in language.book.nouns
            for n in range(_MOST_COUNTED + 1)
        }
        times = (*range(1, _MOST_SECONDS + 1), *(n / 2 for n in range(1, 240)))
        self.times_ms = {language.duration(int(1000 * s)): int(1000 * s) for s in times}
        self._names = {
            _plain(name) for one in known for name in (one.spoken, one.name) if name.strip()
        }
        self._blocks = {_plain(name) for name in names if name.strip()}
        phrases = language.book.phrases.items()
        self._parts = [
            one
            for key, template in phrases
            if key.startswith("part_")
            for one in self._compiled(key, template)
        ]
        self._patterns = [
            one
            for key, template in phrases
            if not _READ_ALOUD.match(key) and key not in _WORDS
            for one in self._compiled(key, template)
        ]
        # What has the most letters of its own comes first: "Loop band off." is no place. A short
        # sentence that may be a block or a movement is taken for the movement.
        self._patterns.sort(key=lambda one: (-one.own, not _VAGUE.isdisjoint(one.slots)))

    def read(self, text: str) -> list[Heard]:
        """Return each sentence of a text with the phrase that it is, as far as it is one."""
        return [self._sentence(one) for one in _SENTENCES.split(text) if one.strip()]

    def _sentence(self, text: str) -> Heard:
        for one in self._patterns:
            if (values := self._slots(one, text)) is not None:
                return Heard(text, one.key, values)
        return Heard(text)

    def _slots(self, one: _Pattern, text: str) -> dict[str, str] | None:
        """Return what fills the slots, if the text is that phrase."""
        if (found := one.words.fullmatch(text)) is None:
            return None
        values = {slot: found[slot] for slot in one.slots}
        readable = all(self._is_readable(slot, value) for slot, value in values.items())
        return values if readable else None

    def _compiled(self, key: str, template: str) -> list[_Pattern]:
        """Return a pattern for each sentence of a phrase that can be known again."""
        made = []
        for sentence in _SENTENCES.split(template):
            parts = list(Formatter().parse(sentence))
            slots = tuple(name for _, name, _, _ in parts if name)
            own = sum(map(str.isalnum, "".join(literal for literal, *_ in parts)))
            if not own and not any(map(self._is_typed, slots)):
                continue  # whatever an author writes would be it
            pattern = "".join(
                re.escape(literal) + (f"(?P<{name}>{self._slot(name)})" if name else "")
                for literal, name, _, _ in parts
            )
            # A name that asks needs no other stop.
            words = re.compile(pattern.replace(r"\.", r"[.?!]?"), re.IGNORECASE)
            made.append(_Pattern(key, words, slots, own))
        return made

    def _is_typed(self, slot: str) -> bool:
        others = _NAMES | _NUMBERS | _TIMES | _COUNTS | _DOSES
        return slot in others or slot in ("side", "band", "block", "parts")

    def _slot(self, name: str) -> str:
        """Return the pattern of a slot: one of the words that are known, or any."""
        choices: Iterable[str]
        if name == "side":
            choices = self.sides
        elif name == "band":
            choices = self.bands
        elif name in _NAMES:
            choices = self._names
        elif name in ("block", "routine"):
            choices = self._blocks
        else:
            return r"[\w-]+(?: [\w-]+)?" if name in _NUMBERS else ".+?"
        longest_first = sorted(choices, key=len, reverse=True)
        return "|".join(map(re.escape, longest_first)) or _NEVER

    def _is_readable(self, slot: str, value: str) -> bool:
        said = value.casefold()
        if slot in _NUMBERS:
            return said in self.numbers
        if slot in _TIMES:
            return said in self.times_ms
        if slot in _COUNTS:
            _, noun = self.counts.get(said, (0, ""))
            return noun == slot.removesuffix("s") or self._is_series(said)
        if slot in _DOSES:
            return self.amount(said) is not None
        if slot == "parts":
            parts = re.split(r", and |, | and ", said)
            return all(
                any(self._slots(part, one) is not None for part in self._parts) for one in parts
            )
        return True

    def _is_series(self, said: str) -> bool:
        """Whether these are numbers of reps, one a set: ``twelve, ten, and eight reps``."""
        *numbers, last = re.split(r", and |, | and ", said)
        return bool(numbers) and last in self.counts and all(n in self.numbers for n in numbers)

    def amount(self, said: str) -> tuple[int, bool] | None:
        """Return a dose as reps, or as milliseconds and True; None where it is neither."""
        words = said.casefold()
        for ending in _SIDED_ENDINGS:
            words = words.removesuffix(ending)
        if words in self.times_ms:
            return self.times_ms[words], True
        number, noun = self.counts.get(words, (0, ""))
        return (number, False) if noun == "rep" else None


_SIDED_ENDINGS: Final = (" each side", ", alternating sides")


def _plain(name: str) -> str:
    return " ".join(name.split()).rstrip(".").casefold()
