"""Write one finished file: an MP3 spliced from kept pieces, or another kind encoded as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audioguide import mp3
from audioguide.files import whole
from audioguide.model.episode import AudioFormat, Episode
from audioguide.model.timeline import Timeline
from audioguide.rendering.mix_events import MixEvent, events
from audioguide.rendering.splice import BITRATE_KBPS, THREADS, pieces
from audioguide.rendering.tags import tags
from audioguide.sound.gating import integrated_lufs
from audioguide.store import Store
from audioguide.units import RATE_HZ, ms_to_samples

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

ENDING = AudioFormat.MP3.ending
"""The ending of the files that are spliced; all others are mixed and encoded as a whole."""

Progress = Callable[[str, int, int], None]


def render(
    timeline: Timeline,
    destination: Path,
    progress: Progress,
    store: Store | None = None,
    *,
    splice: bool = True,
    threads: int = THREADS,
) -> Episode:
    """Write the file and return the Episode; an older one stays until the new one is whole.

    The destination's ending says which kind. ``progress`` is told a task, how much is done, and the
    total. Without ``splice`` an MP3 is mixed and encoded in one go: slower, and nothing is kept;
    with it, missing pieces are encoded by ``threads`` at once. Raises DestinationError where the
    file cannot be written, InstallationError where M4A lacks ffmpeg.
    """
    placed = events(timeline)
    ending = destination.suffix.lower()
    with whole(destination) as file:
        if ending != ENDING:
            _write_other(file, ending, timeline, placed, progress)
        elif splice:
            _write_spliced(file, timeline, pieces(placed, store, progress, threads))
        else:
            _write_encoded(file, timeline, placed, progress)
    return Episode(
        path=destination,
        title=timeline.script.session.title,
        duration_ms=timeline.duration_ms,
        size_bytes=destination.stat().st_size,
        speech_lufs=integrated_lufs(e for cue in timeline.cues for e in cue.clip.energies),
    )


def _write_spliced(
    file: BinaryIO, timeline: Timeline, parts: Sequence[tuple[int, mp3.Piece]]
) -> None:
    mp3.write_spliced(
        file,
        parts,
        samples=ms_to_samples(timeline.duration_ms),
        id3=mp3.tag(tags(timeline)),
        rate_hz=RATE_HZ,
        channels=1,
        bitrate_kbps=BITRATE_KBPS,
    )


def _write_encoded(
    file: BinaryIO, timeline: Timeline, placed: Sequence[MixEvent], progress: Progress
) -> None:
    import numpy as np

    gain = np.float32(mp3.PRESET_GAIN)
    mp3.write(
        file,
        (block / gain for block in _mixed(timeline, placed, progress)),
        samples=ms_to_samples(timeline.duration_ms),
        id3=mp3.tag(tags(timeline)),
        rate_hz=RATE_HZ,
        channels=1,
        bitrate_kbps=BITRATE_KBPS,
    )


def _write_other(
    file: BinaryIO, ending: str, timeline: Timeline, placed: Sequence[MixEvent], progress: Progress
) -> None:
    from audioguide.rendering import containers

    containers.write(
        file,
        _mixed(timeline, placed, progress),
        samples=ms_to_samples(timeline.duration_ms),
        ending=ending,
        tags=tags(timeline),
    )


def _mixed(timeline: Timeline, placed: Sequence[MixEvent], progress: Progress) -> Iterator[Samples]:
    from audioguide.rendering.mix import blocks

    total = ms_to_samples(timeline.duration_ms)
    done = 0
    for block in blocks(placed, total):
        yield block
        done += len(block)
        progress("Encoding", done, total)
