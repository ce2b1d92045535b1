"""Takes any English as people write it; gives English that a voice can say; touches nothing.

Where numbers, units and shorthand become words; `en_spoken` is the door, and knows when there are
none. Characters are made plain first; then one pass over the text finds the tokens of `_TOKENS`,
earlier rows before later ones; spacing comes last. A token's words are never read again, so no rule
depends on what another one wrote.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from audioguide.language.en_amounts import (
    AMOUNT,
    FRACTION,
    MEASURES,
    SETS,
    UNIT,
    say_amount,
    say_number,
    say_sets,
)
from audioguide.language.en_numbers import cardinal, duration, ordinal, year

# Pronunciations as engines read them: [word](/ipa/).
_MARKUP: Final = re.compile(r"\[[^\[\]\n]+\]\(/[^/\n]+/\)")
# Stands for one markup while the text round it is rewritten; private use, so no author writes it.
_HIDDEN: Final = "\ue000"

_CHARACTERS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2014\u2015\u2022\u00b7", "\u2014"),
        "\u2012": "\u2013",
        "\u017f": "s",  # `(?i:s)` and `(?i:k)` match these two
        "\u212a": "K",
        "\u20e3": "",
        "\ufe0f": "",
    }
)
# Emoji and other pictures become a space; joiners and what is no character vanish.
_CATEGORIES: Final = {"So": " ", "Cf": "", "Cc": "", "Cn": "", "Co": "", "Cs": ""}
_KEPT: Final = "°\n\t\r"
_SKIN_TONES: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"

_LIMBS: Final = (
    "leg|legs|arm|foot|hand|side|knee|hip|hips|shoulder|ankle|calf|glute|elbow|wrist|heel|thigh|way"
    "|direction"
)
_LAYOUT: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # A comma before one or two digits and a unit is a decimal point.
        (r"(?<![\d.,])(\d{1,4}),(\d{1,2})(?= ?(?:km|kg|mi|cm|m|kgs|miles)(?!\w))", r"\1.\2"),
        (r"(?<=\d\d)w(?![\w/])", "W"),
        # With a stop behind it and alone it is no share, but which of how many.
        (r"\A\s*(\d{1,3})/(\d{1,3})\.\s*\Z", r"\1 of \2."),
        (r"(?<=\d)\s?\*\s?(?=\d)", "x"),
        (r"(?<=[^\W_])_+(?=[^\W_])", " "),
        (r"[*_`]", ""),
        (r"(?m:^)\s*(?:[-\u2013\u2014>#]+\s+)+", " "),  # list marks and headings
        (r"\s+", " "),
        (r"#(?! ?\d)", ""),
        (r"(?<=\d)( ?[A-Za-z%°]{0,7} ?)\u2013(?= ?\.?\d)", r"\1-"),
        (r"(?<![^\s(])\u2013(?=\.?\d)", "-"),
        (r"\u2013", "\u2014"),
    )
)
# Minutes and seconds behind a number of sets, where no quotation ends there.
_SETS_OF_MINUTES: Final = re.compile(r"(?<=[xX\u00d7])( ?\d{1,3})'(?![\w'])")
_SETS_OF_SECONDS: Final = re.compile(r"(?<=[xX\u00d7])( ?\d{1,3})\"(?![\w\"])")
_OPENS_QUOTE: Final = re.compile(r"(?<!\w)['\"]")
_SPACING: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\s+", " "),
        (r"\A(?:[ ,]+|[->#]+ )+| -+(?= )| +\Z", ""),
        (r" +([,;:!?]|\.(?![.\w]))", r"\1"),
        (r",+(?=[,;:!?]|\.(?!\.))", ""),
    )
)
# What wants a space between itself and a word.
_WORD: Final = re.compile(rf"[\w{_HIDDEN}]")
# How far back a sentence's end is looked for: its stop, closing and opening quotes.
_LOOK_BACK: Final = 12
_SENTENCE_START: Final = re.compile(r"(?:\A|(?<!\.)[.!?][\"')\]]*\s)[\s\"'(\[-]*\Z")


def _list(found: re.Match[str]) -> str:
    parts = re.findall(r"\d+|[xX]", found.group())
    return "".join(f"{'explosive' if p in 'xX' else say_number(p)}, " for p in parts)


def _four_digits(found: re.Match[str]) -> str:
    tempo = ", ".join("explosive" if p in "xX" else say_number(p) for p in found[2])
    return f"{found[1]}{tempo}"


def _time_of_day(found: re.Match[str]) -> str:
    hour, minute, half = found.groups()
    past = {"0": "oh "}.get((minute or "")[:1], "")
    minutes = f" {past}{cardinal(int(minute))}" if int(minute or 0) else ""
    return f"{cardinal(int(hour))}{minutes} {half.lower()}.m."


def _minutes(found: re.Match[str]) -> str:
    """Say 10' and 1'30", unless a quotation ends there."""
    minutes, seconds = int(found[1]), int(found[2] or 0)
    if not found[2] and _is_quoted(found, "'"):
        return f"{say_number(found[1])}'"
    return duration((60 * minutes + seconds) * 1000)


