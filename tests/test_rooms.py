"""The rules about which room may import which, read from the syntax tree of every module.

A room is a folder of the package, or a module directly in it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "audioguide"
NAME = PACKAGE.name
MOST_LINES = 320

LEAVES = {
    "model",
    "units",
    "errors",
    "files",
    "leaving",
    "interrupts",
    "ours",
    "options",
    "sayable",
    "store",
    "database",
    "sound",
    "mp3",
    "formats",
    "language",
}
STAGES = {
    "library",
    "importing",
    "planning",
    "coaching",
    "speech",
    "timeline",
    "rendering",
    "checking",
    "publish",
}
TOP = {
    "",
    "__main__",
    "api",
    "pipeline",
    "jobs",
    "inspection",
    "listings",
    "imports",
    "unmatched",
    "doctor",
    "cli",
    "shown",
}
"""The package itself, its start, and the ten rooms that put the others to work."""

LEAF_TO_LEAF = {
    "model": {"errors"},  # every noun remembers its Source
    "units": set[str](),
    "errors": set[str](),
    "leaving": set[str](),
    "interrupts": {"leaving"},
    "sayable": set[str](),
    "ours": {"errors"},
    "options": {"errors", "model"},
    # The destination that cannot take a file is a Problem.
    "files": {"errors", "leaving", "ours"},
    "database": set[str](),
    "store": {"database", "errors", "files", "units"},  # entries are written whole
    "sound": {"model", "units"},  # which sounds are meant; one rate for the whole timeline
    "mp3": {"errors", "units"},
    "formats": {"errors", "model", "units"},  # text forms of nouns
    "language": {"errors", "model", "sayable"},  # sentences of lines
}
"""What a leaf may import; whatever is not here is a new edge somebody should think about."""

ONLY_FOR_TYPES = {("model", "sound")}
"""Fine under TYPE_CHECKING: a Clip holds samples, and nouns must not load numpy."""

ENGINE_PACKAGES = {"hibari", "pyttsx3", "espeakng_loader", "onnxruntime", "piper"}
PRINTING = {"print", "input", "exit", "quit"}
PRINTING_MODULES = {"typer", "rich", "click"}
PRINTING_ATTRIBUTES = {
    ("sys", "stdout"),
    ("sys", "stderr"),
    ("sys", "exit"),
    ("os", "_exit"),
}
PROGRAMS = {"audioguide/speech/system_worker.py", "audioguide/interrupts.py"}
"""A process of its own, which prints to nobody, and what ends a process that is stopped."""
HEAVY = ("numpy", "onnxruntime", "yaml", "soundfile", "soxr", "lameenc", "hibari")


@dataclass(frozen=True)
class Import:
    """One imported module, and whether only type checkers ever import it."""

    module: str
    line: int
    for_types: bool

    @property
    def room(self) -> str | None:
        """The room that is imported, or None for another package."""
        parts = self.module.split(".")
        if parts[0] != NAME:
            return None
        return parts[1] if len(parts) > 1 else ""


class _Imports(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: list[Import] = []
        self._for_types = False

    def visit_If(self, node: ast.If) -> None:
        outer = self._for_types
        self._for_types = outer or ast.unparse(node.test).endswith("TYPE_CHECKING")
        for child in node.body:
            self.visit(child)
        self._for_types = outer
        for child in node.orelse:
            self.visit(child)

    def visit_Import(self, node: ast.Import) -> None:
        self.found += [Import(one.name, node.lineno, self._for_types) for one in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert not node.level, "relative imports hide the room"
        modules = [node.module or ""]
        if node.module == NAME:
            rooms = LEAVES | STAGES | TOP
            modules = [f"{NAME}.{one.name}" if one.name in rooms else NAME for one in node.names]
        self.found += [Import(module, node.lineno, self._for_types) for module in modules]


MODULES = {path.relative_to(PACKAGE.parent).as_posix(): path for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def room_of(module: str) -> str:
    """Return the room a file belongs to; "" for the package's own `__init__`."""
    return Path(module).parts[1].removesuffix(".py").replace("__init__", "")


def imports(module: str) -> list[Import]:
    visitor = _Imports()
    visitor.visit(TREES[module])
    return visitor.found


def strangers(rooms: set[str], allowed: set[str]) -> Iterator[str]:
    """Yield each import of our own modules, in those rooms, that goes beyond the allowed rooms."""
    for module in sorted(MODULES):
        room = room_of(module)
        if room not in rooms:
            continue
        for one in imports(module):
            if one.room is not None and one.room not in allowed | {room}:
                yield f"{module}:{one.line} imports {one.module}"


def test_every_file_belongs_to_a_known_room() -> None:
    """Every file is in a room that the rules know."""
    assert {room_of(module) for module in MODULES} <= LEAVES | STAGES | TOP


@pytest.mark.parametrize("leaf", sorted(LEAVES))
def test_a_leaf_imports_the_leaves_in_its_row_and_no_stage(leaf: str) -> None:
    """A leaf imports no stage, so that any stage may import it."""
    for_types = {to for room, to in ONLY_FOR_TYPES if room == leaf}
    assert list(strangers({leaf}, LEAF_TO_LEAF[leaf] | for_types)) == []
    at_run_time = [
        f"{module}:{one.line} imports {one.module}"
        for module in MODULES
        if room_of(module) == leaf
        for one in imports(module)
        if one.room in for_types and not one.for_types
    ]
    assert at_run_time == []


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_leaves_and_no_other_stage(stage: str) -> None:
    """A stage imports no other stage, so that it is understood without its neighbours."""
    assert list(strangers({stage}, LEAVES)) == []


