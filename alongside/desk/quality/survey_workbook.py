"""What a survey came to, taken away as a spreadsheet: what may be told, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.desk.quality.survey_results import Results
from alongside.desk.spreadsheet import made_by, spreadsheet

COLUMNS = (
    ("Standard", 32), ("Statement", 60), ("Group", 28), ("How many", 20),
    ("95% interval", 16), ("Since the last", 28), ("Counted", 22), ("Mean", 10),
)  # fmt: skip


def survey_workbook(results: Results, user) -> bytes:
    said = [
        f"{results.survey.title}: {results.all.said} answered.",
        f"A group is shown where at least {results.survey.least} answered and did not all "
        "say the same, and where it cannot be worked out from the others.",
        made_by(user),
    ]
    return spreadsheet("Survey", said, COLUMNS, _rows(results))


def _rows(results: Results) -> Iterator[tuple]:
    for each in results.statements:
        for told in (each.all, *each.teams):
            yield (
                each.standard, each.text, told.group or "All", told.said, told.limits,
                told.change, f"Those who {each.scale.counted_as}", told.mean,
            )  # fmt: skip
