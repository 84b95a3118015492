"""Saved views: choices kept under a name, each with its count, and the one that opens first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.casework.choosing import RECORDED, Asked, Sight
from alongside.desk.casework.models import Due, SavedView

KEPT = ("when", "team", "worker", "rule", "who", "owner", "state", "hold")


@dataclass(frozen=True)
class Beside:
    """A saved view beside the list: where it leads, how many it holds, whether it is open."""

    view: SavedView
    address: str
    count: int
    here: bool


def choice(asked: QueryDict) -> str:
    """Return what was chosen, in one order, as a saved view keeps it."""
    kept = QueryDict(mutable=True)
    kept.update({name: asked[name] for name in KEPT if asked.get(name)})
    return kept.urlencode()


def asked_by(view: SavedView) -> dict[str, str]:
    return QueryDict(view.asked).dict()


def address(view: SavedView) -> str:
    return f"{reverse('casework:timescales')}?{_query(view)}"


def _query(view: SavedView) -> str:
    return "&".join(filter(None, (view.asked, f"view={view.pk}")))


def first(user: User) -> SavedView | None:
    """Return the view that opens first for this person, if they chose one."""
    return SavedView.objects.visible_to(user).of(user).filter(opens_first=True).first()


def beside(sight: Sight, asked: Asked) -> list[Beside]:
    """Return the views this person has or is shown, counted: two questions for all."""
    views = list(SavedView.objects.visible_to(sight.user).by_name())
    counts = counted(sight, views)
    return [
        Beside(view, address(view), counts[view.pk], asked.get("view") == str(view.pk))
        for view in views
    ]


def counted(sight: Sight, views: list[SavedView]) -> dict[int, int]:
    """Return how many clocks each view holds, for this person and now."""
    of_open = {v.pk: asked_by(v) for v in views if asked_by(v).get("state") != RECORDED}
    conditions = {
        f"view_{key}": sight.whose(asked) & sight.state(asked) & sight.when(asked)
        for key, asked in of_open.items()
    }
    found = {}
    if conditions:
        found = Due.objects.visible_to(sight.user).open().aggregate(
            **{
                name: Count("pk", filter=fits) if fits else Count("pk")
                for name, fits in conditions.items()
            }
        )  # fmt: skip
    return {
        view.pk: found[f"view_{view.pk}"]
        if view.pk in of_open
        else sight.chosen(asked_by(view)).count()
        for view in views
    }
