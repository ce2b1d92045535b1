"""The sheet that somebody who leads a session prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audioguide.formats.sheet import sheet_markdown, sheet_text
from audioguide.model.routine import Exercise
from audioguide.model.session import Segment
from audioguide.model.timeline import PlacedSegment, Timeline
from audioguide.model.transition import AmrapItem, SegmentKind
from tests.formats.timelines import MARCH, WALK, timeline

TOLD = replace(
    MARCH,
    setup="Stand tall.",
    movement="Lift one knee after the other, | higher and higher, towards the height of your hips.",
    form=("Land softly.", "Grow tall."),
    safety="Stop on sharp pain.",
)


def explained(*exercises: Exercise, **work: Any) -> Timeline:
    """The march, led up to by a setup that explains these."""
    plain = timeline()
    changed = [
        replace(placed, segment=replace(placed.segment, explains=exercises))
        if placed.segment.kind is SegmentKind.SETUP
        else replace(placed, segment=replace(placed.segment, **work))
        if placed.segment.exercise is MARCH and work
        else placed
        for placed in plain.segments
    ]
    return replace(plain, segments=tuple(changed))


def test_the_sheet_as_text() -> None:
    """A line a turn with both its sides, under its block; what is new is told below it."""
    assert (
        sheet_text(explained(TOLD))
        == """\
Hips before hills
3:09 long · level intermediate
Equipment: loop band

Clock  What                          Dose              Side         Rest

 0:11  Say: “Find a clear strip of floor, three steps long.”

Warm-up
 0:29  march on the spot, round 1/2  30 s
       Setup: Stand tall.
       Movement: Lift one knee after the other, | higher and higher, towards the
         height of your hips.
       Form: Land softly. Grow tall.
       Safety: Stop on sharp pain.

Strong hips
 0:59  lateral banded walk, set 1/4  9 reps · 2-0-2-0  left, right  45 s
"""
    )


def test_the_sheet_as_markdown() -> None:
    """A heading and a table a block, without columns that would be empty; no text is a mark."""
    assert (
        sheet_markdown(explained(TOLD))
        == """\
# Hips before hills

- 3:09 long · level intermediate
- Equipment: loop band

0:11 Say: “Find a clear strip of floor, three steps long.”

## Warm-up

| Clock | What | Dose | Setup | Movement | Form | Safety |
| ---: | --- | --- | --- | --- | --- | --- |
| 0:29 | march on the spot, round 1/2 | 30 s | Stand tall. | Lift one knee after the other, \\| \
higher and higher, towards the height of your hips. | Land softly. Grow tall. | \
Stop on sharp pain. |

## Strong hips

| Clock | What | Dose | Side | Rest |
| ---: | --- | --- | --- | --- |
| 0:59 | lateral banded walk, set 1/4 | 9 reps · 2-0-2-0 | left, right | 45 s |
"""
    )


@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_keeps_to_the_width(width: int) -> None:
    """However long its words are."""
    lines = sheet_text(explained(TOLD, WALK), width).splitlines()
    assert max(map(len, lines)) <= width


def test_movements_told_together_have_their_names() -> None:
    """Where a block explains all of them before it begins."""
    told = explained(TOLD, replace(WALK, setup="Feet apart."))
    assert "       lateral banded walk\n       Setup: Feet apart.\n" in sheet_text(told)
    assert "march on the spot: Stand tall. lateral banded walk: Feet apart." in sheet_markdown(told)


def test_the_entrys_own_form_comes_first() -> None:
    """As it is said."""
    sheet = sheet_text(explained(TOLD, form=("Breathe.",)))
    assert "Form: Breathe. Land softly. Grow tall." in sheet


def test_an_uncounted_round_lists_its_tasks() -> None:
    """With what each asks for."""
    amrap_items = (AmrapItem(MARCH, None, 20_000, False), AmrapItem(WALK, 8, 0, True))
    told = explained(amrap_items=amrap_items, exercise=None)
    what = "As many rounds as possible: 20 s march on the spot, 8 x lateral banded walk each side"
    assert f"| {what} | 30 s |" in sheet_markdown(told)
    assert "As many rounds as possible: 20 s march" in sheet_text(told, 100)


def test_pauses_stand_in_the_sheet_and_safety_at_its_head() -> None:
    """With their lengths."""
    plain = timeline()
    source = plain.segments[0].segment.source
    pause = Segment(3, SegmentKind.PAUSE, source, duration_ms=20_000)
    session = replace(plain.script.session, safety="Check\nthe band.")
    told = replace(
        plain,
        script=replace(plain.script, session=session),
        segments=(plain.segments[0], PlacedSegment(pause, 11_000, 31_000)),
    )
    assert " 0:11  Pause  20 s\n" in sheet_text(told)
    assert "Safety: Check the band.\n" in sheet_text(told)
    assert "| 0:11 | Pause | 20 s |\n" in sheet_markdown(told)
