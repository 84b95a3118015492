"""The generated census of others, half of whose dates run backwards, through the product."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from alongside.reckon.cli import main
from alongside.reckon.indicators.rates import percentage

CENSUS = (
    Path(__file__).parents[1] / "data" / "census" / "generated_seed42_assessments.csv"
)
COLUMNS = {
    "cina_person_id": "LAchildID",
    "cina_assessment_start_date": "AssessmentActualStartDate",
    "cina_assessment_auth_date": "AssessmentAuthorisationDate",
}


def assessments():
    return list(csv.DictReader(CENSUS.read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """The census's assessments as the sector's table, counted by the command."""
    path = tmp_path_factory.mktemp("census") / "ssd_cin_assessments.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["cina_assessment_id", *COLUMNS])
        for number, row in enumerate(assessments()):
            writer.writerow([number, *(row[name] for name in COLUMNS.values())])
    return path


@pytest.fixture
def figures(counted, capsys):
    status = main([
        "indicators", str(counted), "--from", "2019-01-01", "--to", "2026-12-31",
        "--by", "band", "--only", "assessments_within_45_days_of_start", "--csv",
    ])  # fmt: skip
    assert status == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return {row["by"]: row for row in rows if "/" in row["period"]}


def test_28_of_338_are_in_time_and_337_ran_backwards(figures):
    whole = figures[""]
    assert (whole["numerator"], whole["denominator"]) == ("28", "338")
    assert whole["left_out"] == "337"
    assert whole["value"] == "8.3"


def test_the_bands_hold_each_of_the_338(figures):
    bands = {by: int(row["numerator"]) for by, row in figures.items() if by}
    assert sum(bands.values()) == 338
    assert (
        sum(n for by, n in bands.items() if by not in ("46-50", "51-60", "61+")) == 28
    )


def test_the_reason_is_given(counted, capsys):
    main([
        "indicators", str(counted), "--from", "2019-01-01", "--to", "2026-12-31",
        "--only", "assessments_within_45_days_of_start",
    ])  # fmt: skip
    said = capsys.readouterr().out
    assert "left out: 337 ended before it began, by the record" in said


def test_how_the_sectors_tool_comes_to_54_per_cent():
    """It counts Mondays to Fridays, holidays too, and takes less than nothing as in time.

    As `docs/explanation/how-indicators-are-counted.md` tells it.
    """
    lengths = [
        weekdays(
            *(date.fromisoformat(row[name]) for name in list(COLUMNS.values())[1:])
        )
        for row in assessments()
    ]
    in_time = sum(length <= 45 for length in lengths)
    assert (in_time, len(lengths)) == (365, 675)
    assert percentage(in_time, len(lengths)) == Decimal("54.1")
    backwards = [length for length in lengths if length < 0]
    assert len(backwards) == 336, "and one more, whose days between are a weekend"


def weekdays(start, end):
    """Weekdays from the start, counted, to the end, not counted; below 0 if backwards."""
    if end < start:
        return -weekdays(end, start)
    days = (start + timedelta(n) for n in range((end - start).days))
    return sum(day.weekday() < 5 for day in days)
