"""
The environment of the tests, set before Django reads its settings.

Loaded by pytest's `-p`, so that a plain `python -m pytest` works. Set
DATABASE_URL to run the tests on PostgreSQL.
"""

import os
import tempfile

os.environ.update(
    {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "SITE_URL": "https://clinic.example",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "EMAIL_URL": "memorymail://",
        "CONTACT_EMAIL": "practice@clinic.example",
        "FROM_EMAIL": "website@clinic.example",
        # Playwright keeps an event loop in the thread that talks to the database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/unused.sqlite3")
