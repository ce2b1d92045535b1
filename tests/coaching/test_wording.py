"""What is said for what an author wrote: one file of cases for each feature, in `wording/`."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.goldens import RENEWS, assert_same
from tests.wordings import Case, read_cases, renewed, said_of

FILES = sorted((Path(__file__).parent / "wording").glob("*.md"))
CASES = [case for path in FILES for case in read_cases(path)]


@pytest.mark.skipif(RENEWS, reason="the files are written anew as a whole")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_said(case: Case, tmp_path: Path) -> None:
    """The facts of each case are told in exactly the sentences below them."""
    said = said_of(case, tmp_path)
    difference = unified_diff(case.sentences, said, "the file", "what is said", lineterm="")
    told = "\n".join([str(case), *difference])
    assert said == list(case.sentences), told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_as_it_would_be_written_anew(path: Path, tmp_path: Path) -> None:
    """Writing a file anew keeps all but the sentences, and no two cases have the same title."""
    assert_same(path, renewed(path, tmp_path))
    titles = [case.title for case in read_cases(path)]
    assert len(set(titles)) == len(titles)
