"""The command ``audioguide schema``: print the JSON Schema of a kind of file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common
from audioguide.cli.texts import TextOutputOption, deliver, form_of
from audioguide.cli.typed import one_of, words_of


class File(StrEnum):
    """The kinds of files that have a schema."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    PROGRAMME = "programme"
    PLAN = "plan"


def schema(
    file: Annotated[
        File,
        typer.Argument(
            metavar=words_of(File),
            parser=one_of("FILE", File, "a kind of file"),
            help="Which file.",
        ),
    ],
    output: TextOutputOption = None,
    force: common.TextForceOption = False,
) -> None:
    """Print a JSON Schema, by which an editor completes and checks a file."""
    form_of(output, None, {file: ".json"}, file)
    name = f"{file}.schema.json"
    deliver([pipeline.schema(file)], [name], output, force=force, for_people=False)
