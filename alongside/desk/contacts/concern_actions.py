"""A concern: raised, told by the clock, acknowledged, handed over at closing time, closed."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.contacts.concern_clock import Step, Watch
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernHanding,
    ConcernSettings,
    ConcernTold,
)
from alongside.desk.contacts.concern_people import to_be_told
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.messages.actions import write_message, write_outside_message
from alongside.desk.messages.wording import Fields
from alongside.desk.workforce.duty import out_of_hours
from alongside.desk.workforce.models import Team

NOT_YOURS = (
    "Only a social worker or a manager answers a safeguarding concern. Ring the duty "
    "worker, and tell them the reference."
)


@transaction.atomic
def raise_concern(*, by: User, contact: Contact, immediate: bool) -> Concern:
    """Raise what a contact says as a concern, and tell at once who has to answer it.

    Asked again of the same contact, it is the concern that stands.
    """
    team = contact.team or ConcernSettings.in_force().team_for_unknown()
    said = {"team": team, "immediate": immediate, "raised_by": by}
    concern, new = Concern.objects.get_or_create(
        contact=contact, defaults=said | {"raised_at": timezone.now()}
    )
    if new:
        record(by=by, action="raise concern", subject=concern, immediate=immediate)
        see_to_concern(concern, concern.raised_at, ConcernSettings.watch())
        transaction.on_commit(_watch)
    return concern


def _watch() -> None:
    from alongside.desk.contacts.concern_tasks import expect_concerns

    expect_concerns()


def see_to_waiting(now: datetime) -> datetime | None:
    """Do what is due by now about every concern that waits; return when to look again.

    What was missed while nothing ran is made good; nothing is done twice.
    """
    watch, coming = ConcernSettings.watch(), []
    for concern in Concern.objects.waiting().longest_first():
        see_to_concern(concern, now, watch)
        coming.append(watch.next_step_at(concern.raised_at, now))
    return min(filter(None, coming), default=None)


@transaction.atomic
def see_to_concern(concern: Concern, now: datetime, watch: Watch) -> None:
    """Tell whoever is to know of one concern by now, unless somebody acknowledged it."""
    concern = _locked(concern)
    if concern.acknowledged_at:
        return
    for step, day in watch.steps_reached(concern.raised_at, now).items():
        if not concern.told.filter(step=step, on=day).exists():
            _tell(concern, step, day, now)
    if since := watch.handed_since(concern.raised_at, now):
        _hand(concern, since)


def _tell(concern: Concern, step: Step, day: date, now: datetime) -> None:
    for user, role in to_be_told(concern, step, now):
        ConcernTold.objects.create(
            concern=concern, step=step, on=day, to=user, role=role, at=now
        )
        write_message(
            by=None,
            to=user,
            kind="concern",
            key=f"concern {concern.pk} {step} {day} {user.pk}",
            thread=f"concern {concern.pk} {user.pk}",
            subject="A safeguarding concern waits to be acknowledged",
            body=_letter(concern),
        )


def _letter(concern: Concern) -> str:
    """What a message says of a concern: its reference, since when, where to open it."""
    where = settings.ADDRESS + reverse("concerns:concern", args=[concern.pk])
    day = timezone.localtime(concern.raised_at)
    return (
        f"A safeguarding concern was raised at {time_said(concern.raised_at)} on "
        f"{day:%A %-d %B}, and nobody has acknowledged it.\n\n"
        f"Reference: {concern.contact.reference}\n\n"
        f"Open it, and acknowledge it: {where}\n"
    )


def _hand(concern: Concern, since: datetime) -> ConcernHanding:
    """Note that a concern is the out-of-hours team's, and write to them, once a closing."""
    handing, new = ConcernHanding.objects.get_or_create(concern=concern, since=since)
    if new:
        record(by=None, action="hand concern out of hours", subject=concern)
        _write_to_out_of_hours(handing)
    return handing


