"""What is kept of exports, for how long; and what lists that come alone are linked to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import store
from alongside.desk.casework.models import Extract
from tests.desk.casework.exports import MONDAY, Told, held, imported, prepared, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def folders(home) -> set[str]:
    return {folder.name for folder in (home / "uploads" / "extracts").iterdir()}


@pytest.fixture
def five(town, settings, django_capture_on_commit_callbacks):
    """Five exports applied, of which three are to be kept."""
    settings.EXPORTS_KEPT = 3
    extracts = []
    for number in range(5):
        told = Told().s47_of("900123", "2026-03-02").s47_of(f"{number}", "2026-03-02")
        with django_capture_on_commit_callbacks(execute=True):
            extracts.append(imported(town.ana, told, date(2026, 3, 4) + timedelta(number)))  # fmt: skip
    return Extract.objects.order_by("pk")


def test_the_last_exports_are_kept_and_those_before_them_removed(
    client, town, five, home
):
    assert folders(home) == {extract.stored_as for extract in five[2:]}
    assert [bool(extract.removed_at) for extract in five] == [True, True] + 3 * [False]
    said = AuditEntry.objects.filter(action="remove export's file")
    assert [(e.by, e.subject_id) for e in said.order_by("sequence")] == [
        (town.ana, str(five[0].pk)), (town.ana, str(five[1].pk)),
    ]  # fmt: skip
    assert not list(faults())
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{five[0].pk}/"))
    assert "was removed on" in page and "Applied by Ana Kowalska" in page
    assert client.get(f"/imports/{five[0].pk}/changes/new/").status_code == 200
    assert "What it changed" in text(client.get(f"/imports/{five[2].pk}/"))


def test_what_a_kill_left_behind_goes_with_the_next_export(
    town, five, home, django_capture_on_commit_callbacks
):
    store.keep(five[0].stored_as, "file", b"left")
    with django_capture_on_commit_callbacks(execute=True):
        imported(town.ana, Told().s47_of("900123", "2026-03-03"), date(2026, 3, 10))
    assert five[0].stored_as not in folders(home)


def test_one_that_waits_is_kept_until_it_is_applied_or_set_aside(town, five, home):
    waiting = prepared(town.ana, Told().s47_of("1", "2026-03-05"), date(2026, 3, 9))
    assert waiting.stored_as in folders(home)


def annex(*referred: str) -> Told:
    told = Told().without("local_referral_decisions", "local_core_groups")
    for child in referred:
        told.referral(f"annex-a:3:{child}:2026-03-02", "2026-03-02", child=child)
    return told.cp_plan("annex-a:7:1:2026-03-02", "2026-03-02", child="1")


def only(table: str) -> Told:
    told = Told()
    return told.without(*set(told.records.rows) - {table})


def test_decisions_that_come_alone_after_annex_a_are_linked_by_child_and_day(
    client, town
):
    imported(town.ana, annex("1", "2"), MONDAY)
    assert [status for *_, status, _ in held("REF_DECISION")] == 2 * ["cannot_compute"]
    alone = only("local_referral_decisions").decision("REF/77", "2026-03-03", child="1")
    alone.decision("REF/99", "2026-03-03", child="3")
    extract = imported(town.ana, alone, date(2026, 3, 10))
    assert [(child, status) for child, *_, status, _ in held("REF_DECISION")] == [
        ("1", "met"), ("2", "open"),
    ]  # fmt: skip
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/"))
    assert "1 of its 2 decisions on referrals belong to no referral" in page
    assert "or check the children's ids" in page


def test_core_groups_that_come_alone_are_linked_by_child_and_day(client, town):
    imported(town.ana, annex("1"), MONDAY)
    alone = only("local_core_groups").core_group("2026-03-05", child="1")
    alone.core_group("2026-03-05", child="3")
    extract = imported(town.ana, alone, date(2026, 3, 10))
    assert [status for *_, status, _ in held("CORE_GROUP_1")] == ["met"]
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{extract.pk}/"))
    assert (
        "1 of its 2 core groups are of children without a child protection plan" in page
    )
