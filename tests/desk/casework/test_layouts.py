"""A report that no format knows: mapped once on the desk, and read by its layout for good."""

from __future__ import annotations

import re
from datetime import date

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import layout_fields, layout_tables, store
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.models import Due, Extract
from alongside.reckon.intake.reports import Proposal, load
from tests.desk.casework.exports import MONDAY, Told, imported, text, the_house
from tests.desk.casework.mapped import (
    CORE_GROUPS,
    GROUPS,
    HEADERS,
    MAPPED,
    as_csv,
    newest,
    said,
    workbook,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")


@pytest.fixture
def plans(town, home, today):
    """Robin and Skye have plans, as Monday's export says, so that core groups are due."""
    told = Told()
    for child, team in (("900123", "North"), ("900124", "South")):
        told.person(child)
        told._tell(
            "ssd_cp_plans", "cppl", person_id=child, cp_plan_start_date="2026-02-16",
            cp_plan_team=team,
        )  # fmt: skip
    return imported(town.ana, told, MONDAY)


@pytest.fixture
def core_groups(town):
    """A layout that was saved last week."""
    layout = Layout.objects.create(name="Core groups")
    told = load(CORE_GROUPS)
    LayoutVersion.objects.create(
        layout=layout,
        number=1,
        told=told.as_dict(),
        fingerprint=told.fingerprint,
        saved_by=town.ana,
    )
    return layout


def test_from_an_unknown_report_to_the_worklist(
    client, town, plans, uploaded, mapping, page, django_capture_on_commit_callbacks
):
    before = the_house()
    answer = uploaded(as_csv(), name="core groups.csv")
    extract = newest()
    assert extract.state == Extract.State.ASKING
    assert "Say what it is" in page(answer.url)
    asked = page(f"/imports/{extract.pk}/layout/")
    assert "1 table was found in it." in asked and "In row 1: Client ID" in asked
    shown = text(mapping("look"))
    assert "As it would be read" in shown and "3 March 2026" in shown
    assert not Layout.objects.exists(), "Looking saves nothing."
    assert mapping("save").url == f"/imports/{extract.pk}/"
    extract.refresh_from_db()
    assert extract.state == Extract.State.READY and the_house() == before
    assert [part["kept"] for part in extract.lists] == [2]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/apply/", {"checked": "yes"})
    extract.refresh_from_db()
    assert extract.state == Extract.State.APPLIED
    held = store.kept_records(extract.stored_as).rows
    assert [row["core_core_group_date"] for row in held["local_core_groups"]] == [
        date(2026, 3, 3),
        date(2026, 3, 2),
    ]
    assert len(held["ssd_cp_plans"]) == 2, "What it does not tell of stays."
    begun = set(
        Due.objects.filter(rule="CORE_GROUP_N").values_list("started_on", flat=True)
    )
    assert begun == {date(2026, 3, 3), date(2026, 3, 2)}


def test_the_next_file_with_the_same_headers_is_read_without_asking(
    plans, uploaded, core_groups, page
):
    """In another order and case, and as another kind of file."""
    turned = [
        ["MEETING HELD", "chaired by", "Client  ID"],
        ["09/03/2026", "A", "900123"],
    ]
    answer = uploaded(as_csv(turned[0], turned[1:], "\t"), name="week 2.tsv")
    extract = newest()
    assert extract.state == Extract.State.READY
    assert [str(version) for version in extract.layouts.all()] == [f"{core_groups.pk}, version 1"]  # fmt: skip
    assert "Read by the layout Core groups, version 1." in said(page(answer.url))
    assert extract.lists[0]["name"] == "Core groups"


def test_a_changed_header_is_shown_and_becomes_a_new_version(
    uploaded, core_groups, mapping, page
):
    turned = ["Chaired by", "Client ID", "Date held", "Minutes sent"]
    uploaded(as_csv(turned, [["A. Lee", "900123", "03/03/2026", "Y"]]))
    first = newest()
    asked = said(page(f"/imports/{first.pk}/layout/"))
    assert "Is it ‘Core groups’ with other headers?" in asked
    assert "Gone Meeting held In use until now: Meeting held." in asked
    assert "New Date held, Minutes sent" in asked and "Moved Chaired by" in asked
    answer = mapping(
        of=core_groups.pk, to_0="", to_1="child", date_1="",
        to_2="local_core_groups.core_core_group_date", date_2="dd/mm/yyyy",
    )  # fmt: skip
    assert answer.status_code == 302
    numbers = core_groups.versions.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2], "The old version stays."
    shown = said(page(f"/imports/layouts/{core_groups.pk}/"))
    assert "Gone: Meeting held. New: Date held, Minutes sent." in shown
    uploaded(as_csv())
    (version,) = newest().layouts.all()
    assert (newest().state, version.number) == (Extract.State.READY, 1)


