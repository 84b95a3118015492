"""How people of the invented council learn the work: first years, training, students."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.learning import first_year_actions as years
from alongside.desk.learning import training_actions as training
from alongside.desk.learning.models import (
    DevelopmentHours,
    Evidence,
    FirstYear,
    Place,
    Supervision,
)
from alongside.desk.workforce.models import StaffMember
from alongside.reckon.newly_qualified import sessions

LEARNERS = (  # name, days since they began, every how many supervisions one was missed
    ("Ines Castellanos", 58, 0),
    ("Tobi Adebayo", 171, 7),
    ("Freya Lindqvist", 262, 5),
)
QUALIFIED, PASSED_OVER = 400, 9  # of who signs in as a social worker: a year that ended
STUDENTS = (
    ("Nadia Rahimi", 300, 60),
    ("Joel Baptiste", 640, 420),
    ("Kirsty Munro", 45, None),
)
LEAVERS = (
    ("Orla Keane", "other_authority", 70), ("Dev Malhotra", "agency", 150),
    ("Pia Sorensen", "retired", 240), ("Callum Reid", "other_sector", 310),
)  # fmt: skip
EVERY = ("Chronologies", "Attachment", "Court statements", "Direct work with children")
COURSES = (  # title, provider, need's place below, days ago, places, pounds, came, away
    ("Analysing risk in assessments", "The Harbour Clinic", 0, 200, 20, "12000", 15, 3),
    ("Writing chronologies", "In house", 1, 96, 24, "1800", 20, 2),
    ("Supervising well", "The Harbour Clinic", 2, 40, 12, "9600", 11, 1),
    ("Neglect: what we miss", "Larchwood University", 0, -30, 16, "6400", 0, 0),
)
NEEDS = (
    (
        "Analysis and assessment of risk",
        "review",
        "Serious case review of last year",
        40,
    ),
    ("Chronologies kept up to date", "audit", "Case audits, spring quarter", 60),
    (
        "Reflective supervision for first-line managers",
        "inspection",
        "Inspectors' letter",
        12,
    ),
    ("The new forms of the case system", "system", "Change of release 21", 90),
)


def teach(people: dict[str, User], today: date) -> None:
    """Give the council's learners their years, and HR its records of training."""
    by = people["hr_adviser"]
    supervisor, worker = _known(people["team_manager"]), _known(people["social_worker"])
    for name, days, missed in LEARNERS:
        start = today - timedelta(days)
        learner = _staff(
            name, start, "newly_qualified", line_manager=supervisor, qualified_on=start
        )
        _first_year(by, supervisor, learner, start, missed, today)
    start = today - timedelta(QUALIFIED)
    worker.qualified_on, worker.joined_on = start, min(worker.joined_on or start, start)
    worker.save(update_fields=["qualified_on", "joined_on"])
    _first_year(by, supervisor, worker, start, PASSED_OVER, today)
    _train(by, today)
    _students(by, today)
    _help(by, today)


def _known(user: User) -> StaffMember:
    """Return who signs in so as HR knows them: added by the same name if it does not."""
    made = {"name": user.full_name}
    return StaffMember.objects.get_or_create(user=user, defaults=made)[0]


def _staff(name: str, joined: date, whence: str, **told) -> StaffMember:
    return StaffMember.objects.create(
        name=name, joined_on=joined, joined_from=whence, **told
    )


def _first_year(by, supervisor, learner, start: date, missed: int, today) -> None:
    year = years.begin_first_year(
        by=by, staff=learner, supervisor=supervisor, started_on=start,
        registered_on=start + timedelta(12), weekly_hours=Decimal(37),
    )  # fmt: skip
    until = min(today, start + timedelta(365))
    Supervision.objects.bulk_create(_held(year, missed, until))
    DevelopmentHours.objects.bulk_create(_hours(year, until))
    done = (until - start).days * len(year.terms.evidence) // 365
    Evidence.objects.bulk_create(
        Evidence(first_year=year, piece=piece, done_on=start + timedelta(30 + 40 * n))
        for n, piece in enumerate(year.terms.evidence[:done])
        if start + timedelta(30 + 40 * n) < today
    )
    claim = years.claim_funding(
        by=by, year=year, when="registration", claimed_on=start + timedelta(20)
    )
    if start + timedelta(60) < today:
        years.receive_funding(by=by, claim=claim, received_on=start + timedelta(60))
    if start + timedelta(365) <= today:
        years.end_first_year(
            by=by, year=year, ended_on=start + timedelta(364), outcome="passed",
            evaluation="Protected time was kept in all but the busiest months, and "
            "made the difference.",
        )  # fmt: skip