def test_the_command_line_imports_the_pipeline_and_leaves() -> None:
    """`pipeline` alone knows the order of the stages; not even their types pass it by."""
    doors = {"pipeline", "jobs", "inspection", "listings", "shown", "imports", "doctor", ""}
    assert list(strangers({"cli"}, LEAVES | doors)) == []
    assert list(strangers({"jobs"}, LEAVES | STAGES | {"pipeline", ""})) == []
    assert list(strangers({"api"}, LEAVES | {"pipeline"})) == []
    assert list(strangers({""}, LEAVES | {"api", "pipeline"})) == []
    assert (
        list(strangers({"inspection", "listings", "imports"}, LEAVES | STAGES | {"pipeline", ""}))
        == []
    )
    assert list(strangers({"shown"}, LEAVES | STAGES | {"pipeline", "inspection", ""})) == []
    assert list(strangers({"doctor"}, LEAVES | STAGES | {"pipeline", ""})) == []
    assert list(strangers({"pipeline"}, LEAVES | STAGES | {"unmatched"})) == []
    assert list(strangers({"unmatched"}, LEAVES | STAGES)) == []
    assert list(strangers({"__main__"}, {"cli"})) == []


@pytest.mark.parametrize(
    "room", ["pipeline", "jobs", "inspection", "listings", "shown", "imports", "doctor"]
)
def test_the_pipeline_reaches_stages_only_inside_its_functions(room: str) -> None:
    """To import it loads no stage."""
    visitor = _Imports()
    for module in (one for one in MODULES if room_of(one) == room):
        top = ast.Module(TREES[module].body, [])
        top.body = [node for node in top.body if not isinstance(node, ast.FunctionDef)]
        visitor.visit(top)
    assert [one for one in visitor.found if one.room in STAGES and not one.for_types] == []


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    """No stage prints or exits, because whoever calls it as a library keeps the terminal."""
    if room_of(module) == "cli" or module in PROGRAMS:
        return
    found = []
    for node in ast.walk(TREES[module]):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in PRINTING:
                found.append((node.lineno, name))
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                if (owner, name) in PRINTING_ATTRIBUTES:
                    found.append((node.lineno, f"{owner}.{name}"))
            case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
                if name in ("SystemExit", "Exit"):
                    found.append((node.lineno, name))
            case ast.ImportFrom(module="sys" | "os" as owner, names=names):
                taken = {(owner, one.name) for one in names} & PRINTING_ATTRIBUTES
                found += [(node.lineno, f"{o}.{n}") for o, n in taken]
    found += [
        (one.line, one.module)
        for one in imports(module)
        if one.module.split(".")[0] in PRINTING_MODULES
    ]
    assert found == []


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_only_speech_imports_an_engines_package(module: str) -> None:
    """Only `speech` imports an engine's package, and there only inside functions."""
    found = [one for one in imports(module) if one.module.split(".")[0] in ENGINE_PACKAGES]
    if room_of(module) == "speech":
        at_top = {node.lineno for node in TREES[module].body}
        found = [one for one in found if one.line in at_top]
    assert found == []


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_every_module_says_what_it_is(module: str) -> None:
    """Every module has a docstring of at least five words."""
    assert len((ast.get_docstring(TREES[module]) or "").split()) >= 5


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_a_file_is_one_room(module: str) -> None:
    """No file of the package has more than 320 lines; a longer one should be two."""
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", ["audioguide", "audioguide.cli", "audioguide.cli.app"])
def test_asking_for_help_loads_nothing_heavy(module: str) -> None:
    """What takes long to load is not loaded by the package or the command line itself."""
    code = f"import {module}, sys; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


def _circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the modules that import each other, however long the way round is."""
    reach: dict[str, set[str]] = {}
    for start in graph:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            for one in graph.get(waiting.pop(), set()) - found:
                found.add(one)
                waiting.append(one)
        reach[start] = found
    rings = {
        frozenset(b for b in reach[a] if a in reach.get(b, set())) for a in graph if a in reach[a]
    }
    return sorted(sorted(ring) for ring in rings)


def test_no_module_imports_itself_by_a_way_round() -> None:
    """No modules import each other in a circle, neither at the top nor within a function."""
    names = {
        ".".join(Path(module).with_suffix("").parts).removesuffix(".__init__"): module
        for module in MODULES
    }
    graph = {
        name: {
            target
            for one in imports(module)
            if not one.for_types
            for target in _targets(module, one, names)
        }
        for name, module in names.items()
    }
    assert _circles(graph) == []


def _targets(module: str, one: Import, names: dict[str, str]) -> set[str]:
    """Return the modules behind an import; a name out of a package may be one of its modules."""
    found = {one.module} & names.keys()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom) and node.lineno == one.line and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & names.keys()
            found = inner or found
    own = ".".join(Path(module).with_suffix("").parts).removesuffix(".__init__")
    return found - {own}


def test_no_script_imports_itself_by_a_way_round() -> None:
    """The modules behind the scripts do not import each other in a circle either."""
    folder = PACKAGE.parent / "scripts" / "devtools"
    trees = {path.stem: ast.parse(path.read_text("utf-8")) for path in folder.glob("*.py")}
    graph = {
        name: {
            target
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("devtools")
            for target in _neighbours(node)
            if target in trees
        }
        for name, tree in trees.items()
    }
    assert _circles(graph) == []


def _neighbours(node: ast.ImportFrom) -> list[str]:
    if node.module == "devtools":
        return [alias.name for alias in node.names]
    return [(node.module or "").removeprefix("devtools.")]
