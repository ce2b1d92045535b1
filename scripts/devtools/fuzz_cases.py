"""Make hostile files, each of which can be made again from its kind, seed and number.

Takes the routines that ship and the tests' samples of other programs' files; gives a name and
bytes. The kind says where the harm is done: in a routine's bytes, in its tree, in its values, or in
a file to import.
"""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
ROUTINES = sorted((ROOT / "content" / "routines").glob("*.yaml"))
SAMPLES = sorted(
    path
    for path in (ROOT / "tests" / "importing" / "samples").rglob("*")
    if path.is_file() and path.suffix != ".yaml"
)
SNIPPETS = [
    *(b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", "\u202e".encode(), b"\x1b[31m", b"\t", b"---\n"),
    *(b" " * 5_000, b"[" * 300, b"{" * 300, b"- " * 300, b"&a *a", b"<<: *a", b"!!python/name:os "),
    *(b"\r", b"\n\n", b"'", b'"', b"|", b">", b"#", b": ", b"%YAML 9.9\n", b"9" * 5_000),
    *(b"<!ENTITY a '&a;&a;'>", b"<" * 500, b"]]>", b"&#x0;", b"1e999", b"-1", b"\\u0000"),
]
VALUES = [
    *("", " ", "0", "-1", "1", "999", "1e9", "inf", "nan", "9" * 5_000, "0x10", "1_000", "\u0663"),
    *(
        "0s",
        "1s",
        "4h",
        "99h",
        "1:99",
        "0:00.05",
        "30s-10s",
        "10-",
        "-10",
        "1h" + " " * 5_000 + "x",
    ),
    *("true", "null", "~", "plank", "plonk", "../../etc/passwd", "CON", "a" * 3_000, "\u202eabc"),
    *("\u041f\u0440\u0438\u0432\u0435\u0442", "…", "!!!", "{side}", "{", "%s", "[a](/b/)", "🙂"),
    *("each-set", "alternate", "1-0-1-10", "2-0-2-0", "0-0-0-0", "beginner", "loop", "tube"),
]

Made = tuple[str, bytes]


def bytes_of_a_routine(chance: random.Random) -> Made:
    """Return a shipped routine in which some bytes are cut, repeated, replaced or inserted."""
    return "a.yaml", _harmed(chance.choice(ROUTINES).read_bytes(), chance)


def nodes_of_a_routine(chance: random.Random) -> Made:
    """Return a shipped routine with branches of its tree moved, repeated, renamed or removed."""
    tree = _tree(chance)
    for _ in range(chance.choice([1, 1, 2, 4])):
        holder, key = chance.choice(_places(tree))
        act = chance.randrange(6)
        if act == 0:
            del holder[key]
        elif act == 1:
            other, name = chance.choice(_places(_tree(chance)))
            holder[key] = other[name]
        elif act == 2:
            holder[key] = [holder[key]] * chance.choice([0, 1, 2, 50])
        elif act == 3:
            holder[key] = {chance.choice(VALUES)[:40]: holder[key]}
        elif act == 4 and isinstance(holder, dict):
            holder[chance.choice(["rest", "reps", "work", "sets", "rounds", "say", "x"])] = (
                holder.pop(key)
            )
        else:
            holder[key] = chance.choice([None, {}, [], "x", [[[[]]]]])
    return "a.yaml", _dumped(tree)


def values_of_a_routine(chance: random.Random) -> Made:
    """Return a shipped routine with some values that nobody would write."""
    tree = _tree(chance)
    for _ in range(chance.choice([1, 1, 2, 5])):
        leaves = [place for place in _places(tree) if isinstance(place[0][place[1]], str)]
        holder, key = chance.choice(leaves)
        holder[key] = chance.choice(VALUES)
    return "a.yaml", _dumped(tree)


def imports(chance: random.Random) -> Made:
    """Return a sample of another program's file, with its bytes harmed or some words replaced."""
    sample = chance.choice(SAMPLES)
    data = sample.read_bytes()
    if chance.random() < 0.5:
        return sample.name, _harmed(data, chance)
    words = data.split(b" ")
    for _ in range(chance.choice([1, 1, 2, 5])):
        words[chance.randrange(len(words))] = chance.choice(VALUES).encode()
    return sample.name, b" ".join(words)


KINDS: Mapping[str, Callable[[random.Random], Made]] = {
    "bytes": bytes_of_a_routine,
    "nodes": nodes_of_a_routine,
    "values": values_of_a_routine,
    "imports": imports,
}


def case(kind: str, seed: int, number: int) -> Made:
    """Return the name and bytes of one file; the same arguments always give the same file."""
    return KINDS[kind](random.Random(f"{kind} {seed} {number}"))


def _harmed(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 2, 6])):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice([1, 2, 10, 200]))
        act = chance.randrange(5)
        if act == 0:
            data = data[:at] + data[to:]
        elif act == 1:
            data = data[:at] + data[at:to] * chance.choice([2, 3, 40]) + data[to:]
        elif act == 2:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(3)) + data[at:]
        elif act == 3:
            data = data[:at] + chance.choice(SNIPPETS) + data[at:]
        else:
            data = data[:at]
    return data


def _tree(chance: random.Random) -> Any:
    text = chance.choice(ROUTINES).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every branch of the tree: the list or dictionary that holds it, and its key there."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        if not isinstance(holder, dict | list):
            continue
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys]
    return found or [({"x": "x"}, "x")]


def _dumped(tree: Any) -> bytes:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False).encode()
