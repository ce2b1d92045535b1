"""Decode the bytes of files, and turn their text into words that a routine may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from audioguide.errors import AuthorError, Problem, Source
from audioguide.importing.notes import Notes
from audioguide.sayable import sounding

MOST_BYTES: Final = 1_000_000
MOST_TITLE: Final = 80
MOST_NAME: Final = 60
MOST_FORM: Final = 120
MOST_SAYS: Final = 280
"""What can be said in that time where words are long, in `sounding` letters."""
MOST_TAG: Final = 40
MOST_SPEECH: Final = 2_000
MOST_WORDS: Final = 45
"""An explanation may last twenty seconds; name, dose and side want their part of them."""

# Cc, Cs and Cn are refused by the routine's reader; Cf and Co are inaudible and invisible.
_DROPPED: Final = {"Cc", "Cs", "Cn", "Cf", "Co"}
_MARKUP: Final = re.compile(r"(\*\*|__|`)|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_DECLARED: Final = re.compile(
    rb"<\?xml[^>]{0,80}?encoding=[\"'](?i:((?:iso-?8859-(?:1[0-1]?|1[3-6]|[2-9])|windows-125[0-8]|us-ascii|latin1"
    rb"|koi8-[ru]|shift_jis|euc-jp|euc-kr|gb2312|gbk|gb18030|big5)))[\"']"
)
_ENDS: Final = (".", "!", "?", "\u2026")


def decode(data: bytes, file: str) -> str:
    """Return the text of a file; ``file`` is its name for messages.

    The encoding is UTF-8, or for XML also UTF-16 or the one that it declares. Raises AuthorError
    where the file is larger than 1 MB, not in that encoding, or empty.
    """
    if len(data) > MOST_BYTES:
        raise AuthorError(Problem(Source(file), "the file is larger than 1 MB", "split it"))
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        source = Source(file, data.count(b"\n", 0, error.start) + 1)
        raise AuthorError(
            Problem(source, f"the file is not {_named(data)} text", "save it with UTF-8 encoding")
        ) from None
    if not text.strip():
        raise AuthorError(Problem(Source(file), "the file is empty", "export the workout again"))
    return text


def _encoding(data: bytes) -> str:
    """Return the encoding that XML declares, where files are saved in it; else UTF-8.

    XML in UTF-16 is known by its first bytes.
    """
    if data.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")):
        return "utf-16"
    found = _DECLARED.match(data[:200])
    return found[1].decode("ascii") if found else "utf-8-sig"


def _named(data: bytes) -> str:
    return _encoding(data).upper().removesuffix("-SIG")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines with their numbers, from 1; \\r\\n, \\n and \\r end a line."""
    yield from enumerate(re.split(r"\r\n|\n|\r", text), start=1)


def clean(text: str) -> str:
    """Return one line of visible characters, without the marks of Markdown."""
    spaced = " ".join(text.split())
    visible = "".join(c for c in spaced if unicodedata.category(c) not in _DROPPED)
    return " ".join(_MARKUP.sub("", visible).split())


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop; empty where there is no word in it."""
    plain = clean(text).strip(" -\u2013\u2014;,")
    if not any(map(str.isalnum, plain)):
        return ""
    return plain[0].upper() + plain[1:] + ("" if plain.endswith(_ENDS) else ".")


def joined(*texts: str) -> str:
    """Return the texts as sentences, one after the other."""
    return " ".join(filter(None, (sentence(text) for text in texts)))


def shortened(text: str, most: int) -> str:
    """Return the text, or as many of its first words as fit into ``most`` characters."""
    plain = clean(text)
    if len(plain) <= most:
        return plain
    cut = plain[: most + 1].rpartition(" ")[0] or plain[:most]
    return cut.rstrip(" ,;:-")


def fitting(text: str, most: int, what: str, source: Source, notes: Notes) -> str:
    """Return the text, shortened to ``most`` characters with a warning where it is too long.

    ``what`` is the name of the text in the warning.
    """
    short = shortened(text, most)
    if short != clean(text):
        notes.left_out(source, f"what stands in {what} beyond {most} characters", "shorten it")
    return short


def cut(text: str, most: int, most_words: int) -> tuple[str, str]:
    """Return as many first sentences as fit, and what stands behind them.

    They fit into ``most`` letters, as `sounding` counts them, and ``most_words`` words. A first
    sentence that is too long is divided, where possible behind a comma.

    >>> cut("Sit. Stand up. Walk.", 14, 45), cut("Sit, and stand up.", 99, 3)
    (('Sit. Stand up.', 'Walk.'), ('Sit.', 'And stand up.'))
    """
    words = clean(text).split()
    fits = ends = clauses = 0
    length = -1
    for count, word in enumerate(words[:most_words], start=1):
        length += 1 + sounding(word)
        if length > most:
            break
        fits = count
        ends = count if word.endswith(_ENDS) else ends
        clauses = count if word.endswith((",", ";", ":")) else clauses
    if fits == len(words):
        return " ".join(words), ""
    at = ends or clauses or fits
    if not at:
        return clean(text)[:most], sentence(clean(text)[most:])
    first = " ".join(words[:at])
    if not ends and len(first) < most:
        first = sentence(first.rstrip(",;:"))
    return first, sentence(" ".join(words[at:]))


def pieces(text: str, most: int) -> tuple[str, ...]:
    """Return the text in lines of at most ``most`` letters, as `sounding` counts; nothing is lost.

    >>> pieces("Sit. Stand up. Walk.", 14)
    ('Sit. Stand up.', 'Walk.')
    """
    found: list[str] = []
    rest = clean(text)
    while rest:
        first, rest = cut(rest, most, most)
        found.append(first)
    return tuple(found)


def label(text: str) -> str:
    """Return a name from a longer text: its first clause, at most six words, with a capital."""
    first = re.split(r"[.!?;:,(]\s|[.!?;:,]$", clean(text).strip(" -\u2013\u2014"), maxsplit=1)[0]
    # What a bracket explains is no part of a name.
    first = re.sub(r"\s*[(\[{][^)\]}]*(?:[)\]}]|\Z)", "", first).strip() or first
    words = first.split()
    short = shortened(" ".join(words[:6]), MOST_NAME).strip(" .!?;:,-()")
    return short[:1].upper() + short[1:]


def without_open_bracket(name: str) -> str:
    """Return a name without what a bracket opens and nothing closes.

    >>> without_open_bracket("Run (easy"), without_open_bracket("Run (easy)")
    ('Run', 'Run (easy)')
    """
    for opening, closing in ("()", "[]", "{}"):
        if name.count(opening) > name.count(closing):
            name = name.partition(opening)[0].rstrip(" ,;:-")
    return name


def title_of(file: str) -> str:
    """Return a title made of a file's name."""
    words = re.sub(r"[_\-\s]+", " ", clean(PurePath(file).stem)).strip()
    return shortened(words[:1].upper() + words[1:], MOST_TITLE) or "Imported routine"
