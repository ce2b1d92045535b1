"""Which engines there are, and how one and its voice are found by what was typed.

Takes names, gives engines and voices. Touches the metadata of installed packages; an engine's
module is imported when that engine is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

from audioguide.errors import AudioguideError, InstallationError, Problem, UsageError
from audioguide.speech.engine import SEE, Engine, Voice, find_voice, voice_hint

ENTRY_POINTS = "audioguide.engines"
LANGUAGE = "en"
"""Of all that is said: our phrases, and the texts of routines."""
MOST_NAMED = 3
"""Voices in a remedy; the list has them all."""


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
            raise UsageError(
                Problem(None, f"no engine `{engine_name}`", voice_hint(engine_name, known))
            )
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
