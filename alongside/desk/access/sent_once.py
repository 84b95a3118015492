"""A form that adds something adds it once, however often it is sent.

The page of such a form carries a key that was drawn when it was made. The action notes
the key in its own transaction: a form that is refused can be sent again, and of two that
come at one moment the second waits for the first. A browser that goes back may fetch the
page anew, with another key and what was typed: so the same of one person is asked about.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID, uuid4, uuid5

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alongside.desk.access.models import SentForm, User
from alongside.desk.access.trail import TELLS
from alongside.desk.said import moment_said

KEY = "send_key"  # the field that carries it


class SentAlready(ValidationError):
    """Added before, as it is or otherwise. Sent again with this key, it is added."""

    def __init__(self, message: str, key: UUID):
        self.key = key
        super().__init__(message)


class SentTheSame(SentAlready):
    """The same stands already: since when, and what it is."""

    def __init__(self, at: datetime, words: str, key: UUID):
        self.at, self.words = at, words
        super().__init__(
            f"You sent the same before, on {moment_said(at)}, and it stands: {words}. "
            "Nothing was added again. If this is another like it, send it again.",
            key,
        )


class SentOnce(forms.Form):
    """For a form whose action is done `once`. `sent_already` says why it was not."""

    sent_already: SentAlready | None = None

    send_key = forms.UUIDField(
        required=False,
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Open this page anew, and enter it again"},
    )

    def add_error(self, field, error):
        """Give the page the key with which what it now holds can be added."""
        if isinstance(error, SentAlready):
            self.sent_already = error
            self.data = self.data.copy()
            self.data[KEY] = str(error.key)
        super().add_error(field, error)


def once(action: Callable[..., models.Model]):
    """Do an action that adds a row once for each `send_key`; without one, each time.

    What is sent again is not done: the row that was made before comes back, saying so in
    `sent_before`. Raises a `ValidationError` where that row is gone, where another person
    sent it, and `SentAlready` where something else is sent with the same key, or the same
    with another, until it is sent again. `sent` is what was typed, where the values are
    reckoned from it and the clock: it tells one sending from another in their place.
    """

    @wraps(action)
    @transaction.atomic
    def done(
        *,
        by: User,
        send_key: UUID | None = None,
        sent: dict[str, str] | None = None,
        **values,
    ):
        if send_key is None:
            return action(by=by, **values)
        what = _fingerprint(action, values if sent is None else sent)
        given = {"by": by, "at": timezone.now(), "what": what}
        form, is_new = SentForm.objects.get_or_create(key=send_key, defaults=given)
        if not is_new:
            return _made_before(form, what, by)
        _refuse_the_same(form)
        made = action(by=by, **values)
        form.made_type, form.made_key = made._meta.label, str(made.pk)
        form.save(update_fields=["made_type", "made_key"])
        return made

    return done


def tell(request, made: models.Model, done: str) -> None:
    """Tell a person on their next page what was done, or that it had been before."""
    if before := getattr(made, "sent_before", ""):
        messages.info(request, before)
    else:
        messages.success(request, done)


def _made_before(sent: SentForm, what: str, by: User) -> models.Model:
    if sent.by != by:
        raise ValidationError(
            "This was sent by somebody else. Open the page anew, and enter it again."
        )
    at, made = f"on {moment_said(sent.at)}", _standing(sent)
    if made is None:
        raise ValidationError(
            f"This was sent before, {at}, and what it added was taken out since. Open "
            "the page anew to add it again."
        )
    if sent.what != what:
        raise SentAlready(
            f"This page was sent before, {at}, and added: {_words(sent)}. What you have "
            "changed on it since is kept below and was not added. To add that as well, "
            "send it again.",
            uuid4(),
        )
    made.sent_before = (
        f"This was sent before, {at}, and stands here: {_words(sent)}. Nothing was "
        "added again."
    )
    return made


def _refuse_the_same(sent: SentForm) -> None:
    """Raise `SentAlready` where this person added the same before, and was not told so."""
    alike = SentForm.objects.filter(by=sent.by, what=sent.what).exclude(pk=sent.pk)
    last = alike.order_by("-pk").first()
    if last is None or _standing(last) is None:
        return
    once_more = uuid5(last.key, "once more")
    if sent.key != once_more:
        raise SentTheSame(last.at, _words(last), once_more)


def _standing(sent: SentForm) -> models.Model | None:
    """Return what a form added, if it is still there for the person who sent it."""
    seen = apps.get_model(sent.made_type).objects.visible_to(sent.by)
    return seen.filter(pk=sent.made_key).first()


def _words(sent: SentForm) -> str:
    return TELLS[sent.made_type](sent.by, {sent.made_key})[sent.made_key]


def _fingerprint(action: Callable, values: dict) -> str:
    """Return what tells one sending from another, and tells nothing of what was sent."""
    plain = {
        name: value.pk if isinstance(value, models.Model) else str(value)
        for name, value in values.items()
    }
    said = json.dumps([action.__qualname__, plain], sort_keys=True)
    return salted_hmac(KEY, said, algorithm="sha256").hexdigest()