def _held(year: FirstYear, missed: int, until: date) -> Iterator[Supervision]:
    for number, session in enumerate(sessions(year.terms, year.started_on), 1):
        held = session.due_on - timedelta(2)
        if held < until and not (missed and number % missed == 0):
            yield Supervision(first_year=year, held_on=held)


def _hours(year: FirstYear, until: date) -> Iterator[DevelopmentHours]:
    """Half a day most weeks; none in every fifth."""
    weeks = (until - year.started_on).days // 7
    for week in range(weeks):
        if week % 5 != 4:
            day = year.started_on + timedelta(7 * week + 3)
            yield DevelopmentHours(
                first_year=year, day=day, hours=Decimal("3.5"), what=EVERY[week % 4]
            )


def _train(by: User, today: date) -> None:
    needs = [
        training.raise_need(
            by=by, title=title, source=source, reference=where, people=people,
            team=None, raised_on=today - timedelta(330 - 40 * number),
        )
        for number, (title, source, where, people) in enumerate(NEEDS)
    ]  # fmt: skip
    staff = list(StaffMember.objects.here_on(today).by_name()[:40])
    for title, provider, need, ago, capacity, pounds, came, away in COURSES:
        first = today - timedelta(ago)
        course = training.plan_course(
            by=by, title=title, provider=provider, need=needs[need], first_on=first,
            last_on=first + timedelta(1), capacity=capacity, pounds=Decimal(pounds),
        )  # fmt: skip
        marks = ["attended"] * came + ["stayed_away"] * away or ["booked"] * 9
        Place.objects.bulk_create(
            Place(course=course, staff=person, came=mark)
            for person, mark in zip(staff, marks, strict=False)
        )
    training.close_need(
        by=by, need=needs[1], closed_on=today - timedelta(60),
        why_closed="All teams have been on the course; the next audits look again.",
    )  # fmt: skip


def _students(by: User, today: date) -> None:
    """Three final-year students, each tied for two years; and who left in the year."""
    for name, agreed, working in STUDENTS:
        began = today - timedelta(working) if working else None
        engaged = "employee" if began else "student"
        student = _staff(name, began or today, "newly_qualified", engaged=engaged)
        training.grant_bursary(
            by=by, staff=student, course="MA Social Work, Larchwood University",
            pounds=Decimal(10000), agreed_on=today - timedelta(agreed),
            tied_months=24, work_from=began,
        )  # fmt: skip
    for name, why, ago in LEAVERS:
        _staff(
            name, today - timedelta(1500), "other_authority",
            left_on=today - timedelta(ago), leaving_reason=why,
        )  # fmt: skip
    _staff("Amara Osei", today - timedelta(120), "agency_here")


def _help(by: User, today: date) -> None:
    booking = training.book_floor_walkers(
        by=by, what="New forms of the case system", provider="The system's supplier",
        team=None, first_on=today - timedelta(80), last_on=today + timedelta(10),
        days_booked=Decimal(40), pounds_a_day=Decimal(500),
    )  # fmt: skip
    training.use_floor_walkers(by=by, booking=booking, days_used=Decimal("31.5"))
    for name in ("Bea Thornton", "Sunil Perera"):
        training.release_practitioner(
            by=by, staff=_staff(name, today - timedelta(2000), "other_authority"),
            what_for="Advanced practitioner course, Larchwood University",
            first_on=today - timedelta(90), last_on=today + timedelta(90),
            hours_a_week=Decimal("7.4"), pounds=Decimal(4000),
        )  # fmt: skip
