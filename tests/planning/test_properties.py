"""What holds of every session, whatever an author thinks of."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import (
    Band,
    Block,
    CircuitBlock,
    Exercise,
    IntervalsBlock,
    Item,
    Level,
    PauseBlock,
    Phase,
    Position,
    Range,
    Rests,
    Routine,
    SayBlock,
    SetsBlock,
    Side,
    Sides,
    Tempo,
)
from audioguide.model.session import ELASTIC, Segment, SegmentKind, Session
from audioguide.planning import plan
from tests.planning.nouns import HERE, lines

LEAST_LEAD_MS = 5_000


def times(least_s: int, most_s: int) -> st.SearchStrategy[Range]:
    """Ranges of durations in tenths of a second."""
    tenths = st.integers(least_s * 10, most_s * 10)
    return st.tuples(tenths, tenths).map(lambda ends: Range(min(ends) * 100, max(ends) * 100))


def counts(most: int) -> st.SearchStrategy[Range]:
    """Ranges of counts."""
    number = st.integers(1, most)
    return st.tuples(number, number).map(lambda ends: Range(min(ends), max(ends)))


def maybe(one: st.SearchStrategy[Range]) -> st.SearchStrategy[Range | None]:
    """Written or not."""
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


@st.composite
def exercises(draw: st.DrawFn, name: str) -> Exercise:
    """A movement, counted or timed."""
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
    """What a block of that kind may ask for without a mistake of form."""
    exercise = draw(st.sampled_from(known))
    reps: tuple[Range, ...] = ()
    if kind != "intervals" and exercise.tempo:
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
        work_ms=None if reps else draw(maybe(times(1, 90))),
        tempo=draw(st.none() | TEMPI) if exercise.tempo else None,
        sides=sides,
        rests=draw(RESTS),
        get_ready_ms=draw(GET_READY),
    )


@st.composite
def blocks(draw: st.DrawFn, known: list[Exercise], number: int) -> Block:
    """A block; its items' lines are their own."""
    kind = draw(st.sampled_from(["sets", "circuit", "intervals", "say", "pause"]))
    source = Source(HERE.file, number * 100)
    if kind == "say":
        return SayBlock("Hello.", source)
    if kind == "pause":
        return PauseBlock(draw(times(1, 60)), source)
    asked = tuple(
        draw(items(known, kind, number * 100 + one)) for one in range(1, draw(st.integers(2, 5)))
    )
    by_the_clock = kind == "intervals"
    rests = draw(LONG_RESTS if by_the_clock and draw(st.booleans()) else RESTS)
    name, ready = draw(st.sampled_from(["", "B"])), draw(GET_READY)
    work_ms = draw(times(1, 90) if by_the_clock else maybe(times(1, 90)))
    if kind == "sets":
        return SetsBlock(asked, source, name, work_ms, rests, ready)
    noun = CircuitBlock if kind == "circuit" else IntervalsBlock
    return noun(asked, source, name, draw(maybe(counts(4))), work_ms, rests, ready)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """A workout of a few movements that come back in several blocks."""
    known = [draw(exercises(name)) for name in ("a", "b", "c", "d")[: draw(st.integers(1, 4))]]
    asked = tuple(draw(blocks(known, number)) for number in range(1, draw(st.integers(2, 5))))
    return Routine("made", "Made", HERE, asked, rests=draw(RESTS), get_ready_ms=draw(GET_READY))


def item_of(routine: Routine, segment: Segment) -> tuple[Block, Item]:
    """What asked for that segment, by the line of its source."""
    return next(
        (block, item)
        for block in routine.blocks
        if not isinstance(block, SayBlock | PauseBlock)
        for item in block.items
        if item.source == segment.source
    )


def sides_are_equal_or_refused(routine: Routine, session: Session) -> None:
    """Over the whole session, exercise by exercise."""
    worked: dict[str, dict[Side | None, int]] = defaultdict(lambda: defaultdict(int))
    for segment in session.segments:
        if segment.kind is SegmentKind.WORK:
            assert segment.exercise is not None
            worked[segment.exercise.id][segment.side] += segment.duration_ms or 0
    for sides in worked.values():
        assert sides[Side.LEFT] == sides[Side.RIGHT]


def segments_are_contiguous_from_intro_to_outro(routine: Routine, session: Session) -> None:
    """Counted from nought, fixed or elastic by their kind, in tenths of a second."""
    segments = session.segments
    assert [segment.index for segment in segments] == list(range(len(segments)))
    kinds = [segment.kind for segment in segments]
    assert kinds[0] is SegmentKind.INTRO
    assert kinds[-1] is SegmentKind.OUTRO
    assert not {SegmentKind.INTRO, SegmentKind.OUTRO} & set(kinds[1:-1])
    for segment in segments:
        if segment.kind in ELASTIC:
            assert segment.duration_ms is None
            assert segment.tail_ms >= 1_000
            assert segment.tail_ms % 100 == 0
        else:
            assert segment.duration_ms is not None
            assert segment.duration_ms > 0
            assert segment.duration_ms % 100 == 0
            assert segment.tail_ms == 0


