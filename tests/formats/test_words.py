"""How a segment is put in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.errors import Source
from audioguide.formats import words
from audioguide.model.routine import BlockKind
from audioguide.model.session import Segment
from audioguide.model.transition import Dose, SegmentKind


def segment(kind: SegmentKind, block_kind: BlockKind) -> Segment:
    """The second of four turns, or what leads up to four of them."""
    dose = Dose(4, (9, 9, 9, 9), 0, each_side=False)
    here = Source("x.yaml")
    return Segment(0, kind, here, 20_000, block_kind=block_kind, round=2, rounds=4, dose=dose)


@pytest.mark.parametrize(
    ("block_kind", "said"),
    [
        (BlockKind.CIRCUIT, "round 2/4"),
        (BlockKind.INTERVALS, "round 2/4"),
        (BlockKind.EMOM, "minute 2/4"),
    ],
)
def test_a_place_is_named_as_its_block_counts(block_kind: BlockKind, said: str) -> None:
    """Every minute on the minute has minutes, not rounds."""
    assert words.position_label(segment(SegmentKind.WORK, block_kind)) == said


def test_what_is_asked_every_few_minutes_is_asked_so_many_times() -> None:
    """Rounds would say how often the whole list is gone through."""
    lead = replace(segment(SegmentKind.SETUP, BlockKind.EMOM), round=1)
    assert words.asked(lead) == "9 reps, 4 times"
    assert words.asked(replace(lead, block_kind=BlockKind.CIRCUIT)) == "9 reps, 4 rounds"
