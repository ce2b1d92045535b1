"""Clips: levelled, limited, measured, made once, and never from a failed utterance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from audioguide.model.clip import Clip
from audioguide.model.script import Wording
from audioguide.sound.limiter import limit
from audioguide.sound.loudness import k_rms_lufs, loudness_lufs, true_peak_dbtp
from audioguide.sound.onset import KEPT_AFTER_MS, KEPT_BEFORE_MS, span
from audioguide.sound.samples import db_to_gain
from audioguide.speech import Speaker, SpeechError
from audioguide.speech.normalize import SPEECH_LUFS, spoken_sound

Install = Callable[[str], str]

LONG = (
    "Rest, forty-five seconds.",
    "Keep your hips still and open the top knee against the band.",
    "Glute bridge. Lie on your back with your knees bent and your feet flat.",
    "Workout complete. Walk for a few minutes, and drink something.",
    "Six sick sixes, hissing. Push, push, push!",
)
SHORT = ("Halfway.", "Left leg.", "Switch.")
COUNTS = ("Three.", "Two.", "One.", "Seventeen.", "Last one.")

FAULTS = {
    "return Utterance(tone * 0, 24_000)": "gave silence for",
    "return Utterance(tone[:0], 24_000)": "gave silence for",
    "return Utterance(tone / np.float32(5_000), 24_000)": "gave silence for",
    "tone[999] = np.nan; return Utterance(tone, 24_000)": "no numbers for",
    "return Utterance(tone.astype(np.float64), 24_000)": "no float32 samples of one channel",
    "return Utterance(np.stack([tone, tone]), 24_000)": "no float32 samples of one channel",
    "return Utterance(list(tone), 24_000)": "no float32 samples of one channel",
    "return Utterance(tone, 0)": "gave 0 samples a second",
    "return Utterance(tone[:720], 24_000)": "gave only 30 ms of sound",
    "return Utterance(np.tile(tone, 9), 24_000)": "gave 18 s of sound",
    "raise OSError('the pipe broke')": "failed (OSError('the pipe broke')) at",
    "return None": "gave no utterance for",
}


def wordings(texts: tuple[str, ...], count: bool = False) -> list[Wording]:
    """Plain wordings of texts."""
    return [Wording(text, text, count) for text in texts]


@pytest.fixture(params=["hibari", "silent"], scope="module")
def speaker(request: pytest.FixtureRequest) -> Iterator[Speaker]:
    """A real voice and the hum."""
    with Speaker(request.param) as opened:
        yield opened


def test_long_clips_are_equally_loud(speaker: Speaker) -> None:
    """Clips of a second and more sit within 1 LU of -19 LUFS, and so of each other."""
    clips = [speaker.clip(one) for one in wordings(LONG)]
    assert min(len(clip.samples) for clip in clips) >= 48_000
    measured = [loudness_lufs(clip.samples, 48_000) for clip in clips]
    assert measured == pytest.approx([clip.lufs for clip in clips], abs=0.001)
    assert max(measured) - min(measured) < 1
    assert all(abs(lufs + 19) < 0.6 for lufs in measured)


def test_short_clips_are_as_loud_by_k_weighted_rms(speaker: Speaker) -> None:
    """A clip of less than a second has -19 LUFS over its span."""
    for clip in map(speaker.clip, wordings(SHORT)):
        assert len(clip.samples) < 48_000
        assert clip.lufs == pytest.approx(k_rms_lufs(clip.samples, 48_000), abs=0.01)
        assert abs(clip.lufs + 19) < 0.6


def test_no_clip_passes_the_ceiling(speaker: Speaker) -> None:
    """True peaks stay at -2 dBTP, and the clip says where they are."""
    for clip in map(speaker.clip, [*wordings(LONG + SHORT), *wordings(COUNTS, count=True)]):
        assert clip.peak_dbtp == pytest.approx(true_peak_dbtp(clip.samples, 48_000), abs=0.001)
        assert clip.peak_dbtp <= -1.9


def test_onset_and_end_are_those_of_the_one_function(speaker: Speaker) -> None:
    """What a clip says of its span is what `span` finds in it; little quiet is left round it."""
    for clip in map(speaker.clip, [*wordings(LONG + SHORT), *wordings(COUNTS, count=True)]):
        found = span(clip.samples, 48_000)
        assert found is not None
        assert (found.onset, found.end) == (clip.onset, clip.end)
        assert clip.onset <= KEPT_BEFORE_MS * 48
        assert len(clip.samples) - clip.end <= KEPT_AFTER_MS * 48


def test_counts_share_one_gain(speaker: Speaker) -> None:
    """Every count is its utterance times one number, whichever counts there are."""
    gains = []
    for count in wordings(COUNTS, count=True):
        clip = speaker.clip(count)
        alone = speaker.clip(Wording(count.text, count.spoken))
        # Below the ceiling nothing but a gain tells the two apart.
        if max(clip.peak_dbtp, alone.peak_dbtp) < -2.1:
            ratio = np.abs(clip.samples).max() / np.abs(alone.samples).max()
            gains.append(clip.lufs - alone.lufs)
            assert gains[-1] == pytest.approx(20 * np.log10(ratio), abs=0.01)
    two = Wording("Two.", "Two.", count=True)
    with Speaker(speaker.engine.name) as another:
        assert same(another.clip(two), speaker.clip(two))
    assert len(gains) >= 3


def test_counts_are_about_as_loud_as_speech(speaker: Speaker) -> None:
    """The words one to ten average to the level of speech."""
    numbers = ("One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine.")
    levels = [speaker.clip(one).lufs for one in wordings((*numbers, "Ten."), count=True)]
    assert np.mean(levels) == pytest.approx(-19, abs=1)


def test_what_is_spoken_alike_is_one_clip(speaker: Speaker) -> None:
    """One object for one spoken text; a count of the same text is another."""
    plain = speaker.clip(Wording("10", "Ten."))
    assert speaker.clip(Wording("ten", "Ten.")) is plain
    assert speaker.clip(Wording("10", "Ten.", count=True)) is not plain


def test_made_at_once_or_one_by_one_is_the_same(speaker: Speaker) -> None:
    """Clips made ahead, several at a time, have the samples of clips made when asked for."""
    every = [*wordings(LONG + SHORT), *wordings(COUNTS, count=True)]
    with Speaker(speaker.engine.name) as ahead:
        ahead.prepare(every)
        assert all(same(ahead.clip(one), speaker.clip(one)) for one in every)


def test_a_clip_cannot_be_changed(speaker: Speaker) -> None:
    """Whoever mixes a clip works on a copy."""
    with pytest.raises(ValueError, match="read-only"):
        speaker.clip(Wording("Up.", "Up.")).samples[0] = 1


def test_progress_counts_distinct_clips_that_are_missing() -> None:
    """Progress runs from 0 to the number of clips to make; nothing to do tells nothing."""
    told: list[tuple[str, int, int]] = []
    with Speaker("silent", lambda *step: told.append(step)) as speaker:
        speaker.clip(Wording("Left.", "Left."))
        speaker.prepare(wordings(("Left.", "Right.", "Right.", "Up.")))
        assert told == [("Speaking", 0, 2), ("Speaking", 1, 2), ("Speaking", 2, 2)]
        speaker.prepare(wordings(("Up.", "Right.")))
        assert len(told) == 3


@pytest.mark.parametrize(("code", "message"), FAULTS.items())
def test_a_bad_utterance_is_an_error_by_name(install: Install, code: str, message: str) -> None:
    """Whatever an engine does wrong, the error names engine, voice and text."""
    name = install(code)
    with Speaker(name) as speaker, pytest.raises(SpeechError) as caught:
        speaker.prepare(wordings(("Go on.",)))
    assert message in str(caught.value)
    assert f"{name}:one" in str(caught.value)
    assert "“Go on.”" in str(caught.value)
    assert caught.value.exit_code == 3


def test_one_bad_utterance_among_many_is_found(install: Install) -> None:
    """A single silent utterance stops the whole; it never becomes a hole."""
    name = install("return Utterance(tone * np.float32(text != 'Four.'), 24_000)")
    with Speaker(name) as speaker, pytest.raises(SpeechError, match="silence for: “Four"):
        speaker.prepare(wordings(("One.", "Two.", "Four.", "Five.")))


def test_what_the_limiter_takes_is_made_up_for(install: Install) -> None:
    """Sound that loses more than 0.5 LU in the limiter is brought nearer to its level again."""
    name = install("tone[6_000::12_000] = 1.5; return Utterance(tone, 24_000)")
    with Speaker(name) as speaker:
        clip = speaker.clip(Wording("Go on.", "Go on."))
        sound = spoken_sound(speaker.engine, speaker.voice, 1.0, "Go on.")
    gain_db = SPEECH_LUFS - loudness_lufs(sound, 48_000)
    once = limit(sound * np.float32(db_to_gain(gain_db)), 48_000)
    assert loudness_lufs(once, 48_000) < -19.5 < clip.lufs
    assert clip.peak_dbtp <= -1.9


def same(one: Clip, other: Clip) -> bool:
    """Whether two clips have the same samples."""
    return np.array_equal(one.samples, other.samples)
