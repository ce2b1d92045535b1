"""``audioguide cache`` shows and clears the cache, and some options make a file otherwise."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SHORT = "title: One short march\nblocks:\n  - circuit: [march-on-the-spot]\n    work: 20s\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache of its own, and a routine in the current folder."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("short.yaml").write_text(SHORT, encoding="utf-8")
    return tmp_path / "cache"


def render(run: Run, *more: str) -> str:
    """Render the routine with the silent voice and return what was said on stderr."""
    result = run("render", "short.yaml", "--voice", "silent", "-o", "short.mp3", *more)
    assert (result.exit_code, result.stdout) == (0, "short.mp3\n")
    return result.stderr


def test_the_cache_says_where_it_is_and_how_large(folder: Path, run: Run) -> None:
    """The cache is empty at first and has entries after a render; to ask makes none."""
    empty = run("cache", "info").stdout
    assert empty.splitlines()[0] == str(folder)
    assert empty.splitlines()[1].startswith("0 entries, 0.0 MB; at most 1 GB")
    assert not folder.exists()
    render(run)
    assert not run("cache", "info").stdout.splitlines()[1].startswith("0 ")


def test_a_second_render_says_nothing_of_speaking(folder: Path, run: Run) -> None:
    """What is kept is neither spoken nor encoded again, until it is cleared."""
    assert "Speaking" in render(run)
    assert "Speaking" not in (again := render(run))
    assert "Encoding" not in again
    assert run("cache", "clear").stdout.startswith("forgot ")
    assert "Speaking" in render(run)


def test_damage_is_told_and_mended(folder: Path, run: Run) -> None:
    """Damage is a warning on stderr, also with --quiet, and the file is the same as before."""
    render(run)
    before = Path("short.mp3").read_bytes()
    with sqlite3.connect(folder / "store-1.sqlite3") as file:
        file.execute("UPDATE entries SET value = x'0102'")
    file.close()
    assert render(run, "-q") == "warning: a damaged entry of the cache is made anew\n"
    assert Path("short.mp3").read_bytes() == before
    assert render(run, "-q") == ""


@pytest.mark.parametrize("name", ["short.yaml", "x" * 300])
def test_a_cache_that_cannot_be_is_told(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A cache that cannot be used is told with the reason, and is never said to be emptied."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", name)
    asked = run("cache", "info")
    assert (asked.exit_code, asked.stderr.count("\n")) == (0, 1)
    assert asked.stderr.startswith("warning: the cache ")
    cleared = run("cache", "clear")
    assert (cleared.exit_code, cleared.stdout) == (3, "")
    assert "cannot be used" in cleared.stderr
    assert f"or delete {name}" in cleared.stderr


def test_no_splice_encodes_all_of_it_anew(folder: Path, run: Run) -> None:
    """With --no-splice the file is encoded every time; it has other bytes and the same length."""
    render(run)
    spliced = Path("short.mp3").read_bytes()
    for _ in range(2):
        assert "Encoding" in render(run, "--no-splice")
    assert Path("short.mp3").read_bytes() != spliced
    assert len(Path("short.mp3").read_bytes()) == len(spliced)


def test_pace_is_heard_and_named(folder: Path, run: Run) -> None:
    """Slower speech lasts longer, and the file's name says so; other paces are refused."""
    lengths = []
    for pace in ("1.0", "0.5"):
        result = run("say", "Go on.", "--voice", "silent", "-q", "--pace", pace)
        assert result.exit_code == 0
        lengths.append(Path("say.wav").stat().st_size)
    assert lengths[1] > 1.5 * lengths[0]
    result = run("render", "short.yaml", "--voice", "silent", "-q", "--pace", "0.8")
    assert result.stdout == "short-silent-pace-0-8.mp3\n"
    for wrong, said in (("fast", "`fast` is not a number"), ("9", "9 is out of range")):
        result = run("render", "short.yaml", "--pace", wrong)
        assert (result.exit_code, result.stderr) == (
            2,
            f"error: --pace: {said}; choose one from 0.5 to 2\n",
        )
