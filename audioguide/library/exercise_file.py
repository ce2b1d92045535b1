"""The one definition of an exercise file: its keys, what they hold, and the noun they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from audioguide.errors import nearest
from audioguide.library.effort import BREATH, EFFORT
from audioguide.library.kinds import (
    Choice,
    Flag,
    Notes,
    Number,
    Schema,
    Several,
    Text,
)
from audioguide.library.lengths import REST, WORK, TempoKind
from audioguide.library.nodes import Node
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.line import OF_SIDES
from audioguide.model.routine import Band, Exercise, Phase, Position, Side, Sides
from audioguide.sayable import unsayable

_BRACES = re.compile(r"\{[^{}]*\}")


def _band(values: Values, notes: Notes) -> Band | None:
    return Band(**values.values) if values.complete else None


def _words(values: Values, notes: Notes) -> dict[str, str] | None:
    return values.values if values.complete else None


@dataclass(frozen=True)
class SidedText(Text):
    """A text in which {side} and {other} stand for left and right, and nothing else in braces."""

    def read(self, node: Node, notes: Notes) -> str | None:
        text = super().read(node, notes)
        for braces in _BRACES.findall(text or ""):
            if braces not in OF_SIDES:
                hint = "{side} is the side that works, {other} the other one"
                notes.add(
                    node.source, f"nothing stands for `{braces}`", nearest(braces, OF_SIDES) or hint
                )
        return text


@dataclass(frozen=True)
class GroupId:
    """The id of a group of exercises; ``Hips and glutes`` is the same as ``hips-and-glutes``."""

    def read(self, node: Node, notes: Notes) -> str | None:
        text: str | None = Text(40, spoken=False).read(node, notes)
        return text and re.sub(r"\W+", "-", text.casefold()).strip("-")

    def schema(self) -> Schema:
        return Text(40, spoken=False).schema()


BAND = Shape(
    "a band",
    {
        "kind": Field(Text(20), "loop, flat or tube", required=True),
        "at": Field(Text(80), "where it sits; the same words mean it need not move", required=True),
        "one_limb": Field(Flag(), "yes when it sits on one limb and moves with a switch of sides"),
        "anchor": Field(Flag(), "yes when it is fixed to something that must not give way"),
    },
    build=_band,
)

WORDS = Shape(
    "words",
    {
        "lift": Field(Text(20), "said as the lift begins, such as out", required=True),
        "lower": Field(Text(20), "said as the lowering begins, such as in", required=True),
    },
    build=_words,
)

EXERCISE = Shape(
    "an exercise",
    {
        "name": Field(Text(60, spoken=False), "as lists and chapters show it", required=True),
        "spoken": Field(Text(60), "as it is said in mid-sentence; the name unless given"),
        "group": Field(GroupId(), "what kind of movement it is, by an id such as warm-up"),
        "position": Field(Choice(Position), "how the body is placed when work begins"),
        "band": Field(BAND, "where the elastic is"),
        "setup": Field(SidedText(600), "position and band placement, in a sentence or two"),
        "movement": Field(SidedText(600), "the movement, in a sentence or two"),
        "brief": Field(SidedText(200), "one sentence for listeners who want less talk"),
        "form": Field(Several(Text(120)), "form cues, the most important first"),
        "avoid": Field(Several(Text(120)), "what must not happen"),
        "muscles": Field(Several(Text(40, spoken=False)), "what it works"),
        "safety": Field(Text(300), "what must be said aloud before the first set"),
        "breath": BREATH,
        "effort": EFFORT,
        "halfway": Field(Text(120), "said in the middle of timed work, such as Change direction"),
        "easier": Field(Text(120), "completes: For an easier version, …"),
        "harder": Field(Text(120), "completes: For a harder version, …"),
        "sides": Field(Choice(Sides), "how the work is divided between left and right"),
        "first_side": Field(Choice(Side), "the side that begins"),
        "limb": Field(Text(20), "what is left or right: leg, foot, arm, side"),
        "begins": Field(Choice(Phase), "the half of a rep that comes first"),
        "tempo": Field(TempoKind(), "lower-hold-lift-hold in seconds"),
        "words": Field(WORDS, "what is said for the two halves of the first reps"),
        "reps": Field(Number(most=200), "repetitions a set and side"),
        "work": Field(WORK, "time a set and side, for timed work", "work_ms"),
        "sets": Field(Number(most=20), "sets"),
        "rest": Field(REST, "rest between sets", "rest_ms"),
    },
)


OVERLAY = Shape(
    "an exercise in another language",
    {
        key: EXERCISE.fields[key]
        for key in (
            *("name", "spoken", "setup", "movement", "brief", "form", "avoid", "safety"),
            *("breath", "halfway", "easier", "harder", "limb", "words"),
        )
    },
)
"""What is words in an exercise; all else is the same in every language."""


def in_other_words(exercise: Exercise, node: Node, notes: Notes) -> Exercise:
    """The exercise with the words of such a file; what that leaves out is not said at all."""
    values = OVERLAY.values(node, notes)
    if values is None or "name" not in values.values:
        return exercise
    found: dict[str, Any] = dict(values.values)
    words = found.pop("words", {"lift": "", "lower": ""})
    title = found["name"]
    empty: dict[str, Any] = dict.fromkeys(("setup", "movement", "brief", "safety", "easier"), "")
    empty |= dict.fromkeys(("breath", "effort", "halfway"), "")
    empty |= {"harder": "", "form": (), "avoid": (), "spoken": title[:1].lower() + title[1:]}
    lift_and_lower = {"lift_word": words["lift"], "lower_word": words["lower"]}
    return replace(exercise, **(empty | found | lift_and_lower))


def read_exercise(node: Node, name: str, notes: Notes) -> Exercise | None:
    """The exercise of that id, or None with notes."""
    values = EXERCISE.values(node, notes)
    if values is None or "name" not in values.values:
        return None
    found: dict[str, Any] = dict(values.values)
    words = found.pop("words", {"lift": "", "lower": ""})
    if "reps" in found and "work_ms" in found:
        notes.add(values.places["work"], "both `reps` and `work` are given", "keep one of them")
    if "reps" in found and "tempo" not in found:
        notes.add(values.places["reps"], "counted reps need a `tempo`", "add `tempo: 2-0-2-0`")
    title = found["name"]
    if "spoken" not in values.places and (wrong := unsayable(title)):
        notes.add(values.places["name"], wrong[0], f"{wrong[1]}, or add `spoken: …`")
    found.setdefault("spoken", title[:1].lower() + title[1:])
    return Exercise(
        id=name,
        source=values.source,
        lift_word=words["lift"],
        lower_word=words["lower"],
        **found,
    )
