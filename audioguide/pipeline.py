"""The stages in order, and nothing else: from a name or a file to a finished episode.

Takes what was asked for, calls one stage after another, gives what the last one made. Heavy
stages are imported when they are reached, so that asking for help costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide.errors import AuthorError, Problem, UsageError, in_order
from audioguide.model.routine import Level, Routine
from audioguide.model.script import Script, Talk

if TYPE_CHECKING:
    from audioguide.formats.calendar import CalendarDay, ProgrammeEntry
    from audioguide.formats.checked import Checked
    from audioguide.formats.listing import RoutineEntry, VoiceEntry
    from audioguide.importing import Imported
    from audioguide.model.episode import Episode
    from audioguide.model.programme import Day, Programme
    from audioguide.model.routine import Exercise
    from audioguide.model.timeline import Timeline
    from audioguide.speech import Speaker

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def unwatched(what: str, done: int, total: int) -> None:
    """The progress nobody looks at."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a listener may choose without touching the routine. None: the routine's own."""

    level: Level | None = None
    voice: str = "hibari"
    talk: Talk = Talk.FULL
    seed: int = 0


def read(name: str) -> Routine:
    """The routine of that name, or in that file. Raises AuthorError or UsageError."""
    from audioguide.library import find_programme, load_routine

    if find_programme(name):
        hint = f"`audioguide plan {name}` shows its days, and finds what is wrong with them"
        raise UsageError(Problem(None, f"{name} is a programme, not a routine", hint))
    return load_routine(name)


def programme(name: str) -> Programme | None:
    """The programme of that name, or in that file; None where it is none. Raises AuthorError."""
    from audioguide.library import find_programme, load_programme

    return load_programme(name) if find_programme(name) else None


def day(programme: Programme, week: int, day: Day) -> Routine:
    """The routine of a day in a week (from 1) of a programme. Raises AuthorError."""
    from audioguide.planning import day_routine

    return day_routine(programme, week, day)


def calendar(programme: Programme, level: Level | None = None) -> list[CalendarDay]:
    """Every day of a programme with its estimated length. Raises AuthorError with all mistakes."""
    from audioguide.coaching import estimate_ms
    from audioguide.formats.calendar import CalendarDay
    from audioguide.planning import day_routine, plan

    found: list[CalendarDay] = []
    problems: dict[Problem, str] = {}
    for week in range(1, programme.weeks + 1):
        for one in programme.days:
            try:
                routine = day_routine(programme, week, one)
                session = plan(routine, level or routine.level)
                found.append(CalendarDay(week, one, session.level, estimate_ms(session)))
            except AuthorError as error:
                for problem in error.problems:
                    problems.setdefault(problem, f"week {week}, {one.name}")
    if problems:
        raise AuthorError(
            replace(problem, message=f"{problem.message} ({first})")
            for problem, first in problems.items()
        )
    return found


def write_script(routine: Routine, options: Options) -> Script:
    """Everything that will be said, with longer and shorter wordings, tied to segments."""
    from audioguide.coaching import coach
    from audioguide.library import load_phrases
    from audioguide.planning import plan

    session = plan(routine, options.level or routine.level)
    return coach(session, options.talk, load_phrases(routine.language), options.seed)


def arrange(script: Script, options: Options, progress: Progress = unwatched) -> Timeline:
    """Everything at its time, measured on the real voice."""
    from audioguide.speech import Speaker

    with Speaker(options.voice, progress) as speaker:
        return _spoken(script, speaker, options)


def _spoken(script: Script, speaker: Speaker, options: Options) -> Timeline:
    from audioguide.timeline import arrange as put_in_time

    speaker.prepare([cue.wordings[0] for cue in script.cues])
    return put_in_time(script, speaker, options.voice)


def render(timeline: Timeline, destination: Path, progress: Progress = unwatched) -> Episode:
    """The finished file at ``destination``, whole or not at all."""
    from audioguide.render import render as write_episode

    return write_episode(timeline, destination, progress)


