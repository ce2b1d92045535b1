"""Names for voices as macOS and Windows list them."""

from __future__ import annotations

from audioguide.speech.engine import find_voice
from audioguide.speech.system_voices import Found, named

APPLE = "com.apple.voice.compact."
MACOS = [
    Found("com.apple.speech.synthesis.voice.Albert", "Albert", "en-US"),
    Found(f"{APPLE}de-DE.Anna", "Anna", "de-DE"),
    Found("com.apple.eloquence.de-DE.Eddy", "Eddy", "de-DE"),
    Found("com.apple.eloquence.en-GB.Eddy", "Eddy", "en-GB"),
    Found(f"{APPLE}en-US.Samantha", "Samantha", "en-US"),
]
TOKENS = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens"
WINDOWS = [
    Found(rf"{TOKENS}\TTS_MS_DE-DE_HEDDA_11.0", "Microsoft Hedda Desktop - German", "de-DE"),
    Found(
        rf"{TOKENS}\TTS_MS_EN-US_ZIRA_11.0",
        "Microsoft Zira Desktop - English (United States)",
        "en-US",
    ),
]


def test_macos_voices_have_their_first_names() -> None:
    """Two of one name are told apart by their ids; a joke voice is not the default."""
    names = list(named(MACOS, "nsss", own=f"{APPLE}de-DE.Anna"))
    assert names[0] == "samantha"
    assert {"albert", "anna"} < set(names)
    assert len(set(names)) == len(MACOS)


def test_the_machines_own_voice_is_the_default_if_it_is_english() -> None:
    """Who chose a voice in the system's settings hears it; German would not read English."""
    assert (
        next(iter(named(MACOS, "nsss", own="com.apple.eloquence.en-GB.Eddy").values()))[1]
        == (MACOS[3])
    )
    assert next(iter(named(WINDOWS, "sapi5", own=WINDOWS[0].id))) == "zira"


def test_windows_voices_go_by_name_id_title_and_language() -> None:
    """The maker's words are left out of names, and understood when they are written."""
    voices = [voice for voice, _ in named(WINDOWS, "sapi5", own="").values()]
    assert [voice.name for voice in voices] == ["zira", "hedda"]
    for asked in ("HEDDA", WINDOWS[0].id, "Microsoft Hedda Desktop - German", "de", "de-de"):
        assert find_voice("system", voices, asked).name == "hedda"


def test_a_machine_without_english_speaks_what_it_has() -> None:
    """The first voice is the default where none is English."""
    assert list(named(MACOS[1:3], "nsss", own="")) == ["anna", "eddy"]
