"""The lines of a post's cost: they say how, and they add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.money.post import Person, cost
from alongside.reckon.money.worked import lines

IN_2024 = date(2024, 6, 1)


def test_each_line_says_how_it_is_worked_out():
    """As accountants publish it for 2024/25: 13.8% of 10,900 is 1,504.20."""
    found = {line.what: line for line in lines(Person(D(20_000)), IN_2024)}
    ni = found["Employer’s National Insurance"]
    assert ni.how == "13.8% of what £20,000.00 is above £9,100.00"
    assert ni.pounds == D("1504.20") and ni.verified
    assert found["Salary"].how == "£20,000.00 × 1 FTE"
    assert found["Apprenticeship levy"].verified is False
    assert "Pension" not in found


@given(
    st.decimals(1, 90_000, places=2),
    st.decimals("0.01", 1, places=2),
    st.decimals(0, "0.4", places=3),
    st.decimals(0, 3_000, places=2),
)
def test_the_lines_add_up_to_the_cost(salary, fte, pension, allowances):
    person = Person(salary, fte, pension, allowances)
    worked = sum(line.pounds for line in lines(person, IN_2024))
    assert worked == cost(person, IN_2024).full_year
