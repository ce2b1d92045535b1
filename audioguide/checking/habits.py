"""What a coach does without noticing: figures over everything that is said in a timeline.

Takes a Timeline and its language, gives figures; touches nothing. Like the listener, it reads the
words and their times, and shares no code with what wrote them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audioguide.checking.listener import Finding, Heard, Lost, listen
from audioguide.checking.listener.truth import Asked, works
from audioguide.language import Language
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.timeline import PlacedCue, PlacedSegment, Timeline
from audioguide.model.transition import SegmentKind

SHORT_WORDS: Final = 3
"""A sentence of so many words or fewer is a short one."""
_AGAIN_MS: Final = 300_000
_SIDE_MS: Final = 8_000
_LONG_ROUND_MS: Final = 120_000
_LONG_WORK_MS: Final = 300_000
_IN_A_ROW: Final = 5
_COUNTED: Final = frozenset({CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO, CueKind.TIME})
_CALLS: Final = frozenset({"rest", "pause", "recover"})
"""They call a time as well."""

Heards = tuple[tuple[PlacedCue, tuple[Heard, ...]], ...]
"""Every cue, and what was understood of it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Figures over one timeline; all but shares and sequences should be 0, or none."""

    findings: tuple[Finding, ...]
    """Of the listener who cannot see."""
    without_place: int
    """Sets, rounds and minutes that begin without being told as which."""
    without_middle: int
    """Rounds of several exercises, over two minutes, in which no middle one is told."""
    out_of_phase: int
    """Lines of encouragement at a moment of which they are not true."""
    encouragements: int
    again: int
    """Form cues said twice within five minutes while others of the movement are unsaid."""
    late_sides: int
    """First times whose side is told less than eight seconds before the work."""
    short_sentences: int
    sentences: int
    """Without counts, the words of a tempo and the time that is left."""
    speech_ms: int
    length_ms: int
    sequences: Counter[tuple[str, ...]]
    """Every five sentences in a row, and how often."""


def habits(timeline: Timeline, language: Language) -> Habits:
    """Return the figures of a timeline."""
    hearing = listen(timeline, language)
    sentences = [
        one.text
        for cue, said in hearing.heard
        if cue.cue.kind not in _COUNTED
        for one in said
        if one.key not in _CALLS
    ]
    encouragements = [one for one in hearing.heard if one[0].cue.kind is CueKind.ENCOURAGEMENT]
    return Habits(
        findings=hearing.findings,
        without_place=sum(one.what is Lost.PLACE for one in hearing.findings),
        without_middle=_without_middle(timeline, hearing.heard),
        out_of_phase=sum(not _in_phase(timeline, cue, said) for cue, said in encouragements),
        encouragements=len(encouragements),
        again=_again(timeline, hearing.heard),
        late_sides=sum(_is_late(one, hearing.heard) for one in works(timeline)),
        short_sentences=sum(len(one.split()) <= SHORT_WORDS for one in sentences),
        sentences=len(sentences),
        speech_ms=sum(cue.end_ms - cue.start_ms for cue in timeline.cues),
        length_ms=timeline.duration_ms,
        sequences=Counter(
            tuple(sentences[n : n + _IN_A_ROW]) for n in range(len(sentences) - _IN_A_ROW + 1)
        ),
    )


def _without_middle(timeline: Timeline, heard: Heards) -> int:
    rounds: dict[tuple[int | None, int | None], list[PlacedSegment]] = defaultdict(list)
    for placed in timeline.segments:
        segment = placed.segment
        by_turns = segment.rounds and segment.rounds > 1 and not segment.amrap_items
        if segment.kind is SegmentKind.WORK and by_turns:
            rounds[segment.block_number, segment.round].append(placed)
    told_ms = [c.start_ms for c, said in heard for one in said if one.key == "station_of"]
    missing = 0
    for stretches in rounds.values():
        several = len({one.segment.exercise for one in stretches}) > 3
        begins_ms, ends_ms = stretches[0].start_ms, stretches[-1].end_ms
        own_ms = sum(one.end_ms - one.start_ms for one in stretches)
        long = several and own_ms > _LONG_ROUND_MS
        missing += long and not any(begins_ms <= ms < ends_ms for ms in told_ms)
    return missing


def _in_phase(timeline: Timeline, cue: PlacedCue, said: tuple[Heard, ...]) -> bool:
    """Whether a line of encouragement is true at the moment at which it is said."""
    phases = [one.key.split("/")[1] for one in said if one.key.startswith("encouragement/")]
    placed = timeline.segments[cue.cue.segment]
    segment, lasts_ms = placed.segment, placed.end_ms - placed.start_ms
    if segment.kind is not SegmentKind.WORK:
        return True
    before_ms, all_ms = 0, lasts_ms
    if lasts_ms < _LONG_WORK_MS:
        block = [
            one
            for one in timeline.segments
            if one.segment.kind is SegmentKind.WORK
            and one.segment.block_number == segment.block_number
        ]
        all_ms = sum(one.end_ms - one.start_ms for one in block)
        before_ms = sum(one.end_ms - one.start_ms for one in block if one.end_ms < placed.end_ms)
    share = (before_ms + cue.start_ms - placed.start_ms) / all_ms
    return all(_is_true(phase, share, segment) for phase in phases)


def _is_true(phase: str, share: float, segment: Segment) -> bool:
    # A cue may give way by three seconds, which moves it a little within its block.
    slack = 0.1
    of = segment.sets or segment.rounds or 1
    last = of > 1 and (segment.set or segment.round) == of
    match phase:
        case "opening":
            return share < 1 / 4 + slack
        case "building":
            return share < 2 / 3 + slack
        case "late":
            return share > 2 / 3 - slack
        case "last":
            return share > 1 / 2 and (last or share > 3 / 4 - slack)
    return True


def _again(timeline: Timeline, heard: Heards) -> int:
    """Form cues said twice within five minutes, while another of the movement is unsaid."""
    last_ms: dict[str, int] = {}
    told: set[str] = set()
    again = 0
    for cue, said in heard:
        text = cue.wording.text
        if cue.cue.kind is CueKind.FORM:
            exercise = timeline.segments[cue.cue.segment].segment.exercise
            unsaid = exercise is not None and not told.issuperset(exercise.form)
            again += unsaid and text in last_ms and cue.start_ms - last_ms[text] < _AGAIN_MS
            last_ms[text] = cue.start_ms
        told.update(one.text for one in said)
    return again


def _is_late(asked: Asked, heard: Heards) -> bool:
    """Whether a first time's side was told less than eight seconds before it, in its setup."""
    lead = asked.lead
    if not asked.first or asked.segment.side is None or lead is None:
        return False
    if lead.kind is not SegmentKind.SETUP:
        return False
    told = list(_sides(asked, heard))
    return not told or asked.start_ms - told[0] < _SIDE_MS


def _sides(asked: Asked, heard: Heards) -> Iterator[int]:
    """When the side was told in the segment before a stretch of work, from its first word."""
    from_ms = asked.start_ms - asked.lead_ms
    for cue, said in heard:
        if from_ms <= cue.start_ms < asked.start_ms and any("side" in one.slots for one in said):
            yield cue.start_ms
