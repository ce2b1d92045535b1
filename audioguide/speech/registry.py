"""Find an engine and its voice by what was typed, and list those that there are.

Takes names, gives engines and voices. Touches the metadata of installed packages; an engine's
module is imported when that engine is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

from audioguide.errors import InstallationError, Problem, UsageError
from audioguide.speech.engine import SEE, Engine, Voice, find_voice, voice_hint

ENTRY_POINTS = "audioguide.engines"
LANGUAGE = "en"
"""The language of what is said where nothing says another."""
MOST_NAMED = 3
"""The most voices that a remedy names; the list has them all."""


OURS = tuple(
    EntryPoint(name, f"audioguide.speech.{name}:{name.title()}Engine", ENTRY_POINTS)
    for name in ("hibari", "system", "piper", "kokoro", "silent")
)
"""Our own engines, the default first; the package's metadata has them too, if it is not older."""


def _ours(point: EntryPoint) -> Callable[[], Engine]:
    def make() -> Engine:
        engine: Engine = point.load()()
        return engine

    return make


_BUILT_IN: dict[str, Callable[[], Engine]] = {one.name: _ours(one) for one in OURS}


def engines() -> dict[str, Callable[[], Engine]]:
    """Return what makes each engine, by name: those built in and those of other packages.

    Where two have one name, the built-in one counts. Making an engine raises InstallationError
    where its package is missing or broken.
    """
    others = sorted(entry_points(group=ENTRY_POINTS), key=lambda one: one.name)
    return {**_BUILT_IN, **{one.name: _theirs(one) for one in others if one.name not in _BUILT_IN}}


def _theirs(point: EntryPoint) -> Callable[[], Engine]:
    def make() -> Engine:
        from audioguide.speech.foreign import ForeignEngine

        return ForeignEngine(point)

    return make


def list_voices() -> dict[str, tuple[Voice, ...]]:
    """Return the voices of every engine, by its name.

    An engine that cannot be made has a single nameless voice, whose ``needs`` says why.
    """
    listed: dict[str, tuple[Voice, ...]] = {}
    for name, make in engines().items():
        try:
            listed[name] = make().voices()
        except InstallationError as error:
            needs = "; ".join(problem.message for problem in error.problems)
            listed[name] = (Voice("", "", "", ready=False, needs=needs),)
    return listed


def find_engine(name: str) -> tuple[Engine, str]:
    """Return the engine of ``ENGINE[:VOICE]`` and the voice as it was typed, which may be empty.

    For an engine whose voices are files, the files are taken now and the voice has its name. Raises
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
    return engine, engine.load_files(voice) if voice else voice


def open_voice(engine: Engine, typed: str, language: str = LANGUAGE) -> str:
    """Return the name of an engine's voice; without one typed, of its first in the given language.

    ``language`` is a two-letter code. Raises UsageError for an unknown voice and for one of another
    language, InstallationError where the engine has no voice on this machine.
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
    """Tell whether a voice is of that language, or does not say which it speaks."""
    of_voice = voice.language.replace("_", "-").partition("-")[0].casefold()
    return of_voice in ("", "?", language)


def _other_language(
    engine: str, voice: Voice, voices: Iterable[Voice], language: str
) -> UsageError:
    """Make the error of a voice that would read English by the rules of another language."""
    able = [f"{engine}:{one.name}" for one in voices if speaks(one, language)][:MOST_NAMED]
    message = f"voice `{engine}:{voice.name}` speaks `{voice.language}`, not `{language}`"
    hint = f"choose {', '.join(able)}; {SEE}" if able else f"take another engine; {SEE}"
    return UsageError(Problem(None, message, hint))


def open_engine(name: str, language: str = LANGUAGE) -> tuple[Engine, str]:
    """Return the engine of ``ENGINE[:VOICE]`` and the voice's name, which speaks that language.

    Raises what `find_engine` and `open_voice` raise.
    """
    engine, typed = find_engine(name)
    return engine, open_voice(engine, typed, language)
