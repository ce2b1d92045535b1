"""A store on disk for what was made once and may be used again, such as clips.

It keeps bytes under the digest of what shaped them, in one SQLite file in the platform's cache
folder (``AUDIOGUIDE_CACHE`` names another), shared by processes, safe to delete. Every value is
verified when it is read: a damaged one counts as missing. Nothing here knows what the bytes mean.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from audioguide.database import digest_of, note_use, opened, portions

ENVIRONMENT = "AUDIOGUIDE_CACHE"
MOST_BYTES = 1_000_000_000
"""The most that is kept, a gigabyte: some twenty routines in one voice."""

_KEPT_SHARE = 0.8  # of a store that is too large, so that not every write thins it out
_FILE = "store-1.sqlite3"
_WAIT_S = 1.0
"""How long another process is waited for in silence."""
_WAIT_LONGER_S = 9.0
"""How much longer it is waited for after a message, before the store is done without."""
_WAIT_AT_END_MS = 50
_REMEDY = f"nothing is kept; {ENVIRONMENT} can name another folder"
_KEY_BYTES = 20
_MARKS_OF_USE = ("locked", "busy")
_MARKS_OF_DAMAGE = ("malformed", "not a database", "corrupt", "no such column", "not decode")
# Of a damaged schema SQLite tells in words that are no UTF-8 either.
_TROUBLE = (sqlite3.Error, OSError, UnicodeError)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """How much the store holds, and where."""

    path: Path
    entries: int | None
    """None where the file cannot be read."""
    size_bytes: int
    most_bytes: int


def key_of(*parts: str | bytes | float) -> bytes:
    """Return the key for a value that these parts shape: a BLAKE2b digest of 20 bytes."""
    digest = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        data = repr(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def folder() -> Path:
    """Return the store's folder: ``AUDIOGUIDE_CACHE``, or the platform's place for caches."""
    if own := os.environ.get(ENVIRONMENT):
        return Path(os.path.expanduser(own))  # of nobody's home, as it is
    from platformdirs import user_cache_path

    try:
        return user_cache_path("audioguide", appauthor=False)
    except RuntimeError:  # nobody's home, as a container's user may have
        return Path("~/.cache/audioguide")


class Store:
    """A store of values by key, which may be used from several threads.

    Trouble with the file stops no render: what cannot be read is missing, what cannot be written is
    not kept, and ``complain`` is told, each message once. ``path`` is its folder, `folder()` unless
    given. Above ``most_bytes`` the values that were unused for the longest time are deleted.
    """

    def __init__(
        self,
        path: Path | None = None,
        most_bytes: int = MOST_BYTES,
        complain: Callable[[str], None] | None = None,
    ) -> None:
        self._path = (path or folder()) / _FILE
        self._most_bytes = most_bytes
        self._complain = complain or (lambda what: None)
        self._already_said: set[str] = set()
        self._connection: sqlite3.Connection | None = None
        self._given_up = False
        self._wait_s = _WAIT_S
        self._used: set[bytes] = set()
        self._turn = RLock()

    def __reduce__(self) -> tuple[type[Store], tuple[Path, int]]:
        """Return what opens the same store in another process, which complains to nobody."""
        return type(self), (self._path.parent, self._most_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there and undamaged, by key."""
        wanted = list(dict.fromkeys(keys))

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            for marks, some in portions(wanted):
                question = f"SELECT key, value, digest FROM entries WHERE key IN ({marks})"
                for key, value, digest in connection.execute(question, some):
                    if isinstance(value, bytes) and digest_of(key, value) == digest:
                        found[key] = value
                    else:
                        self._say_once("a damaged entry of the cache is made anew")
            self._used.update(found)
            return found

        return self._try(read, {})

    def has(self, keys: Iterable[bytes]) -> set[bytes]:
        """Return the keys that have a value, neither read nor verified; they count as used."""
        wanted = list(dict.fromkeys(keys))

        def look(connection: sqlite3.Connection) -> set[bytes]:
            found = {
                key
                for marks, some in portions(wanted)
                for (key,) in connection.execute(
                    f"SELECT key FROM entries WHERE key IN ({marks})", some
                )
            }
            self._used.update(found)
            return found

        return self._try(look, set())

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values by key; other processes see all of them or none."""
        if not values:
            return
        rows = [(key, value, digest_of(key, value)) for key, value in values.items()]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
                note_use(connection, values)
                self._thin_out(connection)

        self._try(write, None)

    def contents(self) -> Contents:
        """Return how much the store holds."""

        def count(connection: sqlite3.Connection) -> tuple[int | None, int]:
            question = "SELECT count(*), coalesce(sum(length(value)), 0) FROM entries"
            entries, size = connection.execute(question).fetchone()
            return int(entries), int(size)

        unknown: tuple[int | None, int] = (None, 0)
        entries, size = self._try(count, unknown) if self._is_there() else (0, 0)
        return Contents(self._path, entries, size, self._most_bytes)

    def clear(self) -> bool:
        """Delete all values, else their file; return whether either was possible."""

        def forget(connection: sqlite3.Connection) -> bool:
            with connection:
                connection.execute("DELETE FROM entries")
                connection.execute("DELETE FROM uses")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._used.clear()
            return True

        if not self._is_there() or self._try(forget, False):
            return True
        if self._wait_s < _WAIT_LONGER_S:  # nobody else holds it
            self._remove()
        return not self._is_there()

    def close(self) -> None:
        """Write down which values were used, for the order of deletion, and close the file."""
        with self._turn:
            if self._connection is None:
                return
            # Another process may be writing: the order of use is not worth waiting for.
            with suppress(*_TROUBLE):
                self._connection.execute(f"PRAGMA busy_timeout = {_WAIT_AT_END_MS}")
                with self._connection:
                    note_use(self._connection, self._used)
            self._drop_connection()
            self._used.clear()

    def _is_there(self) -> bool:
        """Return whether there is a file, or an error that hides whether there is one."""
        try:
            self._path.stat()
        except OSError as error:
            return not isinstance(error, FileNotFoundError)
        return True

    def _thin_out(self, connection: sqlite3.Connection) -> None:
        """Delete the values that were unused for the longest time, where there is too much."""
        (size,) = connection.execute("SELECT sum(length(value)) FROM entries").fetchone()
        if (size or 0) <= self._most_bytes:
            return
        # What a render in progress has found is what it needs next.
        note_use(connection, self._used)
        kept = 0
        surplus = []
        for key, length in connection.execute(
            "SELECT key, coalesce(length(value), 0) FROM entries"
            " LEFT JOIN uses USING (key) ORDER BY used DESC"
        ):
            kept += length
            if kept > self._most_bytes * _KEPT_SHARE:
                surplus.append((key,))
        connection.executemany("DELETE FROM entries WHERE key = ?", surplus)
        connection.execute("DELETE FROM uses WHERE key NOT IN (SELECT key FROM entries)")

    def _try(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Return what the action gives, else ``otherwise``; first a damaged file is begun anew."""
        with self._turn:
            for _ in range(3):
                if self._given_up:
                    break
                try:
                    return action(self._open())
                except _TROUBLE as error:
                    self._drop_connection()
                    if _has(error, _MARKS_OF_USE) and self._wait_s < _WAIT_LONGER_S:
                        self._say_once(
                            f"another process holds the cache {self._path}: "
                            f"waiting for {_WAIT_LONGER_S:g} s at most"
                        )
                        self._wait_s = _WAIT_LONGER_S
                    elif isinstance(error, UnicodeError) or _has(error, _MARKS_OF_DAMAGE):
                        what = f"the cache {self._path} is damaged and begun anew ({error})"
                        self._say_once(what)
                        self._remove()
                    else:
                        why = getattr(error, "strerror", None) or error
                        self._say_once(f"the cache {self._path} cannot be used ({why}); {_REMEDY}")
                        self._given_up = True
        return otherwise

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            _make_folder(self._path.parent)
            self._connection = opened(self._path, self._wait_s)
        return self._connection

    def _drop_connection(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._path}{end}").unlink()

    def _say_once(self, what: str) -> None:
        if what not in self._already_said:
            self._already_said.add(what)
            self._complain(what)


def _has(error: Exception, marks: Iterable[str]) -> bool:
    return any(mark in str(error) for mark in marks)


def _make_folder(path: Path) -> None:
    """Make the store's folder. Raises OSError where that fails or the home above it is missing."""
    home = Path(os.path.expanduser("~"))  # of nobody's home, as it is
    if path.is_relative_to(home) and not home.exists():
        raise FileNotFoundError(f"there is no folder {home}")
    path.mkdir(parents=True, exist_ok=True)
