"""The SQLite file behind the store: how it is opened, and how its rows are asked for.

Takes paths, connections and keys; touches the file. It knows nothing of what the values mean, and
leaves trouble to the store.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

_AT_ONCE = 400
"""The most keys in one query; the oldest builds of SQLite allow 999."""
_DIGEST_BYTES = 16
_AGAIN_S = 0.01
# Times of use have a table of their own: a row that holds a value is dear to write again.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, digest BLOB)",
    "CREATE TABLE IF NOT EXISTS uses (key BLOB PRIMARY KEY, used REAL) WITHOUT ROWID",
)


def opened(path: Path, wait_s: float) -> sqlite3.Connection:
    """Open or make the file; wait ``wait_s`` seconds where another process holds it.

    Raises sqlite3.Error where it cannot be used.
    """
    connection = sqlite3.connect(path, timeout=wait_s, check_same_thread=False)
    try:
        _write_ahead(connection, wait_s)
        # A lost entry is only made again; in this mode the file stays sound either way.
        connection.execute("PRAGMA synchronous = NORMAL")
        for table in _TABLES:
            connection.execute(table)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch to the mode in which others may read while one writes.

    SQLite does not wait there itself where two processes begin a file at once.
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def portions(keys: Sequence[bytes]) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Yield the keys in portions that a query can hold, each behind its question marks."""
    for begin in range(0, len(keys), _AT_ONCE):
        some = keys[begin : begin + _AT_ONCE]
        yield ",".join("?" * len(some)), some


def note_use(connection: sqlite3.Connection, keys: Iterable[bytes]) -> None:
    """Write down that these keys were used just now."""
    now = time.time()
    rows = [(key, now) for key in keys]
    connection.executemany("INSERT OR REPLACE INTO uses VALUES (?, ?)", rows)


def digest_of(key: bytes, value: bytes) -> bytes:
    """Return what a value is verified by when it is read."""
    return blake2b(value, key=key, digest_size=_DIGEST_BYTES).digest()
