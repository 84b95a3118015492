"""The invented council's promises: a year of call-backs kept and missed, and of concerns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.contacts.concern_clock import Step
from alongside.desk.contacts.concern_models import Concern, ConcernTold
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.topic_models import Topic
from alongside.desk.people.models import Child
from alongside.desk.people.reaching import may_text
from alongside.desk.workforce.models import OutOfHours, Team
from alongside.desk.workforce.office import Office, OfficeDay
from alongside.reckon.clock import LONDON

SEED = 11
A_DAY = 0.9  # call-backs promised on a day that the office opens, on average
CONCERN_EVERY = 6  # days that the office opens
ASKED = (  # who, of which kind, topic, what was said, and what to ring about
    ("A grandmother", "family", "meeting", "When is the meeting, and where?", "The time of the meeting"),
    ("A foster carer", "foster_carer", "payment", "The allowance of last week has not come.", "Last week’s allowance"),
    ("The school office", "school", "document", "We need the minutes of the last meeting.", "The minutes"),
    ("A health visitor", "health", "message", "I saw the family on Monday and want to tell you.", "The visit on Monday"),
    ("A father", "family", "contact_arrangements", "Is the visit on Saturday still on?", "Saturday’s visit"),
)  # fmt: skip
FEARED = (
    ("The school office", "school", "A teacher saw a mark, and was told two stories of how it came."),
    ("A neighbour", "family", "There was shouting in the night, and the children were outside."),
    ("A nurse", "health", "An appointment was missed for the third time, and she is worried."),
)  # fmt: skip
OUTCOMES = ("screened", "screened", "with_plan", "strategy", "section_47", "no_action")


@transaction.atomic
def keep_promises(people: dict[str, User], today: date, now: datetime) -> None:
    """Promise, ring and miss as a desk does; raise concerns, and answer most of them soon."""
    chance, days = Random(SEED), _office_days(today)
    OutOfHours.objects.get_or_create(
        pk=1, defaults={"name": "Emergency duty team", "telephone": "01632 960999", "email": "nights@council.example"},
    )  # fmt: skip
    children = list(Child.objects.visible_to(people["support_officer"])[:200])
    _call_backs(people, children, days, chance, now)
    _owed_now(people, children, days, now)
    _concerns(people, children, days, chance)
    _open_now(people, now)


def _office_days(today: date) -> list[OfficeDay]:
    office = Office.in_force()
    days = (office.on(today - timedelta(n)) for n in range(364, 0, -1))
    return [day for day in days if day]


def _within(day: OfficeDay, chance: Random) -> datetime:
    """A whole minute of an office's day, at least two hours before it closes."""
    minutes = (day.closes - day.opens) // timedelta(minutes=1) - 120
    return day.opens + timedelta(minutes=chance.randrange(minutes))


def _contact(by: User, child: Child, at: datetime, told, outcome="call_back"):
    """A contact about a child: from an adult around them of this kind, if one is known."""
    who, kind, topic, said = told
    link = child.adult_links.filter(adult__kind=kind).order_by("pk").first()
    adult = link and link.adult
    return Contact(
        adult=adult, point=adult and adult.points.in_use().order_by("pk").first(),
        caller_kind=kind, caller_said="" if adult else who, topic=_topic(topic),
        said=said, child=child, team=child.teams.order_by("name").first(),
        outcome=outcome, taken_by=by, began_at=at, logged_at=at,
    )  # fmt: skip


def _topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def _call_backs(
    people, children, days: list[OfficeDay], chance: Random, now: datetime
) -> None:
    by, callers = people["support_officer"], _callers(people)
    contacts, made = [], []
    for day in days:
        if chance.random() > A_DAY:
            continue
        at, (*told, about) = _within(day, chance), chance.choice(ASKED)
        contacts.append(_contact(by, chance.choice(children), at, told))
        made.append(_promise(by, chance.choice(callers), at, about, day, chance))
    for contact, call_back in zip(contacts, made, strict=True):
        contact.save()
        call_back.contact, call_back.point = contact, contact.point
        call_back.save()
        _what_came(call_back, by, chance, now)


def _callers(people: dict[str, User]) -> list[User]:
    return [people["social_worker"]] * 3 + [people["support_officer"]]


def _promise(by, to, at, about, day: OfficeDay, chance: Random) -> CallBack:
    by_when = chance.choice((at + timedelta(hours=1), day.closes))
    return CallBack(
        to=to, by_when=by_when, judged_by=by_when, about=about, promised_by=by,
        promised_at=at,
    )  # fmt: skip


def _what_came(
    call_back: CallBack, manager: User, chance: Random, now: datetime
) -> None:
    """Most got through in time; some after trying, some late, and a few were given up."""
    left = call_back.by_when - call_back.promised_at
    failed = chance.choices((0, 1, 2), (70, 22, 8))[0]
    for n in range(failed):
        at = call_back.promised_at + left * (n + 1) / (failed + 2)
        _attempt(call_back, "no_answer", at)
    if failed and chance.random() < 0.2:
        call_back.given_up_at = call_back.by_when
        call_back.given_up_by, call_back.given_up_why = manager, "Reached by post"
    else:
        late = chance.random() < 0.15
        share = chance.uniform(1.1, 3) if late else chance.uniform(0.75, 1)
        at = _at_work(call_back.promised_at + left * share)
        if at <= now:
            call_back.kept_with = _attempt(call_back, "through", at)
    call_back.save()


