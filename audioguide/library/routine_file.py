"""The one definition of a routine file: its keys, its blocks, and the nouns they become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audioguide.errors import nearest
from audioguide.library.effort import EFFORT
from audioguide.library.entry import (
    BLOCK_NAME,
    GET_READY,
    NOT_LED,
    Entry,
    FindExercise,
    OnlyId,
    rest_shape,
)
from audioguide.library.facts import Copyright, Date, Url
from audioguide.library.kinds import (
    Choice,
    Duration,
    Kind,
    Notes,
    Number,
    Schema,
    Several,
    Text,
    word_of,
)
from audioguide.library.language_folder import ENGLISH, LanguageCode, languages
from audioguide.library.lengths import LENGTH, REST, WORK
from audioguide.library.lone_rests import refuse_lone_rests
from audioguide.library.nodes import Mapping, Node, Scalar, Sequence
from audioguide.library.own_sounds import sounds_shape
from audioguide.library.own_words import OwnPhrases
from audioguide.library.pronounce_file import Pronunciations
from audioguide.library.shape import Field, Shape, Values
from audioguide.library.simple_blocks import PAUSE, SPEECH
from audioguide.library.voice_over import voice_over_shape
from audioguide.model.phrases import OwnWords
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    Level,
    Rests,
    Routine,
)
from audioguide.units import MINUTE_MS


@dataclass(frozen=True)
class RoutineRest:
    """Rests for a whole routine: a bare time stands between sets and between exercises."""

    def read(self, node: Node, notes: Notes) -> Rests | None:
        if not isinstance(node, Scalar):
            rests: Rests | None = rest_shape("").read(node, notes)
            return rests
        time_ms = REST.read(node, notes)
        return Rests(sets=time_ms, exercises=time_ms) if time_ms else None

    def schema(self) -> Schema:
        return {"anyOf": [REST.schema(), rest_shape("").schema()]}


ROUTINE_REST = RoutineRest()


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


def _blocks_of_exercises(entry: Entry) -> dict[str, Shape]:
    """Every block that holds a list of exercises, by its key."""
    sets = entry.shape(rest_shape("sets", "rounds"))
    rounds = entry.shape(rest_shape("exercises", "sets", "rounds"))
    minutes = entry.shape(rest_shape("switch", "sets", "rounds", "exercises"))
    whole_rounds = rest_shape("exercises", "sets")
    only_switch = rest_shape("switch", "sets", "rounds", "exercises")
    times = Duration(MINUTE_MS)
    gone_through = Field(Number(most=100), "how often the list is gone through")
    clock_hint = "leave it out: the time decides how many there are"
    return {
        "sets": _list_block(
            "sets",
            BlockKind.SETS,
            sets,
            {"rest": Field(rest_shape("sets", "rounds"), _REST_DOC, "rests")},
            {"rounds": "write `sets: 3` for an entry, or make it a `circuit`"},
        ),
        "circuit": _list_block(
            "circuit",
            BlockKind.CIRCUIT,
            rounds,
            {"rest": Field(whole_rounds, _REST_DOC, "rests"), "rounds": gone_through},
            {"sets": "write `rounds: 3`: the list is gone through in rounds"},
        ),
        "intervals": _list_block(
            "intervals",
            BlockKind.INTERVALS,
            rounds,
            {
                "rest": Field(whole_rounds, _REST_DOC, "rests"),
                "rounds": gone_through,
                "recover": Field(OnlyId(entry), "an exercise to do in the rests"),
            },
            {"sets": "write `rounds: 3`: the list is gone through in rounds"},
        ),
        "emom": _list_block(
            "each",
            BlockKind.EMOM,
            minutes,
            {
                "emom": Field(times, "for how many minutes", "duration_ms", required=True),
                "rest": Field(only_switch, "the switch of sides within a minute", "rests"),
            },
            {"rounds": clock_hint, "sets": clock_hint, "round": "the list's key is `each` here"},
        ),
        "amrap": _list_block(
            "round",
            BlockKind.AMRAP,
            entry.shape(None),
            {"amrap": Field(times, "for how long", "duration_ms", required=True)},
            {
                "rounds": clock_hint,
                "sets": clock_hint,
                "rest": NOT_LED,
                "each": "the list's key is `round` here",
            },
        ),
    }


_REST_DOC = "recovery within the block"


def _list_block(
    key: str, kind: BlockKind, item: Shape, own: dict[str, Field], elsewhere: dict[str, str]
) -> Shape:
    """A block whose list of entries stands under ``key``."""

    def build(values: Values, notes: Notes) -> Block | None:
        found = dict(values.values)
        if not {"items", *(field.attribute for field in own.values() if field.required)} <= set(
            found
        ):
            return None
        block = Block(kind, source=values.source, places=values.places, **found)
        if kind is BlockKind.INTERVALS and values.complete:
            refuse_lone_rests(block, notes)
        return block

    fields = {
        key: Field(Entries(item), "the exercises in order", "items", required=True),
        "name": BLOCK_NAME,
        "effort": EFFORT,
        "work": Field(WORK, "time of every exercise that has none itself", "work_ms"),
        "get_ready": GET_READY,
        "before": Field(Text(), "free speech before the block"),
        "after": Field(Text(), "free speech after the block"),
        **own,
    }
    belongs = f"it belongs to an entry of `{key}`: write it there, under its `exercise`"
    misplaced = {name: belongs for name in item.fields if name not in fields} | elsewhere
    what = f"{'an' if kind[0] in 'aei' else 'a'} `{kind}` block"
    return Shape(what, fields, build=build, elsewhere=misplaced, is_list=key == kind)


@dataclass(frozen=True)
class BlockOfAnyKind:
    """One of the blocks; the key says which."""

    shapes: dict[str, Shape]

    def read(self, node: Node, notes: Notes) -> AnyBlock | None:
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
        block: AnyBlock | None = self.shapes[present[0].text].read(node, notes)
        return block

    def _fits(self, key: Scalar, value: Node) -> bool:
        return not (isinstance(value, Scalar) and self.shapes[key.text].is_list)

    def schema(self) -> Schema:
        return {"oneOf": [shape.schema() for shape in self.shapes.values()]}


def block_of_any_kind(entry: Entry) -> BlockOfAnyKind:
    """Every kind of block by its key."""
    return BlockOfAnyKind(
        {
            **_blocks_of_exercises(entry),
            "say": SPEECH,
            "pause": PAUSE,
        }
    )


def routine_shape(find: FindExercise, folder: Path, language: str = ENGLISH) -> Shape:
    """The keys of a routine file in ``folder``, and in a language."""
    return Shape(
        "a routine",
        {
            "title": Field(Text(80), "what the session is called", required=True),
            "summary": Field(Text(500), "what it is for, in a sentence"),
            "purpose": Field(Text(160), "what it is for, said at the beginning"),
            "level": Field(Choice(Level), "the level it is rendered at unless told otherwise"),
            "equipment": Field(Several(Text(60)), "what to have at hand"),
            "safety": Field(Text(200), "the safety line of the introduction"),
            "ending": Field(Text(200), "what is said at the end, in place of the usual sentences"),
            "language": Field(LanguageCode(), "the language that it is written in"),
            "author": Field(Text(120, spoken=False), "who wrote it"),
            "copyright": Field(Copyright(), "a year and a holder, such as 2026 Ann Example"),
            "url": Field(Url(), "the page about it"),
            "date": Field(Date(), "a day, a month or a year: 2026-11-22"),
            "tags": Field(Several(Text(40, spoken=False)), "words to find it by"),
            "length": Field(LENGTH, "how long it promises to last, or one a level", "length_ms"),
            "voice_over": Field(voice_over_shape(folder), "a person's own recordings"),
            "sounds": Field(sounds_shape(folder), "a set of sounds, or sound files of one's own"),
            "phrases": Field(OwnPhrases(language), "sentences in place of the usual ones"),
            "pronounce": Field(Pronunciations(), "how words are said that a voice gets wrong"),
            "rest": Field(ROUTINE_REST, "recovery for the whole routine", "rests"),
            "get_ready": GET_READY,
            "blocks": Field(
                Entries(block_of_any_kind(Entry(find))), "what is done, in order", required=True
            ),
        },
        elsewhere=dict.fromkeys(("opener", "closer", "lines"), "write it under `voice_over`"),
    )


def read_routine(node: Node, path: Path, find: FindExercise, notes: Notes) -> Routine | None:
    """The routine that is in that file, or None with notes."""
    if is_exercise(node):
        message = "this is an exercise, not a routine"
        notes.add(node.source, message, "name it in a routine's blocks, and render that")
        return None
    if is_programme(node):
        hint = "keep it in a folder `programmes`, and give --week and --day with its name"
        notes.add(node.source, "this is a programme, not a routine", hint)
        return None
    values = routine_shape(find, path.parent, language_of(node)).values(node, notes)
    if values is None or not {"title", "blocks"} <= values.values.keys():
        return None
    found = dict(values.values)
    words = replace(found.pop("phrases", OwnWords()), pronunciations=found.pop("pronounce", ()))
    source, places = values.source, values.places
    return Routine(name=path.stem, source=source, places=places, words=words, **found)


def language_of(node: Node) -> str:
    """The language that a routine says it is in, before anything else of it is read."""
    pairs = node.pairs if isinstance(node, Mapping) else ()
    said = next((word_of(value) for key, value in pairs if key.text == "language"), ENGLISH)
    return said if said in languages() else ENGLISH


def is_exercise(node: Node) -> bool:
    """Whether a file is meant as an exercise."""
    keys = {key.text for key, _ in node.pairs} if isinstance(node, Mapping) else set()
    return "blocks" not in keys and bool(keys & {"movement", "setup"}) and "name" in keys


def is_programme(node: Node) -> bool:
    """Whether a file is meant as a programme, even if one of its two keys is missing."""
    keys = {key.text for key, _ in node.pairs} if isinstance(node, Mapping) else set()
    return bool(keys & {"weeks", "days"}) and not keys & {"blocks", "movement"}
