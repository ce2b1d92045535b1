"""A long text is said in parts, and all of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.speech import in_parts

WORDS = st.lists(st.from_regex(r"[A-Za-z]{1,30}[.,;!?]{0,2}", fullmatch=True), max_size=200)


@given(WORDS.map(" ".join), st.integers(30, 400))
def test_nothing_of_a_long_text_is_lost_or_too_long(text: str, most: int) -> None:
    """Words keep their order, and a part never has more letters than an engine is asked for."""
    parts = in_parts(text, most)
    assert re.findall(r"\w", "".join(parts)) == re.findall(r"\w", text)
    assert all(len(part) <= most for part in parts)


@pytest.mark.parametrize("most", [1, 5, 12, 80])
def test_sounds_are_cut_as_letters_are(most: int) -> None:
    """A text in a voice's phonetic alphabet loses no sound, and no part is empty or too long."""
    text = "wʌn, tu. θɹi ænd fɔɹ; fIv! " * 5
    parts = in_parts(text.strip(), most)
    assert all(0 < len(part) <= most for part in parts)
    assert re.findall(r"\w", "".join(parts)) == re.findall(r"\w", text)


def test_sentences_stay_whole() -> None:
    """They are divided behind a comma, or behind a word, only where they are too long."""
    assert in_parts("Sit. Stand up. Walk on, and on.", 16) == ["Sit. Stand up.", "Walk on, and on."]
    assert in_parts("Walk on, and on, until you sit.", 16) == ["Walk on, and on,", "until you sit."]
    assert in_parts("Sit.") == ["Sit."]
