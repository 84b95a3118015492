"""How people sign in: by password and second factor, or by the council's provider."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from alongside.desk.settings.served import PROXY
from alongside.desk.settings.this_desk import COUNCIL, listed

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
