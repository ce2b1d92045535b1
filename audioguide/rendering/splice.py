"""Turn a Timeline's sounds into MP3 pieces, each encoded once and kept in the store.

Takes places and a store, gives pieces at their samples. Touches the store, and loads numpy and
LAME only where a piece is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audioguide import mp3
from audioguide.mp3 import Piece
from audioguide.rendering.mix_events import MixEvent
from audioguide.store import Store, key_of
from audioguide.units import RATE_HZ

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

BITRATE_KBPS = 96
"""The bitrate, for one channel; from here up nothing is lost without a bit reservoir between
sounds.
"""

_FRAME = mp3.header_for(rate_hz=RATE_HZ, channels=1, bitrate_kbps=BITRATE_KBPS).samples_per_frame

THREADS = 2
"""The number of threads that encode: LAME lets others run meanwhile, and two take half the time."""

_KEPT_AT_ONCE = 32

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Group:
    """Sounds so near to each other that they share frames and make one piece."""

    events: tuple[MixEvent, ...]

    @property
    def start(self) -> int:
        return self.events[0].start

    @property
    def frames_before(self) -> int:
        return min(self.start // _FRAME, mp3.WARM_UP_FRAMES)

    @property
    def phase(self) -> int:
        return self.start % _FRAME

    @property
    def address(self) -> bytes:
        """The store address: what sounds how far apart, and how it is encoded."""
        sounds = [part for p in self.events for part in (p.address, p.start - self.start)]
        return key_of(mp3.encoding(), BITRATE_KBPS, self.phase, self.frames_before, *sounds)


def pieces(
    placed: Sequence[MixEvent], store: Store | None, progress: Progress, threads: int = THREADS
) -> list[tuple[int, Piece]]:
    """Return every piece with its first sample; sounds that share frames are one piece.

    ``placed`` is in order of start. Missing pieces are encoded and kept in the store, if there is
    one.
    """
    groups = list(_groups(placed))
    addresses = [group.address for group in groups]
    kept = store.get(addresses) if store else {}
    found = {address: piece for address, data in kept.items() if (piece := _unpacked(data))}
    missing = {
        address: group
        for address, group in zip(addresses, groups, strict=True)
        if address not in found
    }
    if missing:
        found.update(_encoded(missing, store, progress, threads))
    return [(group.start, found[address]) for address, group in zip(addresses, groups, strict=True)]


def _unpacked(data: bytes) -> Piece | None:
    """Return the piece that was kept; None where these bytes are no piece, for whatever reason."""
    try:
        return Piece.unpack(data)
    except ValueError:
        return None


def _groups(placed: Sequence[MixEvent]) -> Iterator[_Group]:
    near: list[MixEvent] = []
    reach = 0
    for event in placed:
        frames = mp3.frames_at_most(event.start, event.length, bitrate_kbps=BITRATE_KBPS)
        if near and frames.start >= reach:
            yield _Group(tuple(near))
            near = []
        near.append(event)
        reach = max(reach, frames.stop)
    if near:
        yield _Group(tuple(near))


def _encoded(
    missing: dict[bytes, _Group], store: Store | None, progress: Progress, threads: int
) -> Iterator[tuple[bytes, Piece]]:
    from concurrent.futures import ThreadPoolExecutor

    progress("Encoding", 0, len(missing))
    unkept: dict[bytes, bytes] = {}
    with ThreadPoolExecutor(threads) as pool:
        made = pool.map(_piece, missing.values())
        for done, (address, piece) in enumerate(zip(missing, made, strict=True), start=1):
            yield address, piece
            unkept[address] = piece.pack()
            if store and (len(unkept) == _KEPT_AT_ONCE or done == len(missing)):
                store.put(unkept)
                unkept = {}
            progress("Encoding", done, len(missing))


def _piece(group: _Group) -> Piece:
    import numpy as np

    samples = _samples(group) / np.float32(mp3.PRESET_GAIN)
    return mp3.encode_piece(
        samples,
        phase=group.phase,
        frames_before=group.frames_before,
        bitrate_kbps=BITRATE_KBPS,
    )


def _samples(group: _Group) -> Samples:
    from audioguide.rendering.mix import mixed

    return mixed(group.events)
