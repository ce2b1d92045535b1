"""Every kind of file but MP3 is what a decoder hears and a player shows."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audioguide import mp3, pipeline
from audioguide.errors import DestinationError, InstallationError
from audioguide.files import whole
from audioguide.model.episode import AudioFormat
from audioguide.options import Options
from audioguide.rendering import containers, m4a, sound_file
from audioguide.rendering.mix import blocks
from audioguide.rendering.mix_events import events
from audioguide.sound.samples import Samples
from audioguide.units import RATE_HZ, ms_to_samples

ENDINGS = [one.ending for one in AudioFormat if one is not AudioFormat.MP3]
SMALL = """\
title: One short march
blocks:
  - circuit: [march-on-the-spot]
    work: 20s
"""
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c"
    "1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc000"
    "0b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400"
    "b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c1"
    "1552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a63"
    "6465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6"
    "b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008"
    "010100003f00fbfcaf28a0ffd9"
)
FULL = mp3.Tags(
    title="Hüfte & Rücken; 1 = 2 # \\ x",
    album="Stark im Alltag",
    artist="Ая Κώστας 李",
    genre="Health & Fitness",
    comment="Zwölf Minuten.\nMit Band.",
    date="2024-05-31",
    track=3,
    tracks=12,
    copyright="2024 Nobody",
    url="https://example.org/a",
    lyrics="Los geht's\n休息 💪",
    chapters=(mp3.Chapter("Aufwärmen = A", 0, 1_500), mp3.Chapter("立ち上がる", 1_500, 3_000)),
)
IN_INFO = {"title", "album", "artist", "genre", "comment", "date", "copyright"}


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Give the samples of a whole small routine, in the silent voice."""
    path = tmp_path_factory.mktemp("mixed") / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    options = Options(voice="silent")
    timeline = pipeline.arrange(pipeline.write_script(pipeline.read(str(path)), options), options)
    total = ms_to_samples(timeline.duration_ms)
    return np.concatenate(list(blocks(events(timeline), total)))


def sliced(samples: Samples, size: int = 65_536) -> Iterator[Samples]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def written(path: Path, samples: Samples, tags: mp3.Tags = FULL) -> Path:
    with whole(path) as file:
        containers.write(file, sliced(samples), samples=len(samples), ending=path.suffix, tags=tags)
    return path


