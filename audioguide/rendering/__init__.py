"""Turn a Timeline into an Episode: one sound file, written whole or not at all.

An MP3 is spliced from pieces that were each encoded once and kept; every other kind is mixed and
encoded in one go. Takes a Timeline, a destination and a store; touches that file and the store, and
for M4A a temporary folder and ffmpeg.
"""

from audioguide.rendering.episode import render
from audioguide.rendering.splice import THREADS as ENCODING_THREADS

__all__ = ["ENCODING_THREADS", "render"]