def _seconds(found: re.Match[str]) -> str:
    """Say 30", unless a quotation ends there."""
    quoted = _is_quoted(found, '"')
    return f'{say_number(found[1])}"' if quoted else duration(1000 * int(found[1]))


def _is_quoted(found: re.Match[str], sign: str) -> bool:
    """Whether a quotation is open before it."""
    return len(re.findall(rf"(?<!\w){sign}", found.string[: found.start()])) % 2 == 1


def _several(found: re.Match[str]) -> str:
    """Say 12/10/8: one number after another."""
    return ", ".join(say_number(part) for part in found.group().split("/"))


def _pair(found: re.Match[str]) -> str:
    """Say a score ("8/10"), a position ("90/90") or work and rest ("40/20")."""
    first, second = int(found[1]), int(found[2])
    score = first < second and (second <= 10 or second == 100)
    joint = " out of " if score else " " if first == second else ", "
    return say_number(found[1]) + joint + say_number(found[2])


def _times(found: re.Match[str]) -> str:
    return {"1": "once", "2": "twice"}.get(found[1], f"{say_number(found[1])} times")


def _zone(found: re.Match[str]) -> str:
    return f"zone {' to '.join(say_number(zone) for zone in found.groups() if zone)}"


_MORE: Final = r"(?:\.(?=\s+[a-z]|\s*[,;:)!?]))?"  # the point is the word's if the sentence goes on
_DASH: Final = r"(?: ?(?:\u2014|--)[ \u2014-]*| -(?= )[ \u2014-]*)"
_AFTER: Final = (
    r"(?:(?<=\d)|(?<=\ds)|(?<=rep|min|sec)|(?<=reps|mins|secs|step)|(?<=steps|times)|(?<=seconds))"
)
_PARTS: Final = (
    "(?:(?<=[Ss]et |[Rr]ep |[Dd]ay |[Ll]ap )|(?<=[Ww]eek |[Pp]art )"
    "|(?<=[Rr]ound |[Bb]lock |[Ll]evel ))"
)
_LONE: Final = "min/km|min/mi|km/h|kgs?|lbs?|km|cm|mm|kcal|bpm|spm|rpm|mph|kph"
# No letter before, none after: a digit there is a word of its own.
_B: Final = r"(?<![^\W\d_])"
_E: Final = r"(?![^\W\d_])"
# Signs that become words.
_SIGNS: Final = "&@%°=+±≤≥→\u00d7"

_DASH_BETWEEN: Final = (
    rf"(?<=[\w)\]\"'!{_SIGNS}{_HIDDEN}]){_DASH}"
    rf"(?:(?=[\w(\[~#.{_SIGNS}{_HIDDEN}])|(?<= )(?=[\"']))"
)

