"""A file of which most rows were left out would pass for the whole: it is refused."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework.models import Due, Extract
from alongside.reckon.records import Records
from tests.desk.casework.exports import packed, prepared


def of_children(*children: str) -> bytes:
    records = Records()
    for child in children:
        records.add("ssd_person", pers_person_id=child, pers_sex="F")
    return packed(records)


def test_three_rows_of_four_that_name_no_child(town):
    extract = prepared(town.sef, of_children("900123", "", "", ""), date(2026, 3, 9))
    assert extract.state == Extract.State.REFUSED
    found = extract.findings.first()
    assert found.what == "3 of its 4 rows had to be left out, so it is not used."
    assert not Due.objects.exists()


@pytest.mark.parametrize("children", [("900123", ""), ("900123", "900124", "")])
def test_half_of_them_or_fewer_is_read(town, children):
    extract = prepared(town.sef, of_children(*children), date(2026, 3, 9))
    assert extract.state == Extract.State.READY
