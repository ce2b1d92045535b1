"""Facts that hold for every session, whatever an author thinks of."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import (
    Block,
    BlockKind,
    Item,
    Level,
    PauseBlock,
    Position,
    Routine,
    SayBlock,
    Side,
    Sides,
)
from audioguide.model.session import Segment, Session
from audioguide.model.transition import ELASTIC, BandChange, SegmentKind, SideTurn
from audioguide.planning import plan
from tests.planning.nouns import lines
from tests.planning.strategies import routines

LEAST_LEAD_MS = 5_000


def item_of(routine: Routine, segment: Segment) -> tuple[Block, Item]:
    """Return the block and the entry that asked for a segment, by the line of its source."""
    return next(
        (block, item)
        for block in routine.blocks
        if not isinstance(block, SayBlock | PauseBlock)
        for item in block.items
        if item.source == segment.source
    )


def sides_are_equal_or_refused(routine: Routine, session: Session) -> None:
    """Both sides of every exercise work for the same time over the whole session."""
    worked: dict[str, dict[Side | None, int]] = defaultdict(lambda: defaultdict(int))
    for segment in session.segments:
        if segment.kind is SegmentKind.WORK and segment.exercise:
            worked[segment.exercise.id][segment.side] += segment.duration_ms or 0
    for sides in worked.values():
        assert sides[Side.LEFT] == sides[Side.RIGHT]


def segments_are_contiguous_from_intro_to_outro(routine: Routine, session: Session) -> None:
    """Segments are counted from 0, and are fixed or elastic by their kind, to 0.1 s."""
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
    """Work lasts its reps times the tempo, or a time within the nearest range that is written."""
    for segment in session.segments:
        if segment.kind is not SegmentKind.WORK or segment.amrap_items:
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
    """Only a setup, or a rest or switch of eight seconds and more, leads up to work.

    Where nothing changes and a rest is shorter, the timed work before it tells what comes.
    """
    segments = session.segments
    for before, after in pairwise(segments):
        leads = after.kind is SegmentKind.WORK
        if not leads:
            assert before.get_ready_ms == 0, lines(session)
            continue
        coming = before.transition
        assert coming, lines(session)
        assert (coming.work.exercise, coming.work.side) == (after.exercise, after.side)
        if coming.said_in is SegmentKind.WORK:
            telling = before if before.kind is SegmentKind.WORK else segments[before.index - 1]
            gap_ms = 0 if telling is before else before.duration_ms
            assert gap_ms is not None
            assert gap_ms < 8_000
            assert telling.transition == coming
            assert telling.reps is None
            assert not telling.amrap_items
            assert coming.band.change in (BandChange.NONE, BandChange.KEPT)
            assert not coming.body
            continue
        assert before.kind in (SegmentKind.SETUP, SegmentKind.REST, SegmentKind.SWITCH)
        short = before.kind is SegmentKind.SETUP and before.least_ms
        assert before.get_ready_ms >= (3_300 if short else LEAST_LEAD_MS)
        if before.kind is SegmentKind.SETUP:
            assert before.tail_ms == before.get_ready_ms
        else:
            assert (before.duration_ms or 0) >= before.get_ready_ms
        if before.kind is not SegmentKind.REST:
            leads_to = (before.exercise, before.side, before.amrap_items)
            assert leads_to == (after.exercise, after.side, after.amrap_items)


def transitions_tell_what_changes(routine: Routine, session: Session) -> None:
    """Body, band, side and place are as worked out anew from the stretches of work alone."""
    position, band, side = Position.STANDING, None, None
    last: Segment | None = None
    for before, after in pairwise(session.segments):
        if after.kind is not SegmentKind.WORK:
            continue
        coming = before.transition
        assert coming
        first = after.exercise or after.amrap_items[0].exercise
        assert coming.body.before.position is position
        assert (coming.band.before, coming.band.after) == (band, first.band)
        assert coming.side_before is (last.side if last else None)
        moved = band is None or first.band is None
        if band and first.band:
            moved = (band.kind, band.at) != (first.band.kind, first.band.at)
        other = bool(first.band and first.band.one_limb and last and last.side is not after.side)
        stays = band is first.band is None or not (moved or other)
        assert (coming.band.change in (BandChange.NONE, BandChange.KEPT)) == stays
        tied = first.band is not None and first.band.anchor
        assert coming.band.anchored_anew == (tied and (not stays or not (band and band.anchor)))
        turned = after.side is not None and side is not after.side
        assert (coming.side_turn is SideTurn.NONE) == (after.side is None)
        if coming.side_turn is SideTurn.OTHER:
            assert turned
        place = coming.work.place
        number, of = (after.set, after.sets) if after.set else (after.round, after.rounds)
        if place:
            assert (place.number, place.of) == (number, of)
        else:
            assert of in (None, 1)
        last, side = after, after.side
        ends_with = after.exercise or after.amrap_items[-1].exercise
        position, band = ends_with.position, ends_with.band


def by_the_clock_nothing_interrupts(routine: Routine, session: Session) -> None:
    """Between the first and the last work of intervals or minutes there is no setup."""
    segments = session.segments
    for block in routine.blocks:
        if isinstance(block, Block) and block.kind in (BlockKind.INTERVALS, BlockKind.EMOM):
            lines_of = {item.source for item in block.items}
            at = [s.index for s in segments if s.kind is SegmentKind.WORK and s.source in lines_of]
            inside = segments[at[0] : at[-1] + 1]
            assert SegmentKind.SETUP not in {segment.kind for segment in inside}


def minutes_are_whole(routine: Routine, session: Session) -> None:
    """Each minute holds its entry's work, any switch, and ten seconds of rest or more."""
    for block in routine.blocks:
        if not isinstance(block, Block) or block.kind is not BlockKind.EMOM:
            continue
        assert block.duration_ms
        lines_of = {item.source for item in block.items}
        work = [s for s in session.segments if s.kind is SegmentKind.WORK]
        at = [s.index for s in work if s.source in lines_of]
        own = session.segments[at[0] : at[-1] + 2]
        found: dict[int, int] = defaultdict(int)
        minute = 0
        for segment in own:
            minute = segment.round or minute
            found[minute] += segment.duration_ms or 0
            if segment.kind is SegmentKind.REST:
                assert (segment.duration_ms or 0) >= 10_000
        low, high = block.duration_ms.low // 60_000, block.duration_ms.high // 60_000
        assert set(found) == set(range(1, len(found) + 1))
        assert low <= len(found) <= high
        assert set(found.values()) == {60_000}


