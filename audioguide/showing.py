"""Everything that is known of a name, and who uses it.

Takes a name and a folder of one's own, gives entries for `formats.shown`. Reads content as
`inspection` does; no voice is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide import pipeline
from audioguide.errors import AuthorError, Problem, UsageError, nearest
from audioguide.formats import words
from audioguide.formats.shown import Fact, Shown
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
    Sides,
)

if TYPE_CHECKING:
    from audioguide.formats.listing import VoiceEntry
    from audioguide.library import Catalogue
    from audioguide.model.programme import Programme

_ENDINGS = (".yaml", ".yml")


def show(name: str, content: Path | None = None) -> list[Shown]:
    """Return every thing of that name, or what is in that file.

    ``content`` is a folder of one's own files. Raises UsageError where there is nothing of that
    name, AuthorError for mistakes in the file that has it.
    """
    if Path(name).suffix.lower() in _ENDINGS or len(Path(name).parts) > 1:
        found = pipeline.programme(name, content) or pipeline.read(name, content)
        return [_routine(found, ()) if isinstance(found, Routine) else _programme(found, "")]
    from audioguide.library import catalogue

    where = catalogue(content)
    things = [*_exercises(name, where), *_routines(name, where), *_programmes(name, where)]
    things = things or list(_voices(name))
    if not things:
        hint = nearest(name, _names(where)) or "see `audioguide list` for all there are"
        raise UsageError(Problem(None, f"nothing is called `{name}`", hint))
    return things


def _names(where: Catalogue) -> list[str]:
    from audioguide.library import Shelf

    voices = {f"{one.engine}:{one.name}" if one.name else one.engine for one in pipeline.voices()}
    return sorted({name for shelf in Shelf for name in where.files(shelf)} | voices)


def _exercises(name: str, where: Catalogue) -> Iterator[Shown]:
    from audioguide.library import Shelf, list_exercises, list_routines

    if not where.find(name, Shelf.EXERCISES):
        return
    problems: list[Problem] = []
    found = [one for one in list_exercises(where, problems) if one.id == name]
    if not found:
        raise AuthorError([one for one in problems if one.source and name in one.source.file])
    used = tuple(
        one.name
        for one in list_routines(where, [])
        if any(item.exercise.id == name for item in _items(one))
    )
    groups = pipeline.language(pipeline.ENGLISH).book.groups
    yield from (_exercise(one, groups.get(one.group, one.group), used) for one in found)


def _exercise(one: Exercise, group: str, used: tuple[str, ...]) -> Shown:
    band = f"{one.band.kind} band, {one.band.at}" if one.band else ""
    facts: list[Fact] = [
        ("Called", one.name),
        ("Said as", one.spoken if one.spoken.lower() != one.name.lower() else ""),
        ("Group", group),
        ("Trains", one.muscles),
        ("Position", one.position.value),
        ("Band", band),
        ("Sides", "" if one.sides is Sides.NONE else f"{one.sides}, {one.first_side} first"),
        ("Amount", _amount(one.sets, (one.reps,) if one.reps else (), one.work_ms)),
        ("Tempo", str(one.tempo or "")),
        ("Setup", one.setup),
        ("Movement", one.movement),
        ("In short", one.brief),
        ("Form", one.form),
        ("Avoid", one.avoid),
        ("Safety", one.safety),
        ("Easier", one.easier),
        ("Harder", one.harder),
        ("File", one.source.file),
        ("Used by", used),
    ]
    return Shown("exercise", one.id, tuple(facts))


def _routines(name: str, where: Catalogue) -> Iterator[Shown]:
    from audioguide.library import Shelf, list_programmes, load_routine

    if where.find(name, Shelf.ROUTINES):
        used = tuple(
            one.name
            for one in list_programmes(where, [])
            if any(each and each.name == name for day in one.days for each in day.routines)
        )
        yield _routine(load_routine(name, where), used)


def _routine(one: Routine, used: tuple[str, ...]) -> Shown:
    from audioguide.coaching import estimate_ms
    from audioguide.planning import plan

    minutes = {level: round(estimate_ms(plan(one, level)) / 60_000) for level in Level}
    lengths = ", ".join(f"{level} {max(1, about)} min" for level, about in minutes.items())
    facts: list[Fact] = [
        ("Title", one.title),
        ("Summary", one.summary),
        ("Level", one.level.value),
        ("About", lengths),
        ("Equipment", one.equipment),
        ("Tags", ", ".join(one.tags)),
        ("Author", one.author),
        ("Copyright", one.copyright),
        ("Page", one.url),
        ("Date", one.date),
        ("Language", one.language),
        ("Blocks", tuple(map(_block, one.blocks))),
        ("File", one.source.file),
        ("Used by", used),
    ]
    return Shown("routine", one.name, tuple(facts))


def _block(block: AnyBlock) -> str:
    if isinstance(block, SayBlock):
        return f"say: {block.text}"
    if isinstance(block, PauseBlock):
        return f"pause: {_span(block.duration_ms)}"
    again = block.rounds and block.rounds.high > 1
    rounds = f" {_count(block.rounds)} rounds" if block.rounds and again else ""
    time = f" {_span(block.duration_ms)}" if block.duration_ms else ""
    name = f" ({block.name})" if block.name else ""
    items = ", ".join(filter(None, (_item(item, block) for item in block.items)))
    return f"{block.kind}{time}{rounds}{name}: {items}"


def _item(item: Item, block: Block) -> str:
    own = item.exercise
    work_ms = item.work_ms or (None if item.reps else block.work_ms)
    reps = item.reps or ((own.reps,) if own.reps and not work_ms else ())
    sets = (item.sets or own.sets) if block.kind is BlockKind.SETS and len(reps) < 2 else None
    amount = _amount(sets, reps, work_ms or (None if reps else own.work_ms))
    return f"{own.id} {amount}".strip()


def _amount(sets: Range | None, reps: tuple[Range, ...], work_ms: Range | None) -> str:
    """Return ``3 x 10``, ``3 x 30 s`` or ``10, 8, 6``, whatever there is of it."""
    once = ", ".join(map(_count, reps)) or (_span(work_ms) if work_ms else "")
    return " x ".join(filter(None, (_count(sets) if sets else "", once)))


def _count(range_: Range) -> str:
    return str(range_.low) if range_.low == range_.high else f"{range_.low}-{range_.high}"


def _span(range_ms: Range) -> str:
    low, high = words.length(range_ms.low), words.length(range_ms.high)
    return low if low == high else f"{low} to {high}"


def _programmes(name: str, where: Catalogue) -> Iterator[Shown]:
    from audioguide.library import Shelf, load_programme

    if path := where.find(name, Shelf.PROGRAMMES):
        yield _programme(load_programme(name, where), path.as_posix())


def _programme(one: Programme, file: str) -> Shown:
    routines = dict.fromkeys(each.name for day in one.days for each in day.routines if each)
    facts: list[Fact] = [
        ("Title", one.title),
        ("Summary", one.summary),
        ("Author", one.author),
        ("Weeks", str(one.weeks)),
        ("Days", ", ".join(day.name for day in one.days)),
        ("Routines", tuple(routines)),
        ("File", one.source.file),
        ("Calendar", f"audioguide plan {one.name if file else one.source.file}"),
    ]
    return Shown("programme", one.name, tuple(facts))


def _voices(name: str) -> Iterator[Shown]:
    engine, colon, voice = name.partition(":")
    of_engine = [one for one in pipeline.voices() if one.engine == engine]
    for one in of_engine:
        if (colon and one.name != voice) or not (colon or one is of_engine[0]):
            continue
        alike = [other.name for other in of_engine if _language(other) == _language(one)]
        others = [f"{engine}:{other}" for other in alike if other != one.name]
        more = len(of_engine) - 1 - len(others)
        if more:
            others.append(f"and {more} for other languages: see `audioguide list voices`")
        facts: list[Fact] = [
            ("Engine", engine),
            ("Language", one.language),
            ("About", one.description),
            ("Ready", "yes" if one.ready else "no"),
            ("Needs", one.needs),
            ("Others", ", ".join(others)),
            ("Try it", f"audioguide say Hello. --voice {name}"),
        ]
        yield Shown("voice", f"{engine}:{one.name}" if one.name else engine, tuple(facts))


def _language(voice: VoiceEntry) -> str:
    return voice.language.partition("-")[0]


def _items(routine: Routine) -> Iterator[Item]:
    for block in routine.blocks:
        if isinstance(block, Block):
            yield from block.items
