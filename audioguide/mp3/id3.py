"""Write ID3v2.3 tags with chapters: turn `Tags` into the bytes that stand before an MP3's frames.

Takes values, gives bytes; touches nothing. The tag's frames are those of https://id3.org/id3v2.3.0
and of https://id3.org/id3v2-chapters-1.0. It is version 2.3, because cheap players do not read 2.4.
There is no padding, no unsynchronisation and no time of day in it: the same values give the same
bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_CHILDREN = 255  # the entry count of a CTOC is one byte
_UNUSED_OFFSET = 0xFFFF_FFFF
_TOP_LEVEL, _ORDERED = 0b10, 0b01
_FRONT_COVER = 3
_MILLISECONDS, _LYRICS = 2, 1
_LATIN_1, _UTF_16 = 0, 1
_SIGNATURES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the sound that players list and jump to; it ends just before `end_ms`."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line of text that is shown from `start_ms` on; an empty one clears the line before it."""

    text: str
    start_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a player shows about a file; a value that is empty or None is not written."""

    title: str = ""
    album: str = ""
    artist: str = ""
    genre: str = ""
    comment: str = ""
    date: str = ""
    """A day as YYYY-MM-DD, a month or a year; of a month only the year is written."""
    track: int | None = None
    tracks: int | None = None
    """The number of tracks on the album."""
    copyright: str = ""
    """Begins with a year and a space, because players put the word "Copyright" before it."""
    url: str = ""
    """The address of a page about this recording, in ASCII."""
    lyrics: str = ""
    synced: tuple[TimedLine, ...] = ()
    """The lyrics once more with their times, in order of time."""
    language: str = "eng"
    """The language of comment and lyrics, as three letters of ISO 639-2."""
    chapters: tuple[Chapter, ...] = ()
    maker: str = ""
    """What made the file: a program, not a person."""
    image: tuple[str, bytes] | None = None
    """The front cover, as a MIME type (image/jpeg or image/png) and the bytes of the file."""


def tag(tags: Tags) -> bytes:
    """Return the whole tag as bytes, header included.

    Raises ValueError when a value cannot be written: a line break in a text of one line, a NUL, a
    date, address or language of the wrong form, chapters that are empty or not in order, lines that
    are not in order, an image of another type than it says, or a tag of 256 MiB and more.
    """
    body = b"".join(_frames(tags))
    if len(body) >= 1 << 28:
        raise ValueError("a tag holds less than 256 MiB; use a smaller image")
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _frames(tags: Tags) -> Iterator[bytes]:
    texts = (
        ("TSSE", tags.maker),  # first, where whoever looks for it finds it soonest
        ("TIT2", tags.title),
        ("TALB", tags.album),
        ("TPE1", tags.artist),
        # A first "(" would open a reference to ID3v1's numbered genres; two stand for one.
        ("TCON", "(" + tags.genre if tags.genre.startswith("(") else tags.genre),
        ("TYER", _date(tags.date)[:4]),
        ("TDAT", tags.date[8:] + tags.date[5:7] if len(tags.date) == 10 else ""),
        ("TRCK", _track(tags.track, tags.tracks)),
        ("TCOP", tags.copyright),
    )
    for name, text in texts:
        if text:
            yield _text_frame(name, text)
    if tags.url:
        if not tags.url.isascii() or not tags.url.isprintable() or " " in tags.url:
            raise ValueError(f"the address `{tags.url}` is not plain ASCII; percent-encode it")
        yield _frame("WOAF", tags.url.encode("ascii"))
    for name, text in (("COMM", tags.comment), ("USLT", tags.lyrics)):
        if text:
            yield _long_text_frame(name, text, tags.language)
    if tags.synced:
        yield _synced_frame(tags.synced, tags.language)
    if tags.image:
        yield _picture_frame(*tags.image)
    yield from _chapter_frames(tags.chapters)


def _track(track: int | None, tracks: int | None) -> str:
    if track is None:
        return ""
    return str(track) if tracks is None else f"{track}/{tracks}"


def _date(written: str) -> str:
    if written and not re.fullmatch(r"\d{4}(-\d\d){0,2}", written, re.ASCII):
        raise ValueError(f"`{written}` is no date such as 2026-11-22, 2026-11 or 2026")
    return written


def _frame(name: str, body: bytes) -> bytes:
    # In 2.3 the size of a frame is a plain number; only the tag's own is synchsafe.
    return name.encode("ascii") + struct.pack(">IH", len(body), 0) + body


def _encoded(*texts: str) -> tuple[int, tuple[bytes, ...]]:
    """Return the byte for the encoding, and all texts in the one encoding that fits them.

    The encoding is Latin-1 where that is enough, else UTF-16. Raises ValueError for a NUL.
    """
    for text in texts:
        if "\0" in text:
            raise ValueError(f"{text!r} holds a NUL, which ends a text in a tag")
    try:
        return _LATIN_1, tuple(text.encode("latin-1") for text in texts)
    except UnicodeEncodeError:
        return _UTF_16, tuple(b"\xff\xfe" + text.encode("utf-16-le") for text in texts)


def _text_frame(name: str, text: str) -> bytes:
    if "\n" in text or "\r" in text:
        raise ValueError(f"{text!r} has more than one line, {name} holds one")
    encoding, (body,) = _encoded(text)
    return _frame(name, bytes([encoding]) + body)


def _long_text_frame(name: str, text: str, language: str) -> bytes:
    encoding, (description, body) = _encoded("", text)
    start = bytes([encoding]) + _language(language)
    return _frame(name, start + description + bytes(1 + encoding) + body)


def _synced_frame(lines: tuple[TimedLine, ...], language: str) -> bytes:
    """Return the frame for synchronised lyrics (https://id3.org/id3v2.3.0, section 4.10)."""
    encoding, (description, *texts) = _encoded("", *(line.text for line in lines))
    end = bytes(1 + encoding)
    body = bytes([encoding]) + _language(language) + bytes([_MILLISECONDS, _LYRICS])
    body += description + end
    last_ms = 0
    for line, text in zip(lines, texts, strict=True):
        if not last_ms <= line.start_ms < _UNUSED_OFFSET:
            raise ValueError(f"line `{line.text}` ({line.start_ms} ms) begins before {last_ms} ms")
        last_ms = line.start_ms
        body += text + end + struct.pack(">I", line.start_ms)
    return _frame("SYLT", body)


def _language(language: str) -> bytes:
    if len(language) != 3 or not (language.isascii() and language.isalpha()):
        raise ValueError(f"`{language}` is not a language of three letters, such as `eng`")
    return language.lower().encode("ascii")


def _picture_frame(mime: str, data: bytes) -> bytes:
    if mime not in _SIGNATURES:
        raise ValueError(f"a cover is {' or '.join(_SIGNATURES)}, not `{mime}`")
    if not data.startswith(_SIGNATURES[mime]):
        raise ValueError(f"the cover says it is {mime}, but its bytes are not")
    start = bytes([_LATIN_1]) + mime.encode("ascii") + b"\0"
    return _frame("APIC", start + bytes([_FRONT_COVER]) + b"\0" + data)


def _chapter_frames(chapters: tuple[Chapter, ...]) -> Iterator[bytes]:
    """Give the tables of contents, then the chapters in order, as players list them so."""
    if not chapters:
        return
    ids = [f"chp{number}" for number in range(len(chapters))]
    # A table of contents has 255 entries at most; with more chapters its entries are tables.
    groups = [ids[at : at + _MOST_CHILDREN] for at in range(0, len(ids), _MOST_CHILDREN)]
    if len(groups) > _MOST_CHILDREN:
        raise ValueError(f"a tag lists {_MOST_CHILDREN**2} chapters at most, not {len(ids)}")
    if len(groups) == 1:
        yield _contents_frame("toc", _TOP_LEVEL | _ORDERED, ids)
    else:
        names = [f"toc{number}" for number in range(len(groups))]
        yield _contents_frame("toc", _TOP_LEVEL | _ORDERED, names)
        for name, group in zip(names, groups, strict=True):
            yield _contents_frame(name, _ORDERED, group)
    last_ms = 0
    for name, chapter in zip(ids, chapters, strict=True):
        if not last_ms <= chapter.start_ms < chapter.end_ms < _UNUSED_OFFSET:
            raise ValueError(
                f"chapter `{chapter.title}` ({chapter.start_ms} to {chapter.end_ms} ms) is empty,"
                f" or begins before {last_ms} ms, where the one before it begins"
            )
        last_ms = chapter.start_ms
        times = struct.pack(
            ">IIII", chapter.start_ms, chapter.end_ms, _UNUSED_OFFSET, _UNUSED_OFFSET
        )
        title = _text_frame("TIT2", chapter.title)
        yield _frame("CHAP", name.encode("ascii") + b"\0" + times + title)


def _contents_frame(name: str, flags: int, children: list[str]) -> bytes:
    listed = b"".join(child.encode("ascii") + b"\0" for child in children)
    return _frame("CTOC", name.encode("ascii") + b"\0" + bytes([flags, len(children)]) + listed)
