"""Mail in, as people use it: uploaded, read, saved from, set aside, filed, and kept apart."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages import filing, mail_actions
from alongside.desk.messages.filing import Filing, Offer
from alongside.desk.messages.mail_actions import (
    file_mail,
    keep_mail,
    put_mail_back,
    set_aside_mail,
)
from alongside.desk.messages.models import MailAsReceived, MailboxRead, ReceivedMail
from alongside.desk.people.models import Child

pytestmark = pytest.mark.django_db
PAGE = (
    b"From: Gran Hale <gran@example.org>\r\nSubject: <b>Robin</b>\r\n"
    b"Message-ID: <one@example.org>\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/html\r\n\r\n"
    b"<p>See http://example.org/x</p><script>alert(1)</script>&lt;i&gt;typed&lt;/i&gt;\r\n"
    b"--b\r\nContent-Type: text/html\r\n"
    b'Content-Disposition: attachment; filename="page.html"\r\n\r\n'
    b"<script>alert(2)</script>\r\n--b--\r\n"
)


def kept(raw=PAGE, by=None) -> ReceivedMail:
    return keep_mail(by=by, raw=raw, received_at=timezone.now())[0]


def upload(client, raw: bytes, name="mail.eml"):
    file = SimpleUploadedFile(name, raw)
    return client.post("/messages/in/upload/", {"file": file}, follow=True)


def said(client, user, address) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_an_uploaded_mail_waits_to_be_filed(town, client):
    client.force_login(town.asha)
    answer = upload(client, PAGE).content.decode()
    assert "It waits to be filed" in answer and "added by Asha Patel" in answer
    assert "Gran Hale (gran@example.org)" in said(client, town.sef, "/messages/in/")
    line = AuditEntry.objects.get(action="keep mail")
    assert (line.by, line.detail) == (town.asha, {"attachments": 1})


def test_the_same_mail_uploaded_again_is_kept_once(town, client):
    client.force_login(town.asha)
    upload(client, PAGE)
    assert "came in before" in upload(client, PAGE).content.decode()
    assert ReceivedMail.objects.count() == 1


def test_a_mail_is_shown_as_text_and_as_nothing_else(town, client):
    page = said(client, town.asha, f"/messages/in/{kept().pk}/")
    assert "<script>alert" not in page and "alert(1)" not in page
    assert "&lt;b&gt;Robin&lt;/b&gt;" in page and "&lt;i&gt;typed&lt;/i&gt;" in page
    assert 'href="http://example.org' not in page  # nothing in it can be pressed


def test_an_attachment_is_saved_and_never_opened(town, client):
    mail = kept()
    client.force_login(town.asha)
    answer = client.get(f"/messages/in/{mail.pk}/attachments/0/")
    assert answer.content == b"<script>alert(2)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    line = AuditEntry.objects.latest("sequence")
    assert (line.action, line.detail) == ("take attachment", {"place": 0})
    assert client.get(f"/messages/in/{mail.pk}/attachments/1/").status_code == 404


def test_the_whole_mail_is_saved_as_it_came(town, client):
    client.force_login(town.asha)
    answer = client.get(f"/messages/in/{kept().pk}/as-it-came/")
    assert answer.content == PAGE
    assert answer["Content-Type"] == "application/octet-stream"
    assert "attachment" in answer["Content-Disposition"]


def test_opening_a_mail_is_on_record_and_names_nobody(town, client):
    said(client, town.asha, f"/messages/in/{kept().pk}/")
    line = AuditEntry.objects.latest("sequence")
    assert (line.action, line.by) == ("see mail", town.asha)
    assert "Robin" not in str(line.detail)


@pytest.mark.parametrize("who", ["wes", "ana", "hal", "adi"])
def test_who_files_no_mail_sees_none(town, client, who):
    mail = kept()
    client.force_login(getattr(town, who))
    for address in ("", f"{mail.pk}/", f"{mail.pk}/attachments/0/", f"{mail.pk}/as-it-came/"):  # fmt: skip
        assert client.get(f"/messages/in/{address}").status_code == 403
    assert not ReceivedMail.objects.visible_to(getattr(town, who)).exists()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"%PDF-1.7 not a mail", "This file is no e-mail"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "a form of Outlook’s own"),
        (b"", "This file is empty"),
    ],
)
def test_what_is_no_mail_is_refused(town, client, raw, why):
    client.force_login(town.asha)
    assert why in upload(client, raw).content.decode()
    assert not ReceivedMail.objects.exists()


def test_a_file_too_large_is_refused_with_its_size(town, client, monkeypatch):
    monkeypatch.setattr(mail_actions, "LARGEST", 2 * 1024 * 1024)
    client.force_login(town.asha)
    answer = upload(client, PAGE + b"x" * 2 * 1024 * 1024).content.decode()
    assert "must be 2 MB or smaller. It has 3 MB." in answer


def test_no_file_chosen_says_what_to_do(town, client):
    client.force_login(town.asha)
    answer = client.post("/messages/in/upload/", {"file": ""}).content.decode()
    assert "Choose an e-mail that was saved as an .eml file" in answer


def test_a_mail_is_set_aside_with_a_reason_and_let_wait_again(town, client):
    mail = kept()
    client.force_login(town.asha)
    address = f"/messages/in/{mail.pk}/"
    refused = client.post(f"{address}set-aside/", {"note": ""}).content.decode()
    assert "Choose why this e-mail is set aside" in refused
    refused = client.post(f"{address}set-aside/", {"why": "other"}).content.decode()
    assert "Say why this e-mail is set aside" in refused
    client.post(f"{address}set-aside/", {"why": "passed_on", "note": "Housing"})
    assert "Nothing waits" in said(client, town.asha, "/messages/in/")
    page = said(client, town.asha, address)
    assert "by Asha Patel: passed on to another service. Housing" in page
    client.post(f"{address}put-back/")
    mail.refresh_from_db()
    assert (mail.state, mail.why, mail.settled_by) == ("waiting", "", None)


def test_a_mail_is_settled_once(town):
    mail = set_aside_mail(by=town.asha, mail=kept(), why="copy")
    with pytest.raises(ValidationError, match="is set aside already, since"):
        set_aside_mail(by=town.sef, mail=mail, why="copy")
    put_mail_back(by=town.asha, mail=mail)
    with pytest.raises(ValidationError, match="is not set aside"):
        put_mail_back(by=town.asha, mail=mail)


@pytest.fixture
def filed_with_child(monkeypatch):
    """A room after this one that makes mails part of a child's record."""
    made = Filing(
        "people.Child",
        offer=lambda user, mail: Offer("Put it with a child", f"/file/{mail.pk}/"),
        visible=lambda user: Child.objects.visible_to(user).values("pk"),
        shown=lambda key: Offer("The child", f"/children/{key}/"),
    )
    monkeypatch.setattr(filing, "FILINGS", {})
    monkeypatch.setattr("alongside.desk.messages.mail_models.FILINGS", filing.FILINGS)
    monkeypatch.setattr("alongside.desk.messages.mail_actions.FILINGS", filing.FILINGS)
    filing.files(made)


