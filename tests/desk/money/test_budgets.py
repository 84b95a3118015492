"""Budgets: what moves has two sides, what waits is spoken for, and what is left is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.decisions.actions import add_body, make_decision, record_decision
from alongside.desk.money.budget_actions import (
    add_head,
    release_budget,
    set_budget,
    transfer_budget,
    use_release,
)
from alongside.desk.money.budget_page import year
from alongside.desk.money.models import BudgetHead, BudgetMove, HeadMonth
from alongside.desk.workforce.holding_actions import end_holding
from alongside.desk.workforce.post_actions import change_post

APRIL, TODAY = date(2019, 4, 1), date(2019, 9, 2)


def text(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def kept(town, monkeypatch):
    """Children's has £1,096,504 for 41 posts; the Chief Executive's has none yet."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    care = add_head(by=town.fay, code="CS4", title="Officers", department="Children’s")
    chief = add_head(by=town.fay, code="CE1", title="Support", department="Chief’s")
    set_budget(
        by=town.fay, head=care, pounds=Decimal(1_096_504), on=APRIL, decision=None,
        why="Budget book",
    )  # fmt: skip
    body = add_body(by=town.hal, name="Committee", kind="committee")
    asked = {
        state: record_decision(
            by=town.hal, body=body, reference=f"Report 7, {state}", conditions="",
            what="41 to 37 posts", state=state,
            decided_on=None if state == "awaited" else date(2019, 1, 14),
        )
        for state in ("decided", "awaited", "refused")
    }  # fmt: skip
    return SimpleNamespace(care=care, chief=chief, **asked)


def stands(town, april=2019):
    found = year(town.fay, april)
    assert found.conserved
    return {each.head.code: each.budget.stands for each in found.heads}


def moved(town, kept, pounds, decision, **told):
    values = {"source": kept.care, "head": kept.chief, "on": TODAY, "why": "x"} | told
    return transfer_budget(
        by=town.fay, pounds=Decimal(pounds), decision=decision, **values
    )


def test_what_one_department_loses_the_other_gains(town, kept):
    moved(town, kept, 92_476, kept.decided)
    assert stands(town) == {"CS4": 1_004_028, "CE1": 92_476}
    assert stands(town, 2020) == {"CS4": 0, "CE1": 0}


def test_between_departments_it_rests_on_a_decision(town, kept):
    with pytest.raises(ValidationError, match="another department"):
        moved(town, kept, 1, None)
    with pytest.raises(ValidationError, match="was refused"):
        moved(town, kept, 1, kept.refused)
    other = add_head(by=town.fay, code="CS5", title="Other", department="Children’s")
    moved(town, kept, 1, None, head=other)
    assert stands(town)["CS5"] == 1


def test_what_waits_takes_no_effect_and_is_not_moved_twice(town, kept):
    moved(town, kept, 1_000_000, kept.awaited)
    assert stands(town)["CE1"] == 0
    with pytest.raises(ValidationError, match="more than the £96,504.00"):
        moved(town, kept, 96_505, kept.decided)
    make_decision(
        by=town.hal, decision=kept.awaited, state="decided", decided_on=TODAY,
        conditions="",
    )  # fmt: skip
    assert stands(town) == {"CS4": 96_504, "CE1": 1_000_000}


def test_what_is_refused_never_moves(town, kept):
    moved(town, kept, 1_000_000, kept.awaited)
    make_decision(
        by=town.hal, decision=kept.awaited, state="refused", decided_on=TODAY,
        conditions="",
    )  # fmt: skip
    assert stands(town)["CE1"] == 0
    moved(town, kept, 1_096_504, kept.decided)


@pytest.fixture
def ended(town, priced):
    end_holding(by=town.hal, holding=priced.holding, until=date(2019, 9, 30))
    for post in priced.posts:
        change_post(
            by=town.hal, post=post, kind="end", planned_on=date(2019, 10, 1),
            decision=None, why="", needed=(),
        )  # fmt: skip
    return priced.posts


