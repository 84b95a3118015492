"""The register of grants: report 004's by hand, through its pages as the people who keep it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.decisions.actions import make_decision
from alongside.desk.money import grant_actions as actions
from alongside.desk.money.grant_names import funder_of
from alongside.desk.money.grant_picture import WIDTH, picture
from alongside.desk.money.grant_register import account_of, to_look_at
from alongside.desk.money.models import Funder, Grant, GrantEntry, GrantEvidence
from tests.desk.money.granting import LETTER, a_decision, a_grant, a_use, report_004

TODAY = date(2010, 12, 8)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def text(answer) -> str:
    return unescape(answer.content.decode())


def codes(grant, day=TODAY):
    return [each.code for each in account_of(grant, day).found]


def test_the_page_of_report_004_adds_up_and_says_so(client, town):
    grant = report_004(town.fay)
    client.force_login(town.fay)
    page = text(client.get(f"/money/grants/{grant.pk}/"))
    assert (
        "£0.00 spent, £0.00 committed, £169,000.00 left and £0.00 not allocated make the "
        "£169,000.00 that was awarded." in page
    )
    assert "6 at £4,000.00, and £15,000.00 on top: £39,000.00" in page
    assert "DCYP10125, paragraph 2.1" in page


def test_what_was_paid_back_is_not_told_as_left_to_spend(client, town):
    """£169,000 received, £100,000.50 spent, £68,999.50 paid back: nothing is left."""
    grant = a_grant(town.fay)
    use = a_use(town.fay, grant, pounds=169_000)
    day = {"by": town.fay, "grant": grant, "happened_on": LETTER}
    actions.enter(kind="receive", pounds=D(169_000), **day)
    actions.spend(pounds=D("100000.50"), use=use, **day)
    actions.enter(kind="repay", pounds=D("68999.50"), **day)
    client.force_login(town.fay)
    page = text(client.get(f"/money/grants/{grant.pk}/"))
    assert (
        "£68,999.50 of it was paid back and cannot be spent again: £0.00 is neither "
        "spent, committed nor paid back." in page
    )
    assert ">Paid back</text>" in page and ">£100,000.50</text>" in page
    assert ">£169,000</text>" in page


def test_what_was_paid_back_is_refused_beside_its_amount(client, town):
    grant = a_grant(town.fay, pounds=1_000)
    use = a_use(town.fay, grant, pounds=1_000)
    day = {"by": town.fay, "grant": grant, "happened_on": LETTER}
    actions.enter(kind="receive", pounds=D(1_000), **day)
    actions.enter(kind="repay", pounds=D(400), **day)
    client.force_login(town.fay)
    page = client.post(
        f"/money/grants/{grant.pk}/enter/spend/",
        {"use": use.pk, "pounds": "600.01", "happened_on": "1 12 2010"},
    )
    assert "£600.01 is more than the £600.00 that is neither spent" in text(page)


def test_an_account_kept_with_paid_back_money_used_again_opens(client, town):
    """As kept before that was refused: £400 paid back of £1,000, and £700 spent."""
    grant = a_grant(town.fay, pounds=1_000)
    use = a_use(town.fay, grant, pounds=1_000)
    day = {"by": town.fay, "grant": grant, "happened_on": LETTER}
    actions.enter(kind="receive", pounds=D(1_000), **day)
    spent = actions.spend(pounds=D(600), use=use, **day)
    repaid = actions.enter(kind="repay", pounds=D(400), **day)
    GrantEntry.objects.create(
        grant=grant, kind="spend", happened_on=LETTER, pounds=100, use=use, by=town.fay,
        at=timezone.now(),
    )  # fmt: skip
    client.force_login(town.fay)
    page = text(client.get(f"/money/grants/{grant.pk}/"))
    assert "£400.00 was paid back, and £100.00 of that is spent" in page
    assert text(client.get("/money/grants/")).count("Workforce fund") >= 1
    actions.take_back(by=town.fay, entry=repaid, why_back="It was never paid")
    assert "paid_back_used" not in codes(grant)
    assert account_of(grant, TODAY).stands.free == 300
    actions.take_back(by=town.fay, entry=spent, why_back="Typed wrongly")


def test_no_end_of_a_commitment_is_taken_back_that_would_use_what_was_paid_back(town):
    grant = a_grant(town.fay, pounds=1_000)
    use = a_use(town.fay, grant, pounds=1_000)
    day = {"by": town.fay, "grant": grant, "happened_on": LETTER}
    actions.enter(kind="receive", pounds=D(1_000), **day)
    actions.enter(kind="commit", pounds=D(300), use=use, **day)
    ended = actions.enter(kind="free", pounds=D(300), use=use, **day)
    actions.enter(kind="repay", pounds=D(900), **day)
    with pytest.raises(ValidationError, match="£200.00 of what was paid back"):
        actions.take_back(by=town.fay, entry=ended, why_back="Typed wrongly")


def test_a_long_account_is_read_from_its_end(client, town):
    grant = report_004(town.fay)
    for pence in range(1, 21):
        actions.enter(
            by=town.fay, grant=grant, kind="receive", pounds=D(pence) / 100,
            happened_on=LETTER,
        )  # fmt: skip
    client.force_login(town.fay)
    first = text(client.get(f"/money/grants/{grant.pk}/"))
    assert "28 entries, those added last first" in first
    kinds = [f'"Entry">{each}' for each in ("Received from the funder", "Awarded")]
    assert [first.count(each) for each in kinds] == [20, 0]
    then = text(client.get(f"/money/grants/{grant.pk}/?page=2"))
    assert [then.count(each) for each in kinds] == [0, 1]


def test_a_larger_release_than_the_award_is_refused_beside_its_amount(client, town):
    grant, decision = report_004(town.fay), a_decision(town.fay, "awaited")
    client.force_login(town.fay)
    page = client.post(
        f"/money/grants/{grant.pk}/enter/release/",
        {"decision": decision.pk, "pounds": "98,000", "happened_on": "8 12 2010"},
    )
    assert "£98,000.00 is more than the £97,000.00 that was awarded" in text(page)


def test_a_release_counts_from_its_decision_and_not_before(town):
    grant, decision = report_004(town.fay), a_decision(town.fay, "awaited")
    asked = actions.ask_release(
        by=town.fay, grant=grant, happened_on=date(2010, 12, 1), pounds=D(97_000),
        decision=decision,
    )  # fmt: skip
    waiting = account_of(grant, TODAY)
    assert (asked.waits, waiting.stands.released, waiting.asked) == (True, 72_000, 97_000)  # fmt: skip
    make_decision(
        by=town.fay, decision=decision, state="decided", decided_on=TODAY, conditions=""
    )
    asked.refresh_from_db()
    assert (asked.counts, asked.happened_on) == (True, TODAY)
    assert account_of(grant, TODAY).stands.released == 169_000


def test_a_release_that_is_refused_never_counts(town):
    grant, decision = report_004(town.fay), a_decision(town.fay, "awaited")
    asked = actions.ask_release(
        by=town.fay, grant=grant, happened_on=TODAY, pounds=D(97_000), decision=decision
    )
    make_decision(
        by=town.fay, decision=decision, state="refused", decided_on=TODAY, conditions=""
    )
    asked.refresh_from_db()
    assert asked.state == "refused"
    assert account_of(grant, TODAY).stands.released == 72_000
    with pytest.raises(ValidationError, match="nothing can rest on it"):
        actions.ask_release(
            by=town.fay, grant=grant, happened_on=TODAY, pounds=D(1), decision=decision
        )


def test_what_waits_is_not_asked_for_twice(town):
    grant, decision = report_004(town.fay), a_decision(town.fay, "awaited")
    given = {"by": town.fay, "grant": grant, "happened_on": TODAY, "decision": decision}
    actions.ask_release(pounds=D(90_000), **given)
    with pytest.raises(ValidationError, match="more than the £7,000.00"):
        actions.ask_release(pounds=D(8_000), **given)


def test_a_decision_tells_which_release_rests_on_it(client, town):
    report_004(town.fay)
    client.force_login(town.fay)
    decision = GrantEntry.objects.get(kind="release").decision
    page = text(client.get(reverse("decisions:decision", args=[decision.pk])))
    assert "Release of £72,000.00" in page and "From 3 November 2010" in page


def test_money_is_moved_committed_and_spent_through_the_pages(client, town):
    grant = report_004(town.fay)
    training, students = (grant.uses.get(name=n) for n in ("Training", "Students"))
    client.force_login(town.fay)
    for kind, values in (
        ("vire", {"use": training.pk, "to": students.pk, "pounds": "5000", "approval": "Portfolio holder"}),
        ("commit", {"use": training.pk, "pounds": "9000"}),
        ("spend", {"use": training.pk, "pounds": "4000.50", "committed": "4000"}),
        ("claim", {"pounds": "4000.50"}),
    ):  # fmt: skip
        answer = client.post(
            f"/money/grants/{grant.pk}/enter/{kind}/", values | {"happened_on": "1 12 2010"}
        )  # fmt: skip
        assert answer.status_code == 302, text(answer)
    stands = account_of(grant, TODAY).stands
    use = stands.uses["Training"]
    assert (use.allocated, use.committed, use.spent) == (15_000, 5_000, D("4000.50"))
    assert use.left == D("5999.50") and stands.uses["Students"].allocated == 35_000
    assert codes(grant) == ["spent_unreceived"]


def test_what_is_received_on_a_claim_is_no_more_than_the_claim(town):
    grant = report_004(town.fay)
    given = {"by": town.fay, "grant": grant, "happened_on": LETTER}
    claim = actions.enter(kind="claim", pounds=D(100), **given)
    actions.enter(kind="receive", pounds=D(60), claim=claim, **given)
    with pytest.raises(ValidationError, match="£60.00 came already"):
        actions.enter(kind="receive", pounds=D("40.01"), claim=claim, **given)
    with pytest.raises(ValidationError, match="Take that back first"):
        actions.take_back(by=town.fay, entry=claim, why_back="Typed wrongly")


def test_an_entry_is_taken_back_with_a_reason_and_stays(client, town):
    grant = report_004(town.fay)
    award = grant.entries.get(kind="award")
    with pytest.raises(ValidationError, match="a later entry could not stand"):
        actions.take_back(by=town.fay, entry=award, why_back="Typed wrongly")
    last = grant.entries.filter(kind="allocate").last()
    client.force_login(town.fay)
    client.post(f"/money/grants/entry/{last.pk}/back/", {"why_back": "Typed wrongly"})
    assert account_of(grant, TODAY).stands.unallocated == 39_000
    assert "Taken back: Typed wrongly" in text(client.get(f"/money/grants/{grant.pk}/"))
    with pytest.raises(ValidationError, match="does not count any more"):
        actions.take_back(by=town.fay, entry=last, why_back="Again")


def test_no_entry_is_of_a_day_to_come(town):
    grant = a_grant(town.fay)
    with pytest.raises(ValidationError, match="has not come yet"):
        actions.enter(
            by=town.fay, grant=grant, kind="receive", pounds=D(1),
            happened_on=date(2010, 12, 9),
        )  # fmt: skip


SPELT = [
    ("children's  workforce development council", True),
    ("Children’s Work Force Development Council", True),
    ("Children’s Development Workforce Council", None),
    ("Home Office", False),
]


@pytest.mark.parametrize("typed, known", SPELT)
def test_a_funder_has_one_name_however_it_is_spelt(town, typed, known):
    first = Funder.objects.create(name="Children’s Workforce Development Council")
    if known is None:
        with pytest.raises(ValidationError, match="is nearly “Children’s Workforce"):
            funder_of(town.fay, typed)
        assert funder_of(town.fay, typed, another=True) != first
    else:
        assert (funder_of(town.fay, typed) == first) is known


def test_a_grant_that_lapses_stands_on_the_register_and_on_today(client, town):
    report_004(town.fay)
    ends = date(2011, 3, 31)
    assert to_look_at(town.fay, date(2011, 1, 29)) == []
    assert len(to_look_at(town.fay, date(2011, 1, 30))) == 1
    a_grant(town.fay, "Spent in time", 100, ends_on=None)
    assert [each.grant.ends_on for each in to_look_at(town.fay, ends)] == [ends]


def test_today_tells_those_who_keep_money_and_nobody_else(client, town, monkeypatch):
    report_004(town.fay)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2011, 4, 1))
    client.force_login(town.fay)
    assert "Grants to look at" in text(client.get("/"))
    client.force_login(town.sam)
    assert "Grants to look at" not in text(client.get("/"))
    assert "It ended on 31 March 2011 with £169,000.00" in text(client.get("/money/grants/"))  # fmt: skip


def test_instalments_and_heads_that_do_not_agree_are_found(client, town):
    grant = report_004(town.fay)
    actions.add_instalment(by=town.fay, grant=grant, due_on=LETTER, pounds=D(100_000))
    assert codes(grant) == ["instalment_late", "instalments_total"]
    use = grant.uses.get(name="Newly qualified")
    client.force_login(town.fay)
    address = f"/money/grants/use/{use.pk}/"
    shown = client.get(address).context["form"]["seen"].value()
    change = {
        "name": use.name, "adds": "adds", "heads": "5", "each": "4000",
        "on_top": "15000", "seen": shown,
    }  # fmt: skip
    assert client.post(address, change).status_code == 302
    assert "per_head" in codes(Grant.objects.get())


def test_two_officers_at_one_grant_overwrite_nothing_unawares(client, another, town):
    grant = a_grant(town.fay)
    client.force_login(town.fay)
    address = f"/money/grants/{grant.pk}/change/"
    given = client.get(address).context["form"].initial
    shown = {
        "name": given["name"], "funder": str(given["funder"]), "kind": "revenue",
        "reference": given["reference"], "letter_on": "1 6 2010", "ring_fenced": "on",
        "starts_on": "1 4 2010", "ends_on": "31 3 2011", "seen": given["seen"],
    }  # fmt: skip
    assert client.post(address, shown | {"conditions": "Report by May"}).status_code == 302  # fmt: skip
    answer = client.post(address, shown | {"conditions": "Report by June"})
    assert "Conditions: changed by Fay Lowe" in text(answer)
    grant.refresh_from_db()
    assert grant.conditions == "Report by May"


def test_a_form_sent_twice_adds_one_entry(client, town):
    grant = a_grant(town.fay)
    client.force_login(town.fay)
    address = f"/money/grants/{grant.pk}/enter/receive/"
    key = client.get(address).context["form"]["send_key"].value()
    for _ in range(2):
        client.post(
            address, {"pounds": "10", "happened_on": "1 12 2010", "send_key": str(key)}
        )
    assert grant.entries.filter(kind="receive").count() == 1


def test_what_was_unspent_at_a_year_end_and_what_became_of_it(town, monkeypatch):
    grant = a_grant(town.fay)
    actions.enter(by=town.fay, grant=grant, kind="receive", pounds=D(500), happened_on=LETTER)  # fmt: skip
    given = {"by": town.fay, "grant": grant, "treatment": "reserve", "approval": "s151"}
    with pytest.raises(ValidationError, match="a year that has ended"):
        actions.close_year(year=2010, **given)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2011, 4, 1))
    assert actions.close_year(year=2010, **given).pounds == 500
    with pytest.raises(ValidationError, match="said already"):
        actions.close_year(year=2010, **given)
    with pytest.raises(ValidationError, match="in which money moved"):
        actions.close_year(year=2009, **given)


def test_evidence_is_kept_sealed_and_each_taking_is_on_record(client, town, settings, tmp_path):  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    grant = a_grant(town.fay)
    client.force_login(town.fay)
    file = SimpleUploadedFile("claim.txt", b"Six newly qualified social workers")
    address = f"/money/grants/{grant.pk}/evidence/"
    assert client.post(address, {"what": "Claim form", "file": file}).status_code == 302
    kept = GrantEvidence.objects.get()
    on_disk = b"".join(each.read_bytes() for each in tmp_path.rglob("file"))
    assert on_disk and b"newly" not in on_disk
    taken = client.get(f"/money/grants/evidence/{kept.pk}/")
    assert taken.content == b"Six newly qualified social workers"
    assert AuditEntry.objects.filter(action="take evidence").count() == 1
    file.seek(0)
    again = client.post(address, {"what": "The same", "file": file})
    assert "kept already: Claim form" in text(again)
    next(tmp_path.rglob("file")).write_bytes(b"not as it was")
    lost = client.get(f"/money/grants/evidence/{kept.pk}/", follow=True)
    assert "The file “Claim form” is not where it was kept" in text(lost)
    client.force_login(town.sam)
    assert client.get(f"/money/grants/evidence/{kept.pk}/").status_code == 403
    assert not GrantEvidence.objects.visible_to(town.sam).exists()


def test_the_register_and_an_account_are_taken_as_spreadsheets(client, town):
    grant = report_004(town.fay)
    client.force_login(town.fay)
    register = load_workbook(BytesIO(client.get("/money/grants/take/").content)).active
    head, row = (list(cells) for cells in register.iter_rows(min_row=3, values_only=True))  # fmt: skip
    said = dict(zip(head, row, strict=True))
    assert (said["Awarded"], said["Released"], said["Spent"]) == (169_000, 72_000, 0)
    account = load_workbook(
        BytesIO(client.get(f"/money/grants/{grant.pk}/take/").content)
    ).active
    assert account.max_row == 4 + grant.entries.count()


def test_the_parts_of_the_picture_fill_the_award_end_to_end(town):
    grant = report_004(town.fay)
    use = grant.uses.get(name="Training")
    actions.spend(
        by=town.fay, grant=grant, happened_on=LETTER, pounds=D(16_900), use=use
    )
    drawn = picture(account_of(grant, TODAY).stands)
    whole, spent, committed, left, rest = drawn.bars[:5]
    assert (whole.width, spent.width, left.width) == (WIDTH, 52, 468)
    assert spent.x + spent.width == committed.x and left.x + left.width == rest.x
    assert "spent £16,900.00" in drawn.said


def test_who_may_not_keep_money_changes_nothing(client, town):
    grant = a_grant(town.fay)
    a_use(town.fay, grant)
    client.force_login(town.sam)
    assert "Add a use" not in text(client.get(f"/money/grants/{grant.pk}/"))
    assert client.post(f"/money/grants/{grant.pk}/enter/award/").status_code == 403
