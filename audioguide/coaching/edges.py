"""The first and the last half minute: introduction and outro."""

from __future__ import annotations

from audioguide.coaching.desk import BREATH_MS, Desk, joined, listed, start
from audioguide.coaching.words import count_of
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.sound.tones import duration_ms

WAKE_MS = 1_500
"""Very low noise at the start of the file wakes Bluetooth headsets."""
LONGEST_INTRO_MS = 25_000
_BETWEEN_MS = 400
"""More than the breath between its two parts."""


def introduce(desk: Desk, segment: Segment, estimate_ms: int) -> None:
    """Title, length, equipment and one line about safety, behind the opening sound."""
    phrases, session = desk.phrases, desk.session
    desk.signal(segment, "opening", start(WAKE_MS))
    first_word = WAKE_MS + duration_ms("opening") + BREATH_MS
    title = phrases.intro.format(title=session.title, minutes=_about(estimate_ms))
    equipment = ""
    if session.equipment:
        things = listed([_with_article(thing) for thing in session.equipment])
        equipment = phrases.equipment.format(equipment=things)
    half_ms = (LONGEST_INTRO_MS - first_word - segment.tail_ms - _BETWEEN_MS) // 2
    safety = session.safety or phrases.safety
    texts = [joined(title, equipment), joined(title)]
    desk.add(
        segment,
        CueKind.START,
        texts,
        start(first_word),
        must_stay=True,
        longest_ms=half_ms,
    )
    desk.add(segment, CueKind.SAFETY, [joined(safety)], start(first_word), longest_ms=half_ms)


def conclude(desk: Desk, segment: Segment) -> None:
    """The closing sound, then that it is over, and a line for the way home."""
    phrases = desk.phrases
    closing = desk.first_word(segment)
    desk.signal(segment, "closing", start(closing))
    texts = [joined(phrases.complete, phrases.cool_down), joined(phrases.complete)]
    desk.add(
        segment,
        CueKind.START,
        texts,
        start(closing + duration_ms("closing") + BREATH_MS),
        must_stay=True,
    )


def spoken_minutes(estimate_ms: int) -> int:
    """Whole minutes below fifteen, steps of five above."""
    minutes = estimate_ms / 60_000
    return max(round(minutes), 1) if minutes < 15 else 5 * round(minutes / 5)


def _about(estimate_ms: int) -> str:
    return count_of(spoken_minutes(estimate_ms), "minute")


def _with_article(thing: str) -> str:
    """``a loop band``; plurals, numbers and things that have an article stay as they are."""
    first, *_ = thing.split()
    counted = first.lower() in {"a", "an", "the", "some", "one", "two", "three", "your", "no"}
    noun = thing.partition(" with ")[0]
    if counted or first[0].isdigit() or (noun.endswith("s") and not noun.endswith("ss")):
        return thing
    return f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"
