"""Posts: created, and changed by dated changes that wait for what they need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.decisions.actions import to_rest_on
from alongside.desk.decisions.models import Decision
from alongside.desk.said import day_said
from alongside.desk.workforce import ledger
from alongside.desk.workforce.models import (
    ChangeStep,
    JobDescription,
    Post,
    PostChange,
    PostRole,
)
from alongside.reckon import establishment as reckoned

Kind = PostChange.Kind


@transaction.atomic
def add_role(
    *,
    by: User,
    name: str,
    registered: bool,
    grades: str,
    department: str,
    counts: bool,
) -> PostRole:
    role = PostRole(
        name=name,
        registered=registered,
        grades=grades,
        department=department,
        counts=counts,
    )
    return keep(role, by=by, action="add role of posts")


@transaction.atomic
def add_job_description(
    *,
    by: User,
    role: PostRole,
    from_on: date,
    changes: str,
    grade: str,
    evaluated_on: date | None,
) -> JobDescription:
    """Add the next version of a role's job description; the earlier ones stay."""
    PostRole.objects.select_for_update().get(pk=role.pk)
    latest = role.job_descriptions.first()
    if latest and from_on < latest.from_on:
        raise ValidationError(
            f"Version {latest.version} is in use from {day_said(latest.from_on)}. "
            "Choose that day or a later one."
        )
    made = JobDescription(
        role=role,
        version=latest.version + 1 if latest else 1,
        from_on=from_on,
        changes=changes,
        grade=grade,
        evaluated_on=evaluated_on,
    )
    return keep(
        made, by=by, action="add job description", subject=role, version=made.version
    )


@transaction.atomic
def evaluate_job(
    *, by: User, job_description: JobDescription, grade: str, evaluated_on: date
) -> JobDescription:
    """Record what the job evaluation came to. The grade is provisional no more."""
    found = JobDescription.objects.select_for_update().get(pk=job_description.pk)
    if not found.is_provisional:
        raise ValidationError(
            f"This version was evaluated on {day_said(found.evaluated_on)}. "
            "Add a new version to change its grade."
        )
    found.grade, found.evaluated_on = grade, evaluated_on
    return keep(
        found, by=by, action="evaluate job", subject=found.role, version=found.version
    )


@transaction.atomic
def create_post(
    *,
    by: User,
    number: str,
    title: str,
    role: PostRole,
    funding: str,
    planned_on: date,
    decision: Decision | None,
    why: str,
    needed: Iterable[str],
    **values,
) -> Post:
    """Add a post; it stands once what its creation needs is done."""
    decision = to_rest_on(decision)
    post = Post(number=number, title=title, role=role, funding=funding)
    post.full_clean()
    post.save()
    change = PostChange(
        post=post, kind=Kind.CREATE, planned_on=planned_on, decision=decision, why=why,
        recorded_by=by, **values,
    )  # fmt: skip
    if not change.fte:
        raise ValidationError({"fte": "Enter the FTE of the post, like 1 or 0.5"})
    _check_term(change)
    _keep(by, change, needed)
    return post


@transaction.atomic
def change_post(
    *,
    by: User,
    post: Post,
    kind: str,
    planned_on: date,
    decision: Decision | None,
    why: str,
    needed: Iterable[str],
    **values,
) -> PostChange:
    """Plan a change of a post, for a day on which the post stands.

    Nothing recorded before is overwritten. It takes effect on its day, or once what it
    waits for is done.
    """
    decision = to_rest_on(decision)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    change = PostChange(
        post=post, kind=kind, planned_on=planned_on, decision=decision, why=why,
        recorded_by=by, **values,
    )  # fmt: skip
    _check_stands(change)
    _check_term(change)
    _check_room(change)
    _keep(by, change, needed)
    return change


@transaction.atomic
def note_step(
    *, by: User, step: ChangeStep, needed: bool, done_on: date | None
) -> PostChange:
    """Say that a step is done, or that it is needed or not; what waited may take effect."""
    if done_on and done_on > timezone.localdate():
        raise ValidationError(
            {
                "done_on": f"{day_said(done_on)} is still to come. Enter the day it was done."
            }
        )
    if (
        decision := step.change.decision_id
    ):  # made meanwhile, it would not see this step
        Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision)
    step = ChangeStep.objects.select_for_update(no_key=True).get(pk=step.pk)
    change = PostChange.objects.select_for_update(of=("self",), no_key=True).get(
        pk=step.change_id
    )
    if change.effective_on:
        raise ValidationError(
            f"This change took effect on {day_said(change.effective_on)}: what had to be "
            "done before it stays as it is."
        )
    step.needed, step.done_on = needed, done_on if needed else None
    step.save()
    record(by=by, action="note step", subject=change.post, step=step.kind)
    settle(change)
    return change


def settle(change: PostChange) -> None:
    """Give a change its day of effect, if nothing is left that it waits for."""
    if change.effective_on or change.is_refused or change.waits_for:
        return
    done = [step.done_on for step in change.steps.all() if step.needed]
    decided = [change.decision.takes_effect_on] if change.decision else []
    change.effective_on = max([change.planned_on, *done, *decided])
    change.save(update_fields=["effective_on"])


def _keep(by: User, change: PostChange, needed: Iterable[str]) -> None:
    change.full_clean()
    change.save()
    wanted = set(needed)
    for kind in ChangeStep.Kind:
        change.steps.create(kind=kind, needed=kind.value in wanted)
    record(
        by=by, action="create post" if change.kind == Kind.CREATE else "change post",
        subject=change.post, kind=change.kind, decision=change.decision_id,
    )  # fmt: skip
    settle(change)


def _check_stands(change: PostChange) -> None:
    """Refuse to change a post that is not there, or into what it is already."""
    day = change.planned_on
    was = ledger.standing_on(change.post, day)
    if was is None and change.kind != Kind.EXTEND:
        raise ValidationError(
            {
                "planned_on": f"The post does not stand on {day_said(day)}. Choose another day."
            }
        )
    same = {
        Kind.FTE: was and was.fte == change.fte,
        Kind.TEAM: was and was.team == change.team_id,
        Kind.GRADE: was and was.grade == change.grade,
        Kind.MANAGER: was and was.manager == change.line_manager_id,
        Kind.EXTEND: was and was.last_on == change.last_on,
    }
    if same.get(change.kind):
        raise ValidationError(
            "This changes nothing: the post is so already on that day."
        )
    if change.kind == Kind.FTE and not change.fte:
        raise ValidationError({"fte": "Enter the FTE of the post, like 1 or 0.5"})


def _check_term(change: PostChange) -> None:
    if change.last_on and change.last_on < change.planned_on:
        raise ValidationError(
            {"last_on": f"The last day cannot be before {day_said(change.planned_on)}."}
        )


def _check_room(change: PostChange) -> None:
    """Refuse to leave people in more of a post than there is of it."""
    if change.kind not in (Kind.END, Kind.FTE):
        return
    left = change.fte if change.kind == Kind.FTE else reckoned.NONE
    people = ledger.people(change.post)
    days = {each.since for each in people if each.since > change.planned_on}
    for day in sorted({change.planned_on, *days}):
        held = reckoned.held(people, day).get(change.post.pk, reckoned.NONE)
        if held > left:
            raise ValidationError(
                f"{held:.2f} FTE of it is held on {day_said(day)}, and {left:.2f} would be "
                "left. Say first until when its people hold it."
            )
