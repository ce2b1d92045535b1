"""Words that engines read wrong, as each engine gets them."""

from __future__ import annotations

import pytest
from hibari.g2p import lexicon

from audioguide.library import load_pronunciations
from audioguide.model.pronunciation import Pronunciation
from audioguide.sound.onset import span
from audioguide.speech import SpeechError, open_engine
from audioguide.speech.hibari import foreign_letters
from audioguide.speech.pronounce import linked, saying, unlinked

LISTED = (
    Pronunciation("close.", "ˈkloʊz", "cloze"),
    Pronunciation("close it", "", "cloze it"),
    Pronunciation("emom", "ˈiːmɑːm", "ee-mom"),
    Pronunciation("it", "ɪt", "itt"),
    Pronunciation("amrap", "ˈæmɹæp", ""),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An EMOM, an Emom.", "An ee-mom, an ee-mom."),
        ("Close.", "cloze."),
        ("Open. Close! Open.", "Open. cloze! Open."),
        ("Keep them close.", "Keep them close."),
        ("Close  it now.", "cloze it now."),
        ("Item, bit, IT.", "Item, bit, itt."),
        ("EMOMs", "EMOMs"),
        ("An AMRAP.", "An AMRAP."),
        ("Nothing of the kind.", "Nothing of the kind."),
    ],
)
def test_words_are_respelled(text: str, said: str) -> None:
    """Whole words in any case, the longest first, whole sentences; other words stay."""
    assert saying(open_engine("silent")[0], LISTED)(text) == said


def test_an_engine_with_markup_gets_its_own() -> None:
    """hibari gets sounds; where it needs none, the text as it was."""
    say = saying(open_engine("hibari")[0], LISTED)
    assert say("Open. Close. Close it.") == "Open. [Close](/klˈOz/). Close [it](/ɪt/)."
    assert say("An EMOM.") == "An [EMOM](/ˈimɑm/)."


def test_without_a_list_texts_stay() -> None:
    """Nothing is looked for."""
    assert saying(open_engine("silent")[0], ())("Close.") == "Close."


def test_markup_has_no_foreign_letters() -> None:
    """Signs of sounds are none of the text's letters; what stands beside them still counts."""
    assert foreign_letters("[Bath](/bˈæθː/) now") == ""
    assert "日" in foreign_letters("[日](/bˈæθ/)")
    assert unlinked("[Close](/klˈOz/) [it] (now)") == "Close [it] (now)"


def test_a_refused_text_is_shown_as_it_was() -> None:
    """Nobody reads markup, not even in an error."""
    engine, voice = open_engine("hibari")
    with pytest.raises(SpeechError, match="日 in: “An EMOM 日”"):
        engine.synthesize("An [EMOM](/ˈimɑm/) 日", voice, 1.0)


def test_marked_text_is_spoken() -> None:
    """hibari says what is marked, and about as long as a word of that many sounds."""
    engine, voice = open_engine("hibari")
    lengths = []
    for text in ("Now the [EMOM](/ˈimɑm/).", "Now the EMOM."):
        made = engine.synthesize(text, voice, 1.0)
        found = span(made.samples, made.rate_hz)
        assert found is not None
        lengths.append(found.end - found.onset)
    assert lengths[0] < 0.85 * lengths[1], "the second is spelled, letter by letter"


@pytest.mark.parametrize("how", load_pronunciations(), ids=lambda how: how.word)
def test_the_shipped_sounds_are_ones_that_hibari_has(how: Pronunciation) -> None:
    """Each sign is in its alphabet, and a word with sounds has one that is stressed."""
    assert how.ipa or how.respelled
    if how.ipa:
        _, _, sounds = linked("x", how).partition("](/")
        known = lexicon.VOWELS | lexicon.CONSONANTS | set("ˈˌ ")
        assert set(sounds.removesuffix("/)")) <= known
        assert "ˈ" in sounds
