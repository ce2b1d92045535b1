"""Lines and whole sentences that are recorded are heard as recorded, all else as spoken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import AuthorError, InstallationError, Source
from audioguide.language.en_spoken import spoken
from audioguide.model.clip import Clip
from audioguide.model.script import Wording
from audioguide.model.voice_over import Recording, VoiceOver
from audioguide.sound.samples import Samples
from audioguide.speech import Speaker, VoicedOver, probe_recordings
from audioguide.speech.voice_over import BREATH_MS
from audioguide.store import Store
from tests.speech.recorded import burst, record
from tests.speech.test_recordings import pitch_hz

FILE = "routine.yaml"


def recording(path: Path, text: str = "", line: int = 1) -> Recording:
    return Recording(path, Source(FILE, line, 5), text, Source(FILE, line, 1))


@pytest.fixture
def over(tmp_path: Path) -> VoiceOver:
    """Three lines of different pitch, an opener and a closer."""
    lines = {"Rest.": 440, "Strong": 660, "Welcome to the club. Sit down.": 880}
    return VoiceOver(
        recording(record(tmp_path / "brand" / "open.wav", burst(550, 1))),
        recording(record(tmp_path / "brand" / "close.wav", burst(330, 1))),
        tuple(
            recording(record(tmp_path / f"{hz}.wav", burst(hz, 0.8)), text)
            for text, hz in lines.items()
        ),
    )


def clips(over: VoiceOver, store: Store | None = None) -> VoicedOver:
    return VoicedOver(Speaker("silent", store=store), over, spoken)


def wording(text: str, count: bool = False) -> Wording:
    return Wording(text, spoken(text), count)


def same(one: Samples, other: Samples) -> bool:
    return len(one) == len(other) and bool(np.array_equal(one, other))


@pytest.mark.parametrize("text", ["Rest.", "rest", "REST!", " \u201cRest.\u201d ", "'Rest'"])
def test_a_line_is_known_by_its_words(over: VoiceOver, text: str) -> None:
    """Case, quotes round it and the stop do not matter; counts may be recorded as well."""
    source = clips(over)
    for count in (False, True):
        clip = source.clip(wording(text, count))
        assert pitch_hz(clip.samples) == pytest.approx(440, abs=2)
        assert source.clip(wording(text, count)) is clip


@pytest.mark.parametrize("text", ["Rest, ten seconds.", "Restless.", "Stronger.", "Sit down."])
def test_what_is_not_recorded_is_spoken(over: VoiceOver, text: str) -> None:
    """The clip is the speaker's own, to the sample."""
    voice = Speaker("silent")
    assert same(clips(over).clip(wording(text)).samples, voice.clip(wording(text)).samples)


def test_a_recorded_sentence_is_put_between_its_neighbours(over: VoiceOver) -> None:
    """In order, with a breath from word to word; the neighbours are spoken as they stand."""
    source, voice = clips(over), Speaker("silent")
    text = "Well done so far. Keep 2 m apart. Strong! Welcome to the club. Sit down. Go on."
    whole = source.clip(wording(text))
    parts = [
        voice.clip(wording("Well done so far. Keep 2 m apart.")),
        source.clip(wording("Strong")),
        source.clip(wording("Welcome to the club. Sit down.")),
        voice.clip(wording("Go on.")),
    ]
    at = whole.onset
    for part in parts:
        heard = whole.samples[at : at + part.end - part.onset]
        assert same(heard, part.samples[part.onset : part.end])
        at += part.end - part.onset + BREATH_MS * 48
    assert whole.end == at - BREATH_MS * 48
    assert whole.length == len(whole.samples)
    assert not whole.samples.flags.writeable
    assert whole.lufs == pytest.approx(-19, abs=1)
    assert len(whole.energies) == sum(len(part.energies) for part in parts)


def test_only_recordings_may_make_a_line(over: VoiceOver) -> None:
    """Two of them in a row have a breath between them, and no voice is asked."""
    source = clips(over)
    whole, rest = source.clip(wording("Rest. Rest.")), source.clip(wording("Rest."))
    assert whole.end - whole.onset == 2 * (rest.end - rest.onset) + BREATH_MS * 48


def test_a_jingle_is_found_by_its_file(over: VoiceOver, tmp_path: Path) -> None:
    """Also where opener and closer have one name in two folders."""
    other = record(tmp_path / "other" / "open.wav", burst(990, 1))
    source = clips(VoiceOver(over.opener, recording(other)))
    assert over.opener
    for path, hz in ((over.opener.path, 550), (other, 990)):
        clip = source.clip(Wording("[open.wav]", "", file=path))
        assert pitch_hz(clip.samples) == pytest.approx(hz, abs=2)


def test_the_store_has_a_recording_by_its_bytes(over: VoiceOver, tmp_path: Path) -> None:
    """A file that changed under its name is heard anew; one that moved is not."""
    with Store(tmp_path / "cache") as store:
        first = clips(over, store).clip(wording("Rest."))
        again = clips(over, store).clip(wording("Rest."))
        assert first.digest == again.digest
        assert same(first.samples, again.samples)
        entries = store.contents().entries

        moved = over.lines[0].path.rename(tmp_path / "moved.wav")
        elsewhere = VoiceOver(lines=(recording(moved, "Rest."),))
        assert clips(elsewhere, store).clip(wording("Rest.")).digest == first.digest
        assert store.contents().entries == entries

        record(moved, burst(770, 0.8))
        assert pitch_hz(clips(elsewhere, store).clip(wording("Rest.")).samples) == pytest.approx(
            770, abs=2
        )


