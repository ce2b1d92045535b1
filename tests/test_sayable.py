"""What no voice can say is known before any voice is asked."""

from __future__ import annotations

import pytest

from audioguide.sayable import NO_WORD, plain_letters, unsayable


@pytest.mark.parametrize(
    "text",
    [
        *("Füße hoch, 3-mal!", "Ångström", "d\u2019accord", "e\u0301lan", "2", "I", "½ squat"),
        *("\uff26\uff35\uff2c\uff2c stop", "1\u00ba", "it\u02bcs", "\ufb01nd", "\u2163"),
        "[walk](/w\u02c8\u0254k/) on",
    ],
)
def test_latin_letters_of_every_kind_can_be_said(text: str) -> None:
    """Latin letters with marks, wide ones, ligatures and small ones can be said."""
    assert unsayable(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("10 µ", "µ"),
        ("Set \u03b1", "\u03b1"),
        ("run\u043d now", "run\u043d"),
        ("\u02c8ɹɛdi", "\u02c8ɹɛdi"),
        ("休息 now", "休息"),
    ],
)
def test_a_single_letter_that_no_voice_has_is_told(text: str, word: str) -> None:
    """A single letter that no voice has is told, before a voice refuses it in mid-render."""
    wrong = unsayable(text)
    assert wrong is not None
    assert wrong[0] == f"no voice has the letters of `{word}`"


def test_a_text_without_a_word_is_told() -> None:
    """A text of signs alone is told, because a voice would have nothing to say."""
    assert unsayable("…!") == NO_WORD


def test_a_word_that_is_too_long_is_told() -> None:
    """A word of three hundred letters is told, and the message does not repeat all of it."""
    assert unsayable("a" * 80) is None
    assert unsayable("a" * 300) == (
        "`" + "a" * 40 + "…` is too long for a word",
        "write it in several words",
    )


def test_plain_letters_stand_for_their_variants() -> None:
    """Variants of letters become plain ones; what has no Latin form, or is no letter, stays."""
    assert plain_letters("\uff26\uff35\uff2c\uff2c, 1\u00ba, it\u02bcs µ ½ é") == (
        "FULL, 1o, it's µ ½ é"
    )
