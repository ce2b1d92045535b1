"""Takes one written amount ("10-12 kg", "1:30", "1 1/2 h"); gives its words; touches nothing."""

import re
from collections.abc import Callable
from typing import Final

from audioguide.language.en_numbers import LARGEST, cardinal, digits, duration

_SECOND, _MINUTE, _HOUR = ("second", "seconds"), ("minute", "minutes"), ("hour", "hours")
_METER, _FOOT = ("meter", "meters"), ("foot", "feet")
_KILOGRAM, _POUND = ("kilogram", "kilograms"), ("pound", "pounds")
_KILOMETER, _MILE = ("kilometer", "kilometers"), ("mile", "miles")
_BEAT, _STEP = ("beat per minute", "beats per minute"), ("step per minute", "steps per minute")
_TURN = ("revolution per minute", "revolutions per minute")
_KPH, _MPH = ("kilometer per hour", "kilometers per hour"), ("mile per hour", "miles per hour")

# What is measured, as people write it after a number: one, several.
MEASURES: Final = {
    **dict.fromkeys(("s", "sec", "secs", "seconds"), _SECOND),
    **dict.fromkeys(("m", "min", "mins", "minutes"), _MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hours"), _HOUR),
    **dict.fromkeys(("km", "kilometers"), _KILOMETER),
    **dict.fromkeys(("mi", "miles"), _MILE),
    **dict.fromkeys(("ft", "feet"), _FOOT),
    **dict.fromkeys(("kg", "kgs", "kilograms"), _KILOGRAM),
    **dict.fromkeys(("lb", "lbs", "pounds"), _POUND),
    **dict.fromkeys(("km/h", "kph", "kmh"), _KPH),
    **dict.fromkeys(("meters", "mtr"), _METER),
    "metres": ("metre", "metres"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "yd": ("yard", "yards"),
    "g": ("gram", "grams"),
    "ml": ("milliliter", "milliliters"),
    "kcal": ("kilocalorie", "kilocalories"),
    "k": ("K", "K"),
    "w": ("watt", "watts"),
    "bpm": _BEAT,
    "spm": _STEP,
    "rpm": _TURN,
    "mph": _MPH,
    "min/km": ("minute per kilometer", "minutes per kilometer"),
    "min/mi": ("minute per mile", "minutes per mile"),
    "%": ("percent", "percent"),
    "°": ("degree", "degrees"),
    "°c": ("degree Celsius", "degrees Celsius"),
    "°f": ("degree Fahrenheit", "degrees Fahrenheit"),
}
# What is counted: here only so that nobody hears "one reps".
_COUNTED: Final = {
    plural: (plural.removesuffix("s"), plural)
    for plural in ("reps", "sets", "rounds", "breaths", "steps", "laps", "times", "days", "weeks")
}
_UNITS: Final = MEASURES | _COUNTED
# From here up "400m" is a track distance; below, "5m" is minutes.
_METERS_FROM: Final = 100
_METERS_BY_WORD_FROM: Final = 20
"""Beside a word for a way, such as swim or sprint, this many are meters."""
_WAY: Final = (
    r"(?i:swim|swims|swimming|freestyle|backstroke|breaststroke|butterfly|sprint|sprints|stride"
    r"|strides|dash|dashes|row|rowing|run|runs|repeats?|laps?|ski|pool|track|hill|hills)"
)
_WAY_BEFORE: Final = re.compile(rf"\b{_WAY} (?:for |of )?\Z")
_WAY_BEHIND: Final = re.compile(rf" (?:easy |hard |fast )?{_WAY}\b")
_LONGEST_WAY: Final = 20

_FRACTIONS: Final = {
    "1/2": "half",
    "1/3": "a third",
    "2/3": "two thirds",
    "1/4": "a quarter",
    "3/4": "three quarters",
    "1/8": "an eighth",
}

NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?<!\w)\.\d+)"
FRACTION: Final = rf"(?:(?:{'|'.join(_FRACTIONS)})(?![\d/]))"
_MIXED: Final = rf"(?:(?:\d{{1,3}}[ -])?{FRACTION})"
_CLOCK: Final = (
    r"(?:(?<![\d:])(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d(?:\.\d)?(?![\d:])"
    r"(?:\s?(?:minutes|mins?|seconds|secs?|s)(?!\w))?)"
)
_H: Final = r"\d{1,2}\s?(?:hours?|hrs?|h)"
_M: Final = r"\d{1,2}\s?(?:minutes?|mins?|m)"
_S: Final = r"\d{1,2}\s?(?:seconds?|secs?|s)"
_TOGETHER: Final = (
    rf"(?:(?:{_H}\s?{_M}(?:\s?{_S})?|{_M}\s?{_S}|\d{{1,2}}h[0-5]\d(?:\s?min)?)(?!\w))"
)
_VALUE: Final = rf"(?:{_CLOCK}|{_TOGETHER}|{_MIXED}|{NUMBER})"

_LONG_UNITS: Final = "|".join(
    re.escape(unit)
    for unit in sorted(_UNITS, key=len, reverse=True)
    if len(unit) > 1 and unit[0] != "°"
)
# A space before it, or the hyphen of "30-sec hold". Letters alone are written small, but 5K and W.
# The point of "30 sec. rest" belongs to the unit when the sentence goes on.
UNIT: Final = (
    r"(?:(?:\s?|-)(?:(?ai:secs?|mins?|hrs?|lbs?|ft)\.(?=\s+[a-z]|\s*[,;:])"
    rf"|(?:(?ai:{_LONG_UNITS}|k)|[smhgW]|°[CF])(?!\w)|[°%]))"
)


