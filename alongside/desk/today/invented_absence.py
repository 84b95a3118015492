"""Two years of the invented council's sickness, as HR told it, and of time off in lieu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.workforce.models import Absence, HrUpload, StaffMember, ToilEntry
from alongside.reckon.clock import months_from
from alongside.reckon.council import Council

YEARS = timedelta(days=760)  # so that the last year to 30 September is whole
REASONS = ("Cold or flu", "Stress, not from work", "Stress from work", "Operation", "")
LATE = "Stayed with a child until the carer came"
SICK = "SIC"


def tell_of_absence(council: Council, people: dict[str, User], today: date) -> None:
    """Keep the sickness and the hours of all whom HR knows."""
    by = people["hr_adviser"]
    staff = list(StaffMember.objects.exclude(engaged="agency"))
    HrUpload.objects.create(
        file_name="sickness-invented.xlsx", sealed=b"", uploaded_by=by,
        sickness_from=today - YEARS,
    )  # fmt: skip
    Absence.objects.bulk_create(_spells(council, staff, by, today))
    ToilEntry.objects.bulk_create(_hours(staff, by, today))


def _spells(council: Council, staff, by: User, today: date) -> Iterator[Absence]:
    """Yield each spell begun in two years, once; one that goes on past today has no end."""
    known = {one.registration: one for one in staff if one.registration}
    seen = set()
    for number, away in enumerate(council.absences):
        one, first = known.get(away.worker_id), date.fromordinal(away.first)
        if one is None or away.code != SICK or not today - YEARS <= first <= today:
            continue
        if (one.pk, first) in seen:
            continue
        seen.add((one.pk, first))
        last = date.fromordinal(away.last)
        yield Absence(
            staff=one, user_id=one.user_id, came=Absence.Came.HR,
            kind=Absence.Kind.SICKNESS, first_on=first,
            last_on=last if last < today else None,
            lost=Decimal("0.5") if first == last and number % 2 else None,
            reason=REASONS[number % len(REASONS)], noted_by=by,
        )  # fmt: skip


def _hours(staff, by: User, today: date) -> Iterator[ToilEntry]:
    """Yield what two in three earned in each month of a year, and took in the next."""
    here = [one for one in staff if (one.left_on or today) >= today]
    for number, one in enumerate(here):
        if number % 3 == 2:
            continue
        for back in range(12, -1, -1):
            on = months_from(today, -back)
            earned = Decimal(2 + (number + back) % 4)
            if on < (one.joined_on or on):
                continue
            yield ToilEntry(
                staff=one, on=on, kind="earned", hours=earned, words=LATE, noted_by=by
            )
            if back and (number + back) % 4:
                taken = min(earned, Decimal("1.5") + number % 2)
                day = min(months_from(on, 1) - timedelta(days=3), today)
                yield ToilEntry(
                    staff=one, on=day, kind="taken", hours=taken, noted_by=by
                )
