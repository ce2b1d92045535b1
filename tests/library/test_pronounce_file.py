"""The list of words that voices get wrong is read."""

from __future__ import annotations

import pytest

from audioguide.library import load_pronunciations
from audioguide.library.kinds import Notes
from audioguide.library.nodes import parse
from audioguide.library.pronounce_file import read_pronunciations
from audioguide.model.pronunciation import Pronunciation


def read(text: str) -> tuple[tuple[Pronunciation, ...], list[str]]:
    """Return the words of a file, and its mistakes."""
    notes = Notes()
    found = read_pronunciations(parse(text.encode(), "p.yaml"), notes)
    return found, [str(problem) for problem in notes.problems]


def test_the_shipped_list_is_read() -> None:
    """Every entry of the shipped list says how its word is said."""
    listed = load_pronunciations()
    assert listed
    assert len({how.word for how in listed}) == len(listed)
    assert all(how.ipa or how.respelled for how in listed)


def test_words_have_one_or_both_ways() -> None:
    """Words are kept in small letters, and may be several words or a sentence."""
    assert read("EMOM: {ipa: ˈiːmɑːm, respelled: ee-mom}\nClose  It: {respelled: cloze it}\n") == (
        (
            Pronunciation("emom", "ˈiːmɑːm", "ee-mom"),
            Pronunciation("close it", "", "cloze it"),
        ),
        [],
    )
    assert read("Close.: {ipa: ˈkloʊz}")[0] == (Pronunciation("close.", "ˈkloʊz", ""),)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("emom: {ipa: ee1}", "p.yaml:1:13: `1` is no sound that a voice has; write the sounds"),
        ("emom: {}", "p.yaml:1:7: nothing says how this word is said; write `ipa: …`"),
        ("emom: {sounds: x}", "p.yaml:1:8: unknown key `sounds`"),
        ("emom: ee-mom", "p.yaml:1:7: a pronunciation is written as keys with values"),
        ("emom: {ipa: }", "p.yaml:1:13: `ipa` is empty"),
        ("3x10: {respelled: x}", "p.yaml:1:1: `3x10` is no word; write letters"),
        ("a: {respelled: b}\nA: {respelled: c}", "p.yaml:2:1: `a` stands here a second time"),
        ("[emom]", "p.yaml:1:1: words are expected here"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, mistake: str) -> None:
    """Each mistake is told once, with its place."""
    _, (told,) = read(text)
    assert told.startswith(mistake)
