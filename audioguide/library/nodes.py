"""A YAML file as a tree of text with places: no types guessed, nothing run, nothing expanded.

Takes a file's bytes; gives nodes or raises AuthorError with the one thing that stops reading.
YAML would read ``1:30`` as 90 and ``on`` as true and keep the last of two equal keys; here every
scalar stays the text that somebody wrote, and every key is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import yaml

from audioguide.errors import AuthorError, Problem, Source

MOST_BYTES: Final = 1_000_000
MOST_LEVELS: Final = 100

_CONTROL: Final = yaml.reader.Reader.NON_PRINTABLE
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written; ``plain`` when no quotes and no block mark stand round it."""

    text: str
    source: Source
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; a key may stand there twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    source: Source


Node = Scalar | Sequence | Mapping


def parse(data: bytes, file: str, first: str = "title") -> Node:
    """Return the tree of one YAML document, which begins with the key ``first``.

    Raises AuthorError with one problem.

    Source: https://yaml.org/spec/1.1/ for the syntax; types are the reader's business.
    """
    if len(data) > MOST_BYTES:
        raise _stop(Source(file), "the file is larger than 1 MB", "split it into several routines")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _stop(
            Source(file, line), "the file is not UTF-8 text", "save it with UTF-8 encoding"
        ) from None
    if bad := _CONTROL.search(text):
        line, start = text.count("\n", 0, bad.start()) + 1, text.rfind("\n", 0, bad.start())
        raise _stop(
            Source(file, line, bad.start() - start),
            f"an invisible character stands here (U+{ord(bad[0]):04X})",
            "remove it",
        )
    try:
        return _compose(text, file, first)
    except yaml.YAMLError as error:
        raise _explain(error, text, file) from None
    except ValueError as error:  # one of the two parsers makes a character of any number
        message = "a number behind a backslash stands for no character"
        raise _stop(Source(file), message, _BACKSLASH.hint) from error


