"""A year of the invented council's contacts: who was in touch, when, about what.

More in the mornings and on Mondays; some families ring again about the same matter, since
nobody had rung them back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import QuerySet
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.contact_models import Contact, new_reference
from alongside.desk.contacts.topic_models import Topic
from alongside.desk.people.models import AdultOfChild, Child, Restriction
from alongside.desk.workforce.models import Membership

SEED, YEAR = 11, 365
A_DAY, MOST = 24, 6000  # contacts of a working day, and of the year
HOURS = {9: 10, 10: 10, 11: 7, 12: 4, 13: 5, 14: 6, 15: 7, 16: 5}
OF_WEEKDAY = (1.25, 1.05, 1, 0.95, 0.8)
AGAIN = 0.16  # share of contacts about which somebody is in touch once more
NEW = timedelta(days=2)  # within which a message may not have been seen yet
# What each kind of caller asks, and how often: a safeguarding concern has pages of its own.
TOPICS = {
    "family": {"contact_arrangements": 6, "meeting": 5, "message": 5, "document": 2, "complaint": 1, "other": 2},
    "foster_carer": {"message": 4, "contact_arrangements": 4, "meeting": 3, "document": 2, "other": 1},
    "school": {"meeting": 6, "message": 4, "document": 3, "other": 1},
    "health": {"meeting": 4, "document": 4, "message": 3, "other": 1},
    "police": {"message": 3, "document": 3, "other": 1},
    "other": {"message": 3, "document": 2, "meeting": 2, "other": 2},
}  # fmt: skip
SAID = {
    "contact_arrangements": ("Asked when the next contact is, and who brings them.", "Cannot come on Saturday; asked for another day.", "Asked whether contact can be longer in the holidays."),
    "meeting": ("Asked when and where the meeting is.", "Cannot come to the meeting; sends a report.", "Asked who else is coming, and for how long it is."),
    "message": ("Asked for the social worker to ring.", "Running late for the visit.", "Changed their telephone number."),
    "document": ("Asked for a copy of the plan.", "Sent the report that was asked for; asked if it came.", "Asked for the minutes."),
    "complaint": ("Unhappy that nobody rang back.", "Said that the worker changed and nobody told them."),
    "other": ("Asked how to get travel paid back.", "Asked which team they are with now."),
}  # fmt: skip
CHANNELS = {"phone": 14, "email": 3, "text": 2, "in_person": 1, "letter": 1}
CHECKS = {"asked": 8, "voice": 3, "rang_back": 2, "not_checked": 2}
OUTCOMES = {"answered": 12, "message": 5, "duty": 1}


def answer_contacts(people: dict[str, User], today: date) -> None:
    """Log a year of contacts, most of them answered at once and some of them repeated."""
    chance = Random(SEED)
    around, takers = _around(), _takers()
    if not around or not takers:
        return
    topics = {topic.code: topic for topic in Topic.objects.all()}
    made = list(_contacts(chance, around, takers, topics, today))[-MOST:]
    _refer(made)
    _pass_on(made)
    Contact.objects.bulk_create(made, batch_size=1000)


def _around() -> list[AdultOfChild]:
    """Adults with a child whose record nobody restricts, in a chance-free order."""
    hidden = Restriction.objects.open().values("child")
    links = AdultOfChild.objects.exclude(child__in=hidden)
    return list(links.select_related("adult", "child").order_by("pk"))


def _takers() -> dict[int, list[User]]:
    """By team, those who answer for it: its support officers, else its senior."""
    return _by_team(Membership.objects.filter(how=Membership.How.SUPPORTS))


def _contacts(chance, around, takers, topics, today) -> Iterator[Contact]:
    waiting: list[tuple[date, Contact]] = []
    teams = _teams()
    for ago in range(YEAR, -1, -1):
        day = today - timedelta(days=ago)
        if day.weekday() > 4:
            continue
        for _ in range(
            round(A_DAY * OF_WEEKDAY[day.weekday()] * chance.uniform(0.8, 1.2))
        ):
            link = chance.choice(around)
            made = _one(chance, link, teams, takers, topics, _moment(chance, day))
            if made:
                yield made
                if chance.random() < AGAIN:
                    waiting.append((day + timedelta(days=chance.randint(1, 9)), made))
        for when, first in [each for each in waiting if each[0] <= day]:
            waiting.remove((when, first))
            if (at := _moment(chance, day)) <= timezone.now():
                yield _again(chance, first, at)


def _teams() -> dict[int, int]:
    """The team of each child, of several the first by name."""
    held = Child.teams.through.objects.order_by("-team__name")
    return dict(held.values_list("child", "team"))


def _one(chance, link, teams, takers, topics, at: datetime) -> Contact | None:
    team = teams.get(link.child_id)
    if not takers.get(team) or at > timezone.now():
        return None
    code = _drawn(chance, TOPICS[link.adult.kind])
    check = _drawn(chance, CHECKS)
    return Contact(
        channel=_drawn(chance, CHANNELS), adult=link.adult, caller_kind=link.adult.kind,
        child=link.child, team_id=team, topic=topics[code], said=chance.choice(SAID[code]),
        checked_how=check, checked=check != "not_checked", outcome=_came_of_it(chance, check),
        taken_by=chance.choice(takers[team]), began_at=at,
        logged_at=at + timedelta(minutes=chance.randint(1, 6)),
    )  # fmt: skip


def _again(chance, first: Contact, at: datetime) -> Contact:
    """The same caller about the same matter, some days later."""
    return Contact(
        channel=first.channel, adult=first.adult, caller_kind=first.caller_kind,
        child=first.child, team_id=first.team_id, topic=first.topic,
        said=f"Asked again. {first.said}", checked_how=first.checked_how,
        checked=first.checked, outcome=_came_of_it(chance, first.checked_how),
        taken_by=first.taken_by, began_at=at,
        logged_at=at + timedelta(minutes=chance.randint(1, 6)),
    )  # fmt: skip


def _came_of_it(chance: Random, check: str) -> str:
    """Nobody unchecked is answered about a child: of them a message is taken."""
    outcome = _drawn(chance, OUTCOMES)
    unchecked = check == "not_checked" and outcome == "answered"
    return "message" if unchecked else outcome


def _pass_on(made: list[Contact]) -> None:
    """Pass messages to a colleague of the child’s team, who saw all but some of the newest.

    With a chance of its own: what came of a contact stands as it was drawn.
    """
    chance, colleagues, now = Random(SEED + 1), _colleagues(), timezone.now()
    for each in made:
        if each.outcome != Contact.Outcome.MESSAGE or not colleagues[each.team_id]:
            continue
        each.passed_to = chance.choice(colleagues[each.team_id])
        seen_at = each.logged_at + timedelta(minutes=chance.randint(5, 400))
        if now - each.logged_at > NEW or (seen_at <= now and chance.random() < 0.5):
            each.seen_at, each.seen_by = min(seen_at, now), each.passed_to


def _colleagues() -> defaultdict[int, list[User]]:
    """By team, who works in it or manages it, and may read a contact."""
    return _by_team(Membership.objects.exclude(how=Membership.How.SUPPORTS))


def _by_team(members: QuerySet[Membership]) -> defaultdict[int, list[User]]:
    """Of these, by team, who belongs to it now and may read a contact."""
    found: defaultdict[int, list[User]] = defaultdict(list)
    for each in members.current().select_related("user__role").order_by("pk"):
        if each.user.may("log_contact"):
            found[each.team_id].append(each.user)
    return found


def _refer(made: list[Contact]) -> None:
    """Give each a reference of its own: drawn, two may be alike."""
    given = set(Contact.objects.values_list("reference", flat=True))
    for each in made:
        while each.reference in given:
            each.reference = new_reference()
        given.add(each.reference)


def _moment(chance: Random, day: date) -> datetime:
    """Some minute while the office is open, which it is on Fridays until half past four."""
    hour = _drawn(chance, HOURS)
    minute = chance.randrange(30 if hour == 16 else 60)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _drawn(chance: Random, weighed: dict):
    return chance.choices(list(weighed), list(weighed.values()))[0]
