"""The stages in order, from a name or a file to a finished episode.

Takes what was asked for, calls one stage after another, gives what the last one made. Heavy stages
are imported when they are reached, so that asking for help costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audioguide.errors import AuthorError, Problem, UsageError
from audioguide.model.episode import AudioFormat
from audioguide.model.phrases import NO_WORDS, OwnWords
from audioguide.model.routine import Routine
from audioguide.model.script import Script
from audioguide.options import Options

if TYPE_CHECKING:
    from audioguide.formats.listing import VoiceEntry
    from audioguide.language import Language
    from audioguide.model.episode import Episode
    from audioguide.model.programme import Programme
    from audioguide.model.session import Session
    from audioguide.model.timeline import Timeline
    from audioguide.speech import Speaker, VoicedOver
    from audioguide.store import Store

Progress = Callable[[str, int, int], None]
"""A function that is told what is being done, how much of it is done, and how much there is."""


ENGLISH = "en"


def unwatched(what: str, done: int, total: int) -> None:
    """Ignore all progress; the default where nobody watches."""


def read(name: str, content: Path | None = None) -> Routine:
    """Return the routine of that name, or in that file.

    ``content`` is a folder of one's own (with its subfolders) whose files come before those that
    ship. Raises AuthorError for mistakes in the file, UsageError where there is no such routine or
    it is a programme.
    """
    from audioguide.library import catalogue, find_programme, load_routine

    where = catalogue(content)
    if find_programme(name, where):
        hint = f"`audioguide plan {name}` shows its days, and finds what is wrong with them"
        raise UsageError(Problem(None, f"{name} is a programme, not a routine", hint))
    return load_routine(name, where)


def read_text(
    text: bytes | str | Mapping[str, Any], content: Path | None = None, name: str = "routine.yaml"
) -> Routine:
    """Return the routine that is written in a text, or in what YAML would make of one.

    ``content`` is a folder of one's own files, ``name`` what messages call the text. Raises
    AuthorError for mistakes in it.
    """
    from audioguide.library import catalogue, routine_of

    data = text.encode() if isinstance(text, str) else text
    return routine_of(data, Path(name), catalogue(content))


def programme(name: str, content: Path | None = None) -> Programme | None:
    """Return the programme of that name or in that file; None where it is no programme.

    ``content`` is a folder of one's own files. Raises AuthorError for mistakes in the file,
    UsageError where it cannot be read.
    """
    from audioguide.library import catalogue, find_programme, load_programme

    where = catalogue(content)
    return load_programme(name, where) if find_programme(name, where) else None


def write_script(
    routine: Routine,
    options: Options,
    session: Session | None = None,
    store: Store | None = None,
) -> Script:
    """Return everything that will be said, in longer and shorter wordings, tied to segments.

    ``session`` is the routine as it was planned already at the level that is asked for; ``store``
    keeps what its own sounds become. Raises AuthorError where it cannot be planned, where a sound
    of its own cannot be used, or where a recording stands for a line that it never says.
    """
    from audioguide.coaching import coach
    from audioguide.language import Writer
    from audioguide.planning import plan
    from audioguide.speech import hear_sounds

    session = session or plan(routine, options.level or routine.level)
    session = replace(session, sounds=hear_sounds(routine.sounds, options.sounds, store))
    words = language(routine.language, routine.words)
    script = coach(
        session,
        options.talk,
        words.book.encouragement,
        options.seed,
        explain=options.explain,
        intro=options.intro,
    )
    script = replace(Writer(words).script(script), pronunciations=routine.words.pronunciations)
    # A day of a programme leaves out, and names otherwise, what its routine alone says.
    if session.voice_over and not routine.day:
        from audioguide.unmatched import refuse_unmatched

        refuse_unmatched(routine, script, words, options.seed)
    return script


def language(code: str, words: OwnWords = NO_WORDS) -> Language:
    """Return the language of that code, with an author's words. Raises AuthorError for none."""
    from audioguide.language import language_of
    from audioguide.library import load_language, reworded

    return language_of(reworded(load_language(code), words))


def open_store(complain: Callable[[str], None]) -> Store:
    """Return the store of what was made before; ``complain`` is told of trouble with its file."""
    from audioguide.store import Store

    return Store(complain=complain)


def open_speaker(
    options: Options,
    progress: Progress = unwatched,
    store: Store | None = None,
    language: str = ENGLISH,
    threads: int | None = None,
) -> Speaker:
    """Return the chosen voice, which has to speak a language; what ``store`` holds is not spoken.

    ``threads`` is how many texts are spoken at once, two unless given. The speaker is to be used as
    a context manager.
    """
    from audioguide.library import load_language, load_pronunciations
    from audioguide.speech import SPEAKING_THREADS, Speaker

    return Speaker(
        options.voice,
        progress,
        pace=options.pace,
        language=language,
        pronunciations=load_pronunciations(),
        calibration=load_language(language).calibration,
        store=store,
        threads=threads or SPEAKING_THREADS,
    )


def look_for_voice(options: Options, language: str = ENGLISH) -> None:
    """Raise UsageError or InstallationError where the chosen voice cannot speak a language here."""
    from audioguide.speech import open_engine

    engine, _ = open_engine(options.voice, language)
    engine.close()


