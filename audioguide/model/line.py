"""What is to be said, before it has words: keys of the phrase book with their slots, and prose.

`coaching` and `planning` make lines of facts; a language makes sentences of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audioguide.model.routine import Side, TrainingDay


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's own words, of a whole sentence or more, or a name."""

    text: str


@dataclass(frozen=True, slots=True)
class Sided:
    """An author's words in which ``{side}`` and ``{other}`` stand for left and right."""

    text: str
    limb: str
    side: Side


@dataclass(frozen=True, slots=True)
class BlockName:
    """The name of a block, left out where the sentence behind it has the same words."""

    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sound file of the author's, in place of words."""

    path: Path


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, as a word: ``twenty-one``."""

    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number in figures, for what is read and not heard: ``21``."""

    value: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """The name of a weekday, Monday being 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a thing, whose ``noun`` is a key of the language's nouns: ``one rep``."""

    value: int
    noun: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in milliseconds: ``forty-five seconds``."""

    ms: int


@dataclass(frozen=True, slots=True)
class SideOf:
    """A limb of one side, by the limb's key or an author's word for it: ``left leg``."""

    limb: str
    side: Side


@dataclass(frozen=True, slots=True)
class BandName:
    """What a band is called, by its kind: ``loop band``."""

    kind: str


@dataclass(frozen=True, slots=True)
class BandPlace:
    """Where a band goes, in an author's word for the place: ``to the left foot``."""

    at: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class Things:
    """What somebody needs, each with its article: ``a mat and two bands``."""

    items: tuple[Prose | BandName, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Several slots in a row: ``six, four, and two reps``."""

    items: tuple[Number | Count | Prose | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the phrase book, by its key, and what fills its slots, by their names."""

    key: str
    slots: tuple[tuple[str, Slot], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Sentences one after the other; without any it is nothing, and false."""

    parts: tuple[Prose | Sided | BlockName | Recorded | Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)


Words = (
    Number | Figure | Weekday | Count | Duration | SideOf | BandName | BandPlace | Things | Series
)
"""Slots that a language has words of its own for."""

Slot = Prose | Phrase | Line | Words
"""What fills a slot: a phrase within a phrase is a part of its sentence, a line is sentences."""


NOTHING = Line()


OF_SIDES = ("{side}", "{other}")
"""What stands in an author's words for the side that works, and for the other one."""


def phrase(key: str, **slots: Slot) -> Phrase:
    """Return the phrase of that key with these slots."""
    return Phrase(key, tuple(slots.items()))


def line(*parts: Line | Phrase | Sided | BlockName | Recorded | Prose | str | None) -> Line:
    """Return these parts as one line; texts are an author's, and empty ones are left out."""
    flat: list[Prose | Sided | BlockName | Recorded | Phrase] = []
    for part in parts:
        match part:
            case Line():
                flat += part.parts
            case str():
                flat += [Prose(part)] if part.strip() else []
            case Prose() | Sided() | BlockName():
                flat += [part] if part.text.strip() else []
            case Phrase() | Recorded():
                flat.append(part)
            case None:
                pass
    return Line(tuple(flat))


def title_of(title: str, training: TrainingDay | None) -> Prose | Phrase:
    """Return what a session is called: a routine by its title, a day of a programme by both."""
    if training is None:
        return Prose(title)
    number = training.number
    day = Weekday(number) if training.weekday else phrase("numbered_day", number=Figure(number))
    return phrase("programme_day", title=Prose(title), week=Figure(training.week), day=day)
