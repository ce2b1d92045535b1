"""Describe the sounds of the programme as a table of notes: their names, pitches and lengths.

Takes a name, gives numbers; touches nothing and loads no numpy, because plans need lengths alone.
A listener tells the sounds apart by rhythm and direction as well as pitch: one note (tick,
attention), two (start rises fast, end falls slowly), three rising (opening), a phrase that comes
home to a chord (closing).
"""

from __future__ import annotations

from dataclasses import dataclass

# Equal temperament, A4 = 440 Hz. No two of these are an octave apart: an octave is the one
# interval a listener takes for the same note.
F_SHARP_5 = 739.99
A_5 = 880.00
B_5 = 987.77
C_SHARP_6 = 1108.73
D_6 = 1174.66
E_6 = 1318.51
G_6 = 1567.98


@dataclass(frozen=True, slots=True)
class Note:
    """One pitch, struck `at_ms` into its sound and gone `lasts_ms` later."""

    at_ms: int
    lasts_ms: int
    pitch_hz: float
    level_db: float = 0.0

    @property
    def ends_ms(self) -> int:
        """The time in its sound at which the note is gone."""
        return self.at_ms + self.lasts_ms


@dataclass(frozen=True, slots=True)
class TonePattern:
    """Notes played together, scaled so that the loudest sample is at `peak_dbfs`.

    A note rises in `attack_ms` and then falls by 8.7 dB every `decay_ms`.
    """

    peak_dbfs: float
    attack_ms: int
    decay_ms: int
    notes: tuple[Note, ...]


TONES: dict[str, TonePattern] = {
    "opening": TonePattern(
        -11.5, 4, 180, (Note(0, 200, A_5), Note(200, 200, C_SHARP_6), Note(400, 400, E_6))
    ),
    "start": TonePattern(-9.5, 3, 120, (Note(0, 70, D_6), Note(70, 100, G_6))),
    "end": TonePattern(-10.0, 4, 150, (Note(0, 160, E_6), Note(160, 260, A_5))),
    "tick": TonePattern(-9.5, 3, 30, (Note(0, 40, B_5),)),
    "attention": TonePattern(-13.5, 5, 120, (Note(0, 150, F_SHARP_5),)),
    "closing": TonePattern(
        -10.0,
        4,
        350,
        (
            Note(0, 200, E_6),
            Note(200, 200, C_SHARP_6),
            Note(400, 200, D_6),
            Note(600, 200, B_5),
            Note(800, 1000, A_5, -3.0),
            Note(800, 1000, C_SHARP_6, -9.0),
            Note(800, 1000, E_6, -11.0),
        ),
    ),
}

TONES_VERSION = "sounds 1"
"""The version of what is played from this table; change it wherever that changes."""

WAKE_NOISE_MS = 1500

TONE_NAMES: tuple[str, ...] = tuple(TONES)


def duration_ms(name: str) -> int:
    """Give the exact length of a sound in milliseconds, without making it.

    Raises ValueError for a name that is not in TONE_NAMES.
    """
    return max(note.ends_ms for note in find(name).notes)


def find(name: str) -> TonePattern:
    """Give the notes of a sound. Raises ValueError for a name that is not in TONE_NAMES."""
    if name not in TONES:
        raise ValueError(f"no sound `{name}`; there are {', '.join(TONE_NAMES)}")
    return TONES[name]
