"""What is wrong in the invented case system: said of clocks, some of it sent or given."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.casework.finding_actions import (
    make_handback,
    mend_fault,
    see_to_faults,
)
from alongside.desk.casework.models import Due, Extract, Fault, Mark
from alongside.desk.casework.owner_actions import mark_dues

SAID = (  # by the senior officer, of clocks far off: what is due now is asked for first
    "The start is a day late: the discussion was on the day before.",
    "The child moved to another team last week.",
    "Entered twice; the other one is right.",
    "The plan has ended, and is still open here.",
    "The visit was to another child.",
    "The worker named here left in the spring.",
)


def settle_faults(people: dict[str, User]) -> None:
    """Say what is wrong, and settle some of it as an analyst and a manager would."""
    senior, analyst = people["senior_support_officer"], people["analyst"]
    last = (
        Due.objects.visible_to(senior)
        .open()
        .filter(mark=None)
        .order_by("-due_on", "pk")
    )
    for due, note in zip(last[: len(SAID)], SAID, strict=False):
        mark_dues(by=senior, dues=[due], kind=Mark.Kind.WRONG, note=note)
    found = Fault.objects.visible_to(analyst).there().order_by("pk")
    sent, given, left = found[:2], list(found[2:4]), list(found[4:5])
    for fault in sent[:1]:
        mend_fault(
            by=analyst,
            fault=fault,
            status=fault.status,
            should="Recorded under this child",
        )
    if sent:
        make_handback(
            by=analyst,
            faults=sent,
            chosen=["Chosen: Still there."],
            extract=Extract.objects.in_force(),
        )
    wont = "The record was closed by the council that held it before."
    for faults, status, note in (
        (given, Fault.Status.MENDING, "The data team has it."),
        (left, Fault.Status.WONT, wont),
    ):
        if faults:
            see_to_faults(
                by=people["service_manager"], faults=faults, status=status,
                assigned_to=analyst, note=note,
            )  # fmt: skip