def released(town, kept, posts, decision=None):
    return release_budget(
        by=town.fay, head=kept.care, posts=posts, on=TODAY, pounds=Decimal(106_976),
        decision=decision or kept.decided, why="Report 7",
    )  # fmt: skip


def test_106_976_is_released_92_476_used_and_14_500_left_is_said(
    client, town, kept, ended
):
    made = released(town, kept, ended)
    use_release(
        by=town.fay, release=made, what="Four administrators",
        pounds=Decimal(92_476), head=kept.chief,
    )  # fmt: skip
    assert stands(town) == {"CS4": 1_004_028, "CE1": 92_476}
    client.force_login(town.sam)
    page = text(client.get(f"/money/funding/releases/{made.pk}/"))
    assert "£106,976" in page and "−£92,476" in page
    assert "£14,500 of £106,976 is left" in page
    assert "To be said" in text(client.get("/money/funding/"))
    with pytest.raises(ValidationError, match="£14,500.00 of the £106,976.00"):
        use_release(
            by=town.fay, release=made, what="More", pounds=Decimal(14_501), head=None
        )
    use_release(
        by=town.fay, release=made, what="Training", pounds=Decimal(14_500), head=None
    )
    assert "is left.<" not in text(client.get(f"/money/funding/releases/{made.pk}/"))
    assert stands(town)["CS4"] == 1_004_028


def test_a_release_that_waits_moves_nothing_until_its_decision(town, kept, ended):
    made = released(town, kept, ended, kept.awaited)
    use_release(
        by=town.fay, release=made, what="x", pounds=Decimal(92_476), head=kept.chief
    )
    assert stands(town)["CE1"] == 0
    make_decision(
        by=town.hal, decision=kept.awaited, state="decided", decided_on=TODAY,
        conditions="",
    )  # fmt: skip
    assert stands(town)["CE1"] == 92_476


def test_a_post_that_goes_on_releases_nothing_and_none_does_twice(town, kept, priced):
    with pytest.raises(ValidationError, match="No end is planned of S-01, S-02"):
        released(town, kept, priced.posts)
    change_post(
        by=town.hal, post=priced.posts[1], kind="end", planned_on=date(2019, 10, 1),
        decision=None, why="", needed=(),
    )  # fmt: skip
    released(town, kept, priced.posts[1:])
    with pytest.raises(ValidationError, match="S-02 the budget was released already"):
        released(town, kept, priced.posts[1:])


def test_a_decision_tells_what_moves_with_it(client, town, kept):
    moved(town, kept, 92_476, kept.awaited)
    client.force_login(town.fay)
    page = text(client.get(f"/decisions/{kept.awaited.pk}/"))
    assert "£92,476.00" in page and "Waits for its decision" in page


def test_a_move_is_asked_for_and_leaves_a_line(client, town, kept):
    client.force_login(town.fay)
    sent = {
        "source": kept.care.pk, "head": kept.chief.pk, "on": "2 9 2019",
        "pounds": "£92,476", "decision": kept.decided.pk, "why": "Report 7, 15",
    }  # fmt: skip
    page = text(client.post("/money/budget/move/", sent, follow=True))
    assert "In effect" in page and BudgetMove.objects.filter(pounds=92_476).exists()
    line = AuditEntry.objects.latest("sequence")
    assert (line.action, line.detail["pounds"]) == ("move budget", "92476")
    client.force_login(town.hal)
    assert client.post("/money/budget/move/", sent).status_code == 403


LEDGER = "Cost centre,Period,Actual\nCS4,Period 1,100.50\ncs4,May 2019,(20.50)\n"
WIDE = "Code,Apr,May,June\nCS4,10,20,\nCE1,1,,3\n"


def uploaded(client, table, name="ledger.csv"):
    file = SimpleUploadedFile(name, table.encode())
    sent = {"year": "2019", "file": file}
    return text(client.post("/money/budget/ledger/", sent, follow=True))


