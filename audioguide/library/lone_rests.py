"""Rests and recoveries of intervals that never come, because there is one round alone.

Takes a block as it was read, notes what is wrong. Where a level or a programme leaves one round
of several, a rest is merely not needed: only what is written for one round is a mistake.
"""

from __future__ import annotations

from audioguide.library.kinds import Notes
from audioguide.model.routine import Block, Item


def refuse_lone_rests(block: Block, notes: Notes) -> None:
    """Note every rest and recovery that no level could ever come to."""
    if block.rounds and block.rounds.high > 1:
        return
    if len(block.items) > 1:
        if block.rests.rounds:
            hint = "raise `rounds`, or leave `rounds` out of `rest`"
            notes.add(block.places["rest"], "a single round has no rest between rounds", hint)
        return
    behind = "raise `rounds`, or write a `pause` or another block behind this one"
    scopes: tuple[Block | Item, ...] = (*block.items, block)
    for scope in scopes:
        if scope.rests.exercises or scope.rests.rounds:
            notes.add(scope.places["rest"], "a single round has no rest", behind)
    if block.recover:
        hint = "raise `rounds`, or write it as a block of its own behind this one"
        notes.add(block.places["recover"], "a single round has no rest to recover in", hint)
