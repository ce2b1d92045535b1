"""Write timelines and lists as text that people and other programs read: tables, scripts, JSON.

These are pure functions from values to text. They import `model`, `units` and `errors`, and touch
no file but the package's own schema.
"""
