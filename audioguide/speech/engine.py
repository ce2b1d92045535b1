"""Define what an engine is: what it is asked, what it gives, and how it fails.

Takes names of voices, gives nouns and errors; touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from audioguide.errors import InstallationError, Problem, UsageError, nearest

if TYPE_CHECKING:
    from audioguide.model.pronunciation import Pronunciation
    from audioguide.sound.samples import Samples

SEE = "see `audioguide list voices`"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine; ``needs`` says what is missing where it is not ``ready``.

    ``also`` has further names by which it may be asked for, in upper or lower case.
    """

    name: str
    language: str
    description: str
    ready: bool = True
    needs: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """The sound that an engine made of a text: one channel, with silence before and after it."""

    samples: Samples = field(repr=False)
    rate_hz: int


class Engine(Protocol):
    """The protocol of everything that speaks; a class that inherits from it writes four members.

    The same text, voice, pace and ``version`` give the same samples; `system` on macOS and Windows
    is the exception, because the voices of those systems promise no such thing.
    """

    @property
    def name(self) -> str:
        """The engine's name, which stands before the colon in ``ENGINE:VOICE``."""
        ...

    @property
    def version(self) -> str:
        """The version of everything that shapes the samples; another one may give other samples."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Return every voice that the engine knows, ready or not, the default first; load no model.

        A single voice without a name says in its ``needs`` why there is none.
        """
        ...

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak ``text``; a ``pace`` over 1.0 is faster, under 1.0 slower.

        Called from two threads at once. Raises UsageError for an unknown voice,
        InstallationError for what this machine lacks, SpeechError for a text it cannot speak.
        """
        ...

    def load_files(self, typed: str) -> str:
        """Take what is typed behind the engine's name, and return the name of the voice.

        For engines whose voices are files that people bring: from then on ``voices`` and
        ``version`` take these into account. Others have nothing to do here.
        """
        return typed

    def pronounce(self, word: str, how: Pronunciation) -> str:
        """Return what this engine is given so that it says a single word as listed.

        That is the word respelled, for an engine that has no markup of its own.
        """
        return how.respelled or word

    def close(self) -> None:
        """Let go of what was opened; nothing more is to be said."""
        return


class SpeechError(InstallationError):
    """An engine's voice failed at a text."""


def speech_error(engine: str, voice: str, text: str, what: str) -> SpeechError:
    """Make the error of one voice at one text.

    ``what`` is the part of the sentence between voice and text.
    """
    message = f"{engine}:{voice} {what}: “{text}”"
    return SpeechError(Problem(None, message, f"change the text or take another voice; {SEE}"))


def find_voice(engine: str, voices: Iterable[Voice], name: str) -> Voice:
    """Return the voice of that name, else the first that is also called so in any case of letters.

    ``engine`` is the engine's name, for the message. Raises UsageError for an unknown name.
    """
    listed = tuple(voices)
    by_name = {voice.name: voice for voice in listed}
    also = {
        other.casefold(): voice for voice in reversed(listed) for other in (*voice.also, voice.name)
    }
    found = by_name.get(name) or also.get(name.casefold())
    if found is None:
        message = f"no voice `{name}` in `{engine}`"
        raise UsageError(Problem(None, message, voice_hint(name, (*by_name, *also))))
    return found


def voice_hint(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name: the nearest known one, and where all are listed."""
    return "; ".join(filter(None, (nearest(name, list(known)), SEE)))
