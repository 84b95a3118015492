"""Of django-allauth's pages, those a person needs here; it knows them by these names.

There is no sign-up, no e-mail and no password by e-mail: an administrator adds people
and lets them back in. The council's own identity provider has two addresses of ours.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from alongside.desk.access import provider_views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path(
        "sign-in/code/",
        login_not_required(second_factor.authenticate),
        name="mfa_authenticate",
    ),
    path("sign-in/provider/", provider_views.to_provider, name="to_provider"),
    path(
        "sign-in/provider/back/",
        provider_views.back_from_provider,
        name="back_from_provider",
    ),
    path("sign-out/", login_not_required(account.logout), name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "account/confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"
    ),
    path("account/second-factor/", second_factor.index, name="mfa_index"),
    path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path(
        "account/second-factor/app/remove/",
        totp.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path(
        "account/second-factor/codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