def check(
    name: str, options: Options, fast: bool = False, progress: Progress = unwatched
) -> Checked:
    """What is wrong with a routine at any level, and how long it lasts at those that are right.

    ``fast`` leaves the voice out: lengths are estimates, and nobody asks what fits. Raises
    UsageError for a routine that is not there.
    """
    from audioguide.coaching import estimate_ms
    from audioguide.formats.checked import Checked, Finding
    from audioguide.speech import Speaker

    found: dict[Problem, list[Level]] = {}
    lasting_ms: dict[Level, int] = {}
    with ExitStack() as stack:
        speaker = None if fast else stack.enter_context(Speaker(options.voice, progress))
        for level in Level:
            try:
                script = write_script(read(name), replace(options, level=level))
                lasting_ms[level] = (
                    _spoken(script, speaker, options).duration_ms
                    if speaker
                    else estimate_ms(script.session)
                )
            except AuthorError as error:
                for problem in error.problems:
                    found.setdefault(problem, []).append(level)
    findings = tuple(Finding(problem, tuple(found[problem])) for problem in in_order(found))
    return Checked(name, findings, lasting_ms, estimated=fast)


def begin(title: str, destination: Path) -> None:
    """A routine of that title to begin with, at ``destination``."""
    from audioguide.files import whole
    from audioguide.library import template

    with whole(destination) as file:
        file.write(template(title).encode())


def import_workout(
    file: Path, destination: Path, form: str | None, pace_s_per_km: float | None, lap_ms: int | None
) -> Imported:
    """A workout in another program's format as a routine of ours, which reads and plans.

    ``destination`` is where it will stand: exercises beside it count. Raises AuthorError with
    what cannot be carried over, UsageError for a file that cannot be read.
    """
    from audioguide.importing import ImportOptions, convert
    from audioguide.library import list_exercises, routine_of
    from audioguide.planning import plan

    try:
        data = file.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(Problem(None, f"{file} cannot be read ({why})", "check it")) from error
    known = {exercise.id: exercise.spoken for exercise in list_exercises()}
    options = ImportOptions(form, pace_s_per_km, lap_ms, known)
    imported = convert(data, str(file), options)
    routine = routine_of(imported.yaml.encode(), destination)
    plan(routine, routine.level)
    return imported


def say(text: str, options: Options, destination: Path, progress: Progress = unwatched) -> int:
    """One text as the coach says it, in a WAV file; gives its length in milliseconds."""
    import soundfile

    from audioguide.coaching.words import spoken
    from audioguide.files import whole
    from audioguide.model.script import Wording
    from audioguide.speech import Speaker
    from audioguide.units import RATE_HZ, samples_to_ms

    with Speaker(options.voice, progress) as speaker:
        clip = speaker.clip(Wording(text, spoken(text)))
    with whole(destination) as file:
        soundfile.write(file, clip.samples, RATE_HZ, format="WAV", subtype="PCM_16")
    return samples_to_ms(len(clip.samples))


def routines() -> list[RoutineEntry]:
    """The routines that ship, with their estimated length at level intermediate."""
    from audioguide.coaching import estimate_ms
    from audioguide.formats.listing import RoutineEntry
    from audioguide.library import list_routines
    from audioguide.planning import plan

    return [
        RoutineEntry(
            routine.name,
            routine.title,
            routine.equipment,
            estimate_ms(plan(routine, Level.INTERMEDIATE)),
        )
        for routine in list_routines()
    ]


def programmes() -> list[ProgrammeEntry]:
    """The programmes that ship."""
    from audioguide.formats.calendar import ProgrammeEntry
    from audioguide.library import list_programmes

    return [
        ProgrammeEntry(one.name, one.title, one.weeks, len(one.days)) for one in list_programmes()
    ]


def schema(file: str) -> str:
    """The JSON Schema of an exercise, a programme, a routine or a plan, as text."""
    from audioguide.formats.plan_json import plan_schema
    from audioguide.library import file_schema

    return plan_schema() if file == "plan" else file_schema(file)


def exercises() -> list[Exercise]:
    """The exercises that ship."""
    from audioguide.library import list_exercises

    return list(list_exercises())


def voices() -> list[VoiceEntry]:
    """The voices of every engine, whether or not this machine is ready for them."""
    from audioguide.formats.listing import VoiceEntry
    from audioguide.speech import list_voices

    return [
        VoiceEntry(engine, one.name, one.language, one.description, one.ready, one.needs)
        for engine, of_engine in list_voices().items()
        for one in of_engine
    ]
