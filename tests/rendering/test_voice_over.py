"""Recordings are heard in an MP3 where the plan has them, from the routine to the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide import pipeline
from audioguide.checking import failures, measure
from audioguide.model.timeline import PlacedCue, Timeline
from audioguide.options import Options
from audioguide.sound.loudness import k_rms_lufs, loudness_lufs
from audioguide.sound.samples import Samples
from audioguide.speech.voice_over import BREATH_MS
from audioguide.store import Store
from tests.speech.recorded import burst, record

HUM = Options(voice="silent")
PITCHES = {"[open.wav]": 660, "[close.mp3]": 550, "Rest, twenty seconds.": 440}
TOGETHER = "Well met, all of you. Welcome to the track club. Strong! TimingError we go."
ROUTINE = f"""\
title: Track club
voice_over:
  opener: brand/open.wav
  closer: brand/close.mp3
  lines:
    Welcome to the track club.: voice/welcome.wav
    rest, twenty seconds: voice/rest.wav
    Strong: voice/strong.flac
    Halfway.: voice/rest.wav
blocks:
  - say: {TOGETHER}
  - sets: [{{exercise: march-on-the-spot, sets: 2, work: 20s, rest: 20s}}]
  - sets: [{{exercise: easy-walk, work: 90s}}]
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """Give a routine with recordings at several rates beside it, each of one pitch."""
    record(tmp_path / "brand" / "open.wav", burst(660, 4))
    record(tmp_path / "brand" / "close.mp3", burst(550, 2, 44_100), 44_100)
    record(tmp_path / "voice" / "welcome.wav", burst(880, 1.5, 44_100), 44_100)
    record(tmp_path / "voice" / "strong.flac", burst(1_320, 0.8, 22_050), 22_050)
    stereo = np.stack([burst(440, 1.2)] * 2, axis=1)
    record(tmp_path / "voice" / "rest.wav", stereo)
    path = tmp_path / "club.yaml"
    path.write_text(ROUTINE, encoding="utf-8")
    return path


def made(routine: Path, destination: Path, store: Store | None = None) -> Timeline:
    script = pipeline.write_script(pipeline.read(str(routine)), HUM)
    timeline = pipeline.arrange(script, HUM, store=store)
    pipeline.render(timeline, destination, store=store)
    return timeline


def decoded(path: Path) -> Samples:
    samples, rate_hz = soundfile.read(path, dtype="float32")
    assert rate_hz == 48_000
    return np.asarray(samples)


def heard(samples: Samples, hz: float, begin_ms: int, end_ms: int) -> tuple[float, float]:
    """Return when a tone of that pitch begins and ends between two times, in milliseconds.

    It is right to a third of a millisecond.
    """
    # Two of the longest periods: its envelope has half its height where the tone begins.
    step, window = 16, 2 * 48_000 // 440
    part = samples[begin_ms * 48 : end_ms * 48].astype(np.float64)
    turning = part * np.exp(-2j * np.pi * hz * np.arange(len(part)) / 48_000)
    sums = np.concatenate([[0], np.cumsum(turning)])
    envelope = np.abs(sums[window:] - sums[:-window])[::step]
    there = np.flatnonzero(envelope > envelope.max() / 2)
    middle = window / 2
    return (
        begin_ms + (there[0] * step + middle) / 48,
        begin_ms + (there[-1] * step + middle) / 48,
    )


def cue(timeline: Timeline, text: str) -> PlacedCue:
    return next(one for one in timeline.cues if one.wording.text == text)