# What is written, and its words: a template, or a function of the match. Earlier rows win.
_TOKENS: Final[tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]] = (
    (rf"{_B}(?i:e\.g\.)", "for example"),
    (rf"{_B}(?i:i\.e\.)", "that is"),
    (rf"{_B}(?i:etc){_E}{_MORE}", "and so on"),
    (rf"{_B}(?i:approx){_E}\.?", "about"),
    (rf"{_B}(?i:vs){_E}\.?", "versus"),
    (rf"{_B}No\. ?(?=\d)|# ?(?=\d)", "number "),
    (rf"{_B}(?i:w/o){_E}", "without"),
    (rf"{_B}(?i:w/)(?=[\s\w])", "with"),
    (rf"{_B}(?i:and/or){_E}", "and or"),
    (rf"{_B}L(?= (?:{_LIMBS})\b)", "left"),
    (rf"{_B}R(?= (?:{_LIMBS})\b)", "right"),
    (r" ?\([Ll]\)", ", left"),
    (r" ?\([Rr]\)", ", right"),
    (rf"{_B}ea\b\.?(?= ?(?:{_LIMBS})\b|\s*\Z|[,;])", "each"),
    (rf"{_B}(?i:l/r){_E}", "left and right"),
    (rf"{_B}(?i:r/l){_E}", "right and left"),
    (rf"{_B}(?i:amrap){_E}", "as many rounds as possible"),
    (rf"{_B}(?i:emom){_E}", "every minute on the minute"),
    (r"\bE([2-9])MOM\b", lambda m: f"every {say_number(m[1])} minutes on the minute"),
    (rf"{_B}(?i:hiit){_E}", "hit"),
    (rf"{_B}RPE{_E}:?", "effort"),
    (rf"{_B}ROM{_E}", "range of motion"),
    (rf"{_B}DB{_E}", "dumbbell"),
    (rf"{_B}KB{_E}", "kettlebell"),
    (rf"{_B}BW{_E}", "bodyweight"),
    (r"\b(?:[Zz]one |[Zz])([1-9])(?:-(?:[Zz]one |[Zz])?([1-9]))?(?!\w|[.:]\d)", _zone),
    (r"(?<![\d:.])(1?\d|2[0-3])(?::([0-5]\d))? ?(?i:([ap])\.?m)\b\.?", _time_of_day),
    (r"\b((?i:tempo):? )(\d[\dxX]{3})(?!\w)", _four_digits),
    (r"(?<![\w.:,-])\d{1,3}-(?:(?:\d{1,3}|[xX])-)+(?:[xX]\b|(?=\d))", _list),
    (r"(?<![\w.,:'\"])(\d{1,3})'(?:(\d{1,2})\"?)?(?![\w'\"])", _minutes),
    (r"(?<![\w.,:'\"])(\d{1,3})\"(?![\w'\"])", _seconds),
    (r"(?<![\w/.,:])\d{1,3}(?:/\d{1,3}){2,}(?![\w/])", _several),
    (
        r"(?<![\w/.,:])(\d{1,3})/(?=\d{1,3} ?(?:s|sec|secs|seconds|min|mins)\b)",
        lambda m: f"{say_number(m[1])}, ",
    ),
    (
        rf"{_PARTS}(\d{{1,3}})/(\d{{1,3}})(?!\w)",
        lambda m: f"{say_number(m[1])} of {say_number(m[2])}",
    ),
    (rf"(?<![\w/.,:])(?!{FRACTION})(\d{{1,3}})/(\d{{1,3}})(?![\w/:]|\.\d|{UNIT})", _pair),
    (r"(\d{1,6})(?i:st|nd|rd|th)\b", lambda m: ordinal(int(m[1]))),
    (SETS, say_sets),
    (r"(?<![\w.,:/])(\d{1,3}) ?[xX\u00d7](?!\w| ?\d)", _times),
    (r"(\d{1,3}) ?RM\b", lambda m: f"{say_number(m[1])} rep max"),
    (r"(?<=\ba )1/4(?![\d/])", "quarter"),
    (
        rf"(?<![\w.,:/-])(?:19[5-9]\d|20[0-4]\d)(?![\w:]|[.,/]\d| ?[-xX\u00d7] ?\d|{UNIT})",
        lambda m: year(int(m[0])),
    ),
    (AMOUNT, say_amount),
    (r"(?<=\ds|on) ?/ ?(?=\d+ ?s\b)", ", "),
    # Between stretches of a workout a slash is no choice: one comes after the other.
    (r"(?<=[a-z]) ?/ ?(?=\d+ ?(?:s|sec|secs|seconds|m|min|mins|minutes)\b)", ", "),
    (r"(?<=\ds) ?/ ?(?=(?i:rest|recover|easy|off|walk|jog)\b)", ", "),
    (rf"{_AFTER} ?/ ?(side|leg|arm|hand|foot|hip|direction|exercise|set|round)\b", r" per \1"),
    (
        r" ?/ ?(km|mi|min|h|hr|kg|hour|minute|week|day)\b",
        lambda m: f" per {MEASURES.get(m[1], (m[1],))[0]}",
    ),
    (rf"(?<=\bper )({_LONE}|min|h)(?!\w)", lambda m: MEASURES[m[1]][0]),
    (rf"{_B}({_LONE}){_E}", lambda m: MEASURES[m[1]][1]),
    (rf"(?<=[\w.){_SIGNS}{_HIDDEN}]) ?/+ ?(?=\S)", " or "),
    (r"/+", " "),
    (r"(?<=\d),(?=\d)", ", "),
    (r"(?<=\d):(?=\d)", " to "),
    (r"(?<=set|ets|nds) ?[xX\u00d7] ?(?=\d)", " of "),
    (r"(?<![^\W\d_])[xX](?= ?\d)|\u00d7", "times"),
    (r"(?<=\d)\+(?! ?\d)", " or more"),
    (r"(?<![^\s(\[\"'])-(?=\.?\d)", "minus "),
    (r"±", "plus or minus "),
    (r"\+", "plus"),
    (r"[~≈] ?(?=\.?\d)", "about "),
    (r"< ?(?=\.?\d)", "under "),
    (r"> ?(?=\.?\d)", "over "),
    (r"≤", "at most"),
    (r"≥", "at least"),
    (r"->|→", "to"),
    (r"=", "equals"),
    (r"&", "and"),
    (r"@", "at"),
    (r"%", "percent"),
    (r"°", "degrees"),
    (_DASH_BETWEEN, ", "),
    (_DASH, " "),
)
_ROWS: Final = tuple((re.compile(pattern), words) for pattern, words in _TOKENS)
_ANY: Final = re.compile("|".join(f"(?P<row{i}>{row[0]})" for i, row in enumerate(_TOKENS)))