def _amount_pattern(dash: str) -> str:
    return (
        rf"(?P<low>{_VALUE})(?P<low_unit>{UNIT})?"
        rf"(?:{dash}(?P<high>{_VALUE})(?P<high_unit>{UNIT})?)?"
    )


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_AMOUNT: Final = re.compile(_amount_pattern(r"\s?-\s?"))
# In "3x10 - 60s rest" the spaced dash is no range.
_AMOUNT_OF_SET: Final = re.compile(_amount_pattern("-"))
AMOUNT: Final = _unnamed(_AMOUNT.pattern)
SETS: Final = (
    rf"(?<![\w.,:/-])\d{{1,3}}(?:-\d{{1,3}})?\s?[xX\u00d7]\s?{_unnamed(_AMOUNT_OF_SET.pattern)}"
)
_SETS: Final = re.compile(r"(\d+)(?:-(\d+))?\s?[xX\u00d7]\s?")


def say_number(written: str) -> str:
    """Say "1,200", "2.5" or "007"; digit by digit where a number would be wrong or too long."""
    whole, _, decimals = written.replace(",", "").partition(".")
    spelled = len(whole) > 1 and whole.startswith("0")
    said = digits(whole) if spelled or int(whole or 0) > LARGEST else cardinal(int(whole or 0))
    parts = (said if whole else "", f"point {digits(decimals)}" if decimals else "")
    return " ".join(part for part in parts if part)


def say_amount(found: re.Match[str]) -> str:
    """Say what `AMOUNT` found: a number, a time or a range, with its unit."""
    return _say(_match(_AMOUNT, found.string, found.start()))


def say_sets(found: re.Match[str]) -> str:
    """Say what `SETS` found: "three sets of ten", but "three times thirty seconds"."""
    sets = _match(_SETS, found.string, found.start())
    low, high = sets.groups()
    amount = _match(_AMOUNT_OF_SET, found.string, sets.end())
    measured = _is_time(amount["low"]) or _is_measured(amount["high_unit"] or amount["low_unit"])
    if high is None and low == "1":
        return f"one set of {_say(amount)}"
    count = " to ".join(say_number(number) for number in (low, high) if number)
    return f"{count} {'times' if measured else 'sets of'} {_say(amount)}"


def _match(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str]:
    found = pattern.match(text, start)
    assert found is not None, "the token's own pattern holds this one"
    return found


def _say(amount: re.Match[str]) -> str:
    low, low_unit, high, high_unit = amount.group("low", "low_unit", "high", "high_unit")
    way = _is_way(amount)
    if high is None:
        return _with_unit(low, low_unit, alone=True, way=way)
    last = _with_unit(high, high_unit, alone=False, way=way)
    if low_unit is None or _key(low_unit) == _key(high_unit):
        return f"{_value(low)} to {last}"
    joint = (
        " to " if high_unit is None or _is_measured(low_unit) == _is_measured(high_unit) else ", "
    )
    return _with_unit(low, low_unit, alone=False, way=way) + joint + last


def _is_way(amount: re.Match[str]) -> bool:
    """Whether a word beside it says that it is a way."""
    text, start, end = amount.string, amount.start(), amount.end()
    before = text[max(0, start - _LONGEST_WAY) : start]
    return bool(_WAY_BEFORE.search(before) or _WAY_BEHIND.match(text, end))


def _with_unit(value: str, unit: str | None, *, alone: bool, way: bool = False) -> str:
    if unit is None:
        return _value(value)
    from_ = _METERS_BY_WORD_FROM if way else _METERS_FROM
    far = _key(unit) == "m" and _size(value) >= from_
    singular, plural = _METER if far else _UNITS[_key(unit)]
    if unit.startswith("-"):
        return f"{_value(value)}-{singular}"
    if value in _FRACTIONS:
        article = "an" if singular == "hour" else "a"
        return f"{_value(value)} {'' if value == '1/2' else 'of '}{article} {singular}"
    return f"{_value(value)} {singular if alone and value == '1' else plural}"


def _key(unit: str | None) -> str:
    return (unit or "").strip(" -.\t\n").lower()


def _is_measured(unit: str | None) -> bool:
    return _key(unit) in MEASURES


def _is_time(value: str) -> bool:
    return re.fullmatch(f"{_CLOCK}|{_TOGETHER}", value) is not None


def _size(number: str) -> float:
    return float(number.replace(",", "")) if re.fullmatch(NUMBER, number) else 0.0


def _value(written: str) -> str:
    return next(say(written) for pattern, say in _VALUES if re.fullmatch(pattern, written))


def _clock(written: str) -> str:
    seconds = 0.0
    for part in re.findall(r"\d+(?:\.\d)?", written):
        seconds = seconds * 60 + float(part)
    return duration(round(seconds * 10) * 100)


def _together(written: str) -> str:
    parts = re.findall(r"(\d+)\s?([hms]?)", written)
    return duration(sum(int(number) * _PART_MS[unit] for number, unit in parts))


def _mixed(written: str) -> str:
    whole, fraction = re.split("[ -]", written)
    return f"{say_number(whole)} and {'a half' if fraction == '1/2' else _FRACTIONS[fraction]}"


_PART_MS: Final = {"h": 3_600_000, "m": 60_000, "s": 1000, "": 60_000}
_VALUES: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    (_CLOCK, _clock),
    (_TOGETHER, _together),
    (FRACTION, _FRACTIONS.__getitem__),
    (_MIXED, _mixed),
    (NUMBER, say_number),
)
