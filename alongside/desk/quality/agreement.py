"""How far the two auditors of the same case agree, from audits a person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from alongside.desk.quality.audit_models import Grade
from alongside.reckon.audits import Kappa, kappa

FEW = 30  # cases: below it the interval is too narrow to be trusted
WORDS = {
    "unweighted": "Every disagreement counts the same",
    "linear": "A disagreement of one grade counts a third of one of three",
    "quadratic": "A disagreement of one grade counts a ninth of one of three",
}


@dataclass(frozen=True)
class Agreement:
    """Who gave what, as a table; and what it says of agreement."""

    grades: Sequence[Grade]
    table: list[tuple[Grade, list[int]]]
    same: int
    cases: int
    kappas: list[tuple[str, Kappa]]

    @property
    def few(self) -> bool:
        return 0 < self.cases < FEW


def agreement(audits, grades: Sequence[Grade]) -> Agreement:
    twice = audits.graded_twice().order_by().values_list("grade", "second_grade")
    held = {(one, other): n for one, other, n in twice.annotate(n=Count("pk"))}
    table = [[held.get((one.pk, other.pk), 0) for other in grades] for one in grades]
    return Agreement(
        grades,
        list(zip(grades, table, strict=True)),
        sum(table[n][n] for n in range(len(grades))),
        sum(map(sum, table)),
        [(words, kappa(table, weights)) for weights, words in WORDS.items()],
    )
