"""The store gives back what was put in, or nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audioguide.store import Store, folder, key_of

ONE, TWO, THREE = key_of("one"), key_of("two"), key_of("three")
parts = st.lists(st.text() | st.binary() | st.integers() | st.floats(allow_nan=False), max_size=4)


@pytest.fixture
def said() -> list[str]:
    """Return the list in which the store's complaints are collected."""
    return []


@pytest.fixture
def store(tmp_path: Path, said: list[str]) -> Iterator[Store]:
    """Return a store in a folder that is not there yet."""
    with Store(tmp_path / "cache", complain=said.append) as opened:
        yield opened


def file_of(tmp_path: Path) -> Path:
    """Return the path of the store's one file."""
    [found] = (tmp_path / "cache").glob("*.sqlite3")
    return found


def tamper(tmp_path: Path, statement: str) -> None:
    """Change the store's file without the store."""
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.execute(statement)
    connection.close()


def test_what_was_put_is_there_for_another_process(tmp_path: Path, store: Store) -> None:
    """A value is found by its key, also by another process later; other keys are missing."""
    store.put({ONE: b"1", TWO: b"2" * 100_000})
    with Store(tmp_path / "cache") as other:
        assert other.get([ONE, TWO, THREE]) == {ONE: b"1", TWO: b"2" * 100_000}
        assert other.has([TWO, THREE]) == {TWO}


def test_more_keys_than_a_question_holds(store: Store) -> None:
    """Thousands of keys can be asked for at once, more than one query holds."""
    values = {key_of(number): str(number).encode() for number in range(2_000)}
    store.put(values)
    assert store.get(values) == values
    assert store.has(values) == set(values)


@given(parts, parts)
@example(["a"], [b"'a'"])
@example([b"1"], [1])
def test_no_two_lists_of_parts_share_a_key(one: list[str], other: list[str]) -> None:
    """The key tells lists of parts apart by type, by order, and by where one part ends."""
    same = [(type(a), a) for a in one] == [(type(b), b) for b in other] and repr(one) == repr(other)
    assert (key_of(*one) == key_of(*other)) == same


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET value = NULL",
        "UPDATE entries SET value = 7",
        "UPDATE entries SET value = CAST(x'ff00ff' AS TEXT)",
        "UPDATE entries SET digest = CAST(x'ff00ff' AS TEXT)",
        "DROP TABLE uses",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST(x'ff43' AS TEXT)",
    ],
)
def test_damage_of_any_kind_is_told_and_overcome(
    tmp_path: Path, said: list[str], change: str
) -> None:
    """Damage of any kind is told and counts as missing, and new values are kept."""
    with Store(tmp_path / "cache") as before:
        before.put({ONE: b"1", TWO: b"2"})
    with sqlite3.connect(file_of(tmp_path)) as connection:
        connection.executescript(change)
    connection.close()
    with Store(tmp_path / "cache", most_bytes=1, complain=said.append) as store:
        assert store.get([ONE]) in ({}, {ONE: b"1"})
        store.put({THREE: b"3"})
    with Store(tmp_path / "cache", complain=said.append) as store:
        store.put({THREE: b"3"})
        assert store.get([THREE]) == {THREE: b"3"}
    assert not any("cannot be used" in what for what in said)
    assert change.startswith("DROP") or said


def test_a_damaged_value_is_missing(tmp_path: Path, store: Store, said: list[str]) -> None:
    """A flipped byte is found by the digest, told once, and mended by the next value."""
    store.put({ONE: b"right", TWO: b"also"})
    tamper(tmp_path, f"UPDATE entries SET value = x'00' WHERE key = x'{ONE.hex()}'")
    assert store.get([ONE, TWO]) == {TWO: b"also"}
    assert store.get([ONE]) == {}
    assert said == ["a damaged entry of the cache is made anew"]
    store.put({ONE: b"right"})
    assert store.get([ONE]) == {ONE: b"right"}


def test_a_value_under_another_key_is_damage(tmp_path: Path, store: Store) -> None:
    """Values that changed places count as damaged, because the digest includes the key."""
    store.put({ONE: b"1", TWO: b"2"})
    tamper(tmp_path, f"DELETE FROM entries WHERE key = x'{TWO.hex()}'")
    tamper(tmp_path, f"UPDATE entries SET key = x'{TWO.hex()}'")
    assert store.get([ONE, TWO]) == {}


