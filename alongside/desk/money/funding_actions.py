"""Sources of funding, and what they pay of which post."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.models import FundingSource, PostFunding
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Post
from alongside.reckon.money.funded import most


@once
@transaction.atomic
def add_source(*, by: User, title: str, kind: str, **values) -> FundingSource:
    source = FundingSource(name=title, kind=kind, **values)
    return keep(source, by=by, action="add source of funding", kind=kind)


def change_source(
    *, by: User, source: FundingSource, title: str, seen: str = "", **values
) -> FundingSource:
    """Change what a source is; the posts it pays are looked at anew for their gaps."""
    action = "change source of funding"
    return change_row(by=by, row=source, action=action, seen=seen, name=title, **values)


@once
@transaction.atomic
def fund_post(
    *,
    by: User,
    post: Post,
    source: FundingSource,
    percent: Decimal,
    first_on: date,
    last_on: date | None,
) -> PostFunding:
    """Say that a source pays a share of a post; on no day is more than all of it paid."""
    Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    funding = PostFunding(
        post=post, source=source, percent=percent, first_on=first_on, last_on=last_on
    )
    funding.full_clean()
    _check_share(funding)
    return keep(
        funding, by=by, action="fund post", subject=post, source=source.pk,
        percent=f"{percent.normalize():f}",
    )  # fmt: skip


@transaction.atomic
def end_funding(
    *, by: User, funding: PostFunding, last_on: date | None, seen: str = ""
) -> PostFunding:
    """Say which is the last day on which a source pays a share of a post."""
    Post.objects.select_for_update(no_key=True).get(pk=funding.post_id)
    changed = change_row(
        by=by, row=funding, action="end funding of post", seen=seen, last_on=last_on
    )
    _check_share(changed)
    return changed


def _check_share(funding: PostFunding) -> None:
    if funding.first_on < funding.source.starts_on:
        raise ValidationError(
            {
                "first_on": f"{funding.source} begins on "
                f"{day_said(funding.source.starts_on)} only."
            }
        )
    others = PostFunding.objects.filter(post=funding.post_id).exclude(pk=funding.pk)
    shares = [each.share for each in others.select_related("source")]
    paid = most([*shares, funding.share])
    if paid > 1:
        raise ValidationError(
            f"On some day sources would pay {(paid * 100).normalize():f}% of this post. "
            "All of them together pay 100% at most."
        )
