"""Puts the invented council into an empty desk: exports, imports, people, marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.db.models import Count, Q
from django.utils import timezone

from alongside.desk.access.invented import invent_sign_ins
from alongside.desk.access.models import User
from alongside.desk.casework import actions, reading
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.people.actions import restrict_record
from alongside.desk.people.models import Child
from alongside.desk.today.invented_absence import tell_of_absence
from alongside.desk.today.invented_adults import bring_adults
from alongside.desk.today.invented_agency import engage
from alongside.desk.today.invented_away import send_away
from alongside.desk.today.invented_budgets import keep_budgets
from alongside.desk.today.invented_cards import meet_tomorrow, set_cards
from alongside.desk.today.invented_caseloads import judge_caseloads
from alongside.desk.today.invented_colleagues import invite_colleagues
from alongside.desk.today.invented_committee import decide_all_year
from alongside.desk.today.invented_contacts import answer_contacts
from alongside.desk.today.invented_diary import keep_diaries
from alongside.desk.today.invented_duty import keep_rota
from alongside.desk.today.invented_faults import settle_faults
from alongside.desk.today.invented_grants import win_grants
from alongside.desk.today.invented_keeping import protect_data
from alongside.desk.today.invented_layouts import import_core_groups
from alongside.desk.today.invented_learning import teach
from alongside.desk.today.invented_looks import look_all_year
from alongside.desk.today.invented_meetings import meet_all_year
from alongside.desk.today.invented_messages import receive_mail, write_to_callers
from alongside.desk.today.invented_money import price_posts
from alongside.desk.today.invented_monitoring import keep_months
from alongside.desk.today.invented_openings import open_records
from alongside.desk.today.invented_options import weigh_options
from alongside.desk.today.invented_owned import share_out
from alongside.desk.today.invented_payments import query_payments
from alongside.desk.today.invented_pilots import try_out
from alongside.desk.today.invented_promises import keep_promises
from alongside.desk.today.invented_pulses import pulse
from alongside.desk.today.invented_quality import look_at_quality
from alongside.desk.today.invented_requests import ask_all_year
from alongside.desk.today.invented_service_accounts import let_programs_in
from alongside.desk.today.invented_steering import steer
from alongside.desk.today.invented_supervision import supervise
from alongside.desk.today.invented_support_posts import keep_posts
from alongside.desk.today.invented_time import press
from alongside.desk.workforce.actions import assign_team
from alongside.desk.workforce.models import Membership, Team, Worker
from alongside.reckon.council import Council, build
from alongside.reckon.council.ssd import write_tables, write_zip

Say = Callable[[str], None]
SEED = 1
WORKS, MANAGES, SUPPORTS = (
    Membership.How.WORKS_IN,
    Membership.How.MANAGES,
    Membership.How.SUPPORTS,
)


def begin(home: Path, today: date, children: int, say: Say) -> list[tuple[User, str]]:
    """Make the council as at today, and the desk as at yesterday evening.

    This morning's export waits in the folder `exports`, to be imported by hand.
    """
    say(f"Inventing a council with {children:,} open children")
    council = build(children, SEED, today)
    sign_ins = invent_sign_ins()
    people = {user.role.code: user for user, _ in sign_ins}
    for days in (8, 1):
        day = today - timedelta(days)
        say(f"Importing its export of {day:%A} {day.day} {day:%B}")
        _import(people["analyst"], _exported(council, day, home), day)
        if days > 1:
            import_core_groups(people["analyst"], council, day)
    say("Putting people into their teams")
    _place(council, people, today)
    keep_posts(council, people, today)
    invite_colleagues(people, today)
    engage(council, people, today)
    price_posts(people, today)
    keep_budgets(people, today)
    tell_of_absence(council, people, today)
    for step in YEAR:
        step(people, today)
    say("Writing this morning's export, for you to import")
    _exported(council, today, home)
    return sign_ins


def _exported(council: Council, day: date, home: Path) -> Path:
    folder = home / "exports" / day.isoformat()
    about = f"Seed {council.seed}, as at {day.isoformat()}"
    tables = write_tables([council.extract(day)], folder, about)
    packed = write_zip(tables, home / "exports" / f"case-system-{day.isoformat()}.zip")
    for table in tables:
        table.unlink()
    folder.rmdir()
    return packed


def _import(by: User, path: Path, day: date) -> Extract:
    extract = actions.upload_extract(
        by=by, name=path.name, contents=path.read_bytes(), as_at=day
    )
    reading.work_out(extract)
    actions.apply_extract(by=by, extract=extract, checked=True)
    actions.write_extract(extract)
    return extract


def _place(council: Council, people: dict[str, User], today: date) -> None:
    """One team each for a manager and a worker, two for an officer, all for her senior."""
    by, teams = people["administrator"], list(Team.objects.directory())
    protection = [t for t in teams if t.kind == Team.Kind.CHILD_PROTECTION]
    looked_after = [t for t in teams if t.kind == Team.Kind.LOOKED_AFTER]
    first = (protection or teams)[0]
    placed = [
        ("support_officer", [first, *looked_after[:1]], SUPPORTS),
        ("senior_support_officer", teams, SUPPORTS),
        ("team_manager", [first], MANAGES),
        ("social_worker", [first], WORKS),
    ]
    since = today - timedelta(days=120)
    for role, theirs, how in placed:
        for team in theirs:
            assign_team(by=by, user=people[role], team=team, how=how, since=since)
    busiest = (
        Worker.objects.filter(team=first)
        .annotate(open=Count("dues", filter=Q(dues__status=Due.Status.OPEN)))
        .order_by("-open", "pk")
        .first()
    )
    if busiest:
        busiest.user = people["social_worker"]
        # Who signs in goes by one name, with HR and in the exports that come.
        busiest.name = busiest.user.full_name
        busiest.save(update_fields=["user", "name"])
        council.staff.rename(busiest.source_id, busiest.name)
    hidden = Child.objects.filter(teams=first).by_name().last()
    if hidden:
        restrict_record(
            by=people["service_manager"],
            child=hidden,
            reason="A relative works in the service.",
            people=[people["team_manager"]],
        )


def _mark(people: dict[str, User], today: date) -> None:
    """A few days of an officer's work: asked, done and waiting, and one that is wrong."""
    officer = people["support_officer"]
    late = list(Due.objects.visible_to(officer).overdue(today).due_first()[:18])
    shares = (
        (late[0:18:3], Mark.Kind.ASKED, "Asked by phone; will visit this week."),
        (late[1:18:6], Mark.Kind.AWAITING, "Visited; to be written up."),
        (late[4:5], Mark.Kind.WRONG, "The visit is recorded under a sibling."),
    )
    for dues, kind, note in shares:
        if dues:
            done = today - timedelta(days=2) if kind == Mark.Kind.AWAITING else None
            actions.mark_dues(by=officer, dues=dues, kind=kind, note=note, done_on=done)


# What people did in the year, in this order: each may rest on those before it.
YEAR: tuple[Callable[[dict[str, User], date], object], ...] = (
    send_away,
    bring_adults,
    look_all_year,
    set_cards,
    query_payments,
    answer_contacts,
    _mark,
    open_records,
    meet_tomorrow,
    share_out,
    keep_diaries,
    meet_all_year,
    lambda people, _: settle_faults(people),
    judge_caseloads,
    look_at_quality,
    teach,
    supervise,
    keep_rota,
    partial(keep_months, seed=SEED),
    try_out,
    win_grants,
    weigh_options,
    ask_all_year,
    steer,
    decide_all_year,
    press,
    write_to_callers,
    receive_mail,
    pulse,
    lambda people, today: keep_promises(people, today, timezone.now()),
    let_programs_in,
    protect_data,
)
