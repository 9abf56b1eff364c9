"""
Write var/env, with what a first day needs, where there is none.

Run as `python -m clinic_site.first_day`, before Django: its settings read this
file. Nothing has to be typed; README.md says what to change for a real site.
"""

import os
import secrets
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"

ENVIRONMENT = """\
# Made on the first day; yours to change. README.md documents every variable.
SECRET_KEY={secret_key}
SITE_URL=http://127.0.0.1:8000
ALLOWED_HOSTS=127.0.0.1,localhost
DATABASE_URL=sqlite:///var/db.sqlite3
# Mail goes to files in var/mail until a server is named: smtp+tls://user:password@host:587
EMAIL_URL=filemail:///var/mail
CONTACT_EMAIL=practice@localhost
FROM_EMAIL=website@localhost
"""


def write_environment(folder: Path = VAR) -> bool:
    """Write `folder`/env, readable by its owner alone; False where it is there already."""
    folder.mkdir(exist_ok=True)
    (folder / "mail").mkdir(exist_ok=True)
    try:
        handle = os.open(folder / "env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(ENVIRONMENT.format(secret_key=secrets.token_urlsafe(50)))
    (folder / "db.sqlite3").touch()  # after this day, one that is gone is not made anew
    return True


if __name__ == "__main__" and write_environment():
    print("var/env was written: a secret key and the settings of a first day.")
