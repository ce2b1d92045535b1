"""Small routines made by hand, and sessions as lines that people compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import (
    AnyBlock,
    Band,
    Block,
    BlockKind,
    Exercise,
    Item,
    Level,
    Range,
    Routine,
    Tempo,
)
from audioguide.model.session import Segment, Session
from audioguide.model.transition import ELASTIC, Dose, SegmentKind
from audioguide.planning import plan
from tests.language.english import title

HERE = Source("made.yaml")
LOOP = Band("loop", "knees")
LOW_LOOP = Band("loop", "ankles")
FOOT = Band("flat", "foot", one_limb=True)
DOOR = Band("tube", "door", anchor=True)
ANKLE_STRAP = Band("tube", "ankle", one_limb=True, anchor=True)


def seconds(low: float, high: float | None = None) -> Range:
    """Return a range of times from ``low`` to ``high`` seconds, or a single time."""
    return Range(round(low * 1000), round((low if high is None else high) * 1000))


def number(low: int, high: int | None = None) -> Range:
    """Return a range of counts from ``low`` to ``high``, or a single count."""
    return Range(low, low if high is None else high)


def tempo(digits: str = "2-0-2-0") -> Tempo:
    """Return the tempo of these four digits."""
    return Tempo(*(int(digit) for digit in digits.split("-")))


def exercise(name: str = "a", **values: Any) -> Exercise:
    """Return a movement of twenty seconds, unless ``values`` say otherwise."""
    if "reps" in values:
        values.setdefault("tempo", tempo())
    else:
        values.setdefault("work_ms", seconds(20))
    return Exercise(name, name.upper(), name, HERE, **values)


def item(of: Exercise | str, line: int = 1, **values: Any) -> Item:
    """Return an exercise as a block asks for it."""
    movement = exercise(of) if isinstance(of, str) else of
    return Item(movement, Source(HERE.file, line), **values)


def _items(items: Iterable[Item | Exercise | str]) -> tuple[Item, ...]:
    return tuple(
        one if isinstance(one, Item) else item(one, line) for line, one in enumerate(items, 1)
    )


def sets(*items: Item | Exercise | str, **values: Any) -> Block:
    """Return a block of sets."""
    return Block(BlockKind.SETS, _items(items), HERE, **values)


def circuit(*items: Item | Exercise | str, **values: Any) -> Block:
    """Return a block of rounds."""
    return Block(BlockKind.CIRCUIT, _items(items), HERE, **values)


def intervals(*items: Item | Exercise | str, **values: Any) -> Block:
    """Return a block by the clock."""
    return Block(BlockKind.INTERVALS, _items(items), HERE, **values)


def emom(minutes: float | Range, *items: Item | Exercise | str, **values: Any) -> Block:
    """Return a block minute by minute."""
    length = minutes if isinstance(minutes, Range) else seconds(60 * minutes)
    return Block(BlockKind.EMOM, _items(items), HERE, duration_ms=length, **values)


def amrap(minutes: float | Range, *items: Item | Exercise | str, **values: Any) -> Block:
    """Return a block of uncounted rounds."""
    length = minutes if isinstance(minutes, Range) else seconds(60 * minutes)
    return Block(BlockKind.AMRAP, _items(items), HERE, duration_ms=length, **values)


def routine(*blocks: AnyBlock, **values: Any) -> Routine:
    """Return a routine of these blocks."""
    return Routine("made", "Made", HERE, blocks, **values)


def session(*blocks: AnyBlock, level: Level = Level.INTERMEDIATE, **values: Any) -> Session:
    """Return the session of a routine of these blocks."""
    return plan(routine(*blocks, **values), level)


def problems(*blocks: AnyBlock, level: Level = Level.INTERMEDIATE, **values: Any) -> list[str]:
    """Return what is wrong with a routine of these blocks; empty where nothing is."""
    try:
        session(*blocks, level=level, **values)
    except AuthorError as error:
        return [problem.message for problem in error.problems]
    return []


def body(planned: Session) -> tuple[Segment, ...]:
    """Return the segments between intro and outro."""
    return planned.segments[1:-1]


def work(planned: Session) -> list[Segment]:
    """Return the stretches of work."""
    return [segment for segment in planned.segments if segment.kind is SegmentKind.WORK]


def walk(planned: Session) -> list[str]:
    """Return the session's body in words, such as ``setup a left +5``, ``work a left 20``.

    Fixed lengths are in seconds; the tails of elastic segments have a plus.
    """
    return [_step(segment) for segment in body(planned)]


def _step(segment: Segment) -> str:
    elastic = segment.kind in ELASTIC
    length = segment.tail_ms if elastic else segment.duration_ms or 0
    words = [
        segment.kind,
        segment.exercise.id if segment.exercise else _round(segment),
        segment.side or "",
        f"{'+' if elastic else ''}{length / 1000:g}",
    ]
    return " ".join(filter(None, words))


def lines(planned: Session) -> str:
    """Return a session as text, with a line for each segment and all that is not its default."""
    return "".join(f"{_line(segment)}\n" for segment in planned.segments)


def _line(segment: Segment) -> str:
    elastic = segment.kind in ELASTIC
    length = f"+{segment.tail_ms / 1000:.1f}" if elastic else f"{(segment.duration_ms or 0) / 1000}"
    notes = [
        " ".join(filter(None, [segment.exercise.id if segment.exercise else "", segment.side])),
        f"set {segment.set}/{segment.sets}" if segment.set else "",
        f"round {segment.round}/{segment.rounds}" if segment.round else "",
        f"{segment.reps} x {segment.tempo}" if segment.reps else "",
        f"again and again {_round(segment)}" if segment.amrap_items else "",
        f"of {_dose(segment.dose)}" if segment.dose else "",
        "first time" if segment.first_time else "",
        f"explains {' '.join(one.id for one in segment.explains)}" if segment.explains else "",
        f"ready {segment.get_ready_ms / 1000:g}" if segment.get_ready_ms else "",
        f"form {' '.join(segment.form)}" if segment.form else "",
        f"says {segment.text}" if segment.text else "",
        f"in {segment.block}" if segment.block else "",
        f"# {title(segment.chapter)}" if segment.chapter else "",
    ]
    said = " | ".join(filter(None, notes))
    return f"{segment.index:3} {segment.kind:6} {length:>6}  {said}".rstrip()


def _round(segment: Segment) -> str:
    """Return an uncounted round in words, such as ``(3 a, 20 s b each side)``."""
    amrap_items = [
        f"{item.reps or f'{item.work_ms / 1000:g} s'} {item.exercise.id}"
        f"{' each side' if item.each_side else ''}"
        for item in segment.amrap_items
    ]
    return f"({', '.join(amrap_items)})" if amrap_items else ""


def _dose(dose: Dose) -> str:
    amount = ",".join(map(str, dose.reps)) if dose.reps else f"{dose.work_ms / 1000:g} s"
    return f"{dose.sets} x {amount}{' each side' if dose.each_side else ''}"
