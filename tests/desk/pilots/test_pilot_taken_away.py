"""What is taken away of a pilot: its data, fit for who takes it, and the command to rerun."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.pilots import during_actions
from alongside.desk.pilots.models import WorkedOut
from alongside.desk.pilots.panel_drawn import panel_of
from alongside.desk.pilots.panel_published import to_publish
from alongside.desk.pilots.told import Told
from alongside.desk.pilots.verdict_actions import work_out
from alongside.desk.quality.models import Audit, Grade
from alongside.desk.workforce.models import Membership
from alongside.reckon.cli import main
from alongside.reckon.pilots import read_text
from tests.house.pilots_subjects import a_pilot

REPORT = Path(__file__).parents[3] / "examples" / "pilot_audits.csv"


def table() -> SimpleUploadedFile:
    return SimpleUploadedFile("audits.csv", REPORT.read_bytes())


def test_the_data_comes_back_as_it_was_kept(client, town, of_report):
    work_out(by=town.sam, pilot=of_report, file=table())
    client.force_login(town.sam)
    answer = client.get(f"/pilots/{of_report.pk}/panel.csv")
    assert answer.content == REPORT.read_bytes()
    assert "support-officers.csv" in answer["Content-Disposition"]


def test_the_command_of_the_appendix_gives_the_same_numbers(
    town, of_report, tmp_path, capsys
):
    """Copied from the page and pasted beside the data that was taken away."""
    made = work_out(by=town.sam, pilot=of_report, file=table())
    file = tmp_path / "panel.csv"
    file.write_text(made.panel)
    program, *arguments = shlex.split(Told(made).command)
    assert program == "alongside" and arguments[:2] == ["pilot", "panel.csv"]
    assert "--known" in arguments
    assert main(["pilot", str(file), *arguments[2:], "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["indicators"] == json.loads(json.dumps(made.result["indicators"]))


def test_small_numbers_go_only_to_those_who_see_audits(client, town):
    """Of 7 audits 1 is inadequate: hidden in what may be published, with all that tells it."""
    pilot = a_pilot(town, (town.north, town.south))
    grades = {each.name: each for each in Grade.objects.all()}
    for team in (town.north, town.south):
        for month in (2, 8):
            for n in range(7):
                Audit.objects.create(
                    case_id=f"C{n}", team=team, audited_on=date(2025, month, 5),
                    auditor="Una Reed", added_by=town.sam,
                    grade=grades["Inadequate" if n == 0 else "Good"],
                )  # fmt: skip
    text = panel_of(pilot).text
    assert "North,2025Q1,0,6,0,1,7" in text
    shown = to_publish(text)
    assert ",1,7" not in shown and ",c," in shown
    assert read_text(shown).indicators["inadequate"].values.shape == (2, 3)
    long = (
        "team,period,indicator,value,numerator,denominator\nA,2026-01,late,{},{},{}\n"
    )
    assert "c,c,c" in to_publish(long.format(90, 9, 10)), "1 of 10 was in time"
    assert "50,10,20" in to_publish(long.format(50, 10, 20))


def test_who_sees_no_audits_takes_what_may_be_published(client, town, of_months):
    work_out(by=town.sam, pilot=of_months)
    head = "team,period,indicator,value,numerator,denominator\n"
    WorkedOut.objects.update(panel=head + "A,2026-01,left,10,1,10\n")
    for part in of_months.teams.all():
        Membership.objects.create(
            user=town.sef, team=part.team, how="supports", since=date(2025, 1, 1)
        )
    for person, hidden in ((town.sam, False), (town.sef, True)):
        client.force_login(person)
        whole = client.get(f"/pilots/{of_months.pk}/panel.csv").content
        public = client.get(f"/pilots/{of_months.pk}/panel-to-publish.csv").content
        assert (whole == public) is hidden


def test_quarters_of_audits_say_who_was_there_and_what_blurred(town):
    pilot = a_pilot(town, (town.north, town.south))
    good = Grade.objects.get(name="Good")
    for team in (town.north, town.south):
        for month in (2, 8, 11):
            Audit.objects.create(
                case_id=town.robin.case_id, team=team, audited_on=date(2025, month, 5),
                auditor="Una Reed", grade=good, added_by=town.sam,
            )  # fmt: skip
    for team, month, fte in (
        (town.north, 7, 1), (town.north, 8, 2), (town.north, 9, 0), (town.south, 10, 1),
    ):  # fmt: skip
        during_actions.set_exposure(
            by=town.sam, pilot=pilot, team=team, month=date(2025, month, 1), fte=fte
        )
    during_actions.note_in_log(
        by=town.sam, pilot=pilot, team=town.north, month=date(2025, 12, 1),
        kind="moved", what="Two workers went",
    )  # fmt: skip
    rows = panel_of(pilot).text.splitlines()
    assert rows[0].endswith("inadequate,n,delivered,contaminated")
    # Of the most, 2: before it nobody; 1, 2 and 0 in the summer; a half in one autumn month.
    assert [row.split(",", 7)[7] for row in rows[1:]] == [
        "0.0000,0", "0.5000,0", ",1", "0.0000,0", ",0", "0.5000,0",
    ]  # fmt: skip


def test_the_audits_of_a_restricted_child_are_in_no_panel(town):
    pilot = a_pilot(town, (town.north, town.south))
    good = Grade.objects.get(name="Good")
    for child, month in ((town.robin, 2), (town.robin, 8), (town.hidden, 8)):
        Audit.objects.create(
            case_id=child.case_id, team=town.north, audited_on=date(2025, month, 5),
            auditor="Una Reed", grade=good, added_by=town.sam,
        )  # fmt: skip
    rows = panel_of(pilot).text.splitlines()
    assert rows[1:] == ["North,2025Q1,0,1,0,0,1", "North,2025Q3,0,1,0,0,1"]
