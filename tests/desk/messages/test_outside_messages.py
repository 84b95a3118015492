"""Messages to people outside: worded by a template, told nothing of a case, never twice."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages.actions import EMAIL, TEXT, write_outside_message
from alongside.desk.messages.models import Message, TemplateVersion
from alongside.desk.messages.recipients import masked, mobile
from alongside.desk.messages.wording import Fields, check_wording

pytestmark = pytest.mark.django_db
HALF_PAST_TWO = datetime(2026, 7, 7, 14, 30, tzinfo=ZoneInfo("Europe/London"))
GRANDMOTHER = "07700 900123"


@pytest.fixture(autouse=True)
def eastmere(settings):
    settings.COUNCIL, settings.DESK_NUMBER = "Eastmere County Council", "01632 960100"


def told(by, **said) -> Message:
    fields = Fields(promised=HALF_PAST_TWO, officer=by, reference="C-1042")
    values = {"number_or_address": GRANDMOTHER, "channel": TEXT, "fields": fields}
    values |= {"template": "call_back_promised", "key": "promise 1"}
    return write_outside_message(by=by, **(values | said))


def test_a_promise_is_told_in_the_words_of_the_template(town):
    message = told(town.asha)
    assert message.number == "+447700900123"
    assert message.body == (
        "Eastmere County Council: we will ring you back on Tuesday 7 July at about 2:30pm. "
        "If that does not suit you, ring 01632 960100 and give the reference C-1042. This "
        "message cannot be replied to."
    )
    assert (message.state, message.channel) == (Message.State.KEPT, "Text")
    assert message.masked == "Number that ends in 123"


def test_the_trail_says_that_it_was_written_and_not_to_whom(town):
    told(town.asha)
    line = AuditEntry.objects.get()
    assert (line.by, line.action) == (town.asha, "write message")
    assert line.detail == {"kind": "call_back_promised"}


def test_the_same_promise_is_told_once(town):
    assert told(town.asha) == told(town.asha, number_or_address="07700 900999")
    assert Message.objects.get().number == "+447700900123"


def test_what_was_promised_and_not_kept_in_the_books_is_not_told(town):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told(town.asha)
        1 / 0  # noqa: B018
    assert not Message.objects.exists()


def test_the_words_stay_those_of_the_version_that_was_sent(town):
    first = told(town.asha)
    TemplateVersion.objects.create(
        template=first.version.template, number=2, subject="New", text="Other words."
    )
    assert told(town.asha, key="promise 2").body == "Other words."
    first.refresh_from_db()
    assert first.body.startswith("Eastmere") and first.version.number == 1


def test_only_the_council_is_named_where_the_desk_is_not_set_up(town, settings):
    settings.COUNCIL = settings.DESK_NUMBER = ""
    said = told(town.asha).body
    assert said.startswith("The council: we will ring you back")
    assert "ring the number you usually ring and give" in said


@pytest.mark.parametrize(
    "reference",
    ["Robin Hale", "ROBIN", "C-1042 about Robin", "RIVERS-12", "12\nRobin"],
)
def test_a_reference_holds_no_words(town, reference):
    fields = Fields(promised=HALF_PAST_TWO, reference=reference)
    with pytest.raises(ValidationError, match="Nothing else about a case"):
        told(town.asha, fields=fields)


def test_what_the_template_needs_is_asked_for(town):
    with pytest.raises(ValidationError, match="needs the day that was promised"):
        told(town.asha, fields=Fields(reference="C-1042"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("((child)) has a meeting", r"\(\(child\)\) is no field"),
        ("About (( name ))", r"\(\(name\)\) is no field"),
        ("Ring us on ((day", "Close those that are open"),
        ("Ring us on day))", "Close those that are open"),
    ],
)
def test_a_template_uses_the_closed_list_alone(text, why):
    with pytest.raises(ValidationError, match=why):
        check_wording(text)


def test_every_field_of_the_list_may_be_used():
    check_wording(
        "((council)) ((desk number)) ((day)) ((time)) ((officer)) (( reference ))"
    )


@pytest.mark.parametrize(
    "written",
    ["07700 900123", "+44 7700 900123", "0044 7700-900123", "(07700) 900 123",
     "447700900123", "+44 (0)7700 900123"],
)  # fmt: skip
def test_a_mobile_number_is_one_however_it_is_written(written):
    assert mobile(written) == "+447700900123"


@pytest.mark.parametrize(
    "written",
    ["", "01632 960123", "07700 90012", "07700 9001234", "+1 212 555 0123",
     "07012 345678", "07600 123456", "mum", "０７７００９００１２３"],
)  # fmt: skip
def test_a_text_goes_to_no_other_number(town, written):
    with pytest.raises(ValidationError, match="only to a British mobile number"):
        told(town.asha, number_or_address=written)


def test_a_number_of_the_isle_of_man_is_a_mobile():
    assert mobile("07624 200123") == "+447624200123"


def test_an_address_without_a_domain_is_none(town):
    with pytest.raises(ValidationError, match="needs an address"):
        told(town.asha, number_or_address="grandmother", channel=EMAIL)


def test_an_address_is_shown_by_its_first_letter():
    assert masked("gran@hale.example.org") == "E-mail address that begins with g"


def test_a_message_has_one_reader_or_one_number_or_one_address(town):
    message = told(town.asha)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(address="gran@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(number="")
