"""Turn what was typed after an option into a value, with plain words for what cannot be one.

Takes text, gives values or raises UsageError. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from audioguide.errors import Problem, UsageError, nearest

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(option: str, kind: type[Choice], what: str) -> Callable[[str], Choice]:
    """Return a function that reads one word of the enumeration ``kind``.

    ``option`` is the option's name, and ``what`` describes a value in the message, as in "is not a
    level". The function raises UsageError for any other word.
    """

    def read(text: str) -> Choice:
        try:
            return kind(text)
        except ValueError:
            *most, last = kind
            hint = nearest(text.lower(), list(kind)) or f"choose {', '.join(most)} or {last}"
            raise _usage(f"{option}: `{text}` is not {what}", hint) from None

    return read


def whole_number(option: str, least: int | None = None) -> Callable[[str], int]:
    """Return a function that reads a whole number, and raises UsageError for any other text.

    ``option`` is the option's name for the message; a number under ``least`` is refused.
    """

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            hint = f"write digits, as in `{option} 7`"
            raise _usage(f"{option}: `{text}` is not a whole number", hint) from None
        if least is not None and number < least:
            raise _usage(f"{option}: {text} is out of range", f"choose {least} or more")
        return number

    return read


def number_between(option: str, least: float, most: float) -> Callable[[str], float]:
    """Return a function that reads a number from ``least`` to ``most``, both included.

    ``option`` is the option's name for the message. The function raises UsageError for any other
    text.
    """

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise _usage(f"{option}: `{text}` is not a number", _within(least, most)) from None
        if not least <= number <= most:
            raise _usage(f"{option}: {text} is out of range", _within(least, most))
        return number

    return read


def _within(least: float, most: float) -> str:
    return f"choose one from {least:g} to {most:g}"


def words_of(kind: type[StrEnum]) -> str:
    """Return how help shows the words that may be typed, as in ``[full|brief|minimal]``."""
    return f"[{'|'.join(kind)}]"


def _usage(message: str, hint: str) -> UsageError:
    return UsageError(Problem(None, message, hint))
