"""The invented council's diaries: of people, chairs, rooms and interpreters, for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Q

from alongside.desk.access.models import User
from alongside.desk.diary.models import (
    Availability,
    Busy,
    CalendarSource,
    FamilyConstraint,
    Resource,
    Term,
    Travel,
)
from alongside.desk.diary.wall import LONDON
from alongside.desk.people.models import Adult, AdultOfChild
from alongside.desk.workforce.models import Membership, Team, Worker

SEED = 6
BEFORE, AHEAD = 12, 28  # weeks whose busy times are known
PLACES = ("Civic Centre", "Thistledown House", "Millbrook Family Hub")
WAYS = {
    ("Civic Centre", "Millbrook Family Hub"): 30,
    ("Civic Centre", "Thistledown House"): 20,
    ("Millbrook Family Hub", "Thistledown House"): 45,
}  # minutes
ROOMS = (
    ("Rowan room", 16, 0), ("Alder room", 12, 0), ("Birch room", 8, 0), ("Elm room", 6, 1),
    ("Hazel room", 12, 1), ("Willow room", 20, 1), ("Aspen room", 8, 2), ("Linden room", 14, 2),
)  # fmt: skip
CHAIRS = (
    "Ida Cranefield",
    "Osric Vane",
    "Petra Loomis",
    "Bram Tolliver",
    "Una Westerby",
)
INTERPRETERS = (
    ("Zofia Kestrel", "Polish"), ("Radu Fenwright", "Romanian"), ("Layla Orchard", "Arabic"),
    ("Dara Penhale", "British Sign Language"),
)  # fmt: skip
OUTSIDE = (("school", 14), ("health", 8), ("police", 3), ("family", 60))
SAID = ("Mother, by telephone", "Father, at a visit", "Grandmother, by telephone")
CANNOT = (  # weekday, from, until, in term time only
    (1, None, None, False), (None, None, time(9, 30), True), (None, time(14, 45), None, True),
    (4, time(12), None, False), (2, None, time(13), False),
)  # fmt: skip
USUAL = (  # from, minutes, how, and the share of days that have it
    (time(9), 60, "busy", 0.25), (time(10), 90, "busy", 0.35), (time(11, 30), 60, "busy", 0.2),
    (time(13), 60, "tentative", 0.12), (time(14), 120, "busy", 0.3), (time(16), 60, "busy", 0.2),
)  # fmt: skip


def keep_diaries(people: dict[str, User], today: date) -> None:
    """Open diaries, and put into them what calendars, families and schools told."""
    by, chance = people["senior_support_officer"], Random(SEED)
    Resource.objects.bulk_create([*_people(), *_shared(), *_outside()])
    _keep_hours(by, today)
    Term.objects.bulk_create(_terms(today))
    ways = (Travel(one=a, other=b, minutes=m) for (a, b), m in WAYS.items())
    Travel.objects.bulk_create(ways)
    _families_said(by, today, chance)
    _read(by, today, chance)


def _people() -> Iterator[Resource]:
    """Whoever works in a team, by sign-in or as the case system names them; each once."""
    seated = Worker.objects.exclude(team=None).select_related("user", "team")
    placed = {
        team: PLACES[number % 3]
        for number, team in enumerate(Team.objects.order_by("pk"))
    }
    known = set()
    for worker in seated:
        known.add(worker.user_id)
        yield Resource(
            kind="person",
            name=worker.user.full_name if worker.user else str(worker),
            user=worker.user,
            worker=worker,
            place=placed[worker.team],
        )
    members = Membership.objects.current().select_related("user", "team")
    for each in members.order_by("user", "pk"):
        if each.user_id not in known:
            known.add(each.user_id)
            name = each.user.full_name
            yield Resource(
                kind="person", name=name, user=each.user, place=placed[each.team]
            )


def _shared() -> Iterator[Resource]:
    for name, seats, place in ROOMS:
        yield Resource(
            kind="room",
            name=name,
            capacity=seats,
            place=PLACES[place],
            hybrid=seats >= 12,
        )
    for name in CHAIRS:
        yield Resource(kind="chair", name=name, place=PLACES[0], hybrid=True)
    for name, language in INTERPRETERS:
        yield Resource(kind="interpreter", name=name, language=language, hybrid=True)


def _outside() -> Iterator[Resource]:
    """Some of the adults around children; those of a school in term time alone."""
    for kind, most in OUTSIDE:
        for adult in Adult.objects.filter(kind=kind).order_by("pk")[:most]:
            address = f"{kind}{adult.pk}@invented.example" if kind != "family" else ""
            yield Resource(
                kind="outside", name=str(adult)[:150], adult=adult, email=address,
                term_only=kind == "school",
            )  # fmt: skip


def _keep_hours(by: User, today: date) -> None:
    """A chair of three days a week, interpreters of some; the others keep the office's."""
    part = {
        CHAIRS[-1]: (0, 1, 2),
        INTERPRETERS[0][0]: (1, 3),
        INTERPRETERS[2][0]: (0, 2, 4),
    }
    Availability.objects.bulk_create(
        Availability(
            resource=each, weekday=weekday, starts=time(9, 30), ends=time(15, 30),
            since=today - timedelta(weeks=52), said_by="Themselves", noted_by=by,
        )
        for each in Resource.objects.filter(name__in=part)
        for weekday in part[each.name]
    )  # fmt: skip


