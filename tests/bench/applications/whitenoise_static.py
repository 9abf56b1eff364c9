"""The edition's folder as WhiteNoise serves any folder of static files."""

import os

from whitenoise import WhiteNoise


def not_found(environ, start_response):
    start_response("404 Not Found", [])
    return []


application = WhiteNoise(not_found, root=os.environ["BENCH_PAGES"], index_file=True)
