"""Read the targets of a step of Intervals.icu text as words of effort, and collect what is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from audioguide.importing.effort import RECOVERY, Effort, by_share, by_zone, change

_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_PERCENT: Final = re.compile(rf"({_NUMBER})%?(?:-({_NUMBER}))?%")
_ZONE: Final = re.compile(r"z([1-7])(?:-z?([1-7]))?", re.IGNORECASE)
_PACE: Final = re.compile(
    r"(\d{1,2}:[0-5]\d)(/[\da-z]+)?(?:-(\d{1,2}:[0-5]\d)(/[\da-z]+)?)?", re.IGNORECASE
)
_LOST: Final = re.compile(
    rf"(?:{_NUMBER}w?-)?{_NUMBER}(?:w|rpm|bpm|spm)|cz\d(?:-cz?\d)?|\w+=\S+|hidepower", re.IGNORECASE
)
_RANGE: Final = re.compile(rf"({_NUMBER})w?-({_NUMBER})(?:w|bpm)", re.IGNORECASE)
_INTENSITY: Final = re.compile(
    r"intensity=(rest|recovery|active|interval|warmup|cooldown)", re.IGNORECASE
)
_SCALE_WORDS: Final = {"hr": "hr", "lthr": "lthr", "pace": "pace", "mmp": "mmp", "ftp": "power"}
# Spoken name and metres of the distances that a pace is given for.
_PER: Final = {
    "/km": ("a kilometre", 1_000.0),
    "/mi": ("a mile", 1_609.344),
    "/100m": ("a hundred metres", 100.0),
    "/250m": ("two hundred and fifty metres", 250.0),
    "/400m": ("four hundred metres", 400.0),
    "/500m": ("five hundred metres", 500.0),
    "/100y": ("a hundred yards", 91.44),
}


@dataclass
class Targets:
    """What the words of one step say about effort."""

    low: Effort | None = None
    middle: Effort | None = None
    high: Effort | None = None
    share: float | None = None
    """Of the threshold power, in the middle of the range."""
    level: tuple[str, float] | None = None
    """The scale and the middle of the range, whatever the scale is."""
    zone: int | None = None
    ramp: bool = False
    falls: bool = False
    """The range ends easier than it begins."""
    unnamed: bool = False
    """The range is one of watts or beats, which have no words."""
    free: bool = False
    all_out: bool = False
    pace: str = ""
    pace_s_per_km: float | None = None
    intensity: str = ""
    """What the step is for, in the word of the source."""
    lost: list[str] = field(default_factory=list)

    def take(self, tokens: list[str], index: int) -> int:
        """Remember the target that begins at ``index`` and return its number of tokens, or 0."""
        token = tokens[index]
        word = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        lower = token.lower()
        if lower in ("ramp", "freeride", "maxeffort"):
            self.ramp |= lower == "ramp"
            self.free |= lower == "freeride"
            self.all_out |= lower == "maxeffort"
            return 1
        if found := _PERCENT.fullmatch(token):
            return self._percent(found, word, token)
        if found := _ZONE.fullmatch(token):
            low, high = int(found[1]), int(found[2] or found[1])
            self.zone = None if word in _SCALE_WORDS else high
            self.low, self.middle, self.high = by_zone(low), by_zone(high), by_zone(high)
            self.falls = low > high
            self.lost.append(f"`{token}`")
            return 1 + (word in _SCALE_WORDS)
        if found := _PACE.fullmatch(token):
            return self._pace(found, token) + (word == "pace")
        if found := _INTENSITY.fullmatch(token):
            self.intensity = found[1].lower()
            return 1
        if _LOST.fullmatch(token):
            self.lost.append(f"`{token}`")
            if (ends := _RANGE.fullmatch(token)) and not self.low:
                self.unnamed = True
                self.falls = float(ends[1]) > float(ends[2])
            return 1
        if token == "-" and index and _LOST.fullmatch(tokens[index - 1]):
            return 1
        return 0

    def _percent(self, found: re.Match[str], word: str, token: str) -> int:
        low, high = float(found[1]) / 100, float(found[2] or found[1]) / 100
        scale = _SCALE_WORDS.get(word, "power")
        if scale == "mmp":
            # A share of the best power over some time: no effort that anybody could name.
            self.lost.append(f"`{token} MMP`")
            return 3
        if scale == "power":
            self.share = (low + high) / 2
        self.level = (scale, (low + high) / 2)
        self.low, self.high = by_share(low, scale), by_share(high, scale)
        self.falls = low > high
        self.middle = by_share((low + high) / 2, scale)
        self.lost.append(f"`{token}`")
        return 1 + (word in _SCALE_WORDS)

    def _pace(self, found: re.Match[str], token: str) -> int:
        unit = (found[4] or found[2] or "").lower()
        spoken, metres = _PER.get(unit, ("", 0.0))
        if not metres:
            self.lost.append(f"`{token}`")
            return 1
        ends = [_seconds(end) for end in (found[1], found[3]) if end]
        self.pace_s_per_km = sum(ends) / len(ends) * 1000 / metres
        written = [end for end in (found[1], found[3]) if end]
        self.falls = ends[0] < ends[-1]
        self.pace = f"Go at about {' to '.join(written)} {spoken}."
        return 1

    @property
    def says(self) -> str:
        """The effort in a sentence; empty where nothing was said about it."""
        if self.pace:
            return self.pace
        if self.free:
            return "Go as you like."
        if self.all_out:
            return "Go all-out."
        if self.ramp and self.unnamed:
            return f"{'Ease off' if self.falls else 'Build up'} evenly."
        if self.ramp and self.low and self.high:
            return change(self.low, self.high)
        return self.middle.says if self.middle else ""

    @property
    def recovers(self) -> bool:
        """Whether the effort is so low that it is rest between other efforts."""
        if self.ramp:
            return False
        return self.zone == 1 or (self.share is not None and self.share <= RECOVERY)


def _seconds(written: str) -> int:
    minutes, seconds = written.split(":")
    return int(minutes) * 60 + int(seconds)
