"""Work out from the YAML text of a routine alone how much time it asks for."""

from __future__ import annotations

from audioguide.library.nodes import Mapping, Node, Scalar, Sequence, parse
from audioguide.units import parse_duration


def keys(node: Node) -> dict[str, Node]:
    """Return the values of a mapping by their keys."""
    assert isinstance(node, Mapping)
    return {key.text: value for key, value in node.pairs}


def text(node: Node | None, default: str = "") -> str:
    """Return the text of a scalar."""
    if node is None:
        return default
    assert isinstance(node, Scalar)
    return node.text


def entries(node: Node) -> tuple[Node, ...]:
    """Return the items of a list."""
    assert isinstance(node, Sequence)
    return node.items


def total_ms(yaml: str) -> int:
    """Return the time of all written work, rests and pauses in milliseconds, without defaults."""
    blocks = entries(keys(parse(yaml.encode(), "routine.yaml"))["blocks"])
    return sum(_block_ms(keys(block)) for block in blocks)


def _block_ms(block: dict[str, Node]) -> int:
    if "say" in block:
        return 0
    if "pause" in block:
        return parse_duration(text(block["pause"]))
    if "sets" in block:
        items = [keys(item) for item in entries(block["sets"])]
        return sum(_sets_ms(item, last=item is items[-1]) for item in items)
    items = [keys(item) for item in entries(block.get("circuit") or block["intervals"])]
    rounds = int(text(block.get("rounds"), "1"))
    rests = _rests(block.get("rest"), "exercises")
    inner = [_rests(item.get("rest"), "exercises") for item in items[:-1]]
    between = sum(rest.get("exercises", rests.get("exercises", 0)) for rest in inner)
    work = sum(_work_ms(item, block) for item in items)
    if "intervals" in block:
        rests.setdefault("rounds", rests.get("exercises", 0))
    return rounds * (work + between) + (rounds - 1) * rests.get("rounds", 0)


def _sets_ms(item: dict[str, Node], last: bool) -> int:
    rests = _rests(item.get("rest"), "sets")
    reps = item.get("reps")
    after = 0 if last else rests.get("exercises", 0)
    if isinstance(reps, Sequence):
        counts = [int(text(count)) for count in reps.items]
        work = sum(counts) * _rep_ms(item)
        return work + (len(counts) - 1) * rests.get("sets", 0) + after
    sets = int(text(item.get("sets"), "1"))
    return sets * _work_ms(item, {}) + (sets - 1) * rests.get("sets", 0) + after


def _work_ms(item: dict[str, Node], block: dict[str, Node]) -> int:
    sides = 2 if text(item.get("sides")) == "each-set" else 1
    if "reps" in item:
        return int(text(item["reps"])) * _rep_ms(item) * sides
    return parse_duration(text(item.get("work") or block["work"])) * sides


def _rep_ms(item: dict[str, Node]) -> int:
    return 1000 * sum(map(int, text(item["tempo"]).split("-")))


def _rests(node: Node | None, scope: str) -> dict[str, int]:
    if node is None:
        return {}
    if isinstance(node, Scalar):
        return {scope: parse_duration(node.text)}
    return {key: parse_duration(text(value)) for key, value in keys(node).items()}