def test_the_ledgers_months_are_kept_and_replaced(client, town, kept):
    client.force_login(town.fay)
    assert "2 figures of the ledger were kept" in uploaded(client, LEDGER)
    assert dict(HeadMonth.objects.values_list("month", "pounds")) == {
        APRIL: Decimal("100.50"), date(2019, 5, 1): Decimal("-20.50"),
    }  # fmt: skip
    assert "4 figures of the ledger" in uploaded(client, WIDE)
    detail = AuditEntry.objects.latest("sequence").detail
    assert (detail["added"], detail["changed"]) == (2, 2)
    assert HeadMonth.objects.get(head=kept.care, month=APRIL).pounds == 10


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("Code,Month,Amount\nXX,April,1\n", "no budget here has the code “XX”"),
        ("Code,Month,Amount\nCS4,March 2019,1\n", "is none of this financial year"),
        ("Code,Apr 2019,Apr 2020\nCS4,1,2\n", "is none of this financial year"),
        ("Code,Month,Amount\nCS4,April,much\n", "“much” is not an amount"),
        ('Code,Month,Amount\nCS4,April,"12,50"\n', "“12,50” is not an amount"),
        ("Code,Month,Amount\nCS4,April,1\nCS4,P1,2\n", "has this month in another row"),
    ],
)
def test_of_a_ledger_with_a_row_that_cannot_be_read_nothing_is_kept(
    client, town, kept, table, told
):
    client.force_login(town.fay)
    assert told in uploaded(client, table)
    assert not HeadMonth.objects.exists()


def test_one_figure_is_told_as_one(client, town, kept):
    client.force_login(town.fay)
    told = uploaded(client, "Code,Month,Amount\ncs4,April,1\n")
    assert "1 figure of the ledger was kept." in told


OWN = "Kostenstelle,Wann,Betrag,Text\nCS4,April,12.50,x\n"


def test_what_the_columns_of_a_ledger_are_is_asked_once_and_kept(client, town, kept):
    client.force_login(town.fay)
    page = uploaded(client, OWN)
    assert (
        "In row 1, no column is named as the code of the budget or the month or the "
        "amount. Found: A “Kostenstelle”, B “Wann”, C “Betrag”, D “Text”." in page
    )
    assert "Each month has a column of its own" in page
    assert '<option value="Betrag">' in page and not HeadMonth.objects.exists()
    chosen = {"code": "Kostenstelle", "month": "Wann", "pounds": "Betrag"}
    file = SimpleUploadedFile("ledger.csv", OWN.encode())
    sent = {"year": "2019", "file": file} | chosen
    page = text(client.post("/money/budget/ledger/", sent, follow=True))
    assert "1 figure of the ledger was kept." in page
    assert HeadMonth.objects.get().pounds == Decimal("12.50")
    half = uploaded(client, "Kostenstelle,Month,Sum\nCS4,April,1\n")
    assert '<option value="Month" selected>' in half and "budget or the amount." in half
    then = "TEXT,Betrag,kostenstelle,Wann\nx,3,CS4,May\n"
    assert "1 figure of the ledger was kept." in uploaded(client, then)
    file = SimpleUploadedFile("ledger.csv", then.encode())
    sent = {"year": "2019", "file": file, "again": "on"}
    page = text(client.post("/money/budget/ledger/", sent))
    assert "Say below which column is which" in page
    file = SimpleUploadedFile("ledger.csv", then.encode())
    sent = {
        "year": "2019",
        "file": file,
        "code": "TEXT",
        "month": "Wann",
        "pounds": "Betrag",
    }
    page = text(client.post("/money/budget/ledger/", sent))
    assert "no budget here has the code “x”" in page, "What is said now counts."


def test_columns_chosen_that_hold_no_figure_are_refused(client, town, kept):
    client.force_login(town.fay)
    file = SimpleUploadedFile("ledger.csv", OWN.encode())
    sent = {"year": "2019", "file": file, "code": "Kostenstelle"}
    page = text(client.post("/money/budget/ledger/", sent))
    assert "No figure was found by these columns" in page
    file = SimpleUploadedFile("ledger.csv", OWN.encode())
    sent = {"year": "2019", "file": file, "code": "", "month": "Wann"}
    page = text(client.post("/money/budget/ledger/", sent))
    assert "Choose the column of: the code of the budget" in page
    assert not HeadMonth.objects.exists()