def test_two_recordings_of_one_line_do_not_meet(over: VoiceOver, tmp_path: Path) -> None:
    """Two routines may say the same in two people's voices, alone and put together."""
    other = VoiceOver(lines=(recording(record(tmp_path / "b.wav", burst(990, 0.8)), "Rest."),))
    texts = ("Rest.", "Now breathe. Rest. Go on.")
    with Store(tmp_path / "cache") as store:
        for _ in range(2):
            found = [
                clips(one, store).clip(wording(text)) for text in texts for one in (over, other)
            ]
            assert len({clip.digest for clip in found}) == 4
            assert len({clip.samples.tobytes() for clip in found}) == 4


def test_a_sound_that_the_store_lost_is_read_again(over: VoiceOver, tmp_path: Path) -> None:
    """Unless the file has changed in between, which is told."""
    with Store(tmp_path / "cache") as store:
        want = clips(over, store).clip(wording("Rest.")).samples
        warm: list[Clip] = [clips(over, store).clip(wording("Rest.")) for _ in range(2)]
        store.clear()
        assert same(warm[0].samples, want)
        record(over.lines[0].path, burst(770, 0.8))
        with pytest.raises(AuthorError, match=r"routine.yaml:1:5: 440.wav changed just now"):
            _ = warm[1].samples


def test_recordings_that_were_heard_before_load_no_numpy(over: VoiceOver, tmp_path: Path) -> None:
    """Their files are read for a digest, and that is all a plan needs."""
    with Store(tmp_path / "cache") as store:
        source = clips(over, store)
        source.prepare([wording("Rest."), wording("Now breathe. Strong. Go on.")])
        code = """
import sys
from pathlib import Path
from audioguide.errors import Source
from audioguide.model.script import Wording
from audioguide.model.voice_over import Recording, VoiceOver
from audioguide.speech import Speaker, VoicedOver
from audioguide.store import Store
here = Source("routine.yaml")
lines = [Recording(Path(path), here, text, here) for path, text in zip(*[iter(sys.argv[2:])] * 2)]
with Store(Path(sys.argv[1])) as store:
    source = VoicedOver(Speaker("silent", store=store), VoiceOver(lines=tuple(lines)), str)
    told = [Wording(text, text) for text in ("Rest.", "Now breathe. Strong. Go on.")]
    source.prepare(told)
    lengths = [source.clip(one).length for one in told]
print(*lengths, *sorted({"numpy", "soundfile", "soxr"} & set(sys.modules)))
"""
        lines = [part for line in over.lines for part in (str(line.path), line.text)]
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "cache"), *lines],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.getcwd()},
        )
    lengths = [source.clip(wording(t)).length for t in ("Rest.", "Now breathe. Strong. Go on.")]
    assert done.stdout.split() == [str(length) for length in lengths], done.stderr


def test_all_recordings_that_cannot_be_used_are_told_at_once(
    over: VoiceOver, tmp_path: Path
) -> None:
    """Each at its place, also those that nothing here says; the right ones do not matter."""
    silent = record(tmp_path / "silent.wav", np.zeros(48_000, dtype=np.float32))
    text = tmp_path / "text.wav"
    text.write_text("hello")
    gone = tmp_path / "gone.wav"
    long = record(tmp_path / "long.wav", burst(440, 31))
    lines = (
        *over.lines,
        recording(silent, "One.", 4),
        recording(text, "Two.", 3),
        recording(gone, "Three.", 5),
    )
    with pytest.raises(AuthorError) as caught:
        clips(VoiceOver(opener=recording(long, line=2), lines=lines)).prepare([])
    assert [str(problem).split("; ")[0] for problem in caught.value.problems] == [
        "routine.yaml:2:5: long.wav lasts 31.0 s, and 30 s is the most here",
        "routine.yaml:3:5: text.wav cannot be read as sound (Format not recognised)",
        "routine.yaml:4:5: silent.wav is silent",
        "routine.yaml:5:5: gone.wav cannot be read (No such file or directory)",
    ]
    with pytest.raises(AuthorError) as caught:
        probe_recordings(VoiceOver(lines=lines[:-1]))
    assert [problem.source and problem.source.line for problem in caught.value.problems] == [3]


def test_mistakes_come_before_what_the_machine_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ffmpeg the other recordings are looked at all the same."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    for name in ("a.m4a", "b.wav"):
        (tmp_path / name).write_text("hello")
    aac = recording(tmp_path / "a.m4a", "One.")
    text = recording(tmp_path / "b.wav", "Two.", 2)
    with pytest.raises(AuthorError, match=r"b\.wav cannot be read as sound"):
        clips(VoiceOver(lines=(aac, text))).prepare([])
    with pytest.raises(InstallationError, match=r"routine.yaml:1:5: a\.m4a needs ffmpeg"):
        clips(VoiceOver(lines=(aac,))).prepare([])
