"""Describe the sounds of the programme as a table of notes: their names, pitches and lengths.

Takes a name and a set, gives numbers; touches nothing and loads no numpy, because plans need
lengths alone. In every set a listener tells the sounds apart by rhythm and direction as well as
pitch: one note (tick, attention), two (start rises fast, end falls slowly), three rising (opening),
a phrase that comes home to a chord (closing).
"""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.model.sounds import Sounds, SoundSet
from audioguide.units import samples_to_ms

# Equal temperament, A4 = 440 Hz. No two of these are an octave apart: an octave is the one
# interval a listener takes for the same note.
D_SHARP_5 = 622.25
E_5 = 659.26
F_SHARP_5 = 739.99
G_SHARP_5 = 830.61
A_5 = 880.00
B_5 = 987.77
C_SHARP_6 = 1108.73
D_6 = 1174.66
E_6 = 1318.51
G_6 = 1567.98


BELL = (0.0, -18.0, -24.0)
"""The fundamental and two harmonics: a bell rather than a beep."""
WOOD = (0.0, -30.0)
"""Hardly more than the fundamental: a marimba's bar."""
HORN = (0.0, -12.0, -16.0, -24.0)
"""Harmonics that carry through a hall full of people."""


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

    A note rises in `attack_ms` and then falls by 8.7 dB every `decay_ms`. `partials_db` are its
    fundamental and the harmonics above it.
    """

    peak_dbfs: float
    attack_ms: int
    decay_ms: int
    notes: tuple[Note, ...]
    partials_db: tuple[float, ...] = BELL


_STANDARD: dict[str, TonePattern] = {
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

# Lower, rounder, 3 to 5 dB quieter: for stretches, with eyes shut.
_SOFT: dict[str, TonePattern] = {
    "opening": TonePattern(
        -15.0, 16, 260, (Note(0, 260, E_5), Note(260, 260, G_SHARP_5), Note(520, 480, B_5)), WOOD
    ),
    "start": TonePattern(-14.0, 10, 140, (Note(0, 80, A_5), Note(80, 110, D_6)), WOOD),
    "end": TonePattern(-14.5, 16, 220, (Note(0, 220, B_5), Note(220, 340, E_5)), WOOD),
    "tick": TonePattern(-14.0, 8, 40, (Note(0, 60, F_SHARP_5),), WOOD),
    "attention": TonePattern(-18.0, 12, 120, (Note(0, 150, D_SHARP_5),), WOOD),
    "closing": TonePattern(
        -15.0,
        16,
        450,
        (
            Note(0, 260, B_5),
            Note(260, 260, G_SHARP_5),
            Note(520, 260, A_5),
            Note(780, 260, F_SHARP_5),
            Note(1040, 1160, E_5, -3.0),
            Note(1040, 1160, G_SHARP_5, -9.0),
            Note(1040, 1160, B_5, -11.0),
        ),
        WOOD,
    ),
}

# The standard ones, longer and louder: each note is held before it rings out.
_CLASS: dict[str, TonePattern] = {
    "opening": TonePattern(
        -9.5, 4, 500, (Note(0, 280, A_5), Note(280, 280, C_SHARP_6), Note(560, 640, E_6)), HORN
    ),
    "start": TonePattern(-9.2, 3, 600, (Note(0, 75, D_6), Note(75, 115, G_6)), HORN),
    "end": TonePattern(-9.5, 4, 500, (Note(0, 200, E_6), Note(200, 400, A_5)), HORN),
    "tick": TonePattern(-9.2, 3, 120, (Note(0, 80, B_5),), HORN),
    "attention": TonePattern(-12.5, 5, 300, (Note(0, 150, F_SHARP_5),), HORN),
    "closing": TonePattern(
        -9.5,
        4,
        700,
        (
            Note(0, 260, E_6),
            Note(260, 260, C_SHARP_6),
            Note(520, 260, D_6),
            Note(780, 260, B_5),
            Note(1040, 1360, A_5, -3.0),
            Note(1040, 1360, C_SHARP_6, -9.0),
            Note(1040, 1360, E_6, -11.0),
        ),
        HORN,
    ),
}

TONES: dict[SoundSet, dict[str, TonePattern]] = {
    SoundSet.STANDARD: _STANDARD,
    SoundSet.SOFT: _SOFT,
    SoundSet.CLASS: _CLASS,
}

TONES_VERSION = "sounds 1"
"""The version of what is played from this table; change it wherever that changes."""

WAKE_NOISE_MS = 1500

TONE_NAMES: tuple[str, ...] = tuple(_STANDARD)


def duration_ms(name: str, sounds: Sounds) -> int:
    """Give the length of a sound in milliseconds, without making it; an author's own is rounded up.

    Raises ValueError for a name that is not in TONE_NAMES.
    """
    pattern = find(name, sounds.set)
    if clip := sounds.own_clip(name):
        return samples_to_ms(clip.end - clip.onset)
    return pattern_ms(pattern)


def pattern_ms(pattern: TonePattern) -> int:
    """Give the exact length of a pattern of notes in milliseconds."""
    return max(note.ends_ms for note in pattern.notes)


def find(name: str, of: SoundSet) -> TonePattern:
    """Give the notes of a set's sound. Raises ValueError for a name that is not in TONE_NAMES."""
    if name not in TONES[of]:
        raise ValueError(f"no sound `{name}`; there are {', '.join(TONE_NAMES)}")
    return TONES[of][name]
