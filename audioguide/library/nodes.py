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


def parse(data: bytes, file: str) -> Node:
    """The tree of one YAML document. Raises AuthorError with one problem.

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
        return _compose(text, file)
    except yaml.YAMLError as error:
        raise _explain(error, text, file) from None


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


def _compose(text: str, file: str) -> Node:
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
                raise _stop(source, f"more than {MOST_LEVELS} levels deep", "make it flatter")
            continue
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(event.value, source, plain=not event.style)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = open_.pop().close()
        else:
            continue
        (open_[-1].items if open_ else roots).append(node)
    if not roots:
        raise _stop(Source(file), "the file is empty", "begin with `title: …`")
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
    """What both parsers' words mean to an author; ``opened``: place it where it begins."""

    sign: str
    message: str
    hint: str
    opened: bool = False


_INDENT = "let what belongs together begin in one column"
_SIGN = "put quotes round text that begins with it"
_MISTAKES: Final = (
    _Mistake(
        "mapping values are not allowed",
        "a colon in the middle of a text",
        "put quotes round text that contains a colon",
    ),
    _Mistake("cannot start any token", "a text cannot begin with {sign}", _SIGN),
    _Mistake("expected node content", "a text cannot begin with {sign}", _SIGN),
    _Mistake("expected the node content", "a text cannot begin with {sign}", _SIGN),
    _Mistake("mapping keys are not allowed", "a text cannot begin with {sign}", _SIGN),
    _Mistake(
        "sequence entries are not allowed",
        "a list begins behind a key, in the same line",
        "begin it in the next line, or put quotes round text that begins with -",
    ),
    _Mistake(
        "unexpected end of stream",
        "the quote that opens here is never closed",
        "close it where the text ends",
        opened=True,
    ),
    _Mistake(
        "expected ',' or ']'",
        "the list that opens here is never closed, or lacks a comma",
        "write the ] or the comma",
        opened=True,
    ),
    _Mistake(
        "expected ',' or '}'",
        "the keys that open here are never closed, or lack a comma",
        "write the } or the comma",
        opened=True,
    ),
    _Mistake(
        "unknown escape character",
        "a backslash within double quotes",
        "write it twice, or use single quotes",
        opened=True,
    ),
    _Mistake(
        "comment or line break",
        "text behind a | or >",
        "begin it in the next line, or put quotes round text that begins with | or >",
        opened=True,
    ),
    _Mistake(
        "a comment or a line break",
        "text behind a | or >",
        "begin it in the next line, or put quotes round text that begins with | or >",
        opened=True,
    ),
    _Mistake(
        "could not find expected ':'",
        "a key without a colon, or a colon without a space",
        "write `key: value`, with a space after the colon",
        opened=True,
    ),
    _Mistake(
        "alphabetic or numeric character",
        "a text cannot begin with * or &",
        "put quotes round text that begins with * or &",
        opened=True,
    ),
    _Mistake("expected '-'", "this line's indentation does not fit the lines above", _INDENT),
    _Mistake(
        "expected <block end>", "this line's indentation does not fit the lines above", _INDENT
    ),
    _Mistake("expected key", "this line's indentation does not fit the lines above", _INDENT),
    _Mistake("<document start>", "this line's indentation does not fit the lines above", _INDENT),
)
_TAB_INDENT = _Mistake("", "a tab is used to indent", "use spaces")
_AFTER_QUOTE = _Mistake(
    "",
    "the text goes on behind its closing quote",
    "put the other kind of quotes round all of it",
)
_AFTER_BRACKET = _Mistake(
    "", "the line goes on behind a closing bracket", "put quotes round text that contains it"
)
_INNER_KEY = _Mistake(
    "", "a key is indented below a text", "begin it in the column of the key above"
)
_UNREADABLE = _Mistake("", "this is not YAML", "mend the line or the one above")

_TAB: Final = re.compile(r"[ -]*\t")
_LONE_KEY: Final = re.compile(r"\s*[\w-]+\s*")


def _explain(error: yaml.YAMLError, text: str, file: str) -> AuthorError:
    """The parser's error in the author's words, at the place where it can be mended."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _stop(Source(file), _UNREADABLE.message, _UNREADABLE.hint)
    line = "".join(text.splitlines()[mark.line : mark.line + 1])
    mistake = _mistake(str(getattr(error, "problem", "")), line, mark.column)
    begun = getattr(error, "context_mark", None) if mistake.opened else None
    at = begun or mark
    message = mistake.message.replace("{sign}", line[mark.column : mark.column + 1])
    return _stop(Source(file, at.line + 1, at.column + 1), message, mistake.hint)


def _mistake(problem: str, line: str, column: int) -> _Mistake:
    before, here = line[:column], line[column:]
    if _TAB.match(line):
        return _TAB_INDENT
    found = next((one for one in _MISTAKES if one.sign in problem), _UNREADABLE)
    if found.hint == _INDENT and before.strip(" -"):
        return _AFTER_QUOTE if before.rstrip()[-1] in "\"'" else _AFTER_BRACKET
    if found is _MISTAKES[0] and here.startswith(":") and _LONE_KEY.fullmatch(before):
        return _INNER_KEY
    return found
