"""The free place nearest to a cue's anchor, against a search of every millisecond."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.model.line import line
from audioguide.model.script import Anchor, Cue, CueKind, Edge, Wording
from audioguide.model.sounds import STANDARD
from audioguide.model.timeline import PlacedCue, PlacedSegment, PlacedTone
from audioguide.sound.tone_table import duration_ms as tone_ms
from audioguide.timeline.boundaries import placed_cue
from audioguide.timeline.fitting import TrackOccupancy
from tests.coaching.scenes import SOURCE, pause
from tests.timeline.voices import FakeVoice

COUNTS = (CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO)
LINES = (CueKind.FORM, CueKind.ENCOURAGEMENT)
TEXT = Wording("Words.", "Words.")


def cue(kind: CueKind, at_ms: int, segment: int = 0, **details: Any) -> Cue:
    """A cue of that kind at a time of its segment."""
    if kind in LINES:
        details = {"clear_ms": 1_500, "clear_counts_ms": 400} | details
    anchor = Anchor(Edge.START, at_ms)
    lines = (line(TEXT.text),)
    return Cue(segment, kind, 1, lines, anchor, False, SOURCE, wordings=(TEXT,), **details)


def put(one: Cue, length_ms: int, start_ms: int) -> PlacedCue:
    """The cue said at that time."""
    clip = FakeVoice(lambda _: length_ms).clip(TEXT)
    return placed_cue(one, TEXT, clip, start_ms)


def tone(name: str, start_ms: int, segment: int = 0) -> PlacedTone:
    """A sound at that time."""
    return PlacedTone(segment, name, start_ms, start_ms + tone_ms(name, STANDARD))


@dataclass(frozen=True)
class Scene:
    """Segments with their starts, and what is taken in them."""

    segments: tuple[PlacedSegment, ...]
    taken: tuple[PlacedCue | PlacedTone, ...]

    def occupancy(self) -> TrackOccupancy:
        """All of it added in turn."""
        occupancy = TrackOccupancy(self.segments)
        for one in self.taken:
            if isinstance(one, PlacedCue):
                occupancy.add_cue(one)
            else:
                occupancy.add_tone(one)
        return occupancy

    def search(self, wanted: Cue, length_ms: int) -> int | None:
        """The nearest onset at which nothing is in the way, by trying them all."""
        segment = self.segments[wanted.segment]
        at_ms = segment.start_ms + wanted.anchor.offset_ms
        free = [
            onset
            for onset in range(at_ms - wanted.early_ms, at_ms + wanted.late_ms + 1)
            if onset >= segment.start_ms
            and onset + length_ms <= segment.end_ms - wanted.end_by_ms
            and all(self.agrees(one, wanted, onset, length_ms) for one in self.taken)
        ]
        return min(free, key=lambda onset: (abs(onset - at_ms), onset), default=None)

    @staticmethod
    def agrees(one: PlacedCue | PlacedTone, wanted: Cue, onset: int, length_ms: int) -> bool:
        """Whether a cue at that onset leaves enough room beside something else."""
        apart_ms = max(one.start_ms - onset - length_ms, onset - one.end_ms)
        if isinstance(one, PlacedTone):
            if one.name == "end" and 0 <= onset - one.start_ms < 700:
                return False
            own_ms = wanted.clear_counts_ms if one.name == "tick" else wanted.clear_ms
            return apart_ms >= max(own_ms, 10)
        is_count = one.cue.kind in COUNTS
        own_ms = wanted.clear_counts_ms if is_count else wanted.clear_ms
        its_ms = one.cue.clear_counts_ms if wanted.kind in COUNTS else one.cue.clear_ms
        if wanted.kind in LINES and one.cue.kind in LINES and abs(onset - one.start_ms) < 15_000:
            return False
        return apart_ms >= max(own_ms, its_ms, 80)


def segments(*lengths_ms: int) -> tuple[PlacedSegment, ...]:
    """Contiguous segments of fixed lengths."""
    placed: list[PlacedSegment] = []
    for index, length_ms in enumerate(lengths_ms):
        start_ms = placed[-1].end_ms if placed else 0
        segment = replace(pause(length_ms), index=index)
        placed.append(PlacedSegment(segment, start_ms, start_ms + length_ms))
    return tuple(placed)


KINDS = st.sampled_from([CueKind.COUNT, CueKind.NEXT, CueKind.FORM, CueKind.ENCOURAGEMENT])


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A few segments with cues and sounds that lie within them, as crowded as it comes."""
    rows = segments(*draw(st.lists(st.integers(2_000, 6_000), min_size=1, max_size=4)))
    taken: list[PlacedCue | PlacedTone] = []
    for _ in range(draw(st.integers(0, 5))):
        index = draw(st.integers(0, len(rows) - 1))
        start_ms = draw(st.integers(rows[index].start_ms, rows[index].end_ms - 300))
        length_ms = draw(st.integers(1, rows[index].end_ms - start_ms))
        taken.append(put(cue(draw(KINDS), 0, index), length_ms, start_ms))
    for _ in range(draw(st.integers(0, 2))):
        index = draw(st.integers(0, len(rows) - 1))
        start_ms = draw(st.integers(rows[index].start_ms, rows[index].end_ms - 200))
        taken.append(tone("tick", start_ms, index))
    for index in draw(st.sets(st.integers(0, len(rows) - 1), max_size=2)):
        taken.append(tone("end", rows[index].start_ms, index))
    return Scene(rows, tuple(taken))


