"""Children, the teams that hold them, and restrictions on a child's record."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.once import once
from alongside.desk.access.prepared import Prepared
from alongside.desk.people.conflict_models import Conflict
from alongside.desk.people.names import Sought
from alongside.desk.workforce.models import Team


class ChildQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Children of this person's teams, without those kept from them.

        Every page starts here. To whoever is not on a restriction's list, or knows the
        family outside work, it is as if the child were not there.
        """
        return self.held_for(user).exclude(pk__in=Child.objects.kept_from(user))

    def kept_from(self, user) -> list[int]:
        """Keys of the children restricted to others, or of a family this person knows."""
        return [*self.restricted_from(user), *self.known_outside(user)]

    def restricted_from(self, user) -> list[int]:
        """Keys of the children restricted to others."""
        return once(("restricted from", user.pk), lambda: _restricted_from(user))

    def known_outside(self, user) -> list[int]:
        """Keys of the children of the families this person is said to know outside work."""
        return once(("known outside", user.pk), lambda: _known_outside(user))

    def ids_kept_from(self, user):
        """Of the same children, the ids in the case system."""
        kept = Child.objects.filter(pk__in=self.kept_from(user))
        return kept.values_list("case_id", flat=True)

    def held_for(self, user):
        """Children of this person's teams, restricted or not. Not for pages."""
        if user.is_active and user.sees_whole_service:
            return self
        teams = Team.objects.of(user)
        held = ChildTeam.objects.filter(child=OuterRef("pk"), team__in=teams)
        return self.filter(Exists(held))

    def family_of(self, *case_ids: str):
        """The children of these ids, and those of their families."""
        named = self.model.objects.filter(case_id__in=case_ids).exclude(family_id="")
        family = Q(family_id__in=named.values("family_id"))
        return self.filter(Q(case_id__in=case_ids) | family)

    def barred(self) -> dict[int, set[int]]:
        """Who is kept from which child, as they know the family. Not for pages."""
        known = KNOWN.rows()
        ids = {case_id for case_id, _ in known}
        if not ids:
            return {}
        around = self.family_of(*ids)
        rows = list(around.values_list("pk", "case_id", "family_id"))
        found: dict[int, set[int]] = {}
        for case_id, user in known:
            family = {f for _, c, f in rows if c == case_id and f}
            for pk, own, theirs in rows:
                if own == case_id or theirs in family:
                    found.setdefault(pk, set()).add(user)
        return found

    def by_name(self):
        return self.order_by("surname", "forename", "pk")

    def like(self, said: str) -> list[int]:
        """The keys, by name, of those whose id this is, or whose names begin like it."""
        sought, key = Sought(said), said.strip().lower()
        # Put in order once it is known which: few of all that are gone through.
        named = self.order_by().values_list("surname", "forename", "pk", "case_id")
        found = (
            (surname, forename, pk)
            for surname, forename, pk, case_id in named.iterator()
            if case_id.lower() == key or sought.fits(forename, surname)
        )
        return [pk for _, _, pk in sorted(found)]

    def known_ids(self) -> set[str]:
        """Every id the desk holds, restricted or not. Not for pages."""
        return set(self.values_list("case_id", flat=True))

    def births(self) -> dict[str, date]:
        """Every date of birth the desk holds, by id. Not for pages."""
        born = self.filter(born_on__isnull=False)
        return dict(born.values_list("case_id", "born_on"))


RESTRICTED_FROM = Prepared(
    lambda person, moment: Restriction.objects.open_against(person, moment).values_list("child"),
    person=int,
    moment=datetime,
)  # fmt: skip
KNOWN = Prepared(lambda: Conflict.objects.open().values_list("case_id", "user"))
CONFLICTS = Prepared(
    lambda person: Conflict.objects.open().filter(user=person).values_list("case_id"),
    person=int,
)


def _restricted_from(user) -> list[int]:
    return RESTRICTED_FROM(person=user.pk, moment=timezone.now())


def _known_outside(user) -> list[int]:
    """Of most people one question, for nearly nobody has a conflict of interest."""
    named = CONFLICTS(person=user.pk)
    if not named:
        return []
    return list(Child.objects.family_of(*named).values_list("pk", flat=True))


