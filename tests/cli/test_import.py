"""``audioguide import`` turns other programs' workouts into routines that pass check."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from audioguide.cli.app import app
from audioguide.cli.importing import FORMATS
from audioguide.importing import FORMATS as KNOWN
from tests.cli.conftest import Run

SAMPLES = Path(__file__).parents[1] / "importing" / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.is_file() and path.suffix != ".yaml")


def run(*args: str | Path) -> tuple[int, str, str]:
    """Run the command line and return its exit code and both streams."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_names_the_formats_there_are() -> None:
    """The help of the command and the converter know the same formats."""
    assert set(FORMATS) == set(KNOWN)


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.name)
def test_what_is_imported_passes_check(sample: Path, tmp_path: Path) -> None:
    """Every format's sample gives a file that check finds nothing wrong with."""
    made = tmp_path / "made.yaml"
    code, out, _ = run("import", sample, "-o", made, "--run-pace", "5:30", "--lap", "90s")
    assert (code, out) == (0, f"{made}\n")
    code, _, err = run("check", made, "--fast")
    assert (code, err) == (0, err), err


def test_without_a_destination_the_routine_is_data(tmp_path: Path) -> None:
    """Without -o the routine goes to stdout and warnings to stderr, and nothing is written."""
    script = tmp_path / "talk.txt"
    script.write_text("0:00 Walk.\n1:00 Run.\n2:00 Done.\n", encoding="utf-8")
    code, out, err = run("import", script)
    assert code == 0
    assert "title:" in out
    assert "title:" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["talk.txt"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    """Without --force an import writes over no file."""
    made = tmp_path / "made.yaml"
    made.write_text("mine", encoding="utf-8")
    code, _, err = run("import", FILES[0], "-o", made)
    assert code == 2
    assert "already there" in err
    assert made.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--run-pace", "fast"], "--run-pace: `fast` is not a duration; write 5:30"),
        (["--lap", "0s"], "--lap is nothing; write 90s"),
        (["--from", "fit"], "fit"),
    ],
)
def test_wrong_options_are_told(options: list[str], said: str) -> None:
    """A wrong option gives exit code 2 and a message with a remedy."""
    code, _, err = run("import", FILES[0], *options)
    assert code == 2
    assert said in err


def test_a_mistake_in_the_file_has_its_place(tmp_path: Path) -> None:
    """A mistake in the file is told by file, line and column, with exit code 1."""
    script = tmp_path / "plan.txt"
    script.write_text("Main\n- 2km easy\n", encoding="utf-8")
    code, _, err = run("import", script, "--from", "intervals")
    assert code == 1
    assert "plan.txt:2:3:" in err
    assert "--run-pace" in err


def test_a_routine_of_ours_needs_no_import(run: Run, tmp_path: Path) -> None:
    """Whoever has one is told what to do with it."""
    path = tmp_path / "a.yaml"
    path.write_text("title: T\nblocks: [{pause: 10s}]\n")
    done = run("import", str(path))
    assert done.exit_code == 1
    assert f"this is a routine already, and needs no import; try `audioguide check {path}`" in (
        done.stderr
    )
