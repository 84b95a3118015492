"""The invented council's quality: fifteen months of audits, three surveys, what people said."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.people.models import ChildTeam
from alongside.desk.quality.audit_actions import add_audit_action, finish_audit_action
from alongside.desk.quality.audit_models import Audit, scale
from alongside.desk.quality.comment_actions import (
    add_comment,
    clear_comment,
    edit_comment,
)
from alongside.desk.quality.comment_models import Comment
from alongside.desk.quality.import_models import AuditTable
from alongside.desk.quality.survey_actions import make_survey
from alongside.desk.quality.survey_models import Survey, Tally
from alongside.desk.quality.survey_scales import scale_of
from alongside.desk.workforce.absence_teams import people_by_team
from alongside.desk.workforce.models import Team

SEED = 7
MONTHS, A_MONTH = 15, 5  # audits of a team in a month, on average
AUDITORS = ("Una Reed", "Vic Lane", "Ines Ward", "Omar Bell")
CAUSES = (
    "Visits late", "Plan not shared with the family", "Supervision not recorded",
    "Chronology out of date", "Child’s own words not recorded", "Clear and timely plan",
)  # fmt: skip
TO_DO = (
    "Bring the chronology up to date", "See the child alone and record what they say",
    "Share the plan with the family", "Talk the grade over in supervision",
)  # fmt: skip
PERCENTAGES = (  # one row adds up to 102, and one cell is missing: reports are like that
    (("0", "50", "33", "17"), ("8", "50", "17", "25")),
    (("0", "63", "25", "13"), ("8", "54", "32", "8")),
    (("13", "53", "14", "20"), (None, "79", "17", "4")),
    (("0", "60", "20", "20"), ("0", "54", "31", "15")),
)
SAID = (
    ("worker", "reports", "I write my reports in the day now, not at the kitchen table.", "Time", "morale"),
    ("worker", "reports", "Somebody else books the room, sends the letters and chases the replies.", "Paperwork", "morale"),
    ("worker", "internal", "I still carry too many cases to see each child as I should.", "Caseload", "morale"),
    ("family", "public", "When I ring, somebody answers who knows who we are.", "Calls", "audits"),
    ("family", "reports", "We had the plan in our hands before the meeting, for the first time.", "Plans", "audits"),
    ("family", "waiting", "The worker changed again and nobody told us.", "", ""),
    ("partner", "public", "Minutes reach us in days, where it was weeks.", "Meetings", "audits"),
    ("partner", "reports", "Payment queries are settled the same day.", "Payments", ""),
    ("partner", "waiting", "We cannot find out who holds a case after a transfer.", "", ""),
)  # fmt: skip


@transaction.atomic
def look_at_quality(people: dict[str, User], today: date) -> None:
    """Audit as managers do, ask how people are, and keep what was said."""
    chance = Random(SEED)
    _audits(people, today, chance)
    _surveys(people, today, chance)
    _comments(people, today)


def _audits(people: dict[str, User], today: date, chance: Random) -> None:
    grades, made = scale(), []
    for team, cases in _cases().items():
        better = chance.uniform(0.75, 1.25)
        for month in range(MONTHS):
            day = today - timedelta(30 * (MONTHS - month))
            for _ in range(chance.randint(A_MONTH - 2, A_MONTH + 2)):
                later = better * (1 + month / 40)
                made.append(_audit(people, team, cases, day, grades, later, chance))
    Audit.objects.bulk_create(made)
    _act(people, today, chance)
    _old_table(people, today)


def _old_table(people: dict[str, User], today: date) -> None:
    """What is left of the audits of two years ago: percentages in a report."""
    table = AuditTable.objects.create(
        title="audits-two-years-ago.xlsx", holds=AuditTable.Holds.PERCENTAGES,
        grades=[grade.name for grade in scale()], imported_by=people["service_manager"],
        imported_on=today - timedelta(40),
    )  # fmt: skip
    rows = (
        (team, period, cells)
        for team, told in zip(
            Team.objects.active().order_by("name"), PERCENTAGES, strict=False
        )
        for period, cells in zip(("Autumn", "Winter"), told, strict=True)
    )
    for place, (team, period, cells) in enumerate(rows):
        table.rows.create(
            place=place,
            team_name=team.name,
            team=team,
            period=period,
            cells=list(cells),
        )


def _cases() -> dict[int, list[str]]:
    """Return the ids of the children each team holds, by the team's key."""
    found: dict[int, list[str]] = {}
    for team, case_id in ChildTeam.objects.order_by("pk").values_list(
        "team", "child__case_id"
    ):
        found.setdefault(team, []).append(case_id)
    return found


