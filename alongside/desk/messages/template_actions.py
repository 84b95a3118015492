"""Word a template anew. What was sent keeps the words it was sent with."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.messages.models import MessageTemplate, TemplateVersion
from alongside.desk.messages.wording import SUBJECT_FIELDS, check_wording


@transaction.atomic
def word_template(
    *, by: User, template: MessageTemplate, subject: str, text: str, changed_from: int
) -> TemplateVersion:
    """Save a version of a template; refuse one made from words no longer in force."""
    template = MessageTemplate.objects.select_for_update().get(pk=template.pk)
    newest = template.newest
    if newest.number != changed_from:
        raise ValidationError(
            f"Version {newest.number} was saved while you wrote. Read it, then word yours "
            "again."
        )
    check_wording(subject, SUBJECT_FIELDS)
    check_wording(text)
    version = TemplateVersion(
        template=template, number=newest.number + 1, saved_by=by,
        subject=subject.strip(), text=text.strip(),
    )  # fmt: skip
    version.full_clean()
    if version.words == newest.words:
        raise ValidationError("Nothing was changed. Change the words, or go back.")
    version.save()
    record(by=by, action="word template", subject=template, version=version.number)
    return version
