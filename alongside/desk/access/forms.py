from __future__ import annotations

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms

from alongside.desk.access.models import Role, User
from alongside.desk.forms import DateField, Form, ModelForm, Sentences


class RoleRadios(forms.RadioSelect):
    """Each role with what it is for beneath."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["about"] = value.instance.about
        return option


class RoleField(forms.ModelChoiceField):
    widget = RoleRadios

    def __init__(self):
        super().__init__(Role.objects.all(), empty_label=None)


class PersonForm(ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "username", "role"]
        help_texts = {"username": "People sign in with this. Most use their e-mail."}

    role = RoleField()

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()


class RoleForm(Form):
    role = RoleField()


class AuditFilterForm(Form):
    """Which lines of the trail to show."""

    says_optional = False
    person = forms.ModelChoiceField(
        User.objects.by_name(), required=False, empty_label="Anybody"
    )
    action = forms.ChoiceField(required=False)
    day = DateField(required=False)

    def __init__(self, *args, actions, **kwargs):
        self.actions = actions
        super().__init__(*args, **kwargs)

    def prepare(self):
        named = [(action, action.capitalize()) for action in self.actions]
        self.fields["action"].choices = [("", "Anything"), *named]


class SignInForm(Sentences, account.LoginForm):
    def prepare(self):
        self.fields["login"].label = "E-mail address or sign-in name"
        self.fields["password"].help_text = ""
        _plain(self)

    def clean_login(self):
        """In lower case, so that no spelling of a name has attempts of its own."""
        return super().clean_login().lower()


class ConfirmPasswordForm(Sentences, account.ReauthenticateForm):
    def prepare(self):
        _plain(self)


class ChangePasswordForm(Sentences, account.ChangePasswordForm):
    def prepare(self):
        labels = ("Your password now", "New password", "New password again")
        for field, label in zip(self.fields.values(), labels, strict=True):
            field.label = label
        self.fields[
            "password1"
        ].help_text = "At least 12 characters. Three words do well."
        _plain(self)


class SecondFactorForm(Sentences, second_factor.AuthenticateForm):
    def prepare(self):
        _code(self, "The 6 figures in your app, or one of your recovery codes.")


class ConfirmCodeForm(Sentences, second_factor.ReauthenticateForm):
    def prepare(self):
        _code(self, "The 6 figures in your app, or one of your recovery codes.")


class ActivateTOTPForm(Sentences, totp.ActivateTOTPForm):
    def prepare(self):
        _code(self, "The 6 figures your app shows for Alongside.")


def _code(form, hint: str) -> None:
    field = form.fields["code"]
    field.label, field.help_text = "Code", hint
    field.error_messages["required"] = "Enter the code"
    field.widget.attrs.update({"inputmode": "numeric", "class": "short"})
    _plain(form)


def _plain(form) -> None:
    """A hint is under its label, not inside the box where it vanishes."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
