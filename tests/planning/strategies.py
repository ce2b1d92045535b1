"""Make routines that nobody wrote, with what a block of each kind may ask for."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from audioguide.errors import Source
from audioguide.model.routine import (
    AnyBlock,
    Band,
    Block,
    BlockKind,
    Exercise,
    Item,
    PauseBlock,
    Phase,
    Position,
    Range,
    Rests,
    Routine,
    SayBlock,
    Side,
    Sides,
    Tempo,
)
from tests.planning.nouns import HERE


def times(least_s: int, most_s: int) -> st.SearchStrategy[Range]:
    """Make ranges of durations in tenths of a second."""
    tenths = st.integers(least_s * 10, most_s * 10)
    return st.tuples(tenths, tenths).map(lambda ends: Range(min(ends) * 100, max(ends) * 100))


def counts(most: int) -> st.SearchStrategy[Range]:
    """Make ranges of counts."""
    number = st.integers(1, most)
    return st.tuples(number, number).map(lambda ends: Range(min(ends), max(ends)))


def maybe(one: st.SearchStrategy[Range]) -> st.SearchStrategy[Range | None]:
    """Make what may be written or left out."""
    return st.none() | one


TEMPI = st.builds(Tempo, st.integers(1, 4), st.integers(0, 2), st.integers(0, 4), st.integers(0, 2))
BANDS = st.none() | st.builds(
    Band,
    st.sampled_from(["loop", "flat"]),
    st.sampled_from(["feet", "knees"]),
    st.booleans(),
    st.booleans(),
)
RESTS = st.builds(Rests, *[maybe(times(0, 90))] * 4)
LONG_RESTS = st.builds(Rests, *[times(40, 90)] * 4)
# Turns that alternate come out even by chance, and seldom.
SIDES = st.sampled_from([*Sides, *[Sides.NONE, Sides.EACH_SET, Sides.EACH_BLOCK] * 3])
GET_READY = maybe(times(5, 40))
WORDS = st.sampled_from(["", "", "", "A word about it."])


@st.composite
def exercises(draw: st.DrawFn, name: str) -> Exercise:
    """Make a movement, counted or timed."""
    counted = draw(st.booleans())
    return Exercise(
        name,
        name.upper(),
        name,
        Source(f"{name}.yaml"),
        position=draw(st.sampled_from(list(Position)[:3])),
        band=draw(BANDS),
        sides=draw(SIDES),
        first_side=draw(st.sampled_from(list(Side))),
        begins=draw(st.sampled_from(list(Phase))),
        sets=draw(maybe(counts(4))),
        reps=draw(counts(20)) if counted else None,
        tempo=draw(TEMPI) if counted else None,
        work_ms=None if counted else draw(times(1, 200)),
        rest_ms=draw(maybe(times(0, 60))),
    )


@st.composite
def items(draw: st.DrawFn, known: list[Exercise], kind: str, line: int) -> Item:
    """Make an entry that a block of that kind may hold without a mistake of form."""
    exercise = draw(st.sampled_from(known))
    reps: tuple[Range, ...] = ()
    if kind != "intervals" and (exercise.tempo or kind == "amrap"):
        most = 3 if kind == "sets" else 1
        reps = tuple(draw(st.lists(counts(12), max_size=most)))
    sides = draw(st.none() | SIDES)
    if kind != "sets" and sides is Sides.EACH_BLOCK:
        sides = None
    return Item(
        exercise,
        Source(HERE.file, line),
        sets=draw(maybe(counts(4))) if kind == "sets" and len(reps) < 2 else None,
        reps=reps,
        work_ms=None if reps else draw(maybe(times(1, 30 if kind == "emom" else 90))),
        tempo=draw(st.none() | TEMPI) if exercise.tempo else None,
        sides=sides,
        rests=draw(RESTS),
        get_ready_ms=draw(GET_READY),
        before=draw(WORDS) if kind in ("sets", "circuit") else "",
        after=draw(WORDS) if kind in ("sets", "circuit") else "",
    )


@st.composite
def blocks(draw: st.DrawFn, known: list[Exercise], number: int) -> AnyBlock:
    """Make a block whose entries have lines of their own."""
    kind = draw(st.sampled_from([*map(str, BlockKind), "say", "pause"]))
    source = Source(HERE.file, number * 100)
    if kind == "say":
        return SayBlock("Hello.", source)
    if kind == "pause":
        return PauseBlock(draw(times(1, 60)), source)
    by_the_clock = kind in ("intervals", "emom")
    values: dict[str, Any] = {
        "items": tuple(
            draw(items(known, kind, number * 100 + one))
            for one in range(1, draw(st.integers(2, 5)))
        ),
        "source": source,
        "name": draw(st.sampled_from(["", "B"])),
        "work_ms": draw(times(1, 40) if by_the_clock else maybe(times(1, 90))),
        "rests": draw(LONG_RESTS if kind == "intervals" and draw(st.booleans()) else RESTS),
        "get_ready_ms": draw(GET_READY),
        "before": draw(WORDS),
        "after": draw(WORDS),
    }
    if kind in ("circuit", "intervals"):
        values["rounds"] = draw(maybe(counts(4)))
    if kind in ("emom", "amrap"):
        minutes = draw(counts(6))
        values["duration_ms"] = Range(minutes.low * 60_000, minutes.high * 60_000)
    return Block(BlockKind(kind), **values)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """Make a routine of a few movements that come back in several blocks."""
    known = [draw(exercises(name)) for name in ("a", "b", "c", "d")[: draw(st.integers(1, 4))]]
    asked = tuple(draw(blocks(known, number)) for number in range(1, draw(st.integers(2, 5))))
    return Routine("made", "Made", HERE, asked, rests=draw(RESTS), get_ready_ms=draw(GET_READY))
