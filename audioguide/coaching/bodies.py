"""What is said of the body when its position changes: down, up or over.

Takes a transition, gives lines; touches nothing.
"""

from __future__ import annotations

from typing import Final

from audioguide.model.line import NOTHING, Line, SideOf, line, phrase
from audioguide.model.routine import Exercise, Position
from audioguide.model.transition import BodyMove

LONGEST_MOVE_MS: Final = 3_000
"""What a change of position may add to a reminder."""
_HEIGHTS: Final = {
    Position.STANDING: 3,
    Position.KNEELING: 2,
    Position.ALL_FOURS: 1,
    Position.PLANK: 1,
    Position.SITTING: 1,
}
"""All others lie on the floor."""
_FACING_DOWN: Final = frozenset({Position.ALL_FOURS, Position.PLANK, Position.FRONT})
_HIGH: Final = frozenset({Position.STANDING, Position.KNEELING})
_ON_THE_BACK: Final = frozenset({Position.BACK, Position.SIDE})
"""A person who sits lies down on these without turning over."""
_NEVER_OVER: Final = frozenset({Position.KNEELING, Position.SITTING, Position.LYING})
_SIDE: Final = "side"
"""What a listener calls the side of the body: a key of limbs."""


def move_sentence(move: BodyMove) -> Line:
    """Return ``Down on your back.``; it is empty where the body stays as it is."""
    if not move:
        return NOTHING
    before, after = move.before.position, move.after.position
    key = f"{_direction(before, after)}_{_key(after)}"
    if after is Position.SIDE:
        if move.after.down is None:
            return line(phrase("down_lying"))
        return line(phrase(key, side=SideOf(_SIDE, move.after.down)))
    return line(phrase(key))


def described(exercise: Exercise) -> Line:
    """Return how the body will be placed, for a movement that is explained long before."""
    return line(phrase(f"there_{_key(exercise.position)}"))


def _direction(before: Position, after: Position) -> str:
    """Return ``down``, ``up`` or ``over``, where the body turns on the floor."""
    rises = _HEIGHTS.get(after, 0) - _HEIGHTS.get(before, 0)
    over = before not in _HIGH and (before in _FACING_DOWN) is not (after in _FACING_DOWN)
    rolls = before not in _HEIGHTS and after not in _HEIGHTS
    if (over or rolls) and after not in _HIGH and after not in _NEVER_OVER:
        return "over" if not (before is Position.SITTING and after in _ON_THE_BACK) else "down"
    return "up" if rises > 0 else "down"


def _key(position: Position) -> str:
    return position.value.replace("-", "_")