@st.composite
def wishes(draw: st.DrawFn, scene: Scene) -> Cue:
    """A cue with a window in one of the segments."""
    index = draw(st.integers(0, len(scene.segments) - 1))
    segment = scene.segments[index]
    return cue(
        draw(KINDS),
        draw(st.integers(0, segment.end_ms - segment.start_ms)),
        index,
        early_ms=draw(st.integers(0, 1_500)),
        late_ms=draw(st.integers(0, 1_500)),
        end_by_ms=draw(st.sampled_from([0, 0, 500])),
    )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.data(), scenes(), st.integers(1, 2_500))
def test_onsets_are_the_nearest(data: st.DataObject, scene: Scene, length_ms: int) -> None:
    """The onset is the free one nearest to the anchor, the earlier of two, or none."""
    wanted = data.draw(wishes(scene))
    assert scene.occupancy().onset(wanted, length_ms) == scene.search(wanted, length_ms)


@pytest.mark.parametrize(
    ("length_ms", "onset"),
    [(400, 1_000), (419, 1_000), (420, 1_000), (421, 2_040 + 80), (4_000, None)],
)
def test_a_cue_may_touch_what_it_keeps_from(length_ms: int, onset: int | None) -> None:
    """A distance is kept to the millisecond and not one further; then a cue goes behind."""
    taken = put(cue(CueKind.NEXT, 0), 540, 1_500)
    scene = Scene(segments(5_000), (taken,))
    wanted = cue(CueKind.PLACE, 1_000, late_ms=2_000)
    assert scene.occupancy().onset(wanted, length_ms) == onset


def test_a_cue_is_said_where_it_is_wanted() -> None:
    """In an empty segment the anchor itself is taken, whatever the window."""
    scene = Scene(segments(5_000), ())
    wanted = cue(CueKind.PLACE, 2_345, early_ms=1_000, late_ms=1_000)
    assert scene.occupancy().onset(wanted, 500) == 2_345


def test_a_cue_moves_to_end_in_time() -> None:
    """Where it would end too late a cue comes as much earlier as it must, or not at all."""
    scene = Scene(segments(5_000), ())
    wanted = cue(CueKind.PLACE, 3_000, early_ms=1_000, end_by_ms=1_000)
    assert scene.occupancy().onset(wanted, 1_600) == 2_400
    assert scene.occupancy().onset(wanted, 2_001) is None


@pytest.mark.parametrize(("kind", "apart_ms"), [(CueKind.COUNT, 400), (CueKind.NEXT, 1_500)])
def test_lines_keep_clear(kind: CueKind, apart_ms: int) -> None:
    """A form cue keeps 0.4 s from counts and 1.5 s from other words."""
    scene = Scene(segments(9_000), (put(cue(kind, 0), 500, 4_000),))
    before = cue(CueKind.FORM, 4_000, early_ms=4_000)
    behind = cue(CueKind.FORM, 4_000, late_ms=4_000)
    assert scene.occupancy().onset(before, 500) == 4_000 - apart_ms - 500
    assert scene.occupancy().onset(behind, 500) == 4_500 + apart_ms


def test_others_keep_clear_of_lines() -> None:
    """What is placed after a line keeps the line's distance too."""
    scene = Scene(segments(9_000), (put(cue(CueKind.FORM, 0), 500, 4_000),))
    wanted = cue(CueKind.PLACE, 4_000, late_ms=4_000)
    assert scene.occupancy().onset(wanted, 500) == 4_500 + 1_500


def test_lines_are_rare_across_segments() -> None:
    """Fifteen seconds lie between two lines, however many short segments do."""
    scene = Scene(segments(5_000, 2_000, 2_000, 20_000), (put(cue(CueKind.FORM, 0), 900, 3_000),))
    wanted = cue(CueKind.ENCOURAGEMENT, 2_000, 3, late_ms=10_000)
    assert scene.occupancy().onset(wanted, 900) == 18_000


def test_the_first_word_after_an_end_sound() -> None:
    """No word begins within 700 ms of an end sound's onset, be its segment shorter than that."""
    scene = Scene(segments(300, 200, 5_000), (tone("end", 0),))
    wanted = cue(CueKind.PLACE, 0, 2, late_ms=1_000)
    assert scene.occupancy().onset(wanted, 500) == 700
