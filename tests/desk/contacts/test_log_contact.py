"""A contact is logged through its page: with its outcome, once, and with nothing lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.models import (
    CallBack,
    Concern,
    Contact,
    Draft,
    PaymentContact,
    PaymentQuery,
    Topic,
)
from alongside.desk.messages.mail_models import ReceivedMail
from alongside.desk.messages.models import Message
from alongside.desk.people.adult_actions import add_adult, add_contact_point, link_adult

NEW = "/contacts/new/"


def filled(**told) -> dict:
    usual = {
        "send_key": str(uuid4()),
        "began_at": f"{timezone.localtime():%Y-%m-%d %H:%M:%S}",
        "caller_said": "A grandmother",
        "caller_kind": "family",
        "identity": "asked",
        "topic": Topic.objects.get(code="meeting").pk,
        "said": "When is the meeting?",
        "outcome": "answered",
        "channel": "phone",
        "number_state": "not_tried",
    }
    return usual | told


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.fixture
def gran(town):
    """Greta Hale, Robin's grandmother, and her number."""
    greta = add_adult(by=town.asha, name="Greta Hale", kind="family")
    link_adult(by=town.asha, adult=greta, child=town.robin, relationship="grandparent")
    add_contact_point(by=town.asha, adult=greta, value="01632 960 123")
    return greta


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_it_is_logged_with_who_about_whom_and_what_came_of_it(asha, town, gran):
    page = asha.post(NEW, filled(adult=gran.pk, child=town.robin.pk), follow=True)
    made = Contact.objects.get()
    assert f"Logged as {made.reference}." in text(page)
    assert (made.adult, made.child, made.team) == (gran, town.robin, town.north)
    assert (made.caller_said, made.caller_kind) == ("", "family")
    assert (made.checked, made.outcome, made.taken_by) == (True, "answered", town.asha)


def test_sent_again_it_leads_to_the_same_contact(asha):
    form = filled()
    first, again = asha.post(NEW, form), asha.post(NEW, form)
    assert first.url == again.url
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("caller_said", "Choose who is calling, or enter who they say they are"),
        ("caller_kind", "Choose what they are"),
        ("identity", "Choose how you checked who they are"),
        ("topic", "Choose what it is about"),
        ("said", "Enter what was said"),
        ("outcome", "Choose what came of it"),
    ],
)
def test_what_is_left_empty_is_asked_for_and_the_rest_stands(asha, field, said):
    page = asha.post(NEW, filled(caller_said="Aunt Edda") | {field: ""})
    assert said in text(page)
    assert not Contact.objects.exists()
    kept = "A" if field == "caller_said" else "Aunt Edda"
    assert kept in text(page)


def test_asked_and_not_sure_it_is_nobody_who_was_checked(asha):
    asha.post(NEW, filled(identity="failed"))
    made = Contact.objects.get()
    assert (made.checked_how, made.checked) == ("asked", False)
    assert made.identity_said.endswith("not sure that it is them")


def test_a_child_out_of_reach_is_refused_as_if_not_there(asha, town):
    for child in (town.skye, town.hidden):
        page = asha.post(NEW, filled(child=child.pk))
        assert "That choice is not one of the available choices" in text(page)
        assert str(child) not in text(page)
    assert not Contact.objects.exists()


def test_a_message_is_passed_to_somebody_who_may_read_it(asha, town):
    passed = filled(child=town.robin.pk, outcome="message")
    assert "Choose who gets the message" in text(asha.post(NEW, passed))
    page = asha.post(NEW, passed | {"passed_to": town.ben.pk})
    assert "Ben Carter cannot be shown this child" in text(page)
    asha.post(NEW, passed | {"passed_to": town.wes.pk})
    made, letter = Contact.objects.get(), Message.objects.get(kind="contact")
    assert made.passed_to == letter.to == town.wes
    assert made.reference in letter.subject
    assert "Robin" not in letter.subject + letter.body
    assert "meeting" not in letter.subject + letter.body


