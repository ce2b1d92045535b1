"""Nothing reaches a listener but what an author wrote and what the language's folder says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from audioguide import pipeline
from audioguide.coaching import coach
from audioguide.language import Writer
from audioguide.library import catalogue, list_routines
from audioguide.model.routine import Exercise, Level, Routine, SayBlock
from audioguide.model.script import TalkProfile
from audioguide.model.session import Session
from audioguide.planning import plan
from tests.language.pseudo import PSEUDO

ROUTINES = {routine.name: routine for routine in list_routines(catalogue(), [])}
_BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d]+")
"""Figures are the same in every language that is written in Latin letters."""


def written(routine: Routine, session: Session) -> set[str]:
    """Return every word that an author wrote in a routine and in the exercises that it names."""

    def texts() -> Iterator[str]:
        yield from (routine.title, routine.safety, routine.ending, *routine.equipment)
        yield routine.purpose
        for block in routine.blocks:
            yield from (block.text,) if isinstance(block, SayBlock) else ()
        for segment in session.segments:
            yield from (segment.block, segment.text, *segment.form)
            if segment.exercise:
                yield from of_exercise(segment.exercise)
            for one in (*segment.explains, *(item.exercise for item in segment.amrap_items)):
                yield from of_exercise(one)

    def of_exercise(one: Exercise) -> Iterator[str]:
        yield from (one.name, one.spoken, one.setup, one.movement, one.brief, one.safety)
        yield from (
            one.easier,
            one.harder,
            one.breath,
            one.halfway,
            str(one.effort),
            one.lift_word,
            one.lower_word,
            *one.form,
        )
        yield from (one.band.at,) if one.band else ()

    return {word.lower() for text in texts() for word in _WORD.findall(text)}


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_no_word_comes_but_from_the_author_or_the_language(name: str, talk: TalkProfile) -> None:
    """Every word of a cue or a chapter stands in brackets, or the author wrote it."""
    writer, routine = Writer(PSEUDO), ROUTINES[name]
    leaks: set[str] = set()
    for level in Level:
        session = plan(routine, level)
        own = written(routine, session)
        script = writer.script(coach(session, talk, PSEUDO.book.encouragement, 0))
        said = [wording.text for cue in script.cues for wording in cue.wordings]
        for text in (*said, *script.chapters.values(), *script.equipment):
            left = _BRACKETS.sub(" ", text)
            leaks |= {
                f"{word} in {text}" for word in _WORD.findall(left) if word.lower() not in own
            }
    assert not leaks


def test_the_test_would_find_a_leak() -> None:
    """A word of the program's own outside of brackets is not an author's."""
    routine = ROUTINES["hotel-room-15"]
    own = written(routine, plan(routine, Level.BEGINNER))
    assert "reps" not in own
    assert pipeline.language("en").book.nouns["rep"].many == "reps"
