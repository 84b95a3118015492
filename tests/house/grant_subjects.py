"""How the addresses of grants are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from alongside.desk.money.grant_actions import add_grant, add_use
from alongside.desk.money.models import Grant, GrantEvidence

LETTER = date(2025, 4, 1)


def a_grant(town) -> Grant:
    return add_grant(
        by=town.fay, name="Training fund", funder="A ministry", another=False,
        pounds=1_000, reference="A letter", letter_on=LETTER, starts_on=LETTER,
    )  # fmt: skip


def use(town, where):
    made = add_use(
        by=town.fay, grant=a_grant(town), name="Training", adds="adds", pounds=100,
        happened_on=LETTER,
    )  # fmt: skip
    return {"pk": made.pk}


def evidence(town, where):
    """A file that was lost, so that nothing is written: its page leads back to the grant."""
    made = GrantEvidence.objects.create(
        grant=a_grant(town), what="The letter", file_name="letter.txt",
        stored_as="nowhere", sha256="0", by=town.fay, at=timezone.now(),
    )  # fmt: skip
    return {"pk": made.pk}


SUBJECTS = {
    "grant": lambda town, where: {"pk": a_grant(town).pk},
    "grant_entering": lambda town, where: {"pk": a_grant(town).pk, "kind": "spend"},
    "grant_year": lambda town, where: {"pk": a_grant(town).pk, "year": 2025},
    "grant_entry": lambda town, where: {"pk": a_grant(town).entries.get().pk},
    "grant_use": use,
    "grant_evidence": evidence,
}
