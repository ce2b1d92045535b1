"""What works on a machine, as people and programs read it."""

from __future__ import annotations

import json

from audioguide.formats.doctor import Finding, State, doctor_json, doctor_table, is_ready

WORKS = Finding("voice", State.WORKS, "hibari:heart says “Ready.”")
MISSING = Finding("M4A", State.MISSING, "an M4A file needs ffmpeg, and there is none", "install it")
BROKEN = Finding("place to write", State.BROKEN, "nothing can be written " * 5, "choose another")


def test_a_thing_a_line_with_its_remedy() -> None:
    """The sum stands below; nothing is wider than the page."""
    table = doctor_table((WORKS, MISSING))
    assert table.splitlines() == [
        "Thing  State    About",
        "voice  works    hibari:heart says “Ready.”",
        "M4A    missing  an M4A file needs ffmpeg, and there is none; install it",
        "",
        "Everything that a render needs works here.",
    ]
    wide = doctor_table((WORKS, MISSING, BROKEN), 60)
    assert max(map(len, wide.splitlines())) <= 60
    assert wide.endswith("A render does not work here: see place to write.\n")


def test_only_what_is_needed_stops_a_render() -> None:
    """What is missing may be added; what is broken has to be mended."""
    assert is_ready((WORKS, MISSING))
    assert not is_ready((WORKS, MISSING, BROKEN))


def test_programs_get_every_field() -> None:
    """Under the format's name, with the verdict."""
    document = json.loads(doctor_json((WORKS, BROKEN)))
    assert document["format"] == "audioguide.doctor/1"
    assert document["ready"] is False
    assert document["findings"][0] == {
        "name": "voice",
        "state": "works",
        "about": "hibari:heart says “Ready.”",
        "remedy": "",
    }
    assert document["findings"][1]["remedy"] == "choose another"
