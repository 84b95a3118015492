"""Extracts for analysis: no name, no id and no day leaves; asked for, decided, taken, expired."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.sealing import unseal
from alongside.desk.casework.models import Due, Extract
from alongside.desk.keeping import extract_actions as actions
from alongside.desk.keeping.erasing_actions import erase_due
from alongside.desk.keeping.extract_rows import rows_of
from alongside.desk.keeping.models import AnalyticalExtract
from alongside.desk.messages.models import Message
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.said import day_said

HERE = "/data-protection/extracts/"
ASKED = {
    "holds": "timescales", "first_on": "1 1 2026", "last_on": "31 3 2026",
    "purpose": "Who waits longest",
}  # fmt: skip


@pytest.fixture
def clocks(town):
    """Eight children of the North team aged 5 and two of 16, each with a clock; one has two.

    Robin (11), Skye (South, 11) and the restricted child have one each as well.
    """
    extract = Extract.objects.create(
        file_name="export.zip", sha256="0" * 64, stored_as="export",
        as_at=date(2026, 3, 31), uploaded_by=town.ana, state=Extract.State.APPLIED,
        applied_at=timezone.now(),
    )  # fmt: skip
    born = [date(2020, 6, 1)] * 8 + [date(2009, 6, 1)] * 2
    children = [
        Child.objects.create(case_id=f"7{n:05}", forename="Marker", surname="Namesworth", born_on=day)
        for n, day in enumerate(born)
    ]  # fmt: skip
    for child in children:
        ChildTeam.objects.create(child=child, team=town.north)

    def clock(child, rule="S47_ICPC", day=date(2026, 1, 5)):
        return Due.objects.create(
            child=child, rule=rule, started_on=day, due_on=day + timedelta(days=21),
            completed_on=day + timedelta(days=16), status="met", first_in=extract,
            team=child.teams.get(),
        )  # fmt: skip

    for child in (*children, town.robin, town.skye, town.hidden):
        clock(child)
    clock(children[0], "CP_VISIT_10WD", date(2026, 2, 3))
    return children


def granted(town, **other) -> AnalyticalExtract:
    asked = actions.ask_for_extract(
        by=town.ana, holds="timescales", first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 31), purpose="Who waits longest",
    )  # fmt: skip
    told = {"outcome": "granted", "ground": "", "expires_on": timezone.localdate()}
    return actions.decide_extract(by=town.pru, extract=asked, **told | other)


def sheet(answer) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_from_asking_to_taking_through_the_pages(client, another, town, clocks):
    client.force_login(town.ana)
    client.post(f"{HERE}ask/", ASKED)
    asked = AnalyticalExtract.objects.get()
    here = f"{HERE}{asked.pk}/"
    assert "To be decided" in client.get(here).content.decode()
    assert client.get(f"{here}take/").url == here
    assert client.get(f"{here}decide/").status_code == 403
    another.force_login(town.pru)
    assert (
        Message.objects.get(to=town.pru).subject
        == "An extract for analysis was asked for"
    )
    late = timezone.localdate() + timedelta(days=93)
    decide = {
        "outcome": "granted",
        "expires_on": f"{late.day} {late.month} {late.year}",
    }
    assert "until then it can be taken" in another.post(f"{here}decide/", decide).content.decode()  # fmt: skip
    day = timezone.localdate()
    decide["expires_on"] = f"{day.day} {day.month} {day.year}"
    another.post(f"{here}decide/", decide)
    assert Message.objects.filter(
        to=town.ana, subject="Your extract was decided"
    ).exists()
    told = sheet(client.get(f"{here}take/"))
    assert any("Nothing that anybody typed is in it" in str(row[0]) for row in told)
    assert [row[0] for row in told].count("child") == 1
    line = AuditEntry.objects.get(action="export extract")
    assert (line.by, line.detail) == (town.ana, {"rows": 13})
    assert another.get(f"{here}take/").status_code == 403, "the officer decides, and takes none"  # fmt: skip


def test_the_page_says_how_often_it_was_taken_and_when_last(client, town, clocks):
    extract = granted(town)
    here = f"{HERE}{extract.pk}/"
    client.force_login(town.ana)
    assert "<dt>Taken</dt><dd>Not yet</dd>" in client.get(here).content.decode()
    today = day_said(timezone.localdate())
    client.get(f"{here}take/")
    assert f"Once, on {today}: 13 rows" in client.get(here).content.decode()
    client.get(f"{here}take/")
    client.force_login(town.pru)
    page = client.get(here).content.decode()
    assert f"2 times, last on {today}: 13 rows" in page


def test_no_name_no_id_and_no_day_leaves(client, town, clocks):
    extract = granted(town)
    client.force_login(town.ana)
    answer = client.get(f"{HERE}{extract.pk}/take/")
    told = str(sheet(answer))
    for marker in ("Marker", "Namesworth", "70000", "900123", "Hale", "North", "2026-01-05", "2020"):  # fmt: skip
        assert marker not in told, marker
    assert unseal(bytes(extract.sealed_key)).hex() not in told


def test_what_few_have_in_common_is_hidden_and_what_would_give_it_away(town, clocks):
    """8 aged 5 to 9, 2 aged 16 and over and Robin (11) in the North, Skye (11) in the South.

    13 rows: 12 clocks of 12 children, and one more of the first: the visit, which one child
    alone has, and which alone began in February.
    """
    rows = rows_of(granted(town), town.ana)
    assert len(rows) == 13
    ages = [row["age"] for row in rows]
    assert "16 and over" not in ages and "10 to 15" not in ages
    assert ages.count("5 to 9") in (0, 9), (
        "eight children, with nine clocks, or none told"
    )
    assert sorted(row["timescale"] for row in rows) == ["S47_ICPC"] * 12 + ["c"]
    assert sorted(row["month begun"] for row in rows) == ["2026-01"] * 12 + ["c"]
    assert {row["how it ended"] for row in rows} == {"Done in time"}
    assert {row["weeks until done"] for row in rows} == {"2"}, "16 days are two weeks"
    assert len({row["child"] for row in rows}) == 12


def test_a_restricted_child_is_in_none(town, clocks):
    rows = rows_of(granted(town), town.ana)
    town.restriction.lifted_at, town.restriction.lifted_by = timezone.now(), town.sam
    town.restriction.save()
    assert len(rows_of(granted(town), town.ana)) == len(rows) + 1


def test_a_pseudonym_is_one_childs_in_one_extract_and_no_others_in_another(
    town, clocks
):
    one, other = granted(town), granted(town)
    again, first, second = rows_of(one, town.ana), rows_of(one, town.ana), rows_of(other, town.ana)  # fmt: skip
    assert again == first
    assert {row["child"] for row in first}.isdisjoint(row["child"] for row in second)
    twice = [row["child"] for row in first]
    assert max(map(twice.count, twice)) == 2, "one child has two clocks"


def test_it_expires_and_its_key_goes_by_the_schedule(client, town, clocks, monkeypatch):
    extract = granted(town)
    last = extract.expires_on
    monkeypatch.setattr(timezone, "localdate", lambda *_: last + timedelta(days=1))
    with pytest.raises(ValidationError, match="has expired"):
        actions.take_extract(by=town.ana, extract=extract)
    client.force_login(town.ana)
    assert "Expired" in client.get(HERE).content.decode()
    erase_due(day=last + timedelta(days=20))
    extract.refresh_from_db()
    assert extract.sealed_key
    erase_due(day=last + timedelta(days=40))
    extract.refresh_from_db()
    assert bytes(extract.sealed_key) == b"" and extract.purpose


def test_nobody_takes_anothers_and_nobody_decides_their_own(client, town, clocks):
    extract = granted(town)
    with pytest.raises(ValidationError, match="Only whoever asked"):
        actions.take_extract(by=town.pru, extract=extract)
    client.force_login(town.sam)
    assert client.get(HERE).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        AnalyticalExtract.objects.update(decided_by=town.ana)


def test_it_is_decided_once_and_refused_with_a_reason(town, clocks):
    with pytest.raises(ValidationError, match="refused, a reason"):
        granted(town, outcome="refused")
    refused = granted(town, outcome="refused", ground="Counts are enough.")
    assert refused.standing(timezone.localdate()) == "Refused"
    with pytest.raises(ValidationError, match="decided already"):
        actions.decide_extract(
            by=town.pru, extract=refused, outcome="granted", ground="", expires_on=None
        )
