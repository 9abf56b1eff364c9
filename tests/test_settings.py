"""What the environment must give, and what the settings make of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "".join(chr(33 + number) for number in range(90)),
    "SITE_URL": "https://clinic.example",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
    "EMAIL_URL": "smtp+tls://user:password@mail.clinic.example:587",
    "CONTACT_EMAIL": "practice@clinic.example",
    "FROM_EMAIL": "website@clinic.example",
}
REQUIRED = [name for name in PRODUCTION if name != "ENV_FILE"]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """`manage.py` in a process of its own, with this environment and no other."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def variables() -> list[str]:
    """The names that the settings read, each once."""
    source = (ROOT / "clinic_site" / "settings.py").read_text()
    return sorted(set(re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', source)))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_stops_the_start_and_is_named(name):
    rest = {other: value for other, value in PRODUCTION.items() if other != name}

    result = manage("check", **rest)

    assert result.returncode != 0
    assert result.stderr.strip().splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set the {name} environment variable"
    )


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("ENVELOPE_FROM", "bounces", "an e-mail address"),
        ("ENVELOPE_FROM", "Practice <bounces@clinic.example>", "an e-mail address"),
        ("ALERT_EMAIL", "operator", "an e-mail address"),
        ("RETENTION_DAYS", "0", "1 or more"),
    ],
)
def test_a_value_that_cannot_serve_stops_the_start_and_is_not_repeated(name, value, rule):
    result = manage("check", **PRODUCTION, **{name: value})

    assert result.returncode != 0
    assert result.stderr.strip().splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: Set the {name} environment variable: {rule}."
    )


def test_a_file_of_settings_that_cannot_be_read_stops_the_start_and_is_named(tmp_path):
    """Instead of the first variable that would have stood in it."""
    result = manage("check", **PRODUCTION | {"ENV_FILE": str(tmp_path)})

    assert result.returncode != 0
    assert result.stderr.strip().splitlines()[-1].endswith(f"Is a directory: '{tmp_path}'")


def test_nothing_else_is_required_and_production_has_no_warning():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (result.stdout, result.stderr, result.returncode) == (
        "System check identified no issues (2 silenced).\n",
        "",
        0,
    )


def test_plain_http_is_for_development_and_the_deployment_check_says_so():
    site = {**PRODUCTION, "SITE_URL": "http://localhost:8000"}

    result = manage("check", "--deploy", "--fail-level", "WARNING", **site)

    assert result.returncode == 1
    assert sorted(re.findall(r"security\.W\d+", result.stderr)) == [
        "security.W012",  # session cookie
        "security.W016",  # CSRF cookie
    ]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("DEBUG", "False"),
        ("ALLOWED_HOSTS", "['clinic.example']"),
        ("ALERT_EMAIL", ""),
        ("EMAIL_TIMEOUT", "10"),
        ("RETENTION_DAYS", "90"),
        ("SENDER_HASH_HOURS", "24"),
        ("ENVELOPE_FROM", "website@clinic.example"),
        ("NOTIFICATIONS_HOLD_TEXT", "True"),
        ("BEHIND_PROXY", "False"),
        ("DATABASES['default']['OPTIONS']['transaction_mode']", "IMMEDIATE"),
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("EMAIL_USE_TLS", "True"),
        ("CSRF_COOKIE_SECURE", "True"),
        ("SESSION_COOKIE_SECURE", "True"),
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("MESSAGE_COOKIE_NAME", "__Host-messages"),
        ("LANGUAGE_COOKIE_NAME", "__Secure-language"),
    ],
)
def test_the_settings_are_safe_by_default(expression, value):
    code = f"from clinic_site import settings; print(settings.{expression})"

    result = manage("shell", "--no-imports", "--command", code, **PRODUCTION)

    assert (result.stdout, result.stderr) == (f"{value}\n", "")


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_a_host_cookie_is_for_all_paths_of_this_host_alone(cookie):
    """What browsers demand of the name (RFC 6265bis, 4.1.3.2); else they drop the cookie."""
    names = ["SECURE", "PATH", "DOMAIN"]
    values = ", ".join(f"settings.{cookie}_COOKIE_{name}" for name in names)
    code = f"from django.conf import settings; print({values})"

    result = manage("shell", "--no-imports", "--command", code, **PRODUCTION)

    assert (result.stdout, result.stderr) == ("True / None\n", "")


def test_the_parser_finds_the_variables():
    assert set(REQUIRED) < set(variables())


@pytest.mark.parametrize("name", variables())
def test_the_readme_documents_each_variable_once(name):
    readme = (ROOT / "README.md").read_text()

    assert readme.count(f"\n| `{name}` |") == 1
