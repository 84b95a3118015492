"""Every figure of three committee reports, worked out again from what is typed beside it.

`python examples/report_figures.py` prints each figure of Nottinghamshire's reports of April
2015, late 2015 and January 2019 on social work support officers, with what the product makes
of the numbers typed in `report_figures.csv`, or why nothing can be worked out. `--csv` prints
the same as CSV. The exit status is 1 where a figure does not come out as the file says.

The file holds facts of published reports: the numbers, and what they come to, which others
worked out by hand before this was written. `report_audits.csv` is the table of paragraph 18.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from alongside.reckon import establishment
from alongside.reckon.audits import OFSTED, READINGS, Polarity, Row, compare, together
from alongside.reckon.caseloads import Load, said, shipped
from alongside.reckon.caseloads.what_if import needed
from alongside.reckon.clock import days_apart, months_from
from alongside.reckon.figures import agrees, rounded, worked_out
from alongside.reckon.indicators.workforce import RATIOS, RatioFigure
from alongside.reckon.indicators.workforce.changes import IN_PROPORTION, Change, a_year
from alongside.reckon.indicators.workforce.open_file import published

FOLDER = Path(__file__).parent
COLOURS = {"better": "green", "worse": "red", "no colour": "none"}
BEFORE, AFTER = "Q4 2014/15", "Q1 2015/16"
# What the reports say of the officers' posts: the day it holds from, and how many more.
# The days of 2018 stand for "by June 2018" and "June 2018": the report gives no day.
POSTS = (
    ("2014-12-01", "19"),
    ("2018-05-31", "1.5"),
    ("2018-06-30", "20.5"),
    ("2019-01-14", "-4"),
)


def formula(line: dict[str, str]) -> str:
    values = [worked_out(each) for each in line["inputs"].split(";")]
    return "; ".join(_shown(each, line["unit"], int(line["places"])) for each in values)


def _shown(value: Decimal, unit: str, places: int) -> str:
    number = f"{rounded(value, places):,}"
    unit = unit[:-1] if unit == " months" and number == "1" else unit
    return f"£{number}{unit[1:]}" if unit.startswith("£") else f"{number}{unit}"


def ratio(line: dict[str, str]) -> str:
    name, above, below = _parts(line)
    found = RatioFigure(RATIOS[name], Decimal(above), Decimal(below), date(2015, 4, 20))
    return f"{found.fraction} = {found.value}{found.unit_said}"


def agency(line: dict[str, str]) -> str:
    shares = []
    for each in line["inputs"].split(" | "):
        name, of_agency, in_post = each.split("; ")
        top, other = RATIOS[name].bottom
        inputs = {top: Decimal(of_agency), other: Decimal(in_post)}
        shares.append(f"{RATIOS[name].of(inputs, date(2015, 9, 30)).value}%")
    return "; ".join(shares)


def open_file(line: dict[str, str]) -> str:
    name, area, year = _parts(line)
    return f"{published(RATIOS[name], area, int(year)).value}%"


def change(line: dict[str, str]) -> str:
    before, after, unit = _parts(line)
    return Change(Decimal(before), Decimal(after), unit).said


def yearly(line: dict[str, str]) -> str:
    asked = [each.split("; ") for each in line["inputs"].split(" | ")]
    return "; ".join(
        f"{a_year(Decimal(rate), int(months), IN_PROPORTION)}%"
        for rate, months in asked
    )


def days(line: dict[str, str]) -> str:
    first, last = map(date.fromisoformat, _parts(line))
    return f"{days_apart(first, last)} days"


def months(line: dict[str, str]) -> str:
    start, *after = _parts(line)
    ends = [months_from(date.fromisoformat(start), int(each)) for each in after]
    return "; ".join(f"{end.day} {end:%B %Y}" for end in ends)


def bands(line: dict[str, str]) -> str:
    """Say which gap of the policy's own text an average falls into."""
    each = Fraction(line["inputs"])
    found = [gap for gap in shipped().bands.gaps if gap.above < each < gap.below]
    assert shipped().bands.flag(each)
    return "; ".join(f"gap: {gap.above} < x < {gap.below}" for gap in found)


def caseload_needed(line: dict[str, str]) -> str:
    cases, fte, each = _parts(line)
    found = needed(Load.of(cases, fte), each)
    return f"{said(found.fte, 2)} FTE, {said(found.more, 2)} more"


