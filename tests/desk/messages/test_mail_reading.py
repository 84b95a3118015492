"""Mails as they come, hostile ones too: read as far as they can be, and inert."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.desk.messages.inert import decoded, inert
from alongside.desk.messages.mail_reading import (
    CUT,
    TOO_DEEP,
    UNREADABLE,
    looks_like_mail,
    read_mail,
)


def mail(body: str, kind="text/plain; charset=utf-8", **headers) -> bytes:
    said = {
        "From": "Gran Hale <gran@example.org>", "To": "desk@eastmere.example.org",
        "Subject": "The meeting", "Date": "Tue, 7 Jul 2026 14:30:00 +0100",
        "Message-ID": "<one@example.org>", "MIME-Version": "1.0", "Content-Type": kind,
    }  # fmt: skip
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"{head}\r\n{body}".encode()


def part(kind: str, body: str, **headers) -> str:
    head = "".join(f"{n.replace('_', '-')}: {v}\r\n" for n, v in headers.items())
    return f"--b\r\nContent-Type: {kind}\r\n{head}\r\n{body}\r\n"


def mixed(*parts: str, kind="multipart/mixed") -> bytes:
    return mail("".join(parts) + "--b--\r\n", f'{kind}; boundary="b"')


def attached(name: str, contents=b"%PDF-1.7") -> str:
    return part(
        "application/pdf", b64encode(contents).decode(),
        Content_Transfer_Encoding="base64",
        Content_Disposition=f'attachment; filename="{name}"',
    )  # fmt: skip


def test_a_plain_mail_says_who_when_and_what():
    told = read_mail(mail("May I come tomorrow?\r\n\r\nGran\r\n"))
    assert (told.from_name, told.from_address) == ("Gran Hale", "gran@example.org")
    assert (told.to, told.subject) == ("desk@eastmere.example.org", "The meeting")
    assert told.sent_at == datetime(2026, 7, 7, 13, 30, tzinfo=UTC)
    assert told.text == "May I come tomorrow?\n\nGran"
    assert (told.message_id, told.attached, told.problem) == (
        "<one@example.org>",
        [],
        "",
    )


def test_the_plain_words_stand_before_the_same_in_html():
    told = read_mail(
        mixed(
            part("text/html", "<p>In <b>HTML</b></p>"), part("text/plain", "In plain"),
            kind="multipart/alternative",
        )
    )  # fmt: skip
    assert (told.text, told.attached) == ("In plain", [])


def test_html_is_read_where_the_plain_words_are_empty():
    told = read_mail(
        mixed(
            part("text/plain", " "), part("text/html", "<p>In <b>HTML</b></p>"),
            kind="multipart/alternative",
        )
    )  # fmt: skip
    assert told.text == "In HTML"


def test_words_before_and_after_an_attachment_are_all_read():
    told = read_mail(
        mixed(
            part("text/html", "<p>First</p>"), attached("a.pdf"), part("text/plain", "Last")
        )
    )  # fmt: skip
    assert told.text == "First\n\nLast"
    assert [each.name for each in told.attached] == ["a.pdf"]


def test_html_with_script_is_made_inert():
    told = read_mail(
        mail(
            "<html><head><title>T</title><style>p{}</style></head><body onload=go()>"
            "<script>alert(1)</script><p>Dear desk,<br>call <a href='javascript:go()'>me</a>"
            "</p><img src=x onerror=alert(1)><iframe src='//example.org'>in</iframe>"
            "<ul><li>one<li>two</ul>&lt;script&gt;alert(2)&lt;/script&gt;</body></html>",
            "text/html",
        )
    )
    assert told.text == (
        "Dear desk,\ncall me\n\none\n\ntwo\n\n<script>alert(2)</script>"
    )  # words a person typed: shown as words, and escaped on the page


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1 2\n3"),
        ("Caf&eacute; &amp; tea", "Café & tea"),
        ("<p title='a>b'>c</p>", "c"),
        ("<svg><script>x</script></svg>d", "d"),
        ("no\n  more \t spaces", "no more spaces"),
    ],
)
def test_html_becomes_the_words_a_reader_sees(html, text):
    assert "\n".join(line.strip() for line in inert(html).splitlines()) == text


@given(st.text(alphabet="<>/&;\"' =abpdivscriptx\n#123", max_size=200))
def test_no_html_comes_through(html):
    words = inert(f"<p>{html}</p>")
    assert "\x00" not in words
    typed = html.replace("&lt;", "<").replace("&#60;", "<")
    assert words.count("<") <= typed.count("<") + html.count("&")


def test_an_unknown_charset_is_read_by_the_likeliest():
    told = read_mail(
        mail("Café", "text/plain; charset=klingon", Content_Transfer_Encoding="8bit")
    )
    assert told.text == "Café"


@pytest.mark.parametrize(
    ("coded", "charset", "text"),
    [
        (b"caf\xe9", "utf-8", "café"),  # claims what it is not
        (b"caf\xe9", None, "café"),
        (b"5 \xa4", "iso-8859-15", "5 €"),
        (b"\x81\x8d", "ascii", "\x81\x8d"),  # not even Windows has these
        (b"abc", "punycode", "abc"),  # Python's own codecs are no charsets
        (b"abc", "base64", "abc"),
        (b"abc", "utf-8\x00", "abc"),
        (None, "utf-8", ""),
    ],
)
def test_bytes_become_text_whatever_they_claim(coded, charset, text):
    assert decoded(coded, charset) == text


def test_coded_names_and_subjects_are_read():
    told = read_mail(
        mail(
            "x", From="=?utf-8?b?WmXDqw==?= <zoe@example.org>",
            Subject="=?iso-8859-1?q?Caf=E9?= at =?utf-8?q?two?=",
        )
    )  # fmt: skip
    assert (told.from_name, told.subject) == ("Zeë", "Café at two")


def test_a_header_coded_wrongly_stands_as_it_came():
    assert read_mail(mail("x", Subject="=?klingon?q?Qapla?=")).subject == (
        "=?klingon?q?Qapla?="
    )


def test_nothing_turns_the_text_round_or_ends_it():
    told = read_mail(mail("a\u202egnp.exe\x00\x1b[31mred", Subject="x\u202ey\x07"))
    assert (told.text, told.subject) == ("agnp.exe[31mred", "xy")


def test_an_empty_mail_with_an_attachment():
    told = read_mail(mixed(attached("letter.pdf", b"%PDF-1.7 letter")))
    assert told.text == ""
    [one] = told.attached
    assert one.contents == b"%PDF-1.7 letter" and one.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\temp\\\\run.exe", "run.exe"),
        ("a<b>:c|d?.pdf", "a_b__c_d_.pdf"),
        ("...", "attachment-1.bin"),
        ("", "attachment-1.bin"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        ("y" * 300, "y" * 100),
        ("=?utf-8?q?caf=C3=A9.pdf?=", "café.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\r\n b.pdf", "a b.pdf"),
    ],
)
def test_the_name_of_an_attachment_is_a_safe_one(said, name):
    [one] = read_mail(mixed(attached(said))).attached
    assert one.name == name


def test_words_sent_as_a_file_without_a_name_are_a_file():
    file = part("text/plain", "Not the mail", Content_Disposition="attachment")
    told = read_mail(mixed(part("text/plain", "The mail"), file))
    assert told.text == "The mail"
    assert [each.name for each in told.attached] == ["attachment-1.bin"]


def test_html_longer_than_a_letter_is_read_to_a_length_and_said_to_be():
    told = read_mail(
        mail(f"<p>first</p><!--{'x' * 300_000}--><p>last</p>", "text/html")
    )
    assert (told.text, told.problem) == ("first", CUT)


def test_a_forwarded_mail_is_an_attachment_and_its_words_are_not_ours():
    inner = "From: a@example.org\r\nSubject: Inner\r\n\r\nInner words"
    told = read_mail(mixed(part("text/plain", "Outer"), part("message/rfc822", inner)))
    assert told.text == "Outer"
    [one] = told.attached
    assert one.name == "mail-1.eml" and b"Inner words" in one.contents


def test_what_outlook_packed_is_kept_packed():
    packed = part(
        "application/ms-tnef", b64encode(b"\x78\x9f\x3e\x22").decode(),
        Content_Transfer_Encoding="base64",
        Content_Disposition='attachment; filename="winmail.dat"',
    )  # fmt: skip
    told = read_mail(mixed(part("text/plain", "See below"), packed))
    [one] = told.attached
    assert (one.name, one.contents) == ("winmail.dat", b"\x78\x9f\x3e\x22")


def nested(deep: int) -> bytes:
    body = "words"
    kind = "text/plain"
    for level in range(deep):
        body = f"--b{level}\r\nContent-Type: {kind}\r\n\r\n{body}\r\n--b{level}--\r\n"
        kind = f'multipart/mixed; boundary="b{level}"'
    return mail(body, kind)


def test_parts_within_parts_are_read_to_a_depth():
    assert read_mail(nested(20)).text == "words"
    told = read_mail(nested(21))
    assert (told.text, told.problem, told.subject) == ("", TOO_DEEP, "The meeting")


def test_parts_too_deep_for_the_parser_leave_the_headers():
    told = read_mail(nested(1500))
    assert told.problem in (UNREADABLE, TOO_DEEP)
    assert (told.subject, told.from_address) == ("The meeting", "gran@example.org")


def test_a_mail_of_many_parts_lists_the_first():
    told = read_mail(mixed(*(attached(f"{n}.pdf") for n in range(201))))
    assert (len(told.attached), told.problem) == (200, TOO_DEEP)


def test_a_long_text_is_cut_and_said_to_be():
    told = read_mail(mail("word " * 30_000))
    assert (len(told.text), told.problem) == (100_000, CUT)


@pytest.mark.parametrize(
    "header",
    ["x" * 2_000_000, "=?utf-8?q?a?= " * 100_000, "(" * 1_000_000, '"' + "\\" * 500_000],
    ids=["long", "coded", "brackets", "quoted"],
)  # fmt: skip
def test_a_huge_header_takes_no_huge_time(header):
    began = process_time()
    told = read_mail(mail("words", Subject=header, From=header))
    assert process_time() - began < 1
    assert told.text == "words" and len(told.subject) <= 300


@pytest.mark.parametrize("said", ["yesterday", "", "Tue, 7 Jul 1200 14:30:00 +0100",
                                  "Tue, 7 Jul 9999 23:59:59 -2359", "1 2 3 4 5 6 7"])  # fmt: skip
def test_a_time_that_is_none_is_not_told(said):
    assert read_mail(mail("x", Date=said)).sent_at is None


def test_a_time_without_a_zone_is_taken_as_utc():
    at = read_mail(mail("x", Date="Tue, 7 Jul 2026 14:30:00")).sent_at
    assert at == datetime(2026, 7, 7, 14, 30, tzinfo=UTC)


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_without_breaking(raw):
    read_mail(raw)
    read_mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + raw)
    read_mail(b"Content-Type: text/html\r\nSubject: " + raw)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"name,date\nRobin,2 May\n"])
def test_what_is_no_mail_is_known(raw):
    assert not looks_like_mail(raw)
    assert looks_like_mail(mail("x"))
