"""Data that a Python program has made, as the tree that a YAML file gives.

Takes mappings, lists, text, numbers and truth values; gives nodes, each of which knows its way from
the root in place of a line: ``routine.blocks[0].work``.
"""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from collections.abc import Sequence as Listed
from numbers import Real
from typing import Any

from audioguide.errors import AuthorError, Problem, Source
from audioguide.library.nodes import MOST_LEVELS, Mapping, Node, Scalar, Sequence


def node_of(value: Any, way: str = "routine", level: int = 0) -> Node:
    """Return the tree for some data; ``way`` leads to it.

    Raises AuthorError for what YAML could not say, such as a date or a list within itself.
    """
    source = Source(way)
    if level > MOST_LEVELS:
        raise AuthorError(
            Problem(source, "too many lists lie within one another", "make it flatter")
        )
    match value:
        case None:
            return Scalar("", source)
        case bool():
            return Scalar(str(value).lower(), source)
        case str():
            return Scalar(value, source, plain=False)
        case Real():
            return Scalar(f"{value:g}" if isinstance(value, float) else str(value), source)
        case Mapped():
            pairs = [
                (Scalar(str(key), Source(f"{way}.{key}")), node_of(one, f"{way}.{key}", level + 1))
                for key, one in value.items()
            ]
            return Mapping(tuple(pairs), source)
        case bytes():
            pass
        case Listed():
            items = [node_of(one, f"{way}[{at}]", level + 1) for at, one in enumerate(value)]
            return Sequence(tuple(items), source)
    hint = "write text, a number, a list or a mapping"
    raise AuthorError(Problem(source, f"a {type(value).__name__} cannot stand here", hint))
