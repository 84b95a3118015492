from __future__ import annotations

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms

from alongside.desk.access.audit import record_read
from alongside.desk.access.models import Role, User
from alongside.desk.access.roles import PROGRAM
from alongside.desk.access.trail import about_child, child_named
from alongside.desk.forms import DateField, Filters, Form, ModelForm, Sentences


class RoleRadios(forms.RadioSelect):
    """Each role with what it is for beneath."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["about"] = value.instance.about
        return option


class RoleField(forms.ModelChoiceField):
    widget = RoleRadios

    def __init__(self):
        super().__init__(Role.objects.exclude(code=PROGRAM), empty_label=None)


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


class AuditFilterForm(Filters):
    """Which lines of the trail to show. A child found by their id is in `child_found`."""

    child = forms.CharField(
        label="Child’s id in the case system", required=False, max_length=60
    )
    person = forms.ModelChoiceField(
        User.objects.by_name(), required=False, empty_label="Anybody"
    )
    action = forms.ChoiceField(label="Kind of action", required=False)
    first = DateField(label="From day", required=False)
    last = DateField(label="To day", required=False)

    def __init__(self, *args, actions, reader, **kwargs):
        self.actions, self.reader, self.child_found = actions, reader, None
        super().__init__(*args, **kwargs)

    def clean_child(self):
        case_id = self.cleaned_data["child"]
        self.child_found = child_named(self.reader, case_id) if case_id else None
        if case_id and not self.child_found:
            raise forms.ValidationError(
                f"No child that you can be told of has the id {case_id}. Check it."
            )
        return case_id

    def clean(self):
        asked = super().clean()
        if asked.get("first") and asked.get("last") and asked["last"] < asked["first"]:
            self.add_error("last", "The last day must be the first one, or after it")
        return asked

    def chosen(self, entries):
        """Return the lines that fit; a choice that makes no sense fits nothing."""
        if not self.is_valid():
            return entries.none()
        asked = {k: value for k, value in self.cleaned_data.items() if k != "child"}
        found = entries.chosen(**asked)
        return (
            found.filter(about_child(self.child_found)) if self.child_found else found
        )

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


class CodeOnRecord:
    """A code that was refused is in the audit trail; the code itself is not."""

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError:
            why = "wrong code"
            record_read(by=None, action="refuse sign-in", subject=self.user, why=why)
            raise


class SecondFactorForm(CodeOnRecord, Sentences, second_factor.AuthenticateForm):
    def prepare(self):
        _code(self, "The 6 figures in your app, or one of your recovery codes.")


class ConfirmCodeForm(CodeOnRecord, Sentences, second_factor.ReauthenticateForm):
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
