"""Write Vorbis comments: what a player shows of a FLAC or Ogg file, chapters included.

Takes tags and a finished file, puts the comments in their place in it. libsndfile writes eight
of them and no chapters, and gives Ogg streams a random number, which is made a fixed one here.
Sources: https://xiph.org/vorbis/doc/v-comment.html, RFC 9639 (FLAC), RFC 3533 (Ogg), RFC 7845
(Opus), https://wiki.xiph.org/Chapter_Extension.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from audioguide import mp3

SERIAL = 1
"""The serial number of the one logical stream in an Ogg file."""

_MOST_CHAPTERS = 999
_STREAMINFO_END = 42
_COMMENT_BLOCK, _PICTURE_BLOCK, _LAST_BLOCK = 4, 6, 0x80
_FRONT_COVER = 3
_PAGE = struct.Struct("<4sBBqIIIB")
_CONTINUED, _FIRST = 1, 2
_NOTHING_ENDS = -1
_MOST_LACES = 255
_CHUNK = 1 << 20
_VORBIS, _OPUS = b"\x03vorbis", b"OpusTags"
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def comments(tags: mp3.Tags) -> list[str]:
    """Return ``NAME=text`` for every tag that has a value.

    Of the chapters only the first 999 are named, because players read no more.
    """
    named = {
        "ENCODER": tags.maker,  # first, where whoever looks for it finds it soonest
        "TITLE": tags.title,
        "ALBUM": tags.album,
        "ARTIST": tags.artist,
        "GENRE": tags.genre,
        "DATE": tags.date,
        "TRACKNUMBER": str(tags.track or ""),
        "TRACKTOTAL": str(tags.tracks or ""),
        "COPYRIGHT": tags.copyright,
        "CONTACT": tags.url,
        "DESCRIPTION": tags.comment,
        "LYRICS": tags.lyrics,
    }
    found = [f"{name}={text}" for name, text in named.items() if text]
    for number, chapter in enumerate(tags.chapters[:_MOST_CHAPTERS], start=1):
        seconds, ms = divmod(chapter.start_ms, 1000)
        start = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
        found += [f"CHAPTER{number:03}={start}", f"CHAPTER{number:03}NAME={chapter.title}"]
    return found


def put_in_flac(file: BinaryIO, tags: mp3.Tags) -> None:
    """Replace the comments of a finished FLAC file; a cover becomes a block of its own."""
    file.seek(_STREAMINFO_END)
    vendor = b""
    last = False
    while not last:
        kind, size = _block_header(file.read(4))
        last = bool(kind & _LAST_BLOCK)
        body = file.read(size)
        if kind & ~_LAST_BLOCK == _COMMENT_BLOCK:
            vendor = _vendor(body)
    blocks = [(_COMMENT_BLOCK, _packed(vendor, comments(tags)))]
    if tags.image:
        blocks.append((_PICTURE_BLOCK, _picture(*tags.image)))
    data = b""
    for number, (kind, body) in enumerate(blocks, start=1):
        flag = _LAST_BLOCK if number == len(blocks) else 0
        data += bytes([kind | flag]) + len(body).to_bytes(3, "big") + body
    _replace(file, _STREAMINFO_END, file.tell(), data)


def put_in_ogg(file: BinaryIO, tags: mp3.Tags) -> None:
    """Replace the comments of a finished Ogg file, Vorbis or Opus, and number its pages anew."""
    listed = comments(tags)
    if tags.image:
        picture = base64.b64encode(_picture(*tags.image)).decode()
        listed.append(f"METADATA_BLOCK_PICTURE={picture}")
    file.seek(0)
    first = next(_pages(file))
    if first.body.startswith(b"OpusHead"):
        (old,) = _packets(file, 1)
        headers = [_OPUS + _packed(_vendor(old[len(_OPUS) :]), listed)]
    else:
        old, setup = _packets(file, 2)
        headers = [_VORBIS + _packed(_vendor(old[len(_VORBIS) :]), listed) + b"\x01", setup]
    pages = [_Page(_FIRST, 0, first.laces, first.body), *_paged(headers)]
    data = b"".join(page.written(number) for number, page in enumerate(pages))
    _replace(file, 0, file.tell(), data)
    file.seek(len(data))
    for number, page in enumerate(_pages(file), start=len(pages)):
        data = page.written(number)
        file.seek(-len(data), 1)
        file.write(data)


def _vendor(body: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", body)
    return body[4 : 4 + size]


def _packed(vendor: bytes, listed: Sequence[str]) -> bytes:
    texts = [text.encode() for text in listed]
    parts = [vendor, *texts]
    framed = [struct.pack("<I", len(part)) + part for part in parts]
    return framed[0] + struct.pack("<I", len(texts)) + b"".join(framed[1:])


def _picture(mime: str, data: bytes) -> bytes:
    """Return a cover as RFC 9639, section 8.8, has it; width, height and colours may be left 0."""
    kind = mime.encode()
    start = struct.pack(">II", _FRONT_COVER, len(kind)) + kind
    return start + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(data)) + data


def _block_header(header: bytes) -> tuple[int, int]:
    return header[0], int.from_bytes(header[1:], "big")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an Ogg file: RFC 3533, section 6."""

    flags: int
    granule: int
    laces: bytes
    body: bytes

    def written(self, number: int) -> bytes:
        """Return the page's bytes as page ``number`` of the stream."""
        fields = (b"OggS", 0, self.flags, self.granule, SERIAL, number)
        rest = self.laces + self.body
        crc = _crc(_PAGE.pack(*fields, 0, len(self.laces)) + rest)
        return _PAGE.pack(*fields, crc, len(self.laces)) + rest