def test_recordings_are_heard_at_the_times_of_the_plan(routine: Path, tmp_path: Path) -> None:
    """Recordings are heard within 5 ms of the plan and at -19 LUFS.

    What MP3 has smeared once before may be off by 20 ms.
    """
    timeline = made(routine, tmp_path / "club.mp3")
    samples = decoded(tmp_path / "club.mp3")
    for text, hz in PITCHES.items():
        placed = cue(timeline, text)
        begin_ms, end_ms = placed.start_ms, placed.end_ms
        found = heard(samples, hz, begin_ms - 200, end_ms + 200)
        # Of what MP3 has smeared once before, the plan counts the smear.
        assert found == pytest.approx((begin_ms, end_ms), abs=20 if "mp3" in text else 5)
        inside = samples[begin_ms * 48 : end_ms * 48]
        assert loudness_lufs(inside, 48_000) == pytest.approx(-19, abs=1)
    assert failures(measure(timeline, samples)) == []


def test_the_opener_comes_in_place_of_the_opening_sound(routine: Path, tmp_path: Path) -> None:
    """An opener begins at 1.5 s, after the wake noise alone, and replaces the opening sound."""
    timeline = made(routine, tmp_path / "club.mp3")
    samples = decoded(tmp_path / "club.mp3")
    assert cue(timeline, "[open.wav]").start_ms == 1_500
    assert {"opening", "closing"}.isdisjoint(tone.name for tone in timeline.tones)
    assert float(np.abs(samples[: 1_400 * 48]).max()) < 0.01
    assert timeline.cues[1].start_ms == timeline.cues[0].end_ms + 350


def test_sentences_are_put_together_in_order(routine: Path, tmp_path: Path) -> None:
    """Spoken and recorded sentences come in order, with a breath from each to the next."""
    timeline = made(routine, tmp_path / "club.mp3")
    samples = decoded(tmp_path / "club.mp3")
    placed = cue(timeline, TOGETHER)
    welcome = heard(samples, 880, placed.start_ms, placed.end_ms)
    strong = heard(samples, 1_320, placed.start_ms, placed.end_ms)
    assert welcome[1] - welcome[0] == pytest.approx(1_500, abs=5)
    assert strong[1] - strong[0] == pytest.approx(800, abs=5)
    assert strong[0] - welcome[1] == pytest.approx(BREATH_MS, abs=5)
    before = samples[placed.start_ms * 48 : round(welcome[0] - BREATH_MS) * 48]
    after = samples[round(strong[1] + BREATH_MS) * 48 : placed.end_ms * 48]
    for spoken in (before, after):
        assert k_rms_lufs(spoken, 48_000) == pytest.approx(-19, abs=1)
    for begin_ms in (welcome[0] - BREATH_MS, welcome[1], strong[1]):
        breath = samples[round(begin_ms + 75) * 48 : round(begin_ms + BREATH_MS - 75) * 48]
        assert float(np.abs(breath).max()) < 0.001


def test_a_line_may_be_a_sentence_of_many_cues(routine: Path, tmp_path: Path) -> None:
    """A recorded sentence is heard wherever a wording has it."""
    timeline = made(routine, tmp_path / "club.mp3")
    samples = decoded(tmp_path / "club.mp3")
    placed = next(one for one in timeline.cues if one.wording.text.startswith("Halfway."))
    begin_ms, _ = heard(samples, 440, placed.start_ms - 200, placed.end_ms)
    assert begin_ms == pytest.approx(placed.start_ms, abs=5)


def test_bytes_follow_the_recordings_and_not_their_names(routine: Path, tmp_path: Path) -> None:
    """The same recordings give the same bytes, with or without a store.

    Another sound under the same name is heard.
    """
    paths = [tmp_path / f"{number}.mp3" for number in range(4)]
    with Store(tmp_path / "cache") as store:
        made(routine, paths[0], store)
        made(routine, paths[1], store)
        made(routine, paths[2])
        record(tmp_path / "voice" / "rest.wav", burst(495, 1.2))
        timeline = made(routine, paths[3], store)
    contents = [path.read_bytes() for path in paths]
    assert contents[0] == contents[1] == contents[2] != contents[3]
    placed = cue(timeline, "Rest, twenty seconds.")
    found = heard(decoded(paths[3]), 495, placed.start_ms - 200, placed.end_ms + 200)
    assert found == pytest.approx((placed.start_ms, placed.end_ms), abs=5)
