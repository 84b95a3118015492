"""Recruitment to posts: opened when advertised, then a stage at a time."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Post, Recruitment, Stage

ORDER = list(Stage.Kind)


@transaction.atomic
def open_recruitment(*, by: User, post: Post, on: date, note: str) -> Recruitment:
    """Begin to fill a post, on the day it was advertised."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.recruitments.under_way().exists():
        raise ValidationError(
            "Recruitment to this post is under way. Note there that somebody started, "
            "or that it was withdrawn, before beginning another."
        )
    made = Recruitment(post=post, note=note)
    made.full_clean()
    made.save()
    made.stages.create(kind=Stage.Kind.ADVERTISED, on=on)
    record(by=by, action="open recruitment", subject=post, recruitment=made.pk)
    return made


@transaction.atomic
def note_stage(*, by: User, recruitment: Recruitment, kind: str, on: date) -> Stage:
    """Note that a recruitment came a stage further."""
    found = Recruitment.objects.select_for_update(of=("self",)).get(pk=recruitment.pk)
    latest = found.latest
    if found.is_over:
        raise ValidationError(
            f"This recruitment is over: {latest.get_kind_display().lower()} "
            f"{day_said(latest.on)}. Begin another from the post."
        )
    if ORDER.index(kind) <= ORDER.index(latest.kind):
        raise ValidationError(
            {"kind": f"The latest stage is {latest.get_kind_display().lower()}. "
             "Choose a later one."}
        )  # fmt: skip
    if on < latest.on:
        raise ValidationError(
            {"on": f"The stage before was on {day_said(latest.on)}. Choose that day or "
             "a later one."}
        )  # fmt: skip
    stage = found.stages.create(kind=kind, on=on)
    record(
        by=by, action="note stage", subject=found.post, recruitment=found.pk, stage=kind
    )
    return stage