def rewritten(text: str) -> str:
    """Rewrite numbers, units, shorthand and signs of a text as words; see `en_spoken.spoken`."""
    markups = iter(_MARKUP.findall(text))
    visible = _HIDDEN.join(map(_plain, _MARKUP.split(text)))
    for pattern, replacement in _LAYOUT:
        visible = pattern.sub(replacement, visible)
    if not _OPENS_QUOTE.search(visible):
        visible = _SETS_OF_SECONDS.sub(r"\1 s", _SETS_OF_MINUTES.sub(r"\1 min", visible))
    said = _say_tokens(visible)
    for pattern, replacement in _SPACING:
        said = pattern.sub(replacement, said)
    return re.sub(_HIDDEN, lambda _: next(markups), said)


def _plain(text: str) -> str:
    return "".join(map(_plain_character, text.translate(_CHARACTERS)))


def _plain_character(character: str) -> str:
    if character.isascii() or character in _KEPT:
        return character
    if character in _SKIN_TONES:
        return ""
    category = unicodedata.category(character)
    if category in ("Nd", "No"):
        digit = unicodedata.digit(character, None)
        wide = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
        return str(digit) if digit is not None else f" {wide}" if "/" in wide else wide
    return _CATEGORIES.get(category, character)


def _say_tokens(text: str) -> str:
    said, end = "", 0
    for found in _ANY.finditer(text):
        said += text[end : found.start()]
        end = found.end()
        words = _words_of(found)
        if _SENTENCE_START.search(said[-_LOOK_BACK:]):
            words = words[:1].upper() + words[1:]
        before = " " if words[:1].isalnum() and _WORD.match(said[-1:]) else ""
        after = " " if words[-1:].isalnum() and _WORD.match(text, end) else ""
        said += before + words + after
    return said + text[end:]


def _words_of(found: re.Match[str]) -> str:
    pattern, words = _ROWS[int((found.lastgroup or "row0").removeprefix("row"))]
    match = pattern.match(found.string, found.start())
    assert match is not None, "the row alone matches where it matched among the others"
    return match.expand(words) if isinstance(words, str) else words(match)
