"""Routines nobody wrote, at every level and talk, in voices nobody has: all promises hold."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from audioguide.errors import AuthorError, Problem, Source
from audioguide.model.routine import (
    AnyBlock,
    Band,
    Block,
    BlockKind,
    Exercise,
    Item,
    Level,
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
from audioguide.model.script import TalkProfile
from audioguide.planning import plan
from audioguide.timeline import arrange
from tests.language.english import in_english
from tests.timeline.promises import check
from tests.timeline.voices import FakeVoice

SOURCE = Source("made-up.yaml", 3, 1)
NAMES = ("banded squat", "lateral walk", "calf stretch", "plank")


def maybe(strategy: st.SearchStrategy[Range]) -> st.SearchStrategy[Range | None]:
    """That, or nothing written."""
    return st.none() | strategy


def times(*seconds: float) -> st.SearchStrategy[Range]:
    """Durations of so many seconds, now and then a range of two of them."""
    chosen = st.sampled_from([round(1000 * one) for one in seconds])
    return st.tuples(chosen, chosen).map(lambda pair: Range(min(pair), max(pair)))


def counts(most: int) -> st.SearchStrategy[Range]:
    """Whole numbers, now and then a range of two of them."""
    chosen = st.integers(1, most)
    return st.tuples(chosen, chosen).map(lambda pair: Range(min(pair), max(pair)))


TEMPI = st.sampled_from(
    [
        Tempo(2, 0, 2, 0),
        Tempo(3, 1, 2, 0),
        Tempo(1, 0, 1, 0),
        Tempo(1, 0, 0, 0),
        Tempo(4, 2, 1, 3),
        Tempo(0, 0, 3, 0),
    ]
)
BANDS = st.sampled_from(
    [
        None,
        Band("loop", "knees"),
        Band("loop", "ankles"),
        Band("flat", "foot", one_limb=True),
        Band("tube", "door", anchor=True),
    ]
)
TEXTS = st.sampled_from(
    ["", "Stand tall", "Stand with the band just above your knees, feet flat and wide apart."]
)


@st.composite
def exercises(draw: st.DrawFn, name: str) -> Exercise:
    """A movement with random needs."""
    return Exercise(
        id=name.replace(" ", "-"),
        name=name.capitalize(),
        spoken=name,
        source=SOURCE,
        position=draw(st.sampled_from([Position.STANDING, Position.STANDING, Position.LYING])),
        band=draw(BANDS),
        setup=draw(TEXTS),
        movement=draw(TEXTS),
        form=tuple(draw(st.lists(st.sampled_from(["Stay tall", "Breathe out."]), max_size=2))),
        safety=draw(st.sampled_from(["", "", "Face the door."])),
        easier=draw(st.sampled_from(["", "do less"])),
        sides=draw(st.sampled_from(Sides)),
        first_side=draw(st.sampled_from(Side)),
        begins=draw(st.sampled_from(Phase)),
        tempo=draw(TEMPI),
        sets=draw(maybe(counts(4))),
        reps=draw(maybe(counts(22))),
        work_ms=draw(times(1, 15, 19.9, 20, 29.5, 30, 45.7, 60, 185, 240.4)),
        rest_ms=draw(maybe(times(15, 30, 45))),
    )


@st.composite
def items(draw: st.DrawFn, shelf: list[Exercise], kind: BlockKind) -> Item:
    """A movement as a block asks for it."""
    most = {BlockKind.SETS: 3, BlockKind.EMOM: 1, BlockKind.AMRAP: 1}.get(kind, 0)
    ladder = st.lists(counts(18), min_size=1, max_size=most or 1).map(tuple)
    words = WORDS if kind in (BlockKind.SETS, BlockKind.CIRCUIT) else st.just("")
    return Item(
        draw(st.sampled_from(shelf)),
        SOURCE,
        reps=draw(ladder) if most and draw(st.booleans()) else (),
        sides=draw(st.none() | st.sampled_from([Sides.EACH_SET, Sides.NONE])),
        form=tuple(draw(st.lists(st.just("As the author says."), max_size=1))),
        before=draw(words),
        after=draw(words),
    )


WORDS = st.sampled_from(["", "", "", "A word of the author's."])


@st.composite
def blocks(draw: st.DrawFn, shelf: list[Exercise]) -> AnyBlock:
    """A block of any kind."""
    kind = draw(st.sampled_from([*BlockKind, SayBlock, PauseBlock]))
    if kind is SayBlock:
        return SayBlock(
            draw(st.sampled_from(["Well.", "Now take the band off, and breathe."])), SOURCE
        )
    if kind is PauseBlock:
        return PauseBlock(draw(times(1, 4.4, 20, 60)), SOURCE)
    rests = Rests(
        sets=draw(maybe(times(6, 12.3, 30, 60))),
        exercises=draw(maybe(times(0.1, 5, 10, 12, 25, 31.1))),
        rounds=draw(maybe(times(10, 20, 60))),
        switch=draw(maybe(times(5, 8, 15))),
    )
    short = times(5, 12.3, 20, 30)
    values: dict[str, Any] = {
        "items": tuple(draw(st.lists(items(shelf, kind), min_size=1, max_size=3))),
        "source": SOURCE,
        "name": draw(st.sampled_from(["", "Strong hips"])),
        "work_ms": draw(short if kind is BlockKind.EMOM else maybe(times(20, 30, 40.5, 65))),
        "rests": rests,
        "get_ready_ms": draw(maybe(times(5, 10, 20))),
        "before": draw(WORDS),
        "after": draw(WORDS),
    }
    if kind in (BlockKind.CIRCUIT, BlockKind.INTERVALS):
        values["rounds"] = draw(maybe(counts(3)))
    if kind is BlockKind.EMOM:
        values["duration_ms"] = draw(times(180, 240, 360))
    if kind is BlockKind.AMRAP:
        values["duration_ms"] = draw(times(60, 61.3, 90, 180, 240, 300))
    return Block(kind, **values)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """A routine of a few blocks over a few movements."""
    shelf = [draw(exercises(name)) for name in NAMES[: draw(st.integers(1, 4))]]
    some = draw(st.lists(blocks(shelf), min_size=1, max_size=4))
    return Routine("made-up", "Made up", SOURCE, tuple(some))


@st.composite
def voices(draw: st.DrawFn) -> FakeVoice:
    """A voice whose words last as they please, the short ones up to some limit."""
    salt = draw(st.integers(0, 9999))
    most_ms = draw(st.sampled_from([500, 700, 750, 900, 2500]))

    def length_ms(text: str) -> int:
        chance = int.from_bytes(hashlib.sha256(f"{salt}|{text}".encode()).digest()[:4]) / 2**32
        if len(text) <= 14:
            return round(250 + (most_ms - 250) * chance)
        return round(len(text) * (45 + 30 * chance))

    return FakeVoice(length_ms)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    routines(),
    st.sampled_from(Level),
    st.sampled_from([TalkProfile.FULL, TalkProfile.FULL, TalkProfile.BRIEF, TalkProfile.MINIMAL]),
    st.integers(0, 99),
    st.sampled_from([None, None, *TalkProfile]),
    st.booleans(),
    voices(),
)
def test_every_routine(
    routine: Routine,
    level: Level,
    talk: TalkProfile,
    seed: int,
    explain: TalkProfile | None,
    intro: bool,
    voice: FakeVoice,
) -> None:
    """Every promise is kept, or the author is told at which line it cannot be."""
    problems: tuple[Problem, ...] = ()
    try:
        script = in_english(plan(routine, level), talk, seed, explain=explain, intro=intro)
        check(arrange(script, voice, "fake"))
    except AuthorError as error:
        problems = error.problems
    event("problems" if problems else "a timeline")
    assert all(problem.source == SOURCE for problem in problems)
    assert all(problem.message and problem.hint for problem in problems)
