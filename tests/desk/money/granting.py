"""A grant as report 004 has one: £169,000 for six uses, £72,000 released."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from alongside.desk.decisions.actions import add_body, record_decision
from alongside.desk.decisions.models import Decision
from alongside.desk.money import grant_actions as actions
from alongside.desk.money.models import Grant

LETTER = date(2010, 6, 1)
USES = {
    "Practitioners": 20_000,
    "Remodelling": 40_000,
    "Floor walkers": 20_000,
    "Training": 20_000,
    "Students": 30_000,
    "Newly qualified": 39_000,
}


def a_grant(by, name="Workforce fund", pounds=169_000, **about) -> Grant:
    given = {
        "funder": "Children’s Workforce Development Council", "another": False,
        "reference": "CWDC/2010/17", "letter_on": LETTER, "starts_on": date(2010, 4, 1),
        "ends_on": date(2011, 3, 31),
    }  # fmt: skip
    return actions.add_grant(by=by, name=name, pounds=D(pounds), **given | about)


def a_use(by, grant, name="Training", pounds=20_000, **about):
    given = {"adds": "adds", "happened_on": LETTER}
    return actions.add_use(
        by=by, grant=grant, name=name, pounds=D(pounds), **given | about
    )


def a_decision(by, state="decided", on=date(2010, 11, 3)) -> Decision:
    bodies = Decision.body.field.related_model.objects
    body = bodies.first() or add_body(by=by, name="Executive", kind="committee")
    return record_decision(
        by=by, body=body, reference="DCYP10125, paragraph 2.1", what="Release it.",
        conditions="", state=state, decided_on=on if state == "decided" else None,
    )  # fmt: skip


def report_004(by) -> Grant:
    grant = a_grant(by)
    for name, pounds in USES.items():
        scheme = {"heads": 6, "each": D(4_000), "on_top": D(15_000)}
        a_use(by, grant, name, pounds, **scheme if name == "Newly qualified" else {})
    actions.ask_release(
        by=by,
        grant=grant,
        happened_on=LETTER,
        pounds=D(72_000),
        decision=a_decision(by),
    )
    return grant
