"""What other programs can count on in a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from audioguide.formats.plan_json import plan_document, plan_json, plan_schema
from audioguide.formats.table import plan_table
from audioguide.model.routine import Level
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.transition import SegmentKind
from tests.formats.timelines import timeline

SCHEMA = json.loads(plan_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_itself_valid() -> None:
    """The schema that ships keeps to JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_plan_keeps_to_its_schema() -> None:
    """A plan with every kind of entry, read back from its text, is valid."""
    VALIDATOR.validate(json.loads(plan_json(timeline())))


def test_unknown_fields_are_allowed() -> None:
    """A plan of a later release with more fields is still valid."""
    document = plan_document(timeline())
    document["music"] = {}
    document["segments"][0]["beats"] = 32
    VALIDATOR.validate(document)


def _without(key: str, *where: str | int) -> dict[str, Any]:
    document = plan_document(timeline())
    found: Any = document
    for step in where:
        found = found[step]
    del found[key]
    return document


@pytest.mark.parametrize(
    "where",
    [
        (),
        ("segments", 4),
        ("segments", 4, "source"),
        ("cues", 0),
        ("sounds", 0),
        ("chapters", 0),
        ("dropped", 0),
    ],
)
def test_every_field_is_required(where: tuple[str | int, ...]) -> None:
    """A plan that lacks any of its fields is not valid."""
    found: Any = plan_document(timeline())
    for step in where:
        found = found[step]
    for key in found:
        assert not VALIDATOR.is_valid(_without(key, *where)), key


@pytest.mark.parametrize(
    ("values", "enum"),
    [
        (SCHEMA["properties"]["level"]["enum"], Level),
        (SCHEMA["properties"]["talk"]["enum"], TalkProfile),
        (SCHEMA["$defs"]["cue_kind"]["enum"], CueKind),
        (SCHEMA["$defs"]["segment"]["properties"]["kind"]["enum"], SegmentKind),
    ],
)
def test_the_schema_knows_the_same_words_as_the_program(values: list[str], enum: Any) -> None:
    """Levels, talks and kinds in the schema are those of the nouns."""
    assert set(values) == {one.value for one in enum}


def test_what_is_left_out_is_told() -> None:
    """Explanations and the introduction, beside the amount of talk."""
    usual = plan_document(timeline())
    assert (usual["known"], usual["intro"]) == (False, True)
    made = timeline()
    short = replace(made, script=replace(made.script, skip_explanations=True, intro=False))
    document = plan_document(short)
    assert (document["known"], document["intro"]) == (True, False)
    assert VALIDATOR.is_valid(document)
    assert "no explanations \u00b7 no introduction" in " ".join(plan_table(short, 200).split())


def test_segments_are_contiguous() -> None:
    """Segments follow each other from 0 to the plan's duration."""
    document = plan_document(timeline())
    ends = [one["end_ms"] for one in document["segments"]]
    assert [one["start_ms"] for one in document["segments"]] == [0, *ends[:-1]]
    assert ends[-1] == document["duration_ms"]


def test_a_stretch_of_work_says_all_about_itself() -> None:
    """Exercise, side, set, reps and tempo stand in the segment; what it has not is null."""
    assert plan_document(timeline())["segments"][4] == {
        "index": 4,
        "kind": "work",
        "start_ms": 59_000,
        "end_ms": 95_000,
        "block": "Strong hips",
        "exercise": "lateral-banded-walk",
        "side": "left",
        "set": 1,
        "sets": 4,
        "round": None,
        "rounds": None,
        "reps": 9,
        "tempo": "2-0-2-0",
        "source": {"file": "content/routines/hips.yaml", "line": 12},
    }


def test_a_segment_outside_any_named_block_has_none() -> None:
    """An empty block name is null in a plan."""
    assert plan_document(timeline())["segments"][0]["block"] is None


def test_a_cue_has_its_first_and_last_words_times() -> None:
    """A cue's text is the one for people, at its onset and end."""
    assert plan_document(timeline())["cues"][1] == {
        "segment": 3,
        "kind": "time",
        "priority": 10,
        "text": "Halfway.",
        "start_ms": 44_000,
        "end_ms": 44_008,
    }


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("content/routines/hips.yaml", "content/routines/hips.yaml"),
        ("mine/hips.yaml", "mine/hips.yaml"),
        ("./hips.yaml", "hips.yaml"),
        ("/home/anna/hips.yaml", "hips.yaml"),
        ("../anna/hips.yaml", "hips.yaml"),
        ("mine/../../anna/hips.yaml", "hips.yaml"),
        ("~/hips.yaml", "hips.yaml"),
        (r"C:\Users\anna\hips.yaml", "hips.yaml"),
        (r"\\server\anna\hips.yaml", "hips.yaml"),
        (r"mine\hips.yaml", "mine/hips.yaml"),
    ],
)
def test_no_path_tells_where_somebody_lives(file: str, shown: str) -> None:
    """Paths in plans are relative and go down; of any other the name alone is left."""
    text = plan_json(timeline(file))
    assert {one["source"]["file"] for one in json.loads(text)["segments"]} == {shown}
    assert "anna" not in text


def test_text_stays_as_it_was_written() -> None:
    """Letters beyond ASCII are written as themselves."""
    assert '"title": "Füße zuerst"' in plan_json(timeline(title="Füße zuerst"))


def test_the_same_timeline_gives_the_same_text() -> None:
    """A plan's text depends on the timeline alone and ends with one line break."""
    first, second = plan_json(timeline()), plan_json(replace(timeline()))
    assert first == second
    assert first.endswith("}\n")
