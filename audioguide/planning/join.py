"""Steps to segments: what leads up to every stretch of work, and the chapters.

Work is always led up to: by a rest or a switch long enough to get ready in, or by a setup. A
movement that comes for the first time gets a setup of its own, after any rest that was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from audioguide.errors import Problem, Source
from audioguide.model.routine import Band, Level, Position, Range, Side
from audioguide.model.session import Segment, SegmentKind
from audioguide.planning import levels
from audioguide.planning.steps import (
    Briefing,
    Change,
    Effort,
    Pause,
    Recovery,
    Step,
    Talk,
)

GET_READY_MS = 5_000
GET_READY_POSITION_MS = 10_000
GET_READY_BAND_MS = 15_000
GET_READY_ANCHOR_MS = 30_000
TAIL_MS = 1_000
"""How long intro, speech and outro go on after their last word."""

_INTRODUCTION = "Introduction"
_FINISH = "Finish"


def join(
    steps: Iterable[Step], level: Level, source: Source, problems: list[Problem]
) -> tuple[Segment, ...]:
    """The session's segments from intro to outro; mistakes are added to ``problems``."""
    joiner = _Joiner(level, problems)
    joiner.add(Segment(0, SegmentKind.INTRO, source, tail_ms=TAIL_MS, chapter=_INTRODUCTION))
    joiner.begin_lead()
    for step in steps:
        joiner.step(step)
    joiner.finish()
    joiner.add(Segment(0, SegmentKind.OUTRO, source, tail_ms=TAIL_MS, chapter=_FINISH))
    return tuple(replace(segment, index=n) for n, segment in enumerate(joiner.segments))


