"""The first and the last half minute: introduction and outro."""

from __future__ import annotations

import re
from typing import Final

from audioguide.coaching.amounts import MEASURES
from audioguide.coaching.script_builder import BREATH_MS, ScriptBuilder, joined, listed, start
from audioguide.coaching.words import count_of, spoken
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.sound.tone_table import duration_ms

WAKE_MS = 1_500
"""Very low noise at the start of the file wakes Bluetooth headsets."""
LONGEST_INTRO_MS = 25_000
_COOLING = frozenset({"mobility", "walking"})
"""Groups of movements that are a cool-down themselves."""
_ROUND_FROM_MINUTES = 15
_NEAR_ENOUGH = 0.07
"""A round number of minutes may be so far from the length that it stands for."""
_BETWEEN_MS = 400
"""More than the breath between its two parts."""
_BEFORE_DETAILS: Final = re.compile(r" (?:of|with|for|to|in|on|or|at|and) |,")
_COUNTED: Final = frozenset(
    {"a", "an", "the", "some", "any", "your", "no", "both", "each", "several"}
    | {"one", "two", "three", "four", "five", "six"}
)
_UNCOUNTED: Final = frozenset(
    {"water", "chalk", "tape", "space", "room", "equipment", "music", "clothing"}
)
# "A" before a vowel that sounds as "you" or "w", "an" before a silent h.
_VOWEL: Final = re.compile(r"(?i)(?!one\b|uni(?!n)|us[eu]|eu|u\b)(?:[aeiou]|hour|[FHLMNRSX]\b)")


def introduce(builder: ScriptBuilder, segment: Segment, length_ms: int | None) -> None:
    """Title, length, equipment and one line about safety, behind the opening sound.

    Without a length there is no introduction but that sound. An opener of the author's comes in
    its place, and its length on top of the longest introduction.
    """
    phrases, session = builder.phrases, builder.session
    earliest_speech_ms = _sound(builder, segment, "opening", WAKE_MS)
    if length_ms is None:
        return
    title = phrases.intro.format(title=session.title, minutes=_about(length_ms))
    equipment = ""
    if session.equipment:
        things = listed([_with_article(thing) for thing in session.equipment])
        equipment = phrases.equipment.format(equipment=things)
    half_ms = (LONGEST_INTRO_MS - earliest_speech_ms - segment.tail_ms - _BETWEEN_MS) // 2
    safety = session.safety or phrases.safety
    # A title that is too long to say stands in lists and in the file all the same.
    untitled = phrases.intro.format(title="", minutes=_about(length_ms)).lstrip(" .,:;")
    texts = [joined(title, equipment), joined(title), joined(untitled, equipment), joined(untitled)]
    builder.add(
        segment,
        CueKind.START,
        texts,
        start(earliest_speech_ms),
        must_stay=True,
        longest_ms=half_ms,
    )
    builder.add(
        segment, CueKind.SAFETY, [joined(safety)], start(earliest_speech_ms), longest_ms=half_ms
    )


def conclude(builder: ScriptBuilder, segment: Segment) -> None:
    """The closing sound, then that it is over and a line for the way home, or the author's own."""
    phrases, last = builder.phrases, builder.last_work()
    cooled = last is not None and last.exercise is not None and last.exercise.group in _COOLING
    way_home = phrases.cooled_down if cooled else phrases.cool_down
    earliest_speech_ms = _sound(builder, segment, "closing", builder.earliest_speech_ms(segment))
    texts = [joined(phrases.complete, way_home), joined(phrases.complete)]
    if builder.session.ending:
        texts = [joined(builder.session.ending)]
    builder.add(
        segment,
        CueKind.START,
        texts,
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
    return at_ms + duration_ms(name) + BREATH_MS


def spoken_minutes(estimate_ms: int) -> int:
    """Steps of five from fifteen minutes up, where that is near enough; else whole minutes.

    >>> [spoken_minutes(minutes * 60_000) for minutes in (14, 16, 18, 19, 22, 24, 32)]
    [14, 15, 18, 20, 22, 25, 30]
    """
    minutes = estimate_ms / 60_000
    round_one = 5 * round(minutes / 5)
    near = abs(round_one - minutes) <= _NEAR_ENOUGH * minutes
    return round_one if minutes >= _ROUND_FROM_MINUTES and near else max(round(minutes), 1)


def _about(estimate_ms: int) -> str:
    return count_of(spoken_minutes(estimate_ms), "minute")


def _with_article(thing: str) -> str:
    """``a loop band``; plurals, numbers and things that have an article stay as they are.

    >>> [_with_article(thing) for thing in ("pair of dumbbells", "8 kg kettlebell", "water")]
    ['a pair of dumbbells', 'an 8 kg kettlebell', 'water']
    """
    noun = _BEFORE_DETAILS.split(thing)[0].split()
    several = noun[-1].endswith("s") and not noun[-1].endswith("ss")
    if several or noun[0].lower() in _COUNTED or noun[-1].lower() in _UNCOUNTED:
        return thing
    if noun[0].isdigit() and (len(noun) < 3 or noun[1].lower() not in MEASURES):
        return thing
    sounded = spoken(thing)
    return f"{'an' if _VOWEL.match(sounded) else 'a'} {thing}"