def test_a_call_about_anything_can_raise_a_concern_as_well(asha, town):
    page = text(asha.get(NEW))
    assert "In danger now: ring 999 first" in page
    asha.post(NEW, filled(child=town.robin.pk))
    assert not Concern.objects.exists()
    asha.post(NEW, filled(child=town.robin.pk, at_risk="on"))
    assert Concern.objects.get().contact.topic.code == "meeting"


def test_a_concern_is_raised_as_it_is_logged_once(asha, town):
    concern = Topic.objects.get(code="concern").pk
    form = filled(child=town.robin.pk, topic=concern, immediate="on")
    asha.post(NEW, form)
    asha.post(NEW, form)
    raised = Concern.objects.get()
    assert (raised.contact, raised.immediate) == (Contact.objects.get(), True)


def test_what_was_tried_of_a_number_is_noted_of_the_number(asha, town, gran):
    point = gran.points.get()
    told = {"adult": gran.pk, "point": point.pk, "number_state": "failed"}
    asha.post(NEW, filled(**told))
    point.refresh_from_db()
    assert point.failed_last


def test_a_number_of_somebody_else_is_refused(asha, town, gran):
    other = add_adult(by=town.asha, name="Olu Reid", kind="school")
    page = asha.post(NEW, filled(adult=other.pk, point=gran.points.get().pk))
    assert "Choose a number of whoever is calling" in text(page)


def test_without_scripts_a_button_finds_the_caller_and_logs_nothing(asha, town, gran):
    page = asha.post(NEW, filled(caller_sought="greta h", ask="callers", said="She"))
    assert "Grandparent of Robin Hale" in text(page)
    assert "01632 960" in text(page)
    assert not Contact.objects.exists()


def test_what_is_typed_is_kept_and_gone_on_with(asha, town):
    form = filled(said="She will ring again at four")
    asha.post(f"{NEW}draft/", form)
    draft = Draft.objects.get()
    assert b"ring again" not in bytes(draft.sealed)
    listed = asha.get("/contacts/")
    assert "You were logging a contact at" in text(listed)
    page = asha.get(f"{NEW}?draft={draft.pk}")
    assert "She will ring again at four" in text(page)
    assert form["send_key"] in text(page)
    asha.post(NEW, form)
    assert not Draft.objects.exists()


def test_what_was_logged_does_not_become_a_draft_again(asha):
    form = filled()
    asha.post(NEW, form)
    asha.post(f"{NEW}draft/", form)
    assert not Draft.objects.exists()


def test_what_was_refused_stands_as_a_draft(asha):
    asha.post(NEW, filled(outcome="", said="Typed in haste"))
    assert Draft.objects.get().typed["said"] == "Typed in haste"


def test_nobody_else_reads_or_changes_a_draft(asha, another, town):
    form = filled(said="Hers alone")
    asha.post(f"{NEW}draft/", form)
    draft = Draft.objects.get()
    for other in (town.sam, town.sef):
        another.force_login(other)
        assert another.get(f"{NEW}?draft={draft.pk}").status_code == 404
        assert "You were logging" not in text(another.get("/contacts/"))
        assert another.post(f"/contacts/drafts/{draft.pk}/discard/").status_code == 404
        another.post(f"{NEW}draft/", form | {"said": "Not hers"})
    draft.refresh_from_db()
    assert draft.typed["said"] == "Hers alone"


def test_a_draft_goes_by_its_owner_or_after_a_week(asha, town):
    asha.post(f"{NEW}draft/", filled())
    old = Draft.objects.get()
    week = timezone.now() - timedelta(days=7, minutes=1)
    Draft.objects.filter(pk=old.pk).update(saved_at=week)
    assert asha.get(f"{NEW}?draft={old.pk}").status_code == 404
    asha.post(f"{NEW}draft/", filled())
    new = Draft.objects.get()  # the old one went as the new one was kept
    assert new.pk != old.pk
    asha.post(f"/contacts/drafts/{new.pk}/discard/")
    assert not Draft.objects.exists()


