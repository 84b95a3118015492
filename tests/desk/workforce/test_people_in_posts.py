"""People in posts: shared, seconded and backfilled, and never more than the post has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.workforce import holding_actions as actions
from alongside.desk.workforce.ledger import held_on
from alongside.desk.workforce.models import Holding, Stage
from alongside.desk.workforce.recruitment_actions import note_stage, open_recruitment
from alongside.desk.workforce.staff_actions import change_staff_member
from tests.desk.workforce.conftest import APRIL, TODAY

SEPTEMBER = date(2026, 9, 30)


def put(ledger, post, staff, fte="1", since=TODAY, **values):
    return actions.put_in_post(
        by=ledger.by, post=post, staff=staff, fte=Decimal(fte), since=since,
        **{"basis": "substantive", "until": None, "home": None, "backfilled_by": None}
        | values,
    )  # fmt: skip


def test_two_share_a_post_up_to_its_fte_and_a_third_is_refused(ledger):
    post = ledger.post("P1")
    put(ledger, post, ledger.staff("Kit Rowe"), "0.6")
    put(ledger, post, ledger.staff("Bea Lunn"), "0.4")
    with pytest.raises(ValidationError, match="1.00 FTE on 10 March 2026, and 1.00 of"):
        put(ledger, post, ledger.staff("Ola Frey"), "0.1")
    assert held_on(post, TODAY) == 1


def test_a_secondment_leaves_the_home_post_to_its_backfill_and_comes_back(ledger):
    home, project = ledger.post("P1"), ledger.post("P2")
    kit, bea = ledger.staff("Kit Rowe"), ledger.staff("Bea Lunn")
    put(ledger, home, kit)
    away = put(
        ledger, project, kit, since=APRIL, basis="seconded", until=SEPTEMBER,
        home=home, backfilled_by=bea,
    )  # fmt: skip
    filling = Holding.objects.get(staff=bea)
    assert (filling.post, filling.basis, filling.until) == (home, "acting", SEPTEMBER)
    assert [held_on(home, day) for day in (TODAY, APRIL)] == [1, 1]
    assert held_on(project, APRIL) == 1
    with pytest.raises(ValidationError, match="End the backfill by then first"):
        actions.end_holding(by=ledger.by, holding=away, until=date(2026, 6, 30))
    actions.end_holding(by=ledger.by, holding=filling, until=date(2026, 6, 30))
    actions.end_holding(by=ledger.by, holding=away, until=date(2026, 6, 30))
    assert held_on(home, date(2026, 7, 1)) == 1
    assert held_on(project, date(2026, 7, 1)) == 0


def test_a_backfill_that_does_not_fit_undoes_the_secondment_too(ledger):
    home, project = ledger.post("P1"), ledger.post("P2")
    kit, bea = ledger.staff("Kit Rowe"), ledger.staff("Bea Lunn")
    put(ledger, home, kit, "0.6")
    put(ledger, home, ledger.staff("Ola Frey"), "0.4")
    with pytest.raises(ValidationError, match="0.70 more does not fit"):
        put(
            ledger, project, kit, "0.7", since=APRIL, basis="seconded", home=home,
            backfilled_by=bea,
        )  # fmt: skip
    assert not Holding.objects.filter(post=project).exists()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"since": date(2025, 2, 2)}, "does not stand on 2 February 2025"),
        ({"until": date(2026, 3, 9)}, "last day cannot be before the first"),
        ({"fte": "0"}, "greater than or equal to 0.01"),
    ],
)
def test_a_holding_is_refused_with_why(ledger, values, told):
    with pytest.raises(ValidationError, match=told):
        put(ledger, ledger.post("P1"), ledger.staff("Kit Rowe"), **values)
    assert not Holding.objects.exists()


def test_only_somebody_seconded_has_a_home_post(ledger):
    post, other = ledger.post("P1"), ledger.post("P2")
    with pytest.raises(ValidationError, match="Only somebody seconded"):
        put(ledger, post, ledger.staff("Kit Rowe"), home=other)
    with pytest.raises(ValidationError, match="must be another post"):
        put(ledger, post, ledger.staff("Kit Rowe"), basis="seconded", home=post)


def test_nobody_holds_a_post_twice_at_once_nor_after_they_left(ledger):
    post, kit = ledger.post("P1", fte=Decimal(2)), ledger.staff("Kit Rowe")
    put(ledger, post, kit, "0.5", until=APRIL)
    with pytest.raises(ValidationError, match="holds this post from 10 March 2026"):
        put(ledger, post, kit, "0.5", since=APRIL)
    gone = ledger.staff("Bea Lunn", left_on=date(2026, 3, 9))
    with pytest.raises(ValidationError, match="Bea Lunn left on 9 March 2026"):
        put(ledger, post, gone, "0.5")


def test_the_posts_line_manager_manages_whoever_has_none(ledger):
    mo, sam = ledger.staff("Mo Hassan"), ledger.staff("Sam Whitlock")
    post = ledger.post("P1", line_manager=mo, fte=Decimal(2))
    kit, bea = ledger.staff("Kit Rowe"), ledger.staff("Bea Lunn", line_manager=sam)
    put(ledger, post, kit)
    put(ledger, post, bea)
    kit.refresh_from_db(), bea.refresh_from_db()
    assert (kit.line_manager, bea.line_manager) == (mo, sam)


def test_nobody_manages_themselves_by_way_of_others(ledger):
    mo = ledger.staff("Mo Hassan")
    kit = ledger.staff("Kit Rowe", line_manager=mo)
    with pytest.raises(ValidationError, match="Mo Hassan would manage themselves"):
        change_staff_member(by=ledger.by, staff=mo, line_manager=kit)
    mo.refresh_from_db()
    assert mo.line_manager is None


def test_recruitment_goes_a_stage_at_a_time_and_tells_the_days(ledger):
    post = ledger.post("P1")
    made = open_recruitment(by=ledger.by, post=post, on=date(2026, 1, 5), note="")
    for kind, day in (("interview", 26), ("started", 31)):
        note_stage(by=ledger.by, recruitment=made, kind=kind, on=date(2026, 1, day))
    made = type(made).objects.with_stages().get(pk=made.pk)
    assert [days for _, days in made.times] == [None, 21, 5]
    assert (made.days, made.is_over) == (26, True)
    with pytest.raises(ValidationError, match="over: started 31 January 2026"):
        note_stage(by=ledger.by, recruitment=made, kind="withdrawn", on=TODAY)


def test_a_stage_neither_goes_back_nor_comes_before_the_last(ledger):
    post = ledger.post("P1")
    made = open_recruitment(by=ledger.by, post=post, on=date(2026, 1, 5), note="")
    note_stage(by=ledger.by, recruitment=made, kind="offered", on=date(2026, 2, 2))
    with pytest.raises(ValidationError, match="latest stage is offer made"):
        note_stage(by=ledger.by, recruitment=made, kind="interview", on=TODAY)
    with pytest.raises(ValidationError, match="was on 2 February 2026"):
        note_stage(by=ledger.by, recruitment=made, kind="started", on=date(2026, 2, 1))
    assert Stage.objects.count() == 2
    with pytest.raises(ValidationError, match="is under way"):
        open_recruitment(by=ledger.by, post=post, on=TODAY, note="")
    note_stage(by=ledger.by, recruitment=made, kind="withdrawn", on=TODAY)
    open_recruitment(by=ledger.by, post=post, on=TODAY, note="")
