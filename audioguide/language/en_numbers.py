"""Takes whole numbers and times; gives the English words a coach says for them; touches nothing."""

from typing import Final

_SMALL: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS: Final = (
    "",
    "",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LARGEST: Final = 999_999
STEP_MS: Final = 100


def cardinal(n: int) -> str:
    """Say a whole number, without "and", as in "one hundred twenty".

    0 to 999,999; ValueError outside.
    """
    if not 0 <= n <= LARGEST:
        raise ValueError(f"a number to say lies between 0 and {LARGEST:,}, not {n}")
    thousands, below_thousand = divmod(n, 1000)
    hundreds, rest = divmod(below_thousand, 100)
    parts = (
        f"{cardinal(thousands)} thousand" if thousands else "",
        f"{_SMALL[hundreds]} hundred" if hundreds else "",
        _below_hundred(rest) if rest or n == 0 else "",
    )
    return " ".join(part for part in parts if part)


def _below_hundred(n: int) -> str:
    if n < 20:
        return _SMALL[n]
    tens, ones = divmod(n, 10)
    return f"{_TENS[tens]}-{_SMALL[ones]}" if ones else _TENS[tens]


def ordinal(n: int) -> str:
    """Say a place in an order, as in "twenty-first"; same range as `cardinal`."""
    words = cardinal(n)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:start], words[start:]
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return head + _ORDINALS.get(last, regular)


def digits(text: str) -> str:
    """Say each digit of a text by itself, as in "zero seven"."""
    return " ".join(_SMALL[int(digit)] for digit in text)


def year(n: int) -> str:
    """Say a year of four digits, as in "twenty twenty-six".

    1010 to 9999, but no "oh": the first nine years of a thousand are said as a number.
    """
    return cardinal(n) if n % 1000 < 10 else f"{cardinal(n // 100)} {cardinal(n % 100)}"


def duration(ms: int) -> str:
    """Say a length of time as a coach does: "forty-five seconds", "one minute thirty".

    Steps of 100 ms from zero; ValueError otherwise. Seconds after minutes lose their unit from ten
    up, and keep it below: "one minute five" is hard to understand by ear.
    """
    if ms < 0 or ms % STEP_MS:
        raise ValueError(f"a time to say is a multiple of {STEP_MS} ms from zero, not {ms} ms")
    minutes, below_minute_ms = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    parts = [_several(hours, "hour")] if hours else []
    parts += [_several(minutes, "minute")] if minutes else []
    if below_minute_ms or not parts:
        bare = minutes and below_minute_ms >= 10_000 and below_minute_ms % 1000 == 0
        parts += [cardinal(below_minute_ms // 1000) if bare else _seconds(below_minute_ms)]
    return " ".join(parts)


def _several(n: int, singular: str) -> str:
    return f"{cardinal(n)} {singular if n == 1 else f'{singular}s'}"


def _seconds(ms: int) -> str:
    whole, tenths = divmod(ms // STEP_MS, 10)
    if tenths == 0:
        return _several(whole, "second")
    if tenths == 5:
        return f"{cardinal(whole)} and a half seconds" if whole else "half a second"
    return f"{cardinal(whole)} point {cardinal(tenths)} seconds"
