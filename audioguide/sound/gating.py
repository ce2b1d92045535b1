"""Gate the energies of blocks by ITU-R BS.1770-4 (10/2015), of one clip or of many.

Takes mean squares, gives LUFS; touches nothing and loads no numpy: blocks that were measured once
are gated again without their samples.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

OFFSET_LU = -0.691  # annex 1, eq. (2): makes up for the K-weighting's gain at 997 Hz
ABSOLUTE_GATE_LUFS = -70.0  # annex 1, eq. (5)
RELATIVE_GATE_LU = -10.0  # annex 1, eq. (6)


def integrated_lufs(energies: Iterable[float]) -> float:
    """Return the integrated loudness of blocks, given as K-weighted mean squares.

    They are gated at -70 LUFS, then 10 LU under what is left, and averaged: annex 1, eq. (5) to
    (7). Silence, and no block at all, is -inf.
    """
    absolute = energy(ABSOLUTE_GATE_LUFS)
    heard = [one for one in energies if one > absolute]
    if not heard:
        return -math.inf
    relative = energy(lufs(math.fsum(heard) / len(heard)) + RELATIVE_GATE_LU)
    kept = [one for one in heard if one > relative]
    return lufs(math.fsum(kept) / len(kept))


def lufs(mean_square: float) -> float:
    """Return the loudness in LUFS of a K-weighted mean square: annex 1, eq. (2); of 0, -inf."""
    return OFFSET_LU + 10.0 * math.log10(mean_square) if mean_square > 0.0 else -math.inf


def energy(loudness_lufs: float) -> float:
    """Return the K-weighted mean square of a loudness in LUFS; the inverse of `lufs`."""
    return float(10.0 ** ((loudness_lufs - OFFSET_LU) / 10.0))
