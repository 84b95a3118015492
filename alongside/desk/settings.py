"""The desk's settings. The environment is read here and nowhere else.

ALONGSIDE_HOME         folder for the database, keys and uploads (var/desk)
DATABASE_URL           where the desk's data are (SQLite in the home)
ALONGSIDE_HOSTS        names the desk is served under, by comma; naming any that is
                       not this machine turns HTTPS on everywhere
ALONGSIDE_PROXY        1 where a proxy in front sets X-Forwarded-Proto and -For
ALONGSIDE_SECRET_KEY   signs sessions; made once in the home where absent
ALONGSIDE_LINK_KEYS    sign tokens of surveys and links of polls, newest first, by comma;
                       made once as well
ALONGSIDE_ENCRYPTION_KEYS  seal what is kept, newest first, by comma; as above
ALONGSIDE_COUNCIL      the council's name, as the pages show it
ALONGSIDE_INVENTED     1 marks the invented council: every page says so
ALONGSIDE_EXPORTS_KEPT how many exports' files are kept, sealed, after they are applied (12)
ALONGSIDE_RECORDING_DAYS  working days within which what is marked done is to stand in
                       the case system; after them it comes back, flagged (5)
ALONGSIDE_SURVEY_LEAST how many of a group must have answered a survey for its answers
                       to be shown (5, and never fewer than 3)
ALONGSIDE_MAIL         the mail server, as smtp://name:password@host:587 (TLS is asked
                       for) or smtps://; without it messages are kept, to be read here
ALONGSIDE_MAIL_FROM    the address they come from
ALONGSIDE_DESK_NUMBER  the telephone number that people outside are told to ring
ALONGSIDE_NOTIFY_KEY   a key of GOV.UK Notify: texts and e-mails to people outside leave
                       by it; without it texts are kept, to be read here
ALONGSIDE_NOTIFY_TEXT  the id of Notify's template for texts, whose text is ((message))
ALONGSIDE_NOTIFY_EMAIL the id of the one for e-mails: ((subject)) and ((message))
ALONGSIDE_NOTIFY_URL   where Notify is, if it is not where it usually is
ALONGSIDE_MAILBOX      the mailbox that is collected, as
                       imaps://name:password@host/INBOX; imap:// on this machine only
ALONGSIDE_CALENDAR_HOSTS  machines within the council’s own network whose calendars may
                       be read, by comma; other calendars are read from the internet
ALONGSIDE_GRAPH_TENANT, ALONGSIDE_GRAPH_CLIENT, ALONGSIDE_GRAPH_SECRET  with what the
                       desk asks Microsoft 365 when people are busy
ALONGSIDE_GRAPH_URL, ALONGSIDE_GRAPH_SIGN_IN  where Microsoft 365 is, if not where it
                       usually is
ALONGSIDE_ADDRESS      how the desk is reached, as https://desk.council.example
ALONGSIDE_LOG          json writes the log as JSON, a line for each request answered;
                       otherwise it is lines for people, and requests are not told
ALONGSIDE_METRICS_TOKEN  with what Prometheus reads /metrics/ from another machine
ALONGSIDE_SIGN_IN_URL  the council's identity provider, as it names itself (its issuer);
                       people then sign in by it as well
ALONGSIDE_SIGN_IN_CLIENT, ALONGSIDE_SIGN_IN_SECRET  what it knows the desk by
ALONGSIDE_SIGN_IN_NAME what its button says (the council's name)
ALONGSIDE_SIGN_IN_STRONG  values of acr, by comma, that say a second factor was used there
ALONGSIDE_IDLE_MINUTES minutes without a page before a person is signed out (60)
ALONGSIDE_DEBUG        1 while developing only
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from alongside.desk import keys

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def switched_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    parts = os.environ.get(name, default).split(",")
    return [part.strip() for part in parts if part.strip()]


BASE_DIR = Path(__file__).resolve().parent
HOME = Path(os.environ.get("ALONGSIDE_HOME", "var/desk")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = switched_on("ALONGSIDE_DEBUG")
INVENTED = switched_on("ALONGSIDE_INVENTED")
COUNCIL = os.environ.get("ALONGSIDE_COUNCIL", "")

SURVEY_LEAST = max(3, int(os.environ.get("ALONGSIDE_SURVEY_LEAST", "5")))

SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY") or keys.kept(
    HOME / "secret.key", keys.new_secret
)
LINK_KEYS = listed("ALONGSIDE_LINK_KEYS") or [
    keys.kept(HOME / "links.key", keys.new_secret)
]
ENCRYPTION_KEYS = listed("ALONGSIDE_ENCRYPTION_KEYS") or [
    keys.kept(HOME / "encryption.key", keys.new_encryption_key)
]

# What is served, and to whom. Away from this machine, only over HTTPS.
ALLOWED_HOSTS = listed("ALONGSIDE_HOSTS", ",".join(sorted(LOOPBACK)))
HTTPS = not LOOPBACK.issuperset(ALLOWED_HOSTS)
PROXY = switched_on("ALONGSIDE_PROXY")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host.replace('.', '*.', 1) if host.startswith('.') else host}"
    for host in ALLOWED_HOSTS
    if host not in LOOPBACK
]
ROOT_URLCONF = "alongside.desk.urls"
WSGI_APPLICATION = "alongside.desk.wsgi.application"

INSTALLED_APPS = [
    "alongside.desk.access",
    "alongside.desk.decisions",
    "alongside.desk.workforce",
    "alongside.desk.learning",
    "alongside.desk.messages",
    "alongside.desk.people",
    "alongside.desk.casework",
    "alongside.desk.support",
    "alongside.desk.diary",
    "alongside.desk.contacts",
    "alongside.desk.quality",
    "alongside.desk.money",
    "alongside.desk.pilots",
    "alongside.desk.committee",
    "alongside.desk.api",
    "alongside.desk.keeping",
    "alongside.desk.upkeep",
    "alongside.desk.today",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "alongside.desk.upkeep.middleware.CountedAndLogged",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After the guard of forms: what is handed back while the records are away carries its token.
    "alongside.desk.access.sessions.StillHere",
    "alongside.desk.access.middleware.PrivatePages",
    "alongside.desk.access.middleware.SignInFirst",
    "alongside.desk.access.pace.Paced",
    "alongside.desk.access.once.OncePerPage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.desk.casework.rulebook.OneRulebook",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

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
                "alongside.desk.navigation.page",
                "alongside.desk.contacts.banner.page",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
                "alongside.desk.access.templatetags.marked_token",
                "alongside.desk.access.templatetags.permissions",
                "alongside.desk.access.templatetags.times",
                "alongside.desk.access.templatetags.ways",
            ],
        },
    }
]
FORM_RENDERER = "alongside.desk.forms.Renderer"

# Data.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'desk.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What it holds is in memory, or on a disk without heads: to read a row here and there
    # costs hardly more than to read them in turn, and an index is worth its use.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c random_page_cost=1.1"
    )
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that attempts counted by one process hold in all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Uploads stay in memory until they are sealed: none is on disk in the clear.
FILE_UPLOAD_HANDLERS = ["alongside.desk.casework.uploads.InMemoryOrNot"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 260 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Of how many exports applied the file and what was made of it are kept, sealed.
EXPORTS_KEPT = max(1, int(os.environ.get("ALONGSIDE_EXPORTS_KEPT", "12")))
# A week's work: by then an export a week has come, and could have shown it recorded.
RECORDING_DAYS = max(1, int(os.environ.get("ALONGSIDE_RECORDING_DAYS", "5")))

# Messages that leave by e-mail.
_MAIL = urlsplit(os.environ.get("ALONGSIDE_MAIL", ""))
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = map(
    unquote, (_MAIL.username or "", _MAIL.password or "")
)
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp" and f"{EMAIL_HOST}" not in LOOPBACK
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_MAIL_FROM", "alongside@localhost")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
# The mailbox that mails come in by.
MAILBOX = os.environ.get("ALONGSIDE_MAILBOX", "")
# Messages to people outside: the number they are told to ring (the invented one is kept
# for plays by Ofcom), and GOV.UK Notify.
DESK_NUMBER = os.environ.get("ALONGSIDE_DESK_NUMBER") or (
    "01632 960100" if INVENTED else ""
)
NOTIFY_KEY = os.environ.get("ALONGSIDE_NOTIFY_KEY", "")
NOTIFY_TEXT = os.environ.get("ALONGSIDE_NOTIFY_TEXT", "")
NOTIFY_EMAIL = os.environ.get("ALONGSIDE_NOTIFY_EMAIL", "")
NOTIFY_URL = os.environ.get("ALONGSIDE_NOTIFY_URL") or (
    "https://api.notifications.service.gov.uk"
)
CALENDAR_HOSTS = {name.lower() for name in listed("ALONGSIDE_CALENDAR_HOSTS")}
GRAPH_TENANT = os.environ.get("ALONGSIDE_GRAPH_TENANT", "")
GRAPH_CLIENT = os.environ.get("ALONGSIDE_GRAPH_CLIENT", "")
GRAPH_SECRET = os.environ.get("ALONGSIDE_GRAPH_SECRET", "")
GRAPH_URL = os.environ.get(
    "ALONGSIDE_GRAPH_URL", "https://graph.microsoft.com/v1.0"
).rstrip("/")
GRAPH_SIGN_IN = os.environ.get(
    "ALONGSIDE_GRAPH_SIGN_IN", "https://login.microsoftonline.com"
).rstrip("/")
METRICS_TOKEN = os.environ.get("ALONGSIDE_METRICS_TOKEN", "")
COUNTS = HOME / "counts"  # of requests, a file of each process
ADDRESS = os.environ.get("ALONGSIDE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

# Static files.
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Language and time.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# Signing in.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "alongside.desk.access.backends.ClosedForAWhile",
    "alongside.desk.access.backends.Backend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        (
            "UserAttributeSimilarityValidator",
            {"user_attributes": ["username", "full_name"]},
        ),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "alongside.desk.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Wrong passwords are counted by axes, for each sign-in name; wrong codes by allauth,
# in the cache; and one address may try so often a minute, whatever the names.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/900s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(PROXY)
ACCOUNT_FORMS = {
    "login": "alongside.desk.access.forms.SignInForm",
    "reauthenticate": "alongside.desk.access.forms.ConfirmPasswordForm",
    "change_password": "alongside.desk.access.forms.ChangePasswordForm",
}
# By the council's own identity provider, where it is said which.
SIGN_IN_URL = os.environ.get("ALONGSIDE_SIGN_IN_URL", "")
SIGN_IN_CLIENT = os.environ.get("ALONGSIDE_SIGN_IN_CLIENT", "")
SIGN_IN_SECRET = os.environ.get("ALONGSIDE_SIGN_IN_SECRET", "")
SIGN_IN_NAME = os.environ.get("ALONGSIDE_SIGN_IN_NAME") or COUNCIL or "your council"
SIGN_IN_STRONG = listed("ALONGSIDE_SIGN_IN_STRONG")
if SIGN_IN_URL and not (SIGN_IN_CLIENT and SIGN_IN_SECRET):
    raise ImproperlyConfigured(
        "Set ALONGSIDE_SIGN_IN_CLIENT and ALONGSIDE_SIGN_IN_SECRET beside "
        "ALONGSIDE_SIGN_IN_URL: the provider gave both out for this desk."
    )
SOCIALACCOUNT_ADAPTER = "alongside.desk.access.provider_adapter.ProviderAdapter"
MFA_ADAPTER = "alongside.desk.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alongside"
MFA_FORMS = {
    "authenticate": "alongside.desk.access.forms.SecondFactorForm",
    "reauthenticate": "alongside.desk.access.forms.ConfirmCodeForm",
    "activate_totp": "alongside.desk.access.forms.ActivateTOTPForm",
}
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "alongside.desk.access.backends.counted_as"
# A whole council may share one address: locking that would lock everybody out.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login"]
# A function that says whether real records are held: if so, nobody invented signs in.
REAL_DATA_PRESENT = "alongside.desk.casework.actions.real_records_held"

# Sessions end after this long without a page, and with the browser.
SESSION_COOKIE_AGE = int(os.environ.get("ALONGSIDE_IDLE_MINUTES", "60")) * 60
SESSION_ENGINE = "alongside.desk.access.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "alongside_session"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.desk.access.answers.stale_form"

# What the browser is told.
SECURE_SSL_REDIRECT = HTTPS
# What machines ask of this one: they name no person, and ask without TLS.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)/$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# To the console, and nothing about a person: no address is logged with its query, of
# an exception its kind alone, and refused sign-ins are in the audit trail, not here.
LOG_AS_JSON = os.environ.get("ALONGSIDE_LOG", "") == "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "alongside.desk.upkeep.log_lines.Line",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "alongside.desk.upkeep.log_lines.JsonLine"},
    },
    "filters": {"hide_secret": {"()": "alongside.desk.access.hide_secret.HideSecret"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_AS_JSON else "line",
            "filters": ["hide_secret"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # What somebody was refused is in the audit trail too, and needs no traceback.
        "django.request": {"level": "ERROR"},
        "alongside.requests": {"level": "INFO" if LOG_AS_JSON else "WARNING"},
        "axes": {"level": "CRITICAL"},
        # Its warnings hold whole addresses, and a calendar’s address opens it.
        "urllib3": {"level": "ERROR"},
    },
}
