"""One table of an upload, while a person says what its columns and words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.desk.people.models import Child
from alongside.desk.quality.audit_models import Grade
from alongside.desk.quality.import_fields import (
    AUDITS,
    HOLDS,
    fields_of,
    likely,
)
from alongside.desk.quality.import_forms import MapAuditsForm
from alongside.desk.quality.import_models import AuditLayout
from alongside.desk.quality.import_reading import Layout, Read, read
from alongside.desk.workforce.models import Team
from alongside.reckon.intake.reports import (
    Field,
    Seen,
    fingerprint,
    guessed,
    still_there,
)

SHOWN_ROWS = 5


@dataclass
class Mapping:
    """What is known of a table before and after the person has spoken."""

    seen: Seen
    holds: str
    grades: list[Grade]
    teams: list[Team]
    today: date

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.seen.headers)

    @property
    def fields(self) -> list[Field]:
        return fields_of(self.holds, self.grades)

    @property
    def saved(self) -> dict[str, Any]:
        """How a table of these headers was read the last time, or nothing."""
        return saved_layout(self.seen, self.holds)

    def form(self, data) -> MapAuditsForm:
        usual = still_there(self.saved.get("columns", {}), self.seen.headers)
        usual = usual or guessed(self.seen.headers, self.fields)
        return MapAuditsForm(data, seen=self.seen, fields=self.fields, usual=usual)

    def draft(self, form: MapAuditsForm) -> Layout:
        words = self.saved
        return Layout(
            self.holds, form.chosen, words.get("grades", {}), words.get("teams", {})
        )

    def read(self, layout: Layout) -> Read:
        return read(self.seen, layout, self.grades, self.teams, self.today)


def mapping_of(
    seen: Seen, holds: str, grades: list[Grade], teams: list[Team], today: date
) -> Mapping:
    """Return the mapping of a table: it holds what was said, was saved, or seems likely."""
    if holds not in HOLDS:
        holds = likely(seen, grades)  # what the cells show: headings alone say less
        holds = saved_layout(seen).get("holds", holds) if holds == AUDITS else holds
    return Mapping(seen, holds, grades, teams, today)


def saved_layout(seen: Seen, holds: str = "") -> dict[str, Any]:
    found = AuditLayout.objects.filter(fingerprint=fingerprint(seen.headers))
    told = found.order_by("-pk").values_list("told", flat=True)
    return next((each for each in told if not holds or each["holds"] == holds), {})


def shown_rows(read: Read, user, holds: str) -> list[Sequence]:
    """Return the first rows as they were read, none of a record restricted to others."""
    if holds != AUDITS:
        return [
            [
                row["team_name"],
                row["period"],
                *("Missing" if c is None else c for c in row["cells"]),
            ]
            for row in read.rows[:SHOWN_ROWS]
        ]
    kept_out = set(Child.objects.ids_kept_from(user))
    may_see = [row for row in read.rows if row["case_id"] not in kept_out]
    return [
        [
            row["case_id"], row["team"].name, f"{row['audited_on']:%-d %B %Y}",
            row["grade"].name, row["auditor"], row["cause"], row["chosen"].label,
        ]
        for row in may_see[:SHOWN_ROWS]
    ]  # fmt: skip


def headings(holds: str, grades: Sequence[Grade]) -> list[str]:
    if holds == AUDITS:
        return ["Case", "Team", "Day", "Grade", "Auditor", "Main cause", "How chosen"]
    return ["Team", "Period", *(grade.name for grade in grades)]