def work_lasts_exactly_what_is_written(routine: Routine, session: Session) -> None:
    """Reps times tempo, or a time within what the nearest scope says."""
    for segment in session.segments:
        if segment.kind is not SegmentKind.WORK:
            continue
        block, item = item_of(routine, segment)
        assert not isinstance(block, SayBlock | PauseBlock)
        assert segment.duration_ms is not None
        if segment.reps is None:
            written = item.work_ms or block.work_ms or item.exercise.work_ms
            assert written is not None
            assert written.low <= segment.duration_ms <= written.high
            continue
        tempo = item.tempo or item.exercise.tempo
        assert tempo is not None
        assert segment.tempo == tempo
        rep_s = tempo.lower_s + tempo.low_hold_s + tempo.lift_s + tempo.high_hold_s
        assert segment.duration_ms == segment.reps * rep_s * 1000
        ranges = item.reps or (item.exercise.reps,)
        assert any(one and one.low <= segment.reps <= one.high for one in ranges)


def all_work_is_led_up_to(routine: Routine, session: Session) -> None:
    """By a setup, or by a rest or switch of five seconds and more; and nothing else leads."""
    segments = session.segments
    for before, after in pairwise(segments):
        leads = after.kind is SegmentKind.WORK
        assert (before.get_ready_ms > 0) == leads, lines(session)
        if not leads:
            continue
        assert before.kind in (SegmentKind.SETUP, SegmentKind.REST, SegmentKind.SWITCH)
        assert before.get_ready_ms >= LEAST_LEAD_MS
        if before.kind is SegmentKind.SETUP:
            assert before.tail_ms == before.get_ready_ms
        else:
            assert (before.duration_ms or 0) >= before.get_ready_ms
        if before.kind is not SegmentKind.REST:
            assert (before.exercise, before.side) == (after.exercise, after.side)


def by_the_clock_nothing_interrupts(routine: Routine, session: Session) -> None:
    """Between the first and the last work of a block of intervals there is no setup."""
    segments = session.segments
    for block in routine.blocks:
        if isinstance(block, IntervalsBlock):
            lines_of = {item.source for item in block.items}
            at = [s.index for s in segments if s.kind is SegmentKind.WORK and s.source in lines_of]
            inside = segments[at[0] : at[-1] + 1]
            assert SegmentKind.SETUP not in {segment.kind for segment in inside}


def movements_are_explained_once_and_first(routine: Routine, session: Session) -> None:
    """In a setup; its first set is marked, and no later one."""
    explained: set[str] = set()
    worked: dict[str, tuple[object, ...]] = {}
    for segment in session.segments:
        names = [exercise.id for exercise in segment.explains]
        assert not explained & set(names)
        assert not names or segment.kind is SegmentKind.SETUP
        explained.update(names)
        if segment.kind is SegmentKind.WORK and segment.exercise:
            name = segment.exercise.id
            assert name in explained
            this = (segment.source, segment.set, segment.round)
            assert segment.first_time == (worked.setdefault(name, this) == this)
    assert explained == set(worked)


def every_item_is_done_as_often_as_it_says(routine: Routine, session: Session) -> None:
    """Sets or rounds, once or on both sides."""
    done: dict[Source, list[Segment]] = defaultdict(list)
    for segment in session.segments:
        if segment.kind is SegmentKind.WORK:
            done[segment.source].append(segment)
    for block in routine.blocks:
        if isinstance(block, SayBlock | PauseBlock):
            continue
        for item in block.items:
            found = done[item.source]
            times_asked = {s.sets or s.rounds for s in found}
            sides = item.sides or item.exercise.sides
            both = sides not in (Sides.NONE, Sides.ALTERNATE)
            assert len(times_asked) == 1
            asked = times_asked.pop()
            assert asked is not None
            assert len(found) == asked * (2 if both else 1)
            assert {s.set or s.round for s in found} == set(range(1, asked + 1))


def chapters_begin_where_work_is_led_up_to(routine: Routine, session: Session) -> None:
    """At the first segment after other work, never within, and never twice in a row the same."""
    segments = session.segments
    begun = [segment for segment in segments if segment.chapter]
    assert begun[0] is segments[0]
    assert all(s.kind is not SegmentKind.WORK for s in segments[begun[-1].index :])
    assert all(one.chapter != other.chapter for one, other in pairwise(begun))
    for segment in begun[1:-1]:
        before = segments[segment.index - 1].kind
        assert before in (SegmentKind.WORK, SegmentKind.INTRO)


FACTS = (
    sides_are_equal_or_refused,
    segments_are_contiguous_from_intro_to_outro,
    work_lasts_exactly_what_is_written,
    all_work_is_led_up_to,
    by_the_clock_nothing_interrupts,
    movements_are_explained_once_and_first,
    every_item_is_done_as_often_as_it_says,
    chapters_begin_where_work_is_led_up_to,
)


# Many are refused: sides are uneven, and by the clock a rest is soon too short.
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(routines(), st.sampled_from(Level))
def test_a_routine_is_refused_with_reasons_or_all_facts_hold(
    routine: Routine, level: Level
) -> None:
    """A refusal has places and remedies, and is about sides or the clock alone."""
    try:
        session = plan(routine, level)
    except AuthorError as error:
        for problem in error.problems:
            assert problem.source is not None
            assert problem.hint
            assert "too short" in problem.message or "on the left and" in problem.message
        event("refused")
        return
    event("planned")
    for fact in FACTS:
        fact(routine, session)
