"""The one definition of a routine file: its keys, its blocks, and the nouns they become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from audioguide.errors import nearest
from audioguide.library.kinds import (
    Choice,
    Duration,
    Kind,
    Notes,
    Number,
    Schema,
    Several,
    TempoKind,
    Text,
)
from audioguide.library.nodes import Mapping, Node, Scalar, Sequence
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.routine import (
    Block,
    CircuitBlock,
    Exercise,
    IntervalsBlock,
    Item,
    Level,
    PauseBlock,
    Rests,
    Routine,
    SayBlock,
    SetsBlock,
    Sides,
)

FindExercise = Callable[[Scalar, Notes], Exercise | None]
"""Looks an id up; notes what is wrong with it or with its file."""

_REST = Duration()
# The count-in takes three seconds, and what was said before must have sunk in.
_GET_READY = Field(Duration(5_000, 120_000), "time between the last word and work", "get_ready_ms")
_NAME = Field(Text(80), "the block's name, for lists and chapters")


def _rests(values: Values, notes: Notes) -> Rests:
    return Rests(**values.values)


_RESTS = {
    "sets": Field(_REST, "between sets of one exercise"),
    "exercises": Field(_REST, "between exercises"),
    "rounds": Field(_REST, "between rounds"),
    "switch": Field(_REST, "between the two sides of a set"),
}


def _rest_shape(scalar: str, *without: str) -> Shape:
    """Rests, but for those that nothing there could use."""
    fields = {key: field for key, field in _RESTS.items() if key not in without}
    return Shape("rest", fields, scalar=scalar, build=_rests)


@dataclass(frozen=True)
class RoutineRest:
    """Rests for a whole routine: a bare time stands between sets and between exercises."""

    def read(self, node: Node, notes: Notes) -> Rests | None:
        if not isinstance(node, Scalar):
            rests: Rests | None = _rest_shape("").read(node, notes)
            return rests
        time_ms = _REST.read(node, notes)
        return Rests(sets=time_ms, exercises=time_ms) if time_ms else None

    def schema(self) -> Schema:
        return {"anyOf": [_REST.schema(), _rest_shape("").schema()]}


_ROUTINE_REST = RoutineRest()


@dataclass(frozen=True)
class ExerciseId:
    """The id of an exercise: its file's name without the ending."""

    find: FindExercise

    def read(self, node: Node, notes: Notes) -> Exercise | None:
        if isinstance(node, Scalar) and node.text.strip():
            return self.find(node, notes)
        notes.add(
            node.source, "an exercise's id is expected here", "see `audioguide list exercises`"
        )
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def _item_shape(find: FindExercise, rest: Shape) -> Shape:
    def build(values: Values, notes: Notes) -> Item | None:
        found = dict(values.values)
        if "exercise" not in found:
            return None
        if "reps" in found and "work_ms" in found:
            notes.add(values.places["work"], "both `reps` and `work` are given", "keep one of them")
            return None
        return Item(source=values.source, places=values.places, **found)

    return Shape(
        "an exercise in a block",
        {
            "exercise": Field(ExerciseId(find), "the exercise's id", required=True),
            "sets": Field(Number(most=20), "sets"),
            "reps": Field(Several(Number(most=200)), "reps: one number, or one a set"),
            "work": Field(Duration(1_000), "time, for timed work", "work_ms"),
            "tempo": Field(TempoKind(), "lower-hold-lift-hold in seconds"),
            "sides": Field(Choice(Sides), "how the work is divided between left and right"),
            "rest": Field(rest, "recovery, as in a block", "rests"),
            "get_ready": _GET_READY,
            "form": Field(Several(Text(120)), "form cues said first, before the exercise's own"),
        },
        scalar="exercise",
        build=build,
    )


@dataclass(frozen=True)
class Entries:
    """A list of at least one entry; each is read even when another is wrong."""

    kind: Kind

    def read(self, node: Node, notes: Notes) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            notes.add(node.source, "a list is expected here", "begin every entry with `- `")
        elif not node.items:
            notes.add(node.source, "the list is empty", "add an entry")
        else:
            read = [self.kind.read(item, notes) for item in node.items]
            return tuple(value for value in read if value is not None)
        return None

    def schema(self) -> Schema:
        return {"type": "array", "items": self.kind.schema(), "minItems": 1}


