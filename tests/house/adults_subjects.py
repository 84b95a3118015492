"""How the addresses of adults and their numbers are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.people.models import (
    Adult,
    AdultOfChild,
    Child,
    ChildTeam,
    ContactPoint,
)


def link(town, where) -> AdultOfChild:
    """The mother of the child in question, who is around no other."""
    child = (town.robin, town.skye, town.hidden)[where]
    adult = Adult.objects.create(name="Ida", kind="family", added_by=town.sam)
    return AdultOfChild.objects.create(
        adult=adult, child=child, relationship=AdultOfChild.Relationship.MOTHER
    )


def point(town, where) -> dict:
    made = ContactPoint.objects.create(
        adult=link(town, where).adult, value="+441632960001"
    )
    return {"pk": made.pk}


def linked(town, where) -> dict:
    """A child, and its mother to be linked to it anew."""
    made = link(town, where)
    return {"pk": made.child_id, "adult": made.adult_id}


def two_records(town, where) -> dict:
    """A child, and a record of the North's that the case system has merged into it."""
    child = (town.robin, town.skye, town.hidden)[where]
    gone = Child.objects.create(case_id="900126", forename="Robyn", surname="Hale")
    ChildTeam.objects.create(child=gone, team=town.north)
    return {"pk": child.pk, "gone": gone.pk}


SUBJECTS = {
    "two_records": two_records,
    "adult": lambda town, where: {"pk": link(town, where).adult_id},
    "adult_link": lambda town, where: {"pk": link(town, where).pk},
    "adult_linked": linked,
    "contact_point": point,
}
