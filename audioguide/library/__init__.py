"""Files to Routine: reads YAML with places, looks exercises up, notes every mistake at once.

Takes a name or a path, gives nouns of `model`; touches the content folders and nothing else.
"""

from audioguide.library.catalogues import Catalogue, Shelf, catalogue, content_folder
from audioguide.library.language_folder import load_language
from audioguide.library.named import around, beside, exercise_in, files_of, is_path, unknown
from audioguide.library.own_words import reworded
from audioguide.library.programmes import find_programme, list_programmes, load_programme
from audioguide.library.pronounce_file import load_pronunciations
from audioguide.library.routines import (
    list_exercises,
    list_routines,
    load_routine,
    routine_of,
    template,
)
from audioguide.library.schema import file_schema

__all__ = [
    "Catalogue",
    "Shelf",
    "around",
    "beside",
    "catalogue",
    "content_folder",
    "exercise_in",
    "file_schema",
    "files_of",
    "find_programme",
    "is_path",
    "list_exercises",
    "list_programmes",
    "list_routines",
    "load_language",
    "load_programme",
    "load_pronunciations",
    "load_routine",
    "reworded",
    "routine_of",
    "template",
    "unknown",
]
