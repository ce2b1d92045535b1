"""Find ffmpeg, and pydub, which runs it: for AAC, which libsndfile neither reads nor writes.

Takes nothing, gives a path or a module's class. Looks at the PATH, starts nothing.
"""

from __future__ import annotations

import shutil
import warnings
from typing import Any

REMEDY = "install ffmpeg (https://ffmpeg.org), or `pip install imageio-ffmpeg`"


def find() -> str:
    """Return the path of ffmpeg: the one on the PATH, else imageio-ffmpeg's; empty without both."""
    return shutil.which("ffmpeg") or _brought()


def _brought() -> str:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe
    except ImportError:
        return ""
    try:
        return str(get_ffmpeg_exe())
    except RuntimeError:  # it found none
        return ""


def audio_segment(program: str) -> Any:
    """Return pydub's class AudioSegment, set to run the ffmpeg at the path ``program``."""
    with warnings.catch_warnings():
        # Importing 0.25.1 warns of invalid escape sequences, of the module audioop that leaves
        # Python, and where no ffmpeg is on the PATH; none of it concerns whoever renders.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    AudioSegment.converter = program
    return AudioSegment