def _write_to_out_of_hours(handing: ConcernHanding) -> None:
    """Write the reference, and that it is to be rung about: nothing else leaves by e-mail."""
    team = out_of_hours()
    if team is None or not team.email:
        return
    write_outside_message(
        by=None,
        number_or_address=team.email,
        channel="email",
        template="concern_handed",
        fields=Fields(reference=handing.concern.contact.reference),
        key=f"concern handed {handing.pk}",
        thread=f"concern handed {handing.concern_id}",
    )
    handing.emailed_at = timezone.now()
    handing.save(update_fields=["emailed_at"])


@transaction.atomic
def acknowledge_concern(*, by: User, concern: Concern) -> Concern:
    """Take a concern on. Raises ValidationError where another did, with who and when."""
    _refuse_unless_able(by)
    concern = _locked(concern)
    if concern.acknowledged_at:
        raise ValidationError(
            f"{concern.acknowledged_by} acknowledged this concern already, at "
            f"{_moment(concern.acknowledged_at)}."
        )
    concern.acknowledged_by, concern.acknowledged_at = by, timezone.now()
    concern.save(update_fields=["acknowledged_by", "acknowledged_at"])
    record(
        by=by, action="acknowledge concern", subject=concern,
        minutes=concern.minutes_to_acknowledgement,
    )  # fmt: skip
    return concern


@transaction.atomic
def say_who_took_concern(
    *, by: User, concern: Concern, spoke_to: str
) -> ConcernHanding:
    """Note who of the out-of-hours team was told of a concern by telephone, and by whom."""
    concern, now = _locked(concern), timezone.now()
    if concern.closed_at:
        raise ValidationError("This concern is closed: there is nothing to hand over.")
    since = ConcernSettings.watch().handed_since(concern.raised_at, now)
    if since is None:
        raise ValidationError(
            "The office is open: the duty worker answers this concern. The out-of-hours "
            "team takes it from closing time."
        )
    handing = _hand(concern, since)
    if handing.rung_at:
        raise ValidationError(
            f"{handing.rung_by} spoke to {handing.spoke_to} about this concern already, "
            f"at {_moment(handing.rung_at)}."
        )
    handing.spoke_to, handing.rung_by, handing.rung_at = spoke_to.strip(), by, now
    handing.full_clean()
    handing.save()
    record(by=by, action="say who took concern", subject=concern)
    return handing


@transaction.atomic
def close_concern(
    *, by: User, concern: Concern, outcome: str, done: str, recorded_as: str
) -> Concern:
    """Close a concern with what was done. Never by somebody who cannot answer it."""
    _refuse_unless_able(by)
    concern = _locked(concern)
    if concern.closed_at:
        raise ValidationError(
            f"{concern.closed_by} closed this concern already, at "
            f"{_moment(concern.closed_at)}."
        )
    if concern.acknowledged_at is None:
        raise ValidationError("Acknowledge this concern first, then close it.")
    concern.outcome, concern.done = outcome, done.strip()
    concern.recorded_as = recorded_as.strip()
    concern.closed_by, concern.closed_at = by, timezone.now()
    concern.full_clean()
    concern.save()
    record(by=by, action="close concern", subject=concern, outcome=outcome)
    return concern


@transaction.atomic
def keep_concern_settings(
    *, by: User, duty_manager_after: int, managers_after: int, unknown_team: Team | None
) -> ConcernSettings:
    """Set after how many minutes who is told, and where one of no known team goes."""
    kept = ConcernSettings(
        pk=1,
        duty_manager_after=duty_manager_after,
        managers_after=managers_after,
        unknown_team=unknown_team,
    )
    kept.full_clean(validate_unique=False)
    kept.save()
    record(
        by=by, action="keep concern settings", duty_manager=duty_manager_after,
        managers=managers_after, team=unknown_team and unknown_team.pk,
    )  # fmt: skip
    return kept


def _refuse_unless_able(by: User) -> None:
    if not by.may("answer_concern"):
        raise ValidationError(NOT_YOURS)


def _locked(concern: Concern) -> Concern:
    found = Concern.objects.select_for_update(of=("self",)).with_people()
    return found.get(pk=concern.pk)


def _moment(at: datetime) -> str:
    return f"{time_said(at)} on {timezone.localtime(at):%-d %B %Y}"
