"""Files appear whole or not at all, and have names that every system takes."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.errors import DestinationError
from audioguide.files import safe_name, whole

NOBODY = 65534


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """Give a folder that this process may not write in; root steps down while the test lasts."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions of folders are another matter here")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        try:
            os.seteuid(NOBODY)
        except OSError:
            pytest.skip("root without the right to step down")
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def write(path: Path, data: bytes = b"new", then: BaseException | None = None) -> None:
    with whole(path) as file:
        file.write(data)
        if then:
            raise then


def refuses(path: Path) -> str:
    """Return the message of a path that cannot be written, after checking its form."""
    with pytest.raises(DestinationError) as caught:
        write(path)
    [problem] = caught.value.problems
    assert problem.source is None
    assert "-o" in problem.hint
    assert problem.message.startswith(f"{path} cannot be written (")
    return problem.message


def test_a_file_appears_with_what_was_written(tmp_path: Path) -> None:
    """A new file's folder is made, and nothing else lies beside the file."""
    path = tmp_path / "a" / "x.mp3"
    write(path)
    assert path.read_bytes() == b"new"
    assert os.listdir(path.parent) == ["x.mp3"]


def test_of_the_folders_the_last_alone_is_made(tmp_path: Path) -> None:
    """Only the last folder is made, because one above it that is missing was likely mistyped."""
    refuses(tmp_path / "a" / "b" / "x.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_sees_a_part(tmp_path: Path) -> None:
    """Until the block ends a reader finds the older file, or none."""
    fresh, older = tmp_path / "fresh", tmp_path / "older"
    older.write_bytes(b"old")
    with whole(fresh) as one, whole(older) as other:
        one.write(b"half")
        other.write(b"half")
        assert not fresh.exists()
        assert older.read_bytes() == b"old"
    assert fresh.read_bytes() == older.read_bytes() == b"half"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("older", [b"old", None])
def test_whatever_ends_the_block_leaves_nothing_behind(
    tmp_path: Path, error: type[BaseException], older: bytes | None
) -> None:
    """After any error the older file is there, no part of the new one is, and the error goes on."""
    path = tmp_path / "x.mp3"
    if older:
        path.write_bytes(older)
    with pytest.raises(error):
        write(path, b"half", then=error())
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == ([older] if older else [])


def test_a_disk_that_fails_half_way_is_the_destinations_problem(tmp_path: Path) -> None:
    """A full disk is told in a line, and the part of the file is deleted."""
    path = tmp_path / "x.mp3"
    with pytest.raises(DestinationError, match=r"no space is left there\); make room there"):
        write(path, b"half", then=OSError(28, "No space left on device"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "no file can be made in that folder); choose another folder with -o"),
        (errno.EACCES, "no permission to write there); allow yourself to write there"),
        (errno.EROFS, "that disk is read-only); choose another disk with -o"),
        (errno.ENOSPC, "no space is left there); make room there"),
        (errno.EISDIR, "a folder has that name); choose another name with -o"),
        (errno.ENAMETOOLONG, "the name is too long); choose a shorter one with -o"),
        (errno.EIO, "Input/output error); choose another place with -o"),
    ],
)
def test_one_cause_has_one_remedy(tmp_path: Path, number: int, told: str) -> None:
    """The message and the remedy fit the error that the system gave."""
    with pytest.raises(DestinationError) as caught:
        write(tmp_path / "x.mp3", then=OSError(number, os.strerror(number)))
    assert told in str(caught.value)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no files")
def test_a_folder_that_takes_no_files_is_told() -> None:
    """A folder that exists but in which no file can be made is told."""
    assert "(no " in refuses(Path("/proc/x.mp3"))


def test_the_file_can_be_read_back_and_patched_while_it_grows(tmp_path: Path) -> None:
    """A header can be filled in at the end, after what follows it was written and read."""
    path = tmp_path / "x.mp3"
    with whole(path) as file:
        file.write(b"....frames")
        file.seek(4)
        assert file.read() == b"frames"
        file.seek(0)
        file.write(b"head")
    assert path.read_bytes() == b"headframes"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path, mask: int) -> None:
    """A new file has the permissions of the umask, not the narrower ones of a temporary file."""
    before = os.umask(mask)
    try:
        write(tmp_path / "x.mp3")
    finally:
        assert os.umask(before) == mask
    assert (tmp_path / "x.mp3").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_an_older_files_permissions_stay(tmp_path: Path) -> None:
    """A file that is replaced keeps the permissions that somebody gave it."""
    path = tmp_path / "x.mp3"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    """A folder with the file's name is told and left alone."""
    path = tmp_path / "x.mp3"
    (path / "inside").mkdir(parents=True)
    assert "a folder has that name" in refuses(path)
    assert os.listdir(tmp_path) == ["x.mp3"]


def test_a_file_where_a_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    """A file where a folder should be is told, and its content is untouched."""
    (tmp_path / "output").write_bytes(b"a file")
    refuses(tmp_path / "output" / "x.mp3")
    refuses(tmp_path / "output" / "deep" / "x.mp3")
    assert (tmp_path / "output").read_bytes() == b"a file"


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    """A name that is too long is told, and no temporary file is left."""
    refuses(tmp_path / ("x" * 300))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_told(read_only_folder: Path) -> None:
    """A folder without permission is told, for a file in it and for a folder in it."""
    assert "ermission" in refuses(read_only_folder / "x.mp3")
    assert "ermission" in refuses(read_only_folder / "deep" / "x.mp3")
    assert list(read_only_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hips before hills!", "hips-before-hills"),
        ("  --spaces and_lines--  ", "spaces-and-lines"),
        ("Crème brûlée", "creme-brulee"),
        ("Füße: 10 min", "fusse-10-min"),
        ("GROẞE FÜSSE", "grosse-fusse"),
        ("Legs\u2014hips, 8\u201310 min", "legs-hips-8-10-min"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\nc", "a-b-c"),
        ("Тренировка", "trenirovka"),
        ("", "routine"),
        ("...", "routine"),
        ("CON", "con-routine"),
        ("com1", "com1-routine"),
        ("com¹", "com1-routine"),
        ("nul.", "nul-routine"),
        ("com10", "com10"),
        ("console", "console"),
        ("½ hour", "1-2-hour"),
        ("x" * 200, "x" * 80),
        ("y" * 79 + " z", "y" * 79),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    """A name has letters, digits and dashes; it is never empty and never a device of Windows."""
    assert safe_name(title) == name


@given(st.text())
def test_a_safe_name_is_safe_and_stays_the_same(title: str) -> None:
    """Any text gives a name of a length every system takes, and a name gives itself."""
    name = safe_name(title)
    assert 0 < len(name) <= 90
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert not name.endswith("-")
    assert safe_name(name) == name


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a symbolic link leads to is written, and the link stays."""
    (tmp_path / "real").write_bytes(b"older")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_where_links_are_refused_a_file_appears_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole file that cannot be given a name is copied into one that has a name."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "file", b"x" * 100_000)
    assert (tmp_path / "file").read_bytes() == b"x" * 100_000
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