def test_what_a_new_version_keeps_is_chosen_already(client, uploaded, core_groups):
    uploaded(as_csv([*HEADERS, "Minutes sent"], [[*GROUPS[0], "Y"]]))
    answer = client.get(f"/imports/{newest().pk}/layout/0/?of={core_groups.pk}")
    form = answer.context["form"]
    assert [form[f"to_{at}"].value() for at in range(4)] == [
        "child", "local_core_groups.core_core_group_date", "", "",
    ]  # fmt: skip
    assert form["date_1"].value() == "dd/mm/yyyy"


VISITS = {
    "table": "ssd_cp_visits", "name": "Visits", "to_0": "child",
    "to_1": "ssd_cp_visits.cppv_cp_visit_date", "date_1": "dd/mm/yyyy",
    "to_2": "ssd_cp_visits.cppv_cp_visit_seen",
}  # fmt: skip


def asked_of(answer) -> dict[str, str]:
    return {
        question.value: name
        for name, question in answer.context["form"].questions.items()
    }


def test_values_without_a_code_are_asked_one_by_one_and_never_guessed(
    uploaded, mapping, page
):
    rows = [
        ["900123", "03/03/2026", "Yes"], ["900124", "02/03/2026", "Half"],
        ["900125", "02/03/2026", "Nobody in"],
    ]  # fmt: skip
    uploaded(as_csv(["Client", "Visited", "Seen?"], rows))
    asked = asked_of(mapping("look", **VISITS))
    assert set(asked) == {"Half", "Nobody in"}
    refused = mapping("save", **VISITS)
    assert "Choose what ‘Half’ of Seen? is" in text(refused)
    assert not Layout.objects.exists()
    told = {asked["Half"]: "leave it blank", asked["Nobody in"]: "N"}
    assert mapping("save", **VISITS, **told).status_code == 302
    kept = store.kept_records(newest().stored_as).rows["ssd_cp_visits"]
    assert [row["cppv_cp_visit_seen"] for row in kept] == ["Y", None, "N"]
    (layout,) = Layout.objects.all()
    shown = said(page(f"/imports/layouts/{layout.pk}/"))
    assert "Half: left blank; Nobody in: N" in shown


def test_a_value_that_stands_for_several_codes_offers_just_those(uploaded, mapping):
    """`Adopted` is E11 or E12 (reference/wordings_of_several.csv)."""
    uploaded(as_csv(["Client", "Ended", "Why"], [["900123", "03/03/2026", "Adopted"]]))
    answer = mapping(
        "look", table="ssd_cla_episodes", to_0="child",
        to_1="ssd_cla_episodes.clae_cla_episode_ceased_date", date_1="dd/mm/yyyy",
        to_2="ssd_cla_episodes.clae_cla_episode_ceased_reason",
    )  # fmt: skip
    field = answer.context["form"][asked_of(answer)["Adopted"]]
    codes = [code for code, _ in field.field.choices]
    assert codes == ["", "E11", "E12", "leave it blank"]


def test_a_report_without_the_childs_id_says_what_to_do(uploaded, mapping):
    uploaded(as_csv(["Name", "Held"], [["Robin", "03/03/2026"]]))
    shown = text(mapping("save", to_0=""))
    assert "Say which column is the child’s id." in shown
    assert not Layout.objects.exists()


def test_one_field_is_not_filled_twice(uploaded, mapping):
    uploaded(as_csv())
    shown = text(mapping("save", to_2="child"))
    what = "Client ID and Chaired by are both said to be ‘The child’s id’. Choose one"
    assert what in shown
    assert not Layout.objects.exists()


