"""What a pilot came to: worked out from the plan, said in fixed words, and checked."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.pilots import during_actions, plan_actions
from alongside.desk.pilots.models import WorkedOut
from alongside.desk.pilots.told import Told
from alongside.desk.pilots.verdict_actions import work_out
from alongside.desk.workforce.models import Membership, MonthlyFigure
from tests.house.pilots_subjects import a_pilot

REPORT = Path(__file__).parents[3] / "examples" / "pilot_audits.csv"
NEVER = re.compile(r"\b(significant\w*|proves?|proof|due to)\b", re.IGNORECASE)
PILOT = ("Bassetlaw DCPT", "CDS", "Broxtowe & Rushcliffe DCPT", "LAC")
OTHERS = ("Ashfield DCPT", "Gedling DCPT", "Mansfield DCPT", "Newark DCPT")


def text(page: bytes) -> str:
    plain = unescape(re.sub(r"<[^>]+>", " ", page.decode()))
    return re.sub(r"\s+", " ", plain)


def table(contents=None) -> SimpleUploadedFile:
    return SimpleUploadedFile("audits.csv", contents or REPORT.read_bytes())


def test_the_reports_table_cannot_tell(client, town, of_report):
    client.force_login(town.ana)
    client.post(f"/pilots/{of_report.pk}/work-out/", {"file": table()})
    page = text(client.get(f"/pilots/{of_report.pk}/").content)
    assert page.count("Cannot tell.") == 2
    assert "+18.5 points" in page and "−5.8 points" in page
    assert "+18.0 points" in page and "−0.5 points" in page
    assert "It cannot be separated from what else went on" in page
    assert "other initiatives ran at the same time" in page
    assert "it may have bought no improvement at all" in page
    assert "£109,250 for each of 4 pilot teams" in page
    # 1.96 of the floor's 13.2 points; and the appendix's count in a sentence.
    assert "the gap may be up to 26 points either way" in page
    assert "2 of the 70 ways in which the teams could have been divided" in page
    assert "With 8 more comparison teams, a change of 33 points" in page
    check = text(client.get(f"/pilots/{of_report.pk}/check/").content)
    assert "2 of 70" in check and "40 of 70" in check and "Without LAC" in check
    assert "alongside pilot panel.csv" in check


def test_the_gap_is_handed_to_an_appraisal_by_those_who_see_money(client, town, of_report):  # fmt: skip
    work_out(by=town.sam, pilot=of_report, file=table())
    client.force_login(town.ana)
    assert "to an option" not in text(client.get(f"/pilots/{of_report.pk}/").content)
    client.force_login(town.sam)
    page = unescape(client.get(f"/pilots/{of_report.pk}/").content.decode())
    form = client.get(re.search(r'href="(/money/options/place/[^"]+)"', page)[1])
    asked = {name: form.context["form"][name].value() for name in ("unit", "expected")}
    assert asked == {"unit": "points", "expected": "18.50"}
    low, high = (form.context["form"][name].value() for name in ("low", "high"))
    assert float(low) < 18.5 < float(high)


def test_no_page_and_no_file_says_more_than_it_may(client, town, of_report):
    work_out(by=town.sam, pilot=of_report, file=table())
    client.force_login(town.sam)
    for part in ("", "plan/", "log/", "months/", "check/"):
        page = text(client.get(f"/pilots/{of_report.pk}/{part}").content)
        assert not NEVER.search(page), part
    docx = pytest.importorskip("docx")
    made = client.get(f"/pilots/{of_report.pk}/pack.docx").content
    file = docx.Document(BytesIO(made))
    said = " ".join(each.text for each in file.paragraphs)
    assert "Cannot tell." in said and not NEVER.search(said)
    assert "4 pilot teams were set beside 4 others" in said
    assert "Lots would, drawn among teams of one kind" in said
    (teams,) = [t for t in file.tables if t.cell(0, 1).text == "Part"]
    arms = {row.cells[0].text: row.cells[1].text for row in teams.rows}
    assert arms["LAC"] == "Pilot" and arms["Newark DCPT"] == "Comparison"
    assert client.get(f"/pilots/{of_report.pk}/pack.pdf").content.startswith(b"%PDF")
    alone = client.get(f"/pilots/{of_report.pk}/pack.html")
    assert "attachment" in alone["Content-Disposition"]
    assert "Cannot tell." in text(alone.content) and not NEVER.search(
        text(alone.content)
    )
    assert alone.content.count(b"<svg") == 3


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (b"LAC,2015Q1", b"LAC,soon", "column B: period: 'soon' is not a period"),
        (b"Ashfield", b"Ashford", "The plan does not name Ashford DCPT"),
        (b"outstanding", b"best", "is no panel"),
    ],
)
def test_a_table_is_kept_whole_or_not_at_all(client, town, of_report, was, now, told):
    client.force_login(town.sam)
    wrong = table(REPORT.read_bytes().replace(was, now))
    page = client.post(f"/pilots/{of_report.pk}/work-out/", {"file": wrong}).content
    assert told in unescape(page.decode())
    assert not WorkedOut.objects.exists()


def test_the_appendix_draws_and_says_what_was_asked_further(client, town, of_report):
    work_out(by=town.sam, pilot=of_report, file=table())
    client.force_login(town.sam)
    page = client.get(f"/pilots/{of_report.pk}/check/").content
    assert b'id="event-title"' in page and b'id="splits-title"' in page
    said = text(page)
    assert "Trends before the start Does not apply, because only 1 quarter" in said
    assert "Bassetlaw DCPT stood at 37" in said


def test_an_unlocked_plan_answers_nothing(town):
    pilot = a_pilot(town, (town.north, town.south))
    with pytest.raises(ValidationError, match="The plan is not locked"):
        work_out(by=town.sam, pilot=pilot)


def test_less_is_better_where_the_plan_says_so(town, of_months):
    made = work_out(by=town.sam, pilot=of_months)
    found = made.result["indicators"][0]
    assert found["better"] == "lower" and found["verdict_code"] == 5
    assert found["estimate"] == pytest.approx(-4, abs=0.3)
    assert list(made.asked["left_out"]) == ["2025-07"]


def test_what_an_effect_leaves_open_is_said(town, of_months):
    """Of four cases agreed as worth having, an interval around four says neither."""
    plan_actions.change_plan(
        by=town.sam, pilot=of_months, reason="Too small.", worthwhile=4
    )
    made = work_out(by=town.sam, pilot=of_months)
    assert made.result["indicators"][0]["verdict_code"] == 4
    said = Told(made).cannot_tell
    assert any("Whether the gap is as much as 4 cases" in each for each in said)
    assert not any("Left out in turn" in each for each in said)
    otherwise = made.result["indicators"][0]["sensitivities"]
    next(each for each in otherwise if each["name"] == "without Team 3")[
        "t_interval"
    ] = [-9, 1]
    assert any("1 of the 7 teams would take" in each for each in Told(made).cannot_tell)


def test_a_team_with_figures_on_one_side_only_is_said_not_to_count(town, of_months):
    MonthlyFigure.objects.filter(team__name="Team 5", month__lt="2025-07-01").delete()
    said = Told(work_out(by=town.sam, pilot=of_months)).cannot_tell
    assert any(each.startswith("Not counted: 1 of the 7 teams") for each in said)


def test_the_plan_says_what_the_design_can_detect(client, town, of_months):
    client.force_login(town.sam)
    page = text(client.get(f"/pilots/{of_months.pk}/plan/").content)
    assert "3 pilot teams against 4" in page
    # 35 splits, and the mirror of 3 against 4 is none of them.
    assert "divided in 35 ways" in page and "p never falls below 0.029." in page


def test_a_plan_that_was_locked_late_or_changed_says_so(client, town, of_months):
    late = "The plan was locked after the pilot began"
    work_out(by=town.sam, pilot=of_months)
    client.force_login(town.sam)
    page = text(client.get(f"/pilots/{of_months.pk}/").content)
    assert late in page and "The plan was changed" not in page
    of_months.locked_on = date(2025, 6, 30)
    of_months.save(update_fields=["locked_on"])
    plan_actions.change_plan(
        by=town.sam, pilot=of_months, reason="Too small.", worthwhile=2
    )
    page = text(client.get(f"/pilots/{of_months.pk}/").content)
    assert late not in page
    assert "The plan was changed once since it was locked." in page


def test_what_was_noted_is_worked_out_too(town, of_months):
    team = of_months.teams.get(team__name="Team 0").team
    during_actions.note_in_log(
        by=town.sam, pilot=of_months, team=team, month=date(2025, 9, 1), kind="moved",
        what="Two workers went to Team 5",
    )  # fmt: skip
    found = work_out(by=town.sam, pilot=of_months).result["indicators"][0]
    assert "without contaminated months" in {e["name"] for e in found["sensitivities"]}
    assert any("staff moved" in reason for reason in found["reasons"])


def test_who_sees_one_team_sees_the_verdict_and_no_teams_figures(
    client, town, of_months
):
    work_out(by=town.sam, pilot=of_months)
    team = of_months.teams.get(team__name="Team 0").team
    Membership.objects.create(
        user=town.mo, team=team, how="manages", since=date(2025, 1, 1)
    )
    client.force_login(town.mo)
    page = client.get(f"/pilots/{of_months.pk}/")
    assert "Strong evidence" in text(page.content)
    assert "Team 5" not in text(page.content) and "Check it" not in text(page.content)
    for part in ("check/", "panel.csv", "pack.pdf"):
        assert client.get(f"/pilots/{of_months.pk}/{part}").status_code == 404


def test_the_months_teams_were_chosen_by_are_not_compared_with(town, of_months):
    plan_actions.change_plan(
        by=town.sam, pilot=of_months, reason="It was left out.", chosen_how="worst",
        chosen_on="Caseload", chosen_first=date(2025, 5, 1),
        chosen_last=date(2025, 6, 1),
    )  # fmt: skip
    made = work_out(by=town.sam, pilot=of_months)
    assert list(made.asked["left_out"]) == ["2025-07", "2025-05", "2025-06"]
    assert any("poor results" in r for r in made.result["indicators"][0]["reasons"])
