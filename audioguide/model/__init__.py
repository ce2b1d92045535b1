"""Every noun of the house, frozen and without behaviour, a file a stage.

`routine` is what the author wrote, `session` what is done when, `line` what is said before it has
words, `phrases` the words of a language, `script` what is to be said, `clip` the sound of one text,
`timeline` where everything lies.
"""
