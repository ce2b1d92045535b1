"""Timeline to Episode: mixes everything, encodes or splices, and writes it whole or not at all.

Takes a Timeline and a destination; touches that one file.
"""

from audioguide.render.episode import render

__all__ = ["render"]
