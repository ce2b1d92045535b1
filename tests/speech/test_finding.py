"""How engines and voices are found by name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from audioguide.errors import InstallationError, UsageError
from audioguide.speech import Voice, list_voices, open_engine

Install = Callable[[str], str]


def test_an_unknown_engine_is_answered_with_the_nearest() -> None:
    """A misspelt engine is a usage error with a suggestion and where to look."""
    with pytest.raises(UsageError, match=r"no engine `hibary`; did you mean `hibari`.*list voices"):
        open_engine("hibary:heart")


def test_another_package_brings_an_engine(install: Install) -> None:
    """An engine behind an entry point opens and is listed like a built-in one."""
    name = install("return Utterance(tone, 24_000)")
    engine, voice = open_engine(name)
    assert (engine.name, voice) == (name, "one")
    assert list_voices()[name] == (Voice("one", "en", "a voice"),)


def test_a_broken_package_is_an_installation_error(install: Install) -> None:
    """An engine that cannot be imported says so when opened, and in the list as not ready."""
    name = install("import a_package_that_is_not_there\n")
    with pytest.raises(InstallationError, match=f"engine `{name}` cannot be loaded"):
        open_engine(name)
    listed = list_voices()
    assert "a_package_that_is_not_there" in listed[name][0].needs
    assert not listed[name][0].ready
    assert listed["hibari"][0].ready


def test_listing_voices_loads_no_model() -> None:
    """A list of voices imports no runtime of any engine."""
    code = (
        "import sys; from audioguide.speech import list_voices; list_voices(); "
        "sys.exit(not {'onnxruntime', 'pyttsx3'}.isdisjoint(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