def run(*arguments: object) -> bytes:
    done = subprocess.run([str(one) for one in arguments], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    return done.stdout


def heard(path: Path) -> Samples:
    """Return what the ffmpeg that is used for writing makes of a file."""
    raw = run(m4a.ffmpeg(), "-v", "error", "-i", path, "-f", "f32le", "-ar", RATE_HZ, "-")
    return np.frombuffer(raw, dtype=np.float32)


def probed(path: Path) -> dict[str, Any]:
    if path.suffix and not _has("ffprobe"):
        pytest.skip("ffprobe is not installed")
    shown = ("-show_format", "-show_chapters", "-show_streams")
    read: dict[str, Any] = json.loads(run("ffprobe", "-v", "error", "-of", "json", *shown, path))
    return read


def _has(program: str) -> bool:
    return any((Path(one) / program).exists() for one in os.get_exec_path())


def delay(samples: Samples, decoded: Samples) -> int:
    """Return by how many samples what a decoder gives lags behind what was written."""
    size = 1 << (len(samples) + 8_192).bit_length()
    agreement = np.fft.irfft(np.fft.rfft(decoded, size) * np.conj(np.fft.rfft(samples, size)), size)
    return int((np.argmax(np.roll(agreement, 4_096)[:8_192])) - 4_096)


@pytest.mark.parametrize("ending", ENDINGS)
def test_sound_is_where_it_was_put(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """A decoder hears everything at its sample, at its loudness, and no more than was written."""
    decoded = heard(written(tmp_path / f"a{ending}", mixed))
    spare = len(decoded) - len(mixed)
    assert 0 <= spare < (1024 if ending == ".m4a" else 1)
    assert np.abs(decoded[len(mixed) :]).max(initial=0.0) < 1e-3
    decoded = decoded[: len(mixed)]
    assert delay(mixed, decoded) == 0
    assert np.sqrt(np.mean(decoded**2)) == pytest.approx(np.sqrt(np.mean(mixed**2)), rel=0.02)
    assert np.abs(decoded).max() < 10 ** (-1 / 20)


@pytest.mark.parametrize("ending", [".wav", ".flac"])
def test_nothing_is_lost_without_compression_or_with_flac(
    mixed: Samples, tmp_path: Path, ending: str
) -> None:
    """Every sample is within one step of 16 bits, and silence is exactly zero."""
    decoded, rate_hz = soundfile.read(written(tmp_path / f"a{ending}", mixed), dtype="float32")
    assert rate_hz == RATE_HZ
    assert np.abs(decoded - mixed).max() <= 1 / 32_767
    assert not decoded[mixed == 0.0].any()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_sound_gives_the_same_bytes(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """No clock, no chance and no name of a temporary file has an effect on a file's bytes."""
    one = written(tmp_path / f"one{ending}", mixed[:200_000])
    two = written(tmp_path / f"two{ending}", mixed[:200_000])
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("duration_ms", [5_000, 5_300, 7_001])
def test_every_length_is_kept(
    mixed: Samples, tmp_path: Path, ending: str, duration_ms: int
) -> None:
    """Nothing is lost or added where blocks and frames end."""
    total = ms_to_samples(duration_ms)
    decoded = heard(written(tmp_path / f"a{ending}", mixed[100_000 : 100_000 + total]))
    assert 0 <= len(decoded) - total < (1024 if ending == ".m4a" else 1)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_player_shows_the_tags(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """Every text is read as it was meant; WAV has room for a few tags only."""
    read = probed(written(tmp_path / f"a{ending}", mixed[: 3 * RATE_HZ]))
    shown = dict(read["format"].get("tags", {}))
    for stream in read["streams"]:
        shown |= {} if ending in (".wav", ".m4a") else stream.get("tags", {})
    shown = {name.lower(): text for name, text in shown.items()}
    expected = {
        "title": FULL.title,
        "album": FULL.album,
        "artist": FULL.artist,
        "genre": FULL.genre,
        "comment": FULL.comment,
        "date": "2024-05-31",
        "copyright": FULL.copyright,
        "lyrics": FULL.lyrics,
    }
    if ending == ".wav":
        expected = {name: text for name, text in expected.items() if name in IN_INFO}
    assert {name: shown.get(name) for name in expected} == expected
    if ending != ".wav":
        assert shown["track"].split("/")[0] == "3"


@pytest.mark.parametrize("count", [2, 300, 999])
@pytest.mark.parametrize("ending", [".m4a", ".ogg", ".opus", ".flac"])
def test_a_player_lists_the_chapters(tmp_path: Path, ending: str, count: int) -> None:
    """Every chapter is there with its time to the millisecond and its title, however many."""
    chapters = tuple(
        mp3.Chapter("Rücken " * (n % 40) + f"№ {n}", 97 * n, 97 * n + 97) for n in range(count)
    )
    silence = np.zeros(ms_to_samples(97 * count), dtype=np.float32)
    read = probed(written(tmp_path / f"a{ending}", silence, mp3.Tags(chapters=chapters)))
    assert [
        (round(1000 * float(one["start_time"])), one["tags"]["title"]) for one in read["chapters"]
    ] == [(one.start_ms, one.title) for one in chapters]


def test_a_backslash_at_the_end_swallows_nothing(tmp_path: Path) -> None:
    """A tag after one that ends in a backslash is still a tag of its own."""
    tags = mp3.Tags(title="a\\", album="b", comment="c\\\nd\\\\", copyright="e")
    path = written(tmp_path / "a.m4a", np.zeros(RATE_HZ, np.float32), tags)
    read = probed(path)["format"]["tags"]
    assert [read[name].rstrip(" ") for name in ("title", "album", "comment", "copyright")] == [
        "a\\",
        "b",
        "c\\\nd\\\\",
        "e",
    ]


@pytest.mark.parametrize("ending", [".m4a", ".ogg", ".opus", ".flac"])
def test_a_cover_is_an_attached_picture(tmp_path: Path, ending: str) -> None:
    """A player finds the sound and one picture."""
    tags = mp3.Tags(title="x", image=("image/jpeg", JPEG))
    path = written(tmp_path / f"a{ending}", np.zeros(RATE_HZ, np.float32), tags)
    pictures = [one for one in probed(path)["streams"] if one["codec_type"] == "video"]
    assert [one["disposition"]["attached_pic"] for one in pictures] == [1]


@pytest.mark.parametrize("ending", [".ogg", ".opus"])
def test_ogg_pages_are_numbered_and_summed(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """Every page has its number, its stream's number and a right checksum.

    That holds for comments over 64 KiB too, which take more pages.
    """
    part = mixed[:400_000]
    for lyrics in ("", "x" * 65_025, "y" * 200_000):
        path = written(tmp_path / f"a{ending}", part, mp3.Tags(lyrics=lyrics))
        data, at, number = path.read_bytes(), 0, 0
        while at < len(data):
            assert data[at : at + 4] == b"OggS"
            laces = data[at + 27 : at + 27 + data[at + 26]]
            page = bytearray(data[at : at + 27 + len(laces) + sum(laces)])
            assert int.from_bytes(page[14:18], "little") == 1
            assert int.from_bytes(page[18:22], "little") == number
            told = int.from_bytes(page[22:26], "little")
            page[22:26] = bytes(4)
            assert told == _ogg_sum(bytes(page))
            at, number = at + len(page), number + 1
        decoded, _ = soundfile.read(path)
        assert len(decoded) == len(part)


def _ogg_sum(data: bytes) -> int:
    """Return the checksum of RFC 3533, worked out bit by bit."""
    found = 0
    for byte in data:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ 0x04C1_1DB7 if found >> 31 else found << 1) & 0xFFFF_FFFF
    return found


def test_a_wav_file_beyond_4_gib_is_rf64(
    mixed: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A WAV file that is too long for its own counter is RF64, under the same name."""
    monkeypatch.setattr(sound_file, "MOST_IN_WAV", 99_999)
    path = written(tmp_path / "a.wav", mixed[:100_000])
    assert path.read_bytes()[:4] == b"RF64"
    assert len(heard(path)) == 100_000
    assert written(tmp_path / "b.wav", mixed[:99_999]).read_bytes()[:4] == b"RIFF"


class Full(io.BytesIO):
    """A file on a disk without room for a second block."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > 20_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_told(mixed: Samples, ending: str) -> None:
    """The error of the file comes through libsndfile and pydub as it was."""
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        containers.write(Full(), sliced(mixed), samples=len(mixed), ending=ending, tags=FULL)
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_interrupt_leaves_nothing(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """Neither a part of the file nor a temporary one is left when the mix ends early."""

    def interrupted() -> Iterator[Samples]:
        yield mixed[:65_536]
        raise KeyboardInterrupt

    here, temporary = tmp_path / "here", tmp_path / "temporary"
    temporary.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        with pytest.raises(KeyboardInterrupt), whole(here / f"a{ending}") as file:
            containers.write(file, interrupted(), samples=len(mixed), ending=ending, tags=FULL)
    assert [*here.iterdir(), *temporary.iterdir()] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_mix_of_another_length_is_refused(mixed: Samples, tmp_path: Path, ending: str) -> None:
    """A mix that is shorter or longer than its plan is refused."""
    path = tmp_path / f"a{ending}"
    with pytest.raises(ValueError, match="1000 samples were given where 1001"), whole(path) as file:
        containers.write(file, sliced(mixed[:1000]), samples=1001, ending=ending, tags=FULL)
    assert not path.exists()


def _program(folder: Path, lines: str) -> Path:
    path = folder / "ffmpeg"
    path.write_text(f"#!{sys.executable}\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a machine without ffmpeg, whose PATH is this one folder."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    return folder


def test_without_ffmpeg_m4a_alone_is_not_ready(alone: Path) -> None:
    """Without ffmpeg only M4A is not ready, and the message says what to install."""
    for ending in [".mp3", ".MP3", *ENDINGS]:
        if ending != ".m4a":
            containers.ready(ending)
    with pytest.raises(InstallationError, match="needs ffmpeg, and there is none; install ffmpeg"):
        containers.ready(".M4A")


@pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
def test_an_ffmpeg_without_aac_is_not_ready(alone: Path) -> None:
    """An ffmpeg without the encoder, or one that does not start, is told as such."""
    program = _program(alone, "print(' A..... mp3 x')")
    with pytest.raises(InstallationError, match="ffmpeg cannot write AAC"):
        containers.ready(".m4a")
    program.write_text("#!/no/such/program\n", encoding="utf-8")
    with pytest.raises(InstallationError, match="ffmpeg does not start"):
        containers.ready(".m4a")


@pytest.mark.skipif(os.name == "nt", reason="a script is no program on Windows")
def test_an_ffmpeg_that_fails_is_told_and_leaves_nothing(
    alone: Path, mixed: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of ffmpeg is the reason; the older file stays and no temporary one does."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    _program(
        alone,
        "import sys\nif '-encoders' in sys.argv:\n    print(' A..... aac x')\nelse:\n"
        "    sys.exit('out of order')",
    )
    path = tmp_path / "a.m4a"
    path.write_bytes(b"before")
    with pytest.raises(InstallationError, match=r"could not write AAC \(out of order\)"):
        written(path, mixed[:1000])
    assert path.read_bytes() == b"before"
    assert list(temporary.iterdir()) == []


def test_no_room_for_temporary_files_is_told(
    mixed: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder for temporary files is named where it is full."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(m4a, "_encoded", full)
    with pytest.raises(DestinationError, match=r"for temporary files in .*TMPDIR"):
        written(tmp_path / "a.m4a", mixed)


def test_a_disk_that_fills_up_before_ffmpeg_starts_is_told(
    mixed: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full folder for temporary files is told also where pydub holds a file in it."""
    from pydub import audio_segment

    class Full(io.BytesIO):
        name = str(tmp_path / "full")

        def write(self, data: Any) -> int:
            if len(data) < 100:  # a header, for which there was room
                return len(data)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(audio_segment, "NamedTemporaryFile", lambda **_: Full())
    with pytest.raises(DestinationError, match=r"for temporary files in .*TMPDIR"):
        written(tmp_path / "a.m4a", mixed[:1000])


def test_a_disk_that_fills_up_while_ffmpeg_writes_is_told(
    mixed: Samples, alone: Path, tmp_path: Path
) -> None:
    """A full disk under ffmpeg is told as that, and not as a fault of ffmpeg."""
    _program(
        alone,
        "import os, errno, sys\nif '-encoders' in sys.argv:\n    print(' A..... aac x')\nelse:\n"
        "    sys.exit('av_interleaved_write_frame(): ' + os.strerror(errno.ENOSPC) + '\\nlost')",
    )
    with pytest.raises(DestinationError, match=r"for temporary files in .*TMPDIR"):
        written(tmp_path / "a.m4a", mixed[:1000])


def test_the_ffmpeg_of_a_package_is_found(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine has no ffmpeg, the one that imageio-ffmpeg brings is used."""
    monkeypatch.delitem(sys.modules, "imageio_ffmpeg")
    brought = pytest.importorskip("imageio_ffmpeg").get_ffmpeg_exe()
    assert m4a.ffmpeg() == brought