def posts(line: dict[str, str]) -> str:
    """Return the size of the establishment after each decision, from the ledger."""
    changes = []
    for number, (on, fte) in enumerate(POSTS):
        less = Decimal(fte) < 0
        kind = establishment.Kind.FTE if less else establishment.Kind.CREATE
        post = number - 1 if less else number
        told = changes[post].fte + Decimal(fte) if less else Decimal(fte)
        changes.append(
            establishment.Change(post, date.fromisoformat(on), kind, number, told)
        )
    sizes = [
        establishment.size(establishment.establishment(changes, each.on).values())
        for each in changes
    ]
    return " -> ".join(f"{size.fte.normalize():f}" for size in sizes)


def row_sum(line: dict[str, str]) -> str:
    team, period = _parts(line)
    row = audits()[team, period]
    told = f"{row.printed_sum}%"
    for grade, share in zip(OFSTED, row.shares(), strict=True):
        if share.implied:
            told += f" ({grade.name} missing, implied {share.percent}%)"
    return told


def colour(line: dict[str, str]) -> str:
    team, name = _parts(line)
    (by_polarity,) = (c for c in _cells(team, "printed") if c.grade.name == name)
    (by_sign,) = (c for c in _cells(team, "sign") if c.grade.name == name)
    moved = int(by_polarity.change or 0)
    first, second = (COLOURS[c.colour.value] for c in (by_polarity, by_sign))
    return f"{moved:+d} points: {first} (sign-only: {second})"


def colours(line: dict[str, str]) -> str:
    found = Counter(
        COLOURS[cell.colour.value]
        for team in _teams(line["inputs"])
        for cell in _cells(team, "printed")
    )
    return "; ".join(f"{found[each]} {each}" for each in ("green", "red", "none"))


def mean_change(line: dict[str, str]) -> str:
    group, what = _parts(line)
    before, after = (_mean(group, what, period) for period in (BEFORE, AFTER))
    return f"{rounded(after - before, 2):+} points"


def coverage(line: dict[str, str]) -> str:
    rows = audits().values()
    cells = len(rows) * len(OFSTED)
    return f"{cells - sum(row.missing for row in rows)} of {cells} cells printed"


def _mean(group: str, what: str, period: str) -> Decimal:
    """Return the simple mean of the teams' shares, as the report takes it."""
    teams = _teams(group)
    shares = []
    for team in teams:
        row = audits()[team, period]
        share = row.shares()[3]
        if what == "good or better":
            share = together(row, OFSTED, Polarity.GOOD)
        shares.append(share.percent or Fraction(0))
    mean = sum(shares, Fraction(0)) / len(teams)
    return Decimal(mean.numerator) / mean.denominator


def _cells(team: str, reading: str):
    rows = audits()
    return compare(rows[team, BEFORE], rows[team, AFTER], OFSTED, READINGS[reading])


def _teams(group: str) -> list[str]:
    lines = _lines("report_audits.csv")
    return sorted({line["team"] for line in lines if line["group"] == group})


def audits() -> dict[tuple[str, str], Row]:
    """Return the printed rows of the table; a dot or dash is a missing cell."""
    found = {}
    for line in _lines("report_audits.csv"):
        printed = tuple(
            Decimal(line[grade.name]) if line[grade.name].isdigit() else None
            for grade in OFSTED
        )
        found[line["team"], line["period"]] = Row(
            line["team"], line["period"], printed=printed
        )
    return found


WAYS: dict[str, Callable[[dict[str, str]], str]] = {
    "formula": formula, "ratio": ratio, "agency": agency, "published": open_file,
    "change": change, "a_year": yearly, "days": days, "months": months, "bands": bands,
    "needed": caseload_needed, "establishment": posts, "row_sum": row_sum,
    "colour": colour, "colours": colours, "mean_change": mean_change, "coverage": coverage,
}  # fmt: skip


def _parts(line: dict[str, str]) -> list[str]:
    return line["inputs"].split("; ")


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures() -> list[dict[str, str]]:
    """Return each line of the file with what the product makes of it, under `reckoned`."""
    lines = _lines("report_figures.csv")
    for line in lines:
        line["reckoned"] = WAYS[line["way"]](line) if line["way"] else ""
        line["says"] = ""
        if line["printed"]:
            right = agrees(worked_out(line["inputs"]), line["printed"])
            line["says"] = "y" if right else "n"
    return lines


def main() -> int:
    lines = figures()
    if "--csv" in sys.argv[1:]:
        writer = csv.DictWriter(sys.stdout, lines[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    else:
        for line in lines:
            print(f"{line['report']}, paragraph {line['paragraph']}: {line['figure']}")
            print(f"    {line['reckoned'] or line['why_not']}")
    return int(any(line["reckoned"] != line["found"] for line in lines))


if __name__ == "__main__":
    sys.exit(main())
