"""Exports that are refused as they are read, or before, and of which nothing is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.access.invented import invent_sign_ins, why_invented_is_refused
from alongside.desk.casework import actions
from alongside.desk.casework.models import Due, Extract
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    held,
    imported,
    packed,
    prepared,
    text,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


LIMIT = 1_000_000


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT])
def test_a_file_too_large_is_refused_with_both_sizes(
    uploaded, settings, monkeypatch, size
):
    """Larger than is read; and larger than is taken into memory at all."""
    monkeypatch.setattr(actions, "MAX_BYTES", LIMIT)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * LIMIT
    page = text(uploaded(b"x" * size))
    assert (
        f"The file is {size / 1e6:.0f} MB; the most that can be read is 1 MB." in page
    )
    assert not Extract.objects.exists()


def kept_on_disk(home) -> list[str]:
    return [str(part) for part in (home / "uploads").rglob("*") if part.is_file()]


@pytest.mark.parametrize(
    ("invented", "sentence"),
    [
        (True, "This export is invented. Nothing of it is kept."),
        (False, "This is the invented council: it takes only invented exports."),
    ],
)
def test_an_export_for_another_desk_is_refused_as_it_is_read_and_forgotten(
    client, uploaded, settings, home, invented, sentence
):
    settings.INVENTED = not invented
    told = Told().person("900123").s47_of("900123", "2026-03-02")
    told.records.rows["ssd_person"].append(dict(told.records.rows["ssd_person"][0]))
    answer = uploaded(packed(told.records, invented))
    page = text(client.get(answer.url))
    assert sentence in page
    assert "Refused" in page and "Read it again" not in page
    assert kept_on_disk(home) == []
    extract = Extract.objects.get()
    assert (extract.lists, extract.findings.count()) == ([], 1)
    client.post(f"/imports/{extract.pk}/apply/")
    client.post(f"/imports/{extract.pk}/read/")
    assert not Due.objects.exists()
    assert Extract.objects.get().state == Extract.State.REFUSED


def test_one_that_was_read_before_the_desk_was_said_to_be_invented_is_not_applied(
    town, settings
):
    extract = prepared(town.ana, Told().s47_of("900123", "2026-03-02"), MONDAY)
    settings.INVENTED = True
    with pytest.raises(ValidationError, match="takes only invented exports"):
        actions.apply_extract(by=town.ana, extract=extract)


def test_the_same_file_again_is_recognised_as_it_is_uploaded(client, town, uploaded):
    told = Told().s47_of("900123", "2026-03-02")
    extract = imported(town.ana, told, MONDAY)
    page = text(uploaded(told))
    assert "The same file was imported on" in page and "by Ana Kowalska" in page
    assert "as at 9 March 2026" in page and "Nothing would change." in page
    assert list(Extract.objects.all()) == [extract]


def test_a_file_that_waits_to_be_applied_is_not_uploaded_twice(town, uploaded):
    told = Told().s47_of("900123", "2026-03-02")
    prepared(town.ana, told, MONDAY)
    assert "and waits to be applied or set aside" in text(uploaded(told))
    assert Extract.objects.count() == 1


def test_a_refused_file_says_so_once_and_is_gone(client, uploaded, home):
    page = text(client.get(uploaded(b"<html><p>Log in</p></html>", "export.xlsx").url))
    assert "This is a web page, whatever its name says" in page
    assert "1 finding<" in page
    assert "What was found wrong with it stays below, with the id of any child" in page
    assert "Import another export" in page
    for no_help in ("Read it again", "Set aside", "Apply"):
        assert no_help not in page
    assert kept_on_disk(home) == []


def test_nobody_invented_signs_in_beside_real_records(town, settings):
    imported(town.ana, Told().s47_of("900123", "2026-03-02"), MONDAY)
    settings.INVENTED = True
    assert actions.real_records_held()
    assert "real records" in why_invented_is_refused()
    with pytest.raises(ValidationError, match="real records"):
        invent_sign_ins()


def test_invented_records_are_not_real_ones(town, settings):
    settings.INVENTED = True
    told = Told().s47_of("900123", "2026-03-02")
    imported(town.ana, packed(told.records, invented=True), MONDAY)
    assert not actions.real_records_held()


def test_an_export_older_than_the_one_in_force_is_refused_as_it_is_read(
    client, monday, uploaded, home
):
    before = kept_on_disk(home)
    answer = uploaded(Told().s47_of("1", "2026-03-02"), as_at="6 3 2026")
    page = text(client.get(answer.url))
    assert "This export was taken on 6 March 2026." in page
    assert "of 9 March 2026; this one would take them back." in page
    assert "Read it again" not in page
    assert kept_on_disk(home) == before
    assert Extract.objects.in_force() == monday


def test_older_lists_beside_newer_ones_are_no_older(town):
    """What counts is the day of the list, not of the export that came last."""
    every = set(Told().records.rows)
    plans = Told().without(*every - {"ssd_cp_plans", "ssd_cp_reviews"})
    plans.cp_plan("P", "2026-03-02").cp_review(
        "2026-03-09"
    )  # after the older list's day
    imported(town.ana, plans, MONDAY)
    visits = Told().without(*every - {"ssd_cp_visits"}).cp_visit("2026-03-04")
    older = imported(town.ana, visits, date(2026, 3, 6))
    assert older.newest_day == MONDAY
    assert [status for *_, status, _ in held("RCPC_1")] == ["met"]
    refused = prepared(town.ana, plans.cp_plan("Q", "2026-03-03"), date(2026, 3, 6))
    assert refused.state == Extract.State.REFUSED
    assert "later lists of child protection plans" in refused.findings.first().what
