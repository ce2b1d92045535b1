"""Small routines that once went wrong, one for each kind of fault, now come out right."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.errors import AuthorError
from audioguide.model.script import CueKind
from audioguide.model.timeline import PlacedCue, Timeline
from audioguide.model.transition import SegmentKind
from audioguide.options import Options

CASES = Path(__file__).parent / "cases"
SPOKEN = Options(voice="silent")


@cache
def timeline_of(case: str) -> Timeline:
    """Return the case as it would be rendered, in the voice whose lengths are always the same."""
    routine = pipeline.read(str(CASES / case / "routine.yaml"))
    return pipeline.arrange(pipeline.write_script(routine, SPOKEN), SPOKEN)


def leads(timeline: Timeline) -> list[list[PlacedCue]]:
    """Return what is said between every two stretches of work, the count-in apart."""
    found: list[list[PlacedCue]] = [[]]
    for placed in timeline.segments:
        if placed.segment.kind is SegmentKind.WORK:
            found.append([])
            continue
        index = placed.segment.index
        own = [cue for cue in timeline.cues if cue.cue.segment == index]
        found[-1] += [cue for cue in own if cue.cue.kind is not CueKind.COUNT_IN]
    return found


def texts(cues: list[PlacedCue]) -> list[str]:
    """Return the words of these cues."""
    return [cue.wording.text for cue in cues]


def counted(timeline: Timeline) -> list[list[str]]:
    """Return the numbers and words of each stretch of counted work, without form cues."""
    kinds = (CueKind.COUNT, CueKind.TEMPO)
    return [
        [
            cue.wording.text
            for cue in timeline.cues
            if cue.cue.segment == placed.segment.index and cue.cue.kind in kinds
        ]
        for placed in timeline.segments
        if placed.segment.reps
    ]


def rests_s(timeline: Timeline) -> list[float]:
    """Return the lengths of all rests in seconds."""
    return [
        (placed.end_ms - placed.start_ms) / 1000
        for placed in timeline.segments
        if placed.segment.kind is SegmentKind.REST
    ]


def test_an_anchored_band_is_told_before_it_is_tested() -> None:
    """Between rounds the rest is told first, then side and band by T-30, then the band's test."""
    timeline = timeline_of("band-not-told-before-anchored-work")
    lead = leads(timeline)[3]
    start_ms = next(
        placed.start_ms
        for placed in timeline.segments
        if placed.segment.round == 2 and placed.segment.kind is SegmentKind.WORK
    )
    announced, coming, check = lead
    assert announced.wording.text == "Rest, one minute."
    assert coming.wording.text.startswith("This is the last round. Next, ankle dorsiflexion")
    assert "right foot first." in coming.wording.text
    assert (
        "Loop band round the top of your right foot, anchored in front of you."
        in coming.wording.text
    )
    assert start_ms - coming.end_ms >= 30_000
    assert check.wording.text.startswith("Pull gently first")
    assert 10_000 <= start_ms - check.start_ms <= 15_000
    assert start_ms - check.end_ms >= 5_000


def test_an_anchor_is_tested_behind_the_change_of_sides() -> None:
    """A change of sides is told before the test of the anchor on the new side."""
    [_, lead, _] = leads(timeline_of("anchor-check-before-the-anchor"))
    rest, *effort, coming, check = texts(lead)
    assert rest == "Rest, one minute."
    assert len(effort) == 1, "how hard the second set should be is told once"
    start = "This is the last set. Right leg this time. Tube band round your right ankle"
    assert coming.startswith(start)
    assert check.startswith("Pull gently first")


def test_a_band_that_is_anchored_anew_takes_its_time_whatever_the_words() -> None:
    """A band that is anchored anew has 30 s, also where kind and place have the same words."""
    timeline = timeline_of("anchored-anew-same-words")
    setups = [p.segment for p in timeline.segments if p.segment.kind is SegmentKind.SETUP]
    assert [setup.get_ready_ms for setup in setups] == [15_000, 30_000]
    assert any(text.startswith("Pull gently first") for text in texts(leads(timeline)[1]))


