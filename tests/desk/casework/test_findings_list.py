"""One list for the data team: faults recognised from export to export, and settled."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import finding_actions
from alongside.desk.casework.models import Due, Fault, FaultChange, Finding, Mark
from alongside.desk.casework.owner_actions import mark_dues
from alongside.desk.casework.undo_actions import undo_extract
from tests.desk.casework.exports import MONDAY, Told, imported, text
from tests.slowly import slowly

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")
TUESDAY = MONDAY + timedelta(days=1)
BACKWARDS = "is before"


def enquiries(*told) -> Told:
    """Enquiries of children, each with the day it ended, all begun on 2 March 2026."""
    story = Told().person("900123").person("900124").person("900125")
    for child, ended in told:
        team = "South" if child == "900124" else "North"
        story.s47_of(child, "2026-03-02", team, s47_end_date=ended)
    return story


def backwards(child: str) -> Fault:
    return Fault.objects.get(case_id=child, what__contains=BACKWARDS)


@pytest.fixture
def monday_wrong(town):
    """Robin's enquiry and Skye's both end before they begin."""
    story = enquiries(("900123", "2026-03-01"), ("900124", "2026-02-27"))
    return imported(town.ana, story, MONDAY)


def test_a_fault_is_the_same_in_the_next_export_and_keeps_what_was_settled(
    town, monday_wrong
):
    robin = backwards("900123")
    assert (robin.status, robin.child, robin.first_on) == ("new", town.robin, MONDAY)
    assert robin.held == "2026-03-01"
    finding_actions.see_to_faults(
        by=town.ana, faults=[robin], status="mending", note="Ring them."
    )
    # The day it ends is another, still wrong; and its row has moved.
    story = enquiries(("900124", "2026-02-27"), ("900123", "2026-02-20"))
    imported(town.ana, story, TUESDAY)
    again = backwards("900123")
    assert again.pk == robin.pk
    assert (again.status, again.note) == ("mending", "Ring them.")
    assert (again.held, again.row) == ("2026-02-20", 3)
    assert (again.first_on, again.last_on) == (MONDAY, TUESDAY)


def test_one_that_goes_is_shown_as_gone_and_one_that_comes_back_is_flagged(
    client, town, monday_wrong
):
    robin = backwards("900123")
    finding_actions.see_to_faults(by=town.ana, faults=[robin], status="mended")
    imported(town.ana, enquiries(("900123", None), ("900124", "2026-02-27")), MONDAY)
    robin.refresh_from_db()
    assert robin.gone_on == MONDAY
    client.force_login(town.ana)
    page = text(client.get("/findings/?show=gone"))
    assert "No longer there since 9 March 2026" in page and "900123" in page
    story = enquiries(("900123", "2026-03-01"), ("900124", "2026-02-27"))
    imported(town.ana, story, TUESDAY)
    robin.refresh_from_db()
    assert (robin.gone_on, robin.back_on, robin.status) == (None, TUESDAY, "new")
    assert "Came back on 10 March 2026" in text(client.get("/findings/"))
    last = robin.changes.order_by("pk").last()
    assert (last.by, last.note) == (None, "It is there again.")


def test_one_said_to_be_mended_and_still_there_is_flagged(client, town, monday_wrong):
    robin = backwards("900123")
    finding_actions.see_to_faults(by=town.ana, faults=[robin], status="mended")
    Fault.objects.filter(pk=robin.pk).update(moved_on=MONDAY)
    story = enquiries(("900123", "2026-03-01"), ("900124", None))
    imported(town.ana, story, TUESDAY)
    client.force_login(town.ana)
    said = "Said to be mended on 9 March 2026, and still there on 10 March 2026"
    assert said in text(client.get("/findings/?show=mended"))


def test_an_export_of_other_lists_makes_nothing_gone(town, monday_wrong):
    other = Told().conference_of("900123", "", "2026-03-05")
    other.records.rows.pop("ssd_s47_enquiry", None)
    imported(town.ana, other, TUESDAY)
    assert backwards("900123").gone_on is None


def test_two_alike_of_one_child_are_two_and_one_mended_leaves_one(town):
    both = (("900123", "2026-03-01"), ("900123", "2026-02-28"))
    imported(town.ana, enquiries(*both), MONDAY)
    alike = Fault.objects.filter(case_id="900123", what__contains=BACKWARDS)
    first, second = alike.order_by("pk")
    imported(town.ana, enquiries(("900123", "2026-02-28")), TUESDAY)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.gone_on, second.gone_on) == (TUESDAY, None), (
        "The one that is left is known by its words."
    )


def test_undoing_an_export_leaves_the_list_as_it_stood(town, monday_wrong):
    was = list(Fault.objects.order_by("pk").values())
    story = enquiries(("900124", "2026-02-27")).person("777", "New", "Comer")
    story.s47_of("777", "2026-03-02", s47_end_date="2026-03-01")
    tuesday = imported(town.ana, story, TUESDAY)
    assert list(Fault.objects.order_by("pk").values()) != was
    undo_extract(by=town.ana, extract=tuesday, reason="A wrong file")
    assert list(Fault.objects.order_by("pk").values()) == was


def test_what_was_settled_of_an_undone_export_stays_as_gone(town, monday_wrong):
    story = enquiries(("900123", "2026-03-01"), ("900124", "2026-02-27"))
    story.person("777", "New", "Comer")
    story.s47_of("777", "2026-03-02", s47_end_date="2026-03-01")
    tuesday = imported(town.ana, story, TUESDAY)
    new = backwards("777")
    finding_actions.see_to_faults(by=town.ana, faults=[new], note="A wrong file?")
    undo_extract(by=town.ana, extract=tuesday, reason="A wrong file")
    new.refresh_from_db()
    assert (new.gone_on, new.child, new.note) == (TUESDAY, None, "A wrong file?")


def test_findings_are_weighed_and_the_heaviest_stand_first(town):
    ahead = enquiries(("900124", "2026-02-27")).s47_of("900123", "2026-03-20")
    imported(town.ana, ahead, MONDAY)
    weights = [f.weight for f in Finding.objects.exclude(kind="note").order_by("pk")]
    assert weights == sorted(weights, reverse=True) and weights[0] > 0
    heaviest = Fault.objects.visible_to(town.sam).heaviest_first()[0]
    assert (heaviest.case_id, heaviest.weight) == ("900123", weights[0])


def test_what_a_person_marks_as_wrong_is_one_line_until_it_is_taken_off(
    client, town, monday_wrong
):
    due = Due.objects.visible_to(town.asha).open().first()
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="Held on the 4th.")
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="Held on the 5th.")
    fault = Fault.objects.get(due=due)
    assert (fault.what, fault.case_id, fault.gone_on) == (
        "Held on the 5th.",
        "900123",
        None,
    )
    client.force_login(town.ana)
    assert "Held on the 5th." in text(client.get("/findings/"))
    mark_dues(by=town.asha, dues=[due], kind="cleared")
    fault.refresh_from_db()
    assert fault.gone_on == date(2026, 3, 10)
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="It is wrong again.")
    fault.refresh_from_db()
    assert (fault.gone_on, fault.back_on) == (None, date(2026, 3, 10))


def test_what_was_marked_goes_when_its_clock_has_ended(town, monday):
    due = Due.objects.get(child=town.robin, rule="S47_ICPC")
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="Held on the 4th.")
    story = enquiries()
    key = "EE"
    story.s47_of("900123", "2026-03-02", s47_enquiry_id=key)
    story.conference_of("900123", key, "2026-03-04")
    imported(town.ana, story, TUESDAY)
    due.refresh_from_db()
    assert due.status == Due.Status.MET
    assert Fault.objects.get(due=due).gone_on == TUESDAY


def test_who_sees_what(client, town):
    story = enquiries(*((c, "2026-03-01") for c in ("900123", "900124", "900125")))
    imported(town.ana, story, MONDAY)
    seen = {}
    for person in (town.sef, town.ana, town.sam):
        client.force_login(person)
        page = text(client.get("/findings/")) + str(
            openpyxl.load_workbook(
                BytesIO(client.get("/findings/export/").content)
            ).active["A"]
        )
        seen[person] = {c for c in ("900123", "900124", "900125") if c in page}
        hidden = client.get(f"/findings/{backwards('900125').pk}/").status_code
        assert hidden == (200 if person == town.sam else 404)
    assert seen[town.sef] == {"900123"}
    assert seen[town.ana] == {"900123", "900124"}
    assert seen[town.sam] == {"900123", "900124", "900125"}
    client.force_login(town.asha)
    assert client.get("/findings/").status_code == 403


@pytest.mark.parametrize(
    "some",
    [
        ("",),
        *slowly(("&whose={0}", "&whose=nobody", "&team={1}", "&weight=1",
                 "&list=ssd_s47_enquiry")),
    ],
    ids=["all of it", "some of it"],
)  # fmt: skip
def test_counts_match_their_lists_whatever_is_chosen(client, town, monday_wrong, some):
    finding_actions.see_to_faults(
        by=town.ana, faults=[backwards("900123")], status="sent", assigned_to=town.sam
    )
    imported(town.ana, enquiries(("900123", "2026-03-01")), TUESDAY)
    client.force_login(town.sam)
    for asked in (each.format(town.sam.pk, town.north.pk) for each in some):
        groups = client.get(f"/findings/?{asked}").context["groups"]
        counts = {group.code: group.count for group in groups}
        for code, count in counts.items():
            page = client.get(f"/findings/?show={code}{asked}").context["page"]
            assert page.paginator.count == count, (asked, code)
        statuses = ("new", "sent", "mending", "mended", "wont")
        assert counts[""] == sum(counts[status] for status in statuses)
        assert counts[""] + counts["gone"] == sum(
            client.get(f"/findings/?show={show}{asked}").context["page"].paginator.count
            for show in ("", "gone")
        )
    assert client.get("/findings/?list=nowhere").context["page"].paginator.count == 0


def test_several_are_settled_at_once_with_who_and_when(client, town, monday_wrong):
    client.force_login(town.ana)
    both = [backwards("900123"), backwards("900124")]
    client.post(
        "/findings/see-to/?show=new",
        {
            "fault": [f.pk for f in both],
            "status": "mending",
            "assigned_to": town.sef.pk,
        },
    )
    for fault in both:
        fault.refresh_from_db()
        assert (fault.status, fault.assigned_to) == ("mending", town.sef)
        change = FaultChange.objects.get(fault=fault)
        assert (change.by, change.status) == (town.ana, "mending")
        entry = AuditEntry.objects.get(action="see to fault", subject_id=str(fault.pk))
        assert entry.by == town.ana
    page = text(client.get(f"/findings/{both[0].pk}/"))
    assert "Ana Kowalska" in page and "Given to Sefton Price" in page


def test_what_will_not_be_mended_needs_a_reason(client, town, monday_wrong):
    client.force_login(town.ana)
    fault = backwards("900123")
    asked = {"fault": [fault.pk], "status": "wont"}
    page = client.post("/findings/see-to/", asked)
    assert "Say in the note why it will not be mended." in text(page)
    assert f'id="fault-{fault.pk}" checked' in text(page)
    fault.refresh_from_db()
    assert fault.status == "new"
    with pytest.raises(IntegrityError), transaction.atomic():
        Fault.objects.filter(pk=fault.pk).update(status="wont")
    client.post("/findings/see-to/", asked | {"note": "The file is closed."})
    fault.refresh_from_db()
    assert (fault.status, fault.note) == ("wont", "The file is closed.")


def test_nobody_settles_what_they_may_not_see(client, town, monday_wrong):
    client.force_login(town.sef)
    skye = backwards("900124")
    client.post("/findings/see-to/", {"fault": [skye.pk], "status": "mended"})
    skye.refresh_from_db()
    assert skye.status == "new"


def test_the_second_of_two_is_told_and_loses_nothing_typed(client, town, monday_wrong):
    fault = backwards("900123")
    finding_actions.see_to_faults(by=town.sam, faults=[fault], status="mending")
    client.force_login(town.ana)
    asked = {
        "status": "wont",
        "should": "2026-03-03",
        "note": "As it is.",
        "changes": 0,
    }
    page = text(client.post(f"/findings/{fault.pk}/", asked))
    assert "Sam Whitlock changed this at" in page and "“Being mended”" in page
    assert 'value="2026-03-03"' in page and 'value="As it is."' in page
    fault.refresh_from_db()
    assert fault.status == "mending"
    client.post(f"/findings/{fault.pk}/", asked | {"changes": 1})
    fault.refresh_from_db()
    assert (fault.status, fault.should) == ("wont", "2026-03-03")


def test_nothing_chosen_is_refused(town, monday_wrong):
    with pytest.raises(ValidationError, match="Tick at least one line"):
        finding_actions.see_to_faults(by=town.ana, faults=[], status="sent")
    with pytest.raises(ValidationError, match="Choose a status or a person"):
        finding_actions.see_to_faults(by=town.ana, faults=[backwards("900123")])


def test_the_list_takes_the_same_questions_however_long(
    client, town, monday_wrong, django_assert_max_num_queries
):
    like = {
        "sort": "x", "kind": "suspicious", "what": "Odd.", "child": town.robin,
        "case_id": "900123", "first_on": MONDAY, "last_on": MONDAY,
    }  # fmt: skip
    client.force_login(town.ana)
    Fault.objects.bulk_create(Fault(**like) for _ in range(120))
    with django_assert_max_num_queries(22):
        client.get("/findings/")


def test_marks_of_others_are_left_alone_by_an_import(town, monday):
    assert not Mark.objects.exists()
    assert not Fault.objects.filter(due__isnull=False).exists()
