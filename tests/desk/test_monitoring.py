"""Monthly figures: typed, imported, drawn as charts, and limits drawn anew."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce import monitoring_actions as actions
from alongside.desk.workforce.models import LimitsAnew, MonthlyFigure, Team
from alongside.desk.workforce.monitoring_forms import months_back
from alongside.desk.workforce.monitoring_picture import picture
from alongside.desk.workforce.monitoring_reading import month_of, read_figures
from alongside.desk.workforce.monitoring_series import of_team, together
from alongside.reckon.monitoring import ALL_RANGES, SCREENED

URL = "/workforce/monitoring/"
CALM = (18, 20, 19, 17) * 3


def text(page) -> str:
    return page.content.decode()


def month(number: int) -> date:
    return date(2024 + number // 12, number % 12 + 1, 1)


def kept(town, team, values, indicator="caseload_local", below=10):
    """Keep a figure a month from January 2024 on: `value * below` over `below`."""
    rows = [
        actions.Numbers(team, month(n), Decimal(value) * below, Decimal(below))
        for n, value in enumerate(values)
    ]
    return actions.import_figures(by=town.hal, indicator=indicator, rows=rows)


def typed(client, town, **changed):
    told = {
        "indicator": "caseload_local", "team": town.north.pk, "month": "2026-01-01",
        "numerator": "180", "denominator": "9.5",
    }  # fmt: skip
    return client.post(f"{URL}type/", told | changed, follow=True)


def table(rows, headers=("Team", "Month", "Numerator", "Denominator")):
    book, contents = Workbook(), BytesIO()
    for row in ([], headers, *rows):
        book.active.append(list(row))
    book.save(contents)
    return contents.getvalue()


def test_what_is_typed_is_shown_with_its_fraction_day_and_source(client, town):
    client.force_login(town.hal)
    page = text(typed(client, town))
    assert (
        "180 cases / 9.5 FTE = 18.9 cases, as at 31 January 2026, 1 of 1 team" in page
    )
    assert "Small number: with 9.5 FTE in the denominator" in page
    assert "No months" not in page and "Typed" in page
    figure = MonthlyFigure.objects.get()
    assert (figure.by, figure.came, figure.as_at) == (
        town.hal,
        "typed",
        date(2026, 1, 31),
    )


def test_typing_again_replaces_and_the_trail_keeps_both(client, town):
    client.force_login(town.hal)
    typed(client, town)
    typed(client, town, numerator="190", as_at="30 1 2026")
    figure = MonthlyFigure.objects.get()
    assert (figure.numerator, figure.as_at) == (190, date(2026, 1, 30))
    entry = AuditEntry.objects.order_by("sequence").last()
    assert entry.action == "type monthly figure"
    assert entry.detail["was"] == {"numerator": "180.00", "denominator": "9.50"}
    assert Decimal(entry.detail["numerator"]) == 190


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"denominator": "0"}, "of 0 there is no figure"),
        ({"month": "2030-01-01"}, "Select a valid choice"),
        ({"indicator": "caseload_dfe"}, "Select a valid choice"),
        ({"numerator": "-1"}, "must be 0 or more"),
        ({"indicator": "audits_good_local", "numerator": "9", "denominator": "8"}, "more than all"),
        ({"indicator": "audits_good_local", "numerator": "1.5", "denominator": "8"}, "whole numbers"),
        ({"as_at": "31 12 2025"}, "in the month or later"),
    ],
)  # fmt: skip
def test_what_makes_no_figure_is_refused_in_words(client, town, changed, said):
    client.force_login(town.hal)
    assert said in text(typed(client, town, **changed))
    assert not MonthlyFigure.objects.exists()


def test_a_month_to_come_is_refused(town):
    rows = [actions.Numbers(town.north, date(2099, 1, 1), Decimal(1), Decimal(1))]
    with pytest.raises(ValidationError, match="has not begun"):
        actions.import_figures(by=town.hal, indicator="caseload_local", rows=rows)


def test_a_table_is_imported_from_a_spreadsheet(client, town):
    contents = table(
        [
            ("North", date(2026, 1, 31), 180, 9.5),
            ("south", "February 2026", "1,200", "60"),
            (None, None, None, None),
        ]
    )
    client.force_login(town.hal)
    told = {
        "indicator": "caseload_local",
        "file": SimpleUploadedFile("f.xlsx", contents),
    }
    page = text(client.post(f"{URL}import/", told, follow=True))
    assert "2 monthly figures are kept." in page
    found = MonthlyFigure.objects.order_by("month").values_list(
        "team__name", "month", "numerator", "denominator", "came"
    )
    assert list(found) == [
        ("North", date(2026, 1, 1), 180, Decimal("9.5"), "imported"),
        ("South", date(2026, 2, 1), 1200, 60, "imported"),
    ]


def test_of_a_table_with_a_wrong_row_nothing_is_kept(client, town):
    contents = (
        b"Team,Period,Count,Out of\nNorth,2026-01,5,10\nNowhere,2026-01,5,10\n"
        b"North,soon,5,10\nNorth,2026-02,five,10\n"
    )
    client.force_login(town.hal)
    told = {
        "indicator": "caseload_local",
        "file": SimpleUploadedFile("f.csv", contents),
    }
    page = text(client.post(f"{URL}import/", told))
    assert "Row 3: there is no team &#x27;Nowhere&#x27;" in page
    assert "Row 4: &#x27;soon&#x27; is not a month" in page
    assert "Row 5: the numerator &#x27;five&#x27; is not a number" in page
    assert not MonthlyFigure.objects.exists()


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("f.csv", b"Team,Month\nNorth,2026-01\n", "four columns"),
        ("f.csv", b"Team,Month,Numerator,Denominator\n", "no rows under them"),
        ("f.csv", b"Team,Month,Count,Base\nNorth,2026-01,1,2\nNorth,2026-01,1,2\n", "twice"),
        ("f.xlsx", b"PK\x03\x04 not a workbook", "."),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_table_is_refused(town, name, contents, said):
    with pytest.raises(ValidationError, match=said):
        read_figures(name, contents, Team.objects.active())


@pytest.mark.parametrize(
    "cell", [date(2026, 9, 30), "September 2026", "2026-09", "Sep 2026", "30/09/2026"]
)
def test_months_as_people_write_them(cell):
    assert month_of(cell) == date(2026, 9, 1)


def test_a_chart_says_that_something_changed_and_never_why(client, town):
    kept(town, town.north, [*CALM, *[25] * 8])
    client.force_login(town.mo)
    page = text(client.get(f"{URL}{town.north.pk}/"))
    said = (
        "Eight months in a row above the middle, January 2025 to August 2025: "
        "something changed in this team."
    )
    assert said in page
    assert page.count(said) == 2, "Once to read, once in the picture's text."
    assert page.count('class="signal"') == 8 and page.count('class="dot"') == 12
    assert "because" not in page.lower()


def test_limits_are_drawn_anew_with_a_reason(client, town):
    kept(town, town.north, [*CALM, *[25] * 12])
    client.force_login(town.hal)
    url = f"{URL}{town.north.pk}/caseload_local/limits/"
    page = text(client.post(url, {"month": "2025-01-01", "reason": ""}))
    assert "Enter reason" in page and not LimitsAnew.objects.exists()
    told = {"month": "2025-01-01", "reason": "The team took on the duty desk."}
    page = text(client.post(url, told, follow=True))
    assert "The team took on the duty desk." in page
    assert "No rule is broken" in page and 'class="signal"' not in page
    assert "anew from this month already" in text(client.post(url, told))


def test_limits_begin_at_a_month_that_is_there(town):
    kept(town, town.north, CALM)
    with pytest.raises(ValidationError, match="no figure for March 2025"):
        actions.draw_limits_anew(
            by=town.hal, indicator="caseload_local", team=town.north,
            month=date(2025, 3, 1), reason="A new team.",
        )  # fmt: skip


def test_teams_together_are_added_up_and_say_how_many(town):
    kept(town, town.north, CALM)
    kept(town, town.south, CALM[:11], below=30)
    (series,) = together(town.sam, ALL_RANGES)
    assert [each.figure.teams for each in series.months] == [(2, 2)] * 11 + [(1, 2)]
    first = series.months[0].figure
    assert (first.numerator, first.denominator) == (720, 40)
    (mine,) = together(town.mo, ALL_RANGES)
    assert mine.months[0].figure.said.endswith("1 of 1 team")


def test_who_sees_which_teams(client, town):
    kept(town, town.north, CALM)
    kept(town, town.south, CALM)
    for person, seen in ((town.mo, ["North"]), (town.sam, ["North", "South"]), (town.hal, ["North", "South"])):  # fmt: skip
        names = MonthlyFigure.objects.visible_to(person).values_list(
            "team__name", flat=True
        )
        assert sorted(set(names)) == seen
    assert not MonthlyFigure.objects.visible_to(town.wes).exists()
    client.force_login(town.mo)
    assert client.get(f"{URL}{town.south.pk}/").status_code == 404


def test_the_two_published_ways_differ(client, town):
    """A single leap widens limits by every range, and not where it is screened."""
    kept(town, town.north, [*CALM[:6], 60, *CALM[:5], 30])
    client.force_login(town.mo)
    wide, narrow = (
        of_team(town.mo, town.north, mode)[0].latest.limits.high
        for mode in (ALL_RANGES, SCREENED)
    )
    assert wide > narrow
    page = text(client.get(f"{URL}{town.north.pk}/?ranges=screened"))
    assert "outlying moving ranges left out, as NHSRplotthedots; frozen" in page


def test_a_picture_is_drawn_to_scale(town):
    """The highest of all, 40, stands at the top; half of it half way; 0 on the ground."""
    kept(town, town.north, [40, 20, 0])
    drawn = picture(of_team(town.mo, town.north, ALL_RANGES)[0])
    tops = [dot.y for dot in drawn.dots]
    assert tops == [drawn.ticks[-1].y, (tops[0] + drawn.ground) / 2, drawn.ground]
    assert [tick.label for tick in drawn.ticks] == ["0.0", "20.0", "40.0"]
    assert {line.kind for line in drawn.lines if line.path} == {"middle"}


def test_a_share_carries_its_interval(client, town):
    kept(town, town.north, ["0.5"], indicator="audits_good_local", below=20)
    client.force_login(town.mo)
    page = text(client.get(f"{URL}{town.north.pk}/"))
    assert "95% interval 29.9 to 70.1" in page, "Wilson, of 10 of 20."


def test_what_the_desk_counts_does_not_replace_what_a_person_said(client, town):
    kept(town, town.north, [10])
    rows = [
        actions.Numbers(team, month(0), Decimal(7), Decimal(1))
        for team in (town.north, town.south)
    ]
    made = actions.keep_counted(
        by=town.hal, indicator="caseload_local", rows=rows, as_at=date(2024, 1, 31)
    )
    assert [(each.team, each.came) for each in made] == [(town.south, "counted")]
    assert MonthlyFigure.objects.get(team=town.north).numerator == 100
    client.force_login(town.hal)
    page = text(client.get(f"{URL}{town.north.pk}/"))
    assert "Counted here itself: 7 cases / 1.0 FTE = 7.0" in page
    assert "as at 31 January 2024" in page
    assert "counted here: 7 cases / 1.0 FTE = 7.0" in page
    same = actions.Numbers(town.north, month(0), Decimal(100), Decimal(10))
    for rows in ([same], []):
        actions.keep_counted(
            by=town.hal, indicator="caseload_local", rows=rows, as_at=date(2024, 1, 31)
        )
        page = text(client.get(f"{URL}{town.north.pk}/"))
        assert "ounted here" not in page


def test_months_that_can_be_typed_for():
    found = [value for value, _ in months_back(date(2026, 2, 14))]
    assert found[:3] == ["2026-02-01", "2026-01-01", "2025-12-01"]
    assert len(found) == len(set(found)) == 36 and found[-1] == "2023-03-01"


def test_of_many_years_the_last_three_are_shown_and_limits_are_of_all(town):
    """January 2021 to April 2024: the leap of January 2022 is still shown, and the middle is
    that of 2021, of which the first four months are not."""
    months = [date(2021 + n // 12, n % 12 + 1, 1) for n in range(40)]
    values = [*CALM, 60, *[19, 18] * 13, 61]
    rows = [
        actions.Numbers(town.north, month, Decimal(10 * value), Decimal(10))
        for month, value in zip(months, values, strict=True)
    ]
    actions.import_figures(by=town.hal, indicator="caseload_local", rows=rows)
    (series,) = of_team(town.mo, town.north, ALL_RANGES)
    assert len(series.months) == 36 and series.months[0].month == date(2021, 5, 1)
    assert series.latest.rules == ("outside",) and series.latest.middle == "18.5"
    assert any(said.startswith("April 2024 is above") for said in series.says)


def test_a_page_asks_the_database_as_much_for_many_months_as_for_few(
    client, town, django_assert_max_num_queries
):
    for indicator in ("caseload_local", "agency_local", "audits_good_local"):
        for team in (town.north, town.south):
            kept(town, team, [0] * 24, indicator)
    client.force_login(town.sam)
    with django_assert_max_num_queries(10):
        client.get(URL)
    with django_assert_max_num_queries(10):
        client.get(f"{URL}{town.north.pk}/")
