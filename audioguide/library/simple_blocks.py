"""Blocks without exercises: free speech and pauses."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.library.kinds import Notes, Schema, Text, word_of
from audioguide.library.lengths import WORK
from audioguide.library.nodes import Node
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.routine import PauseBlock, SayBlock


def _say(values: Values, notes: Notes) -> SayBlock | None:
    return SayBlock(source=values.source, **values.values) if "text" in values.values else None


def _pause(values: Values, notes: Notes) -> PauseBlock | None:
    return PauseBlock(values.values["pause"], values.source) if "pause" in values.values else None


@dataclass(frozen=True)
class BandOff:
    """The word ``off``: the author's own words take the band off."""

    def read(self, node: Node, notes: Notes) -> bool | None:
        if word_of(node).lower() in ("off", "false"):
            return True
        hint = "write `band: off` where these words take the band off, or leave it out"
        notes.add(node.source, f"`{word_of(node)}` is not `off`", hint)
        return None

    def schema(self) -> Schema:
        # YAML 1.2 reads `off` as text, YAML 1.1 as false.
        return {"enum": ["off", False]}


SPEECH = Shape(
    "speech",
    {
        "say": Field(Text(), "free speech", "text", required=True),
        "band": Field(BandOff(), "`off` where these words take the band off", "takes_band_off"),
    },
    build=_say,
)
PAUSE = Shape(
    "a pause", {"pause": Field(WORK, "how long nothing is asked", required=True)}, build=_pause
)
