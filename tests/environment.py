"""
The environment of the tests, set before Django reads its settings.

Loaded by pytest's `-p`, so that a plain `python -m pytest` works. Set
DATABASE_URL to run the tests on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="clinic-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

os.environ.update(
    {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "SITE_URL": "https://clinic.example",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "EMAIL_URL": "memorymail://",
        "CONTACT_EMAIL": "practice@clinic.example",
        "FROM_EMAIL": "website@clinic.example",
        "ARCHIVES_ROOT": f"{FOLDER}/archives",
        "MEDIA_ROOT": f"{FOLDER}/media",
        "EDITIONS_ROOT": f"{FOLDER}/editions",
        "LEAFLETS": "false",  # the tests that publish need none
        # Playwright keeps an event loop in the thread that talks to the database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/unused.sqlite3")