class AboutChildren(models.QuerySet):
    """Rows about a child, by a foreign key `child`: what a person may see of them."""

    def visible_to(self, user):
        """As `Child.objects.visible_to`, asked in the way that long lists need.

        The children kept from a person are few, and their teams' children are kept
        by team: both are looked up once, not for each row.
        """
        rows = self.exclude(child__in=Child.objects.kept_from(user))
        if user.is_active and user.sees_whole_service:
            return rows
        held = ChildTeam.objects.filter(team__in=Team.objects.of(user)).values("child")
        return rows.filter(child__in=held)


class Child(models.Model):
    """A child, born or expected, as the case system knows them."""

    case_id = models.CharField("id in the case system", max_length=60, unique=True)
    forename = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    family_id = models.CharField(max_length=60, blank=True, db_index=True)
    teams = models.ManyToManyField(Team, through="ChildTeam", related_name="children")

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [models.Index(fields=["surname", "forename"], name="child_by_name")]

    def __str__(self):
        return f"{self.forename} {self.surname}".strip() or f"Child {self.case_id}"


class ChildTeam(models.Model):
    """That a team holds a child. Rebuilt by each import."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "team"], name="child_once_a_team")
        ]

    def __str__(self):
        return f"{self.team}: {self.child_id}"


class RestrictionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Restrictions on whose list this person is, of families they do not know.

        One on whose list nobody is left who could lift it falls to those who may do so
        for the whole service: else the child would be lost to everybody.
        """
        rows = self.exclude(child__in=Child.objects.known_outside(user))
        listed = NeedToKnow.objects.filter(restriction=OuterRef("pk"))
        theirs = Exists(listed.filter(user=user))
        if not (user.may("restrict_record") and user.sees_whole_service):
            return rows.filter(theirs)
        could = User.objects.who_may("restrict_record").values("pk")
        return rows.filter(theirs | ~Exists(listed.filter(user__in=could)))

    def open(self):
        return self.filter(lifted_at=None)

    def hidden_ids(self) -> set[str]:
        """The ids of the children restricted now, whoever asks. Not for pages."""
        return set(self.open().values_list("child__case_id", flat=True))

    def by_child(self):
        found = self.select_related("child", "by").prefetch_related("people")
        return found.order_by("child__surname", "child__forename", "pk")

    def open_against(self, person: int, moment: datetime):
        """Restrictions in force that keep this person out, for whom none is opened then."""
        listed = NeedToKnow.objects.filter(restriction=OuterRef("pk"), user_id=person)
        opened = self.model.objects.filter(
            pk=OuterRef("pk"), openings__by_id=person, openings__until__gt=moment
        )
        return self.open().exclude(Exists(listed)).exclude(Exists(opened))

    def by_person(self) -> dict[tuple[str, str, date], Restriction]:
        """Restrictions in force, by forename, surname and date of birth. Not for pages.

        Names are in small letters: a person typed anew is the same person.
        """
        known = self.open().select_related("child").exclude(child__born_on=None)
        return {
            (r.child.forename.lower(), r.child.surname.lower(), r.child.born_on): r
            for r in known.order_by("-pk")
            if r.child.forename and r.child.surname
        }


class Restriction(models.Model):
    """A child's record shown only to the people named on its list."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="restrictions"
    )
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="NeedToKnow", related_name="+"
    )

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(lifted_at=None),
                name="one_open_restriction_a_child",
                violation_error_message="This record is restricted already.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="restriction_lifted_by_somebody",
                violation_error_message="Say who lifted the restriction, and when.",
            ),
        ]

    def __str__(self):
        return f"Restriction {self.pk}"


class NeedToKnow(models.Model):
    """That a person is on a restriction's list."""

    restriction = models.ForeignKey(
        Restriction, on_delete=models.CASCADE, related_name="need_to_know"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "need to know"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user"],
                name="once_on_a_list",
                violation_error_message="This person is on the list already.",
            )
        ]

    def __str__(self):
        return f"Restriction {self.restriction_id}: person {self.user_id}"
