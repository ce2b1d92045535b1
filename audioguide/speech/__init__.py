"""Turn texts into clips: an engine speaks, and each utterance is checked, trimmed and levelled.

Takes wordings and an ``ENGINE[:VOICE]``, gives clips at the timeline's rate. Touches the packages
of the engine that is asked for, its voice files, the recordings of a routine and the store. An
engine is a file here, or comes from another package by an entry point of the group
`audioguide.engines`.
"""

from audioguide.speech.clips import THREADS as SPEAKING_THREADS
from audioguide.speech.clips import Speaker
from audioguide.speech.engine import Engine, SpeechError, Utterance, Voice, find_voice
from audioguide.speech.own_sounds import hear_sounds
from audioguide.speech.parts import in_parts
from audioguide.speech.registry import engines, find_engine, list_voices, open_engine
from audioguide.speech.voice_over import VoicedOver, probe_recordings

__all__ = [
    "SPEAKING_THREADS",
    "Engine",
    "Speaker",
    "SpeechError",
    "Utterance",
    "Voice",
    "VoicedOver",
    "engines",
    "find_engine",
    "find_voice",
    "hear_sounds",
    "in_parts",
    "list_voices",
    "open_engine",
    "probe_recordings",
]
