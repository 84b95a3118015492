"""A bank holiday announced late: what is due is reckoned again, and what was shown is kept."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework import store
from alongside.desk.casework.models import Due, Mark
from alongside.desk.casework.projection import project
from alongside.desk.holidays import FILE, clock_in_force
from tests.desk.casework.exports import ENQUIRY, MONDAY, Told, held, imported, told
from tests.story import Story

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


def announce(settings, *lines):
    (settings.HOME / FILE).write_text(
        "day,name\n" + "".join(f"{line}\n" for line in lines)
    )


def enquiry():
    """Fifteen working days from Mon 2 March 2026 are Mon 23 March."""
    return Told().s47_of("900123", "2026-03-02", s47_enquiry_id="E").person("900123")


def test_an_open_clock_moves_and_its_marks_and_day_before_are_kept(town, settings):
    imported(town.ana, enquiry(), MONDAY)
    [due] = Due.objects.filter(rule=ENQUIRY)
    mark = Mark.objects.create(due=due, kind="note", note="Booked", by=town.sam)
    announce(settings, "2026-03-20,A day of thanks")

    extract = imported(town.ana, enquiry().person("900124"), date(2026, 3, 10))

    assert told(extract) == {"moved": ["900123 S47_ICPC 2026-03-02"]}
    [moved] = store.kept_json(extract.stored_as, "told")["moved"]
    assert (moved["was_due_on"], moved["due_on"]) == ("2026-03-23", "2026-03-24")
    assert held(ENQUIRY) == [
        ("900123", ENQUIRY, "2026-03-02", "2026-03-24", "open", False)
    ]
    assert mark.due_id == Due.objects.get(rule=ENQUIRY).pk


def test_a_day_taken_back_moves_it_back_and_the_file_is_read_when_it_changes(settings):
    settings.HOME.mkdir(parents=True, exist_ok=True)
    shipped = clock_in_force().version
    announce(settings, "2026-04-06,Working day")
    assert clock_in_force().is_working(date(2026, 4, 6))
    assert clock_in_force().version != shipped
    (settings.HOME / FILE).unlink()
    assert not clock_in_force().is_working(date(2026, 4, 6))


def test_a_day_that_is_none_is_refused_with_its_line(settings):
    settings.HOME.mkdir(parents=True, exist_ok=True)
    announce(settings, "2026-13-06,A day")
    with pytest.raises(ValueError, match=r"holidays\.csv, line 2: '2026-13-06'"):
        clock_in_force()


@pytest.mark.django_db
def test_only_clocks_of_practice_that_stand_are_on_the_desk(rulebook):
    story = Story().s47("s", "2026-03-02").cp_plan("p", "2026-03-02")
    story.fed("complaint_received", "2026-03-02", "c").fed(
        "complaint_received", "2026-03-03", "c"
    )
    story.fed("complaint_answered", "2026-03-04", "c")
    story.override("CORE_GROUP_1", None, applies="N")
    found = project(story.records, rulebook, MONDAY)
    codes = [row[1] for row in found.dues]
    assert "S47_ICPC" in codes and "S47_ICPC_STATISTICS" not in codes
    assert codes.count("COMP_S1") == 1
    [core_group] = [row for row in found.dues if row[1] == "CORE_GROUP_1"]
    assert core_group[7] == "not_applicable"


def test_a_clock_that_is_decided_not_to_apply_has_ended(town):
    def plan():
        return Told()._tell(
            "ssd_cp_plans", "cppl", cp_plan_id="p", person_id="900123",
            cp_plan_start_date="2026-03-02", cp_plan_team="North",
        ).core_group("2026-02-20", "900124")  # fmt: skip

    imported(town.ana, plan(), MONDAY)
    waived = plan().override("CORE_GROUP_1", None, applies="N", child="900123")
    extract = imported(town.ana, waived, date(2026, 3, 10))
    assert told(extract)["ended"] == ["900123 CORE_GROUP_1 2026-03-02"]
    due = Due.objects.get(rule="CORE_GROUP_1")
    assert due.get_status_display() == "Does not apply"
