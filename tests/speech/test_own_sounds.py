"""Sounds of an author's own are as loud as those whose place they take, and made once."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import AuthorError, InstallationError, Source
from audioguide.model.clip import Clip
from audioguide.model.sounds import SoundChoice, Sounds, SoundSet
from audioguide.model.voice_over import Recording
from audioguide.sound import ffmpeg
from audioguide.sound.loudness import momentary_max_lufs, true_peak_dbtp
from audioguide.sound.samples import RATE_HZ
from audioguide.sound.tone_table import duration_ms
from audioguide.sound.tones import tone
from audioguide.speech import hear_sounds
from audioguide.store import Store
from tests.speech.recorded import burst, record

AT = Source("routine.yaml", 2, 17)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Recording]:
    """Give a start, an end and a tick, none as loud as another."""
    seconds = {"start": (0.18, 0.05), "end": (0.5, 0.9), "tick": (0.04, 0.2)}
    return {
        name: Recording(record(tmp_path / f"{name}.wav", burst(900, long, level=level)), AT)
        for name, (long, level) in seconds.items()
    }


def own(sounds: Sounds, name: str) -> Clip:
    """Return the clip of a sound that is the author's."""
    clip = sounds.own_clip(name)
    assert clip
    return clip


@pytest.mark.parametrize("of", SoundSet)
@pytest.mark.parametrize("name", ["start", "end", "tick"])
def test_a_sound_is_as_loud_as_the_one_it_is_heard_for(
    files: dict[str, Recording], of: SoundSet, name: str
) -> None:
    """Its loudest 400 ms are those of the set's sound, less where its peak would pass -9 dBTP."""
    clip = own(hear_sounds(SoundChoice(of, files), None, None), name)
    wanted_lufs = momentary_max_lufs(tone(name, of), RATE_HZ)
    found_lufs = momentary_max_lufs(clip.samples, RATE_HZ)
    peak_dbtp = true_peak_dbtp(clip.samples, RATE_HZ)
    assert peak_dbtp <= -8.99
    if peak_dbtp < -9.05:
        assert found_lufs == pytest.approx(wanted_lufs, abs=0.05)
    else:
        assert found_lufs < wanted_lufs


def test_the_length_that_is_asked_for_is_the_files(files: dict[str, Recording]) -> None:
    """A sound lasts as long as its file is heard; the set's other sounds last as ever."""
    sounds = hear_sounds(SoundChoice(SoundSet.SOFT, files), None, None)
    assert duration_ms("start", sounds) == pytest.approx(180, abs=2)
    assert duration_ms("end", sounds) == pytest.approx(500, abs=2)
    assert duration_ms("closing", sounds) == duration_ms("closing", Sounds(SoundSet.SOFT))


def test_a_listeners_set_is_heard_round_an_authors_sounds(files: dict[str, Recording]) -> None:
    """Another set than the routine's changes the other sounds, and how loud its own are."""
    soft = hear_sounds(SoundChoice(SoundSet.SOFT, files), None, None)
    hall = hear_sounds(SoundChoice(SoundSet.SOFT, files), SoundSet.CLASS, None)
    assert (soft.set, hall.set) == (SoundSet.SOFT, SoundSet.CLASS)
    loud, quiet = (momentary_max_lufs(own(s, "end").samples, RATE_HZ) for s in (hall, soft))
    assert loud > quiet + 3
    assert hear_sounds(SoundChoice(), None, None) == Sounds()


def test_one_file_may_be_heard_for_two_sounds(files: dict[str, Recording]) -> None:
    """The same file as start and as end is two clips, each as loud as its place asks."""
    path = files["tick"].path
    places = {name: Recording(path, Source("r.yaml", n, 1)) for n, name in enumerate(files, 1)}
    sounds = hear_sounds(SoundChoice(files=places), None, None)
    assert [one.file for one in sounds.own] == [path] * 3
    assert len({one.clip.digest for one in sounds.own}) > 1


def test_a_sound_is_read_once(files: dict[str, Recording], tmp_path: Path) -> None:
    """What the store has is not read again, is the same to the last bit, and can be sent away."""
    choice = SoundChoice(files=files)
    with Store(tmp_path / "cache") as store:
        first = hear_sounds(choice, None, store)
        again = hear_sounds(choice, None, store)
        sent: Sounds = pickle.loads(pickle.dumps(again))
        for one, other, far in zip(first.own, again.own, sent.own, strict=True):
            assert one.clip.digest == other.clip.digest == far.clip.digest
            assert np.array_equal(one.clip.samples, other.clip.samples)
            assert np.array_equal(one.clip.samples, far.clip.samples)
        # Another set is another loudness, and another sound under the same name another clip.
        other_set = hear_sounds(choice, SoundSet.SOFT, store)
        assert own(other_set, "end").digest != own(first, "end").digest
        record(files["start"].path, burst(800, 0.1))
        assert own(hear_sounds(choice, None, store), "start").digest != own(first, "start").digest


def test_a_sound_that_changes_while_it_is_needed_is_told(
    files: dict[str, Recording], tmp_path: Path
) -> None:
    """Where the store lost a sound whose file is another by now, its place is told."""
    with Store(tmp_path / "cache") as store:
        hear_sounds(SoundChoice(files=files), None, store)
        sounds = hear_sounds(SoundChoice(files=files), None, store)
        store.clear()
        record(files["end"].path, burst(800, 0.3))
        assert len(own(sounds, "start").samples)
        with pytest.raises(AuthorError, match=r"routine.yaml:2:17: end.wav changed just now"):
            _ = own(sounds, "end").samples


def test_a_sound_that_is_gone_is_told(files: dict[str, Recording]) -> None:
    """A file that was removed since the routine was read is told at its place."""
    files["tick"].path.unlink()
    with pytest.raises(AuthorError, match=r"routine.yaml:2:17: tick.wav cannot be read"):
        hear_sounds(SoundChoice(files=files), None, None)


def test_aac_needs_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg an AAC file is told at its place as something that this machine lacks."""
    monkeypatch.setattr(ffmpeg, "find", lambda: "")
    (tmp_path / "horn.m4a").write_bytes(b"x")
    choice = SoundChoice(files={"start": Recording(tmp_path / "horn.m4a", AT)})
    with pytest.raises(InstallationError, match=r"routine.yaml:2:17: horn.m4a needs ffmpeg"):
        hear_sounds(choice, None, None)
