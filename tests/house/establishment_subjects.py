"""How the addresses of the establishment's pages are filled, for the matrix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.desk.workforce.models import Holding, Post, PostRole, StaffMember
from alongside.desk.workforce.post_actions import change_post, create_post
from alongside.desk.workforce.recruitment_actions import open_recruitment

BEGUN = date(2026, 1, 5)


def a_post(town, where) -> Post:
    """A post of the North's team, or of the South's, whose end waits for notice."""
    made = create_post(
        by=town.hal, number="P1", title="Social worker", funding="", why="", needed=(),
        role=PostRole.objects.create(name="Social worker"), planned_on=BEGUN,
        decision=None, fte=Decimal(1), team=(town.north, town.south)[where], grade="8",
        line_manager=None, last_on=None,
    )  # fmt: skip
    change_post(
        by=town.hal, post=made, kind="end", planned_on=date(2030, 1, 1), decision=None,
        why="", needed=("notice",),
    )  # fmt: skip
    return made


def post(town, where):
    return {"pk": a_post(town, where).pk}


def step(town, where):
    change = a_post(town, where).changes.get(kind="end")
    return {"pk": change.pk, "step": change.steps.first().pk}


def holding(town, where):
    found = a_post(town, where)
    kit = StaffMember.objects.create(name="Kit Rowe")
    held = Holding.objects.create(
        staff=kit, post=found, basis="substantive", fte=1, since=BEGUN
    )
    return {"pk": held.pk}


def recruitment(town, where):
    made = open_recruitment(by=town.hal, post=a_post(town, where), on=BEGUN, note="")
    return {"pk": made.pk}


def staff(town, where):
    """Somebody whose line manager is Mo, or nobody."""
    mo = StaffMember.objects.create(name="Mo Hassan", user=town.mo)
    manager = (mo, None)[where]
    return {"pk": StaffMember.objects.create(name="Kit", line_manager=manager).pk}


def job_description(town, where):
    role = PostRole.objects.create(name="Support officer")
    role.job_descriptions.create(version=1, from_on=BEGUN, changes="All.", grade="4")
    return {"pk": role.pk, "version": 1}


SUBJECTS = {
    "post": post,
    "post_change": lambda town, where: post(town, where) | {"kind": "end"},
    "step": step,
    "holding": holding,
    "recruitment": recruitment,
    "staff": staff,
    "post_role": lambda town, where: {"pk": job_description(town, where)["pk"]},
    "job_description": job_description,
}
