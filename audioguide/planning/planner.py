"""The stage itself: expand, join, and what must hold of the whole."""

from __future__ import annotations

from collections import defaultdict

from audioguide.errors import AuthorError, Problem, Source, in_order
from audioguide.model.line import OF_SIDES, BandName, Prose
from audioguide.model.routine import Level, Routine, Side
from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind
from audioguide.planning import levels
from audioguide.planning.expand import expand
from audioguide.planning.join import join
from audioguide.planning.too_long import refuse_too_long


def plan(routine: Routine, level: Level) -> Session:
    """The session of a routine at a level. Raises AuthorError with every mistake."""
    refuse_too_long(routine, level)
    problems: list[Problem] = []
    remarks: list[Problem] = []
    steps = expand(routine, level, problems)
    segments = join(steps, level, routine.source, problems, remarks)
    problems += _unequal_sides(segments)
    problems += _sideless(segments)
    if problems:
        raise AuthorError(in_order(problems))
    return Session(
        name=routine.name,
        title=routine.title,
        language=routine.language,
        level=level,
        summary=routine.summary,
        equipment=tuple(map(Prose, routine.equipment)) or _bands(segments),
        purpose=routine.purpose,
        safety=routine.safety,
        author=routine.author,
        copyright=routine.copyright,
        tags=routine.tags,
        url=routine.url,
        date=routine.date,
        promised_ms=levels.length(routine.length_ms, level) if routine.length_ms else None,
        promised_at=routine.places.get("length"),
        training=routine.training,
        of_routine=routine.of_routine,
        news=routine.news,
        familiar=routine.familiar,
        day=routine.day,
        ending=routine.ending,
        voice_over=routine.voice_over,
        source=routine.source,
        segments=segments,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _unequal_sides(segments: tuple[Segment, ...]) -> list[Problem]:
    """Entries that make an exercise work one side longer than the other in the whole routine."""
    worked_ms: dict[tuple[str, Source], dict[Side, int]] = defaultdict(
        lambda: dict.fromkeys(Side, 0)
    )
    more_left_ms: dict[str, int] = defaultdict(int)
    for segment in segments:
        if segment.kind is SegmentKind.WORK and segment.exercise and segment.side:
            lasts_ms, name = segment.duration_ms or 0, segment.exercise.id
            worked_ms[name, segment.source][segment.side] += lasts_ms
            more_left_ms[name] += lasts_ms if segment.side is Side.LEFT else -lasts_ms
    return [
        Problem(
            source,
            f"{name} works {left / 1000:g} s on the left and {right / 1000:g} s on the right",
            "make the number of turns even, or choose `sides: each-set`",
        )
        for (name, source), sides in worked_ms.items()
        for left, right in [(sides[Side.LEFT], sides[Side.RIGHT])]
        # What is unequal the other way makes up for some of it.
        if (left - right) * more_left_ms[name] > 0
    ]


def _sideless(segments: tuple[Segment, ...]) -> list[Problem]:
    """Movements whose words name a side where they have none."""
    transitions = (s.transition for s in segments if s.kind is SegmentKind.SETUP and s.transition)
    return [
        Problem(
            first.work.source if first.work else transition.work.source,
            f"the words of {first.exercise.spoken} name a side, and it has no left and right here",
            "choose `sides: each-set`, or write them without {side} and {other}",
        )
        for transition in transitions
        for first in transition.first_times
        if first.side is None
        for texts in [(first.exercise.setup, first.exercise.movement, first.exercise.brief)]
        if any(slot in text for slot in OF_SIDES for text in texts)
    ]


def _bands(segments: tuple[Segment, ...]) -> tuple[BandName, ...]:
    """What the exercises themselves need, where the routine does not say."""
    exercises = [e for s in segments for e in s.explains]
    kinds = [exercise.band.kind for exercise in exercises if exercise.band]
    return tuple(map(BandName, dict.fromkeys(kinds)))
