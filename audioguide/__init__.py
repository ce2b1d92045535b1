"""Coached workout audio from a page of YAML."""

__version__ = "0.1.0"
