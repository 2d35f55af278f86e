"""One settings file for every place: values come from the environment and are safe when it is empty."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.contrib.messages import constants as message_levels

from award.database import database

BASE = Path(__file__).resolve().parent.parent
VAR = BASE / "var"
env = environ.Env()

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")  # Django refuses to sign anything while it is empty
SITE_ORIGIN = env.str("SITE_ORIGIN", "http://127.0.0.1:8000").rstrip("/")
HTTPS = SITE_ORIGIN.startswith("https:")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_ORIGIN).hostname])
KEY_DIR = Path(env.str("KEY_DIR", str(VAR / "keys")))
BACKUP_DIR = env.str("BACKUP_DIR", "")  # where backups are written or taken from: checked not to hold KEY_DIR
TEST_INSTALLATION = env.bool("TEST_INSTALLATION", False)  # the demo says on every survey that it is one

INSTALLED_APPS = [
    "award",
    "nominations",
    "surveys",
    "jury",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tasks",
    "django_tasks_db",
    "altcha_django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "award.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "award.measure.MeasureMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "award.urls"
WSGI_APPLICATION = "award.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "award.desks.context.house",
            ],
        },
    },
    {  # plain-text mails: nothing to escape, and no request in sight
        "NAME": "mail",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates" / "mail"],
        "OPTIONS": {"autoescape": False},
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# ---- database -------------------------------------------------------------------------------------------------------

DATABASES = {"default": database(env.str("DATABASE_URL", "") or f"sqlite:///{VAR / 'award.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASE["TEST"] = {"NAME": VAR / "test.sqlite3"}
else:
    DATABASE["OPTIONS"] = {
        **DATABASE.get("OPTIONS", {}),  # of the address: ?sslmode=verify-full
        "server_side_binding": True,  # answers never stand as literals in the server's log
        "pool": {"min_size": 1, "max_size": 4, "timeout": 10},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.str("REDIS_URL")}
        if env.str("REDIS_URL", "")
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# ---- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "award.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "award:front"
ACCOUNT_ADAPTER = "award.accounts.adapter.SeatsOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)  # how many of ours add to X-Forwarded-For

# ---- sums instead of riddles, on days on which machines nominate ----------------------------------------------------

ALTCHA_HMAC_SECRET = sha256(b"proof of work" + SECRET_KEY.encode()).hexdigest()
ALTCHA_CHALLENGE = {"expires_seconds": 3600}  # people write long
ALTCHA_WIDGET_CHALLENGE_MODE = "inline"
ALTCHA_WIDGET_I18N = True
ALTCHA_WIDGET_DEFAULTS = {"type": "checkbox", "auto": "onfocus"}  # done while people write, without a click
ALTCHA_WIDGET_CONFIGURATION = {"hideFooter": True, "hideLogo": True}

# ---- languages and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nb", "Norsk"), ("da", "Dansk")]
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = "award.formats"  # dates as people write them
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# ---- static files ---------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "award.bootstrap.BootstrapFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# ---- mail -----------------------------------------------------------------------------------------------------------

vars().update(env.email("EMAIL_URL", "smtp://localhost:25"))
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs must not hold a run of letters, or a page, for ever
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", f"award@{urlsplit(SITE_ORIGIN).hostname}")

# ---- work outside a request -----------------------------------------------------------------------------------------

# Without a worker pages send mails themselves, for some seconds each; with one `manage.py worker` runs beside gunicorn.
BACKGROUND_WORKER = env.bool("BACKGROUND_WORKER", False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if BACKGROUND_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# ---- doors and headers ----------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin"  # a ticket in a path never travels in a Referer
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
CSRF_COOKIE_AGE = None  # gone with the browser window: a nominator keeps nothing
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "award.desks.errors.csrf_failure"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # subdomains and preload lists: not ours to decide
    "altcha.W001",  # a cache of one process; `doctor` asks for REDIS_URL where it matters
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "info"}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # forms of people with a seat; strangers send less, see award.measure
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # no file touches a disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 51 * 1024 * 1024  # of people with a seat
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# ---- logs -----------------------------------------------------------------------------------------------------------

# No handler mails or keeps a request, and every one is discreet: an error report must never carry an answer or an
# address. `django.server` is the server of `make run` alone; its lines repeat addresses as they were asked for.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "award.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