def test_headers_without_rows_cannot_be_mapped_but_are_read_by_their_layout(
    uploaded, page, core_groups
):
    uploaded(as_csv(rows=[]))
    extract = newest()
    assert extract.state == Extract.State.READY
    assert store.kept_records(extract.stored_as).rows["local_core_groups"] == []
    uploaded(as_csv(["Nothing", "Here"], []))
    asked = page(f"/imports/{newest().pk}/layout/")
    assert "It has headers and no rows" in asked and "Map its columns" not in asked


def test_forty_columns_below_a_title_in_row_7_of_the_second_sheet(
    uploaded, mapping, page
):
    wide = ["Client ID", "Meeting held", *(f"Note {n}" for n in range(38))]
    rows = [["900123", date(2026, 3, 3), *("x" for _ in range(38))]]
    title = [
        ["Core groups of the week"],
        ["Run on 10 March"],
        [],
        ["Team", "North"],
        [],
        [],
    ]
    uploaded(workbook(Front=[["Read me"]], Groups=[*title, wide, *rows]), "wide.xlsx")
    asked = said(page(f"/imports/{newest().pk}/layout/"))
    assert "In row 7: Client ID, Meeting held, Note 0" in asked
    part = next(
        place
        for place, table in enumerate(layout_tables.kept(newest()))
        if table.header_row == 7
    )
    assert mapping(part=part, date_1="yyyy-mm-dd").status_code == 302
    extract = newest()
    assert extract.state == Extract.State.READY
    (told,) = extract.lists
    assert (told["header_row"], told["kept"]) == (7, 1)


def test_of_several_tables_on_a_sheet_each_may_have_its_layout(
    uploaded, mapping, core_groups, page
):
    plans = [["Case", "Plan began"], ["900123", "02/02/2026"]]
    both = [HEADERS, *GROUPS, [], ["Plans"], *plans]
    uploaded(workbook(Sheet=both), "both.xlsx")
    extract = newest()
    assert extract.state == Extract.State.READY
    assert [part["name"] for part in extract.lists] == ["Core groups"]
    assert extract.findings.filter(what__contains="it was passed over").exists()
    asked = said(page(f"/imports/{extract.pk}/layout/"))
    assert "Table 1: Sheet Headers" in asked and "Table 2: Sheet: Plans" in asked
    answer = mapping(
        part=1, table="ssd_cp_plans", name="Plans",
        to_1="ssd_cp_plans.cppl_cp_plan_start_date",
    )  # fmt: skip
    assert answer.status_code == 302
    assert [part["name"] for part in newest().lists] == ["Core groups", "Plans"]


def another(town, name="Other groups", by=None) -> LayoutVersion:
    told = load(CORE_GROUPS | {"name": name})
    return LayoutVersion.objects.create(
        layout=Layout.objects.create(name=name),
        number=1,
        told=told.as_dict(),
        fingerprint=told.fingerprint,
        saved_by=by or town.sef,
    )


def test_where_two_layouts_fit_the_person_chooses(
    client, town, uploaded, page, core_groups, django_capture_on_commit_callbacks
):
    version = another(town)
    uploaded(as_csv())
    extract = newest()
    assert extract.state == Extract.State.ASKING
    asked = page(f"/imports/{extract.pk}/layout/")
    assert "2 layouts have just these headers" in asked
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{extract.pk}/layout/use/", {"version": version.pk})
    extract.refresh_from_db()
    assert extract.state == Extract.State.READY
    assert extract.lists[0]["name"] == "Other groups"
    assert AuditEntry.objects.filter(action="choose layout", by=town.sef).exists()


def test_a_layout_that_does_not_fit_is_not_chosen(client, town, uploaded, core_groups):
    another(town)
    uploaded(as_csv(["Client", "Held"], [["900123", "03/03/2026"]]))
    extract, version = newest(), core_groups.newest
    shown = client.post(
        f"/imports/{extract.pk}/layout/use/", {"version": version.pk}, follow=True
    )
    assert "Choose one of the layouts that fit this file." in text(shown)
    assert not extract.layouts.exists()


def test_a_layout_made_by_somebody_else_meanwhile_is_told_and_loses_nothing_typed(
    client, town, uploaded, django_capture_on_commit_callbacks
):
    uploaded(as_csv())
    address = f"/imports/{newest().pk}/layout/0/?table=local_core_groups"
    known = client.get(address).context["known"]
    another(town, by=town.ana)
    told = {"name": "Mine", "known": known, "save": "yes"} | MAPPED
    refused = client.post(address, told)
    shown = text(refused)
    assert "Ana Kowalska saved 'Other groups', version 1, while you were" in shown
    assert 'value="Mine"' in shown
    assert Layout.objects.count() == 1
    told["known"] = refused.context["known"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, told)
    assert newest().lists[0]["name"] == "Mine", "What was chosen for the file is read."


