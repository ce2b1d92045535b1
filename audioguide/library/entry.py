"""The one definition of an entry in a block: an exercise by its id, or defined on the spot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from audioguide.library.effort import BREATH, EFFORT
from audioguide.library.kinds import (
    Choice,
    Duration,
    Notes,
    Number,
    Schema,
    Several,
    Text,
)
from audioguide.library.lengths import REST, WORK, TempoKind
from audioguide.library.nodes import Node, Scalar, Sequence
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.routine import Exercise, Item, Rests, Sides

FindExercise = Callable[[Scalar, Notes, bool], Exercise | None]
"""Looks an id up; notes what is wrong with it or with its file. The flag says that an unknown id
is about to be defined, and no mistake."""

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"

NOT_LED = "leave it out: nobody is led through the round"

# The count-in takes three seconds, and what was said before must have sunk in.
GET_READY = Field(Duration(5_000, 120_000), "time between the last word and work", "get_ready_ms")
BLOCK_NAME = Field(Text(80), "the block's name, for lists and chapters")


def _rests(values: Values, notes: Notes) -> Rests:
    return Rests(**values.values)


_RESTS = {
    "sets": Field(REST, "between sets of one exercise"),
    "exercises": Field(REST, "between exercises"),
    "rounds": Field(REST, "between rounds"),
    "switch": Field(REST, "between the two sides of a set"),
}


def rest_shape(scalar: str, *without: str) -> Shape:
    """Rests, but for those that nothing there could use."""
    fields = {key: field for key, field in _RESTS.items() if key not in without}
    return Shape("rest", fields, scalar=scalar, build=_rests)


@dataclass(frozen=True)
class PerSet(Several):
    """One value for all sets, or a list with one a set."""

    def read(self, node: Node, notes: Notes) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence) and len(node.items) == 1:
            hint = "write `sets: 1` beside `reps: 8` for one set, or one number a set: [12, 10, 8]"
            notes.add(node.source, "a list of one number says nothing about sets", hint)
            return None
        return super().read(node, notes)


@dataclass(frozen=True)
class ExerciseId:
    """The id of an exercise: its file's name without the ending."""

    def read(self, node: Node, notes: Notes) -> Scalar | None:
        if isinstance(node, Scalar) and node.text.strip():
            return node
        notes.add(
            node.source, "an exercise's id is expected here", "see `audioguide list exercises`"
        )
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_ID}$"}


class Entry:
    """Items of one routine: what is defined on the spot is known from there on."""

    def __init__(self, find: FindExercise) -> None:
        self._find = find
        self._defined: dict[str, Exercise] = {}

    def shape(self, rest: Shape | None) -> Shape:
        """An entry of a block with such rests, or of one that nobody leads through."""
        led = {
            "tempo": Field(TempoKind(), "lower-hold-lift-hold in seconds"),
            "rest": Field(rest or rest_shape(""), "recovery, as in a block", "rests"),
        }
        return Shape(
            "an exercise in a block",
            {
                "exercise": Field(ExerciseId(), "the exercise's id", required=True),
                "name": Field(Text(60), "how lists and the coach name it, if not by its id"),
                "says": Field(Text(500), "what to do, in a sentence: defines it on the spot"),
                "sets": Field(Number(most=20), "sets"),
                "reps": Field(PerSet(Number(most=200)), "reps: one number, or one a set"),
                "work": Field(WORK, "time, for timed work", "work_ms"),
                "sides": Field(Choice(Sides), "how the work is divided between left and right"),
                "limb": Field(Text(20), "what is left or right: leg, foot, arm, side"),
                **(led if rest else {}),
                "get_ready": GET_READY,
                "form": Field(Several(Text(120)), "form cues said first, before its own"),
                "breath": BREATH,
                "effort": EFFORT,
                "before": Field(Text(), "free speech before the first time it comes"),
                "after": Field(Text(), "free speech after the last time"),
            },
            scalar="exercise",
            build=self._build,
            elsewhere={} if rest else dict.fromkeys(led, NOT_LED),
        )

    def _build(self, values: Values, notes: Notes) -> Item | None:
        found = dict(values.values)
        id_: Scalar | None = found.pop("exercise", None)
        says, name, limb = (found.pop(key, "") for key in ("says", "name", "limb"))
        if id_ is None or ("says" in values.places and not says):
            return None
        exercise = self.exercise(id_, says, name, notes, limb)
        if exercise is None:
            return None
        if "reps" in found and "work_ms" in found:
            notes.add(values.places["work"], "both `reps` and `work` are given", "keep one of them")
            return None
        return Item(exercise=exercise, source=values.source, places=values.places, **found)

    def exercise(
        self, id_: Scalar, says: str, name: str, notes: Notes, limb: str = ""
    ) -> Exercise | None:
        """The exercise of that id, or the one that ``says`` defines."""
        key = id_.text.strip()
        exercise = self._defined.get(key)
        if exercise is None:
            exercise = self._find(id_, notes, bool(says))
        if not says:
            if exercise and name:
                exercise = replace(exercise, name=name, spoken=_spoken(name))
            return replace(exercise, limb=limb) if exercise and limb else exercise
        if exercise is None and not re.fullmatch(_ID, key):
            hint = "use small letters, digits and dashes, and `name` for how it is said"
            notes.add(id_.source, f"`{key}` is no id", hint)
            return None
        title = name or (exercise.name if exercise else key.replace("-", " ").capitalize())
        spoken = _spoken(title) if name or exercise is None else exercise.spoken
        base = exercise or Exercise(key, title, spoken, id_.source)
        brief = re.split(r"(?<=[.!?]) ", says, maxsplit=1)[0]
        defined = replace(
            base,
            name=title,
            spoken=spoken,
            setup="",
            movement=says,
            brief=brief,
            breath="",
            easier="",
        )
        if limb:
            defined = replace(defined, limb=limb)
        self._defined[key] = defined
        return defined


@dataclass(frozen=True)
class OnlyId:
    """An exercise by its id alone, known or defined earlier in the file."""

    entry: Entry

    def read(self, node: Node, notes: Notes) -> Exercise | None:
        id_ = ExerciseId().read(node, notes)
        return self.entry.exercise(id_, "", "", notes) if id_ else None

    def schema(self) -> Schema:
        return ExerciseId().schema()


def _spoken(name: str) -> str:
    return name[:1].lower() + name[1:]