def _audit(people, team: int, cases, month: date, grades, better, chance) -> Audit:
    grade = _grade(grades, better, chance)
    auditor, other = chance.sample(AUDITORS, 2)
    audit = Audit(
        case_id=chance.choice(cases), team_id=team,
        audited_on=month + timedelta(chance.randrange(29)), auditor=auditor, grade=grade,
        cause=chance.choice(CAUSES), added_by=people["service_manager"],
        chosen=chance.choices(("random", "theme", "concern"), (7, 2, 1))[0],
        blind=chance.choice(("yes", "no")),
    )  # fmt: skip
    if chance.random() < 0.2:
        audit.second_auditor, audit.second_grade = other, _nearly(grade, grades, chance)
        if audit.differs and chance.random() < 0.7:
            audit.moderated_grade = chance.choice((grade, audit.second_grade))
            audit.moderated_by = people["service_manager"]
            audit.moderated_on = audit.audited_on + timedelta(7)
    return audit


def _grade(grades, better: float, chance: Random):
    return chance.choices(grades, (4 * better, 50 * better, 30, 16))[0]


def _nearly(grade, grades, chance: Random):
    """The same grade mostly, else the one beside it."""
    at = grades.index(grade) + chance.choices((0, -1, 1), (7, 2, 1))[0]
    return grades[max(0, min(at, len(grades) - 1))]


def _act(people: dict[str, User], today: date, chance: Random) -> None:
    """Actions from some of the worst audits: most done, some late, some to come."""
    worst = Audit.objects.filter(grade__order=4).order_by("-audited_on", "pk")
    for n, audit in enumerate(worst[:24]):
        action = add_audit_action(
            by=people["service_manager"], audit=audit, what=chance.choice(TO_DO),
            owner=people["team_manager"], due_on=audit.audited_on + timedelta(28),
        )  # fmt: skip
        if n % 3:
            on = min(action.due_on, today)
            finish_audit_action(by=people["team_manager"], task=action, on=on)


def _surveys(people: dict[str, User], today: date, chance: Random) -> None:
    """Two health checks, half a year apart, and a pulse that is open today."""
    for kind, title, begins, days, high in (
        ("health_check", "Health check, the first", 240, 21, 0.45),
        ("health_check", "Health check, half a year on", 60, 21, 0.62),
        ("pulse", "Pulse of this month", 5, 21, 0.6),
    ):
        opens = today - timedelta(begins)
        survey = make_survey(
            by=people["hr_adviser"], title=title, kind=kind, opens_on=opens,
            closes_on=opens + timedelta(days), invited=_invited(),
        )  # fmt: skip
        _answer(survey, high, chance)


def _invited() -> dict[Team, int]:
    here = people_by_team(timezone.localdate())
    teams = Team.objects.active()
    return {team: here[team.name] for team in teams if here[team.name]}


def _answer(survey: Survey, high: float, chance: Random) -> None:
    """Write the numbers at once: invented people have nothing to hide."""
    for invited in survey.teams.all():
        answers = round(invited.invited * chance.uniform(0.5, 0.9))
        for question in survey.questions:
            drawn = chance.choices(
                list(scale_of(question).answers),
                (high * 30, high * 60, 15, 20, 10, 3),
                k=answers,
            )
            for score, count in Counter(drawn).items():
                held = Tally.objects.get(
                    survey_team=invited, question=question["code"], score=score
                )
                held.count = count
                held.save(update_fields=["count"])


def _comments(people: dict[str, User], today: date) -> None:
    by = people["service_manager"]
    for n, (source, consent, text, theme, figure) in enumerate(SAID):
        said = today - timedelta(20 + 13 * n)
        agreed = None if consent == Comment.Consent.WAITING else said
        comment = add_comment(
            by=by, source=source, team=None, received_on=said, text=text,
            consent=consent, consent_on=agreed,
        )  # fmt: skip
        if agreed:
            comment = edit_comment(
                by=by, comment=comment, text=text, names_removed=True, theme=theme,
                figure=figure,
            )  # fmt: skip
        if consent in Comment.TO_QUOTE:
            clear_comment(by=by, comment=comment, on=said + timedelta(2))
