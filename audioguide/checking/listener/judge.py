"""Listen to a whole timeline, and tell where somebody with eyes shut would have been lost.

Takes a Timeline and a language, gives findings at the routine's lines, and the prose that was not
understood; touches nothing. It shares no code with what plans and words a session.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from audioguide.checking.listener.belief import Belief
from audioguide.checking.listener.reader import Heard, Reader
from audioguide.checking.listener.truth import Asked, works
from audioguide.errors import Problem, Source
from audioguide.language import Language
from audioguide.model.routine import BlockKind, Exercise
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.timeline import PlacedCue, Timeline
from audioguide.model.transition import PlaceUnit, SegmentKind
from audioguide.units import clock

_READY_MS: Final = 5_000
_READY_BODY_MS: Final = 10_000
_READY_BAND_MS: Final = 15_000
_READY_ANCHOR_MS: Final = 30_000
_SHORT_REST_MS: Final = 8_000
_SHORT_READY_MS: Final = 3_300
_COUNTED_IN_FROM_MS: Final = 4_000
_COUNTED_IN_MS: Final = 4_000
_ROUNDING_MS: Final = 10
_FULLY_KNOWN_WEEKS: Final = 2
_COUNTS: Final = frozenset({CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO})
_REMEDY: Final = "report it, or give more time before this work"


class Lost(StrEnum):
    """What somebody with eyes shut would not know, or not in time."""

    NAME = "name"
    DESCRIPTION = "description"
    SIDE = "side"
    BODY = "body"
    BAND = "band"
    PLACE = "place"
    DOSE = "dose"
    TIME = "time"
    COUNT_IN = "count-in"
    TWICE = "twice"
    """The same words twice in a row."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A moment at which a listener is lost."""

    what: Lost
    problem: Problem


@dataclass(frozen=True, slots=True)
class Hearing:
    """What came of listening."""

    findings: tuple[Finding, ...]
    heard: tuple[tuple[PlacedCue, tuple[Heard, ...]], ...]
    """Every cue in order, and what was understood of it."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an author is told."""
        return tuple(one.problem for one in self.findings)

    @property
    def prose(self) -> tuple[str, ...]:
        """Sentences that are no phrase of the book, in order."""
        return tuple(one.text for _, said in self.heard for one in said if not one.key)


def listen(timeline: Timeline, language: Language) -> Hearing:
    """Listen to a timeline from its first word to its last, and from every chapter on."""
    return _Listener(timeline, language).hearing()


