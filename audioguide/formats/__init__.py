"""A timeline as other programs and people read it: JSON, tables, a script; lists of what there is.

Pure functions from nouns to text. They import `model`, `units` and `errors`, and touch no file
but the package's own schema.
"""
