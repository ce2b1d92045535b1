"""ID3 tags: their bytes as the standard has them, and what ffprobe reads of them."""

from __future__ import annotations

import json
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide.mp3 import Chapter, Tags, TimedLine, tag

Make = Callable[..., bytes]
Run = Callable[..., subprocess.CompletedProcess[bytes]]
Frame = tuple[str, bytes]

JPEG = b"\xff\xd8\xff\xe0" + b"JFIF"
FULL = Tags(
    title="Hüfte & Rücken",
    album="Stark im Alltag",
    artist="Ая Κώστας 李",
    genre="Fitness",
    comment="Zwölf Minuten\nmit Band",
    date="2024-05-31",
    track=3,
    tracks=12,
    copyright="2024 Nobody",
    url="https://example.org/a",
    lyrics="Los geht's\n休息 💪",
    synced=(TimedLine("Los geht's", 1_500), TimedLine("", 2_400), TimedLine("休息 💪", 60_000)),
    language="deu",
    chapters=(Chapter("Aufwärmen", 0, 60_000), Chapter("立ち上がる", 60_000, 93_500)),
    image=("image/jpeg", JPEG),
)


def _frames(data: bytes) -> list[Frame]:
    frames = []
    while data:
        name, size, flags = struct.unpack_from(">4sIH", data)
        assert flags == 0
        assert len(data) >= 10 + size
        frames.append((name.decode("ascii"), data[10 : 10 + size]))
        data = data[10 + size :]
    return frames


def _body(data: bytes) -> bytes:
    """The tag without its header, whose synchsafe size must be that of all the rest."""
    assert data[:6] == b"ID3\x03\x00\x00"
    assert max(data[6:10]) < 0x80
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    assert size == len(data) - 10
    return data[10:]


def _many(count: int) -> tuple[Chapter, ...]:
    return tuple(Chapter(f"Set {n}", 1000 * n, 1000 * n + 1000) for n in range(count))


def test_every_value_has_its_frame() -> None:
    """Each filled value is written once, in the order and encoding that version 2.3 has."""
    frames = _frames(_body(tag(FULL)))
    assert " ".join(name for name, _ in frames) == (
        "TIT2 TALB TPE1 TCON TYER TDAT TRCK TCOP WOAF COMM USLT SYLT APIC CTOC CHAP CHAP"
    )
    found = dict(frames)
    assert found["TIT2"] == b"\0H\xfcfte & R\xfccken"
    assert found["TPE1"] == b"\x01\xff\xfe" + "Ая Κώστας 李".encode("utf-16-le")
    assert (found["TYER"], found["TDAT"], found["TRCK"]) == (b"\x002024", b"\x003105", b"\x003/12")
    assert found["WOAF"] == b"https://example.org/a"
    assert found["COMM"] == b"\0deu\0" + "Zwölf Minuten\nmit Band".encode("latin-1")
    lyrics = "Los geht's\n休息 💪".encode("utf-16-le")
    assert found["USLT"] == b"\x01deu\xff\xfe\0\0\xff\xfe" + lyrics
    assert found["APIC"] == b"\0image/jpeg\0\x03\0" + JPEG


def test_timed_lines_have_their_milliseconds() -> None:
    """Each line of the timed lyrics is a text, its end, and a time; in one encoding for all."""
    ((_, latin),) = _frames(_body(tag(Tags(synced=(TimedLine("Eins", 7), TimedLine("", 300))))))
    assert latin == b"\0eng\x02\x01\0Eins\0\0\0\0\x07\0\0\0\x01\x2c"
    body = dict(_frames(_body(tag(FULL))))["SYLT"]
    assert body[:10] == b"\x01deu\x02\x01\xff\xfe\0\0"
    read, at = [], 10
    while at < len(body):
        end = next(n for n in range(at, len(body), 2) if body[n : n + 2] == b"\0\0")
        (start_ms,) = struct.unpack_from(">I", body, end + 2)
        read.append(TimedLine(body[at:end].decode("utf-16"), start_ms))
        at = end + 6
    assert tuple(read) == FULL.synced


def test_empty_values_write_no_frame() -> None:
    """A tag of a title alone holds a title alone; there is no padding."""
    assert tag(Tags(title="A")) == b"ID3\x03\0\0\0\0\0\x0cTIT2\0\0\0\x02\0\0\0A"
    assert tag(Tags()) == b"ID3\x03\0\0\0\0\0\0"


def test_chapters_stand_in_order_under_one_table() -> None:
    """A top-level ordered table lists the chapters; each has times, unused offsets and a title."""
    toc, first, second = _frames(_body(tag(Tags(chapters=FULL.chapters))))
    assert toc == ("CTOC", b"toc\0\x03\x02chp0\0chp1\0")
    assert first[1][:21] == b"chp0\0" + struct.pack(">II", 0, 60_000) + b"\xff" * 8
    assert _frames(first[1][21:]) == [("TIT2", "\0Aufwärmen".encode("latin-1"))]
    assert second[1][:21] == b"chp1\0" + struct.pack(">II", 60_000, 93_500) + b"\xff" * 8


