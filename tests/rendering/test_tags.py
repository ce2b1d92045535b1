"""The tags that a player shows of an episode come from the routine."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import mp3, pipeline
from audioguide.options import Options
from audioguide.rendering.tags import tags

BLOCKS = "blocks: [pause: 20s]"


def tags_of(folder: Path, keys: str) -> mp3.Tags:
    """Return the tags of a short routine with these keys."""
    path = folder / "mine.yaml"
    path.write_text(f"title: Hips\n{keys}\n{BLOCKS}\n", encoding="utf-8")
    options = Options(voice="silent")
    return tags(pipeline.arrange(pipeline.write_script(pipeline.read(str(path)), options), options))


def test_an_authors_facts_are_in_the_tag(tmp_path: Path) -> None:
    """Author, copyright, address and date are in the tag, which can be written with them."""
    made = tags_of(
        tmp_path,
        "author: Ann Example\ncopyright: 2026 Ann Example\nurl: https://example.org/hips\n"
        "date: 2026-11-22\nsummary: Strong hips.",
    )
    assert (made.artist, made.copyright) == ("Ann Example", "2026 Ann Example")
    assert (made.url, made.date) == ("https://example.org/hips", "2026-11-22")
    assert made.comment.startswith("Strong hips. Level: intermediate. Length: ")
    written = mp3.tag(made)
    for text in ("Ann Example", "2026 Ann Example", "https://example.org/hips"):
        assert text.encode() in written or text.encode("utf-16-le") in written
    assert all(frame in written for frame in (b"TYER", b"TDAT", b"2211"))


def test_without_them_the_program_is_the_artist(tmp_path: Path) -> None:
    """Without an author the program is the artist, and the other facts are empty."""
    made = tags_of(tmp_path, "equipment: chair")
    assert made.artist == "audioguide"
    assert (made.copyright, made.url, made.date) == ("", "", "")
    assert made.comment.endswith("Equipment: chair.")


@pytest.mark.parametrize("written", ["2026", "2026-11"])
def test_of_a_month_or_a_year_the_year_is_written(tmp_path: Path, written: str) -> None:
    """Of a month or a year ID3v2.3 gets the year alone, for it has no month without a day."""
    made = tags_of(tmp_path, f"date: {written}")
    assert made.date == written
    tag = mp3.tag(made)
    assert b"TYER" in tag
    assert b"2026" in tag
    assert b"TDAT" not in tag


def test_the_authors_tags_are_in_the_comment(tmp_path: Path) -> None:
    """The author's tags are in the comment, because ID3 has no frame for them."""
    assert tags_of(tmp_path, "tags: [strength, tuesday]").comment.endswith(
        "Tags: strength, tuesday."
    )
