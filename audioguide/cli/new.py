"""The command ``audioguide new``: write a routine to begin with.

A file that is already there is replaced only with ``--force``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common, destination
from audioguide.cli.audience import data, note, plain
from audioguide.errors import Problem, UsageError
from audioguide.files import safe_name
from audioguide.sayable import unsayable

ENDINGS = (".yaml", ".yml")
LONGEST = 80
"""The most characters that a title may have, which is the limit for the title of a routine."""


def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="What to call it, such as hips or 'Strong hips'."),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|DIR/", help="Where to write; else here."),
    ] = None,
    force: common.TextForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Write a routine to begin with; prints its path."""
    title = _title(name)
    target = destination.OutputTarget(Path(), folder=True)
    if output is not None:
        target = destination.read_target(output, ENDINGS)
    names = [f"{safe_name(title)}{ENDINGS[0]}"]
    [path] = destination.paths(target, names, force=force, text=True)
    pipeline.begin(title, path)
    data(f"{path}\n")
    if not quiet:
        note(plain(f"edit it, then: audioguide check {path}"))


def _title(name: str) -> str:
    """Return the title for a typed name: ``strong-hips.yaml`` becomes ``Strong hips``.

    Raises UsageError where the name is a path, empty or too long.
    """
    if len(Path(name).parts) > 1:
        hint = f"give the name alone, and the file with -o: -o {Path(name).with_suffix('.yaml')}"
        raise UsageError(Problem(None, f"{name} is a path", hint))
    words = name
    for ending in ENDINGS:
        words = words.removesuffix(ending)
    title = " ".join(plain(words).replace("-", " ").replace("_", " ").split())
    if not title:
        raise UsageError(Problem(None, "the name is empty", "call it something, such as hips"))
    if len(title) > LONGEST:
        raise UsageError(
            Problem(None, f"the name is longer than {LONGEST} characters", "choose a shorter one")
        )
    if wrong := unsayable(title):
        raise UsageError(Problem(None, f"`{title}`: {wrong[0]}", wrong[1]))
    return title[0].upper() + title[1:]
