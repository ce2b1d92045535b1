"""All that is known of one thing: an exercise, a routine, a programme or a voice, and who uses it.

Takes a name or a file and a folder of one's own, goes through the stages of `pipeline` as far as
the answer needs, gives nouns for `formats`. Stages are imported when they are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide import inspection, pipeline
from audioguide.errors import (
    AudioguideError,
    AuthorError,
    InstallationError,
    Problem,
    UsageError,
    in_order,
)
from audioguide.formats.listing import VoiceEntry
from audioguide.formats.shown import (
    BlockShown,
    ExerciseShown,
    Home,
    ItemShown,
    ProgrammeShown,
    RoutineShown,
    Thing,
    User,
    VoiceShown,
)
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    Exercise,
    Item,
    Level,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
)

if TYPE_CHECKING:
    from audioguide.library import Catalogue
    from audioguide.model.programme import Programme

IN_ROUNDS = frozenset({BlockKind.CIRCUIT, BlockKind.INTERVALS})


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a name stands for, and the problems of files that could not be asked."""

    things: tuple[Thing, ...]
    problems: tuple[Problem, ...] = ()


def everything(name: str, content: Path | None = None) -> Found:
    """Return all that has this name, or what is in this file, in the order of `audioguide list`.

    A voice is named as after ``--voice``. ``content`` is a folder of one's own files. What uses a
    thing is looked for among what ships, in ``content``, and near a file that is named by its path.
    Broken files among those, and mistakes in one thing where there is another, are among the
    problems. Raises AuthorError or InstallationError where all that has the name is broken, and
    UsageError where nothing has it.
    """
    from audioguide.library import Shelf, catalogue, files_of, unknown
    from audioguide.speech import engines

    where = catalogue(content)
    problems: list[Problem] = []
    things: list[Thing] = []
    failures: list[AudioguideError] = []
    is_voice = name.partition(":")[0] in engines()
    files = {} if is_voice and ":" in name else files_of(name, where)
    makers: dict[Shelf, Callable[[str, Path, Catalogue, list[Problem]], Thing]] = {
        Shelf.ROUTINES: _routine,
        Shelf.PROGRAMMES: _programme,
        Shelf.EXERCISES: _exercise,
    }
    jobs: list[Callable[[], Thing]] = [
        partial(make, name, files[shelf], where, problems)
        for shelf, make in makers.items()
        if shelf in files
    ]
    if is_voice:
        jobs.append(partial(_voice, name))
    for job in jobs:
        try:
            things.append(job())
        except (AuthorError, UsageError, InstallationError) as error:
            failures.append(error)
    if not things and not failures:
        raise unknown(name, where, _typed_voices())
    if not things:
        raise failures[0]
    problems += [problem for error in failures for problem in error.problems]
    return Found(tuple(things), tuple(in_order(dict.fromkeys(problems))))


def _exercise(name: str, path: Path, where: Catalogue, problems: list[Problem]) -> ExerciseShown:
    from audioguide.library import around, beside, exercise_in, list_routines

    exercise = exercise_in(path)
    book = pipeline.language(pipeline.ENGLISH)
    near, _ = beside(name, where)
    routines = [*near, *list_routines(around(name, where), problems)]
    return ExerciseShown(
        exercise,
        book.book.groups.get(exercise.group, exercise.group),
        book.band_name(exercise.band.kind) if exercise.band else "",
        _home(path, exercise.source.file),
        _users(one for one in routines if _has(one, exercise)),
    )


def _has(routine: Routine, exercise: Exercise) -> bool:
    """Return whether a routine asks for this exercise; another file's of the same id is another."""
    blocks = [block for block in routine.blocks if isinstance(block, Block)]
    asked = [item.exercise for block in blocks for item in block.items]
    asked += [block.recover for block in blocks if block.recover]
    wanted = exercise.id, exercise.source.file
    return any((one.id, one.source.file) == wanted for one in asked)