@pytest.mark.parametrize("size", [0, 100, 5_000])
def test_a_file_that_is_no_database_is_begun_anew(
    tmp_path: Path, said: list[str], size: int
) -> None:
    """Whatever lies in the file's place the store works, and it tells what it replaced."""
    with Store(tmp_path / "cache") as before:
        before.put({ONE: b"1"})
    file_of(tmp_path).write_bytes(b"x" * size)
    with Store(tmp_path / "cache", complain=said.append) as store:
        assert store.get([ONE]) == {}
        store.put({TWO: b"2"})
        assert store.get([TWO]) == {TWO: b"2"}
    assert len(said) == (size > 0)


def test_a_torn_file_gives_right_values_or_none(tmp_path: Path, said: list[str]) -> None:
    """A file of which a part was overwritten never gives a wrong value, and takes new ones."""
    values = {key_of(number): bytes([number]) * 3_000 for number in range(40)}
    with Store(tmp_path / "cache") as before:
        before.put(values)
    raw = bytearray(file_of(tmp_path).read_bytes())
    raw[20_000:60_000] = b"\xa5" * 40_000
    file_of(tmp_path).write_bytes(raw)
    with Store(tmp_path / "cache", complain=said.append) as store:
        found = store.get(values)
        assert all(values[key] == value for key, value in found.items())
        store.put(values)
        assert store.get(values) == values
    assert said


def test_a_place_that_takes_nothing_stops_nobody(tmp_path: Path, said: list[str]) -> None:
    """Where no folder can be made, everything is missing, and the reason is told once."""
    (tmp_path / "cache").write_text("a file stands here")
    with Store(tmp_path / "cache", complain=said.append) as store:
        store.put({ONE: b"1"})
        assert store.get([ONE]) == {}
        assert store.has([ONE]) == set()
        assert not store.clear()
        assert store.contents().entries is None
    assert len(said) == 1
    assert "cannot be used" in said[0]


