"""Progress is shown on a terminal, in a log, or to nobody."""

from __future__ import annotations

import io
import sys

import pytest

from audioguide.cli.progress import watched


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _watch(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, quiet: bool = False) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with watched("hips", quiet) as told:
        for done in range(4):
            told("speaking [bold]", done, 3)
        told("writing", 0, 0)
    return stream.getvalue()


def test_a_log_gets_one_line_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stderr is no terminal each stage is named once."""
    shown = _watch(monkeypatch, io.StringIO())
    assert shown == "hips: speaking [bold]\nhips: writing\n"


def test_quiet_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --quiet even a terminal stays empty."""
    assert _watch(monkeypatch, Terminal(), quiet=True) == ""


def test_a_terminal_gets_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal stages are bars that go away; their names are never read as markup."""
    shown = _watch(monkeypatch, Terminal())
    assert "hips: speaking [bold]" in shown
    assert "hips: writing" in shown
    assert "\x1b[" in shown


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the bars move but have no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    shown = _watch(monkeypatch, Terminal())
    assert "\x1b[3" not in shown.replace("\x1b[?25", "")


def test_a_dumb_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that cannot move its cursor is treated as a log."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "dumb")
    with watched("hips", False) as told:
        told("speaking", 1, 2)
    assert stream.getvalue() == "hips: speaking\n"
