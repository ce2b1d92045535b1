"""What an engine is: what it is asked, what it gives, and how it fails.

Takes names of voices, gives nouns and errors; touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from audioguide.errors import InstallationError, Problem, UsageError, nearest

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

SEE = "see `audioguide list voices`"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine; ``needs`` says what is missing where it is not ``ready``.

    ``also`` is what else it may be asked for by, in any case of letters.
    """

    name: str
    language: str
    description: str
    ready: bool = True
    needs: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """What an engine made of a text: one channel, silence before and after it included."""

    samples: Samples = field(repr=False)
    rate_hz: int


class Engine(Protocol):
    """Something that speaks; the same text, voice, pace and ``version`` give the same samples.

    `system` is the exception on macOS and Windows: how those speak is not ours to promise. An
    engine that holds something open may have a `close`, called when nothing more is to be said. One
    with markup for single words may have a `pronounce` (`speech.pronounce.saying`), one whose
    voices are files that people bring a `load_files`: it takes what is typed behind the engine's
    name, gives the voice's name, and from then on counts the files in its voices and its version.
    """

    @property
    def name(self) -> str:
        """The name before the colon in ``ENGINE:VOICE``."""
        ...

    @property
    def version(self) -> str:
        """Another version may speak other samples."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Every voice it knows, ready or not, the default first; loads no model.

        A single nameless one says why there is none.
        """
        ...

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak ``text``; a ``pace`` over 1.0 is faster, under 1.0 slower.

        Called from two threads at once. Raises UsageError for an unknown voice,
        InstallationError for what this machine lacks, SpeechError for a text it cannot speak.
        """
        ...


class SpeechError(InstallationError):
    """A voice failed at a text."""


def speech_error(engine: str, voice: str, text: str, what: str) -> SpeechError:
    """The error of one voice at one text; ``what`` follows the voice's name."""
    message = f"{engine}:{voice} {what}: “{text}”"
    return SpeechError(Problem(None, message, f"change the text or take another voice; {SEE}"))


def find_voice(engine: str, voices: Iterable[Voice], name: str) -> Voice:
    """The voice of that name, or else the first one that is also called so. Raises UsageError."""
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
    """What to do about a name that there is not: the nearest that there is, and where they are."""
    return "; ".join(filter(None, (nearest(name, list(known)), SEE)))
