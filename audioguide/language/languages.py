"""The languages there are: a module here for each, named by its code."""

from __future__ import annotations

from importlib import import_module

from audioguide.language.protocol import Language
from audioguide.model.phrases import PhraseBook


def language_of(book: PhraseBook) -> Language:
    """Return the language that speaks with the words of this book."""
    module = import_module(f"audioguide.language.{book.language}")
    language: Language = module.LANGUAGE(book)
    return language
