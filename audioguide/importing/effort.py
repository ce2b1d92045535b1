"""Turn shares of a threshold into words of effort.

The levels of power are Coggan's seven (A. Coggan, "Power Training Zones for Cycling"); those of
pace and heart rate follow Friel's zones. A listener without a screen can use nothing but words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard something is: an adjective, and a sentence to say."""

    word: str
    says: str


EFFORTS: Final = (
    Effort("very easy", "Keep it very easy."),
    Effort("easy", "Keep it easy, able to talk in whole sentences."),
    Effort("steady", "Keep it steady, with breath for a sentence at a time."),
    Effort("hard", "Work hard, at an effort you could just hold for an hour."),
    Effort("very hard", "Work very hard, with breath for single words."),
    Effort("nearly all-out", "Go nearly all-out."),
    Effort("all-out", "Go all-out."),
)

# The upper ends of the efforts, as shares of the threshold that the scale is named after.
_SCALES: Final = {
    "power": (0.55, 0.75, 0.90, 1.05, 1.20, 1.50),
    "pace": (0.77, 0.87, 0.94, 1.01, 1.11, 1.25),
    "lthr": (0.80, 0.89, 0.93, 0.99, 1.06, 1.20),
    "hr": (0.60, 0.72, 0.82, 0.90, 0.96, 1.20),
}
RECOVERY: Final = 0.60
"""Share of the threshold power up to which a step between efforts is their recovery."""


def by_share(share: float, scale: str = "power") -> Effort:
    """Return the effort at a share of the threshold, where 1.0 is the threshold itself.

    ``scale`` says what the share is of: "power", "pace", "lthr" (heart rate at the threshold) or
    "hr" (highest heart rate). Raises KeyError for another one.
    """
    return EFFORTS[bisect_left(_SCALES[scale], round(share, 4))]


def by_zone(zone: int) -> Effort:
    """Return the effort of a zone, counted from 1; above the last zone it is that of the last."""
    return EFFORTS[min(max(zone, 1), len(EFFORTS)) - 1]


def rises(start: Effort, end: Effort) -> bool:
    """Return whether the effort grows or stays the same."""
    return EFFORTS.index(start) <= EFFORTS.index(end)


def change(start: Effort, end: Effort) -> str:
    """Return the sentence for an effort that grows or fades from ``start`` to ``end``."""
    if start == end:
        return start.says
    how = "Build up" if rises(start, end) else "Ease off"
    return f"{how} smoothly from {start.word} to {end.word}."


def name(effort: Effort, noun: str) -> str:
    """Return a name for a stretch at that effort; ``noun`` is what is done.

    >>> name(EFFORTS[3], "ride")
    'Hard ride'
    """
    return f"{effort.word} {noun}".capitalize()
