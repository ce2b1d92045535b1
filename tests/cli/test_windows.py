"""What differs on Windows is tested on a system that pretends to be it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from audioguide.errors import DestinationError
from audioguide.files import is_reserved, whole
from audioguide.library import catalogues
from audioguide.library.catalogues import Catalogue, Shelf
from tests.cli.conftest import Run


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_a_player_holds_stays_and_is_told(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that a player holds open stays, and one line says what holds it."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3 older")

    def held(source: object, target: object) -> None:
        error = PermissionError(13, "Access is denied")
        error.winerror = number  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(DestinationError) as raised, whole(path) as file:
        file.write(b"newer")
    [problem] = raised.value.problems
    assert "another program has it open" in problem.message
    assert "close" in problem.hint
    assert path.read_bytes() == b"ID3 older"
    assert os.listdir(tmp_path) == ["a.mp3"]


def test_a_name_is_its_very_letters_where_the_system_folds_their_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Banded-Squat` is not found on Windows either: a routine is right or wrong everywhere."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "banded-squat.yaml").write_text("name: Banded squat\n")

    def folded(path: Path) -> bool:
        names = [name.lower() for name in os.listdir(path.parent)]
        return path.name.lower() in names

    monkeypatch.setattr(catalogues, "is_file", folded)
    shelf = Catalogue((tmp_path,))
    assert shelf.find("banded-squat", Shelf.EXERCISES)
    assert shelf.find("Banded-Squat", Shelf.EXERCISES) is None


def test_names_that_windows_keeps_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that Windows keeps for devices are refused before anything is spoken."""
    assert is_reserved("NUL.txt")
    assert not is_reserved("null.mp3")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    done = run("say", "Go on.", "--voice", "silent", "-o", "con.wav")
    assert done.exit_code == 2
    assert "Windows keeps the name con.wav" in done.stderr
