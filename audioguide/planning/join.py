"""Steps to segments: what leads up to every stretch of work, and the chapters.

Work is always led up to: by a rest or a switch long enough to get ready in, or by a setup. A
movement that comes for the first time gets a setup of its own, after any rest that was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from audioguide.errors import Problem, Source
from audioguide.model.routine import Level, Range
from audioguide.model.session import BlockKind, Segment, SegmentKind, Transition
from audioguide.planning import levels
from audioguide.planning.steps import (
    Briefing,
    Pause,
    Recovery,
    SideSwitch,
    Speech,
    Step,
    WorkStep,
)
from audioguide.planning.transitions import (
    GET_READY_BAND_MS,
    GET_READY_MS,
    Tracker,
    get_ready_ms,
)

SAY_MS = 3_000
"""What it takes to name what comes next: a rest shorter than this and getting ready is no lead."""
SAY_BAND_MS = 5_000
"""The same where the listener hears also where the band goes."""
TAIL_MS = 1_000
"""How long intro, speech and outro go on after their last word."""

_INTRODUCTION = "Introduction"
_WALKING = "walking"
"""The group of what is done to recover."""
_FINISH = "Finish"


def join(
    steps: Iterable[Step], level: Level, source: Source, problems: list[Problem]
) -> tuple[Segment, ...]:
    """The session's segments from intro to outro; mistakes are added to ``problems``."""
    in_order = list(steps)
    tracker = Tracker(step for step in in_order if isinstance(step, WorkStep))
    joiner = _Joiner(level, problems, tracker)
    joiner.add(Segment(0, SegmentKind.INTRO, source, tail_ms=TAIL_MS, chapter=_INTRODUCTION))
    joiner.begin_lead()
    for step in in_order:
        joiner.step(step)
    joiner.flush()
    joiner.add(Segment(0, SegmentKind.OUTRO, source, tail_ms=TAIL_MS))
    joiner.begin_chapter(_FINISH)
    return tuple(replace(segment, index=n) for n, segment in enumerate(joiner.segments))


