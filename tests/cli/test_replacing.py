"""``-o`` replaces what the program made itself, and anything else only with ``--force``."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import OURS, Run, Stages

SOUND = (("render", "hips"), ("say", "Go."))
IMPORT = ("import", "talk.txt")
TEXT = (("new", "hips"), IMPORT)
EVERY = [*SOUND, *TEXT]
ENDING = {"render": ".mp3", "say": ".wav", "new": ".yaml", "import": ".yaml"}


@pytest.fixture(autouse=True)
def _here(stages: Stages) -> None:
    Path("talk.txt").write_text("0:00 Walk.\n1:00 Run.\n2:00 Done.\n", encoding="utf-8")


def target(command: tuple[str, ...], stem: str = "x") -> Path:
    return Path(f"{stem}{ENDING[command[0]]}")


def refused(run: Run, command: tuple[str, ...], path: Path, *more: str) -> str:
    """Return the one line of a command that writes nothing; its folder must stay as it was."""
    before = sorted(os.listdir())
    result = run(*command, "-o", str(path), *more)
    assert (result.exit_code in (2, 3), result.stdout) == (True, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert "; " in line
    assert sorted(os.listdir()) == before
    return line


@pytest.mark.parametrize("command", EVERY)
def test_somebody_elses_file_stays_without_force(run: Run, command: tuple[str, ...]) -> None:
    """Somebody else's file is kept, and the message names --force, which replaces it."""
    path = target(command)
    path.write_bytes(b"ID3 a song of somebody's")
    assert "or replace it with --force" in refused(run, command, path)
    assert path.read_bytes() == b"ID3 a song of somebody's"
    assert run(*command, "-o", str(path), "--force").exit_code == 0
    assert path.read_bytes() != b"ID3 a song of somebody's"


@pytest.mark.parametrize("command", SOUND)
def test_a_file_of_ours_is_replaced(run: Run, command: tuple[str, ...]) -> None:
    """A file that the program made is replaced without a question, also through a link."""
    path = target(command)
    path.write_bytes(OURS + b"older")
    assert run(*command, "-o", str(path)).exit_code == 0
    assert b"older" not in path.read_bytes()
    link = target(command, "link")
    link.symlink_to(path)
    assert run(*command, "-o", str(link)).exit_code == 0
    assert link.is_symlink()


@pytest.mark.parametrize("command", SOUND)
def test_the_mark_counts_only_where_it_belongs(run: Run, command: tuple[str, ...]) -> None:
    """A song whose comment names the program is still somebody else's."""
    path = target(command)
    for foreign in (b"ID3\x03COMM made with audioguide", b"made with audioguide", b""):
        path.write_bytes(foreign)
        assert "audioguide did not make it" in refused(run, command, path)


@pytest.mark.parametrize("command", SOUND)
def test_a_name_that_the_program_chose_is_no_exception(run: Run, command: tuple[str, ...]) -> None:
    """Without -o a file in the current folder that is not the program's is kept too."""
    path = Path({"render": "hips.mp3", "say": "say.wav"}[command[0]])
    path.write_bytes(b"mine")
    result = run(*command)
    assert (result.exit_code, path.read_bytes()) == (2, b"mine")
    assert "--force" in result.stderr


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _pipe_at_the_end_of_a_link(path: Path) -> None:
    os.mkfifo("pipe")
    path.symlink_to("pipe")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def _facts(path: Path) -> tuple[int, ...]:
    """Return everything that changes with a file, except the time when it was last read."""
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_nlink


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("a named pipe", lambda path: os.mkfifo(path)),
        ("a socket", _socket),
        ("a device", lambda path: path.symlink_to("/dev/null")),
        ("a named pipe", _pipe_at_the_end_of_a_link),
    ],
)
def test_what_is_no_file_is_never_replaced(
    run: Run, command: tuple[str, ...], kind: str, make: Callable[[Path], object]
) -> None:
    """Pipes, sockets and devices are never replaced, not even with --force or through a link."""
    path = target(command)
    make(path)
    before = _facts(path)
    for more in ((), ("--force",)):
        assert kind in refused(run, command, path, *more)
    assert _facts(path) == before


@pytest.mark.parametrize("command", EVERY)
def test_of_the_folders_the_last_alone_is_made(run: Run, command: tuple[str, ...]) -> None:
    """Where a folder above the last one is missing, that is told and nothing is made."""
    path = Path("none") / "x" / target(command)
    assert "there is no folder" in refused(run, command, path)
    assert run(*command, "-o", str(Path("one") / target(command))).exit_code == 0
    assert os.listdir("one") == [target(command).name]


@pytest.mark.parametrize("command", EVERY)
def test_names_that_cannot_be_are_told(run: Run, command: tuple[str, ...]) -> None:
    """A name that is too long is told, and links that lead in a circle are."""
    assert "the name is too long" in refused(run, command, target(command, "x" * 300))
    refused(run, command, Path("y" * 300) / target(command))
    target(command, "a").symlink_to(target(command, "b"))
    target(command, "b").symlink_to(target(command, "a"))
    assert "in a circle" in refused(run, command, target(command, "a"))


@pytest.mark.parametrize("command", EVERY)
def test_a_link_to_nothing_yet_is_written_through(run: Run, command: tuple[str, ...]) -> None:
    """Where a link leads to nothing yet, the file is made there and the link stays."""
    link = target(command, "link")
    link.symlink_to(target(command, "real"))
    assert run(*command, "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert target(command, "real").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells it of every file alone")
def test_a_disk_that_is_read_only_is_told_as_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only disk is told as that, and not as a lack of permission."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert "no permission to write in" in run("new", "hips", "-o", f"{tmp_path}/").stderr
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    told = run("new", "hips", "-o", f"{tmp_path}/").stderr
    assert f"the disk of {tmp_path} is read-only" in " ".join(told.split())
