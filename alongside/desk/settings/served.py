"""What is served, to whom, and what the browser is told."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from alongside.desk.settings.this_desk import (
    BASE_DIR,
    DEBUG,
    HOME,
    listed,
    switched_on,
)

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}

# Away from this machine, only over HTTPS.
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
