"""Filter long sound in the frequency domain, a chunk at a time.

numpy has no recursive filter; a product of spectra filters as exactly and fast, as long as the
filter's memory fits in the reach given. Takes samples and spectra, gives filtered chunks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audioguide.sound.samples import Samples


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Filters over the same samples, as spectra of chunks of `before + step + after` samples.

    `spectra` has shape (filters, bins); `before` and `after` are how many samples to either side
    of an output sample the filters see. Raises ValueError where the bins do not fit the chunk.
    """

    spectra: NDArray[np.complex64]
    before: int
    step: int
    after: int

    def __post_init__(self) -> None:
        if self.spectra.shape[-1] != self.size // 2 + 1:
            raise ValueError(f"{self.spectra.shape[-1]} bins are not a chunk of {self.size}")

    @property
    def size(self) -> int:
        """The number of samples in the transform of one chunk."""
        return self.before + self.step + self.after


def filtered(samples: Samples, bank: Bank) -> Iterator[NDArray[np.float32]]:
    """Yield what each filter makes of each chunk, in order: shape (filters, at most `step`).

    Together the chunks are as long as the samples, with silence assumed before and after. This
    is overlap-save: what wraps round in the product of spectra is thrown away.
    """
    for start in range(0, len(samples), bank.step):
        chunk = np.zeros(bank.size, dtype=np.float32)
        first = max(0, start - bank.before)
        seen = samples[first : start + bank.step + bank.after]
        offset = first - (start - bank.before)
        chunk[offset : offset + len(seen)] = seen
        product = np.fft.rfft(chunk) * bank.spectra
        whole = np.fft.irfft(product, n=bank.size, axis=-1)
        count = min(bank.step, len(samples) - start)
        yield whole[:, bank.before : bank.before + count].astype(np.float32, copy=False)
