"""Every mistake an author can make is found at its place, with a remedy, all of a file at once.

Each file in `tests/broken` begins with what is expected of it, a comment line a problem:
`# expect: LINE:COLUMN: words of the message; words of the hint`. Files in its `exercises` are
exercises; the others are routines, read and planned at level intermediate.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from audioguide.errors import AuthorError, Problem
from audioguide.library import load_routine, nodes
from audioguide.model.routine import Level
from audioguide.planning import plan

BROKEN = Path(__file__).resolve().parent.parent / "broken"
EXPECT = re.compile(r"# expect: (\d+):(\d+): (.+?); (.+)")

Write = Callable[[bytes | str], Path]


def problems(path: Path) -> list[Problem]:
    """Return the problems of a routine file, in the order in which they are told."""
    with pytest.raises(AuthorError) as caught:
        plan(load_routine(str(path)), Level.INTERMEDIATE)
    return list(caught.value.problems)


def check(path: Path, routine: Path) -> None:
    """Assert that exactly what the broken file itself expects is found in it."""
    lines = path.read_text("utf-8").splitlines()
    expected = [
        found.groups()
        for found in map(EXPECT.fullmatch, lines[: len(lines) - len(_body(lines))])
        if found
    ]
    assert expected, "the file expects nothing"
    found = problems(routine)
    assert len(found) == len(expected), "\n".join(map(str, found))
    for (line, column, message, hint), problem in zip(expected, found, strict=True):
        assert problem.source is not None
        assert Path(problem.source.file).name == path.name
        assert (problem.source.line, problem.source.column) == (int(line), int(column)), problem
        assert message in problem.message
        assert hint in problem.hint


def _body(lines: list[str]) -> list[str]:
    first = next((n for n, line in enumerate(lines) if not line.startswith("# expect:")), None)
    return [] if first is None else lines[first:]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes a routine file of these bytes."""

    def writes(content: bytes | str) -> Path:
        path = tmp_path / "routine.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return writes


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_mistake_in_a_routine_is_found(path: Path) -> None:
    """Place, message and hint are those that the file expects, and there are no others."""
    check(path, path)


@pytest.mark.parametrize(
    "path", sorted(BROKEN.glob("exercises/*.yaml")), ids=lambda path: path.stem
)
def test_every_mistake_in_an_exercise_is_found_once(path: Path, tmp_path: Path) -> None:
    """However often a routine names an exercise, its mistakes are told once, in its own file."""
    (tmp_path / "exercises").mkdir()
    shutil.copy(path, tmp_path / "exercises")
    routine = tmp_path / "twice.yaml"
    routine.write_text(f"title: T\nblocks: [sets: [{path.stem}, {path.stem}]]\n")
    check(path, routine)


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_machine_without_libyaml_finds_the_same_lines(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """YAML's parser in Python words mistakes in its own way; lines and remedies are the same."""
    by_libyaml = problems(path)
    monkeypatch.setattr(nodes, "_Loader", yaml.SafeLoader)
    by_python = problems(path)
    assert [p.source and p.source.line for p in by_python] == [
        p.source and p.source.line for p in by_libyaml
    ]
    assert [p.hint for p in by_python] == [p.hint for p in by_libyaml]


@pytest.mark.parametrize("loader", [nodes._Loader, yaml.SafeLoader])
@pytest.mark.parametrize("escape", ["ud800", "U00110000", "x9", "q"])
def test_an_escape_that_is_no_character_is_told_as_one(
    write: Write, monkeypatch: pytest.MonkeyPatch, loader: type, escape: str
) -> None:
    """A wrong escape is told as that, and never as a quote that is not closed."""
    monkeypatch.setattr(nodes, "_Loader", loader)
    [problem] = problems(write(f'title: "Up \\{escape} down"\nblocks: [say: Hello.]\n'.encode()))
    assert "closed" not in problem.message
    assert "escape" in problem.hint or "single quotes" in problem.hint


def test_a_file_that_is_not_utf8_is_told_with_its_line(write: Write) -> None:
    """A file that is not UTF-8 is told with the line of the first wrong byte."""
    [problem] = problems(write("title: T\nsummary: Grüße\n".encode("latin-1")))
    assert problem.source is not None
    assert problem.source.line == 2
    assert "not UTF-8" in problem.message
    [problem] = problems(write("title: T\n".encode("utf-16")))
    assert "not UTF-8" in problem.message


def test_a_byte_order_mark_is_no_mistake(write: Write) -> None:
    """A byte order mark, which editors on Windows write, is no mistake and moves no column."""
    [problem] = problems(write(b"\xef\xbb\xbftitle: T\ntitel: U\nblocks: [say: Hello.]\n"))
    assert "`titel`" in problem.message
    assert problem.source is not None
    assert (problem.source.line, problem.source.column) == (2, 1)


def test_lines_that_end_as_on_windows_count_once(write: Write) -> None:
    """CR and LF together are the end of one line."""
    [problem] = problems(write("title: T\r\nblocks:\r\n  - say: One: two.\r\n"))
    assert problem.source is not None
    assert (problem.source.line, problem.source.column) == (3, 13)


@pytest.mark.parametrize("character", ["\0", "\a", "\x1b", "\x7f", "\ufffe"])
def test_an_invisible_character_is_told_with_its_place(write: Write, character: str) -> None:
    """An invisible character is told with its place and its number in Unicode."""
    [problem] = problems(write(f"title: T\nblocks:\n  - say: a{character}b\n"))
    assert problem.source is not None
    assert (problem.source.line, problem.source.column) == (3, 11)
    assert f"U+{ord(character):04X}" in problem.message


def test_a_file_over_a_megabyte_is_not_read(write: Write) -> None:
    """A file over a megabyte is refused with the advice to split it."""
    [problem] = problems(write("title: T\nblocks: [say: Hello.]\n" + "# \n" * 400_000))
    assert "larger than 1 MB" in problem.message
    assert "split" in problem.hint


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("times", [101, 20_000])
def test_over_a_hundred_levels_are_not_read(write: Write, opening: str, times: int) -> None:
    """A file of more than a hundred levels is refused, and however deep it is nothing overflows."""
    [problem] = problems(write(opening * times))
    assert "more than 100 levels deep" in problem.message
    assert problem.source is not None
    assert problem.source.line == 1


def test_a_hundred_levels_are_read(write: Write) -> None:
    """A file of a hundred levels is read, and only its other mistakes are told."""
    found = problems(write("title: " + "[" * 99 + "T" + "]" * 99))
    assert [problem.message for problem in found] == [
        "a routine has no `blocks`",
        "text is expected here",
    ]


def test_endless_words_and_numbers_are_told_in_short(write: Write) -> None:
    """Numbers of very many digits overflow nothing and are shortened in the messages."""
    digits = "9" * 100_000
    found = problems(
        write(
            f"title: T\nblocks:\n  - pause: {digits}\n  - pause: {digits}h\n"
            f"  - sets: [{{exercise: banded-squat, reps: {digits}}}]\n"
        )
    )
    assert len(found) == 3
    assert all(len(str(problem)) < 400 for problem in found)


@pytest.mark.parametrize("name", ["x" * 300, "ü" * 200, "a/b", "..", "~", "C:", "con"])
def test_an_id_that_no_file_can_have_is_an_unknown_one(write: Write, name: str) -> None:
    """An id that no file can have is an unknown exercise, and no file elsewhere is looked at."""
    [problem] = problems(write(f"title: T\nblocks:\n  - sets: ['{name}']\n"))
    assert f"no exercise `{name[:60]}" in problem.message
