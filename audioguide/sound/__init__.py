"""Sound as samples: onset and trim, rates, loudness, limiter, and the programme's own sounds.

Takes and gives numpy float32 arrays of one channel at any rate; touches no file and knows nothing
of workouts. Needs numpy, and soxr only at the moment a rate changes.
"""

from audioguide.sound.limiter import limit
from audioguide.sound.loudness import (
    block_energies,
    integrated_lufs,
    k_rms_lufs,
    loudness_lufs,
    momentary_max_lufs,
    true_peak_dbtp,
)
from audioguide.sound.onset import Span, Trimmed, span, trim
from audioguide.sound.samples import (
    RATE_HZ,
    Samples,
    db_to_gain,
    gain_to_db,
    resample,
    to_int16,
)
from audioguide.sound.tones import TONE_NAMES, duration_ms, tone, wake_noise

__all__ = [
    "RATE_HZ",
    "TONE_NAMES",
    "Samples",
    "Span",
    "Trimmed",
    "block_energies",
    "db_to_gain",
    "duration_ms",
    "gain_to_db",
    "integrated_lufs",
    "k_rms_lufs",
    "limit",
    "loudness_lufs",
    "momentary_max_lufs",
    "resample",
    "span",
    "to_int16",
    "tone",
    "trim",
    "true_peak_dbtp",
    "wake_noise",
]
