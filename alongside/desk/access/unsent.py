"""What was sent when a sign-in had run out: kept, sealed, until the person is back."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature, Signer
from django.urls import resolve

from alongside.desk.access.sealing import seal, unseal
from alongside.desk.access.trail import TELLS

KEPT = "unsent"
MARK = "made_for"  # the field that says for whom a page with this form was made
CARRIED = {"send_key", "seen", MARK}  # by the page itself, and written by nobody
MOST = 100_000  # letters: more than all the notes of a page
OUR_VIEWS = "alongside.desk."  # a password is asked for by allauth's, and is not kept


FORMS: dict[str, type] = {}


def is_written(name: str, value: str) -> bool:
    """Whether a field of what was sent holds somebody's words: no key and no number."""
    return name not in CARRIED and bool(value.strip()) and not value.strip().isdecimal()


class Unsent(NamedTuple):
    """A form as it was sent: the address, each field with its values, and by whom."""

    address: str
    fields: list[tuple[str, list[str]]]
    by: str

    @property
    def inputs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.fields for value in values]

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was written in words, as its form names it: no keys and no numbers."""
        form = FORMS[self._of]() if self._of in FORMS else None
        return [
            _in_words(form, name, value)
            for name, value in self.inputs
            if is_written(name, value)
        ]

    def about(self, reader) -> list[str]:
        """What it was said of, as the audit trail names it to this reader: no names."""
        if self._of not in TELLS:
            return []
        keys = {str(key) for key in (resolve(self._path).kwargs.get("pk"),) if key}
        keys |= set(dict(self.fields).get(self._of.split(".")[1].lower(), []))
        told = TELLS[self._of](reader, {key for key in keys if key.isdecimal()})
        return sorted(told.values())

    @property
    def goes_on_at(self) -> str:
        """The page on which to go on with it, where there is one beside sending it."""
        return getattr(resolve(self._path).func, "goes_on_at", "")

    @property
    def _path(self) -> str:
        return self.address.partition("?")[0]

    @property
    def _of(self) -> str:
        """The kind of row that the address is about, as in `casework.Due`."""
        return getattr(resolve(self._path).func, "about", "")


def asks_about(label: str):
    """Name the form in which something is said of rows of a kind."""
    return lambda form: FORMS.setdefault(label, form)


def never_kept(view):
    """Let nothing that is sent to this page be kept: who sends it is not to be known."""
    view.never_kept = True
    return view


def goes_on_at(name: str):
    """Name the page on which somebody goes on with what was sent to this one."""

    def mark(view):
        view.goes_on_at = name
        return view

    return mark


def is_never_kept(view) -> bool:
    return getattr(view, "never_kept", False)


def keep(request) -> bool:
    """Keep a form that could not be taken; return whether it can be sent again.

    A file is not kept, nor what was sent to a page that asks for a password, nor what
    nobody knows to have written: the next to sign in would be shown it.
    """
    match = request.resolver_match
    if is_never_kept(match.func):
        return False
    if request.method != "POST" or not match.func.__module__.startswith(OUR_VIEWS):
        return False
    fields = [
        (name, values)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", MARK)
    ]
    whose = _whose(request)
    text = json.dumps([request.get_full_path(), fields, whose])
    if whose is None or request.FILES or len(text) > MOST:
        return False
    request.session[KEPT] = seal(text.encode()).decode()
    return True


def kept(request) -> Unsent | None:
    """Return what this person sent; nothing of what somebody else did."""
    sealed = request.session.get(KEPT)
    found = Unsent(*json.loads(unseal(sealed.encode()))) if sealed else None
    if found and found.by != str(request.user.pk):
        del request.session[KEPT]
        return None
    return found


def let_go(request) -> None:
    """Keep what was sent no longer: it stands elsewhere."""
    del request.session[KEPT]


def from_our_own_page(request) -> bool:
    """Whether the browser says that the form stood on a page of this desk."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def mark_for(user) -> str:
    """Return what a form carries to say for whom its page was made: signed, no name."""
    return Signer(salt=MARK).sign(str(user.pk))


def _whose(request) -> str | None:
    """The key of whoever wrote a form, or None where that cannot be told.

    The page says for whom it was made. Another may have signed in since, in the same
    browser, and is not who wrote it.
    """
    if MARK in request.POST:
        return _made_for(request)
    return _signed_in(request)


def _made_for(request) -> str | None:
    try:
        marked = Signer(salt=MARK).unsign(request.POST[MARK])
    except BadSignature:
        return None
    return marked if _signed_in(request) in (None, marked) else None


def _signed_in(request) -> str | None:
    """The key of whoever is signed in, or was when the session ran out."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(pk=cookie).first()
    return ended.get_decoded().get(SESSION_KEY) if ended else None


def _in_words(form, name: str, value: str) -> tuple[str, str]:
    """A field and its value as the form puts them, or as they are sent."""
    field = form.fields.get(name) if form else None
    label = (
        field.label if field and field.label else name.replace("_", " ").capitalize()
    )
    return label, str(dict(getattr(field, "choices", ())).get(value, value))
