"""Every noun of the house, frozen and without behaviour, a file a stage.

`routine` is what the author wrote, `session` what is done when, `script` what is to be said,
`clip` the sound of one text, `timeline` where everything lies, `phrases` the wording.
"""