def test_a_room_offers_to_file_what_waits(town, client, filed_with_child):
    mail = kept()
    assert f'href="/file/{mail.pk}/">Put it with a child' in said(
        client, town.asha, f"/messages/in/{mail.pk}/"
    )
    set_aside_mail(by=town.asha, mail=mail, why="copy")
    assert "Put it with" not in said(client, town.asha, f"/messages/in/{mail.pk}/")


def test_what_is_filed_is_seen_by_those_who_see_what_it_became(
    town, client, filed_with_child
):
    mail = file_mail(by=town.asha, mail=kept(), filed_as=town.robin)
    address = f"/messages/in/{mail.pk}/"
    assert f'<a href="/children/{town.robin.pk}/">The child</a>' in said(
        client, town.asha, address
    )
    assert "Robin" in said(client, town.asha, "/messages/in/?state=filed")
    client.force_login(town.ben)
    for each in (address, f"{address}attachments/0/", f"{address}as-it-came/"):
        assert client.get(each).status_code == 404
    assert "Robin" not in said(client, town.ben, "/messages/in/?state=filed")


def test_what_is_filed_with_a_restricted_child_is_as_if_not_there(
    town, client, filed_with_child
):
    mail = file_mail(by=town.sam, mail=kept(), filed_as=town.hidden)
    for who in (town.asha, town.sef, town.mo):
        listed = said(client, who, "/messages/in/?state=filed")
        assert "Robin" not in listed and "No e-mail stands so." in listed
        assert client.get(f"/messages/in/{mail.pk}/").status_code == 404
    assert "Robin" in said(client, town.sam, "/messages/in/?state=filed")
    client.force_login(town.asha)
    again = upload(client, PAGE)
    assert "came in before" in again.content.decode()
    assert again.redirect_chain == [("/messages/in/", 302)]


def test_a_mail_becomes_nothing_that_no_room_registered(town):
    with pytest.raises(ValueError, match="Nothing says how mails become"):
        file_mail(by=town.asha, mail=kept(), filed_as=town.north)


def test_the_database_refuses_a_mail_set_aside_without_a_reason(town):
    mail = kept()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedMail.objects.filter(pk=mail.pk).update(
            state="set_aside", settled_by=town.asha
        )


def test_a_mail_and_its_bytes_are_kept_together_or_not_at_all(town, monkeypatch):
    def fails(**said):
        raise IntegrityError

    monkeypatch.setattr(MailAsReceived.objects, "create", fails)
    with pytest.raises(IntegrityError):
        kept()
    assert not ReceivedMail.objects.exists()


def test_the_page_says_when_the_mailbox_was_read_and_what_stands_in_the_way(
    town, client, settings
):
    settings.MAILBOX = "imaps://desk:secret@mail.example.org/INBOX"
    assert "has not been read yet" in said(client, town.asha, "/messages/in/")
    MailboxRead.objects.create(
        tried_at=timezone.now(), problem="The mail server does not answer."
    )
    page = said(client, town.asha, "/messages/in/")
    assert "The mail server does not answer." in page and "secret" not in page


def test_the_list_takes_the_same_queries_however_long(
    town, client, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(town.asha)
    for number in range(2):
        kept(PAGE.replace(b"<one@", b"<%d@" % number))
    client.get("/messages/in/")
    with django_assert_max_num_queries(13) as of_two:
        client.get("/messages/in/")
    for number in range(2, 20):
        kept(PAGE.replace(b"<one@", b"<%d@" % number))
    with django_assert_num_queries(len(of_two)):
        client.get("/messages/in/")
