"""Set text in columns and paragraphs that keep to a width.

Takes and gives text; touches nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

GAP = "  "
_LEAST_WIDTH = 8
"""The least width of a wrapped column; a table grows too wide rather than have a narrower one."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """How one column of a table is set: its heading, aligned right or left, wrapped or not.

    Where a table would be too wide, columns that wrap become narrower, the widest first.
    """

    heading: str
    right: bool = False
    wraps: bool = False


_RUNNING_ON = Column("", wraps=True)


def table(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[str]:
    """Return the lines of a table, a heading and then the rows, none longer than ``width``.

    A line is longer only where columns that do not wrap need the room, or where a wrapped column
    would become too narrow to read. A column that is empty in every row is left out. The last cell
    of a row with fewer cells than columns extends to the right edge of the table: a single cell is
    a heading within the table, or with an empty text a blank line.
    """
    cells = [
        [row[n] for row in rows if len(row) == len(columns) or n < len(row) - 1]
        for n in range(len(columns))
    ]
    kept = [n for n in range(len(columns)) if any(cells[n])]
    shown = [columns[n] for n in kept]
    widths = _fitted(
        [max([len(columns[n].heading), *map(len, cells[n])]) for n in kept],
        shown,
        width - len(GAP) * (len(kept) - 1),
    )
    lines = _row([column.heading for column in shown], shown, widths)
    for row in rows:
        if len(row) == len(columns):
            lines += _row([row[n] for n in kept], shown, widths)
        else:
            first = [n for n in kept if n < len(row) - 1]
            before = widths[: len(first)]
            room = max(width - sum(before) - len(GAP) * len(before), _LEAST_WIDTH)
            lines += _row(
                [*(row[n] for n in first), row[-1]],
                [*(columns[n] for n in first), _RUNNING_ON],
                [*before, room],
            ) or [""]
    return lines


def by_origin(entries: Iterable[tuple[str, Sequence[Row]]]) -> list[Row]:
    """Return the rows of all entries, under headings that say where the entries come from.

    Each entry is its origin (a folder, or empty for what comes with the program) and its rows;
    entries of one origin must be next to each other. Where all come with the program there are no
    headings.
    """
    groups = {
        origin: [row for _, rows in of_origin for row in rows]
        for origin, of_origin in groupby(entries, key=lambda entry: entry[0])
    }
    if not any(groups):
        return groups.get("", [])
    rows: list[Row] = []
    for origin, of_origin in groups.items():
        heading = f"In {origin}:" if origin else "With the program:"
        rows += [*([("",)] if rows else []), (heading,), *of_origin]
    return rows


def paragraph(text: str, width: int, first: str = "", later: str | None = None) -> list[str]:
    """Return a text broken into lines of at most ``width`` characters, indentation included.

    ``first`` indents the first line and ``later`` all others; None means the same as ``first``. A
    blank text gives no lines.
    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        break_on_hyphens=False,
    )


def _fitted(natural: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    widths = list(natural)
    wrapping = [n for n, column in enumerate(columns) if column.wraps]
    while sum(widths) > room and wrapping:
        widest = max(wrapping, key=lambda n: widths[n])
        if widths[widest] <= _LEAST_WIDTH:
            break
        widths[widest] -= 1
    return widths


def _row(cells: Row, columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    wrapped = [
        textwrap.wrap(cell, width, break_on_hyphens=False) if column.wraps else [cell]
        for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    return [
        GAP.join(
            _set(parts[n] if n < len(parts) else "", column, width)
            for parts, column, width in zip(wrapped, columns, widths, strict=True)
        ).rstrip()
        for n in range(max(map(len, wrapped), default=0))
    ]


def _set(text: str, column: Column, width: int) -> str:
    return text.rjust(width) if column.right else text.ljust(width)
