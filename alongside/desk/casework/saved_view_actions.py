"""What is done with saved views: kept, changed, shared, put first, removed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.casework.models import SavedView
from alongside.desk.workforce.models import Team

MOST = 20  # of one person: each is counted whenever the worklist opens


@transaction.atomic
def save_view(
    *, by: User, label: str, asked: str, team: Team | None, opens_first: bool
) -> SavedView:
    """Keep a choice under a name; refuse a second of that name, or one too many."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if SavedView.objects.of(by).count() >= MOST:
        raise ValidationError(
            f"You have {MOST} saved views, the most there can be. Delete one first."
        )
    view = SavedView(owner=by, asked=asked)
    return _kept(view, by, label, team, opens_first, "save view")


@transaction.atomic
def change_view(
    *, by: User, view: SavedView, label: str, team: Team | None, opens_first: bool
) -> SavedView:
    """Rename one's own view, share it or not, and let it open first or not."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    return _kept(view, by, label, team, opens_first, "change view")


def _kept(view, by, label, team, opens_first, action) -> SavedView:
    if team and team.pk != view.team_id and not may_share(by):
        raise ValidationError(
            "Views are shared by those who arrange cover in a team: its senior support "
            "officer or its manager. Ask one of them, or keep it to yourself."
        )
    if opens_first:
        SavedView.objects.of(by).exclude(pk=view.pk).update(opens_first=False)
    view.name, view.team, view.opens_first = label.strip(), team, opens_first
    return keep(view, by=by, action=action, shared=team is not None)


def may_share(user: User) -> bool:
    return user.may("arrange_cover")


@transaction.atomic
def delete_view(*, by: User, view: SavedView) -> SavedView:
    record(by=by, action="delete view", subject=view)
    view.delete()
    return view
