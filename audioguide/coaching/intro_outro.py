"""The first and the last half minute: introduction and outro."""

from __future__ import annotations

from audioguide.coaching.script_builder import BREATH_MS, ScriptBuilder, start
from audioguide.coaching.shape import shape_of
from audioguide.model.line import (
    NOTHING,
    Count,
    Duration,
    Line,
    Phrase,
    Prose,
    Series,
    Things,
    line,
    phrase,
    title_of,
)
from audioguide.model.routine import Amount, News
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from audioguide.units import MINUTE_MS

WAKE_MS = 1_500
"""Very low noise at the start of the file wakes Bluetooth headsets."""
LONGEST_INTRO_MS = 30_000
LONGEST_SAFETY_MS = 9_500
_COOLING = frozenset({"mobility", "walking"})
"""Ids of groups of movements that are a cool-down themselves."""
_ROUND_FROM_MINUTES = 15
_NEAR_ENOUGH = 0.07
"""A round number of minutes may be so far from the length that it stands for."""
_BETWEEN_MS = 400
"""More than the breath between its two parts."""


def introduce(builder: ScriptBuilder, segment: Segment, length_ms: int | None) -> None:
    """What this is and is for, its length and shape, equipment, and one line about safety.

    Without a length there is no introduction but the opening sound. An opener of the author's comes
    in its place, and its length on top of the longest introduction.
    """
    earliest_speech_ms = _sound(builder, segment, "opening", WAKE_MS)
    if length_ms is None:
        return
    room_ms = LONGEST_INTRO_MS - earliest_speech_ms - segment.tail_ms - _BETWEEN_MS
    safety = line(builder.session.safety or phrase("safety"))
    builder.add(
        segment,
        CueKind.START,
        _introductions(builder, Count(spoken_minutes(length_ms), "minute")),
        start(earliest_speech_ms),
        must_stay=True,
        longest_ms=room_ms - LONGEST_SAFETY_MS,
    )
    at = start(earliest_speech_ms)
    builder.add(segment, CueKind.SAFETY, [safety], at, longest_ms=LONGEST_SAFETY_MS)


def _introductions(builder: ScriptBuilder, minutes: Count) -> list[Line]:
    """The introduction, from long to short."""
    session = builder.session
    title = line(phrase("intro", title=title_of(session.title, session.training), minutes=minutes))
    # A title that is too long to say stands in lists and in the file all the same.
    untitled = line(phrase("intro", title=Prose(""), minutes=minutes))
    equipment = NOTHING
    if session.equipment:
        equipment = line(phrase("equipment", equipment=Things(session.equipment)))
    today = NOTHING
    if session.of_routine:
        today = line(phrase("today", routine=Prose(session.of_routine)))
    if session.news and builder.talk is not TalkProfile.MINIMAL:
        today = line(today, phrase("news", news=Series(tuple(map(_news, session.news)))))
    shape = shape_of(session) if builder.talk is TalkProfile.FULL else NOTHING
    purpose = line(session.purpose) if builder.talk is not TalkProfile.MINIMAL else NOTHING
    return [
        line(title, today, purpose, shape, equipment),
        line(title, today, purpose, equipment),
        line(title, today, equipment),
        line(title, equipment),
        line(title),
        line(untitled, equipment),
        untitled,
    ]


def _news(news: News) -> Phrase:
    """What a programme has changed since the week before."""
    counted = {Amount.SETS: "set", Amount.REPS: "rep", Amount.ROUNDS: "round"}
    noun = counted.get(news.amount)
    amount = Count(news.value, noun) if noun else Duration(news.value)
    if news.amount is Amount.REST:
        return phrase("news_rest", amount=amount)
    if news.name:
        return phrase("news_of", amount=amount, name=Prose(news.name))
    return phrase("news_all", amount=amount)


def conclude(builder: ScriptBuilder, segment: Segment) -> None:
    """The closing sound, then what was done and a line for the way home, or the author's own."""
    session, last = builder.session, builder.last_work()
    cooled = last is not None and last.exercise is not None and last.exercise.group in _COOLING
    way_home = phrase("cooled_down" if cooled else "cool_down")
    earliest_speech_ms = _sound(builder, segment, "closing", builder.earliest_speech_ms(segment))
    complete = phrase("complete", title=title_of(session.title, session.training))
    lines = [line(complete, way_home), line(complete), line(way_home)]
    if session.ending:
        lines = [line(session.ending)]
    builder.add(
        segment,
        CueKind.START,
        lines,
        start(earliest_speech_ms),
        must_stay=True,
    )


def _sound(builder: ScriptBuilder, segment: Segment, name: str, at_ms: int) -> int:
    """Write the opening or closing sound, or the author's own; when the first word may come.

    How long a recording lasts only the timeline knows, which says nothing over it.
    """
    own = builder.session.voice_over
    recordings = {"opening": own.opener, "closing": own.closer} if own else {}
    if recording := recordings.get(name):
        builder.recording(segment, recording, start(at_ms))
        return at_ms + BREATH_MS
    builder.tone(segment, name, start(at_ms))
    return at_ms + builder.tone_ms(name) + BREATH_MS


def spoken_minutes(estimate_ms: int) -> int:
    """Steps of five from fifteen minutes up, where that is near enough; else whole minutes.

    >>> [spoken_minutes(minutes * 60_000) for minutes in (14, 16, 18, 19, 22, 24, 32)]
    [14, 15, 18, 20, 22, 25, 30]
    """
    minutes = estimate_ms / MINUTE_MS
    round_one = 5 * round(minutes / 5)
    near = abs(round_one - minutes) <= _NEAR_ENOUGH * minutes
    return round_one if minutes >= _ROUND_FROM_MINUTES and near else max(round(minutes), 1)