def test_a_time_typed_by_hand_is_held_to_the_last_week(asha):
    asha.post(NEW, filled(began_at="2019-01-01 09:00:00"))
    asha.post(NEW, filled(began_at="2190-01-01 09:00:00"))
    now = timezone.now()
    for made in Contact.objects.all():
        assert now - timedelta(minutes=1) < made.began_at <= now


def test_an_e_mail_becomes_a_contact_with_what_hangs_on_it_left_closed(town, client):
    client.force_login(town.sam)
    mail = ReceivedMail.objects.create(
        identity="0" * 64, from_name="Greta Hale", from_address="greta@town.example",
        subject="Friday", text="Is it on?", received_at=timezone.now(), brought_by=town.sam,
    )  # fmt: skip
    mail.attachments.create(
        place=0, name="form.pdf", media_type="application/pdf", size=9
    )
    page = text(client.get(f"{NEW}?mail={mail.pk}"))
    assert "Is it on?" in page and "form.pdf" in page
    form = filled(mail=mail.pk, channel="email", child=town.robin.pk)
    client.post(f"{NEW}draft/", form | {"said": "It is on, she asks"})
    assert "It is on, she asks" in text(client.get(f"{NEW}?mail={mail.pk}"))
    client.post(NEW, form)
    mail.refresh_from_db()
    made = Contact.objects.get()
    assert (mail.state, mail.filed_key) == ("filed", made.pk)
    assert AuditEntry.objects.filter(action="file mail").count() == 1
    page, to_mail = f"/contacts/{made.pk}/", f'href="/messages/in/{mail.pk}/"'
    shown = text(client.get(page))
    assert f"{to_mail}>The e-mail it came by</a>, with 1 attachment." in shown
    client.force_login(town.wes)  # who opens no mail
    shown = text(client.get(page))
    assert "It came by an e-mail, with 1 attachment. Ask a support officer" in shown
    assert to_mail not in shown
    other = Contact.objects.create(**{
        each.attname: getattr(made, each.attname)
        for each in Contact._meta.concrete_fields if each.attname != "id"
    } | {"send_key": uuid4(), "reference": "ZZZ-0001"})  # fmt: skip
    assert "came by" not in text(client.get(f"/contacts/{other.pk}/"))


def test_a_call_back_is_promised_with_the_contact_or_neither(asha, town):
    form = filled(child=town.robin.pk, outcome="call_back")
    when = {"call_back-to": town.wes.pk, "call_back-preset": "at"}
    when |= {"call_back-number": "01632 960 123"}
    page = asha.post(NEW, form | when)
    assert "Enter the day" in text(page)
    assert not Contact.objects.exists()
    tomorrow = timezone.localdate() + timedelta(days=1)
    day = dict(
        zip(
            ("call_back-day_day", "call_back-day_month", "call_back-day_year"),
            (tomorrow.day, tomorrow.month, tomorrow.year),
            strict=True,
        )
    )
    asha.post(NEW, form | when | day | {"call_back-time": "14:30"})
    promised = CallBack.objects.get()
    assert (promised.contact, promised.to) == (Contact.objects.get(), town.wes)
    assert f"{timezone.localtime(promised.by_when):%H:%M}" == "14:30"
    assert promised.about == "Meeting: When is the meeting?"


def test_a_carer_who_asks_again_about_a_payment_asks_once(asha, town, gran):
    payment = Topic.objects.get(code="payment").pk
    asked = {"topic": payment, "payment_kind": "mileage", "adult": gran.pk}
    asha.post(NEW, filled(said="It did not come", **asked))
    query = PaymentQuery.objects.get()
    for chosen in (query.pk, "new"):  # the same payment anew is the same query
        again = {"payment_query": chosen, "said": f"Nor today {chosen}"}
        asha.post(NEW, filled(**asked | again))
    assert PaymentQuery.objects.get().kind == "mileage"
    assert PaymentContact.objects.count() == 3


def test_today_leads_to_the_page_of_a_call_and_to_what_was_begun(asha):
    asha.post(f"{NEW}draft/", filled())
    page = text(asha.get("/"))
    assert 'href="/contacts/new/"' in page
    assert "You were logging a contact at" in page