def _exercise_block(key: str, noun: type[Any], find: FindExercise, rounds: bool = False) -> Shape:
    def build(values: Values, notes: Notes) -> Block | None:
        found = dict(values.values)
        if "items" not in found:
            return None
        block: Block = noun(source=values.source, places=values.places, **found)
        return block

    if rounds:
        rest = _rest_shape("exercises", "sets")
        item = _item_shape(find, _rest_shape("exercises", "sets", "rounds"))
    else:
        rest = _rest_shape("sets", "rounds")
        item = _item_shape(find, rest)
    fields = {
        key: Field(Entries(item), "the exercises in order", "items", required=True),
        "name": _NAME,
        "work": Field(Duration(1_000), "time of every exercise that has none itself", "work_ms"),
        "rest": Field(rest, "recovery within the block", "rests"),
        "get_ready": _GET_READY,
    }
    if rounds:
        fields["rounds"] = Field(Number(most=100), "how often the list is gone through")
    belongs = f"it belongs to an entry of `{key}`: write it there, under its `exercise`"
    elsewhere = {name: belongs for name in item.fields if name not in fields}
    if rounds:
        elsewhere["sets"] = "write `rounds: 3`: the list is gone through in rounds"
    else:
        elsewhere["rounds"] = "write `sets: 3` for an entry, or make it a `circuit`"
    return Shape(f"a `{key}` block", fields, build=build, elsewhere=elsewhere, is_list=True)


def _say(values: Values, notes: Notes) -> SayBlock | None:
    return SayBlock(values.values["say"], values.source) if "say" in values.values else None


def _pause(values: Values, notes: Notes) -> PauseBlock | None:
    return PauseBlock(values.values["pause"], values.source) if "pause" in values.values else None


@dataclass(frozen=True)
class AnyBlock:
    """One of the blocks; the key says which."""

    shapes: dict[str, Shape]

    def read(self, node: Node, notes: Notes) -> Block | None:
        kinds = ", ".join(f"`{kind}`" for kind in self.shapes)
        if not isinstance(node, Mapping):
            notes.add(node.source, "a block is written as keys with values", f"one of {kinds}")
            return None
        present = [key for key, _ in node.pairs if key.text in self.shapes]
        # A number beside a list is no second block, but a key in the wrong place.
        lists = [key for key, value in node.pairs if key in present and self._fits(key, value)]
        present = lists or present
        different = {key.text for key in present}
        if not different:
            guesses = [nearest(key.text, list(self.shapes)) for key, _ in node.pairs]
            hint = next(filter(None, guesses), f"add one of {kinds}")
            notes.add(node.source, "this block does not say what it is", hint)
            return None
        if len(different) > 1:
            second = next(key for key in present if key.text != present[0].text)
            message = f"a block cannot be both `{present[0].text}` and `{second.text}`"
            notes.add(second.source, message, "make two blocks of it")
            return None
        block: Block | None = self.shapes[present[0].text].read(node, notes)
        return block

    def _fits(self, key: Scalar, value: Node) -> bool:
        return not (isinstance(value, Scalar) and self.shapes[key.text].is_list)

    def schema(self) -> Schema:
        return {"oneOf": [shape.schema() for shape in self.shapes.values()]}


def block_kind(find: FindExercise) -> AnyBlock:
    """Every kind of block by its key."""
    return AnyBlock(
        {
            "sets": _exercise_block("sets", SetsBlock, find),
            "circuit": _exercise_block("circuit", CircuitBlock, find, rounds=True),
            "intervals": _exercise_block("intervals", IntervalsBlock, find, rounds=True),
            "say": Shape(
                "speech", {"say": Field(Text(), "free speech", required=True)}, build=_say
            ),
            "pause": Shape(
                "a pause",
                {"pause": Field(Duration(1_000), "how long nothing is asked", required=True)},
                build=_pause,
            ),
        }
    )


def routine_shape(find: FindExercise) -> Shape:
    """The keys of a routine file."""
    return Shape(
        "a routine",
        {
            "title": Field(Text(80), "what the session is called", required=True),
            "summary": Field(Text(500), "what it is for, in a sentence"),
            "level": Field(Choice(Level), "the level it is rendered at unless told otherwise"),
            "equipment": Field(Several(Text(60)), "what to have at hand"),
            "safety": Field(Text(200), "the safety line of the introduction"),
            "rest": Field(_ROUTINE_REST, "recovery for the whole routine", "rests"),
            "get_ready": _GET_READY,
            "blocks": Field(Entries(block_kind(find)), "what is done, in order", required=True),
        },
    )


def read_routine(node: Node, name: str, find: FindExercise, notes: Notes) -> Routine | None:
    """The routine of that name, or None with notes."""
    if isinstance(node, Mapping) and _is_exercise({key.text for key, _ in node.pairs}):
        message = "this is an exercise, not a routine"
        notes.add(node.source, message, "name it in a routine's blocks, and render that")
        return None
    values = routine_shape(find).values(node, notes)
    if values is None or not {"title", "blocks"} <= values.values.keys():
        return None
    return Routine(name=name, source=values.source, places=values.places, **values.values)


def _is_exercise(keys: set[str]) -> bool:
    return "blocks" not in keys and bool(keys & {"movement", "setup"}) and "name" in keys
