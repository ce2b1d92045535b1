"""The finished file, decoded, is held against its plan."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audioguide import pipeline
from audioguide.checking import failures, measure
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.rendering.tags import tags
from audioguide.units import RATE_HZ, ms_to_samples

ROUTINE = "loop-band-legs"


def timeline_of(options: Options) -> Timeline:
    """Return the shipped routine, arranged."""
    return pipeline.arrange(pipeline.write_script(pipeline.read(ROUTINE), options), options)


@pytest.mark.parametrize("level", Level)
def test_a_coached_episode_keeps_every_promise(level: Level, tmp_path: Path) -> None:
    """In the natural voice length, onsets, loudness, peaks and silence are as planned."""
    timeline = timeline_of(Options(level=level, voice="hibari"))
    episode = pipeline.render(timeline, tmp_path / "legs.mp3")
    samples, rate_hz = soundfile.read(episode.path, dtype="float32")
    assert rate_hz == RATE_HZ
    assert samples.ndim == 1
    assert failures(measure(timeline, samples)) == []


@pytest.mark.parametrize("talk", TalkProfile)
def test_every_talk_profile_keeps_its_promises(talk: TalkProfile, tmp_path: Path) -> None:
    """However much is said, it is heard where the plan has it."""
    timeline = timeline_of(Options(voice="silent", talk=talk))
    episode = pipeline.render(timeline, tmp_path / "legs.mp3")
    samples, _ = soundfile.read(episode.path, dtype="float32")
    assert failures(measure(timeline, samples)) == []


def test_the_same_routine_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two renders without a store give the same bytes."""
    files = []
    for name in ("one.mp3", "two.mp3"):
        timeline = timeline_of(Options(voice="silent"))
        files.append(pipeline.render(timeline, tmp_path / name).path.read_bytes())
    assert files[0] == files[1]


def test_a_failing_render_leaves_the_older_file(tmp_path: Path) -> None:
    """Until a file is whole, the older one stays, and nothing lies beside it."""
    destination = tmp_path / "legs.mp3"
    destination.write_bytes(b"older")
    timeline = timeline_of(Options(voice="silent"))

    def interrupt(what: str, done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.render(timeline, destination, interrupt)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]


def test_chapters_travel_in_the_file(tmp_path: Path) -> None:
    """The tag has a chapter for the intro, every exercise or round, and the end, in order."""
    timeline = timeline_of(Options(voice="silent"))
    chapters = tags(timeline).chapters
    assert chapters[0].title == "Introduction"
    assert chapters[-1].title == "Finish"
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms == timeline.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in pairwise(chapters))


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe reads the file as others do")
def test_other_programs_read_the_file(tmp_path: Path) -> None:
    """ffprobe finds mono MP3 at 48 kHz and 96 kbit/s, title, genre and every chapter."""
    timeline = timeline_of(Options(voice="silent"))
    episode = pipeline.render(timeline, tmp_path / "legs.mp3")
    command = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-show_chapters"]
    told = subprocess.run([*command, episode.path], capture_output=True, text=True, check=True)
    assert told.stderr == ""
    for line in ("codec_name=mp3", "sample_rate=48000", "channels=1", "bit_rate=96000"):
        assert line in told.stdout
    assert "TAG:title=Loop-band legs" in told.stdout
    assert "TAG:genre=Health & Fitness" in told.stdout
    assert told.stdout.count("[CHAPTER]") == len(timeline.chapters)


def test_what_is_moved_or_missing_is_noticed(tmp_path: Path) -> None:
    """The proof fails for a cue 30 ms late, a cue left out, a sound in a gap, a wrong length."""
    timeline = timeline_of(Options(voice="silent", talk=TalkProfile.MINIMAL))
    episode = pipeline.render(timeline, tmp_path / "legs.mp3")
    samples, _ = soundfile.read(episode.path, dtype="float32")
    index = next(n for n, cue in enumerate(timeline.cues) if cue.wording.count)
    moved = replace(timeline.cues[index], start_ms=timeline.cues[index].start_ms - 30)
    late = replace(timeline, cues=(*timeline.cues[:index], moved, *timeline.cues[index + 1 :]))
    assert "cue off by" in " ".join(failures(measure(late, samples)))

    cue = timeline.cues[index]
    silenced = samples.copy()
    silenced[ms_to_samples(cue.start_ms - 80) : ms_to_samples(cue.end_ms + 80)] = 0.0
    assert "not heard" in " ".join(failures(measure(timeline, silenced)))

    outro = timeline.segments[-1]
    noisy = samples.copy()
    noisy[ms_to_samples(outro.end_ms - 500) : ms_to_samples(outro.end_ms - 400)] += np.float32(0.01)
    assert "where nothing is planned" in " ".join(failures(measure(timeline, noisy)))

    assert "the length is" in " ".join(failures(measure(timeline, samples[:-2000])))
    assert "LUFS" in " ".join(failures(measure(timeline, samples * np.float32(0.5))))
    loud = np.clip(samples * np.float32(5.0), -1.0, 1.0)
    assert "true peak" in " ".join(failures(measure(timeline, loud)))
