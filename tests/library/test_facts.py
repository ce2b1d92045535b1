"""Facts about a routine for the file's tags, and the length that it promises, are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audioguide.errors import AuthorError, Problem
from audioguide.library import load_routine
from audioguide.model.routine import Range, Routine

Read = Callable[[str], Routine]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads a routine with these keys."""

    def reads(keys: str) -> Routine:
        path = tmp_path / "mine.yaml"
        path.write_text(f"title: T\n{keys}\nblocks: [say: Hello.]\n", encoding="utf-8")
        return load_routine(str(path))

    return reads


def refused(read: Read, keys: str) -> Problem:
    """Return the one problem of a routine with these keys."""
    with pytest.raises(AuthorError) as caught:
        read(keys)
    [problem] = caught.value.problems
    return problem


def test_all_facts_are_read(read: Read) -> None:
    """All facts are read as they were written."""
    routine = read(
        "author: Ann Example\ncopyright: 2026 Ann Example\nurl: https://example.org/hips?a=1\n"
        "date: 2026-11-22\ntags: [hips, bands]\nlength: 25-35m"
    )
    assert (routine.author, routine.copyright) == ("Ann Example", "2026 Ann Example")
    assert (routine.url, routine.date) == ("https://example.org/hips?a=1", "2026-11-22")
    assert routine.tags == ("hips", "bands")
    assert routine.length_ms == Range(25 * 60_000, 35 * 60_000)


def test_none_is_needed(read: Read) -> None:
    """Without facts they are empty, and no length is promised."""
    routine = read("summary: Short.")
    assert (routine.author, routine.copyright, routine.url, routine.date) == ("",) * 4
    assert routine.tags == ()
    assert routine.length_ms is None


@pytest.mark.parametrize("date", ["2026-11-22", "2026-11", "2026", "'2026'", "2024-02-29"])
def test_a_date_is_a_day_a_month_or_a_year(read: Read, date: str) -> None:
    """A date is written as in ISO 8601, with quotes or without."""
    assert read(f"date: {date}").date == date.strip("'")


@pytest.mark.parametrize(
    "date",
    [
        "22.11.2026",
        "2026-13",
        "2026-02-30",
        "2025-02-29",
        "2026-1-5",
        "26",
        "20261122",
        "0000",
        "yesterday",
        "2026-11-22T10:00:00",
        "2026-11-22-01",
        "\u0662\u0660\u0662\u0666",
        "[2026]",
    ],
)
def test_what_is_no_date_is_refused(read: Read, date: str) -> None:
    """What is no date is refused with the three ways to write one."""
    problem = refused(read, f"date: {date}")
    assert "is no date" in problem.message
    assert problem.hint == "write 2026-11-22, 2026-11 or 2026"
    assert problem.source is not None
    assert problem.source.line == 2


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://", "'https://a b'"])
def test_an_address_is_one_of_the_web(read: Read, url: str) -> None:
    """An address is refused unless it is a whole web address without spaces."""
    assert "is no address" in refused(read, f"url: {url}").message


@pytest.mark.parametrize("holder", ["Ann Example", "2026", "'2026 '", "'26 Ann'", "© 2026 Ann"])
def test_a_copyright_begins_with_its_year(read: Read, holder: str) -> None:
    """A copyright is refused unless it begins with a year; players add the sign themselves."""
    problem = refused(read, f"copyright: {holder}")
    assert "has no year" in problem.message
    assert problem.hint == "write a year and a name: 2026 Ann Example"


@pytest.mark.parametrize("length", ["30", "59s", "5h", "20 hours", "35m-25m", "soon"])
def test_a_length_is_a_minute_to_four_hours(read: Read, length: str) -> None:
    """A length outside of a minute to four hours is refused; a plain number is seconds."""
    assert refused(read, f"length: {length}").hint
