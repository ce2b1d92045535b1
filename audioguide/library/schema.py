"""JSON Schema of the files that people write, for editors: from the definition that reads them."""

from __future__ import annotations

import json
from pathlib import Path

from audioguide.library.exercise_file import EXERCISE
from audioguide.library.kinds import Schema
from audioguide.library.programme_file import programme_shape
from audioguide.library.routine_file import routine_shape
from audioguide.library.shape import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _shapes() -> dict[str, Shape]:
    return {
        "exercise": EXERCISE,
        "programme": programme_shape(lambda node, notes: None),
        "routine": routine_shape(lambda *asked: None, Path()),
    }


_ABOUT = {
    "exercise": "One movement and everything needed to coach it by ear.",
    "programme": "Weeks and days of routines, and what grows from week to week.",
    "routine": "A workout: what is done, in order.",
}


def file_schema(file: str) -> str:
    """The JSON Schema (2020-12) of an exercise, a programme or a routine file, as text.

    It holds keys, kinds and bounds; what depends on other files or on several keys, only reading
    tells. A value passes as whichever type an editor takes it for: text, or the number that YAML
    1.1 makes of ``1:30``.
    """
    schema: Schema = {
        "$schema": DIALECT,
        "title": f"An audioguide {file}",
        "description": _ABOUT[file],
        **_shapes()[file].schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
