"""Members of staff: who may see whom, and what a record of one refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.workforce.models import StaffMember


@pytest.fixture
def staff(town):
    """Mo manages Wes; Sam manages Mo; Bea Lunn belongs to nobody."""
    sam = StaffMember.objects.create(number="100", name="Sam Whitlock", user=town.sam)
    mo = StaffMember.objects.create(
        number="101", name="Mo Hassan", user=town.mo, line_manager=sam
    )
    StaffMember.objects.create(
        number="102", name="Wes Okafor", user=town.wes, line_manager=mo
    )
    StaffMember.objects.create(number="103", name="Bea Lunn")
    return StaffMember.objects


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("hal", ["Bea Lunn", "Mo Hassan", "Sam Whitlock", "Wes Okafor"]),
        ("mo", ["Mo Hassan", "Wes Okafor"]),
        ("wes", ["Wes Okafor"]),
        ("sam", ["Mo Hassan", "Sam Whitlock"]),
        ("asha", []),
    ],
)
def test_a_manager_sees_those_they_manage_and_hr_everybody(town, staff, who, names):
    seen = staff.visible_to(getattr(town, who)).by_name()
    assert [each.name for each in seen] == names


def test_whoever_cannot_sign_in_any_more_sees_nobody(town, staff):
    town.hal.is_active = False
    assert not staff.visible_to(town.hal).exists()


def test_a_payroll_number_is_given_once_and_may_be_left_empty(staff):
    StaffMember(name="Ola Frey").full_clean()
    StaffMember.objects.create(name="Ola Frey")
    StaffMember(name="Kit Rowe").full_clean()
    with pytest.raises(ValidationError, match="has this payroll number"):
        StaffMember(name="Kit Rowe", number="103").full_clean()


def test_nobody_leaves_before_they_joined(db):
    one = StaffMember(
        name="Kit Rowe", joined_on=date(2026, 3, 2), left_on=date(2026, 3, 1)
    )
    with pytest.raises(ValidationError, match="before the day they joined"):
        one.full_clean()


def test_full_time_equivalent_is_hours_over_the_hours_of_the_grade():
    half = StaffMember(contracted_hours=Decimal("18.5"), standard_hours=Decimal(37))
    assert half.fte == Decimal("0.5")


def test_here_on_the_first_day_and_on_the_last(staff):
    StaffMember.objects.filter(number="103").update(
        joined_on=date(2026, 3, 2), left_on=date(2026, 3, 31)
    )
    bea = StaffMember.objects.filter(number="103")
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1)]
    here = [bea.here_on(day).exists() for day in days]
    assert here == [False, True, True, False]
