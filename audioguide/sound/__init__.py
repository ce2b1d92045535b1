"""Sound as samples: onset and trim, rates, loudness, limiter, and the programme's own sounds.

Takes and gives numpy float32 arrays of one channel at any rate; touches no file and knows nothing
of workouts. Each of its files is a door of its own: `tone_table` has lengths without numpy,
`samples` loads soxr only at the moment a rate changes.
"""