def _routine(name: str, path: Path, where: Catalogue, problems: list[Problem]) -> RoutineShown:
    from audioguide.coaching import estimate_ms
    from audioguide.library import around, beside, list_programmes, load_routine
    from audioguide.planning import plan

    routine = load_routine(str(path), where)
    about_ms: dict[Level, int] = {}
    for level in Level:
        try:
            about_ms[level] = estimate_ms(plan(routine, level))
        except AuthorError as error:
            problems += error.problems
    _, near = beside(name, where)
    programmes = [*near, *list_programmes(around(name, where), problems)]
    return RoutineShown(
        routine,
        tuple(_block(block, routine) for block in routine.blocks),
        about_ms,
        _home(path, routine.source.file),
        _users(one for one in programmes if _trains(one, routine)),
    )


def _trains(programme: Programme, routine: Routine) -> bool:
    trained = (one for day in programme.days for one in day.routines if one)
    return any(one.source.file == routine.source.file for one in trained)


def _block(block: AnyBlock, routine: Routine) -> BlockShown | SayBlock | PauseBlock:
    if not isinstance(block, Block):
        return block
    items = tuple(_item(item, block, routine) for item in block.items)
    rounds = (block.rounds or Range(1, 1)) if block.kind in IN_ROUNDS else None
    return BlockShown(block, items, rounds)


def _item(item: Item, block: Block, routine: Routine) -> ItemShown:
    from audioguide.planning import amounts_of

    asked = amounts_of(item, block)
    timed = asked.work_ms is not None
    counted_aloud = not timed and block.kind is not BlockKind.AMRAP
    return ItemShown(
        item,
        asked.sets,
        () if timed else asked.reps,
        asked.work_ms,
        asked.tempo if counted_aloud else None,
        asked.sides,
        renamed="name" in item.places,
        defined="says" in item.places or item.exercise.source.file == routine.source.file,
    )


def _programme(name: str, path: Path, where: Catalogue, problems: list[Problem]) -> ProgrammeShown:
    from audioguide.library import load_programme

    programme = load_programme(str(path), where)
    days = tuple(inspection.calendar(programme))
    problems += [problem for day in days for problem in day.broken]
    return ProgrammeShown(programme, days, _home(path, programme.source.file))


def _voice(name: str) -> VoiceShown:
    """Return the voice of ``ENGINE[:VOICE]``; one of an engine that cannot be used is not ready.

    Raises UsageError where the engine has no such voice.
    """
    from audioguide.speech import Voice, find_engine, find_voice

    engine, _, typed = name.partition(":")
    try:
        made, meant = find_engine(name)
        voices = made.voices()
    except InstallationError as error:
        needs = "; ".join(problem.message for problem in error.problems)
        meant, voices = typed, (Voice(typed, "", "", ready=False, needs=needs),)
    if not voices:
        needs = "a voice: this machine has none for it"
        voices = (Voice("", "", "", ready=False, needs=needs),)
    nameless = not voices[0].name
    voice = voices[0] if nameless or not meant else find_voice(engine, voices, meant)
    entries = {
        one: VoiceEntry(engine, one.name, one.language, one.description, one.ready, one.needs)
        for one in voices
    }
    others = tuple(entry for one, entry in entries.items() if one is not voice)
    return VoiceShown(entries[voice], not typed, others)


def _typed_voices() -> list[str]:
    """Return all engines, and all voices as they are typed."""
    voices = pipeline.voices()
    engines = dict.fromkeys(one.engine for one in voices)
    return [*engines, *(f"{one.engine}:{one.name}" for one in voices if one.name)]


def _home(path: Path, file: str) -> Home:
    from audioguide.library import content_folder

    return Home(file, path.resolve().is_relative_to(content_folder()))


def _users(users: Iterable[Routine | Programme]) -> tuple[User, ...]:
    """Return those that use a thing, each file once."""
    by_file = {one.source.file: User(one.name, one.title, one.source.file) for one in users}
    return tuple(by_file.values())