def test_a_version_made_meanwhile_is_told_too(client, town, uploaded, core_groups):
    uploaded(as_csv([*HEADERS, "New"], [[*GROUPS[0], "Y"]]))
    address = f"/imports/{newest().pk}/layout/0/?of={core_groups.pk}"
    known = client.get(address).context["known"]
    core_groups.versions.create(
        number=2, told=CORE_GROUPS, fingerprint="1" * 16, saved_by=town.ana
    )
    refused = client.post(address, {"known": known, "save": "yes"} | MAPPED)
    assert "'Core groups', version 2, while you were" in text(refused)


def test_two_layouts_in_use_have_not_one_name(uploaded, mapping, core_groups):
    uploaded(as_csv(["Client", "Held"], [["900123", "03/03/2026"]]))
    shown = text(mapping("save", name="CORE groups"))
    assert "Another layout has this name. Choose another." in shown
    assert Layout.objects.count() == 1


def test_a_retired_layout_reads_nothing_more_and_stays_on_record(
    client, town, uploaded, page, core_groups
):
    uploaded(as_csv())
    before = newest()
    listed = said(page("/imports/layouts/"))
    assert re.search(r"Core groups Core groups \d+ \w+ \d{4} 1 ", listed)
    address = f"/imports/layouts/{core_groups.pk}/retire/"
    assert "No file is read by it now." in text(client.post(address, follow=True))
    again = text(client.post(address, follow=True))
    assert "This layout was retired on 10 March 2026." in again
    client.post(f"/imports/{before.pk}/set-aside/")
    uploaded(as_csv())
    assert newest().state == Extract.State.ASKING
    assert "Retired" in page("/imports/layouts/")
    told = AuditEntry.objects.filter(action="retire layout")
    assert [entry.by for entry in told] == [town.sef]


def test_saving_is_on_record(town, uploaded, mapping):
    uploaded(as_csv())
    mapping()
    entry = AuditEntry.objects.get(action="save layout")
    version = LayoutVersion.objects.get()
    assert (entry.by, entry.subject_id) == (town.sef, str(version.pk))
    assert "Client ID" not in str(entry.detail)


def test_what_is_asked_about_lies_sealed_and_goes_when_it_is_set_aside(
    client, home, uploaded, django_capture_on_commit_callbacks
):
    uploaded(as_csv(), name="core groups.csv")
    folder = home / "uploads" / "extracts" / newest().stored_as
    assert {part.name for part in folder.iterdir()} == {"file", "tables"}
    for part in folder.iterdir():
        assert b"900123" not in part.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{newest().pk}/set-aside/")
    assert not folder.exists()
    assert client.get(f"/imports/{newest().pk}/layout/").status_code == 302


def test_rows_of_a_record_that_is_restricted_are_not_shown(uploaded, mapping, page):
    uploaded(as_csv(rows=[["900125", "01/03/2026", "Kim Secret"], *GROUPS]))
    shown = text(mapping("look", to_2="local_core_groups.core_core_group_id"))
    assert "3 March 2026" in shown
    assert "900125" not in shown and "Kim Secret" not in shown


def test_what_all_rows_share_is_said_once(uploaded, mapping):
    uploaded(as_csv(["Client", "Seen on"], [["900123", "03/03/2026"]]))
    events = {
        "table": "local_events", "name": "Panels", "to_0": "child",
        "to_1": "local_events.evnt_event_date", "date_1": "dd/mm/yyyy",
        "always_to": "local_events.evnt_event",
    }  # fmt: skip
    assert "Say both what is the same" in text(mapping("save", **events))
    assert mapping("save", **events, always="panel_held").status_code == 302
    (row,) = store.kept_records(newest().stored_as).rows["local_events"]
    assert (row["evnt_event"], row["evnt_person_id"]) == ("panel_held", "900123")


def test_the_invented_council_maps_no_real_report(uploaded, settings, home):
    settings.INVENTED = True
    uploaded(as_csv())
    extract = newest()
    assert extract.state == Extract.State.REFUSED
    (finding,) = extract.findings.all()
    assert finding.what.startswith("This is the invented council")
    assert not (home / "uploads" / "extracts" / extract.stored_as).exists()


