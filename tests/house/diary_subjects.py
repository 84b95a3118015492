"""How the addresses of diaries are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.diary.models import Resource
from alongside.desk.people.models import Adult, AdultOfChild


def diary(town, where):
    """The diary of the mother of the child in question."""
    child = (town.robin, town.skye, town.hidden)[where]
    adult = Adult.objects.create(name="A mother", kind="family", added_by=town.sam)
    AdultOfChild.objects.create(adult=adult, child=child, relationship="mother")
    made = Resource.objects.create(kind="outside", name="A mother", adult=adult)
    return {"pk": made.pk}


SUBJECTS = {"diary": diary}
