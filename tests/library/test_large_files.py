"""A file of up to 1 MB is answered soon, whatever is in it, and a larger one is not read."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Any

import pytest

from audioguide import imports, pipeline
from audioguide.cli.audience import problem_line
from audioguide.errors import AuthorError
from audioguide.files import read_bounded
from audioguide.library import kinds
from audioguide.library.nodes import MOST_BYTES
from audioguide.units import parse_duration


def refused(path: Path, text: str) -> AuthorError:
    """Return the error that a routine of that text gives."""
    path.write_text(text)
    with pytest.raises(AuthorError) as error:
        pipeline.read(str(path))
    return error.value


@pytest.mark.parametrize("filling", [" ", "1h ", "1", "-", "to ", "`"])
def test_a_duration_as_long_as_a_file_is_refused_with_a_short_quote(
    filling: str, tmp_path: Path
) -> None:
    """However long a wrong duration is, its message is short."""
    long = (filling * 200_000)[:200_000]
    blocks = f'blocks: [{{circuit: [{{exercise: plank, work: "1h{long}x"}}]}}]'
    error = refused(tmp_path / "a.yaml", f"title: T\n{blocks}\n")
    assert all(len(problem_line(problem)) < 400 for problem in error.problems)


def test_spaces_in_a_duration_count_as_one() -> None:
    """A duration is read as it would be with single spaces, however many there are."""
    assert parse_duration(f"1h{' ' * 100_000}30m") == 5_400_000


def test_after_a_hundred_mistakes_reading_stops_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a hundred mistakes no more misspelt names are compared, and the message says so."""
    compared = 0
    usual = difflib.get_close_matches

    def count(*arguments: Any, **options: Any) -> list[str]:
        nonlocal compared
        compared += 1
        return usual(*arguments, **options)

    monkeypatch.setattr("audioguide.errors.get_close_matches", count)
    names = "".join(f"  - circuit: [plonk-{number}]\n" for number in range(5_000))
    error = refused(tmp_path / "a.yaml", f"title: T\nblocks:\n{names}")
    assert len(error.problems) == kinds.MOST_PROBLEMS + 1
    assert "here is one mistake more than the 100 that are told" in str(error.problems[-1])
    assert compared <= kinds.MOST_PROBLEMS + 1


def test_a_file_is_read_no_further_than_it_may_be_long(tmp_path: Path) -> None:
    """A sparse file of gigabytes costs no more than one that is a byte too long."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    assert len(read_bounded(path, MOST_BYTES)) == MOST_BYTES + 1
    with pytest.raises(AuthorError, match="larger than 1 MB"):
        pipeline.read(str(path))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a device of Unix")
def test_a_device_without_an_end_can_be_imported_no_further_than_that(tmp_path: Path) -> None:
    """An import from a device without an end stops at 1 MB and says that it is too large."""
    with pytest.raises(AuthorError, match="larger than 1 MB"):
        imports.import_workout(Path("/dev/zero"), tmp_path / "a.yaml", "zwo", None, None)