class _Listener:
    def __init__(self, timeline: Timeline, language: Language) -> None:
        self._timeline, self._language = timeline, language
        # Somebody who has learnt the language's sentences, and the names of what is done.
        names = {segment.block for segment in timeline.script.session.segments}
        self.reader = Reader(language, _exercises(timeline), names)
        self._heard = tuple(
            (cue, tuple(self.reader.read(cue.wording.text))) for cue in timeline.cues
        )
        self._works = works(timeline)

    def hearing(self) -> Hearing:
        findings = [*self._from_the_start(), *self._from_chapters(), *self._twice()]
        return Hearing(tuple(dict.fromkeys(findings)), self._heard)

    def _from_the_start(self) -> Iterator[Finding]:
        belief, coming = Belief(self.reader), iter(self._heard)
        following = next(coming, None)
        for asked in self._works:
            while following and following[0].start_ms < asked.start_ms:
                self._hear(belief, *following)
                following = next(coming, None)
            if asked.new_block:
                belief.block_begins()
            for what, message in self._missed(belief, asked):
                yield _finding(what, asked.source, f"at {clock(asked.start_ms)}, {message}")
            if asked.segment.side:
                belief.sided.add(belief.name)
            self._becomes_true(belief, asked)
            belief.work_begins()

    def _hear(self, belief: Belief, cue: PlacedCue, heard: tuple[Heard, ...]) -> None:
        for one in heard:
            belief.hear(one, cue.end_ms)
        segment = self._timeline.script.session.segments[cue.cue.segment]
        if segment.kind is SegmentKind.SPEECH and segment.takes_band_off:
            belief.takes_bands_off(cue.end_ms)

    def _becomes_true(self, belief: Belief, asked: Asked) -> None:
        """What was wrong is told once: from there on the listener knows how it is."""
        last = asked.ends_with
        belief.body, belief.down = last.position, asked.down()
        belief.bands = {}
        if last.band:
            side = asked.segment.side if last.band.one_limb else None
            place = self._language.band_place(last.band.at, side)
            belief.bands[last.band.kind] = place.casefold()
        belief.name = asked.begins_with.spoken.casefold()

    def _missed(self, belief: Belief, asked: Asked) -> Iterator[tuple[Lost, str]]:
        """Everything that somebody would not know, or not in time, when this work begins."""
        yield from self._name_and_side(belief, asked)
        yield from self._body_and_band(belief, asked)
        if message := self._place(belief, asked):
            yield Lost.PLACE, message
        if message := self._dose(belief, asked):
            yield Lost.DOSE, message
        yield from self._time(belief, asked)

    def _name_and_side(self, belief: Belief, asked: Asked) -> Iterator[tuple[Lost, str]]:
        exercise, side, fresh = asked.begins_with, asked.segment.side, belief.fresh
        name = exercise.spoken
        if asked.segment.amrap_items:
            if not fresh.listed:
                yield Lost.NAME, "the round has not been told"
            return
        if belief.name != name.casefold():
            yield Lost.NAME, f"the listener does not know that {name} comes"
        if asked.first and self._explains(exercise) and belief.name not in belief.described:
            yield Lost.DESCRIPTION, f"{name} comes for the first time and has not been described"
        if side is None:
            return
        if fresh.side is not side:
            told = f"{fresh.side} was told" if fresh.side else "no side was told"
            yield Lost.SIDE, f"{name} works the {side} side, and {told}"
        elif fresh.limb != self._language.side_of(exercise.limb, side).casefold():
            told = f"`{fresh.limb}` was told"
            yield Lost.SIDE, f"{name} moves the {side} {exercise.limb}, and {told}"
        if fresh.this_time and belief.name not in belief.sided:
            yield Lost.SIDE, f"“this time” is said of {name}, which has had no side before"

    def _explains(self, exercise: Exercise) -> bool:
        """Whether anybody said that a movement would be described."""
        script = self._timeline.script
        known = script.session.familiar.get(exercise.id, 0) >= _FULLY_KNOWN_WEEKS
        little = script.talk is TalkProfile.MINIMAL or script.skip_explanations or known
        return not little and bool(exercise.movement or exercise.brief)

    def _body_and_band(self, belief: Belief, asked: Asked) -> Iterator[tuple[Lost, str]]:
        exercise = asked.begins_with
        if (belief.body, belief.down) != (exercise.position, asked.down()):
            is_ = f"{exercise.position}{f', {asked.down()} side down' if asked.down() else ''}"
            yield Lost.BODY, f"{exercise.spoken} begins {is_}, and the listener is {belief.body}"
        place = asked.band_place(self._language).casefold()
        wanted = {exercise.band.kind: place} if exercise.band else {}
        if belief.bands != wanted:
            has = ", ".join(f"{kind} {where}" for kind, where in belief.bands.items()) or "no band"
            needs = f"{exercise.band.kind} band {place}" if exercise.band else "no band"
            yield Lost.BAND, f"{exercise.spoken} needs {needs}, and the listener has {has}"
        anchored = exercise.band is not None and exercise.band.anchor
        if anchored and belief.fresh.band_ms is not None and not belief.fresh.tested:
            yield Lost.BAND, f"the band of {exercise.spoken} is anchored anew and not tested"

    def _place(self, belief: Belief, asked: Asked) -> str:
        """Return what is wrong with where the listener believes to be; empty where nothing is."""
        segment, fresh = asked.segment, belief.fresh
        unit, number, of = PlaceUnit.SET, segment.set, segment.sets
        if number is None:
            unit, number, of = PlaceUnit.ROUND, segment.round, segment.rounds
            unit = PlaceUnit.MINUTE if _by_minutes(asked) else unit
        told_before = unit is not PlaceUnit.SET and not asked.new_round
        if not number or not of or of < 2 or asked.second_side or told_before:
            return ""
        if fresh.place is None:
            known = number == 1 and fresh.counts_told
            return "" if known else f"nobody has told that this is {unit} {number} of {of}"
        right = (unit.value, 0, 0) if number == of else (unit.value, number, of)
        if fresh.place in (right, (unit.value, number, of)):
            return ""
        return f"this is {unit} {number} of {of}, and another place was told"

    def _dose(self, belief: Belief, asked: Asked) -> str:
        """Return what is wrong with what the listener expects to do; empty where nothing is."""
        segment = asked.segment
        if segment.amrap_items:
            return ""
        told = belief.doses.get(asked.begins_with.spoken.casefold())
        is_: tuple[int, bool] = (segment.duration_ms or 0, True)
        if segment.reps is not None:
            is_ = (segment.reps, False)
        if told in (is_, (0, False)) or (is_[1] and belief.clock_ms == is_[0]):
            return ""
        what = f"{is_[0] / 1000:g} s" if is_[1] else f"{is_[0]} reps"
        return f"{asked.begins_with.spoken} asks for {what}, which nobody has told"

    def _time(self, belief: Belief, asked: Asked) -> Iterator[tuple[Lost, str]]:
        """Whether there is time between the last word that matters and the work."""
        fresh, lead = belief.fresh, asked.lead
        told_ms = fresh.told_ms
        if told_ms is not None:
            ready_ms = asked.start_ms - told_ms
            needed_ms = self._needed_ms(belief, asked)
            if ready_ms < needed_ms - _ROUNDING_MS:
                begins = f"{asked.begins_with.spoken} begins {ready_ms / 1000:.1f} s"
                needed = f"{needed_ms / 1000:g} s are needed"
                yield Lost.TIME, f"{begins} behind the last word about it, and {needed}"
        led_in = lead is not None and asked.lead_ms >= _COUNTED_IN_FROM_MS
        late = fresh.count_in_ms is None or asked.start_ms - fresh.count_in_ms > _COUNTED_IN_MS
        if led_in and late:
            yield Lost.COUNT_IN, f"{asked.begins_with.spoken} begins without a count-in"

    def _needed_ms(self, belief: Belief, asked: Asked) -> int:
        fresh, lead = belief.fresh, asked.lead
        changed = fresh.body_ms is not None or fresh.band_ms is not None
        if lead is None or lead.kind is SegmentKind.WORK:
            return _SHORT_READY_MS
        # Work follows work, with a short rest between them or a word about what comes.
        straight_on = lead.kind is SegmentKind.SETUP and asked.at_once and not asked.first
        if not changed and (straight_on or asked.lead_ms < _SHORT_REST_MS):
            return _SHORT_READY_MS
        if lead.get_ready_written or lead.kind is SegmentKind.SWITCH:
            return _READY_MS
        if fresh.band_ms is not None:
            band = asked.begins_with.band
            anchors = band is not None and band.anchor
            return _READY_ANCHOR_MS if anchors else _READY_BAND_MS
        return _READY_BODY_MS if fresh.body_ms is not None else _READY_MS

    def _from_chapters(self) -> Iterator[Finding]:
        """Whoever jumps to a chapter hears name and side before its first work."""
        for chapter in self._timeline.chapters:
            asked = next((w for w in self._works if w.start_ms >= chapter.start_ms), None)
            if asked is None or asked.start_ms >= chapter.end_ms:
                continue
            belief = Belief(self.reader)
            for cue, heard in self._heard:
                if chapter.start_ms <= cue.start_ms < asked.start_ms:
                    self._hear(belief, cue, heard)
            jumps = f"whoever jumps to {clock(chapter.start_ms)} is not told"
            name, side = asked.begins_with.spoken, asked.segment.side
            knows = belief.name == name.casefold()
            if not (belief.fresh.listed if asked.segment.amrap_items else knows):
                yield _finding(Lost.NAME, asked.source, f"{jumps} that {name} comes")
            if side and belief.fresh.side is not side:
                yield _finding(Lost.SIDE, asked.source, f"{jumps} the side of {name}")

    def _twice(self) -> Iterator[Finding]:
        """No line comes twice in a row."""
        said = [cue for cue, _ in self._heard if cue.cue.kind not in _COUNTS]
        for before, cue in pairwise(said):
            if before.wording.text == cue.wording.text:
                text = f"at {clock(cue.start_ms)}, “{cue.wording.text}” is said twice in a row"
                yield _finding(Lost.TWICE, cue.cue.source, text)


def _finding(what: Lost, source: Source, message: str) -> Finding:
    return Finding(what, Problem(source, message, _REMEDY))


def _by_minutes(asked: Asked) -> bool:
    return asked.segment.block_kind is BlockKind.EMOM


def _exercises(timeline: Timeline) -> list[Exercise]:
    """Return every movement of a session, those of rests and of uncounted rounds as well."""
    found: list[Exercise] = []
    for segment in timeline.script.session.segments:
        found += [segment.exercise] if segment.exercise else []
        found += [item.exercise for item in segment.amrap_items]
        found += segment.explains
    return found
