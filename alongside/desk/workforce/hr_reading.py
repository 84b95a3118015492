"""The rows of a table from HR, read by the columns that a person named; the rest refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.desk.read_tables import rows_of
from alongside.desk.workforce.hr_fields import SICKNESS, STAFF
from alongside.desk.workforce.hr_people import Newcomer, People, Wrong
from alongside.desk.workforce.hr_years import with_whole_years
from alongside.desk.workforce.models import Holding, Team
from alongside.desk.workforce.staff_models import StaffMember
from alongside.reckon.absence import most_lost
from alongside.reckon.clock import Clock
from alongside.reckon.intake.reports import Seen
from alongside.reckon.intake.values import Cell, as_date, as_id, as_text

MOST = {"lost": Decimal(9999), "fte": Decimal(2), "earned": Decimal(200), "taken": Decimal(200)}  # fmt: skip

ILLNESS = re.compile(r"\b(sick|ill)", re.IGNORECASE)


@dataclass(frozen=True)
class HrFinding:
    """A row that is refused, or taken and worth a look: where it is, what, what to do."""

    sheet: str
    row: int
    column: str
    what: str
    do: str
    refused: bool = True

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class HrRow:
    """One row as it was read: who it is about, and what it tells of them."""

    who: StaffMember | Newcomer
    told: Mapping[str, Any]


@dataclass
class HrRead:
    rows: list[HrRow] = field(default_factory=list)
    findings: list[HrFinding] = field(default_factory=list)
    left_out: int = 0  # rows of another type of absence

    @property
    def refused(self) -> list[HrFinding]:
        return [each for each in self.findings if each.refused]


def read(
    seen: Seen, holds: str, columns: Mapping[str, str], people: People, today: date
) -> HrRead:
    """Return a table's rows, and each row that is refused with why."""
    found, once = HrRead(), Counter()
    look_out = _Known() if holds == STAFF else None
    for number, cells in with_whole_years(list(rows_of(seen, columns)), columns, today):
        try:
            made = _row(holds, cells, people, today)
            _only_once(holds, made, once)
        except Wrong as wrong:
            doubts, refused = [(wrong.code, wrong.what, wrong.do)], True
        else:
            doubts, refused = [], False
            if made is None:
                found.left_out += 1
                continue
            found.rows.append(made)
            doubts += _another_name(made.who, _text(cells, "name"))
            doubts += look_out.of(made) if look_out else ()
            doubts += _too_many(made, today) if holds == SICKNESS else ()
        found.findings += [
            HrFinding(seen.name, number, columns.get(code, ""), what, do, refused)
            for code, what, do in doubts
        ]
    return found


def _row(
    holds: str, cells: Mapping[str, Cell], people: People, today: date
) -> HrRow | None:
    kind = _text(cells, "type")
    if holds == SICKNESS and kind and not ILLNESS.search(kind):
        return None
    number = str(as_id(cells.get("number", ""))[0] or "")
    who = people.find(number, _text(cells, "name"))
    readers = {SICKNESS: _sickness, STAFF: _staff}
    return HrRow(who, readers.get(holds, _toil)(cells, today))


def _sickness(cells: Mapping[str, Cell], today: date) -> dict[str, Any]:
    first, last = _day(cells, "first_on"), _day(cells, "last_on")
    back = _day(cells, "back_on")
    if first is None:
        raise Wrong("first_on", "The first day is missing.", "Enter it in HR.")
    if first > today:
        raise Wrong("first_on", "The first day is still to come.", "Look at the year.")
    if last and last < first:
        raise Wrong("last_on", "The last day is before the first.", "Correct it in HR.")
    if back and not last:
        last = back - timedelta(days=1)
        if last < first:
            raise Wrong("back_on", "The first day back is not after the first day of "
                        "sickness.", "Correct it in HR.")  # fmt: skip
    return {
        "first_on": first, "last_on": last, "lost": _number(cells, "lost"),
        "reason": _text(cells, "reason")[:80],
    }  # fmt: skip


def _staff(cells: Mapping[str, Cell], today: date) -> dict[str, Any]:
    joined, left = _day(cells, "joined_on"), _day(cells, "left_on")
    if joined and left and left < joined:
        raise Wrong("left_on", "The last day is before the first.", "Correct it in HR.")
    return {
        "fte": _number(cells, "fte"), "joined_on": joined, "left_on": left,
        "team": _text(cells, "team"), "post": _text(cells, "post"),
    }  # fmt: skip


