"""The hum whose length is known."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from audioguide.model.script import Wording
from audioguide.sound.onset import span
from audioguide.speech import Speaker, open_engine
from audioguide.speech.silent import RATE_HZ, silent_ms

WORDS = st.from_regex(r"[A-Za-z][A-Za-z ,.']{0,80}", fullmatch=True)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_the_length_of_its_clips_is_known_to_the_millisecond(text: str) -> None:
    """From onset to end, rounded up, a clip lasts what `silent_ms` says."""
    with Speaker("silent") as speaker:
        clip = speaker.clip(Wording(text, text))
    assert math.ceil((clip.end - clip.onset) / 48) == silent_ms(text)


def test_a_length_follows_characters_and_pace() -> None:
    """65 ms a character, 200 ms at least, divided by the pace."""
    assert [silent_ms("a"), silent_ms("twelve chars"), silent_ms("twelve chars", 2.0)] == [
        200,
        780,
        390,
    ]


def test_texts_of_one_length_differ() -> None:
    """Pitch and the silences round the hum belong to the text."""
    engine, voice = open_engine("silent")
    made = [engine.synthesize(text, voice, 1.0).samples for text in ("left", "lift", "lean")]
    assert len({samples.tobytes() for samples in made}) == 3
    onsets = [found.onset for one in made if (found := span(one, RATE_HZ))]
    assert len(set(onsets)) == 3
    assert min(onsets) >= 40 * RATE_HZ // 1000
