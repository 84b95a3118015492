"""A year of what the invented social workers asked of their support officers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.people.models import Child, ChildTeam, Restriction
from alongside.desk.support.models import SupportRequest, Task, TaskVersion
from alongside.desk.workforce.models import Membership, Team

SEED = 11
YEAR, A_TEAM = 365, 48  # days, and requests of a team in them
DONE_WITHIN, OPEN_SINCE = 6, 9  # days
OFTEN = (
    "book-transport", "arrange-contact", "type-chronology", "take-minutes", "copy-bundle",
    "chase-reports", "book-interpreter", "arrange-meeting", "print-papers", "request-checks",
    "answer-payment-query", "fill-referral-form", "check-identity", "book-medical",
)  # fmt: skip
INSTRUCTIONS = (
    "The papers are in the folder of the last meeting.", "",
    "By e-mail to me first, then to the others.", "Ring the school before ten.", "",
)  # fmt: skip
NOT_OURS = (
    ("Please write up the assessment from my notes", "write-assessment"),
    ("Go through the file and make a chronology", "create-chronology"),
    ("Sit in on the contact at three, I am double-booked", "supervise-contact"),
    ("Call in on the siblings, the visit is late", "statutory-visit"),
    ("Add a paragraph on how safe the home is now", "analyse-risk"),
    ("Cover reception until two", "staff-reception"),
    ("Order toner and lanyards", "order-stationery"),
    ("Minute the managers’ meeting", "type-management-papers"),
)  # fmt: skip
SHARE_NOT_OURS, SHARE_ONCE, SHARE_WITHDRAWN = 0.11, 0.35, 0.04
RETURNED = "Which of the two schools is meant? The file has both."
HELD = "The school is closed until then."


def ask_all_year(people: dict[str, User], today: date) -> None:
    """Write the year's requests of every team; then what is open of the first."""
    chance = Random(SEED)
    versions = {each.task.code: each for each in TaskVersion.objects.in_order()}
    hidden = Restriction.objects.open().values("child")
    made = [
        request
        for team in Team.objects.active().order_by("name")
        for request in _of_team(team, hidden, people, today, versions, chance)
    ]
    SupportRequest.objects.bulk_create(made, batch_size=1000)
    _open_now(people, today)


def _of_team(team, hidden, people, today, versions, chance: Random) -> Iterator:
    children = list(
        ChildTeam.objects.filter(team=team).exclude(child__in=hidden)
        .order_by("child").values_list("child", flat=True)[:60]
    )  # fmt: skip
    if not children:
        return
    askers, officers = _people_of(team, people)
    leans = chance.uniform(0.5, 1.6)  # teams differ in what they ask
    for _ in range(A_TEAM):
        day = today - timedelta(chance.randint(OPEN_SINCE + 1, YEAR - 1))
        day -= timedelta(max(0, day.weekday() - 4))
        asked = SupportRequest(
            team=team, asked_by=chance.choice(askers), asked_at=_at(day, chance),
            due_on=day + timedelta(chance.randint(2, 20)) if chance.random() < 0.8 else None,
            instructions=chance.choice(INSTRUCTIONS), taken_by=chance.choice(officers),
        )  # fmt: skip
        if chance.random() < SHARE_NOT_OURS * leans:
            _not_ours(asked, versions, chance)
        else:
            _of_the_list(asked, children, versions, chance)
        asked.closed_by = (
            asked.asked_by if asked.outcome == "withdrawn" else asked.taken_by
        )
        asked.closed_at = _at(day + timedelta(chance.randint(0, DONE_WITHIN)), chance)
        yield asked


def _people_of(team: Team, people: dict[str, User]) -> tuple[list[User], list[User]]:
    """Who asks and who does in a team; where it has nobody who signs in, the invented ones."""
    how = Membership.How
    theirs = Membership.objects.current().filter(team=team).select_related("user__role")
    members = list(theirs.by_name())
    askers = [each.user for each in members if each.how != how.SUPPORTS]
    officers = [
        each.user for each in members if each.user.role.code == "support_officer"
    ]
    return askers or [people["social_worker"]], officers or [people["support_officer"]]


def _at(day: date, chance: Random) -> datetime:
    return timezone.make_aware(
        datetime.combine(day, time(chance.randint(8, 16), chance.randint(0, 59)))
    )


def _not_ours(asked: SupportRequest, versions, chance: Random) -> None:
    asked.own_words, code = chance.choice(NOT_OURS)
    asked.marked_as = versions[code]
    asked.outcome = "once" if chance.random() < SHARE_ONCE else "declined"


def _of_the_list(asked: SupportRequest, children, versions, chance: Random) -> None:
    asked.task = versions[chance.choice(OFTEN)].task
    asked.child_id = chance.choice(children) if chance.random() < 0.9 else None
    asked.outcome = "withdrawn" if chance.random() < SHARE_WITHDRAWN else "done"


def _open_now(people: dict[str, User], today: date) -> None:
    """What stands open in the first worker's team: a request in every state there is."""
    worker, manager = people["social_worker"], people["team_manager"]
    officer = people["support_officer"]
    team = Team.objects.visible_to(worker).order_by("name").first()
    if team is None:
        return
    children = list(Child.objects.visible_to(worker).by_name()[:8])
    now = timezone.now()
    told = (
        (worker, "type-chronology", -1, {}),
        (worker, "book-transport", 2, {"taken_by": officer}),
        (worker, "chase-reports", 5, {"returned_at": now - timedelta(1), "returned_why": RETURNED}),
        (worker, "arrange-contact", 12, {"taken_by": officer, "held_until": today + timedelta(6), "held_why": HELD}),
        (manager, "copy-bundle", 0, {}),
        (manager, "request-checks", 8, {}),
        (manager, "book-interpreter", 1, {"taken_by": officer}),
    )  # fmt: skip
    made = [
        SupportRequest(
            team=team, task=Task.objects.get(code=code), child=child, asked_by=by,
            asked_at=now - timedelta(days=3, hours=number),
            due_on=today + timedelta(due), instructions=INSTRUCTIONS[0], **more,
        )
        for number, ((by, code, due, more), child) in enumerate(
            zip(told, children * len(told), strict=False)
        )
    ]  # fmt: skip
    words = SupportRequest(
        team=team, own_words="Write the assessment from my notes, it is due on Friday",
        child=children[0] if children else None, asked_by=worker,
        asked_at=now - timedelta(hours=5), due_on=today + timedelta(3),
    )  # fmt: skip
    SupportRequest.objects.bulk_create([*made, words])
