"""A mailbox is collected from a real mail server: each mail once, nothing deleted."""

from __future__ import annotations

from contextlib import contextmanager
from imaplib import IMAP4
from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from alongside.desk.messages import collect_actions, mail_actions, mailbox, tasks
from alongside.desk.messages.collect_actions import collect_mailbox
from alongside.desk.messages.mail_actions import bytes_of, contents_of
from alongside.desk.messages.mailbox import CannotCollect
from alongside.desk.messages.models import MailboxRead, ReceivedMail
from tests import imap

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLAIN = (
    b"From: Gran Hale <gran@example.org>\r\nTo: desk@eastmere.example.org\r\n"
    b"Subject: The meeting\r\nDate: Tue, 7 Jul 2026 14:30:00 +0100\r\n"
    b"Message-ID: <%d@example.org>\r\n\r\nMay I come tomorrow?\r\n"
)
LETTER = (
    b"From: school@example.org\r\nSubject: Letter\r\nMessage-ID: <letter@example.org>\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b'Content-Type: application/pdf; name="letter.pdf"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjc=\r\n--b--\r\n"
)


@pytest.fixture(scope="module")
def dovecot():
    if imap.program() is None:
        pytest.skip("Dovecot is not installed: no /usr/lib/dovecot/imap.")
    with imap.server() as server:
        yield server


class Box:
    """A mailbox of its own for each test, as somebody else's mail program sees it."""

    def __init__(self, server: imap.Server, name: str):
        self.server, self.name = server, name

    def address(self, scheme="imap", password=imap.PASSWORD, folder="INBOX") -> str:
        port = self.server.tls if scheme == "imaps" else self.server.plain
        secret = quote(password, safe="")
        return f"{scheme}://{self.name}:{secret}@localhost:{port}/{folder}"

    @contextmanager
    def opened(self):
        with IMAP4("localhost", self.server.plain) as connection:
            connection.login(self.name, imap.PASSWORD)
            connection.select("INBOX")
            yield connection

    def put(self, *mails: bytes, folder="INBOX") -> None:
        with self.opened() as connection:
            connection.create(folder)
            for raw in mails:
                status, _ = connection.append(folder, None, None, raw)
                assert status == "OK"

    def count(self, which: str) -> int:
        with self.opened() as connection:
            return len(connection.search(None, which)[1][0].split())


@pytest.fixture
def box(dovecot, settings, request):
    box = Box(dovecot, f"box{abs(hash(request.node.name))}")
    settings.MAILBOX = box.address()
    return box


def test_mails_are_taken_once_and_stay_where_they_are(box):
    box.put(PLAIN % 1, LETTER)
    assert (collect_mailbox(), collect_mailbox()) == (2, 0)
    first, second = ReceivedMail.objects.order_by("pk")
    assert (first.subject, first.text) == ("The meeting", "May I come tomorrow?")
    assert bytes_of(first) == PLAIN % 1
    assert contents_of(second.attachments.get()) == b"%PDF-1.7"
    assert (box.count("ALL"), box.count("UNSEEN"), box.count("DELETED")) == (2, 0, 0)


def test_what_is_kept_is_sealed(box):
    box.put(PLAIN % 1)
    collect_mailbox()
    sealed = bytes(ReceivedMail.objects.get().as_received.sealed)
    assert b"tomorrow" not in sealed and sealed != PLAIN % 1


def test_the_same_mail_twice_in_the_mailbox_is_taken_once(box):
    box.put(PLAIN % 1, PLAIN % 1, PLAIN % 2)
    assert collect_mailbox() == 2
    assert box.count("UNSEEN") == 0


def test_a_mail_that_came_by_another_way_is_known_by_its_id(box):
    box.put(PLAIN % 1, b"Received: by list.example.org; x\r\n" + PLAIN % 1)
    assert collect_mailbox() == 1
    assert box.count("UNSEEN") == 0


def test_a_mail_without_an_id_is_known_by_all_it_says(box):
    bare = b"From: a@example.org\r\nSubject: Bare\r\n\r\nWords %d\r\n"
    box.put(bare % 1, bare % 2, bare % 1)
    assert collect_mailbox() == 2


def test_killed_before_the_mail_stands_here_it_is_taken_the_next_time(box, monkeypatch):
    box.put(PLAIN % 1, PLAIN % 2)
    kept = mail_actions.record
    monkeypatch.setattr(mail_actions, "record", _dies)
    with pytest.raises(KeyboardInterrupt):
        collect_mailbox()
    assert (ReceivedMail.objects.count(), box.count("UNSEEN")) == (0, 2)
    monkeypatch.setattr(mail_actions, "record", kept)
    assert collect_mailbox() == 2


