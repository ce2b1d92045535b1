"""Facts about when ``.venv`` is ready, what it lacks, and which commands run there."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import checks, install, pip_calls, places, start

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
STARTERS = ("run.py", "test.py")
# What an old Python's `sys` shows, before the script itself runs.
OLD_PYTHON = "import sys; sys.version_info = (3, 6, 15); sys.version = '3.6.15 (old)'; "


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in a folder of its own: two locks, and a ``.venv`` with a Python in it."""
    root = tmp_path / "a checkout"
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text(f"{name}==1\n", encoding="utf-8")
    found = {
        "ROOT": root,
        "VENV": root / ".venv",
        "PYTHON": python,
        "STAMP": root / ".venv" / "stamp.txt",
        "RUN_LOCK": root / "requirements.lock",
        "DEV_LOCK": root / "requirements-dev.lock",
    }
    for module in (places, start, install, pip_calls):
        for name, place in found.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, str(place))
    return root


def stamp_for(*locks: str) -> list[str]:
    return [places.python_line(), *map(places.lock_line, locks)]


@pytest.mark.parametrize("name", STARTERS)
def test_starters_parse_in_old_pythons(name: str) -> None:
    """An old Python reads run.py and test.py far enough to say what is wrong."""
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("name", STARTERS)
def test_an_old_python_gets_one_line(name: str) -> None:
    """A too-old Python gets one line with its version and the remedy, and exit code 3."""
    code = OLD_PYTHON + f"exec(compile(open({str(SCRIPTS / name)!r}).read(), 'run', 'exec'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer, and this is Python 3.6.15;" in done.stderr


