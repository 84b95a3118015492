"""Hand-back: corrections for the data team, and text for the case system."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import finding_actions, handback_file, handback_notes
from alongside.desk.casework.models import Fault, Handback, Mark
from alongside.desk.casework.owner_actions import mark_dues
from alongside.desk.casework.templatetags.timescales import cell_held
from tests.desk.casework.exports import MONDAY, Told, imported, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")
HEADERS = [
    "Child id", "List", "Row in the export", "Field", "What stands there",
    "What should stand there", "Why", "Said by", "Export as at",
]  # fmt: skip


@pytest.fixture
def wrong(town):
    story = Told()
    for child, team in {
        "900123": "North",
        "900124": "South",
        "900125": "North",
    }.items():
        story.person(child)
        story.s47_of(child, "2026-03-02", team, s47_end_date="2026-03-01")
    imported(town.ana, story, MONDAY)
    robin = Fault.objects.get(case_id="900123", column="s47e_s47_end_date")
    finding_actions.mend_fault(
        by=town.ana, fault=robin, status="new", should="2026-03-12"
    )
    return robin


def made(client, query="") -> Handback:
    answer = client.post(f"/findings/corrections/new/?{query}")
    assert answer.status_code == 302
    return Handback.objects.latest("pk")


def lines(client, handback) -> list[dict]:
    answer = client.get(f"/findings/corrections/{handback.pk}/csv/")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_corrections_say_what_stands_there_and_what_should(client, town, wrong):
    client.force_login(town.ana)
    handback = made(client, "list=ssd_s47_enquiry&weight=")
    robin = next(
        line for line in lines(client, handback) if line["Child id"] == "900123"
    )
    assert robin == {
        "Child id": "900123",
        "List": "Section 47 enquiries (ssd_s47_enquiry)",
        "Row in the export": "2",
        "Field": "Section 47 end date (s47e_s47_end_date)",
        "What stands there": "2026-03-01",
        "What should stand there": "2026-03-12",
        "Why": f"{wrong.what} {wrong.do}",
        "Said by": "Ana Kowalska",
        "Export as at": "2026-03-09",
    }
    answer = client.get(f"/findings/corrections/{handback.pk}/xlsx/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert "Chosen: Still there; " in str(told := sheet["A2"].value)
    assert str(told).count("Chosen") == 1
    table = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    assert table[0] == HEADERS
    assert ["900123", "2026-03-01", "2026-03-12"] in [
        [line[0], line[4], line[5]] for line in table
    ]


def test_pages_name_lists_and_fields_in_words_and_a_blank_cell_as_blank(
    client, town, wrong
):
    Fault.objects.filter(pk=wrong.pk).update(held="")
    client.force_login(town.ana)
    pages = ["/findings/", f"/findings/{wrong.pk}/", "/findings/corrections/new/"]
    told = [text(client.get(each)) for each in pages]
    told.append(text(client.get(f"/findings/corrections/{made(client).pk}/")))
    for page in told:
        assert ">Section 47 end date<" in page and ">s47e_s47_end_date<" not in page
        assert "(ssd_s47_enquiry)" not in page
    assert all("Blank" in page for page in told[1:])
    wrong.refresh_from_db()
    assert cell_held(wrong) == "Blank"
    for lacks in ("sheet", "row", "column", "case_id"):
        part = Fault(case_id="1", sheet="x", row=2, column="x")
        setattr(part, lacks, None)
        assert cell_held(part) == "Not known"


def test_making_one_marks_its_lines_as_sent_and_keeps_what_was_sent(
    client, town, wrong
):
    client.force_login(town.ana)
    before = client.get("/findings/corrections/new/?show=new").context["count"]
    handback = made(client, "show=new")
    assert handback.items.count() == before == 2
    wrong.refresh_from_db()
    assert wrong.status == "sent"
    assert wrong.changes.order_by("pk").last().note == f"In corrections {handback.pk}."
    assert client.get("/findings/?show=new").context["page"].paginator.count == 0
    finding_actions.mend_fault(by=town.ana, fault=wrong, status="sent", should="?")
    kept = {line["What should stand there"] for line in lines(client, handback)}
    assert kept == {"2026-03-12", ""}
    assert f"Corrections {handback.pk}" in text(client.get(f"/findings/{wrong.pk}/"))
    entry = AuditEntry.objects.get(action="hand back corrections")
    assert (entry.by, entry.detail) == (town.ana, {"rows": 2})


def test_nothing_is_made_of_nothing(client, town, wrong):
    client.force_login(town.ana)
    page = text(client.post("/findings/corrections/new/?show=gone"))
    assert "there is nothing to send" in page
    assert not Handback.objects.exists()


def test_whoever_may_not_see_a_child_is_given_no_line_of_it(client, town, wrong):
    client.force_login(town.sam)
    handback = made(client)
    assert {line["Child id"] for line in lines(client, handback)} >= {"900125"}
    for person, ids in ((town.ana, {"900123", "900124"}), (town.sef, {"900123"})):
        client.force_login(person)
        told = {line["Child id"] for line in lines(client, handback)}
        assert told - {""} == ids
        page = text(client.get(f"/findings/corrections/{handback.pk}/"))
        assert "900125" not in page
        assert client.get("/findings/corrections/").context["page"][0].seen == len(
            lines(client, handback)
        )


def test_whoever_marked_a_clock_as_wrong_said_it(client, town, wrong, clock_of):
    due = clock_of(town.robin, 3)
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="=Held on the 4th.")
    client.force_login(town.ana)
    told = [line for line in lines(client, made(client)) if "4th" in line["Why"]]
    assert [line["Said by"] for line in told] == ["Asha Patel"]
    assert told[0]["Why"].startswith("'=Held"), "It is not taken for a formula."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(town, start):
    item = Handback(by=town.ana).items.model(
        case_id=f"{start}1+1", held=f"{start}2", why="w", said_by=town.ana
    )
    (row,) = list(csv.DictReader(StringIO(handback_file.as_csv([item]), newline="")))
    assert (
        row["Child id"] == f"'{start}1+1" and row["What stands there"] == f"'{start}2"
    )


@pytest.fixture
def clock(town, clock_of):
    return clock_of(town.robin, 6)


def note(client, due) -> str:
    page = client.get(f"/timescales/{due.pk}/text/")
    return page.context["notes"][0].text


def test_a_clocks_text_says_what_was_done_and_why_by_when(client, town, clock):
    mark_dues(by=town.asha, dues=[clock], kind="asked", note="By phone.")
    mark_dues(
        by=town.asha, dues=[clock], kind="arranged", arranged_for=date(2026, 3, 12)
    )
    mark_dues(by=town.asha, dues=[clock], kind="awaiting", done_on=date(2026, 3, 9))
    client.force_login(town.wes)
    told = note(client, clock)
    assert told.splitlines()[0].startswith(
        "Initial child protection conference: due by 16 March 2026."
    )
    assert "15 working days from Monday 5 January 2026" in told
    lines = told.splitlines()
    said = [line for line in lines if "Asha Patel" in line]
    assert [line.split(" ")[0] for line in said] == ["Asked", "Arranged", "Done"]
    assert "By phone." in said[0] and "Arranged for 12 March 2026" in said[1]
    assert "Done on 9 March 2026, awaiting recording" in said[2]
    assert "Taken from Alongside by Wes Okafor on 10 March 2026." in told
    page = text(client.get(f"/timescales/{clock.pk}/text/"))
    assert "<textarea" in page and "readonly" in page and "data-copy" in page
    taken = AuditEntry.objects.filter(action="take case note")
    assert {(e.by, e.subject_id) for e in taken} == {(town.wes, str(clock.pk))}


def test_a_days_texts_are_one_a_child_and_of_that_day(client, town, clock_of, worker):
    hers = worker("P. Lane")
    one, two = (
        clock_of(town.robin, 3, worker=hers),
        clock_of(town.hidden, 3, worker=hers),
    )
    other = clock_of(town.robin, 5, rule="CP_VISIT_10WD", worker=hers)
    quiet = clock_of(town.skye, 5, worker=hers)
    mark_dues(by=town.sam, dues=[one, two, quiet], kind="asked")
    mark_dues(by=town.sam, dues=[other], kind="asked", note="Told of in the same text.")
    noon = timezone.make_aware(datetime(2026, 3, 9, 12))
    Mark.objects.update(at=noon)
    quiet.marks.update(at=noon - timedelta(days=1))
    asked = {"worker": hers.pk, "on": "9 3 2026"}
    client.force_login(town.asha)
    page = client.get("/timescales/sheet/text/", asked)
    notes = page.context["notes"]
    assert [each.child for each in notes] == [town.robin], page.context["form"].errors
    assert "Told of in the same text." in notes[0].text
    assert "Farrow" not in text(page)
    client.force_login(town.sam)
    children = {
        n.child for n in client.get("/timescales/sheet/text/", asked).context["notes"]
    }
    assert children == {town.robin, town.hidden}


def test_the_page_asks_for_a_worker_and_a_day(client, town, clock):
    client.force_login(town.asha)
    page = client.get("/timescales/sheet/text/")
    assert page.context["notes"] == [] and page.status_code == 200
    page = text(client.get("/timescales/sheet/text/", {"worker": "", "on": ""}))
    assert (
        "Choose whose timescales" in page and "Enter the day they were marked" in page
    )


def test_the_council_has_words_of_its_own(client, town, clock, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "case-note.toml").write_text(
        'note = "REF {child_id}: {timescales}"\n'
        'timescale = "{title} / {said}"\n'
        '[said]\nasked = "{who} asked; {note}"\n'
    )
    mark_dues(by=town.asha, dues=[clock], kind="asked", note="ring {back}")
    client.force_login(town.asha)
    said = "REF 900123: Initial child protection conference"
    assert note(client, clock).startswith(said)
    assert note(client, clock).endswith("/ Asha Patel asked; ring {back}")


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (
            'note = "{born_on}"',
            "note has no place {born_on}. Its places: {as_at}, {by}",
        ),
        ('note = "{by.password}"', "note has no place {by.password}"),
        ('note = "{by!r}"', "note has no place {by}"),
        ('note = "{by:>9}"', "note has no place {by}"),
        ('note = "{"', "a brace of note has no partner"),
        ('nothing_said = "{by}"', "nothing_said has no place {by}. Its places: none"),
        ('letter = "x"', "there is no text letter"),
        ("note = 3", "note is no text"),
        ("said = 3", "there is no text said"),
        ('[said]\nasked = "{dob}"', "said.asked has no place {dob}"),
        ("note = ", "it is not TOML"),
    ],
)
def test_wording_that_cannot_be_used_is_not_and_says_why(
    client, town, clock, home, own, why
):
    home.mkdir(parents=True, exist_ok=True)
    (home / "case-note.toml").write_text(own)
    client.force_login(town.asha)
    page = text(client.get(f"/timescales/{clock.pk}/text/"))
    assert f"case-note.toml is not used: {why}" in page
    assert "Taken from Alongside by Asha Patel" in page


def test_our_own_wording_names_only_places_there_are():
    ours, problem = handback_notes.wording()
    assert problem == ""
    for name, words in ours.items():
        handback_notes._check_places(name, words)
