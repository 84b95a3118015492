"""The records of processing say all that is kept, of whom and for how long, and never less."""

from __future__ import annotations

import csv
import io

import docx
import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.keeping.actions import set_period
from alongside.desk.keeping.processing import activities
from alongside.desk.keeping.schedule import kinds

HERE = "/data-protection/processing"


def test_each_kind_that_is_kept_stands_under_one_purpose():
    listed = [code for each in activities() for code in each.kinds]
    assert sorted(listed) == sorted(kinds()), (
        "Put it under a purpose in processing.toml."
    )
    assert all(each.purpose and each.basis.startswith("6(1)") for each in activities())


def test_whose_data_they_are_is_read_from_what_the_rooms_declare():
    found = {each.code: each.whose() for each in activities()}
    children, adults = "Children", "Adults around children"
    assert {children, adults} <= set(found["calls"])
    assert children in found["timescales"] and children not in found["workforce"]
    assert "Members of staff" in found["workforce"]


@pytest.fixture
def pru(client, town, settings):
    settings.COUNCIL = "Thistledown Vale"
    client.force_login(town.pru)
    return town.pru


def table(client) -> list[dict[str, str]]:
    text = client.get(f"{HERE}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_names_who_answers_and_what_this_desk_uses(client, pru, settings):
    settings.NOTIFY_KEY = "a-secret-key"
    settings.EMAIL_HOST = ""
    page = " ".join(client.get(f"{HERE}/").content.decode().split())
    assert "Thistledown Vale" in page and "Pru Keane (pru@town.example)" in page
    assert "GOV.UK Notify, for texts and e-mails to people outside</th><td>Yes" in page
    assert "for e-mails to staff and partners</th><td>No" in page
    assert "a-secret-key" not in page
    assert "Set up by 0 of 13 who sign in" in page


def test_a_length_that_is_set_anew_stands_there_at_once(client, pru):
    day = timezone.localdate()
    kind = kinds()["contacts"]
    set_period(by=pru, kind=kind, months=30, from_on=day, why="Agreed")
    (row,) = (row for row in table(client) if row["Kind"] == kind.title)
    assert row["Kept for"] == "2 years and 6 months from the day it was logged"
    assert "Children" in row["Whose data"] and "said" in row["What people typed"]
    assert row["Legal basis"].startswith("Article 6(1)(e)")


def test_it_is_taken_away_for_word_and_as_a_table_and_on_record(client, pru):
    assert len(table(client)) == len(kinds())
    answer = client.get(f"{HERE}.docx")
    told = docx.Document(io.BytesIO(answer.content))
    assert "Records of processing" in "\n".join(each.text for each in told.paragraphs)
    assert client.get(f"{HERE}.exe").status_code == 404
    lines = AuditEntry.objects.filter(action="export records of processing")
    assert [line.detail["form"] for line in lines.order_by("sequence")] == ["csv", "docx"]  # fmt: skip
    assert f"{timezone.localdate():%Y}" in answer.headers["Content-Disposition"]


def test_only_who_keeps_the_schedule_reads_it(client, town):
    client.force_login(town.sam)
    assert client.get(f"{HERE}/").status_code == 403
    assert client.get(f"{HERE}.csv").status_code == 403
