"""What an engine is, which ones there are, and how one is found by its name.

Takes names, gives engines and voices. Touches the metadata of installed packages; an engine's
module is imported when that engine is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Protocol

from audioguide.errors import AudioguideError, InstallationError, Problem, UsageError, nearest

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

ENTRY_POINTS = "audioguide.engines"
SEE = "see `audioguide list voices`"
LANGUAGE = "en"
"""Of all that is said: our phrases, and the texts of routines."""
MOST_NAMED = 3
"""Voices in a remedy; the list has them all."""


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


def _hibari() -> Engine:
    from audioguide.speech.hibari import HibariEngine

    return HibariEngine()


def _kokoro() -> Engine:
    from audioguide.speech.kokoro import KokoroEngine

    return KokoroEngine()


def _piper() -> Engine:
    from audioguide.speech.piper import PiperEngine

    return PiperEngine()


def _silent() -> Engine:
    from audioguide.speech.silent import SilentEngine

    return SilentEngine()


def _system() -> Engine:
    from audioguide.speech.system import SystemEngine

    return SystemEngine()


_BUILT_IN: dict[str, Callable[[], Engine]] = {
    "hibari": _hibari,
    "system": _system,
    "piper": _piper,
    "kokoro": _kokoro,
    "silent": _silent,
}


def engines() -> dict[str, Callable[[], Engine]]:
    """What makes each engine, by name: those built in, then those of other packages.

    Making one raises InstallationError where its package is missing or broken.
    """
    others = sorted(entry_points(group=ENTRY_POINTS), key=lambda one: one.name)
    return {**{one.name: _factory(one) for one in others}, **_BUILT_IN}


def _factory(point: EntryPoint) -> Callable[[], Engine]:
    def make() -> Engine:
        try:
            engine: Engine = point.load()()
        except AudioguideError:
            raise
        except Exception as error:  # another package's code: anything may come out of it
            problem = Problem(
                None,
                f"engine `{point.name}` cannot be loaded ({error!r})",
                f"reinstall the package that brings `{point.value}`, or take another voice; {SEE}",
            )
            raise InstallationError(problem) from error
        return engine

    return make


def list_voices() -> dict[str, tuple[Voice, ...]]:
    """The voices of every engine; one that cannot be made has a nameless voice that says why."""
    listed: dict[str, tuple[Voice, ...]] = {}
    for name, make in engines().items():
        try:
            listed[name] = make().voices()
        except InstallationError as error:
            needs = "; ".join(problem.message for problem in error.problems)
            listed[name] = (Voice("", "", "", ready=False, needs=needs),)
    return listed


def find_engine(name: str) -> tuple[Engine, str]:
    """The engine of ``ENGINE[:VOICE]`` and the voice as typed, which may be none.

    Where the voice is a file, the engine has it already, and the voice has a name. Raises
    UsageError for an unknown engine or a file that is not there, InstallationError for a missing
    package.
    """
    engine_name, _, voice = name.partition(":")
    make = _BUILT_IN.get(engine_name)  # other packages are looked through for others only
    if make is None:
        known = engines()
        if engine_name not in known:
            raise UsageError(Problem(None, f"no engine `{engine_name}`", _hint(engine_name, known)))
        make = known[engine_name]
    engine = make()
    load_files: Callable[[str], str] | None = getattr(engine, "load_files", None)
    return engine, load_files(voice) if load_files and voice else voice


def open_voice(engine: Engine, typed: str, language: str = LANGUAGE) -> str:
    """The name of an engine's voice as it was typed; of none, that of its first that can do it.

    Raises UsageError for an unknown voice and for one of another language than that of the texts,
    InstallationError where the engine has none here.
    """
    voices = engine.voices()
    if not voices:
        message = f"engine `{engine.name}` has no voice on this machine"
        raise InstallationError(Problem(None, message, f"take another engine; {SEE}"))
    if not voices[0].name:
        message = f"engine `{engine.name}`: {voices[0].needs}"
        raise InstallationError(Problem(None, message, f"or take another engine; {SEE}"))
    usual = next((one for one in voices if speaks(one, language)), voices[0])
    voice = find_voice(engine.name, voices, typed or usual.name)
    if not speaks(voice, language):
        raise _other_language(engine.name, voice, voices, language)
    return voice.name


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice is of that language, or does not tell of which it is."""
    of_voice = voice.language.replace("_", "-").partition("-")[0].casefold()
    return of_voice in ("", "?", language)


def _other_language(
    engine: str, voice: Voice, voices: Iterable[Voice], language: str
) -> UsageError:
    """It would read every word by its own language's rules, and few would understand it."""
    able = [f"{engine}:{one.name}" for one in voices if speaks(one, language)][:MOST_NAMED]
    message = f"voice `{engine}:{voice.name}` speaks `{voice.language}`, not `{language}`"
    hint = f"choose {', '.join(able)}; {SEE}" if able else f"take another engine; {SEE}"
    return UsageError(Problem(None, message, hint))


def open_engine(name: str) -> tuple[Engine, str]:
    """The engine of ``ENGINE[:VOICE]`` and the voice's name. Raises as the two it consists of."""
    engine, typed = find_engine(name)
    return engine, open_voice(engine, typed)


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
        raise UsageError(Problem(None, message, _hint(name, (*by_name, *also))))
    return found


def _hint(name: str, known: Iterable[str]) -> str:
    return "; ".join(filter(None, (nearest(name, list(known)), SEE)))
