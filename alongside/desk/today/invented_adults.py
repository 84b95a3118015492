"""The adults around the invented council's children, and the numbers they ring from.

Telephone numbers are of the ranges that Ofcom keeps for drama: nobody has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Allocation
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint
from alongside.desk.people.names import in_one_line
from alongside.reckon.council.names import FIRST, staff_name

MOBILE = "+447700900"
DRAMA = (
    "+441632960", "+441134960", "+441144960", "+441154960", "+441164960",
    "+441174960", "+441184960", "+441214960", "+441314960", "+441414960", "+441514960",
    "+441614960", "+442079460",
)  # fmt: skip
HELPS = ("An interpreter for Polish", "Speak slowly, and say things twice", "Ring, do not text: reading is hard")  # fmt: skip
SHARED = (  # professionals: kind, organisation, what they are, one for how many families
    ("school", "{} Primary School (invented)", "teacher", 30),
    ("health", "{} Health Centre (invented)", "health_visitor", 45),
    ("police", "Thistledown Vale Police (invented)", "police_officer", 200),
)
KNOWN = AdultOfChild.Known
Made = tuple[Adult, list[tuple[Child, str, str]]]


def bring_adults(people: dict[str, User], today: date) -> None:
    """Give each family its adults, each of them a number, and most what is safe with it."""
    by, families = people["support_officer"], _families()
    made = [*_of_families(by, families), *_professionals(by, families)]
    for adult, _ in made:
        adult.sought = in_one_line(adult.name, adult.organisation)
    Adult.objects.bulk_create(adult for adult, _ in made)
    AdultOfChild.objects.bulk_create(
        AdultOfChild(
            adult=adult, child=child, relationship=what, parental_responsibility=has
        )
        for adult, around in made
        for child, what, has in around
    )
    ContactPoint.objects.bulk_create(
        point
        for number, (adult, _) in enumerate(made)
        for point in _points(number, adult, today)
    )


def _families() -> list[list[Child]]:
    """Children whose case is held, by family; one of no known family is one alone."""
    found: defaultdict[str, list[Child]] = defaultdict(list)
    for child in Child.objects.exclude(allocation=None).order_by("pk"):
        found[child.family_id or f"child {child.pk}"].append(child)
    return list(found.values())


def _of_families(by: User, families: list[list[Child]]) -> Iterator[Made]:
    """A mother of all, a father of three in four, a grandmother of one in three."""
    in_care = set(
        Allocation.objects.filter(plan=Allocation.Plan.LOOKED_AFTER).values_list(
            "child", flat=True
        )
    )
    for number, family in enumerate(families):
        surname = family[0].surname
        yield _of(by, number, surname, family, "mother", KNOWN.YES)
        if number % 4:
            has = (KNOWN.YES, KNOWN.NO, KNOWN.UNKNOWN)[number % 3]
            yield _of(by, number + 11, surname, family, "father", has)
        if number % 3 == 0:
            yield _of(by, number + 23, surname, family, "grandparent", KNOWN.NO)
        cared_for = [child for child in family if child.pk in in_care]
        if cared_for:
            name = staff_name(4000 + number)
            carer = Adult(name=name, kind="foster_carer", added_by=by)
            yield carer, [(child, "foster_carer", KNOWN.NO) for child in cared_for]


def _of(
    by, number: int, surname: str, family: list[Child], what: str, has: str
) -> Made:
    name = f"{FIRST[number * 7 % len(FIRST)]} {surname}".strip()
    helps = HELPS[number // 9 % len(HELPS)] if number % 9 == 0 else ""
    adult = Adult(name=name, kind="family", helps=helps, added_by=by)
    return adult, [(child, what, has) for child in family]


def _professionals(by: User, families: list[list[Child]]) -> Iterator[Made]:
    for place, (kind, called, what, each) in enumerate(SHARED):
        for number in range(0, len(families), each):
            theirs = [c for family in families[number : number + each] for c in family]
            order = 5000 + 500 * place + number // each
            adult = Adult(
                name=staff_name(order),
                kind=kind,
                organisation=called.format(FIRST[order % len(FIRST)]),
                added_by=by,
            )
            yield adult, [(child, what, KNOWN.NO) for child in theirs]


def _points(number: int, adult: Adult, today: date) -> Iterator[ContactPoint]:
    """A telephone each: safe, safe in some hours, not safe, or nobody said; some failed.

    Three in four are mobiles, until those that nobody has are used up.
    """
    four, place = divmod(number, 4)
    value = f"{DRAMA[number % len(DRAMA)]}{number // len(DRAMA) % 1000:03}"
    if place and 3 * four + place <= 1000:
        value = f"{MOBILE}{3 * four + place - 1:03}"
    point = ContactPoint(adult=adult, channel="phone", value=value)
    if number % 5:
        point.safe_to_ring = "no" if number % 10 == 7 else "yes"
        point.safe_to_text = ("yes", "no", "unknown")[number % 3]
        point.safe_to_voicemail = ("unknown", "yes", "no", "no")[number % 4]
        point.told_by, point.told_on = (
            "They themselves",
            today - timedelta(number % 200),
        )
    if number % 6 == 1:
        point.ring_from, point.ring_until = time(9), time(15)
    noon = timezone.make_aware(datetime.combine(today, time(12)))
    tried = noon - timedelta(days=1 + number % 40)
    point.worked_at = tried if number % 3 else None
    point.failed_at = tried + timedelta(hours=3) if number % 8 == 2 else None
    yield point
    if adult.organisation:
        mail = in_one_line(adult.name)
        yield ContactPoint(
            adult=adult, channel="email", value=f"{mail}@example.org", safe_to_text="yes",
            told_by="Their organisation", told_on=today,
        )  # fmt: skip