def _at_work(at: datetime) -> datetime:
    """A moment while the office is open: this one, or an hour after it opens next."""
    office = Office.in_force()
    opens = office.next_opening(at)
    return at if office.open_at(at) or not opens else opens + timedelta(hours=1)


def _attempt(call_back: CallBack, outcome: str, at: datetime) -> Attempt:
    return Attempt.objects.create(
        call_back=call_back, outcome=outcome, by=call_back.to,
        at=at.replace(second=0, microsecond=0),
    )  # fmt: skip


def _owed_now(
    people: dict[str, User], children, days: list[OfficeDay], now: datetime
) -> None:
    """What waits now: two missed, one of them tried in vain, and four to come.

    All promised on the last day but one that the office opened, and due while it is open:
    those that were missed, on the last. Of every other the caller can be sent a message.
    """
    now = now.replace(second=0, microsecond=0)
    missed, promised = days[-1].closes - timedelta(hours=2), days[-2].opens
    hours = ("social_worker", None), ("social_worker", 2), ("social_worker", 26), ("support_officer", None), ("support_officer", 1), ("support_officer", 30)  # fmt: skip
    by = people["support_officer"]
    for place, (role, after) in enumerate(hours):
        *told, about = ASKED[place % len(ASKED)]
        at = promised + timedelta(minutes=35 * (place + 1))
        by_when = missed if after is None else _at_work(now + timedelta(hours=after))
        known = _may_be_told(by, children[9 * place :], at, told)
        contact = known if known and place % 2 == 0 else _contact(by, children[place], at, told)  # fmt: skip
        contact.save()
        owed = CallBack.objects.create(
            contact=contact, point=contact.point, to=people[role], by_when=by_when, judged_by=by_when,
            about=about, promised_by=by, promised_at=at,
        )  # fmt: skip
        if role == "support_officer" and after is None:
            _attempt(owed, "no_answer", missed - timedelta(hours=1))


def _may_be_told(by: User, children, at: datetime, told) -> Contact | None:
    """A contact about the first of children whose caller can be sent a message, if any."""
    contacts = (_contact(by, child, at, told) for child in children)
    return next((each for each in contacts if each.point and may_text(each.point)), None)  # fmt: skip


def _concerns(people, children, days: list[OfficeDay], chance: Random) -> None:
    """One every few days: most acknowledged within minutes, some late, one in the evening."""
    by, worker = people["support_officer"], people["social_worker"]
    for place, day in enumerate(days[::CONCERN_EVERY]):
        at = _within(day, chance)
        if place % 9 == 8:
            at = datetime.combine(day.day, time(19, 10), LONDON)
        concern = _raised(by, chance.choice(children), at, chance)
        minutes = chance.choices((2, 5, 9, 14, 22, 41), (4, 6, 5, 3, 2, 1))[0]
        begins = at if at < day.closes else at + timedelta(hours=14)
        concern.acknowledged_by = worker
        concern.acknowledged_at = begins + timedelta(minutes=minutes)
        concern.closed_by = people["team_manager"]
        concern.closed_at = concern.acknowledged_at + timedelta(hours=chance.randint(1, 30))  # fmt: skip
        concern.outcome, concern.recorded_as = chance.choice(OUTCOMES), f"R-{4000 + place}"  # fmt: skip
        concern.done = "Talked over with the manager, and decided on what is known."
        concern.save()
        _told(concern, worker, concern.raised_at)


def _raised(by: User, child: Child, at: datetime, chance: Random) -> Concern:
    who, kind, said = chance.choice(FEARED)
    contact = _contact(by, child, at, (who, kind, "concern", said), outcome="duty")
    contact.save()
    return Concern.objects.create(
        contact=contact, team=contact.team, raised_by=by, raised_at=at
    )


def _told(concern: Concern, to: User, at: datetime) -> None:
    ConcernTold.objects.create(
        concern=concern, step=Step.DUTY, on=at.date(), to=to, at=at,
        role=ConcernTold.Role.DUTY,
    )  # fmt: skip


def _open_now(people: dict[str, User], now: datetime) -> None:
    """One that the worker has taken on; and one that nobody has, told to the same worker.

    Both are about children of their team, so that its manager sees them as well.
    """
    by, chance = people["support_officer"], Random(SEED)
    theirs = Team.objects.visible_to(people["social_worker"])
    seen = Child.objects.visible_to(by).filter(teams__in=theirs).order_by("pk")
    children = list(seen.distinct()[:2])
    first, other = children[0], children[-1]
    taken_on = _raised(by, first, now - timedelta(minutes=50), chance)
    _told(taken_on, people["social_worker"], taken_on.raised_at)
    taken_on.acknowledged_by = people["social_worker"]
    taken_on.acknowledged_at = now - timedelta(minutes=43)
    taken_on.save()
    waits = _raised(by, other, now - timedelta(minutes=4), chance)
    _told(waits, people["social_worker"], waits.raised_at)
