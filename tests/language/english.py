"""English as it ships, for tests of what is said."""

from __future__ import annotations

from typing import Any

from audioguide.coaching import coach
from audioguide.language import Writer, language_of
from audioguide.library import load_language
from audioguide.model.line import Line
from audioguide.model.script import Script, TalkProfile
from audioguide.model.session import Session

ENGLISH = language_of(load_language("en"))
ENCOURAGEMENT = ENGLISH.book.encouragement


def in_english(
    session: Session, talk: TalkProfile = TalkProfile.FULL, seed: int = 0, **choices: Any
) -> Script:
    """Return the English script of a session."""
    return Writer(ENGLISH).script(coach(session, talk, ENCOURAGEMENT, seed, **choices))


def title(line: Line) -> str:
    """Return a chapter's title in English."""
    return Writer(ENGLISH).title(line)
