"""
One node under load, through the shipped nginx and gunicorn: `make load`, half an hour.

`make bench` runs a shortened version and says so. The last thing printed are the tables of
docs/scale.md. Visitors are ours, not wrk's, wherever Django answers: each has an address
of its own (127.1.0.1, 127.1.0.2, …), as in life; from a single one nginx would refuse them.
"""
