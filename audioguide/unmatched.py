"""Recordings of lines that a routine never says, held against everything that it may ever say.

Takes a routine with its script and language; raises what an author is told; goes through the
stages of `pipeline` for all levels and amounts of talk, and touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

from audioguide.coaching import coach
from audioguide.errors import AuthorError
from audioguide.language import Language, Writer, texts, unmatched_recordings
from audioguide.model.line import line, phrase
from audioguide.model.routine import Level, Routine
from audioguide.model.script import Script, TalkProfile
from audioguide.model.session import Session
from audioguide.planning import plan


def refuse_unmatched(routine: Routine, script: Script, language: Language, seed: int) -> None:
    """Raise AuthorError with the recorded lines that the routine says at no level."""

    def said() -> Iterator[str]:
        yield from texts(script)
        for level in Level:
            with suppress(AuthorError):
                yield from _every_text(plan(routine, level), language, seed)

    over = script.session.voice_over
    if over and (problems := unmatched_recordings(over.lines, said())):
        raise AuthorError(problems)


def _every_text(session: Session, language: Language, seed: int) -> Iterator[str]:
    """Yield what may be said in a session, however much of it is wanted, and whatever the seed."""
    writer, lists = Writer(language), language.book.encouragement
    for keys in lists.values():
        yield from (writer.text(line(phrase(key))) for key in keys)
    for segment in session.segments:
        own = segment.exercise.form if segment.exercise else ()
        yield from (writer.text(line(form)) for form in (*segment.form, *own))
    for talk, explain in product(TalkProfile, (None, *TalkProfile)):
        yield from texts(writer.script(coach(session, talk, lists, seed, explain=explain)))