@dataclass
class _Joiner:
    """The segments so far, and what the listener's body and band are doing."""

    level: Level
    problems: list[Problem]
    segments: list[Segment] = field(default_factory=list)
    position: Position = Position.STANDING
    band: Band | None = None
    side: Side | None = None
    first_sets: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    lead_from: int = 0
    """Index of the first segment after the last work."""
    pending: Recovery | Change | None = None
    """A rest or switch whose length is not settled until it is known what follows."""
    briefing: Briefing | None = None
    chapter: str = ""

    def add(self, segment: Segment) -> None:
        self.segments.append(segment)

    def begin_lead(self) -> None:
        self.lead_from = len(self.segments)

    def step(self, step: Step) -> None:
        match step:
            case Effort():
                self._lead_up(step)
                self._work(step)
            case Recovery() | Change():
                self.pending = step
            case Briefing():
                self.briefing = step
            case Talk():
                kind = SegmentKind.SPEECH
                self.add(Segment(0, kind, step.source, tail_ms=TAIL_MS, text=step.text))
            case Pause():
                self.add(Segment(0, SegmentKind.PAUSE, step.source, step.duration_ms))

    def finish(self) -> None:
        """What comes after the last work has a chapter of its own."""
        if self.lead_from < len(self.segments):
            first = self.segments[self.lead_from]
            self.segments[self.lead_from] = replace(first, chapter="After the work")

    def _lead_up(self, effort: Effort) -> None:
        """Everything between the last work and this one."""
        needed_ms = self._get_ready(effort)
        new = effort.exercise.id not in self.explained
        gap_ms = self._recover(effort, new, needed_ms)
        explained_in_setup = new and not effort.by_the_clock
        if self.briefing or explained_in_setup:
            self._setup(effort, needed_ms)
        elif gap_ms is None or gap_ms < needed_ms:
            if effort.by_the_clock and gap_ms is not None:
                self._too_short(effort, gap_ms, needed_ms)
            self._setup(effort, needed_ms)

    def _recover(self, effort: Effort, new: bool, needed_ms: int) -> int | None:
        """The rest or switch before this work: its length, or None where there is none."""
        pending, self.pending = self.pending, None
        if pending is None:
            return None
        if pending.written:
            duration_ms = levels.rest(pending.written, self.level)
        elif new and isinstance(pending, Recovery) and not effort.by_the_clock:
            # The setup is recovery enough where the author asked for no other.
            duration_ms = 0
        else:
            duration_ms = pending.default_ms
        if not duration_ms:
            return 0
        leads = duration_ms >= needed_ms and not (new and not effort.by_the_clock)
        # A switch is as long as its own change needs; it holds no word in its last seconds.
        changing = isinstance(pending, Change)
        needed_ms = min(needed_ms, GET_READY_MS) if changing else needed_ms
        segment = Segment(
            0,
            SegmentKind.SWITCH if changing else SegmentKind.REST,
            pending.source,
            duration_ms,
            get_ready_ms=needed_ms if leads else 0,
            block=pending.block,
        )
        self.add(_of(effort, segment) if changing else segment)
        return duration_ms

    def _setup(self, effort: Effort, needed_ms: int) -> None:
        briefing, self.briefing = self.briefing, None
        coming = briefing.exercises if briefing else (effort.exercise,)
        explains = tuple(e for e in coming if e.id not in self.explained)
        self.explained.update(exercise.id for exercise in explains)
        setup = Segment(
            0,
            SegmentKind.SETUP,
            effort.source,
            tail_ms=needed_ms,
            get_ready_ms=needed_ms,
            block=effort.block,
            explains=explains,
            first_time=bool(explains),
        )
        self.add(_of(effort, setup))

    def _work(self, effort: Effort) -> None:
        if effort.chapter != self.chapter and self.lead_from < len(self.segments):
            first = self.segments[self.lead_from]
            self.segments[self.lead_from] = replace(first, chapter=effort.chapter)
        self.chapter = effort.chapter
        occurrence = self.first_sets.setdefault(effort.exercise.id, effort.occurrence)
        work = Segment(
            0,
            SegmentKind.WORK,
            effort.source,
            effort.duration_ms,
            block=effort.block,
            reps=effort.reps,
            tempo=effort.tempo,
            first_time=occurrence == effort.occurrence,
            form=effort.form,
        )
        self.add(_of(effort, work))
        self.position, self.band = effort.exercise.position, effort.exercise.band
        self.side = effort.side
        self.begin_lead()

    def _get_ready(self, effort: Effort) -> int:
        """Time from the last word to the work: what is written, and what the change takes."""
        if effort.own_get_ready_ms:
            return levels.rest(effort.own_get_ready_ms, self.level)
        base = effort.get_ready_ms or Range(GET_READY_MS, GET_READY_MS)
        return max(levels.rest(base, self.level), self._change_takes(effort))

    def _change_takes(self, effort: Effort) -> int:
        exercise = effort.exercise
        moved = exercise.band and (
            self.band is None
            or (self.band.kind, self.band.at) != (exercise.band.kind, exercise.band.at)
            or (exercise.band.one_limb and self.side is not effort.side)
        )
        if moved and exercise.band and exercise.band.anchor:
            return GET_READY_ANCHOR_MS
        if moved or (self.band and not exercise.band):
            return GET_READY_BAND_MS
        return GET_READY_POSITION_MS if exercise.position is not self.position else 0

    def _too_short(self, effort: Effort, gap_ms: int, needed_ms: int) -> None:
        what = "switch" if self.segments[-1].kind is SegmentKind.SWITCH else "rest"
        message = (
            f"{gap_ms / 1000:g} s of {what} before {effort.exercise.spoken} is too short: "
            f"getting ready takes {needed_ms / 1000:g} s, and the clock cannot wait"
        )
        self.problems.append(
            Problem(effort.source, message, f"make the {what} {needed_ms / 1000:g} s or more")
        )


def _of(effort: Effort, segment: Segment) -> Segment:
    """The segment as a part of that effort, or leading up to it."""
    return replace(
        segment,
        exercise=effort.exercise,
        side=effort.side,
        set=effort.set,
        sets=effort.sets,
        round=effort.round,
        rounds=effort.rounds,
        dose=effort.dose,
    )
