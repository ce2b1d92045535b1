"""Lines to Wordings: one small module a language, and the writer that fills its phrases.

Takes lines and the words of a language, gives sentences, as a person reads them and as a voice says
them; touches nothing. A language is a folder in `content/languages` and a module here.
"""

from audioguide.language.languages import language_of
from audioguide.language.protocol import Language
from audioguide.language.recorded import texts, unmatched_recordings
from audioguide.language.writer import Writer

__all__ = ["Language", "Writer", "language_of", "texts", "unmatched_recordings"]
