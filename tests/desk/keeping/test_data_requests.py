"""People ask about their data: by when they are answered, what is handed out, what goes."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.sealing import unseal
from alongside.desk.casework.models import Happening
from alongside.desk.casework.timeline.lanes import title_of
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.keeping import request_actions as actions
from alongside.desk.keeping.actions import place_hold
from alongside.desk.keeping.handed_out import gather, others_in
from alongside.desk.keeping.models import DataRequest, Trace
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint
from tests.desk.api.asking import clock_of

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def rung(town):
    """Dee, who rang about Robin, was spoken to by Asha; Lou is named in what she said."""
    town.dee, town.lou = (
        Adult.objects.create(name=name, kind="family", added_by=town.asha)
        for name in ("Dee Hale", "Lou Marten")
    )
    for adult in (town.dee, town.lou):
        AdultOfChild.objects.create(
            adult=adult, child=town.robin, relationship="mother"
        )
    town.point = ContactPoint.objects.create(adult=town.dee, value="01632960001")
    town.contact = Contact.objects.create(
        reference="C-1", channel="phone_in", adult=town.dee, caller_kind="family",
        child=town.robin, team=town.north, topic=Topic.objects.first(), outcome="answered",
        said="Lou Marten must not know. Asha Patel was told.", taken_by=town.asha,
        began_at=AT, logged_at=AT, note_copied_at=AT,
    )  # fmt: skip
    return town


def asked(town, kind: str, **whose) -> DataRequest:
    return DataRequest.objects.create(
        kind=kind,
        by=town.pru,
        asked_by="Herself",
        received_on=date(2026, 1, 2),
        **whose,
    )


@pytest.mark.parametrize(
    ("received", "known", "extended", "due", "why"),
    [
        ("2026-03-02", None, False, "2026-04-02", "the same day of the next month"),
        ("2026-01-31", None, False, "2026-03-02", "no 31 February; the 28th is a Saturday"),
        ("2026-01-02", "2026-03-03", False, "2026-04-07", "from when we knew; Good Friday"),
        ("2026-01-02", None, True, "2026-04-02", "three months"),
    ],
)  # fmt: skip
def test_an_answer_is_due_a_month_on(db, received, known, extended, due, why):
    request = DataRequest(
        received_on=date.fromisoformat(received),
        known_on=known and date.fromisoformat(known),
        extended_on=date(2026, 1, 20) if extended else None,
    )
    assert request.due_on == date.fromisoformat(due), why


def test_it_is_extended_within_the_month_with_a_reason_and_once(town):
    request = asked(town, "access", child=town.robin)
    values = {"by": town.pru, "request": request, "why": "Four rooms of papers"}
    with pytest.raises(ValidationError, match="ended on 2 February 2026"):
        actions.extend_request(**values, on=date(2026, 2, 3))
    longer = actions.extend_request(**values, on=date(2026, 2, 2))
    assert longer.due_on == date(2026, 4, 2)
    with pytest.raises(ValidationError, match="was extended"):
        actions.extend_request(**values, on=date(2026, 2, 2))


def test_what_is_handed_out_waits_for_a_word_on_each_other_person(client, rung):
    client.force_login(rung.pru)
    client.post(
        f"/data-protection/people/adult/{rung.dee.pk}/request/",
        {"kind": "access", "asked_by": "Herself", "received_on": "2 1 2026"},
    )
    request = DataRequest.objects.get(adult=rung.dee)
    here = f"/data-protection/requests/{request.pk}/"
    assert "4 other people are named" in client.get(here).content.decode()
    assert client.get(f"{here}pack.json").headers["Location"] == f"{here}others/"
    page = client.get(f"{here}others/")
    form = page.context["form"]
    named = {each.name: (key, each.times) for key, each in form.named.items()}
    assert {name: times for name, (_, times) in named.items()} == {
        "Lou Marten": 1, "Asha Patel": 3, "Robin Hale": 2, "Pru Keane": 1,
    }, "said, taken by, added by; whose contact and link it is; logged by"  # fmt: skip
    keep = {key: "keep" for key, _ in named.values()}
    client.post(f"{here}others/", keep | {named["Lou Marten"][0]: "out"})
    told = client.get(f"{here}pack.json").content.decode()
    tables = {each["table"]: each["rows"] for each in json.loads(told)["tables"]}
    (contact,) = tables["contacts.Contact"]
    assert contact["said"] == "[another person] must not know. Asha Patel was told."
    assert tables["people.ContactPoint"][0]["value"] == "01632960001"
    assert "Marten" not in told and "adult" not in contact
    assert "[another person]" in client.get(f"{here}preview/").content.decode()
    assert client.get(f"{here}pack.docx").content[:2] == b"PK"
    taken = AuditEntry.objects.filter(action="take pack")
    assert [line.detail["form"] for line in taken.order_by("sequence")] == ["json", "docx"]  # fmt: skip


def test_codes_are_told_in_words_and_keys_of_forms_not_at_all(client, rung):
    Happening.objects.create(
        child=rung.robin, kind="cin_plan_started", on=date(2026, 1, 5)
    )
    clock_of(rung, rung.robin)
    Child.objects.filter(pk=rung.robin.pk).update(sex="F")
    Contact.objects.update(send_key="6cd8e6ac-a11c-461f-a555-39cf48f11686")
    request = asked(rung, "access", child=rung.robin)
    client.force_login(rung.pru)
    page = client.get(
        f"/data-protection/requests/{request.pk}/preview/"
    ).content.decode()
    assert title_of("cin_plan_started") in page and "cin_plan_started" not in page
    assert "Initial child protection conference" in page and "S47_ICPC" not in page
    assert "6cd8e6ac" not in page and "Send key" not in page
    assert re.search(r"Sex\s*<.*?Female", page, re.DOTALL)


def test_a_request_is_not_closed_before_somebody_took_what_is_handed_out(client, rung):
    client.force_login(rung.pru)
    request = asked(rung, "access", adult=rung.dee)
    here = f"/data-protection/requests/{request.pk}/"
    client.post(f"{here}decide/", {"outcome": "granted"})
    keep = {key: "keep" for key in client.get(f"{here}others/").context["form"].named}
    client.post(f"{here}others/", keep)
    refused = client.post(f"{here}close/").content.decode()
    assert "Nobody has taken what is handed out" in refused
    client.get(f"{here}pack.pdf")
    client.post(f"{here}others/", keep)
    assert "Last taken on" in client.get(here).content.decode(), "the same was said"
    client.post(f"{here}others/", keep | {next(iter(keep)): "out"})
    assert "Last taken on" not in client.get(here).content.decode()
    refused = client.post(f"{here}close/").content.decode()
    assert "Nobody has taken what is handed out" in refused, "what was taken is another"
    client.get(f"{here}pack.pdf")
    client.post(f"{here}close/")
    request.refresh_from_db()
    assert request.done_at


def test_a_name_within_a_longer_word_is_nobody(rung):
    rung.contact.said = "Robinson rang, and Asha Patels."
    rung.contact.save()
    found = {each.name for each in others_in(rung.dee, gather(rung.dee))}
    assert "Robin" not in found


def test_what_is_granted_goes_in_every_room_with_traces_that_say_no_word(client, rung):
    client.force_login(rung.pru)
    request = asked(rung, "erasure", adult=rung.dee)
    here = f"/data-protection/requests/{request.pk}/"
    part = {"outcome": "part", "kinds": ["contacts", "adults"]}
    assert "on what ground" in client.post(f"{here}decide/", part).content.decode()
    client.post(f"{here}decide/", part | {"ground": "Payments are kept by law."})
    client.post(f"{here}erase/")
    for row in (rung.contact, rung.dee, rung.point, rung.lou):
        row.refresh_from_db()
    assert (rung.contact.said, rung.dee.name) == ("Erased", "Erased")
    assert rung.point.value == f"Erased {rung.point.pk}"
    assert rung.lou.name == "Lou Marten", "nobody else's"
    traces = set(Trace.objects.values_list("model", "key", "column", "by"))
    pru = rung.pru.pk
    assert traces == {
        ("contacts.Contact", rung.contact.pk, "said", pru),
        ("people.Adult", rung.dee.pk, "name", pru),
        ("people.Adult", rung.dee.pk, "sought", pru),
        ("people.ContactPoint", rung.point.pk, "value", pru),
    }
    page = client.get(here).content.decode()
    assert "must not know" not in page and "Gone" in page
    again = client.post(f"{here}erase/")
    assert "This request is closed" in again.content.decode()


def test_nothing_of_whom_is_held_is_erased_on_request(rung):
    request = asked(rung, "erasure", adult=rung.dee)
    actions.decide_request(
        by=rung.pru, request=request, outcome="granted", ground="", kinds=["contacts"]
    )
    place_hold(by=rung.pru, whose="adult", person=rung.dee, ground="court", why="7")
    with pytest.raises(ValidationError, match="A hold stands"):
        actions.carry_out_erasure(by=rung.pru, request=request)
    rung.contact.refresh_from_db()
    assert rung.contact.said.startswith("Lou")


def test_nothing_is_erased_before_it_is_granted(rung):
    request = asked(rung, "erasure", adult=rung.dee)
    with pytest.raises(ValidationError, match="Decide it first"):
        actions.carry_out_erasure(by=rung.pru, request=request)


def test_old_words_are_kept_only_where_the_law_wants_it(client, rung):
    request = asked(rung, "correction", adult=rung.dee)
    client.force_login(rung.pru)
    here = f"/data-protection/requests/{request.pk}/"
    client.post(f"{here}decide/", {"outcome": "granted"})
    words = client.get(f"{here}words/").content.decode()
    address = f"{here}words/contacts.contact/{rung.contact.pk}/said/"
    assert address in words
    client.post(address, {"said": "Lou may know.", "kept_why": "A complaint is open."})
    client.post(address, {"said": "Lou may know it.", "kept_why": ""})
    assert '<td data-label="Column">Said</td>' in client.get(here).content.decode()
    kept, gone = Trace.objects.order_by("pk")
    assert unseal(bytes(kept.sealed)).startswith(b"Lou Marten must not")
    assert bytes(gone.sealed) == b""
    rung.contact.refresh_from_db()
    assert rung.contact.said == "Lou may know it."
    other = f"{here}words/people.adult/{rung.lou.pk}/name/"
    assert client.get(other).status_code == 404, "not theirs"
    assert client.get(address.replace("/said/", "/reference/")).status_code == 404


def test_who_stays_can_be_changed_until_the_request_is_closed(client, rung):
    client.force_login(rung.pru)
    request = asked(rung, "access", adult=rung.dee)
    here = f"/data-protection/requests/{request.pk}/"
    assert "Change who stays in it" not in client.get(here).content.decode()
    form = client.get(f"{here}others/").context["form"]
    [lou] = [key for key, each in form.named.items() if each.name == "Lou Marten"]
    keep = dict.fromkeys(form.named, "keep")
    client.post(f"{here}others/", keep | {lou: "out"})
    page = client.get(here).content.decode()
    assert f'href="{here}others/">Change who stays in it' in page
    form = client.get(f"{here}others/").context["form"]
    said = {each.name: form[key].initial for key, each in form.named.items()}
    assert said.pop("Lou Marten") == "out" and set(said.values()) == {"keep"}
    client.post(f"{here}others/", keep)
    assert "Lou Marten must not" in client.get(f"{here}preview/").content.decode()
    DataRequest.objects.update(done_at=AT)
    refused = client.post(f"{here}others/", keep | {lou: "out"}).content.decode()
    assert "This request is closed" in refused
    assert "Change who stays" not in client.get(here).content.decode()


def test_what_is_handed_out_is_headed_by_what_it_is_and_not_by_why_it_goes(
    client, rung
):
    clock_of(rung, rung.robin)
    client.force_login(rung.pru)
    request = asked(rung, "access", child=rung.robin)
    told = client.get(f"/data-protection/requests/{request.pk}/preview/")
    page = told.content.decode()
    for heading in ("Timescales", "Contacts", "Teams of the child"):
        assert f"{heading}</h2>" in page
    assert "that no export shows any more" not in page and "Nth" not in page
    assert ", 1 of 1" not in page
    counted = client.get(f"/data-protection/people/child/{rung.robin.pk}/").content
    assert b'<th scope="row">Timescales</th>' in counted


def test_what_was_typed_is_told_apart_by_number_and_day(client, rung):
    client.force_login(rung.pru)
    request = asked(rung, "correction", child=rung.robin)
    here = f"/data-protection/requests/{request.pk}/"
    client.post(f"{here}decide/", {"outcome": "granted"})
    page = client.get(f"{here}words/").content.decode()
    assert "Monday 2 March 2026 at 10:00am" in page
    assert f"<h3>Number {rung.contact.pk} " in page
    headed = re.findall(r"<h2>(.+?)</h2>\s*<h(\d)", page)
    assert headed and {level for _, level in headed} == {"3"}, "none is empty"
    assert len(headed) == page.count("<h2>")
    page = client.get(
        f"{here}words/contacts.contact/{rung.contact.pk}/said/"
    ).content.decode()
    assert f"Robin Hale. Contacts, number {rung.contact.pk}: Said" in page
    assert f'href="{here}words/"' in page


def test_adults_of_one_name_are_told_apart_by_the_children_a_reader_may_see(
    client, rung
):
    for child in (rung.skye, rung.hidden):
        adult = Adult.objects.create(name="Dee Hale", kind="family", added_by=rung.asha)
        AdultOfChild.objects.create(adult=adult, child=child, relationship="mother")
    AdultOfChild.objects.create(adult=rung.dee, child=rung.hidden, relationship="aunt")
    client.force_login(rung.pru)
    page = client.post("/data-protection/people/", {"said": "dee ha"}).content.decode()
    assert f"around {rung.robin.case_id}<" in page
    assert f"around {rung.skye.case_id}<" in page
    assert rung.hidden.case_id not in page
