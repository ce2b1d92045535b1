"""Clips and sounds added up in blocks, so that an hour needs no more memory than a minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audioguide.model.timeline import Timeline
from audioguide.sound.samples import Samples
from audioguide.sound.tones import tone, wake_noise
from audioguide.units import ms_to_samples

BLOCK = 65_536
"""Samples a block: 1.4 s."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Samples and where their first one lies on the timeline."""

    start: int
    samples: Samples

    @property
    def end(self) -> int:
        """Behind the last sample."""
        return self.start + len(self.samples)


def everything(timeline: Timeline) -> list[Placed]:
    """All that sounds, in order of start. A clip's onset lies exactly at its cue's time."""
    placed = [Placed(0, wake_noise())]
    for cue in timeline.cues:
        placed.append(Placed(ms_to_samples(cue.start_ms) - cue.clip.onset, cue.clip.samples))
    for signal in timeline.signals:
        placed.append(Placed(ms_to_samples(signal.start_ms), tone(signal.name)))
    return sorted(placed, key=lambda p: p.start)


def blocks(placed: list[Placed], total: int) -> Iterator[Samples]:
    """The mix in float32 blocks that add up to ``total`` samples; silence is exactly zero."""
    waiting = list(reversed(placed))
    active: list[Placed] = []
    for begin in range(0, total, BLOCK):
        end = min(begin + BLOCK, total)
        while waiting and waiting[-1].start < end:
            active.append(waiting.pop())
        block = np.zeros(end - begin, dtype=np.float32)
        for part in active:
            low, high = max(part.start, begin), min(part.end, end)
            if low < high:
                block[low - begin : high - begin] += part.samples[
                    low - part.start : high - part.start
                ]
        active = [part for part in active if part.end > end]
        yield block
