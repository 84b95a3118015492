"""What is typed as money: commas between thousands, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.money.amounts import PoundsField
from alongside.desk.money.ledger_reading import pounds_of
from alongside.desk.money.option_fields import NumbersField
from alongside.desk.money.post_forms import SpineForm


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [("£26,744.50", "26744.50"), ("1,026,744", "1026744"), (" 26744 ", "26744")],
)
def test_commas_between_thousands_are_taken_out(typed, pounds):
    assert PoundsField(label="Amount").clean(typed) == Decimal(pounds)
    assert pounds_of(f"({typed})") == -Decimal(pounds)


@pytest.mark.parametrize("typed", ["12,50", "1,5", "3.500,00", "26,74", "1,0000"])
def test_any_other_comma_is_asked_about(typed):
    """12,50 was meant as £12.50, and is never £1,250."""
    with pytest.raises(ValidationError, match="like 26,744"):
        PoundsField(label="Amount").clean(typed)
    with pytest.raises(ValueError, match="is not an amount in pounds"):
        pounds_of(typed)
    with pytest.raises(ValidationError, match="2027/28: enter a number"):
        NumbersField(["2027/28"]).clean([typed])
    assert "Enter one salary a line" in str(SpineForm({"points": typed}).errors)