def test_a_store_that_another_process_holds_is_waited_for_and_then_done_without(
    tmp_path: Path, store: Store, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that another process holds is waited for, told, and never taken for an empty one."""
    monkeypatch.setattr("audioguide.store._WAIT_S", 0.01)
    monkeypatch.setattr("audioguide.store._WAIT_LONGER_S", 0.05)
    store.put({ONE: b"1"})
    store.close()
    holder = sqlite3.connect(file_of(tmp_path))
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("DELETE FROM uses")
    try:
        with Store(tmp_path / "cache", complain=said.append) as other:
            other.put({TWO: b"2"})
            assert other.contents().entries is None
            assert other.get([TWO]) == {}
    finally:
        holder.rollback()
        holder.close()
    waiting, given_up = said
    assert "another process holds the cache" in waiting
    assert "cannot be used" in given_up


def test_a_home_that_is_not_there_is_not_made(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home folder that is missing is not made, and the message tells what helps."""
    home = tmp_path / "nobody"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    with Store(home / ".cache" / "audioguide", complain=said.append) as store:
        store.put({ONE: b"1"})
        assert store.get([ONE]) == {}
    assert not home.exists()
    assert "AUDIOGUIDE_CACHE" in said[0]


def test_a_user_without_a_home_has_no_store(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user without a home folder, as in a container, has no store and is told so."""

    def unknown() -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: unknown())
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.delenv("AUDIOGUIDE_CACHE", raising=False)
    monkeypatch.chdir(tmp_path)
    with Store(complain=said.append) as store:
        store.put({ONE: b"1"})
        assert store.get([ONE]) == {}
    assert list(tmp_path.iterdir()) == []
    assert "AUDIOGUIDE_CACHE" in said[0]


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """A full store deletes what was not used for longest, until a fifth is free again."""
    with Store(tmp_path / "cache", most_bytes=1_000) as store:
        for number in range(10):
            store.put({key_of(number): b"x" * 100})
            time.sleep(0.002)
    with Store(tmp_path / "cache", most_bytes=1_000) as store:
        assert store.get([key_of(0)])
    with Store(tmp_path / "cache", most_bytes=1_000) as store:
        store.put({ONE: b"x" * 100})
        left = {number for number in range(10) if store.has([key_of(number)])}
        assert store.has([ONE])
        assert left == {0, *range(4, 10)}
        assert store.contents().size_bytes == 800


def test_what_is_in_use_does_not_go(tmp_path: Path) -> None:
    """What was found since the store was opened counts as used before the store is closed."""
    with Store(tmp_path / "cache", most_bytes=1_000) as store:
        for number in range(10):
            store.put({key_of(number): b"x" * 100})
            time.sleep(0.002)
    with Store(tmp_path / "cache", most_bytes=1_000) as store:
        assert store.get([key_of(0)])
        assert store.has([key_of(1)])
        store.put({ONE: b"x" * 100})
        assert store.has(map(key_of, range(10))) >= {key_of(0), key_of(1)}
        assert store.contents().size_bytes == 800


def test_clearing_forgets_everything(tmp_path: Path, store: Store) -> None:
    """After clearing nothing is left, the file is small, and the store can be used."""
    store.put({ONE: b"1" * 1_000_000})
    assert store.clear()
    assert store.get([ONE]) == {}
    assert store.contents().entries == 0
    assert file_of(tmp_path).stat().st_size < 50_000
    store.put({ONE: b"1"})
    assert store.get([ONE]) == {ONE: b"1"}


@pytest.mark.parametrize("trouble", ["database or disk is full", "disk I/O error"])
def test_a_full_disk_can_be_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    """On a full disk clearing deletes the store's own files, and nobody else's."""
    with Store(tmp_path / "cache") as store:
        store.put({ONE: b"1"})
    (tmp_path / "cache" / "mine.txt").touch()

    def full(_: Store) -> sqlite3.Connection:
        raise sqlite3.OperationalError(trouble)

    monkeypatch.setattr(Store, "_open", full)
    assert Store(tmp_path / "cache").clear()
    assert [one.name for one in (tmp_path / "cache").iterdir()] == ["mine.txt"]


def test_asking_about_a_store_makes_none(tmp_path: Path) -> None:
    """To ask how much is kept makes no file."""
    with Store(tmp_path / "cache") as store:
        assert (store.contents().entries, store.contents().size_bytes) == (0, 0)
        store.clear()
    assert not (tmp_path / "cache").exists()


def test_many_write_at_once(tmp_path: Path) -> None:
    """Several threads with a store each lose nothing and complain of nothing."""
    said: list[str] = []

    def write(thread: int) -> None:
        with Store(tmp_path / "cache", complain=said.append) as store:
            for number in range(25):
                store.put({key_of(thread, number): b"%d %d" % (thread, number)})

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Store(tmp_path / "cache") as store:
        wanted = {key_of(t, n): b"%d %d" % (t, n) for t in range(6) for n in range(25)}
        assert store.get(wanted) == wanted
    assert said == []


def test_a_killed_writer_leaves_whole_values(tmp_path: Path) -> None:
    """A process that is killed while it writes leaves each batch whole or not at all."""
    code = (
        "import sys, itertools; from pathlib import Path; from audioguide.store import *\n"
        "with Store(Path(sys.argv[1])) as store:\n"
        "    for n in itertools.count():\n"
        "        store.put({key_of(n, i): b'%d' % n * 9_999 for i in range(5)})\n"
        "        print(n, flush=True)\n"
    )
    place = tmp_path / "cache"
    done = -1
    for wait_s in (0.01, 0.03, 0.06):
        command = [sys.executable, "-c", code, str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait_s)
            process.kill()
            told = process.stdout.read().split()
        done = max(done, int(told[-1]) if told else 0)
        said: list[str] = []
        with Store(place, complain=said.append) as store:
            for number in range(done + 2):
                keys = [key_of(number, i) for i in range(5)]
                found = store.get(keys)
                assert len(found) == 5 or (not found and number > done)
                assert set(found.values()) <= {b"%d" % number * 9_999}
        assert said == []


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """AUDIOGUIDE_CACHE names the folder; without it, it is the platform's place for caches."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "mine"))
    assert folder() == tmp_path / "mine"
    monkeypatch.setenv("AUDIOGUIDE_CACHE", "~no-such-user/cache")
    assert folder() == Path("~no-such-user/cache")
    monkeypatch.delenv("AUDIOGUIDE_CACHE")
    assert folder().name.lower() in ("audioguide", "cache")
