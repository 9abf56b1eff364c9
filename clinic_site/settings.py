"""
Settings, read from the environment; safe by default.

What has no default must be given: the start-up stops and names it. `make run`
and `make test` write what they need to var/env on the first day. README.md
documents each variable.
"""

from contextlib import suppress
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from clinic_site.bucket.address import options_of

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env_file = Path(env.path("ENV_FILE", default=BASE_DIR / "var" / "env")())
with suppress(FileNotFoundError):  # one that may not be read, environ passes over in silence
    env_file.open().close()
environ.Env.read_env(env_file)


def require(name: str, rule: str, is_right: bool) -> None:
    """Stop the start-up where a variable is set and cannot serve; the value is not repeated."""
    if not is_right:
        raise ImproperlyConfigured(f"Set the {name} environment variable: {rule}.")


def is_address(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


# Where the site lives
SITE_URL = env.str("SITE_URL").rstrip("/")
require("SITE_URL", "it begins with https://", SITE_URL.startswith(("https://", "http://")))
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *env.list("ALLOWED_HOSTS", default=[])]
SECRET_KEY = env.str("SECRET_KEY")
require("SECRET_KEY", "50 characters or more, none of them $ at the start", len(SECRET_KEY) >= 50)
DEBUG = env.bool("DEBUG", default=False)
ADMIN_PATH = env.str("ADMIN_PATH", default="admin/").strip("/") + "/"

INSTALLED_APPS = [
    "modeltranslation",
    "clinic_site.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "adminsortable2",
    "django_prose_editor",
    "phonenumber_field",
    "reversion",
    "clinic_site.translating",
    "clinic_site.pictures",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "clinic_site.people",
    "clinic_site.practice",
    "clinic_site.contact",
    "clinic_site.editions",
    "clinic_site.backups",
    "clinic_site.alerts",
    "procedures",
]

