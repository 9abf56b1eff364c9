"""Returns what is in its memory, whatever it is asked for."""

import json
import os
from pathlib import Path

answer = json.loads(Path(os.environ["BENCH_ANSWER"]).read_text())
headers = [tuple(header) for header in answer["headers"]]
body = answer["body"].encode("latin-1")


def application(environ, start_response):
    start_response("200 OK", headers)
    return [body]
