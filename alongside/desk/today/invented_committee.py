"""The invented council's year of decisions: a forward plan, call-ins, and reports to Committee."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.committee.figure_actions import begin_from_pilot, set_figure
from alongside.desk.committee.models import Report, SignOff
from alongside.desk.committee.report_actions import begin_report
from alongside.desk.committee.section_actions import add_comment, write_section
from alongside.desk.committee.standing import Standing
from alongside.desk.decisions import after_actions
from alongside.desk.decisions.models import (
    Body,
    CallIn,
    Decision,
    Scrutiny,
    Undertaking,
)
from alongside.desk.pilots.models import WorkedOut
from alongside.desk.pilots.told import Told

DIRECTOR = "Service Director, Children’s Social Care"


class Past(NamedTuple):
    """Something decided: how many days ago, what was asked, and what was found."""

    days: int
    title: str
    ask: str
    found: str
    owed: tuple[tuple[str, str, int, bool], ...] = ()  # what, whose, in days, done


PAST = (
    Past(331, "Support officers for a first year", "Four posts for a year", "Workers spend a third of their week on what needs no social worker.",
         (("Report what the posts came to", "service_manager", 180, True),)),
    Past(268, "A pilot of support officers, extended", "To go on for six months", "Half a year is too short to tell.",
         (("Bring the figures of all teams", "analyst", 120, True),)),
    Past(196, "Interpreters by video", "To try it in four teams", "Meetings wait for interpreters."),
    Past(117, "A senior officer for the pilot teams", "One post for seven months", "Officers in four teams have nobody to ask.",
         (("Evaluate the job before it is advertised", "hr_adviser", 30, True), ("Say how the post will be paid for after that", "service_manager", 110, False))),
    Past(61, "Case audits, every quarter", "To note what audits found", "More audits are good than a year ago."),
)  # fmt: skip
WORDS = {
    "purpose": "{ask} is asked for.",
    "information": "{found}",
    "options": "To do nothing. It would cost nothing, and change nothing of what is said above.",
    "reasons": "What is asked for answers what was found.",
    "finance": "What it costs is contained in the budget of children’s social care.",
    "people": "Posts are filled as the council fills its posts.",
    "recommendations": "1) {ask}.",
    "divisions": "All.",
}


@transaction.atomic
def decide_all_year(people: dict[str, User], today: date) -> None:
    """Write down what was decided, what is planned, and the report that is being written."""
    committee = Body.objects.filter(kind=Body.Kind.COMMITTEE).first()
    panel = Body.objects.create(name="Children’s Scrutiny Panel", kind="committee")
    executive = Body.objects.create(
        name="Executive", kind=Body.Kind.COMMITTEE, call_in_days=5
    )
    for past in PAST:
        _decided(people, committee, past, today)
    asked = _planned(people, executive, panel, today)
    _called_in(people, executive, today)
    _in_draft(people, asked, today)
    _being_begun(people, committee, today)


def _decided(people: dict[str, User], body: Body, past: Past, today: date) -> None:
    day, by = today - timedelta(past.days), people["democratic_services"]
    decision = Decision.objects.create(
        body=body, reference=past.title, what=f"{past.ask}.", state="decided",
        decided_on=day, meets_on=day, recorded_by=by, minute=f"Resolved: {past.ask}.",
        minuted_on=day + timedelta(28),
    )  # fmt: skip
    Undertaking.objects.bulk_create(
        Undertaking(
            decision=decision, what=what, owner=people[whose], by=by,
            due_on=day + timedelta(days), done_on=day + timedelta(days - 3) if done else None,
            done_how="Told the committee in writing." if done else "",
        )
        for what, whose, days, done in past.owed
    )  # fmt: skip
    noting = past.ask.startswith("To note")
    report = begin_report(
        by=people["service_manager"], template="county", title=past.title, body=body,
        meets_on=day, author=DIRECTOR, asks=["noting" if noting else "decision"],
        decision=decision,
    )  # fmt: skip
    _write(people["service_manager"], report, ask=past.ask, found=past.found)
    _sign(people, report, day - timedelta(9))
    report.begun_on, report.forward_on = day - timedelta(30), day - timedelta(8)
    report.forward_by = people["service_manager"]
    report.save()


def _write(by: User, report: Report, **said: str) -> None:
    sections = {each.name: each for each in report.sections.all()}
    for name, words in WORDS.items():
        section = sections[name]
        section.text, section.number = words.format(**said), 1
        section.save()
        section.versions.create(
            number=1, text=section.text, by=by, at=_at(report.meets_on - timedelta(20))
        )


def _sign(people: dict[str, User], report: Report, day: date) -> None:
    shown = Standing(report).print
    SignOff.objects.bulk_create(
        SignOff(report=report, kind=kind, says=says, print=shown, by=people[role], at=_at(day))
        for kind, role, says in (
            ("constitutional", "monitoring_officer", "This committee may decide it."),
            ("financial", "finance_officer", "The financial implications are as stated."),
        )
    )  # fmt: skip


def _planned(people, executive: Body, panel: Body, today: date) -> Decision:
    """What is to be decided: one with its notice, one without, one that was scrutinised."""
    by = people["democratic_services"]
    for days, notice, reference, what in (
        (
            24,
            None,
            "Placements near home",
            "A contract for twelve places in the county.",
        ),
        (52, 6, "Family hubs", "Three hubs, in the north, the east and the south."),
    ):
        Decision.objects.create(
            body=executive, reference=reference, what=what, key=True, recorded_by=by,
            meets_on=today + timedelta(days),
            notice_on=today - timedelta(notice) if notice else None,
        )  # fmt: skip
    asked = Decision.objects.create(
        body=executive, reference="Support officers in every team", key=True,
        what="To make the support officers of the pilot permanent.", recorded_by=by,
        meets_on=today + timedelta(38), notice_on=today - timedelta(3),
    )  # fmt: skip
    Scrutiny.objects.create(
        decision=asked, body=panel, on=today - timedelta(12), by=by,
        said="The panel asks that the costs stand beside the gain, with what cannot be told.",
        answer="Both will be in the report.",
    )  # fmt: skip
    return asked


def _called_in(people, executive: Body, today: date) -> None:
    """One decision that can still be called in, one that was, and one that was let stand."""
    by = people["democratic_services"]
    told = {"body": executive, "recorded_by": by, "state": "decided"}
    Decision.objects.create(
        reference="Grants to voluntary groups", what="Six grants for a year.",
        decided_on=today - timedelta(1), call_in_until=today + timedelta(6),
        **told | {"state": Decision.State.CAN_BE_CALLED_IN},
    )  # fmt: skip
    called = Decision.objects.create(
        reference="Opening hours of contact centres", what="To close on Mondays.",
        decided_on=today - timedelta(9), call_in_until=today - timedelta(2),
        **told | {"state": Decision.State.CALLED_IN},
    )  # fmt: skip
    stood = Decision.objects.create(
        reference="Foster carers’ allowances", what="Two per cent more from April.",
        decided_on=today - timedelta(90), in_force_on=today - timedelta(74), **told,
    )  # fmt: skip
    CallIn.objects.create(
        decision=called, decided_on=called.decided_on, by=by, who="Five members",
        why="Families who work were not asked.", asked_on=today - timedelta(5),
    )  # fmt: skip
    CallIn.objects.create(
        decision=stood, decided_on=stood.decided_on, by=by, who="Four members",
        why="Neighbouring councils pay more.", asked_on=today - timedelta(86),
        outcome="stands", settled_on=stood.in_force_on, said="The panel was shown the rates.",
    )  # fmt: skip
    after_actions.add_undertaking(
        by=by, decision=stood, what="Write to every foster carer", condition=True,
        owner=people["service_manager"], due_on=today + timedelta(9),
    )  # fmt: skip


def _in_draft(people, asked: Decision, today: date) -> None:
    """The report on the pilot: written in part, with findings and a comment."""
    last = WorkedOut.objects.select_related("pilot").latest_first().first()
    if last is None:
        return
    report = begin_from_pilot(
        by=people["analyst"], pilot=Told(last), template="county",
        title="Support officers in every team", body=asked.body, meets_on=asked.meets_on,
        author=DIRECTOR, asks=["decision", "posts", "money"], decision=asked,
        background=f"The plan of the pilot {last.pilot}",
    )  # fmt: skip
    by = people["service_manager"]
    for told in (
        {"name": "posts", "source": "typed", "value": "8", "unit": "posts", "document": "Establishment, page 2"},
        {"name": "post", "source": "typed", "value": "30794", "unit": "£", "document": "Pay scales, grade 5"},
        {"name": "cost", "source": "formula", "formula": "posts * post", "unit": "£", "places": 0},
    ):  # fmt: skip
        set_figure(by=by, report=report, **told)
    purpose, finance, options = (
        report.sections.get(name=name) for name in ("purpose", "finance", "options")
    )
    write_section(
        by=by, section=purpose,
        text="Approval is asked for {{posts}}, in the teams in which they were tried.",
    )  # fmt: skip
    write_section(
        by=by, section=finance, text="A year of them costs {{cost}}, at {{post}} each."
    )
    write_section(
        by=people["analyst"], section=purpose,
        text="Approval is asked for {{posts}}, for good, in the teams in which they were tried.",
    )  # fmt: skip
    add_comment(
        by=people["finance_officer"], section=finance,
        text="Which budget pays, after the first year?",
    )  # fmt: skip


def _being_begun(people, committee: Body, today: date) -> None:
    begin_report(
        by=people["service_manager"], template="county", title="A year of case audits",
        body=committee, meets_on=today + timedelta(66), author=DIRECTOR, asks=["noting"],
    )  # fmt: skip


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(14, 20)))