@pytest.mark.parametrize("name", ["places", "start", "install", "pip_calls", "checks"])
def test_scripts_import_the_standard_library_alone(name: str) -> None:
    """What runs before the installation imports the standard library and its neighbours."""
    tree = ast.parse((SCRIPTS / "devtools" / f"{name}.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    neighbours = {"devtools"}
    assert {module.split(".")[0] for module in imported} <= sys.stdlib_module_names | neighbours


def test_ready_when_the_stamp_names_python_and_lock(checkout: Path) -> None:
    """A stamp with this Python and this lock's hash is ready, for that lock alone."""
    install.write_stamp(*stamp_for(places.RUN_LOCK))
    assert places.is_ready(places.RUN_LOCK)
    assert not places.is_ready(places.DEV_LOCK)


def test_ready_for_both_after_the_test_tools(checkout: Path) -> None:
    """After test.py, run.py goes straight to work as well."""
    install.write_stamp(*stamp_for(places.RUN_LOCK, places.DEV_LOCK))
    assert places.is_ready(places.RUN_LOCK)
    assert places.is_ready(places.DEV_LOCK)


def test_not_ready_after_a_new_lock(checkout: Path) -> None:
    """One other byte in the lock asks for an installation."""
    install.write_stamp(*stamp_for(places.RUN_LOCK))
    Path(places.RUN_LOCK).write_text("rich==2\n", encoding="utf-8")
    assert not places.is_ready(places.RUN_LOCK)


def test_not_ready_without_its_python(checkout: Path) -> None:
    """A stamp whose Python is gone, as after an upgrade of the system, is not ready."""
    install.write_stamp(*stamp_for(places.RUN_LOCK))
    os.unlink(places.PYTHON)
    assert not places.is_ready(places.RUN_LOCK)


def test_found_names_each_state(checkout: Path) -> None:
    """Each state of a ``.venv`` that is not ready has a reason of its own."""
    python = places.python_line()
    run = places.lock_line(places.RUN_LOCK)

    def found(*stamp: str, works: bool = True) -> str:
        return install.found(set(stamp), python, lambda: works)

    assert found(places.UNFINISHED) == "unfinished"
    assert found(works=False) == "nothing"
    assert found() == "foreign"
    assert found("python cpython-310 linux x86_64", run) == "another"
    assert found(python, "requirements.lock 0") == "older"
    assert found(python, run) == "without tools"


def test_each_reason_is_a_sentence(checkout: Path) -> None:
    """A user reads why something is installed, and where."""
    for reason in install.REASONS.values():
        assert places.VENV in reason.format(venv=places.VENV)
        assert reason.endswith(".")
    assert set(install.KEPT) < set(install.REASONS)


def test_emptied_venv_keeps_its_stamp(checkout: Path) -> None:
    """While a half-made ``.venv`` is emptied, its stamp stays to tell that it is unfinished."""
    install.write_stamp(places.UNFINISHED)
    install.empty_venv()
    assert os.listdir(places.VENV) == ["stamp.txt"]
    assert places.stamp_lines() == {places.UNFINISHED}


def test_a_failed_renewal_puts_the_stamp_back(checkout: Path) -> None:
    """What was installed before a failed renewal counts again; where nothing was, nothing does."""
    before = set(stamp_for(places.RUN_LOCK))
    install.write_stamp(places.UNFINISHED)
    install.restore_stamp(before)
    assert places.stamp_lines() == before
    install.restore_stamp(set())
    assert places.stamp_lines() == set()


def test_a_second_installation_waits(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one process has its turn, another one's attempt does not succeed."""
    monkeypatch.setattr(install, "TURN", str(checkout / "turn.lock"))
    with install.turn():
        other = os.open(install.TURN, os.O_RDWR)
        try:
            assert not install.try_lock(other, wait=False)
        finally:
            os.close(other)


def test_misleading_variables_are_left_out() -> None:
    """PYTHONPATH and PYTHONHOME do not reach the program; other settings do."""
    variables = {"PYTHONPATH": "/x", "PYTHONHOME": "/y", "PYTHONUTF8": "1", "PATH": "/bin"}
    assert places.clean(variables) == {"PYTHONUTF8": "1", "PATH": "/bin"}


def test_pip_keeps_the_index_but_not_the_place() -> None:
    """pip gets the user's index, but no other place to install to, and no other constraints."""
    variables = {"PIP_INDEX_URL": "i", "PIP_TARGET": "t", "PIP_CONSTRAINT": "c", "PIP_USER": "1"}
    assert pip_calls.pip_variables(variables) == {"PIP_INDEX_URL": "i", **pip_calls.PIP_SETTINGS}


def test_arguments_pass_unchanged() -> None:
    """Every argument reaches the program as it is, after the options that isolate Python."""
    command = start.module_command("audioguide", ["say", "a b", "--x=", "-s", ""])
    assert command[0] == places.PYTHON
    assert command[1:] == ["-s", "-P", "-m", "audioguide", "say", "a b", "--x=", "-s", ""]


def test_linux_installs_the_lock_with_hashes() -> None:
    """On Linux pip takes nothing whose hash the lock does not list, and builds nothing."""
    options = pip_calls.requirements("some.lock", "linux")
    assert options == ["--only-binary=:all:", "--require-hashes", "-r", "some.lock"]


def test_other_systems_install_from_the_bounds() -> None:
    """Elsewhere pip chooses within pyproject.toml's bounds; the tools come with their lock."""
    run = pip_calls.requirements(places.RUN_LOCK, "darwin")
    test = pip_calls.requirements(places.DEV_LOCK, "win32")
    assert "hibari-tts==0.2.1" in run
    assert set(run) < set(test)
    assert any(requirement.startswith("pytest") for requirement in test)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "cache purge"),
        ("OSError: [Errno 28] No space left on device", "disk"),
        ("NewConnectionError: Name or service not known\nNo matching distribution", "network"),
        ("ERROR: No matching distribution found for onnxruntime", "64-bit"),
        ("something new", "remove the folder"),
    ],
)
def test_each_failure_has_a_remedy(words: str, remedy: str) -> None:
    """pip's words are followed by what a user can do; a network failure wins over its result."""
    assert remedy in pip_calls.remedy_for(words)


def test_arguments_run_pytest_alone() -> None:
    """With arguments only pytest runs, with them; without any, every check runs, pytest last."""
    assert [title for title, _, _ in checks.checks_for([])] == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "pytest",
    ]
    assert checks.checks_for(["-k", "x"]) == [("pytest", "pytest", ["-k", "x"])]