@pytest.mark.parametrize(("count", "tables"), [(255, 1), (256, 3), (300, 3), (511, 4)])
def test_more_than_255_chapters_nest(count: int, tables: int) -> None:
    """Tables list 255 entries at most; the top one then lists tables, which list all chapters."""
    frames = _frames(_body(tag(Tags(chapters=_many(count)))))
    contents = {}
    for name, body in frames:
        if name == "CTOC":
            table, rest = body.split(b"\0", 1)
            contents[table] = (rest[0], rest[2:].split(b"\0")[:-1])
            assert rest[1] == len(contents[table][1]) <= 255
    assert len(contents) == tables
    assert [table for table, (flags, _) in contents.items() if flags & 2] == [b"toc"]
    assert all(flags & 1 for flags, _ in contents.values())
    listed = [
        leaf
        for child in contents[b"toc"][1]
        for leaf in (contents[child][1] if child in contents else [child])
    ]
    written = [body.split(b"\0", 1)[0] for name, body in frames if name == "CHAP"]
    assert listed == written
    assert len(set(written)) == count


@given(st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), min_size=1))
def test_any_line_of_text_can_be_read_back(text: str) -> None:
    """Every text is written in the encoding that its first byte says."""
    ((_, body),) = _frames(_body(tag(Tags(title=text))))
    assert body[1:].decode({0: "latin-1", 1: "utf-16"}[body[0]]) == text


def test_a_genre_in_brackets_is_no_number() -> None:
    """A first bracket is doubled, or players would read "(12)" as genre 12."""
    assert _frames(_body(tag(Tags(genre="(12) reps")))) == [("TCON", b"\0((12) reps")]


def _chapter(start_ms: int, end_ms: int) -> Chapter:
    return Chapter("x", start_ms, end_ms)


@pytest.mark.parametrize(
    ("tags", "why"),
    [
        (Tags(title="two\nlines"), "more than one line"),
        (Tags(lyrics="a\0b"), "NUL"),
        (Tags(synced=(TimedLine("a", 5), TimedLine("b", 4))), "`b` .4 ms. begins before 5 ms"),
        (Tags(synced=(TimedLine("a", -1),)), "begins before 0 ms"),
        (Tags(synced=(TimedLine("a\0", 1),)), "NUL"),
        (Tags(url="https://example.org/ä"), "percent-encode"),
        (Tags(url="https://example.org/a b"), "percent-encode"),
        (Tags(comment="x", language="en"), "three letters"),
        (Tags(image=("image/png", JPEG)), "its bytes are not"),
        (Tags(image=("image/gif", b"GIF89a")), "not `image/gif`"),
        (Tags(chapters=(_chapter(5, 5),)), "empty"),
        (Tags(chapters=(_chapter(5, 9), _chapter(4, 9))), "begins before 5 ms"),
        (Tags(chapters=(_chapter(-1, 9),)), "begins before 0 ms"),
        (Tags(chapters=_many(255 * 255 + 1)), "65025 chapters at most"),
    ],
)
def test_what_cannot_be_written_is_refused(tags: Tags, why: str) -> None:
    """A value that players would misread raises ValueError that names it."""
    with pytest.raises(ValueError, match=why):
        tag(tags)


def _probed(path: Path, run: Run) -> dict[str, Any]:
    shown = ("-show_format", "-show_chapters", "-show_streams")
    done = run("ffprobe", "-v", "error", "-of", "json", *shown, path)
    assert done.stderr == b""
    probed: dict[str, Any] = json.loads(done.stdout)
    return probed


def test_ffprobe_reads_the_tags(made: Make, run: Run, tmp_path: Path) -> None:
    """A player reads every text as it was meant, whatever its script."""
    path = tmp_path / "tagged.mp3"
    tags = Tags(
        title=FULL.title,
        album=FULL.album,
        artist=FULL.artist,
        genre=FULL.genre,
        comment=FULL.comment,
        date=FULL.date,
        track=FULL.track,
        tracks=FULL.tracks,
        copyright=FULL.copyright,
        lyrics=FULL.lyrics,
        synced=FULL.synced,
        language=FULL.language,
    )
    path.write_bytes(made(np.zeros(96_000, np.int16), id3=tag(tags)))
    read = _probed(path, run)["format"]
    assert float(read["duration"]) == pytest.approx(2.0, abs=0.024 * 2)
    assert {name: read["tags"].get(name) for name in read["tags"] if name != "encoder"} == {
        "title": FULL.title,
        "album": FULL.album,
        "artist": FULL.artist,
        "genre": FULL.genre,
        "comment": FULL.comment,
        "date": "2024-05-31",
        "track": "3/12",
        "copyright": FULL.copyright,
        "lyrics-deu": FULL.lyrics,
    }


@pytest.mark.parametrize("count", [1, 12, 255, 300])
def test_ffprobe_lists_chapters_in_order(made: Make, run: Run, tmp_path: Path, count: int) -> None:
    """A player lists every chapter in order, with its times to the millisecond and its title."""
    chapters = tuple(
        Chapter("Rücken " * (n % 5) + f"№ {n}", 997 * n, 997 * n + 997) for n in range(count)
    )
    path = tmp_path / "chapters.mp3"
    path.write_bytes(made(np.zeros(48_000, np.int16), id3=tag(Tags(chapters=chapters))))
    read = _probed(path, run)["chapters"]
    assert [
        Chapter(
            each["tags"]["title"],
            round(1000 * float(each["start_time"])),
            round(1000 * float(each["end_time"])),
        )
        for each in read
    ] == list(chapters)


def test_a_cover_is_an_attached_picture(made: Make, run: Run, tmp_path: Path) -> None:
    """A player finds the sound and one picture."""
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
    )
    path = tmp_path / "cover.mp3"
    tags = Tags(title="x", image=("image/png", png))
    path.write_bytes(made(np.zeros(48_000, np.int16), id3=tag(tags)))
    streams = _probed(path, run)["streams"]
    assert [each["codec_name"] for each in streams] == ["mp3", "png"]
    assert streams[1]["disposition"]["attached_pic"] == 1