@dataclass
class _Joiner:
    """The segments so far, and what is still open."""

    level: Level
    problems: list[Problem]
    tracker: Tracker
    segments: list[Segment] = field(default_factory=list)
    lead_from: int = 0
    """Index of the first segment after the last work."""
    pending: Recovery | SideSwitch | None = None
    """A rest or switch whose length is not settled until it is known what follows."""
    briefing: Briefing | None = None
    chapter: str = ""

    def add(self, segment: Segment) -> None:
        self.segments.append(segment)

    def begin_lead(self) -> None:
        self.lead_from = len(self.segments)

    def step(self, step: Step) -> None:
        match step:
            case WorkStep():
                self._lead_up(step)
                self._work(step)
            case Recovery() | SideSwitch():
                self.pending = step
            case Briefing():
                self.briefing = step
            case Speech():
                # A rest by default is kept until it is known whether a setup takes its place.
                if self.pending and self.pending.written:
                    self.flush()
                kind = SegmentKind.SPEECH
                self.add(Segment(0, kind, step.source, tail_ms=TAIL_MS, text=step.text))
            case Pause():
                self.flush()
                self.add(Segment(0, SegmentKind.PAUSE, step.source, step.duration_ms))

    def flush(self) -> None:
        """A rest that leads to no work keeps the length that was written."""
        pending, self.pending = self.pending, None
        if pending is not None and pending.written:
            duration_ms = levels.rest(pending.written, self.level)
            if duration_ms:
                kind = SegmentKind.REST
                block = pending.block
                self.add(Segment(0, kind, pending.source, duration_ms, block=block))

    def begin_chapter(self, title: str) -> None:
        """A chapter begins where the last work ended, unless this one goes on."""
        if title != self.chapter and self.lead_from < len(self.segments):
            first = self.segments[self.lead_from]
            self.segments[self.lead_from] = replace(first, chapter=title)
        self.chapter = title

    def _lead_up(self, effort: WorkStep) -> None:
        """Everything between the last work and this one."""
        movements = tuple(item.exercise for item in effort.amrap_items) or (effort.exercise,)
        new = bool(effort.amrap_items) or self.tracker.is_new(effort.exercise)
        # What begins a block by the clock is told before its clock runs.
        by_the_clock = effort.by_the_clock and self.briefing is None
        to_be_told = self.briefing is not None or (new and not by_the_clock)
        named = self.briefing.exercises if self.briefing else movements
        first_times = self.tracker.new_of(named) if to_be_told else ()
        transition = self.tracker.transition(effort, first_times)
        needed_ms = self._get_ready(effort, transition)
        # A rest that the author's words cut off leads up to this work as well.
        for index in range(self.lead_from, len(self.segments)):
            if self.segments[index].kind is SegmentKind.REST:
                self.segments[index] = replace(self.segments[index], transition=transition)
        led = self._recover(effort, transition, to_be_told, by_the_clock, needed_ms)
        if to_be_told or not led:
            self._setup(effort, transition, needed_ms)
        self.tracker.explained(named if to_be_told else ())

    def _recover(
        self,
        effort: WorkStep,
        transition: Transition,
        to_be_told: bool,
        by_the_clock: bool,
        needed_ms: int,
    ) -> bool:
        """The rest or switch before this work; whether it leads up to the work."""
        pending, self.pending = self.pending, None
        if pending is None:
            return False
        changing = isinstance(pending, SideSwitch)
        if pending.written:
            duration_ms = levels.rest(pending.written, self.level)
        elif to_be_told and not changing:
            # The setup is recovery enough where the author asked for no other.
            duration_ms = 0
        else:
            duration_ms = pending.default_ms
        enough_ms = needed_ms + (SAY_BAND_MS if needed_ms >= GET_READY_BAND_MS else SAY_MS)
        if changing:
            # The length that a switch has by default holds the change and the words for it.
            needed_ms, enough_ms = GET_READY_MS, pending.default_ms
        if by_the_clock:
            leads = duration_ms >= (enough_ms if changing else needed_ms)
            if not leads:
                self._too_short(effort, pending, duration_ms, enough_ms)
        else:
            leads = duration_ms >= enough_ms and not to_be_told
        if duration_ms:
            segment = Segment(
                0,
                SegmentKind.SWITCH if changing else SegmentKind.REST,
                pending.source,
                duration_ms,
                get_ready_ms=needed_ms if leads else 0,
                block=pending.block,
                exercise=pending.exercise if isinstance(pending, Recovery) else None,
                transition=transition,
            )
            self.add(_of(effort, segment) if changing else segment)
        return leads

    def _setup(self, effort: WorkStep, transition: Transition, needed_ms: int) -> None:
        self.briefing = None
        setup = Segment(
            0,
            SegmentKind.SETUP,
            effort.source,
            tail_ms=needed_ms,
            get_ready_ms=needed_ms,
            block=effort.block,
            explains=transition.first_times,
            first_time=bool(transition.first_times),
            transition=transition,
        )
        self.add(_of(effort, setup))

    def _work(self, effort: WorkStep) -> None:
        self.begin_chapter(effort.chapter)
        work = Segment(
            0,
            SegmentKind.WORK,
            effort.source,
            effort.duration_ms,
            block=effort.block,
            reps=effort.reps,
            tempo=effort.tempo,
            first_time=self.tracker.is_first_set(effort),
            counts_in_full=self.tracker.is_first_counted_set(effort),
            teaches_tempo=self.tracker.is_new_tempo(effort),
            form=effort.form,
        )
        self.add(_of(effort, work))
        self.tracker.work_done(effort)
        self.begin_lead()

    def _get_ready(self, effort: WorkStep, transition: Transition) -> int:
        """Time from the last word to the work: what is written, and what the change takes."""
        if effort.own_get_ready_ms:
            return levels.rest(effort.own_get_ready_ms, self.level)
        base = effort.get_ready_ms or Range(GET_READY_MS, GET_READY_MS)
        return max(levels.rest(base, self.level), get_ready_ms(transition))

    def _too_short(
        self, effort: WorkStep, pending: Recovery | SideSwitch, gap_ms: int, enough_ms: int
    ) -> None:
        what = "switch" if isinstance(pending, SideSwitch) else "rest"
        message = (
            f"a {what} of {gap_ms / 1000:g} s before {effort.exercise.spoken} is too short "
            "to get ready in, and the clock cannot wait"
        )
        enough = f"make it {enough_ms / 1000:g} s or more"
        if effort.block_kind is BlockKind.INTERVALS and not gap_ms and what == "rest":
            enough += self._in_the_rests(effort, pending)
        if what == "rest" and effort.block_kind is BlockKind.EMOM:
            enough = f"leave {enough_ms / 1000:g} s or more of the minute before it"
        self.problems.append(Problem(pending.source, message, enough))

    def _in_the_rests(self, effort: WorkStep, pending: Recovery | SideSwitch) -> str:
        """That one of two without a rest between may be the rest, such as walking after a run."""
        before = self.segments[self.lead_from - 1].exercise
        _, index, _ = effort.occurrence
        if isinstance(pending, Recovery) and pending.exercise:
            return ""
        then = effort.exercise
        if before and before.group == _WALKING != then.group:
            then = before
        elif before == then or (not index and then.group != _WALKING):
            return ""
        return f", or the time for {then.spoken}, with `recover: {then.id}`"


def _of(effort: WorkStep, segment: Segment) -> Segment:
    """The segment as a part of that effort, or leading up to it."""
    return replace(
        segment,
        block_kind=effort.block_kind,
        exercise=None if effort.amrap_items else effort.exercise,
        amrap_items=effort.amrap_items,
        side=effort.side,
        set=effort.set,
        sets=effort.sets,
        round=effort.round,
        rounds=effort.rounds,
        dose=effort.dose,
    )
