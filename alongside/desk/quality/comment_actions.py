"""Comments: added, consented to, made nameless, tagged, cleared. Consent can be taken back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.quality.comment_models import Comment
from alongside.desk.workforce.models import Team


@once
@transaction.atomic
def add_comment(
    *,
    by: User,
    source: str,
    team: Team | None,
    received_on: date,
    text: str,
    consent: str,
    consent_on: date | None = None,
) -> Comment:
    """Keep what somebody said, and what they agreed to."""
    comment = Comment(
        source=source, team=team, received_on=received_on, text=text.strip(),
        consent=consent, consent_on=consent_on, added_by=by,
    )  # fmt: skip
    _consented(comment)
    comment.save()
    record(by=by, action="add comment", subject=comment, consent=consent)
    return comment


@transaction.atomic
def set_consent(
    *, by: User, comment: Comment, consent: str, consent_on: date | None
) -> Comment:
    """Note what somebody agreed to. Refused or taken back, their words are not kept."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.consent == Comment.Consent.REFUSED:
        raise ValidationError(
            "Consent was refused, and the words are gone. Add it anew."
        )
    comment.consent, comment.consent_on = consent, consent_on
    if consent not in Comment.TO_QUOTE:
        comment.cleared_by = comment.cleared_on = None
    _consented(comment)
    comment.save()
    record(by=by, action="set consent to comment", subject=comment, consent=consent)
    return comment


def _consented(comment: Comment) -> None:
    if comment.consent == Comment.Consent.REFUSED:
        comment.text = ""
    if comment.consent in Comment.GIVEN and not comment.consent_on:
        raise ValidationError({"consent_on": "Enter the day they consented"})
    if comment.consent_on and comment.consent_on < comment.received_on:
        raise ValidationError(
            {"consent_on": "Consent comes on the day it was said, or later"}
        )
    comment.full_clean()


@transaction.atomic
def edit_comment(
    *,
    by: User,
    comment: Comment,
    text: str,
    names_removed: bool,
    theme: str,
    figure: str,
) -> Comment:
    """Take names out, and say what a comment is about. Changed words are cleared anew."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.consent not in Comment.GIVEN:
        raise ValidationError(
            "Nobody reads this before there is consent. Note that first."
        )
    comment.text, comment.names_removed = text.strip(), names_removed
    comment.theme, comment.figure, comment.tagged_by = theme.strip(), figure, by
    comment.cleared_by = comment.cleared_on = None
    return keep(comment, by=by, action="edit comment", names_removed=names_removed)


@transaction.atomic
def clear_comment(*, by: User, comment: Comment, on: date) -> Comment:
    """Let a comment be quoted."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.consent not in Comment.TO_QUOTE:
        raise ValidationError("They did not consent to being quoted. Ask them first.")
    if not comment.names_removed:
        raise ValidationError("Take the names out first, and say that you have.")
    comment.cleared_by, comment.cleared_on = by, on
    return keep(
        comment, by=by, action="clear comment", fields=["cleared_by", "cleared_on"]
    )