def _toil(cells: Mapping[str, Cell], today: date) -> dict[str, Any]:
    on = _day(cells, "on")
    if on is None:
        raise Wrong("on", "The day or month is missing.", "Enter it in HR.")
    if on > today:
        raise Wrong("on", "The day is still to come.", "Look at the year.")
    told = {code: _number(cells, code) for code in ("earned", "taken")}
    if not any(told.values()):
        raise Wrong("earned", "The row has no hours.", "Nothing, where there are none.")
    return {"on": on} | told


def _only_once(holds: str, made: HrRow | None, once: Counter) -> None:
    """Refuse a second row of one person (and first day) that tells otherwise."""
    if made is None:
        return
    told = made.told
    who = made.who.pk if isinstance(made.who, StaffMember) else made.who
    key = (who, told.get("first_on")) if holds == SICKNESS else (who,)
    if holds in (SICKNESS, STAFF):
        once[key] += 1
        if once[key] > 1:
            raise Wrong(
                "first_on" if holds == SICKNESS else "number",
                "An earlier row is about the same person"
                + (" and first day." if holds == SICKNESS else "."),
                "Keep one of them.",
            )


def _too_many(made: HrRow, today: date) -> Iterable[tuple[str, str, str]]:
    """Yield a doubt where more days were lost than the spell has working days."""
    first, lost = made.told["first_on"], made.told["lost"]
    most = most_lost(first, made.told["last_on"] or today, Clock.england())
    if lost is not None and lost > most:
        yield (
            "lost", f"{lost:f} days lost, of a spell with {most} working days.",
            "It counts as told. Correct it in HR, and import it again.",
        )  # fmt: skip


def _another_name(
    who: StaffMember | Newcomer, name: str
) -> Iterable[tuple[str, str, str]]:
    """Yield a doubt where the number is known here under a name of other words."""
    if name and _words(name) != _words(who.name):
        yield (
            "name", "This payroll number is of somebody with another name here.",
            "Compare the two, and correct whichever is wrong.",
        )  # fmt: skip


def _words(name: str) -> set[str]:
    """The words of a name, whatever their order: `Lunn, Bea` is `Bea Lunn`."""
    return set(re.findall(r"\w+", name.casefold()))


def _text(cells: Mapping[str, Cell], code: str) -> str:
    return str(as_text(cells.get(code, ""))[0] or "")


def _day(cells: Mapping[str, Cell], code: str) -> date | None:
    day, problem = as_date(cells.get(code, ""))
    if problem and day is None:
        # The reader of cells leaves blank what it cannot tell; here the row is refused.
        what = problem.what.replace("; it was left blank.", ".")
        raise Wrong(code, what, problem.do)
    return day if isinstance(day, date) else None


def _number(cells: Mapping[str, Cell], code: str) -> Decimal | None:
    said = _text(cells, code)
    if not said:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal("NaN")
    if not (number.is_finite() and 0 <= number <= MOST[code]):
        raise Wrong(
            code, f"{said!r} is not a number from 0 to {MOST[code]}.",
            "Correct it in HR, or choose another column.",
        )  # fmt: skip
    return number.quantize(Decimal("0.01")) if number else Decimal(0)


class _Known:
    """Which teams there are, and which posts people hold: HR may say otherwise."""

    def __init__(self) -> None:
        self.teams = {name.casefold() for name in Team.objects.values_list("name", flat=True)}  # fmt: skip
        self.held: dict[int, set[str]] = {}
        for staff, post in Holding.objects.values_list("staff", "post__number"):
            self.held.setdefault(staff, set()).add(post)

    def of(self, row: HrRow) -> Iterable[tuple[str, str, str]]:
        """Yield field, what and do for what the establishment does not know."""
        team, post = row.told["team"], row.told["post"]
        if team and team.casefold() not in self.teams:
            yield "team", "There is no team of this name here.", "Compare the names."
        mine = self.held.get(row.who.pk, set()) if isinstance(row.who, StaffMember) else set()  # fmt: skip
        if post and post not in mine:
            yield (
                "post", "The establishment does not have this person in this post.",
                "Put them in it there, or correct HR.",
            )  # fmt: skip