@pytest.mark.parametrize("place", [1, 99])
def test_a_table_that_is_not_there_is_not_mapped(client, uploaded, place):
    uploaded(as_csv())
    assert client.get(f"/imports/{newest().pk}/layout/{place}/").status_code == 404


def test_nothing_is_mapped_to_what_is_no_table(client, uploaded):
    uploaded(as_csv())
    shown = client.get(f"/imports/{newest().pk}/layout/0/?table=nothing", follow=True)
    assert "Choose what each row of the table is." in text(shown)


def test_an_export_that_is_known_is_not_mapped(client, uploaded):
    answer = uploaded(Told().person("900123").s47_of("900123", "2026-03-02"))
    assert newest().state == Extract.State.READY
    assert client.get(f"{answer.url}layout/").url == answer.url
    assert client.get(f"{answer.url}layout/0/").url == answer.url


def test_what_a_layout_says_can_be_changed_and_its_newest_version_reads(
    client, uploaded, core_groups, mapping, page
):
    """Until the export is applied; files with the same headers are read anew after it."""
    answer = uploaded(as_csv())
    assert "Change what its columns are" in page(answer.url)
    plan = "local_core_groups.core_cp_plan_id"
    assert mapping(of=core_groups.pk, to_2=plan).status_code == 302
    assert [version.number for version in newest().layouts.all()] == [2]
    kept = store.kept_records(newest().stored_as).rows["local_core_groups"]
    assert [row["core_cp_plan_id"] for row in kept] == ["A. Lee", "B. Ray"]
    uploaded(as_csv(rows=GROUPS[:1]), name="next.csv")
    assert newest().state == Extract.State.READY
    assert [version.number for version in newest().layouts.all()] == [2]
    shown = said(page(f"/imports/layouts/{core_groups.pk}/"))
    assert "What its columns are put into, or how they are read." in shown


def test_columns_without_a_header_are_said(uploaded, page):
    uploaded(as_csv([*HEADERS, ""], [[*GROUPS[0], "x"]]))
    asked = page(f"/imports/{newest().pk}/layout/0/", table="local_core_groups")
    assert "1 of the columns has no header, and cannot be used." in said(asked)


def test_an_answer_that_is_none_of_the_choices_is_refused(uploaded, mapping):
    uploaded(as_csv(["Client", "Visited", "Seen?"], [["900123", "03/03/2026", "Half"]]))
    asked = asked_of(mapping("look", **VISITS))
    for wrong in ({asked["Half"]: "Z9"}, {"to_2": "ssd_cp_plans.cppl_cp_plan_id"}):
        assert mapping("save", **VISITS | wrong).status_code == 200
    assert not Layout.objects.exists()


def test_the_file_of_which_nobody_said_anything_is_not_applied(client, uploaded):
    uploaded(as_csv())
    extract = newest()
    shown = client.post(f"/imports/{extract.pk}/apply/", follow=True)
    assert "it is waiting for a layout" in text(shown)
    extract.refresh_from_db()
    assert extract.state == Extract.State.ASKING


def test_only_a_layout_with_like_headers_is_offered_for_a_new_version(
    uploaded, core_groups, page
):
    uploaded(as_csv(["Person", "Plan began", "Category", "Client ID"], [["1", "2", "3", "4"]]))  # fmt: skip
    offered = "with other headers?"
    assert offered not in page(f"/imports/{newest().pk}/layout/")
    uploaded(as_csv())
    asked = page(f"/imports/{newest().pk}/layout/")
    assert "A layout has just these headers." in asked and offered not in asked


def test_what_a_row_is_is_proposed_where_most_columns_point_there():
    def points(to, sure=True):
        return Proposal("Column", (to,), (), "", 100, sure)

    visit, plan = "ssd_cp_visits.cppv_cp_visit_date", "ssd_cp_plans.cppl_cp_plan_id"
    likeliest = layout_fields.likeliest
    assert likeliest([points(visit, sure=False), points(plan)]) == "ssd_cp_plans"
    assert likeliest([points(visit), points(plan)]) == "", "Either: it is asked."
    assert likeliest([points("child"), points("ssd_person.pers_dob")]) == ""
