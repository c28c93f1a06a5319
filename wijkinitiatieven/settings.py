"""Settings, from the environment. An unsafe value stops the start with a sentence."""

import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP

from wijkinitiatieven.mailing import LOCAL_MAIL, mailer, sender, site_url

BASE_DIR = Path(__file__).resolve().parent.parent


def _switch(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "nee"}:
        return default if value == "" else False
    if value in {"1", "yes", "true", "ja"}:
        return True
    raise ImproperlyConfigured(f"{name} is 1 of 0, niet '{value}'.")


DEMO = _switch("DEMO")
DEBUG = _switch("DEBUG")
TESTING = "pytest" in sys.modules
_SAFE = DEMO or DEBUG or TESTING
_LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()
] or _LOCAL_HOSTS
_LOCAL_ONLY = ALLOWED_HOSTS == _LOCAL_HOSTS
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS mag geen '*' bevatten: noem de namen van de site.")
if (DEBUG or DEMO) and not _LOCAL_ONLY:
    raise ImproperlyConfigured(
        "DEBUG en DEMO mogen alleen op deze computer zelf: laat ALLOWED_HOSTS dan leeg."
    )


def _secret_key() -> str:
    key = os.environ.get("SECRET_KEY", "")
    if len(key) >= 50 and len(set(key)) >= 5:
        return key
    if key:
        raise ImproperlyConfigured("SECRET_KEY is te kort: geef minstens 50 willekeurige tekens.")
    if not _LOCAL_ONLY:
        raise ImproperlyConfigured("SECRET_KEY ontbreekt: geef minstens 50 willekeurige tekens.")
    return _local_secret_key()


def _local_secret_key() -> str:
    """Without one in the environment: a random key kept beside the embedded database."""
    path = BASE_DIR / "data" / "secret_key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(get_random_secret_key())
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "audit",
    "lists",
    "areas",
    "accounts",
    "lessons",
    "initiatives",
    "savedviews",
    "funding",
    "facilitation",
    "upkeep",
    "administration",
    "dashboards",
    "reminders",
    "reports",
    "demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkinitiatieven.compression.CompressPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.MembershipMiddleware",
    "initiatives.middleware.MergedMiddleware",
]
ROOT_URLCONF = "wijkinitiatieven.urls"
WSGI_APPLICATION = "wijkinitiatieven.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.membership",
                "savedviews.context.save_view",
            ],
        },
    }
]

_DATABASE_URL = (
    os.environ.get("DATABASE_URL", "")
    or f"sqlite:///{BASE_DIR / 'data' / 'wijkinitiatieven.sqlite3'}"
)
_database: dict[str, Any] = dict(
    dj_database_url.parse(_DATABASE_URL, conn_max_age=60, conn_health_checks=True)
)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: IMMEDIATE makes read-then-write safe under concurrency, FULL keeps what is acknowledged.
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    Path(str(_database["NAME"])).parent.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "accounts.passwords.MinimumLength",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
if TESTING:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
    }

# Long work waits in the database for `manage.py db_worker`; in tests it is done at once.
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend"
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["wijkinitiatieven.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "wijkinitiatieven.staticfinders.PlotlyFinder",
    "wijkinitiatieven.staticfinders.SheetFinder",
]
# Half the work when collecting: compressing plotly.js twice takes 28 seconds instead of 14.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    # The hash is that of the empty string: plotly adds empty style elements.
    "style-src": [CSP.SELF, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# A form that is out of date after logging in elsewhere keeps what was typed.
CSRF_FAILURE_VIEW = "initiatives.views.drafts.rescue"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
# On this computer itself there is no certificate; anywhere else everything goes over HTTPS.
_HTTPS = not _SAFE and not _LOCAL_ONLY
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]

# Where links in e-mails lead, and how e-mail leaves.
SITE_URL = site_url(
    os.environ.get("SITE_URL", ""), ALLOWED_HOSTS, _LOCAL_ONLY, os.environ.get("PORT", "8000")
)
MAILERS = {
    "default": mailer(os.environ.get("MAIL_URL", "") or ("console:" if _LOCAL_ONLY else LOCAL_MAIL))
}
SERVER_EMAIL = DEFAULT_FROM_EMAIL = sender(os.environ.get("MAIL_FROM", ""), SITE_URL)

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["wijkinitiatieven.uploads.CappedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

DJANGO_TABLES2_TEMPLATE = "components/table.html"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
