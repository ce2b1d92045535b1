"""What a listener may choose without touching the routine, refused where it cannot be.

Takes values or the words for them, gives Options or raises UsageError; touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from audioguide.errors import Problem, UsageError, nearest
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.model.sounds import SoundSet

Choice = TypeVar("Choice", bound=StrEnum)

SLOWEST, FASTEST = 0.5, 2.0


@dataclass(frozen=True, slots=True, init=False)
class Options:
    """What a listener may choose without touching the routine; all of it can be left out."""

    level: Level | None
    """How much of every range; None for what the routine says."""
    voice: str
    """``ENGINE`` or ``ENGINE:VOICE``."""
    talk: TalkProfile
    seed: int
    """Another number, other words of encouragement."""
    pace: float
    """The speed of speech as a factor; above 1 is faster."""
    explain: TalkProfile | None
    """How much is said of a movement when it comes first: in full, in a sentence, or its name and
    dose alone. None for what the amount of talk, and the weeks of a programme, make of it."""
    intro: bool
    """Whether the introduction is spoken; without it there is only the opening sound."""
    sounds: SoundSet | None
    """The set of sounds; None for the routine's. An author's own sounds are heard in any set."""

    def __init__(
        self,
        level: Level | str | None = None,
        voice: str = "hibari",
        talk: TalkProfile | str = TalkProfile.FULL,
        seed: int = 0,
        pace: float = 1.0,
        *,
        explain: TalkProfile | str | None = None,
        intro: bool = True,
        sounds: SoundSet | str | None = None,
    ) -> None:
        """Take each choice, or the word for it. Raises UsageError for what there is not."""
        if not SLOWEST <= pace <= FASTEST:
            hint = f"choose one from {SLOWEST:g} to {FASTEST:g}"
            raise UsageError(Problem(None, f"a pace of {pace:g} is out of range", hint))
        put = object.__setattr__
        put(self, "level", None if level is None else _choice(level, Level, "a level"))
        put(self, "voice", voice)
        put(self, "talk", _choice(talk, TalkProfile, "an amount of talk"))
        put(self, "seed", int(seed))
        put(self, "pace", float(pace))
        how = None if explain is None else _choice(explain, TalkProfile, "a way to explain")
        put(self, "explain", how)
        put(self, "intro", bool(intro))
        of = None if sounds is None else _choice(sounds, SoundSet, "a set of sounds")
        put(self, "sounds", of)


def _choice(word: str, kind: type[Choice], what: str) -> Choice:
    try:
        return kind(word)
    except ValueError:
        *most, last = kind
        hint = nearest(str(word).lower(), list(kind)) or f"choose {', '.join(most)} or {last}"
        raise UsageError(Problem(None, f"`{word}` is not {what}", hint)) from None
