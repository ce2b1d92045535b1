"""Texts that a command makes of routines: to the screen, or with ``-o`` to a file each.

Takes texts and what was typed, gives the form that is meant. Touches stdout and the files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from audioguide.cli import destination
from audioguide.cli.audience import data, show
from audioguide.errors import Problem, UsageError
from audioguide.files import whole

Form = TypeVar("Form", bound=StrEnum)

TextOutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR/",
        help="Where to write; else to the screen.",
    ),
]


def form_of(
    output: str | None, asked: Form | None, endings: Mapping[Form, str], usual: Form
) -> Form:
    """Return the form that was asked for, or that the name of the file says, or the usual one.

    ``endings`` has the ending of each form's files. Raises UsageError where the two contradict each
    other, or no form has the ending.
    """
    suffix = Path(output).suffix.lower() if output else ""
    if output is None or not suffix or output.endswith("/") or Path(output).is_dir():
        return asked or usual
    meant = [form for form, ending in endings.items() if ending == suffix]
    if asked and asked not in meant:
        hint = f"name it {Path(output).with_suffix(endings[asked])}"
        raise UsageError(Problem(None, f"{output} is no name for `{asked}`", hint))
    if not meant:
        *most, last = dict.fromkeys(endings.values())
        hint = f"name it {', '.join(str(Path(output).with_suffix(one)) for one in most)}"
        hint = f"{hint} or {Path(output).with_suffix(last)}" if most else f"name it *{last}"
        raise UsageError(Problem(None, f"a `{suffix}` file cannot be written", hint))
    return asked or (usual if usual in meant else meant[0])


def deliver(
    texts: Sequence[str],
    names: Sequence[str],
    output: str | None,
    *,
    force: bool,
    for_people: bool = True,
) -> None:
    """Write the texts to files of these names, or as ``-o`` has it; without it to the screen.

    Prints the paths of the files. Raises UsageError and DestinationError as `destination.paths`.
    """
    if output is None:
        write = show if for_people else data
        write("\n\n".join(texts))
        return
    target = destination.read_target(output, [Path(name).suffix for name in names], len(texts))
    for path, text in zip(
        destination.paths(target, names, force=force, text=True), texts, strict=True
    ):
        with whole(path) as file:
            file.write(text.encode())
        data(f"{path}\n")
