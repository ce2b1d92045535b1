"""Problems are data: how they read, how they are sorted, and which errors carry them."""

from __future__ import annotations

import pytest

from audioguide.errors import (
    AudioguideError,
    AuthorError,
    DestinationError,
    InstallationError,
    Problem,
    Source,
    UsageError,
    in_order,
    nearest,
)

HERE = Source("hips.yaml", 3, 7)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem(HERE, "no exercise `squatt`", "see the list"),
            "hips.yaml:3:7: no exercise `squatt`; see the list",
        ),
        (Problem(HERE, "it is empty"), "hips.yaml:3:7: it is empty"),
        (Problem(None, "no file x", "check the path"), "no file x; check the path"),
        (Problem(None, "no file x"), "no file x"),
        (Problem(Source("a.yaml"), "it is empty"), "a.yaml:1:1: it is empty"),
    ],
)
def test_a_problem_reads_where_what_and_what_to_do(problem: Problem, line: str) -> None:
    """A problem reads `file:line:column: what is wrong; what to do`, less the parts it lacks."""
    assert str(problem) == line


def test_an_error_carries_every_problem_once() -> None:
    """An error has the same problem only once, and keeps the order in which they were found."""
    one, other = Problem(HERE, "one"), Problem(None, "other")
    error = AuthorError(iter([one, other, one]))
    assert error.problems == (one, other)
    assert str(error) == f"{one}\n{other}"
    assert AuthorError(one).problems == (one,)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AuthorError, 1),
        (UsageError, 2),
        (InstallationError, 3),
        (DestinationError, 3),
    ],
)
def test_every_error_names_its_exit_code(error: type[AudioguideError], code: int) -> None:
    """Each kind of error, by who can mend it, has its own exit code."""
    assert issubclass(error, AudioguideError)
    assert error.exit_code == code


def test_problems_are_told_in_the_order_of_the_file() -> None:
    """Problems are sorted by file, line and column as numbers; one without a place comes first."""
    written = [
        Problem(Source("b.yaml", 1, 1), "d"),
        Problem(Source("a.yaml", 10, 2), "c"),
        Problem(Source("a.yaml", 9, 20), "b"),
        Problem(Source("a.yaml", 9, 3), "a"),
        Problem(None, "first"),
    ]
    assert [problem.message for problem in in_order(written)] == ["first", "a", "b", "c", "d"]


def test_the_nearest_word_is_offered_only_when_it_is_near() -> None:
    """A word is offered only where it is near, because a wild guess is worse than none."""
    assert nearest("cirkuit", ["sets", "circuit"]) == "did you mean `circuit`?"
    assert nearest("zzz", ["sets", "circuit"]) == ""
    assert nearest("", []) == ""
