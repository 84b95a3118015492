"""People put in posts, and taken out of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.seen_before import refuse_if_changed
from alongside.desk.said import day_said
from alongside.desk.workforce import ledger
from alongside.desk.workforce.models import Holding, Post, StaffMember
from alongside.reckon import establishment as reckoned

END = "end holding"


@transaction.atomic
def put_in_post(
    *,
    by: User,
    post: Post,
    staff: StaffMember,
    basis: str,
    fte: Decimal,
    since: date,
    until: date | None,
    home: Post | None,
    backfilled_by: StaffMember | None,
) -> Holding:
    """Put a member of staff in a post; and, into the post they came from, a backfill."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    holding = Holding(
        staff=staff, post=post, basis=basis, fte=fte, since=since, until=until,
        home=home, backfilled_by=backfilled_by,
    )  # fmt: skip
    holding.full_clean()
    _possible(holding)
    _check_room(holding)
    holding.save()
    _manage(holding)
    record(by=by, action="put in post", subject=post, holding=holding.pk)
    if backfilled_by:
        _backfill(by, holding)
    return holding


@transaction.atomic
def end_holding(*, by: User, holding: Holding, until: date, seen: str = "") -> Holding:
    """Say which is the last day of somebody in a post, if it is still as it was `seen`."""
    holding = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    refuse_if_changed(holding, seen, {"until": until}, partial(_ended_by, holding))
    holding.until = until
    holding.full_clean()
    _check_room(holding)
    if holding.home:
        _check_way_back(holding)
    holding.save(update_fields=["until"])
    record(by=by, action=END, subject=holding.post, holding=holding.pk)
    return holding


def _ended_by(holding: Holding, _: str, since: int) -> AuditEntry | None:
    """Return the newest line, of those after a number, that set the last day."""
    ends = AuditEntry.objects.filter(action=END, detail__holding=holding.pk)
    return ends.filter(sequence__gt=since).latest_first().first()


def _possible(holding: Holding) -> None:
    staff, since = holding.staff, holding.since
    if ledger.standing_on(holding.post, since) is None:
        raise ValidationError(
            {
                "since": f"The post does not stand on {day_said(since)}. Choose another day."
            }
        )
    if staff.left_on and staff.left_on < since:
        raise ValidationError({"since": f"{staff} left on {day_said(staff.left_on)}."})
    if holding.home == holding.post:
        raise ValidationError({"home": "The home post must be another post."})
    for other in holding.post.holdings.filter(staff=staff):
        if _overlap(holding, other):
            raise ValidationError(
                f"{staff} holds this post from {day_said(other.since)} already. Say there "
                "until when, or choose a later day."
            )


def _overlap(one: Holding, other: Holding) -> bool:
    first, last = (one, other) if one.since <= other.since else (other, one)
    return first.until is None or first.until >= last.since


def _check_room(holding: Holding) -> None:
    """Refuse to hold more of a post than there is of it, on any day."""
    asked = ledger.reckoned_of(holding)
    if full := _full(holding.post, asked, {holding.pk}):
        raise ValidationError(
            f"The post has {full.fte:.2f} FTE on {day_said(full.on)}, and {full.held:.2f} "
            f"of it is held by others. {holding.fte:.2f} more does not fit: enter less, "
            "or say first until when the others hold it."
        )


def _check_way_back(holding: Holding) -> None:
    """Refuse to end a secondment while somebody else fills the post it came from."""
    back = holding.until + timedelta(days=1)
    kept = holding.home.holdings.on(back).filter(staff=holding.staff).first()
    if kept is None:
        return
    asked = ledger.reckoned_of(kept)._replace(since=back)
    if full := _full(holding.home, asked, {holding.pk, kept.pk}):
        raise ValidationError(
            f"{holding.staff} comes back to {holding.home.number} on {day_said(full.on)}, "
            f"where {full.held:.2f} FTE of {full.fte:.2f} is held meanwhile. End the "
            "backfill by then first."
        )


def _full(
    post: Post, asked: reckoned.Holding, but: set[int | None]
) -> reckoned.Full | None:
    """Say when the post is too full for what is asked, beside all holdings but some."""
    beside = ledger.people(post, but={key for key in but if key})
    return reckoned.no_room(ledger.life(post), beside, asked)


def _manage(holding: Holding) -> None:
    """Let the post's line manager manage whoever has none yet."""
    post = ledger.standing_on(holding.post, holding.since)
    staff = holding.staff
    if staff.line_manager_id is None and post.manager not in (None, staff.pk):
        staff.line_manager_id = post.manager
        staff.save(update_fields=["line_manager"])


def _backfill(by: User, holding: Holding) -> None:
    put_in_post(
        by=by,
        post=holding.home,
        staff=holding.backfilled_by,
        basis=Holding.Basis.ACTING,
        fte=holding.fte,
        since=holding.since,
        until=holding.until,
        home=None,
        backfilled_by=None,
    )
