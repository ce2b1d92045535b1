"""The stages in order, and nothing else: from a name or a file to a finished episode.

Takes what was asked for, calls one stage after another, gives what the last one made. Heavy
stages are imported when they are reached, so that asking for help costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide.errors import AuthorError, InstallationError, Problem, UsageError
from audioguide.model.routine import Level, Routine
from audioguide.model.script import Script, TalkProfile

if TYPE_CHECKING:
    from audioguide.formats.listing import VoiceEntry
    from audioguide.model.episode import Episode
    from audioguide.model.phrases import Phrases
    from audioguide.model.programme import Programme
    from audioguide.model.timeline import Timeline
    from audioguide.model.voice_over import VoiceOver
    from audioguide.speech import Speaker, VoicedOver
    from audioguide.store import Contents, Store

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def unwatched(what: str, done: int, total: int) -> None:
    """The progress nobody looks at."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a listener may choose without touching the routine. None: the routine's own."""

    level: Level | None = None
    voice: str = "hibari"
    talk: TalkProfile = TalkProfile.FULL
    seed: int = 0
    pace: float = 1.0
    """Of speech: over 1 is faster."""
    skip_explanations: bool = False
    """The listener knows the movements: names and doses, no explanations."""
    intro: bool = True
    """Without it the opening sound is all of the introduction."""


def read(name: str, content: Path | None = None) -> Routine:
    """The routine of that name, or in that file. Raises AuthorError or UsageError.

    ``content`` is a folder of one's own, here and below, whose files come before those that ship.
    """
    from audioguide.library import catalogue, find_programme, load_routine

    where = catalogue(content)
    if find_programme(name, where):
        hint = f"`audioguide plan {name}` shows its days, and finds what is wrong with them"
        raise UsageError(Problem(None, f"{name} is a programme, not a routine", hint))
    return load_routine(name, where)


def programme(name: str, content: Path | None = None) -> Programme | None:
    """The programme of that name, or in that file; None where it is none. Raises AuthorError."""
    from audioguide.library import catalogue, find_programme, load_programme

    where = catalogue(content)
    return load_programme(name, where) if find_programme(name, where) else None


def write_script(routine: Routine, options: Options) -> Script:
    """Everything that will be said, with longer and shorter wordings, tied to segments."""
    from audioguide.coaching import coach
    from audioguide.library import load_phrases
    from audioguide.planning import plan

    session = plan(routine, options.level or routine.level)
    phrases = load_phrases(routine.language)
    script = coach(
        session,
        options.talk,
        phrases,
        options.seed,
        skip_explanations=options.skip_explanations,
        intro=options.intro,
    )
    # A day of a programme leaves out, and names otherwise, what its routine alone says.
    if session.voice_over and not routine.day:
        _refuse_unsaid(routine, session.voice_over, script, phrases, options.seed)
    return script


def _refuse_unsaid(
    routine: Routine, over: VoiceOver, script: Script, phrases: Phrases, seed: int
) -> None:
    """Raises AuthorError with the recorded lines that the routine says at no level, and never."""
    from audioguide.coaching import every_text, texts, unmatched_recordings
    from audioguide.planning import plan

    def said() -> Iterator[str]:
        yield from texts(script)
        for level in Level:
            with suppress(AuthorError):
                yield from every_text(plan(routine, level), phrases, seed)

    if problems := unmatched_recordings(over.lines, said()):
        raise AuthorError(problems)


def open_store(complain: Callable[[str], None]) -> Store:
    """What was made before, kept for the next time; ``complain`` is told what is wrong with it."""
    from audioguide.store import Store

    return Store(complain=complain)


def open_speaker(
    options: Options, progress: Progress = unwatched, store: Store | None = None
) -> Speaker:
    """The voice that was chosen; what ``store`` has is not spoken again."""
    from audioguide.library import load_pronunciations
    from audioguide.speech import Speaker

    return Speaker(
        options.voice,
        progress,
        pace=options.pace,
        pronunciations=load_pronunciations(),
        store=store,
    )


