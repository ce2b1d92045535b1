"""Lines to sentences: fills the phrases of a book with the words of its language.

Takes lines and a script of lines, gives texts and a script of wordings; touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from string import Formatter
from typing import Final

from audioguide.language.protocol import Language
from audioguide.model.line import (
    OF_SIDES,
    BandName,
    BandPlace,
    BlockName,
    Count,
    Duration,
    Figure,
    Line,
    Number,
    Phrase,
    Prose,
    Recorded,
    Series,
    Sided,
    SideOf,
    Slot,
    Things,
    Weekday,
    title_of,
)
from audioguide.model.routine import Side
from audioguide.model.script import Cue, Script, Wording
from audioguide.sayable import plain_letters

_STOPS: Final = ".,;:!?"
_ASKS: Final = ("?", "!")
_ENDS: Final = (". ", "! ", "? ", "… ")
_SAYS_BLOCK_AGAIN: Final = "block_minutes"
"""A phrase that many blocks are named by: ``Every minute, every minute for six minutes.``"""


class Writer:
    """Makes sentences of lines in one language, each distinct line once."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._phrases = language.book.phrases
        self._texts: dict[Line, str] = {}

    def text(self, line: Line) -> str:
        """Return the sentences of a line, as a person reads them."""
        if line not in self._texts:
            sentences = list[str]()
            for part in reversed(line.parts):
                if text := self._part(part, sentences[-1] if sentences else ""):
                    sentences.append(text)
            self._texts[line] = " ".join(reversed(sentences))
        return self._texts[line]

    def wordings(self, cue: Cue) -> tuple[Wording, ...]:
        """Return the wordings of a cue, from long to short, none of them twice."""
        if isinstance(recorded := cue.lines[0].parts[0], Recorded):
            return (Wording(f"[{recorded.path.name}]", "", file=recorded.path),)
        texts = dict.fromkeys(text for line in cue.lines if (text := self.text(line)))
        return tuple(
            Wording(text, self._language.spoken(plain_letters(text)), cue.count) for text in texts
        )

    def script(self, script: Script) -> Script:
        """Return the script with the words of all its cues, its chapters and its equipment."""
        segments = script.session.segments
        needs = script.session.equipment
        title = self.title(Line((title_of(script.session.title, script.session.training),)))
        return replace(
            script,
            session=replace(script.session, title=title),
            cues=tuple(
                replace(cue, wordings=self.wordings(cue), required_text=self.text(cue.required))
                for cue in script.cues
            ),
            chapters={one.index: self.title(one.chapter) for one in segments if one.chapter},
            iso_639_2=self._language.book.iso_639_2,
            equipment=tuple(
                self._language.band_name(one.kind) if isinstance(one, BandName) else one.text
                for one in needs
            ),
        )

    def title(self, line: Line) -> str:
        """Return a line as a title, without the stop of a sentence."""
        return " ".join(
            self._fill(part) if isinstance(part, Phrase) else part.text
            for part in line.parts
            if not isinstance(part, Recorded)
        )

    def _part(self, part: Prose | Sided | BlockName | Recorded | Phrase, behind: str) -> str:
        language = self._language
        match part:
            case Phrase():
                # Its stop is the phrase's own: a word of the count-in has none.
                return language.capitalized(" ".join(self._fill(part).split()))
            case BlockName() if language.spoken(part.text).lower() in behind.lower():
                return ""
            case BlockName() | Prose():
                return language.sentence(part.text) if part.text.strip() else ""
            case Sided():
                return language.sentence(self._sided(part))
            case Recorded():
                return ""

    def _sided(self, prose: Sided) -> str:
        """Return an author's words with the sides in them."""
        other = Side.RIGHT if prose.side is Side.LEFT else Side.LEFT
        text = prose.text
        for slot, side in zip(OF_SIDES, (prose.side, other), strict=True):
            text = text.replace(slot, self._language.side(prose.limb, side))
        return text

    def _fill(self, phrase: Phrase) -> str:
        """Return a phrase with its slots filled: a sentence, or a part of one."""
        slots = dict(phrase.slots)
        if phrase.key == _SAYS_BLOCK_AGAIN and isinstance(name := slots["block"], Prose):
            rest = self._filled(phrase.key, slots | {"block": Prose("")})
            return self._without_echo(name.text, rest) if name.text else rest
        return self._filled(phrase.key, slots)

    def _filled(self, key: str, slots: Mapping[str, Slot]) -> str:
        text = ""
        for before, name, after in _pieces(self._phrases[key]):
            text += before
            if name:
                value = self._slot(slots[name])
                if not value and not text.strip():
                    after = ""  # what divides nothing from what follows it
                elif after:
                    value = value.rstrip(".")
                    # A title that asks needs no other stop.
                    after = "" if after == "." and value.endswith(_ASKS) else after
                if text.endswith(_ENDS):
                    value = self._language.capitalized(value)
                text += value + after
        return text.lstrip(f" {_STOPS}")

    def _slot(self, slot: Slot) -> str:
        language = self._language
        match slot:
            case Prose():
                return slot.text
            case Phrase():
                return self._fill(slot)
            case Line():
                return self.text(slot)
            case Number():
                return language.cardinal(slot.value)
            case Figure():
                return str(slot.value)
            case Weekday():
                return language.book.weekdays[slot.number - 1]
            case Count():
                return language.count(slot.value, slot.noun)
            case Duration():
                return language.duration(slot.ms)
            case SideOf():
                return language.side_of(slot.limb, slot.side)
            case BandName():
                return language.band_name(slot.kind)
            case BandPlace():
                return language.band_place(slot.at, slot.side)
            case Things():
                items = (one if isinstance(one, BandName) else one.text for one in slot.items)
                return language.things(tuple(items))
            case Series():
                return language.series(tuple(map(self._slot, slot.items)))

    def _without_echo(self, name: str, sentence: str) -> str:
        """Return a block's name and what follows; what both begin with is said once.

        ``On the minute`` and ``every minute for six minutes.`` are both said; of ``Every minute``
        or ``EMOM`` only what differs.
        """
        said, words = self._language.spoken(name).rstrip(".").split(), sentence.split()
        same = _in_common(said, words)
        name = name.rstrip(".")
        return " ".join([name, *words[same:]]) if same > 1 else f"{name}, {sentence}"


def _in_common(some: Iterable[str], others: Iterable[str]) -> int:
    """Return how many words both begin with."""
    same = 0
    for one, other in zip(some, others, strict=False):
        if one.lower() != other.lower():
            break
        same += 1
    return same


@cache
def _pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    """Return a phrase as literals, each with the slot behind it and the stop behind that.

    >>> _pieces("{place}, {side}.")
    (('', 'place', ','), (' ', 'side', '.'))
    """
    pieces: list[tuple[str, str, str]] = []
    for literal, name, _, _ in Formatter().parse(template):
        stop = ""
        if pieces and pieces[-1][1] and literal[:1] and literal[0] in _STOPS:
            stop, literal = literal[0], literal[1:]
            pieces[-1] = (*pieces[-1][:2], stop)
        pieces.append((literal, name or "", ""))
    return tuple(piece for piece in pieces if piece[0] or piece[1])
