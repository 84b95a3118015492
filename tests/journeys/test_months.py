"""An HR adviser watches months: uploads a table, reads the chart, draws limits anew."""

from __future__ import annotations

import csv

import pytest

pytestmark = pytest.mark.browser

LOOKED_AT = (
    ("/workforce/monitoring/", "Month by month"),
    ("/workforce/monitoring/type/", "Type a figure"),
    ("/workforce/monitoring/import/", "Import a table of figures"),
    ("/workforce/monitoring/count/", "Count a month"),
    ("/workforce/return/", "Workforce return"),
)


def test_every_page_of_months_can_be_read_on_a_desk_and_on_a_phone(hal):
    for address, heading in LOOKED_AT:
        assert hal.opens(address) == 200, address
        hal.reads(heading)


def test_a_table_goes_from_upload_to_a_chart_that_says_what_changed(hal, tmp_path):
    """Ten presses or choices, beyond signing in and words typed."""
    hal.goes_to("Workforce")
    hal.reads("Workforce")
    hal.follows("Month by month")
    hal.reads("Month by month")
    team = hal.page.locator("main ul.plain a").first.inner_text()
    hal.follows("Import a table")
    hal.reads("Import a table of figures")
    hal.page.get_by_label("Figure").select_option(label="Caseload (local, month end, cases per FTE social worker of the team)")  # fmt: skip
    hal.page.get_by_label("Table").set_input_files(_table(tmp_path / "cases.csv", team))
    hal.presses("Import the table")
    hal.reads("Month by month")
    hal.sees("24 monthly figures are kept.")
    hal.follows(team)
    hal.reads(team)
    hal.sees("months in a row above the middle")
    hal.page.locator("section.series:has(#caseload_local)").get_by_role(
        "link", name="Draw the limits anew"
    ).click()
    hal.reads("Draw the limits anew")
    hal.page.get_by_label("First month of the new limits").select_option("2025-01-01")
    hal.fills("Reason", "Two teams became one.")
    hal.presses("Draw the limits anew")
    hal.reads(team)
    hal.sees("Two teams became one.")


def _table(path, team: str):
    """Write two years of a team's cases: 18 each in the first, 25 in the second."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Team", "Period", "Count", "Out of"])
        for number in range(24):
            each = (18 if number < 12 else 25) + number % 2
            period = f"{2024 + number // 12}-{number % 12 + 1:02}"
            writer.writerow([team, period, each * 10, 10])
    return path
