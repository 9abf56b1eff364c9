"""What gunicorn reads by itself when it is started from this folder."""

import os
import shutil
import tempfile

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client, at its import in each worker


def on_starting(server):
    """
    Give all workers one new folder for their figures, in memory where systemd lends one.

    A worker that ends leaves its figures there: totals must not fall. No `child_exit`, which
    clears away gauges; ours are not kept but asked for.
    """
    folder = os.environ.get("RUNTIME_DIRECTORY")
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="figures-", dir=folder)


def on_exit(server):
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
