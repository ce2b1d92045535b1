"""Leave out of a workout what no voice can say, and warn about it.

Takes a file's text, or the routine that was made of it; gives it without words in letters that no
voice can read. Some programs write such letters as codes, which are letters only after reading: so
both the text and the draft are searched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from audioguide.errors import Problem
from audioguide.importing.notes import MOST_PROBLEMS, Notes
from audioguide.importing.text import clean, shortened
from audioguide.model.routine import AnyBlock, Exercise, Item, PauseBlock, Routine, SayBlock
from audioguide.sayable import sayable, unsayable

_HINT: Final = "write it with Latin letters, as it sounds"
_NAMELESS: Final = "Exercise"
_WORDLESS: Final = "Do it the way you know."


def audible(text: str, notes: Notes) -> tuple[str, dict[int, str]]:
    """Return the text without words in letters that no voice can read, and these words by line.

    Of each line (counted from 1) it is the first such word, of a hundred words at most. Names of
    XML elements stay in the text. What is left out is noted in ``notes``.
    """
    by_line: dict[int, str] = {}
    kept, lost = sayable(text, unless_behind=("<", "/", "?"))
    line, seen = 1, 0
    for where, word in lost[:MOST_PROBLEMS]:
        line += text.count("\n", seen, where)
        seen = where
        column = where - text.rfind("\n", 0, where)
        by_line.setdefault(line, word)
        notes.left_out(notes.at(line, column), f"`{shortened(word, 40)}`", _HINT)
    if len(lost) > MOST_PROBLEMS:
        more = f"{len(lost) - MOST_PROBLEMS} more words that no voice has letters for"
        notes.left_out(notes.at(line), more, _HINT)
    return kept, by_line


def told_of_letters(problems: list[Problem], by_line: dict[int, str]) -> list[Problem]:
    """Return the mistakes of a file; one in a line that lost a word is said to be that word.

    ``by_line`` is what `audible` gives.
    """
    return [
        replace(one, message=f"no voice has the letters of `{shortened(word, 40)}`", hint=_HINT)
        if one.source and (word := by_line.get(one.source.line))
        else one
        for one in problems
    ]


def heard(routine: Routine, notes: Notes) -> Routine:
    """Return the routine without words that no voice can say; these are noted as left out.

    A `say` block without a word left is dropped, an exercise gets a general name or explanation.
    """
    blocks = tuple(block for one in routine.blocks if (block := _block(one, notes)))
    return replace(routine, title=_text(routine.title, notes), blocks=blocks)


def _block(block: AnyBlock, notes: Notes) -> AnyBlock | None:
    if isinstance(block, PauseBlock):
        return block
    if isinstance(block, SayBlock):
        text = _text(block.text, notes)
        return replace(block, text=text) if text else None
    items = tuple(_item(item, notes) for item in block.items)
    return replace(block, items=items, name=_text(block.name, notes))


def _item(item: Item, notes: Notes) -> Item:
    form = tuple(text for line in item.form if (text := _text(line, notes)))
    return replace(item, exercise=_exercise(item.exercise, notes), form=form)


def _exercise(exercise: Exercise, notes: Notes) -> Exercise:
    if not exercise.movement:
        return exercise
    name = _text(exercise.name, notes) or _NAMELESS
    movement = _text(exercise.movement, notes) or _WORDLESS
    return replace(exercise, name=name, spoken=name, movement=movement)


def _text(text: str, notes: Notes) -> str:
    """Return the text without what no voice can say; empty where no word is left."""
    if not text or unsayable(text) is None:
        return text
    kept, lost = sayable(text)
    for _, word in lost:
        notes.left_out(notes.at(), f"`{shortened(word, 40)}`", _HINT)
    return clean(kept) if unsayable(kept) is None else ""
