"""Turn steps into segments: what leads up to every stretch of work, and the chapters.

Work is always led up to: by a rest or a switch long enough to get ready in, or by a setup. A
movement that comes for the first time gets a setup of its own, after any rest that was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from audioguide.errors import Problem, Source
from audioguide.model.line import NOTHING, Line, line, phrase
from audioguide.model.routine import Level
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind, Transition
from audioguide.planning import get_ready, levels
from audioguide.planning.get_ready import GET_READY_MS, nothing_changes
from audioguide.planning.steps import (
    Briefing,
    Pause,
    Recovery,
    SideSwitch,
    Speech,
    Step,
    WorkStep,
)
from audioguide.planning.too_short import (
    LEAST_SETUP_MS,
    SHORT_REST_MS,
    added_time,
    announced,
    too_short,
)
from audioguide.planning.transitions import Tracker, character_of

COUNT_IN_FROM_MS = 4_000
"""A rest under this has no count-in."""
COUNT_IN_ROOM_MS = 3_300
"""The last word before the count-in ends so long before the work."""
SHORTEST_TELLING_WORK_MS = 8_000
"""Work under this has no time to tell what comes next."""
TAIL_MS = 1_000
"""How long intro, speech and outro go on after their last word."""

_INTRODUCTION = line(phrase("chapter_introduction"))
_FINISH = line(phrase("chapter_finish"))


def join(
    steps: Iterable[Step],
    level: Level,
    source: Source,
    problems: list[Problem],
    remarks: list[Problem],
) -> tuple[Segment, ...]:
    """Return the session's segments from intro to outro.

    Mistakes are added to ``problems``, and what an author may not have expected to ``remarks``.
    ``source`` is the place of intro and outro.
    """
    in_order = list(steps)
    tracker = Tracker(step for step in in_order if isinstance(step, WorkStep))
    joiner = _Joiner(level, problems, remarks, tracker)
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
    remarks: list[Problem]
    tracker: Tracker
    segments: list[Segment] = field(default_factory=list)
    lead_from: int = 0
    """Index of the first segment after the last work."""
    pending: Recovery | SideSwitch | None = None
    """A rest or switch whose length is not settled until it is known what follows."""
    briefing: Briefing | None = None
    chapter: Line = NOTHING

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
                if step.takes_band_off:
                    self.tracker.took_band_off()
                kind, off = SegmentKind.SPEECH, step.takes_band_off
                text = step.text
                self.add(
                    Segment(0, kind, step.source, tail_ms=TAIL_MS, text=text, takes_band_off=off)
                )
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

    def begin_chapter(self, title: Line) -> None:
        """A chapter begins where the last work ended, unless this one goes on."""
        if title != self.chapter and self.lead_from < len(self.segments):
            first = self.segments[self.lead_from]
            self.segments[self.lead_from] = replace(first, chapter=title)
        self.chapter = title

    def _lead_up(self, work_step: WorkStep) -> None:
        """Everything between the last work and this one."""
        movements = tuple(item.exercise for item in work_step.amrap_items) or (work_step.exercise,)
        new = bool(work_step.amrap_items) or self.tracker.is_new(work_step.exercise)
        # What begins a block by the clock is told before its clock runs.
        by_the_clock = work_step.by_the_clock and self.briefing is None
        to_be_told = self.briefing is not None or (new and not by_the_clock)
        named = self.briefing.exercises if self.briefing else movements
        first_times = self.tracker.new_of(named) if to_be_told else ()
        transition = self.tracker.transition(work_step, first_times)
        # A rest that the author's words cut off leads up to this work as well.
        for index in range(self.lead_from, len(self.segments)):
            if self.segments[index].kind is SegmentKind.REST:
                self.segments[index] = replace(self.segments[index], transition=transition)
        needed_ms, pending = (
            get_ready.time_for(work_step, transition, self.level, self.remarks),
            self.pending,
        )
        self.pending = None
        led, least_ms = False, 0
        if pending:
            length_ms = self._length_ms(pending, to_be_told)
            short = length_ms < SHORT_REST_MS and not get_ready.is_written(work_step)
            if short and nothing_changes(transition) and not to_be_told and self._work_is_last:
                led = self._told_in_work(work_step, transition, pending, length_ms)
                if not led and not by_the_clock:
                    needed_ms, least_ms = COUNT_IN_ROOM_MS, LEAST_SETUP_MS
            if not led:
                # What gets time to be announced in is not led up to by the rest before that.
                told_later = to_be_told or least_ms > 0
                led = self._recover(
                    work_step, transition, pending, length_ms, needed_ms, by_the_clock, told_later
                )
            if pending.written and least_ms and not led:
                self.remarks.append(announced(work_step, pending, length_ms))
            elif pending.written and not (led or to_be_told) and length_ms < needed_ms:
                self.remarks.append(added_time(work_step, pending, length_ms, transition))
        if to_be_told or not led:
            self._setup(work_step, transition, needed_ms, least_ms)
        self.tracker.explained(named if to_be_told else ())

    @property
    def _work_is_last(self) -> bool:
        """Whether nothing has come since the last stretch of work."""
        return bool(self.segments) and self.segments[-1].kind is SegmentKind.WORK

    def _length_ms(self, pending: Recovery | SideSwitch, to_be_told: bool) -> int:
        """How long a rest or switch lasts: as it is written, else as usual."""
        if pending.written:
            return levels.rest(pending.written, self.level)
        # The setup is recovery enough where the author asked for no other.
        return 0 if to_be_told and isinstance(pending, Recovery) else pending.default_ms

    def _told_in_work(
        self,
        work_step: WorkStep,
        transition: Transition,
        pending: Recovery | SideSwitch,
        length_ms: int,
    ) -> bool:
        """Whether the timed work before it tells what comes: its rest is too short for words."""
        before = self.segments[-1]
        counted = before.reps is not None or bool(before.amrap_items)
        if counted or (before.duration_ms or 0) < SHORTEST_TELLING_WORK_MS:
            return False
        carried = replace(transition, said_in=SegmentKind.WORK)
        self.segments[-1] = replace(before, transition=carried)
        if length_ms:
            ready_ms = COUNT_IN_ROOM_MS if length_ms >= COUNT_IN_FROM_MS else 0
            self._gap(work_step, carried, pending, length_ms, ready_ms)
        return True

    def _recover(
        self,
        work_step: WorkStep,
        transition: Transition,
        pending: Recovery | SideSwitch,
        length_ms: int,
        needed_ms: int,
        by_the_clock: bool,
        told_later: bool,
    ) -> bool:
        """The rest or switch before this work; whether it leads up to the work."""
        say_ms = get_ready.say_ms(transition)
        switches = isinstance(pending, SideSwitch)
        if switches:
            # The length that a switch has by default holds the change and the words for it.
            needed_ms, say_ms = GET_READY_MS, pending.default_ms - GET_READY_MS
        enough_ms = needed_ms + say_ms
        if by_the_clock:
            leads = length_ms >= (enough_ms if switches else needed_ms)
            if not leads:
                self.problems.append(too_short(work_step, pending, length_ms, needed_ms, say_ms))
        else:
            leads = length_ms >= enough_ms and not told_later
        if length_ms:
            kind = SegmentKind.SWITCH if switches else SegmentKind.REST
            carried = replace(transition, said_in=kind if leads else SegmentKind.SETUP)
            self._gap(work_step, carried, pending, length_ms, needed_ms if leads else 0)
        return leads

    def _gap(
        self,
        work_step: WorkStep,
        transition: Transition,
        pending: Recovery | SideSwitch,
        length_ms: int,
        ready_ms: int,
    ) -> None:
        """Add the rest or the switch itself."""
        switches = isinstance(pending, SideSwitch)
        segment = Segment(
            0,
            SegmentKind.SWITCH if switches else SegmentKind.REST,
            pending.source,
            length_ms,
            get_ready_ms=ready_ms,
            block=pending.block,
            exercise=None if isinstance(pending, SideSwitch) else pending.exercise,
            transition=transition,
            get_ready_written=get_ready.is_written(work_step),
        )
        self.add(_of(work_step, segment) if switches else segment)

    def _setup(
        self, work_step: WorkStep, transition: Transition, needed_ms: int, least_ms: int
    ) -> None:
        self.briefing = None
        setup = Segment(
            0,
            SegmentKind.SETUP,
            work_step.source,
            tail_ms=needed_ms,
            get_ready_ms=needed_ms,
            least_ms=least_ms,
            block=work_step.block,
            explains=tuple(one.exercise for one in transition.first_times),
            first_time=bool(transition.first_times),
            transition=transition,
            get_ready_written=get_ready.is_written(work_step),
        )
        self.add(_of(work_step, setup))

    def _work(self, work_step: WorkStep) -> None:
        work = Segment(
            0,
            SegmentKind.WORK,
            work_step.source,
            work_step.duration_ms,
            block=work_step.block,
            reps=work_step.reps,
            tempo=work_step.tempo,
            first_time=self.tracker.is_first_set(work_step),
            counts_in_full=self.tracker.is_first_counted_set(work_step),
            teaches_tempo=self.tracker.is_new_tempo(work_step),
            form=work_step.form,
        )
        self.add(_of(work_step, work))
        self.begin_chapter(work_step.chapter)
        self.tracker.work_done(work_step)
        self.begin_lead()


def _of(work_step: WorkStep, segment: Segment) -> Segment:
    """The segment as a part of that effort, or leading up to it."""
    return replace(
        segment,
        block_kind=work_step.block_kind,
        block_number=work_step.occurrence[0],
        character=character_of(work_step),
        exercise=None if work_step.amrap_items else work_step.exercise,
        amrap_items=work_step.amrap_items,
        side=work_step.side,
        set=work_step.set,
        sets=work_step.sets,
        round=work_step.round,
        rounds=work_step.rounds,
        dose=work_step.dose,
    )
