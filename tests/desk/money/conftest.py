"""Two posts of grade 4 of the NJC spine of April 2019, one filled and one vacant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from alongside.desk.money.post_actions import add_grade, add_rate
from alongside.desk.workforce.models import Holding, PostRole, StaffMember
from alongside.desk.workforce.post_actions import create_post

APRIL_2019 = date(2019, 4, 1)
TODAY = date(2019, 9, 2)


@pytest.fixture
def in_2019(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def priced(town, in_2019):
    """Grade 4 is NJC 5 to 11; the pension makes 26,744 of its top, as a report had it."""
    add_grade(by=town.fay, grade="4", from_on=APRIL_2019, spine="NJC", lowest=5, top=11)
    add_rate(
        by=town.fay, kind="pension", from_on=APRIL_2019, percent=Decimal("17.68"),
        source="Certificate of the fund", verified=True,
    )  # fmt: skip
    role = PostRole.objects.create(name="Support officer")
    posts = [_post(town, role, f"S-0{n}") for n in (1, 2)]
    kit = StaffMember.objects.create(name="Kit Rowe")
    holding = Holding.objects.create(
        staff=kit, post=posts[0], basis="substantive", fte=Decimal("0.5"), since=APRIL_2019
    )  # fmt: skip
    return SimpleNamespace(posts=posts, holding=holding, role=role)


def _post(town, role, number):
    return create_post(
        by=town.hal, number=number, title="Support officer", role=role, funding="",
        why="", needed=(), planned_on=APRIL_2019, decision=None, fte=Decimal(1),
        team=town.north, grade="4", line_manager=None, last_on=None,
    )  # fmt: skip
