"""Splicing's rules: what is refused, and what putting together does not need."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from audioguide.mp3.piece import Piece, encode_piece
from audioguide.mp3.splice import assemble, write_spliced

DELAY = 1105


def _noise(ms: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(0).uniform(-0.5, 0.5, ms * 48).astype(np.float32)


def test_memory_does_not_grow_with_silence() -> None:
    """Hours come in parts of about a megabyte."""
    sizes = [len(some) for some in assemble([], samples=10 * 3600 * 48_000)]
    assert sum(sizes) == 288 * -(-(10 * 3600 * 48_000 + DELAY) // 1152)
    assert max(sizes) < 1_200_000


def test_pieces_that_cannot_stand_there_are_refused() -> None:
    """Each refusal is a ValueError that names samples and what would be right."""
    piece = encode_piece(_noise(90), phase=0)
    other = encode_piece(_noise(90), phase=0, bitrate_kbps=64)
    at = 100 * 1152
    lacking: list[tuple[list[tuple[int, Piece]], str]] = [
        ([(at + 1, piece)], "sample 115201 would begin at 1 of its frame, but has phase 0"),
        ([(at, other)], "bitrate_kbps=64"),
        ([(0, piece)], "needs 2 frames before its own, the file has 0; .*frames_before=0"),
        ([(-1152, piece)], "do not lie within"),
        ([(200 * 1152 - 4319, piece)], "do not lie within"),
        ([(at + 5 * 1152, piece), (at, piece)], "115200 and 120960 .* 5760 samples .* be 8064"),
        ([(at, piece), (at, piece)], "are 0 samples apart and must be 8064"),
    ]
    for placed, why in lacking:
        file = io.BytesIO()
        with pytest.raises(ValueError, match=why):
            write_spliced(file, placed, samples=200 * 1152)
        assert file.getvalue() == b""
        with pytest.raises(ValueError, match=why):
            assemble(placed, samples=200 * 1152)
    assert list(assemble([(at, piece), (at + 8064, piece)], samples=200 * 1152))
    with pytest.raises(ValueError, match="are 6912 samples apart and must be 8064"):
        assemble([(at, piece), (at + 6912, piece)], samples=200 * 1152)
    with pytest.raises(ValueError, match="nothing to put together"):
        assemble([], samples=0)


def test_putting_together_loads_neither_numpy_nor_lame(tmp_path: Path) -> None:
    """Stored pieces become a file with the standard library alone."""
    (tmp_path / "piece").write_bytes(encode_piece(_noise(310), phase=0).pack())
    code = """if True:
        import sys
        from pathlib import Path
        from audioguide.mp3 import Piece, write_spliced
        piece = Piece.unpack(Path(sys.argv[1], "piece").read_bytes())
        with Path(sys.argv[1], "mp3").open("wb") as file:
            write_spliced(file, [(11520, piece)], samples=96_000)
        assert not {"numpy", "lameenc"} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
    assert soundfile.info(tmp_path / "mp3").frames == 96_000