def test_a_rest_of_nothing_is_nothing() -> None:
    """Twelve rounds of ten seconds last two minutes, and each tells the next."""
    timeline = timeline_of("circuit-rest-zero")
    works = [p for p in timeline.segments if p.segment.kind is SegmentKind.WORK]
    assert works[-1].end_ms - works[0].start_ms == 120_000
    said = [cue.wording.text for cue in timeline.cues if cue.cue.kind is CueKind.NEXT]
    assert said[1:3] == ["Round two of twelve.", "Round three of twelve."]
    assert said[-1] == "This is the last round."


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_encouragement_comes_behind_the_middle(case: str) -> None:
    """Encouragement is never said in the first half of work, however short the work is."""
    timeline = timeline_of(case)
    for cue in timeline.cues:
        if cue.cue.kind is CueKind.ENCOURAGEMENT:
            work = timeline.segments[cue.cue.segment]
            assert cue.start_ms - work.start_ms >= (work.end_ms - work.start_ms) // 2


@pytest.mark.parametrize("case", ["first-set-by-spoken-name", "first-set-in-unnamed-blocks"])
def test_a_movement_has_one_first_set(case: str) -> None:
    """Only a movement's first set is counted in full, whatever it or its block is called."""
    first, second = counted(timeline_of(case))
    assert len(first) > len(second) == 4
    assert second[0] == "Five."


def test_a_written_get_ready_holds() -> None:
    """A `get_ready` that is written for a whole routine holds too, where a band goes on."""
    segments = [
        placed.segment for placed in timeline_of("get-ready-of-a-block-is-only-a-floor").segments
    ]
    assert [s.get_ready_ms for s in segments if s.kind is SegmentKind.SETUP] == [5_000, 5_000]


def test_a_promise_that_is_a_tenth_away_is_told() -> None:
    """A promise that is more than a tenth away from the length is told, and still said."""
    timeline = timeline_of("length-promise-more-than-a-tenth")
    [problem] = timeline.broken
    assert problem.message == "the routine promises 18:00 and lasts 15:37"
    said = timeline.cues[0].wording.text
    assert "About eighteen minutes." in said


def test_rests_are_as_they_are_written() -> None:
    """The written rests of a block and of its last entry hold, also before a known movement."""
    assert rests_s(timeline_of("rest-between-known-exercises-in-sets")) == [20.0] * 3
    assert rests_s(timeline_of("rest-of-the-last-entry-ignored")) == [20.0, 15.0]


def test_every_rest_names_the_side_that_begins() -> None:
    """Every rest names the side that begins, however short it is."""
    lead_of_sets = leads(timeline_of("side-unnamed-in-short-rest"))[2::2][:2]
    for side, lead in zip(("left", "right"), lead_of_sets, strict=True):
        assert re.search(f"{side} leg first", " ".join(texts(lead)), re.IGNORECASE)


def test_a_session_ends_with_a_line_for_the_way_home() -> None:
    """The outro has its closing line also after an author's own words."""
    last = timeline_of("silent-cool-down").cues[-1].wording.text
    assert last.startswith("That was T. Thank you for the work. Walk about")


def test_a_lift_of_a_second_is_taught_by_its_words() -> None:
    """With a lift of one second, reps one and two are told by the words of the tempo alone."""
    first, *_ = counted(timeline_of("tempo-word-lost"))
    assert first[:5] == ["Back.", "In.", "Back.", "In.", "Three."]


def test_what_the_clock_cannot_wait_for_names_both_remedies(tmp_path: Path) -> None:
    """Tabata with too short a rest is refused with two remedies: more rest, or less `get_ready`."""
    path = tmp_path / "tabata.yaml"
    block = "intervals: [push-up, high-knees], rounds: 4, work: 20s, rest: 10s"

    def made(of: str) -> Timeline:
        path.write_text(f"title: T\nblocks:\n  - {{{of}}}\n", encoding="utf-8")
        script = pipeline.write_script(pipeline.read(str(path)), SPOKEN)
        return pipeline.arrange(script, SPOKEN)

    with pytest.raises(AuthorError) as raised:
        made(block)
    for problem in raised.value.problems:
        assert "more time" in problem.hint
        assert "get_ready" in problem.hint
    assert made(f"{block}, get_ready: 5s").segments
