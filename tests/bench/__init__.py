"""
Measures the site's speed and prints a table: `make bench`, or `python -m tests.bench serving`.

Speeds are ratios between servers that were measured in the same run, on the same
machine, by turns. What runs inside Django lies in `inside`, and the servers that
the site is compared with in `applications`.
"""
