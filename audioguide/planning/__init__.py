"""Routine to Session: levels, blocks, sides and rests become contiguous segments, without a word.

Takes a Routine and a level, gives a Session or raises AuthorError with every mistake; touches
nothing.
"""

from audioguide.planning.amounts import Amounts, amounts_of
from audioguide.planning.planner import plan
from audioguide.planning.programme import asked, day_routine, when
from audioguide.planning.training import plan_day
from audioguide.planning.unused import without_effect

__all__ = [
    "Amounts",
    "amounts_of",
    "asked",
    "day_routine",
    "plan",
    "plan_day",
    "when",
    "without_effect",
]
