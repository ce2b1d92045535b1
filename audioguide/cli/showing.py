"""The command ``audioguide show``: all that is known of one name, and who uses it."""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide import showing
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, data, show, width
from audioguide.cli.completing import all_names


def show_name(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An exercise, a routine, a programme, a voice, or a YAML file.",
            autocompletion=all_names,
        ),
    ],
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.show/1."),
    ] = False,
    content: common.ContentOption = None,
) -> None:
    """Show all that is known of a name, and who uses it."""
    from audioguide.formats.shown import shown_json, shown_text

    answer_in_json(json)
    found = showing.show(name, content)
    if json:
        data(shown_json(found))
    else:
        show(shown_text(found, width()))
