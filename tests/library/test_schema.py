"""The schemas say what the reader says, as far as one key at a time can tell."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from audioguide.errors import Source
from audioguide.formats.plan_json import plan_schema
from audioguide.library import content_folder, file_schema
from audioguide.library.kinds import Duration, Kind, Notes, Number
from audioguide.library.lengths import TempoKind
from audioguide.library.nodes import Scalar

FILES = ("exercise", "programme", "routine")
FOLDERS = {"exercise": "exercises", "programme": "programmes", "routine": "routines"}
BROKEN = Path(__file__).resolve().parent.parent / "broken"
BROKEN_FOLDERS = {"exercise": BROKEN / "exercises", "programme": BROKEN / "programmes"}
SHIPPED = [
    (file, path)
    for file in FILES
    for path in sorted((content_folder() / FOLDERS[file]).glob("*.yaml"))
]
EXPECT = re.compile(r"# expect: \d+:\d+: (.+?);", re.MULTILINE)
BY_SHAPE = re.compile(
    r"unknown key|^an? .* has no `|the list is empty|the text is longer|is neither yes nor no"
    r"|is expected here|is written as keys|is not a (whole number|duration|tempo|number)"
    r"|is not .* or |nothing stands here"
)
"""Mistakes of one value or of a mapping's keys; a schema can see these and no others."""


def validator(file: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(file_schema(file)))


def _plain(value: Any) -> Any:
    """Return the value with dates, which YAML 1.1 makes of text, as text again."""
    match value:
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case date():
            return value.isoformat()
    return value


class _Core(yaml.SafeLoader):
    """A loader of YAML as editors read it, version 1.2, in which ``yes`` is text."""


_Core.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|false|False)$"), list("tTfF")
)
_Core.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile(r"^[-+]?\d+$") if tag.endswith(":int") else pattern)
        for tag, pattern in resolvers
    ]
    for first, resolvers in _Core.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_one(file: str) -> None:
    """A schema is of draft 2020-12, with a title and a description for every key."""
    schema = json.loads(file_schema(file))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert file in schema["title"]
    assert schema["description"]

    def described(node: Any) -> None:
        if isinstance(node, dict):
            for key, one in node.get("properties", {}).items():
                assert one.get("description"), key
            for one in node.values():
                described(one)
        elif isinstance(node, list):
            for one in node:
                described(one)

    described(schema)


def test_the_plan_has_a_schema_too() -> None:
    """The schema of the plan is of the same draft."""
    assert json.loads(plan_schema())["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("loader", [yaml.SafeLoader, _Core], ids=["1.1", "1.2"])
@pytest.mark.parametrize(("file", "path"), SHIPPED, ids=lambda one: getattr(one, "stem", one))
def test_everything_that_ships_is_valid(
    file: str, path: Path, loader: type[yaml.SafeLoader]
) -> None:
    """Every shipped file is valid, whichever version of YAML an editor reads."""
    value = yaml.load(path.read_text("utf-8"), Loader=loader)
    validator(file).validate(_plain(value))


def _broken_by_shape() -> list[tuple[str, Path]]:
    found = []
    for file in FILES:
        for path in sorted(BROKEN_FOLDERS.get(file, BROKEN).glob("*.yaml")):
            text = path.read_text("utf-8")
            if not any(BY_SHAPE.search(message) for message in EXPECT.findall(text)):
                continue
            try:
                list(yaml.safe_load_all(text))
            except yaml.YAMLError:
                continue
            found.append((file, path))
    return found


@pytest.mark.parametrize(
    ("file", "path"), _broken_by_shape(), ids=lambda one: getattr(one, "stem", one)
)
def test_what_is_broken_by_shape_is_invalid(file: str, path: Path) -> None:
    """Unknown and missing keys, and values of the wrong kind, are invalid."""
    value = _plain(yaml.safe_load(path.read_text("utf-8")))
    assert not validator(file).is_valid(value)


def test_there_are_files_broken_by_shape() -> None:
    """There are enough broken files for the test of invalid shapes."""
    assert {file for file, _ in _broken_by_shape()} == set(FILES)
    assert len(_broken_by_shape()) > 15


def read(kind: Kind, text: str) -> Any:
    return kind.read(Scalar(text, Source("x")), Notes())


def valid(kind: Kind, value: object) -> bool:
    return jsonschema.Draft202012Validator(kind.schema()).is_valid(value)


UNITS = st.sampled_from(["s", " s", "sec", "S", "m", " min", "minutes", "h", "Hours", "", "1s"])
TIMES = st.builds("{}{}".format, st.integers(0, 99), UNITS) | st.builds(
    "{}:{:02}".format, st.integers(0, 59), st.integers(0, 70)
)
DASHES = st.sampled_from(["-", " - ", " to ", "\u2013", "to", "/"])


@given(st.one_of(TIMES, st.builds("{}{}{}".format, TIMES, DASHES, TIMES)))
def test_every_time_that_is_read_is_valid(text: str) -> None:
    """Every time that the reader takes is valid as text."""
    kind = Duration()
    if read(kind, text) is not None:
        assert valid(kind, text)


@given(st.from_regex(r"[0-9: smhto.\-]{1,8}", fullmatch=True))
def test_no_schema_is_stricter_than_the_reader(text: str) -> None:
    """Every text of digits and signs that the reader takes is valid."""
    kinds: tuple[Kind, ...] = (Duration(), Number(least=0, most=10**9), TempoKind())
    for kind in kinds:
        if read(kind, text) is not None:
            assert valid(kind, text)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Duration(), 90),
        (Duration(), 12.5),
        (Duration(), "1:30"),
        (Duration(), "30-60s"),
        (Duration(), "1 min 30 s"),
        (Number(), 8),
        (Number(), "8-10"),
        (Number(), "8 to 10"),
        (TempoKind(), "2-0-2-0"),
        (TempoKind(), 2020),
    ],
)
def test_a_value_is_valid_as_any_type_it_may_come_as(kind: Kind, value: object) -> None:
    """A value is valid as the number or the text that a loader may make of it."""
    assert valid(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Duration(), "soon"),
        (Duration(), ""),
        (Duration(), "30x"),
        (Duration(5_000), 4),
        (Number(), "ten"),
        (Number(most=20), 21),
        (TempoKind(), "2-0-2"),
        (TempoKind(), True),
    ],
)
def test_what_is_no_such_value_is_invalid(kind: Kind, value: object) -> None:
    """A value that the reader refuses is invalid."""
    assert not valid(kind, value)