def test_killed_before_it_is_marked_read_it_is_not_doubled(box, monkeypatch):
    box.put(PLAIN % 1, PLAIN % 2)
    monkeypatch.setattr(collect_actions, "mark_read", _dies)
    with pytest.raises(KeyboardInterrupt):
        collect_mailbox()
    assert (ReceivedMail.objects.count(), box.count("UNSEEN")) == (1, 2)
    monkeypatch.setattr(collect_actions, "mark_read", mailbox.mark_read)
    assert collect_mailbox() == 1
    assert (ReceivedMail.objects.count(), box.count("UNSEEN")) == (2, 0)


def _dies(*args, **kwargs):
    raise KeyboardInterrupt


def test_a_mail_that_cannot_be_read_is_kept_and_holds_up_no_other(box, monkeypatch):
    deep = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'
        for n in range(1500)
    )
    broken = f"From: a@example.org\r\nSubject: Deep\r\n{deep}\r\nx".encode()
    box.put(broken, PLAIN % 1)
    assert collect_mailbox() == 2
    first = ReceivedMail.objects.order_by("pk").first()
    assert first.problem in ("unreadable", "too_deep") and first.subject == "Deep"
    assert bytes_of(first) == broken
    assert box.count("ALL") == 2


def test_a_mail_too_large_leaves_its_headers_here_and_itself_there(box, monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST", 1000)
    box.put(PLAIN % 1 + b"x" * 2000, PLAIN % 2)
    assert (collect_mailbox(), collect_mailbox()) == (2, 0)
    large = ReceivedMail.objects.order_by("pk").first()
    assert (large.problem, large.subject) == ("too_large", "The meeting")
    assert large.text == "" and b"xxx" not in bytes_of(large)
    assert box.count("ALL") == 2


def test_another_folder_is_collected_where_the_address_names_it(box, settings):
    box.put(PLAIN % 1, folder="Desk")
    settings.MAILBOX = box.address(folder="Desk")
    assert collect_mailbox() == 1


def test_over_tls_with_a_certificate_that_is_trusted(box, settings, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
    box.put(PLAIN % 1)
    settings.MAILBOX = box.address("imaps")
    assert collect_mailbox() == 1


def test_a_certificate_nobody_vouches_for_is_refused(box, settings):
    settings.MAILBOX = box.address("imaps")
    with pytest.raises(CannotCollect, match="does not trust the certificate"):
        collect_mailbox()
    assert "certificate" in MailboxRead.objects.get().problem


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("imap://desk:secret@mail.example.org/INBOX", "read over TLS"),
        ("pop3://desk:secret@localhost/INBOX", "read over TLS"),
        ("imaps://desk:secret@localhost:many/INBOX", "no address of a mailbox"),
        ("imaps://desk:secr%C3%A9t@localhost/INBOX", "without accents"),
        ("imap://desk:secret@localhost:1/INBOX", "does not answer"),
    ],
)
def test_an_address_that_will_not_do_is_refused_without_its_password(
    settings, address, why
):
    settings.MAILBOX = address
    with pytest.raises(CannotCollect, match=why) as refusal:
        collect_mailbox()
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"folder": "Nowhere"}])
def test_what_the_server_refuses_is_said_and_when_it_was_last_read(
    box, settings, wrong
):
    collect_mailbox()
    read_at = MailboxRead.objects.get().read_at
    settings.MAILBOX = box.address(**wrong)
    with pytest.raises(CannotCollect, match="The mail server refuses"):
        collect_mailbox()
    noted = MailboxRead.objects.get()
    assert noted.read_at == read_at and noted.tried_at > read_at
    assert "otters" not in noted.problem


def test_the_command_says_how_many_are_new(box, settings):
    box.put(PLAIN % 1)
    said = StringIO()
    call_command("collect_mail", stdout=said)
    assert said.getvalue() == "1 new e-mail.\n"
    settings.MAILBOX = box.address(password="wrong")
    with pytest.raises(CommandError, match="refuses"):
        call_command("collect_mail")
    settings.MAILBOX = ""
    with pytest.raises(CommandError, match="There is no mailbox"):
        call_command("collect_mail")


def test_the_desk_collects_by_itself_and_goes_on(box):
    box.put(PLAIN % 1)
    tasks.expect_mail()
    tasks.expect_mail()
    waiting = DBTaskResult.objects.filter(task_path=tasks.collect_mail.module_path)
    assert waiting.count() == 1
    waiting.delete()
    tasks.collect_mail.func()
    assert (ReceivedMail.objects.count(), waiting.count()) == (1, 1)
