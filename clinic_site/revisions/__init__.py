"""
Every change to content as a revision of django-reversion: who, when, what; and back again.

A revision holds the rows that a change touched, not all that hang together:
the state at a revision is the newest version of each row up to it. A row that
was deleted has a version of the format "gone", which holds its last state.
"""
