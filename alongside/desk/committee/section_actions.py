"""Sections written by several people: every version kept, two windows told of one another."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.sealing import seal
from alongside.desk.access.seen_before import refuse_if_changed
from alongside.desk.access.sent_once import once
from alongside.desk.committee.models import Comment, Section, SectionDraft, Version
from alongside.desk.committee.report_actions import in_draft

WROTE = "write section"
MOST = 60_000  # letters of a section: some twenty pages


@transaction.atomic
def write_section(*, by: User, section: Section, text: str, seen: str = "") -> Section:
    """Save a section as a new version; refuse one that somebody saved meanwhile.

    `seen` is what the page showed, from `as_seen`.
    """
    in_draft(section.report)
    section = Section.objects.select_for_update(of=("self",), no_key=True).get(
        pk=section.pk
    )
    text = text.replace("\r\n", "\n").strip()
    refuse_if_changed(
        section, seen, {"text": text}, lambda _, last: _who(section, last)
    )
    SectionDraft.objects.filter(section=section, owner=by).delete()
    if text == section.text:
        return section
    section.text, section.number = text, section.number + 1
    Version.objects.create(
        section=section, number=section.number, text=text, by=by, at=timezone.now()
    )
    return keep(section, by=by, action=WROTE, version=section.number)


def _who(section: Section, last: int) -> AuditEntry | None:
    """Return the line of the trail that changed a section, of those after a number."""
    lines = AuditEntry.objects.filter(
        action=WROTE, subject_type=section._meta.label, subject_id=str(section.pk),
        sequence__gt=last,
    )  # fmt: skip
    return lines.latest_first().first()


@transaction.atomic
def keep_draft(
    *, by: User, section: Section, text: str, seen: str
) -> SectionDraft | None:
    """Keep what is typed so far; None where it is what stands, or too long.

    Not in the audit trail: each letter typed would leave a line.
    """
    mine = SectionDraft.objects.filter(section=section, owner=by)
    if text.strip() == section.text or len(text) > MOST:
        mine.delete()
        return None
    draft, _ = mine.update_or_create(
        section=section,
        owner=by,
        defaults={
            "sealed": seal(text.encode()),
            "seen": seen,
            "saved_at": timezone.now(),
        },
    )
    return draft


@transaction.atomic
def discard_draft(*, by: User, section: Section) -> None:
    """Throw away what was typed and not saved."""
    SectionDraft.objects.filter(section=section, owner=by).delete()
    record(by=by, action="discard draft of section", subject=section)


@once
@transaction.atomic
def add_comment(*, by: User, section: Section, text: str) -> Comment:
    made = Comment(section=section, text=text, by=by, at=timezone.now())
    return keep(made, by=by, action="comment on section")


@transaction.atomic
def resolve_comment(*, by: User, comment: Comment) -> Comment:
    """Say that a comment is seen to."""
    comment = Comment.objects.select_for_update(of=("self",), no_key=True).get(
        pk=comment.pk
    )
    if comment.resolved_at:
        raise ValidationError("This was seen to already.")
    comment.resolved_by, comment.resolved_at = by, timezone.now()
    return keep(comment, by=by, action="resolve comment")