def _pages(file: BinaryIO) -> Iterator[_Page]:
    """Yield the pages from here on; after each, the file stands behind it."""
    while header := file.read(_PAGE.size):
        _, _, flags, granule, _, _, _, count = _PAGE.unpack(header)
        laces = file.read(count)
        yield _Page(flags, granule, laces, file.read(sum(laces)))


def _packets(file: BinaryIO, count: int) -> list[bytes]:
    """Return the next packets, the last of which ends with its page."""
    found = [b""]
    for page in _pages(file):
        at = 0
        for lace in page.laces:
            found[-1] += page.body[at : at + lace]
            at += lace
            if lace < _MOST_LACES:
                found.append(b"")
        if len(found) > count:
            break
    return found[:count]


def _paged(packets: Iterable[bytes]) -> Iterator[_Page]:
    """Put header packets on as many pages as they take."""
    laces: list[int] = []
    for packet in packets:
        whole, rest = divmod(len(packet), _MOST_LACES)
        laces += [_MOST_LACES] * whole + [rest]
    body = b"".join(packets)
    flags = 0
    while laces:
        here, laces = laces[:_MOST_LACES], laces[_MOST_LACES:]
        size = sum(here)
        granule = 0 if min(here) < _MOST_LACES else _NOTHING_ENDS
        yield _Page(flags, granule, bytes(here), body[:size])
        body = body[size:]
        flags = _CONTINUED if here[-1] == _MOST_LACES else 0


def _crc(data: bytes) -> int:
    """Return a page's CRC by zlib's polynomial, with bits mirrored.

    It begins at 0 and has no final inversion.
    """
    turned = zlib.crc32(data.translate(_REVERSED), 0xFFFF_FFFF) ^ 0xFFFF_FFFF
    return int.from_bytes(turned.to_bytes(4, "little").translate(_REVERSED), "big")


def _replace(file: BinaryIO, start: int, end: int, data: bytes) -> None:
    """Put ``data`` in the place of the bytes from ``start`` to ``end``; what follows moves."""
    size = file.seek(0, 2)
    shift = len(data) - (end - start)
    starts = range(end, size, _CHUNK)
    # The end moves first where there is more in front of it than before, so that nothing is lost.
    for at in reversed(starts) if shift > 0 else starts:
        file.seek(at)
        chunk = file.read(min(_CHUNK, size - at))
        file.seek(at + shift)
        file.write(chunk)
    file.truncate(size + shift)
    file.seek(start)
    file.write(data)
