"""The command ``audioguide show``: all that is known of one name, and who uses it."""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide import shown
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, data, show, width
from audioguide.cli.completing import all_names
from audioguide.errors import AuthorError


def show_name(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An exercise, routine, programme or voice, or a YAML file.",
            autocompletion=all_names,
        ),
    ],
    content: common.ContentOption = None,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.show/1."),
    ] = False,
) -> None:
    """Show all that is known of a name, and who uses it.

    Lengths are estimates. Exits with 1 where a file has mistakes, after what could be shown.
    """
    answer_in_json(json)
    found = shown.everything(name, content)
    if json:
        from audioguide.formats.shown_json import shown_json

        data(shown_json(name, found.things))
    else:
        from audioguide.formats.shown_text import shown_text

        show(shown_text(found.things, width()))
    if found.problems:
        raise AuthorError(found.problems)