def _terms(today: date) -> Iterator[Term]:
    """Six terms of each school year around this one, of dates as schools have them."""
    for year in (today.year - 1, today.year, today.year + 1):
        for name, first, last in (
            ("Autumn, first half", (year, 9, 2), (year, 10, 23)),
            ("Autumn, second half", (year, 11, 2), (year, 12, 18)),
            ("Spring, first half", (year + 1, 1, 5), (year + 1, 2, 12)),
            ("Spring, second half", (year + 1, 2, 22), (year + 1, 3, 26)),
            ("Summer, first half", (year + 1, 4, 12), (year + 1, 5, 28)),
            ("Summer, second half", (year + 1, 6, 7), (year + 1, 7, 21)),
        ):
            yield Term(
                name=f"{name} {year}/{(year + 1) % 100}",
                first_on=date(*first),
                last_on=date(*last),
            )


def _families_said(by: User, today: date, chance: Random) -> None:
    theirs = AdultOfChild.objects.filter(
        adult__diary__isnull=False, adult__kind="family"
    )
    since = today - timedelta(weeks=20)
    FamilyConstraint.objects.bulk_create(
        FamilyConstraint(
            child_id=child, weekday=weekday, starts=starts, ends=ends, term_only=term,
            since=since, said_by=chance.choice(SAID), said_on=since, noted_by=by,
        )
        for child in sorted(set(theirs.values_list("child", flat=True)))
        for weekday, starts, ends, term in chance.sample(CANNOT, chance.choice((0, 1, 1, 2)))
    )  # fmt: skip


def _read(by: User, today: date, chance: Random) -> None:
    """A calendar of everybody of the council, as last read this morning; one cannot be."""
    now = datetime.combine(today, time(7, 30), LONDON)
    whose = Resource.objects.filter(~Q(kind="outside")).exclude(kind="room")
    sources = CalendarSource.objects.bulk_create(
        CalendarSource(
            resource=each, kind="file", added_by=by, added_at=now, read_at=now
        )
        for each in whose.order_by("pk")
    )
    broken = sources[len(sources) // 2]
    broken.kind, broken.address = (
        "icalendar",
        "https://calendar.invented.example/one.ics",
    )
    broken.problem = "Nobody answers at the address, or breaks off."
    broken.tried_at, broken.read_at = now, now - timedelta(days=3)
    broken.save()
    rows = [row for source in sources for row in _busy(source, today, now, chance)]
    Busy.objects.bulk_create(rows, batch_size=2_000)


def _busy(source, today: date, now: datetime, chance: Random) -> Iterator[Busy]:
    monday = today - timedelta(days=today.weekday() + 7 * BEFORE)
    away = chance.randrange(
        BEFORE + AHEAD
    )  # the week of a holiday that the calendar tells
    for week in range(BEFORE + AHEAD):
        first = monday + timedelta(weeks=week)
        if week == away:
            days = datetime.combine(first, time(), LONDON), timedelta(days=5)
            yield _row(source, days[0], days[0] + days[1], "away", now)
            continue
        for day in (first + timedelta(days=number) for number in range(5)):
            if chance.random() < 0.08:
                whole = datetime.combine(day, time(), LONDON)
                yield _row(source, whole, whole + timedelta(days=1), "elsewhere", now)
            for at, minutes, how, share in USUAL:
                if chance.random() < share:
                    starts = datetime.combine(day, at, LONDON)
                    yield _row(
                        source, starts, starts + timedelta(minutes=minutes), how, now
                    )


def _row(source, starts: datetime, ends: datetime, status: str, now: datetime) -> Busy:
    return Busy(
        resource_id=source.resource_id, source=source, starts_at=starts, ends_at=ends,
        status=status, fetched_at=now,
    )  # fmt: skip