def arrange(
    script: Script, options: Options, progress: Progress = unwatched, store: Store | None = None
) -> Timeline:
    """Return the Timeline of a script: everything at its time, measured on the real voice.

    Promises that cannot be kept are in its ``broken``. Raises AuthorError where what must be said
    does not fit.
    """
    with open_speaker(options, progress, store, script.session.language) as speaker:
        return arrange_with(script, speaker)


def arrange_with(script: Script, speaker: Speaker) -> Timeline:
    """Return the Timeline of a script, as `arrange` does, with a speaker that is open already."""
    from audioguide.timeline import arrange as put_in_time

    speaker.pronounce(script.pronunciations)
    clips = _with_recordings(script, speaker)
    clips.prepare([cue.wordings[0] for cue in script.cues])
    return put_in_time(script, clips, speaker.title)


def _with_recordings(script: Script, speaker: Speaker) -> Speaker | VoicedOver:
    """Return the speaker, with the routine's recordings in front of it where it has any."""
    if script.session.voice_over is None:
        return speaker
    from audioguide.speech import VoicedOver

    spoken = language(script.session.language).spoken
    return VoicedOver(speaker, script.session.voice_over, spoken)


def probe_recordings(script: Script) -> None:
    """Check that all recordings are sound files, without decoding them whole.

    Raises AuthorError for those that are not.
    """
    if script.session.voice_over:
        from audioguide.speech import probe_recordings

        probe_recordings(script.session.voice_over)


def ready(ending: str) -> None:
    """Raise InstallationError unless this machine can write files with this ending (``.mp3``).

    It is called before anything is spoken. Raises UsageError for an ending that no format has.
    """
    if ending not in [one.ending for one in AudioFormat]:
        *most, last = [one.ending for one in AudioFormat]
        hint = f"name it with {', '.join(most)} or {last}"
        raise UsageError(Problem(None, f"a `{ending}` file cannot be written", hint))
    from audioguide.rendering.containers import ready as can_write

    can_write(ending)


def render(
    timeline: Timeline,
    destination: Path,
    progress: Progress = unwatched,
    store: Store | None = None,
    *,
    splice: bool = True,
    threads: int | None = None,
) -> Episode:
    """Write the finished file at ``destination``, whole or not at all, and return the Episode.

    With ``splice`` an MP3 file is put together from frames that the store keeps, and missing ones
    are encoded by ``threads`` at once, two unless given; without, all of it is encoded anew. Raises
    AuthorError for a timeline with broken promises, DestinationError where the file cannot be
    written.
    """
    from audioguide.rendering import ENCODING_THREADS
    from audioguide.rendering import render as write_episode

    if timeline.broken:
        raise AuthorError(timeline.broken)

    at_once = threads or ENCODING_THREADS
    return write_episode(timeline, destination, progress, store, splice=splice, threads=at_once)


def begin(title: str, destination: Path) -> None:
    """Write a new routine of that title to ``destination``, for an author to begin with.

    Raises DestinationError where it cannot be written.
    """
    from audioguide.files import whole
    from audioguide.library import template

    with whole(destination) as file:
        file.write(template(title).encode())


def say(
    text: str,
    options: Options,
    destination: Path,
    progress: Progress = unwatched,
    store: Store | None = None,
) -> int:
    """Write one text to a WAV file as the coach says it; return its length in milliseconds.

    Raises UsageError for a text that no voice can say, DestinationError where the file cannot be
    written.
    """
    from audioguide.files import whole
    from audioguide.model.script import Wording
    from audioguide.mp3 import Tags
    from audioguide.ours import MARK
    from audioguide.rendering.sound_file import write_wav
    from audioguide.sayable import plain_letters, unsayable
    from audioguide.speech import in_parts
    from audioguide.units import samples_to_ms

    if wrong := unsayable(text):
        raise UsageError(Problem(None, *wrong))
    spoken = language(ENGLISH).spoken(plain_letters(text))
    with open_speaker(options, progress, store) as speaker:
        # A long text is many clips, so that a page needs no more memory than a line.
        clips = [speaker.clip(Wording(part, part)) for part in in_parts(spoken)]
        length = sum(clip.length for clip in clips)
        with whole(destination) as file:
            blocks = (clip.samples for clip in clips)
            write_wav(file, blocks, Tags(maker=MARK), samples=length)
    return samples_to_ms(length)


def schema(file: str) -> str:
    """Return the JSON Schema of a kind of file, or of a ``plan``, as text.

    ``file`` is ``exercise``, ``programme``, ``routine`` or ``plan``.
    """
    from audioguide.formats.plan_json import plan_schema
    from audioguide.library import file_schema

    return plan_schema() if file == "plan" else file_schema(file)


def voices() -> list[VoiceEntry]:
    """Return the voices of every engine, whether or not this machine is ready for them."""
    from audioguide.formats.listing import VoiceEntry
    from audioguide.speech import list_voices

    return [
        VoiceEntry(engine, one.name, one.language, one.description, one.ready, one.needs)
        for engine, of_engine in list_voices().items()
        for one in of_engine
    ]
