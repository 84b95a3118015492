"""Nothing that is taken away can be run as a formula, whatever a name was made to be."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from alongside.desk.access.models import User
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team
from tests.house.test_matrix import OPEN_FEW, ROLES, SUBJECTS, lines

PLANTED = "=cmd|'/C calc'!A0"
BEGINS = ("=", "+", "@", "\t", "\r")
TAKEN = [
    line
    for line in lines()
    if line["method"] == "get"
    and ("export" in line["url"] or line["url"].endswith(("workbook", "-file", "panel", "download")))
]  # fmt: skip


def openers(line: dict) -> list[str]:
    """The people of the town whose role takes this away."""
    every = ROLES | OPEN_FEW
    return [name for role, name in every.items() if line[role].startswith("200")]


@pytest.mark.slow
@pytest.mark.parametrize("line", TAKEN, ids=lambda line: line["url"])
def test_no_cell_is_a_formula(line, town):
    who = openers(line)
    if not who:
        pytest.skip("Nobody takes this away with nothing filled in.")
    client = Client()
    client.force_login(getattr(town, who[0]))
    address = reverse(line["url"], kwargs=SUBJECTS[line["subject"]](town, 0))
    User.objects.update(full_name=PLANTED)
    Child.objects.update(forename=PLANTED, surname=PLANTED)
    for team in Team.objects.all():
        team.name = f"{PLANTED} {team.pk}"
        team.save()
    answer = client.get(address)
    assert answer.status_code == 200
    assert not formulas(answer)


def formulas(answer) -> list[str]:
    """Return what a spreadsheet program would run, or a CSV would make it take for one."""
    content, kind = answer.content, answer.headers["Content-Type"]
    if content.startswith(b"PK"):
        book = load_workbook(BytesIO(content))
        return [
            f"{sheet.title}!{cell.coordinate}: {cell.value}"
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
    if "csv" in kind:
        rows = csv.reader(StringIO(content.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if cell.startswith(BEGINS)]
    return []


def test_this_very_test_minds():
    from openpyxl import Workbook

    made = BytesIO()
    book = Workbook()
    book.active.append([PLANTED])
    book.save(made)
    from django.http import HttpResponse

    assert formulas(HttpResponse(made.getvalue()))
    assert formulas(HttpResponse(PLANTED, content_type="text/csv")) == [PLANTED]
    assert len(TAKEN) > 25
