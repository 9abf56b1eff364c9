"""
Every address of the admin, and what each role is answered there: docs/roles.md.

`python -m tests.roles` writes the file anew; a test compares it with what is so.
"""

import os
import sys
from pathlib import Path

from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

FILE = Path(__file__).resolve().parent.parent / "docs" / "roles.md"
ROLES = ["visitor", "nobody", "Editors", "Publishers", "Reception", "Owners", "superuser"]
WRITE = "WRITE_ROLES"

HEAD = """\
# Who may open what

Every address of the admin, with what it answers to a GET, by role: 200 opens, 302 leads elsewhere
(a visitor to the login), 403 is refused; 404 and 405 need more than a GET.
*nobody* is an account without a role. All but *visitor* have given their second factor. Written by
`python -m tests.roles`; a test compares it.

The rights are those of `clinic_site/people/roles.py`, and hold after each `migrate`.

"""


def admin_urls() -> dict[str, URLPattern]:
    """The named patterns of the admin, in order; of several with one name, the first."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            elif pattern.name:
                found.setdefault(pattern.name, pattern)

    walk(admin.site.get_urls())
    return found


def addresses(rows: dict[str, int], arguments: dict[str, list]) -> dict[str, str]:
    """Each name with an address: of the row in `rows` (by model), or made with `arguments`."""
    found = {}
    for name, pattern in admin_urls().items():
        args = arguments.get(name, [])
        if (not args and pattern.pattern.converters) or name == "auth_user_password_change":
            label = "_".join(name.split("_")[:2])
            args = args or [rows[label], 1][: len(pattern.pattern.converters) or 1]
        found[name] = reverse(f"admin:{name}", args=args)
    return found


def as_markdown(answers: dict[str, dict[str, int]]) -> str:
    """`answers`: by name of an address and by role, the status."""
    lines = [f"| address | {' | '.join(ROLES)} |", f"| --- |{' --- |' * len(ROLES)}"]
    for name, by_role in answers.items():
        lines.append(f"| `{name}` | {' | '.join(str(by_role[role]) for role in ROLES)} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    import pytest

    os.environ[WRITE] = "1"
    sys.exit(pytest.main(["-q", "tests/test_people_roles.py", "-k", "document"]))
