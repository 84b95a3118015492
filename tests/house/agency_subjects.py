"""How the addresses of agency, absence and time off in lieu are filled, for the matrix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.desk.workforce.models import (
    Absence,
    AgencyCap,
    AgencyEngagement,
    HrUpload,
    StaffMember,
    ToilEntry,
)


def engagement(town, where):
    worker = StaffMember.objects.create(name="Ina Lund", engaged="agency")
    made = AgencyEngagement.objects.create(
        staff=worker,
        agency="Bridge Social Work",
        team=(town.north, town.south)[where],
        role="social_worker",
        region="East Midlands",
        reason="vacancy",
        hours_a_week=Decimal(37),
        starts_on=date(2026, 1, 5),
    )
    return {"pk": made.pk}


def cap(town, where):
    made = AgencyCap.objects.create(
        region="East Midlands",
        role="social_worker",
        pounds=Decimal(40),
        first_on=date(2025, 4, 1),
        source="Minutes",
        typed_by=town.hal,
    )
    return {"pk": made.pk}


def spell(town, where):
    one = StaffMember.objects.create(name="Bea Lunn")
    made = Absence.objects.create(
        staff=one, came="hr", kind="sickness", first_on=date(2026, 1, 5),
        noted_by=town.hal,
    )  # fmt: skip
    return {"pk": made.pk}


def toil(town, where):
    one = StaffMember.objects.create(name="Bea Lunn")
    made = ToilEntry.objects.create(
        staff=one, on=date(2026, 1, 5), kind="earned", hours=2, noted_by=town.hal
    )
    return {"pk": made.pk}


def hr_upload(town, where):
    """A file of HR's own, forgotten since."""
    return {"pk": HrUpload.objects.create(file_name="a.csv", uploaded_by=town.hal).pk}


SUBJECTS = {
    "hr_upload": hr_upload,
    "engagement": engagement,
    "cap": cap,
    "spell": spell,
    "toil": toil,
}
