"""Facts about the lock files and how they are made."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCKS = (lock.RUN_LOCK, lock.DEV_LOCK)
SHA256 = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(path: Path) -> dict[str, str]:
    """The locked version of each package."""
    found = re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def requirements(*, tools: bool) -> list[Requirement]:
    """What pyproject.toml asks for directly."""
    pyproject = tomllib.loads(PYPROJECT)
    listed = pyproject["project"]["dependencies"]
    listed = [*listed, *pyproject["dependency-groups"]["dev"]] if tools else listed
    return [Requirement(line) for line in listed]


@pytest.mark.parametrize(("path", "tools"), [(lock.RUN_LOCK, False), (lock.DEV_LOCK, True)])
def test_locks_hold_what_pyproject_asks_for(path: Path, tools: bool) -> None:
    """Each direct dependency is locked at a version within its bounds; if not, run lock.py."""
    locked = pins(path)
    for requirement in requirements(tools=tools):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not in {path.name}"
        assert version in requirement.specifier


def test_the_tools_lock_holds_the_same_versions() -> None:
    """Tests run with the very versions that users get."""
    assert pins(lock.RUN_LOCK).items() <= pins(lock.DEV_LOCK).items()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_locks_hold_pins_and_hashes_alone(path: Path) -> None:
    """No index, no address, no path of a machine: comments, pins and SHA-256 hashes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        is_pin = re.match(r"[a-z0-9.-]+==[\w.]+( ; [\w !=<>'.]+)? \\$", line)
        assert line.startswith("# ") or is_pin or SHA256.fullmatch(line), line


def test_the_common_marker_is_said_once() -> None:
    """The marker of all lines is left out of each; another marker stays."""
    locked = (
        "rich==15.0.0 ; sys_platform == 'linux' \\\n"
        "    --hash=sha256:0\n"
        "pycparser==3 ; implementation_name != 'PyPy' and sys_platform == 'linux' \\\n"
    )
    assert lock.without_environment(locked) == (
        "rich==15.0.0 \\\n    --hash=sha256:0\npycparser==3 ; implementation_name != 'PyPy' \\\n"
    )


def test_the_resolver_gets_the_same_bounds() -> None:
    """The stand-in project asks for pyproject.toml's dependencies and Python, on Linux."""
    stand_in = tomllib.loads(lock.project_for_lock(PYPROJECT, ("extra>=1",)))
    project = tomllib.loads(PYPROJECT)["project"]
    assert stand_in["project"]["dependencies"] == [*project["dependencies"], "extra>=1"]
    assert stand_in["project"]["requires-python"] == project["requires-python"]
    assert stand_in["tool"]["uv"]["environments"] == ["sys_platform == 'linux'"]