MIDDLEWARE = [
    "clinic_site.logs.RequestNumber",
    "clinic_site.security_headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "clinic_site.editions.middleware.EditionMiddleware",
    "clinic_site.charsets.RefuseCharsets",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "clinic_site.people.sessions.SessionLimits",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "clinic_site.urls"
WSGI_APPLICATION = "clinic_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic_site.editions.context.content",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data
DATABASES = {"default": env.db("DATABASE_URL")}
require("DATABASE_URL", "it names a database", DATABASES["default"])
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # `mode=rw`: a file that is gone is not quietly replaced by an empty one.
    file = (BASE_DIR / DATABASES["default"]["NAME"]).as_uri()
    DATABASES["default"]["NAME"] = f"{file}?mode=rw"
    # An enquiry that was acknowledged must survive a power cut, and writers queue.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
# Nothing that counts is kept in one process: another one, on another machine, would not know it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The procedure's form holds all its parts: several thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Mail
vars().update(env.email("EMAIL_URL"))
EMAIL_FILE_PATH = BASE_DIR / vars()["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 10  # seconds; without it a silent server holds a worker for ever
CONTACT_EMAIL = env.str("CONTACT_EMAIL")
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL")
require("CONTACT_EMAIL", "an e-mail address", is_address(CONTACT_EMAIL))
require("FROM_EMAIL", "an e-mail address", is_address(DEFAULT_FROM_EMAIL))
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Who is told of a message that cannot be delivered (the SMTP envelope).
ENVELOPE_FROM = env.str("ENVELOPE_FROM", default=DEFAULT_FROM_EMAIL)
require("ENVELOPE_FROM", "an e-mail address", is_address(ENVELOPE_FROM))
# False: what the practice receives holds a link to the admin, and nothing of the visitor's.
NOTIFICATIONS_HOLD_TEXT = env.bool("NOTIFICATIONS_HOLD_TEXT", default=True)
# Whoever runs the site is told there what goes wrong; empty: nobody is.
ALERT_EMAIL = env.str("ALERT_EMAIL", default="")
require("ALERT_EMAIL", "an e-mail address", not ALERT_EMAIL or is_address(ALERT_EMAIL))
RETENTION_DAYS = env.int("RETENTION_DAYS", default=90)
require("RETENTION_DAYS", "1 or more", RETENTION_DAYS >= 1)
SENDER_HASH_HOURS = 24  # how long the form remembers, in a hash, where a message came from

# Languages
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
LANGUAGE_COOKIE_PATH = f"/{ADMIN_PATH}"  # staff choose; visitors have an address a language
TIME_ZONE = "Europe/Paris"
PHONENUMBER_DEFAULT_REGION = "FR"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Pictures; visitors are served the copies that editions keep, and never this folder.
MEDIA_ROOT = BASE_DIR / env.str("MEDIA_ROOT", default="var/media")
MEDIA_URL = "/media/"
BACKUPS_ROOT = BASE_DIR / env.str("BACKUPS_ROOT", default="var/backups")
# A public key: of age, or what gpg knows a key by, or a file with one. The private one stays away.
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", default="")
ARCHIVES_ROOT = BASE_DIR / env.str("ARCHIVES_ROOT", default="var/archives")
# Each machine unpacks the current edition here; the archives may lie in a bucket for all.
EDITIONS_ROOT = BASE_DIR / env.str("EDITIONS_ROOT", default="var/editions")
# False: no PDF leaflets are made, as where their system libraries are missing.
LEAFLETS = env.bool("LEAFLETS", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "editions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ARCHIVES_ROOT},
    },
    "staticfiles": {"BACKEND": "clinic_site.stylesheet.BundledStaticFilesStorage"},
}
# Its secret stands nowhere but in STORAGES, which Django hides on its pages for developers.
HAS_BUCKET = bool(env.str("BUCKET_URL", default=""))
if HAS_BUCKET:
    in_bucket = options_of(env.str("BUCKET_URL"))
    rule = "https://KEY:SECRET@host/name?region=…, what stands in KEY and SECRET percent-encoded"
    require("BUCKET_URL", f"{rule}; http only to a server on this machine", in_bucket is not None)
    require("BUCKET_URL", "`make .venv/bucket` installs what it needs", find_spec("storages"))
    for name, folder in {"default": "media", "editions": "editions"}.items():
        options = {**in_bucket, "location": folder}
        STORAGES[name] = {"BACKEND": "clinic_site.bucket.storage.Bucket", "OPTIONS": options}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Accounts
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "clinic_site.people.passwords.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# What is counted, and how often is too often: clinic_site/people/limits.py.
AXES_HANDLER = "clinic_site.people.limits.Limits"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Whoever goes on trying does not wait longer for it.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "clinic_site.people.limits.address_of"
AXES_LOCKOUT_CALLABLE = "clinic_site.people.limits.locked_out"
# Kept of an attempt: account, address and browser, for a day at most.
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Security
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
# Over https no other host of the domain, and no plain http, can set these (RFC 6265bis).
HOST, SECURE = ("__Host-", "__Secure-") if HTTPS else ("", "")
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST}sessionid", f"{HOST}csrftoken"
MESSAGE_COOKIE_NAME, LANGUAGE_COOKIE_NAME = f"{HOST}messages", f"{SECURE}language"
MESSAGE_STORAGE = "clinic_site.message_cookie.Messages"
SESSION_COOKIE_AGE = 12 * 3600  # at most; 30 minutes without use: clinic_site/people/sessions.py
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = 24 * 3600  # of visitors: no longer than it takes to write
CSRF_FAILURE_VIEW = "clinic_site.errors.csrf_failure"
# Ours does what these ask of Django's: clinic_site/security_headers.py.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002"]

# Logs hold no personal data of patients: no address, no query, no body. Of staff, "people" notes
# the names of accounts that log in, are refused or change.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
require("LOG_FORMAT", "plain or json", LOG_FORMAT in ("plain", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "clinic_site.logs.JsonFormatter"},
    },
    "filters": {"keys": {"()": "clinic_site.logs.HideDraftLinks"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["keys"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "ERROR"},  # "people" says it, and says less
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Typesetting a leaflet tells of every page and every table of a font.
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}

# Faults are told to Sentry too, without anything of a person: clinic_site/sentry.py.
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    from . import sentry

    is_address_of_sentry = sentry.begin(SENTRY_DSN)
    require("SENTRY_DSN", "as Sentry says it, https://KEY@HOST/NUMBER", is_address_of_sentry)
    LOGGING["handlers"]["sentry"] = sentry.HANDLER
    for logger in (LOGGING["root"], LOGGING["loggers"]["django"]):
        # First: the console's filter changes what it is given.
        logger["handlers"] = ["sentry", "console"]
