"""Add up clips and sounds in blocks, so that an hour needs no more memory than a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audioguide.rendering.mix_events import MixEvent
from audioguide.sound.samples import Samples

BLOCK = 65_536
"""The number of samples in a block: 1.4 s."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sounding:
    event: MixEvent
    samples: Samples


def blocks(placed: Sequence[MixEvent], total: int) -> Iterator[Samples]:
    """Yield the mix in float32 blocks that add up to ``total`` samples; silence is exactly zero.

    ``placed`` is in order of start. Samples are loaded when their turn comes and then let go.
    """
    waiting = list(reversed(placed))
    active: list[_Sounding] = []
    for begin in range(0, total, BLOCK):
        end = min(begin + BLOCK, total)
        while waiting and waiting[-1].start < end:
            event = waiting.pop()
            active.append(_Sounding(event, event.load()))
        block = np.zeros(end - begin, dtype=np.float32)
        for part in active:
            start = part.event.start
            low, high = max(start, begin), min(part.event.end, end)
            if low < high:
                block[low - begin : high - begin] += part.samples[low - start : high - start]
        active = [part for part in active if part.event.end > end]
        yield block


def mixed(placed: Sequence[MixEvent]) -> Samples:
    """Return a few sounds added up, from the first one's first sample to the last one's last.

    ``placed`` has at least one sound; gaps between sounds are zero.
    """
    first = min(event.start for event in placed)
    whole = np.zeros(max(event.end for event in placed) - first, dtype=np.float32)
    for event in placed:
        whole[event.start - first : event.end - first] += event.load()
    return whole