def uncounted_rounds_are_one_stretch(routine: Routine, session: Session) -> None:
    """An uncounted round lasts as long as its block says, with a task for every entry."""
    for block in routine.blocks:
        if not isinstance(block, Block) or block.kind is not BlockKind.AMRAP:
            continue
        assert block.duration_ms
        of_block = [s for s in session.segments if s.source == block.source]
        [work] = [s for s in of_block if s.kind is SegmentKind.WORK]
        assert block.duration_ms.low <= (work.duration_ms or 0) <= block.duration_ms.high
        assert [t.exercise.id for t in work.amrap_items] == [
            item.exercise.id for item in block.items
        ]
        assert (work.exercise, work.side, work.reps, work.tempo) == (None,) * 4
        assert all(bool(item.reps) != bool(item.work_ms) for item in work.amrap_items)


def words_are_said_once(routine: Routine, session: Session) -> None:
    """All words of the routine are said once, wherever there are rounds and sets."""
    asked = 0
    for block in routine.blocks:
        if isinstance(block, SayBlock):
            asked += 1
        elif not isinstance(block, PauseBlock):
            asked += sum(bool(text) for text in (block.before, block.after))
            asked += sum(bool(text) for i in block.items for text in (i.before, i.after))
    assert asked == sum(s.kind is SegmentKind.SPEECH for s in session.segments)


def movements_are_explained_once_and_first(routine: Routine, session: Session) -> None:
    """A movement is explained once, in a setup before its work; only its first set is marked."""
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
        assert {item.exercise.id for item in segment.amrap_items} <= explained
    told = {item.exercise.id for segment in session.segments for item in segment.amrap_items}
    assert explained == set(worked) | told


def every_item_is_done_as_often_as_it_says(routine: Routine, session: Session) -> None:
    """Every entry is done for its sets or rounds, once or on both sides."""
    done: dict[Source, list[Segment]] = defaultdict(list)
    for segment in session.segments:
        if segment.kind is SegmentKind.WORK:
            done[segment.source].append(segment)
    for block in routine.blocks:
        if isinstance(block, SayBlock | PauseBlock) or block.kind is BlockKind.AMRAP:
            continue
        for index, item in enumerate(block.items):
            found = done[item.source]
            times_asked = {s.sets or s.rounds for s in found}
            sides = item.sides or item.exercise.sides
            both = sides not in (Sides.NONE, Sides.ALTERNATE)
            if block.kind is BlockKind.EMOM:
                minutes = max(s.round or 0 for b in block.items for s in done[b.source])
                turns = range(index + 1, minutes + 1, len(block.items))
                assert [s.round for s in found] == sorted([*turns] * (2 if both else 1))
                continue
            assert len(times_asked) == 1
            asked = times_asked.pop()
            assert asked is not None
            assert len(found) == asked * (2 if both else 1)
            assert {s.set or s.round for s in found} == set(range(1, asked + 1))


def chapters_begin_where_work_is_led_up_to(routine: Routine, session: Session) -> None:
    """A chapter begins at the first segment after other work, and never twice in a row the same."""
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
    transitions_tell_what_changes,
    by_the_clock_nothing_interrupts,
    minutes_are_whole,
    uncounted_rounds_are_one_stretch,
    words_are_said_once,
    movements_are_explained_once_and_first,
    every_item_is_done_as_often_as_it_says,
    chapters_begin_where_work_is_led_up_to,
)


# Many are refused: sides are uneven, and by the clock a rest is soon too short.
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(routines(), st.sampled_from(Level))
def test_a_routine_is_refused_with_reasons_or_all_facts_hold(
    routine: Routine, level: Level
) -> None:
    """A refusal has places and remedies, and is about sides, minutes or the clock alone."""
    try:
        session = plan(routine, level)
    except AuthorError as error:
        for problem in error.problems:
            assert problem.source is not None
            assert problem.hint
            reasons = ("too short", "on the left and", "of its minute", "time is over before")
            assert any(reason in problem.message for reason in reasons)
        event("refused")
        return
    event("planned")
    for fact in FACTS:
        fact(routine, session)
