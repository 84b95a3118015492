"""Counted from audits: good or better, and inadequate, of those of a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from alongside.desk.people.models import Restriction
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_actions import Numbers
from alongside.desk.workforce.monitoring_counting import counts


@counts("audits_good_local")
def audits_good(first: date, last: date) -> Iterator[Numbers]:
    """Of each team's audits, those of a grade of which more is better."""
    better = set(
        Grade.objects.filter(polarity=Grade.Polarity.BETTER).values_list(
            "pk", flat=True
        )
    )
    return _graded(first, last, better.__contains__)


@counts("audits_inadequate_local")
def audits_inadequate(first: date, last: date) -> Iterator[Numbers]:
    """Of each team's audits, those of the worst grade of the scale."""
    worst = Grade.objects.order_by("-order").values_list("pk", flat=True).first()
    return _graded(first, last, lambda grade: grade == worst)


def _graded(
    first: date, last: date, counted: Callable[[int], bool]
) -> Iterator[Numbers]:
    """Yield each team's audits of a month by the grade that counts; no restricted child's."""
    hidden = Restriction.objects.open().values("child__case_id")
    found = Audit.objects.between(first, last).exclude(case_id__in=hidden).counted()
    graded: Counter[int] = Counter()
    chosen: Counter[int] = Counter()
    for team, grade in found.values_list("team", "counts_as"):
        graded[team] += 1
        chosen[team] += counted(grade)
    for pk, team in Team.objects.active().in_bulk(list(graded)).items():
        yield Numbers(team, first, Decimal(chosen[pk]), Decimal(graded[pk]))