@pytest.mark.parametrize(
    ("code", "department", "told"),
    [
        ("cs4", "Children’s", "“CS4 Officers” has this code. Choose another."),
        ("C S-4", "Children’s", "Is it “CS4 Officers”? Its code differs by a sign"),
        ("CS9", "Childrens", "Is it “Children’s”, which is known here?"),
        ("CS9", "Chief s", "Is it “Chief’s”, which is known here?"),
    ],
)
def test_a_budget_nearly_one_that_is_known_is_asked_about(
    client, town, kept, code, department, told
):
    client.force_login(town.fay)
    sent = {"code": code, "title": "Other", "department": department}
    page = client.post("/money/budget/add/", sent)
    assert told in text(page) and BudgetHead.objects.count() == 2
    page = client.post("/money/budget/add/", sent | {"another": "on"}, follow=True)
    assert BudgetHead.objects.count() == (2 if code == "cs4" else 3)


def test_a_department_spelt_without_its_sign_is_no_other(client, town, kept):
    """Moved without a decision: for “Childrens”, insisted on, is Children’s all the same."""
    told = {"by": town.fay, "title": "Other"}
    other = add_head(code="CS7", department="CHILDREN'S", **told)
    assert other.department == "Children’s"
    other = add_head(code="CS8", department="Childrens", another=True, **told)
    moved(town, kept, 1, None, head=other)
    assert stands(town)["CS8"] == 1


def test_a_department_is_respelt_where_no_other_budget_has_it(client, town, kept):
    client.force_login(town.fay)
    address = f"/money/budget/{kept.chief.pk}/change/"
    shown = client.get(address).context["form"]["seen"].value()
    sent = {"title": "Support", "department": "Chief Executive’s", "seen": shown}
    assert client.post(address, sent).status_code == 302
    assert BudgetHead.objects.get(pk=kept.chief.pk).department == "Chief Executive’s"


def test_no_two_budgets_have_one_code_whoever_writes_them(town, kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetHead.objects.create(code="cS4", name="x", department="x")


def test_the_gap_is_named_on_the_budgets_page(client, town, kept):
    """£206,000 booked of six months, £231,000 expected of six: £231,000 without a budget,
    where £206,000 is set."""
    head = add_head(by=town.fay, code="AG", title="Agency", department="Children’s")
    set_budget(
        by=town.fay, head=head, pounds=Decimal(206_000), on=APRIL, decision=None,
        why="x",
    )  # fmt: skip
    client.force_login(town.fay)
    uploaded(client, "Code,Apr,May,Jun,Jul,Aug,Sep\nAG,50000,50000,50000,50000,3000,3000\n")  # fmt: skip
    for month in ("2019-10", "2019-11", "2019-12", "2020-01", "2020-02", "2020-03"):
        address = f"/money/budget/{head.pk}/{month}/"
        client.post(address, {"pounds": "38,500", "note": "Contracts"})
    page = text(client.get(f"/money/budget/{head.pk}/"))
    assert "£231,000 for which there is no budget" in page
    assert "forecast £437,000 less budget £206,000" in page
    assert 'aria-label="Spent to September: £206,000.' in page
    assert "£231,000" in text(client.get("/money/budget/"))
    assert client.get("/money/budget/export/").status_code == 200


def test_what_is_expected_is_not_overwritten_unawares(client, another, town, kept):
    address = f"/money/budget/{kept.care.pk}/2019-10/"
    client.force_login(town.fay)
    client.post(address, {"pounds": "10", "note": "Contracts"})
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"pounds": "20", "note": "Contracts", "seen": seen})
    page = text(
        client.post(address, {"pounds": "30", "note": "Contracts", "seen": seen})
    )
    assert "It is now 20" in page
    assert HeadMonth.objects.get().pounds == 20
    assert client.get(f"/money/budget/{kept.care.pk}/october/").status_code == 404
