"""Exports in parts, and of the latest of each thing only."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework import actions
from alongside.desk.casework.models import Due
from alongside.desk.people.models import Child
from tests.desk.casework.exports import (
    MONDAY,
    VISIT,
    Told,
    held,
    import_records,
    imported,
    told,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def test_a_part_of_the_tables_changes_only_what_it_tells_of(town):
    """The plan comes alone, then the visits alone: each leaves the other be."""
    plan = Told().without(*set(Told().records.rows) - {"ssd_cp_plans", "ssd_person"})
    plan.person("1", "Ada", "Moss").cp_plan("P", "2026-03-02", child="1")
    imported(town.ana, plan, MONDAY)
    assert len(held("RCPC_1")) == 1
    visits = Told().without(*set(Told().records.rows) - {"ssd_cp_visits"})
    visits.cp_visit("2026-03-06", child="1")
    imported(town.ana, visits, date(2026, 3, 10))
    assert [(s, status) for _, _, s, _, status, _ in held(VISIT)] == [
        ("2026-03-02", "met"), ("2026-03-06", "open"),
    ]  # fmt: skip
    assert [gone for *_, gone in held("RCPC_1")] == [False]
    assert str(Child.objects.get(case_id="1")) == "Ada Moss"


def latest(*visits: str) -> Told:
    """As Annex A gives it: no names, and of the visits only the latest."""
    told = Told().latest_only("ssd_cp_visits").cp_plan("P", "2026-03-02", child="1")
    for row in told.records.hold("ssd_cp_visits"), told.records.hold("ssd_person"):
        row.clear()
    told.records.add("ssd_person", pers_person_id="1", pers_sex="F")
    return told.cp_visit(visits[-1], child="1") if visits else told


@pytest.mark.slow
def test_after_the_tables_a_workbook_without_names_keeps_the_names(town, monkeypatch):
    whole = Told().person("1", "Ada", "Moss").cp_plan("P", "2026-03-02", child="1")
    imported(town.ana, whole.cp_visit("2026-03-06", child="1"), MONDAY)
    import_records(town.ana, latest("2026-03-06"), date(2026, 3, 10), monkeypatch)
    child = Child.objects.get(case_id="1")
    assert (str(child), child.sex) == ("Ada Moss", "F")


def test_where_only_the_latest_visit_is_given_the_one_before_is_done(town, monkeypatch):
    whole = Told().person("1", "Ada", "Moss").cp_plan("P", "2026-02-16", child="1")
    imported(town.ana, whole.cp_visit("2026-02-20", child="1"), MONDAY)
    due = Due.objects.open().get(rule=VISIT)
    actions.mark_dues(by=town.sam, dues=[due], kind="asked")
    told_now = latest("2026-02-20", "2026-03-03")
    told_now.records.rows["ssd_cp_plans"][0]["cppl_cp_plan_start_date"] = date(2026, 2, 16)  # fmt: skip
    extract = import_records(town.ana, told_now, date(2026, 3, 10), monkeypatch)
    assert "1 CP_VISIT_10WD 2026-02-20" in told(extract)["done"]
    due.refresh_from_db()
    assert (due.status, due.completed_on, due.mark.kind) == ("met", date(2026, 3, 3), "asked")  # fmt: skip
    assert Due.objects.open().get(rule=VISIT).started_on == date(2026, 3, 3)


def test_referrals_decided_in_the_tables_stay_decided_in_a_workbook(town, monkeypatch):
    """Annex A has no keys: its referrals are those of the same child and day."""
    whole = Told().referral("R1", "2026-03-02", child="1").decision("R1", "2026-03-03", child="1")  # fmt: skip
    imported(town.ana, whole, MONDAY)
    workbook = Told().referral("annex-a:3:1:2026-03-02", "2026-03-02", child="1")
    workbook.without("local_referral_decisions")
    extract = import_records(town.ana, workbook, date(2026, 3, 10), monkeypatch)
    assert "1 REF_DECISION 2026-03-02" not in told(extract).get("new", [])
    assert [status for *_, status, _ in held("REF_DECISION")] == ["met"]
