"""Convert between milliseconds, samples and durations as people write them.

Pure functions of the standard library. A duration is a whole number of milliseconds, a place on the
timeline a whole number of samples.
"""

from __future__ import annotations

import re

RATE_HZ = 48_000
"""The timeline's sample rate: 48 samples a millisecond, 1152 samples (24 ms) an MP3 frame."""

SAMPLES_PER_MS = RATE_HZ // 1000
MINUTE_MS = 60_000
STEP_MS = 100
"""Authors' durations are multiples of this."""
LONGEST_MS = 3_600_000_000
"""The longest duration that is accepted, a thousand hours; a million digits would be infinite."""

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):([0-5]\d(?:\.\d)?)")
# One space at most: several could be divided among these places in far too many ways.
_UNITS = re.compile(
    r"(?:(\d+(?:\.\d+)?) ?(?:h|hours?))? ?"
    r"(?:(\d+(?:\.\d+)?) ?(?:m|mins?|minutes?))? ?"
    r"(?:(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?))?"
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def parse_duration(text: str) -> int:
    """Return the milliseconds of a written duration, such as ``45s``, ``1:30`` or ``0.5 min``.

    Hours, minutes and seconds may be combined (``1m30s``, ``1:00:00``); a plain number is seconds.
    Raises ValueError, with a sentence for the author, when the text is no duration, is longer than
    a thousand hours, or is not a multiple of 0.1 s.

    >>> [parse_duration(t) for t in ("45s", "1:30", "1m30s", "90", "2 min", "0")]
    [45000, 90000, 90000, 90000, 120000, 0]
    """
    written = " ".join(text.lower().split())
    parts: tuple[str | None, ...]
    if clock := _CLOCK.fullmatch(written):
        parts = clock.groups()
        if parts[0] is not None and int(clock[2]) > 59:
            raise ValueError(f"`{text}` has more than 59 minutes beside its hours")
    elif _PLAIN.fullmatch(written):
        parts = (None, None, written)
    elif written and (found := _UNITS.fullmatch(written)):
        parts = found.groups()
    else:
        raise ValueError(f"`{text}` is not a duration")
    scale = (3_600_000, 60_000, 1_000)
    total = sum(float(part) * ms for part, ms in zip(parts, scale, strict=True) if part)
    if total > LONGEST_MS:
        raise ValueError(f"`{text[:20]}` is longer than a thousand hours")
    ms = round(total)
    if abs(total - ms) > 1e-6 or ms % STEP_MS:
        raise ValueError(f"`{text}` is finer than a tenth of a second")
    return ms


def clock(ms: int, *, tenths: bool = False) -> str:
    """Return a time as ``m:ss``, or ``h:mm:ss`` from an hour up, rounded down.

    With ``tenths`` it has tenths of a second.

    >>> clock(186_000), clock(3_723_400), clock(151_200, tenths=True)
    ('3:06', '1:02:03', '2:31.2')
    """
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    return f"{text}.{rest // 100}" if tenths else text


def ms_to_samples(ms: int) -> int:
    """Return how many samples of the timeline a time has; exact."""
    return ms * SAMPLES_PER_MS


def samples_to_ms(samples: int) -> int:
    """Return the milliseconds of a number of the timeline's samples, rounded up.

    So a segment's end never lies before its last sample.
    """
    return -(-samples // SAMPLES_PER_MS)


def ceil_to(value: int, step: int) -> int:
    """Return the first multiple of ``step`` at or above ``value``."""
    return -(-value // step) * step
