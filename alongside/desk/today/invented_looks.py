"""A year of the invented council's looks at children, as the audit trail keeps them.

Most are a day's work. A few are not, and are planted: NOSY says which. The rules then
look through the year, as they would have night by night.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from alongside.desk.access.audit import fingerprint
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.people.looks import OPEN
from alongside.desk.people.models import Child, ChildTeam, Restriction, UnusualLook
from alongside.desk.people.unusual import find
from alongside.desk.workforce.models import Membership

SEED, YEAR = 23, 365
LOOKERS = 12
A_DAY = (2, 9)  # looks of a person on a working day, from and to
HOURS = (9, 16)
IDLE = 0.03  # share of looks at a child for whom nothing is open
LATE = 0.004  # share of days on which somebody catches up with records late at night
MEETING = (
    0.006  # share on which a panel of two dozen children is prepared within an hour
)
# Days ago, hour, and how many children of no team of theirs: out of nothing but curiosity.
NOSY = ((203, 23, 4), (121, 12, 6), (64, 22, 3), (9, 13, 5))
SETTLED = timedelta(days=20)
Moment = tuple[datetime, User, Child]


def look_all_year(people: dict[str, User], today: date) -> None:
    """Write the year's looks to the trail, let the rules find, and answer the older ones."""
    lookers = _lookers()
    if not lookers:
        return
    chance = Random(SEED)
    hidden = Restriction.objects.open().values("child")
    others = list(Child.objects.exclude(pk__in=hidden).order_by("pk"))
    keys = {child.pk for child in others}
    busy = {key for each in OPEN for key in each(keys)}
    made = [
        *_work(chance, lookers, busy, today),
        *_curiosity(chance, lookers, others, today),
    ]
    _write(sorted(made, key=lambda each: each[0]))
    found = find(today - timedelta(days=YEAR), today - timedelta(days=1))
    for each in found:
        if each.day < today - SETTLED:
            _answer(each, people["service_manager"])
    UnusualLook.objects.bulk_create(found)


def _lookers() -> list[tuple[User, list[Child]]]:
    """People of teams, each with the children of their teams, oldest record first."""
    current = Membership.objects.current().exclude(how=Membership.How.MANAGES)
    hidden = Restriction.objects.open().values("child")
    found: dict[User, list[Child]] = {}
    for each in current.select_related("user__role").order_by("pk"):
        held = ChildTeam.objects.filter(team=each.team_id).exclude(child__in=hidden)
        children = [one.child for one in held.select_related("child").order_by("pk")]
        if children and each.user.may("see_child"):
            found.setdefault(each.user, []).extend(children)
    return list(found.items())[:LOOKERS]


def _work(chance: Random, lookers, busy: set[int], today: date) -> Iterator[Moment]:
    for ago in range(YEAR, 0, -1):
        day = today - timedelta(days=ago)
        if day.weekday() > 4:
            continue
        for user, children in lookers:
            due = [child for child in children if child.pk in busy] or children
            for _ in range(chance.randint(*A_DAY)):
                which = children if chance.random() < IDLE else due
                yield _at(chance, day, chance.randint(*HOURS)), user, chance.choice(which)  # fmt: skip
            if chance.random() < LATE:
                for child in chance.choices(due, k=4):
                    yield _at(chance, day, 22), user, child
            if chance.random() < MEETING and len(due) >= 24:
                for child in chance.sample(due, 24):
                    yield _at(chance, day, 10), user, child


def _curiosity(chance: Random, lookers, others: list[Child], today: date) -> Iterator[Moment]:  # fmt: skip
    for (ago, hour, count), (user, children) in zip(NOSY, lookers, strict=False):
        theirs = {child.pk for child in children}
        strange = [child for child in others if child.pk not in theirs]
        for child in chance.sample(strange, min(count, len(strange))):
            yield _at(chance, today - timedelta(days=ago), hour), user, child


def _at(chance: Random, day: date, hour: int) -> datetime:
    told = time(hour, chance.randrange(60), chance.randrange(60))
    return timezone.make_aware(datetime.combine(day, told))


def _write(made: list[Moment]) -> None:
    """Add the lines to the chain, as `audit.record` would one by one."""
    last = AuditEntry.objects.order_by("sequence").last()
    sequence, previous = (last.sequence, last.hash) if last else (0, "")
    lines = []
    for moment, user, child in made:
        sequence += 1
        line = AuditEntry(
            sequence=sequence, at=moment, by=user, action="see child",
            subject_type=Child._meta.label, subject_id=str(child.pk), previous=previous,
        )  # fmt: skip
        line.hash = previous = fingerprint(line)
        lines.append(line)
    AuditEntry.objects.bulk_create(lines, batch_size=2000)


def _answer(look: UnusualLook, by: User) -> None:
    """As a manager would have said: curiosity was taken further, all else explained."""
    curious = look.rule in {"outside_teams", "no_reason"}
    look.answer = "further" if curious else "explained"
    look.words = (
        "No work led there. Taken up with the person, and with information governance."
        if curious
        else "Asked: it was part of the day’s work."
    )
    look.answered_by = by
    look.answered_at = timezone.make_aware(
        datetime.combine(look.day + timedelta(days=3), time(11))
    )