_TOO_DEEP: Final = f"more than {MOST_LEVELS} levels deep", "make it flatter"


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, source: Source, is_mapping: bool) -> None:
        self.source, self.is_mapping = source, is_mapping
        self.items: list[Node] = []

    def close(self) -> Node:
        if not self.is_mapping:
            return Sequence(tuple(self.items), self.source)
        pairs = []
        for key, value in zip(self.items[::2], self.items[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _stop(key.source, "a key must be a word", "write `key: value`")
            pairs.append((key, value))
        return Mapping(tuple(pairs), self.source)


def _compose(text: str, file: str, first: str) -> Node:
    """Builds the tree from the parser's events, without recursion."""
    open_: list[_Open] = []
    roots: list[Node] = []
    for event in yaml.parse(text, Loader=_Loader):
        mark: Any = event.start_mark
        source = Source(file, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            raise _stop(source, f"`*{event.anchor}` is an alias", "write the text out again here")
        if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            _refuse_marks(event, source)
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append(_Open(source, isinstance(event, yaml.MappingStartEvent)))
            if len(open_) > MOST_LEVELS:
                raise _stop(source, *_TOO_DEEP)
            continue
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(event.value, source, plain=not event.style)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = open_.pop().close()
        else:
            continue
        (open_[-1].items if open_ else roots).append(node)
    if not roots:
        raise _stop(Source(file), "the file is empty", f"begin with `{first}: …`")
    if len(roots) > 1:
        raise _stop(roots[1].source, "a second document begins here", "keep one in a file")
    return roots[0]


def _refuse_marks(event: Any, source: Source) -> None:
    """YAML would take the first word of `say: &now breathe` away without a sound."""
    if event.anchor:
        hint = "remove it, or put quotes round text that begins with &"
        raise _stop(source, f"`&{event.anchor}` is a mark for aliases", hint)
    if event.tag and event.tag != "!":
        hint = "remove it, or put quotes round text that begins with !"
        raise _stop(source, f"the tag `{event.tag}` is not read", hint)


def _stop(source: Source, message: str, hint: str) -> AuthorError:
    return AuthorError(Problem(source, message, hint))


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What an author is told; ``opened``: place it where it begins."""

    message: str
    hint: str
    opened: bool = False


_INDENT = _Mistake(
    "this line's indentation does not fit the lines above",
    "let what belongs together begin in one column",
)
_SIGN = _Mistake("a text cannot begin with {sign}", "put quotes round text that begins with it")
_COLON = _Mistake("a colon in the middle of a text", "put quotes round text that contains a colon")
_LIST_IN_LINE = _Mistake(
    "a list begins behind a key, in the same line",
    "begin it in the next line, or put quotes round text that begins with -",
)
_OPEN_QUOTE = _Mistake(
    "the quote that opens here is never closed", "close it where the text ends", opened=True
)
_BACKSLASH = _Mistake(
    "a backslash within double quotes", "write it twice, or use single quotes", opened=True
)
_TAB_INDENT = _Mistake("a tab is used to indent", "use spaces")
_AFTER_QUOTE = _Mistake(
    "the text goes on behind its closing quote",
    "put the other kind of quotes round all of it",
)
_AFTER_BRACKET = _Mistake(
    "the line goes on behind a closing bracket", "put quotes round text that contains it"
)
_INNER_KEY = _Mistake("a key is indented below a text", "begin it in the column of the key above")
_NO_COLON = _Mistake(
    "a key without a colon, or a colon without a space",
    "write `key: value`, with a space after the colon",
    opened=True,
)
_UNREADABLE = _Mistake("this is not YAML", "mend the line or the one above")
_BLOCK_TEXT = _Mistake(
    "text behind a | or >",
    "begin it in the next line, or put quotes round text that begins with | or >",
    opened=True,
)
_ALIAS = _Mistake(
    "a text cannot begin with * or &",
    "put quotes round text that begins with * or &",
    opened=True,
)
# By the sign at which began what went wrong: the parser's own words change from version to version.
_BEGUN_WITH: Final = {
    "[": _Mistake(
        "the list that opens here is never closed, or lacks a comma",
        "write the ] or the comma",
        opened=True,
    ),
    "{": _Mistake(
        "the keys that open here are never closed, or lack a comma",
        "write the } or the comma",
        opened=True,
    ),
    "|": _BLOCK_TEXT,
    ">": _BLOCK_TEXT,
    "*": _ALIAS,
    "&": _ALIAS,
}
_FOUND: Final = {":": _COLON, "-": _LIST_IN_LINE}

_TAB: Final = re.compile(r"[ -]*\t")
_ESCAPE: Final = re.compile(r"\\\w{0,9}$")
_LONE_KEY: Final = re.compile(r"\s*[\w-]+\s*")


def _explain(error: yaml.YAMLError, text: str, file: str) -> AuthorError:
    """The parser's error in the author's words, at the place where it can be mended."""
    begun: Any = getattr(error, "context_mark", None)
    mark: Any = getattr(error, "problem_mark", None) or begun
    if mark is None:
        return _stop(Source(file), _UNREADABLE.message, _UNREADABLE.hint)
    written = text.splitlines()
    line = "".join(written[mark.line : mark.line + 1])
    before = line[: mark.column]
    open_ = sum(before.count(sign) for sign in "[{") - sum(before.count(sign) for sign in "]}")
    if open_ > MOST_LEVELS:
        # A parser that looks ahead may give up sooner than the tree shows how deep it is.
        return _stop(Source(file, mark.line + 1, mark.column + 1), *_TOO_DEEP)
    mistake = _mistake(error, written, line)
    at = begun if mistake.opened and begun else mark
    message = mistake.message.replace("{sign}", line[mark.column : mark.column + 1])
    return _stop(Source(file, at.line + 1, at.column + 1), message, mistake.hint)


def _mistake(error: yaml.YAMLError, written: list[str], line: str) -> _Mistake:
    """What is wrong, by the error's class and by what stands at its places."""
    begun: Any = getattr(error, "context_mark", None)
    mark: Any = getattr(error, "problem_mark", None) or begun
    before, here = line[: mark.column], line[mark.column :]
    if _TAB.match(line):
        return _TAB_INDENT
    if begun and (begun.line, begun.column) == (mark.line, mark.column):
        # One of the two parsers names a place twice where the other names none.
        begun, at_once = None, True
    else:
        at_once = False
    opening = _sign_at(begun, written) if begun else ""
    if isinstance(error, yaml.scanner.ScannerError):
        if opening in ("'", '"'):
            escapes = opening == '"' and (_ESCAPE.search(before) or here.startswith("\\"))
            return _BACKSLASH if escapes else _OPEN_QUOTE
        if opening in ("|", ">", "*", "&"):
            return _BEGUN_WITH[opening]
        if begun:
            return _NO_COLON
        if here.startswith(":") and _LONE_KEY.fullmatch(before):
            return _INNER_KEY
        return _FOUND.get(here[:1], _SIGN)
    if not isinstance(error, yaml.parser.ParserError):
        return _UNREADABLE
    if opening in ("[", "{"):
        return _BEGUN_WITH[opening]
    if at_once:
        return _SIGN
    if before.strip(" -"):
        return _AFTER_QUOTE if before.rstrip()[-1] in "\"'" else _AFTER_BRACKET
    return _INDENT


def _sign_at(mark: Any, written: list[str]) -> str:
    return "".join(written[mark.line : mark.line + 1])[mark.column : mark.column + 1]
