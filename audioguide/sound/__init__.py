"""Sound as samples: onset and trim, rates, loudness, limiter, and the programme's own sounds.

Takes and gives numpy float32 arrays of one channel at any rate, and knows nothing of workouts.
Touches nothing; only `ffmpeg` looks for a program on the PATH. Import each file of it by itself:
`tone_table` and `gating` load no numpy, `samples` loads soxr only when a rate changes.
"""
