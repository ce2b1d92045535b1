"""Routine to Session: levels, blocks, sides and rests become contiguous segments, without a word.

Takes a Routine and a level, gives a Session or raises AuthorError with every mistake; touches
nothing.
"""

from audioguide.planning.plan import plan

__all__ = ["plan"]