def arrange(
    script: Script, options: Options, progress: Progress = unwatched, store: Store | None = None
) -> Timeline:
    """Everything at its time, measured on the real voice, and what is promised in vain."""
    with open_speaker(options, progress, store) as speaker:
        return arrange_with(script, speaker)


def arrange_with(script: Script, speaker: Speaker) -> Timeline:
    """The same with a speaker that is there already."""
    from audioguide.timeline import arrange as put_in_time

    clips = _with_recordings(script, speaker)
    clips.prepare([cue.wordings[0] for cue in script.cues])
    return put_in_time(script, clips, speaker.title)


def _with_recordings(script: Script, speaker: Speaker) -> Speaker | VoicedOver:
    if script.session.voice_over is None:
        return speaker
    from audioguide.coaching import spoken
    from audioguide.speech import VoicedOver

    return VoicedOver(speaker, script.session.voice_over, spoken)


def probe_recordings(script: Script) -> None:
    """Whether recordings are sound files, without hearing them. Raises AuthorError."""
    if script.session.voice_over:
        from audioguide.speech import probe_recordings

        probe_recordings(script.session.voice_over)


def ready(ending: str) -> None:
    """Nothing, if this machine can write files of that ending. Raises InstallationError.

    To be asked before anything is spoken.
    """
    from audioguide.render.containers import ready as can_write

    can_write(ending)


def render(
    timeline: Timeline,
    destination: Path,
    progress: Progress = unwatched,
    store: Store | None = None,
    *,
    splice: bool = True,
) -> Episode:
    """The finished file at ``destination``, whole or not at all.

    ``splice`` puts an MP3 together from frames that are kept; without, all of it is encoded anew.
    Raises AuthorError for a timeline that does not keep its promises.
    """
    from audioguide.render import render as write_episode

    if timeline.broken:
        raise AuthorError(timeline.broken)

    return write_episode(timeline, destination, progress, store, splice=splice)


def begin(title: str, destination: Path) -> None:
    """A routine of that title to begin with, at ``destination``."""
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
    """One text as the coach says it, in a WAV file; gives its length in milliseconds."""
    from audioguide.coaching.words import spoken
    from audioguide.files import whole
    from audioguide.model.script import Wording
    from audioguide.mp3 import Tags
    from audioguide.ours import MARK
    from audioguide.render.sound_file import write_wav
    from audioguide.speech import in_parts
    from audioguide.units import samples_to_ms

    with open_speaker(options, progress, store) as speaker:
        # A long text is many clips, so that a page needs no more memory than a line.
        clips = [speaker.clip(Wording(part, part)) for part in in_parts(spoken(text))]
        length = sum(clip.length for clip in clips)
        with whole(destination) as file:
            blocks = (clip.samples for clip in clips)
            write_wav(file, blocks, Tags(maker=MARK), samples=length)
    return samples_to_ms(length)


def cache(complain: Callable[[str], None]) -> Contents:
    """What is kept, and where; ``complain`` is told what is wrong with it."""
    with open_store(complain) as store:
        return store.contents()


def clear_cache() -> Contents:
    """Forget all that is kept; gives what there was. Raises InstallationError where it stays."""
    messages: list[str] = []
    with open_store(messages.append) as store:
        before = store.contents()
        if not store.clear():
            hint = f"let it be written, end other renders, or delete {before.path.parent}"
            raise InstallationError(Problem(None, messages[-1], hint))
        return before


def schema(file: str) -> str:
    """The JSON Schema of an exercise, a programme, a routine or a plan, as text."""
    from audioguide.formats.plan_json import plan_schema
    from audioguide.library import file_schema

    return plan_schema() if file == "plan" else file_schema(file)


def voices() -> list[VoiceEntry]:
    """The voices of every engine, whether or not this machine is ready for them."""
    from audioguide.formats.listing import VoiceEntry
    from audioguide.speech import list_voices

    return [
        VoiceEntry(engine, one.name, one.language, one.description, one.ready, one.needs)
        for engine, of_engine in list_voices().items()
        for one in of_engine
    ]
