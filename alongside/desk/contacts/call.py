"""A call while it is on: who it may be, about whom, and what is known meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.call_words import Words, words_for
from alongside.desk.contacts.cards import Shown, answer_card
from alongside.desk.contacts.concern_standing import while_closed
from alongside.desk.contacts.filing import LONGEST
from alongside.desk.contacts.models import Contact, PaymentQuery, RepeatWindow, Topic
from alongside.desk.contacts.repeats import matters, repeats
from alongside.desk.messages.mail_models import ReceivedMail
from alongside.desk.people.callers import search_callers
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint

MOST = 9  # of callers and of children: each has a key of its own
NOT_KNOWN = ("", "not_checked", "failed")


class Known(NamedTuple):
    """A caller who is known here: what of whom, by which number, and how often of late."""

    adult: Adult
    related: list[str]
    points: list[ContactPoint]
    rang: int


class Call:
    """What a form says so far, and what this person may be shown beside it."""

    def __init__(self, user: User, typed: Mapping[str, str]):
        self.user, self.typed = user, typed
        self.day = timezone.localdate()

    def _one(self, seen: Callable, name: str):
        """Return what was chosen, of what is seen; nothing is asked where nothing was."""
        key = self.typed.get(name) or ""
        return seen(self.user).filter(pk=key).first() if key.isdecimal() else None

    @cached_property
    def adult(self) -> Adult | None:
        return self._one(Adult.objects.visible_to, "adult")

    @cached_property
    def child(self) -> Child | None:
        return self._one(Child.objects.visible_to, "child")

    @cached_property
    def topic(self) -> Topic | None:
        return self._one(lambda user: Topic.objects.active(), "topic")

    @cached_property
    def card(self) -> Shown | None:
        """What may be told, once it is known who asks about whom; that they looked is noted."""
        if not (self.identified and self.child):
            return None
        return answer_card(self.user, self.child, self.adult, timezone.now())

    @cached_property
    def mail(self) -> ReceivedMail | None:
        """The e-mail that the contact is made from."""
        return self._one(_waiting_mail, "mail")

    @property
    def mail_is_cut(self) -> bool:
        """Whether the e-mail has more words than a contact takes over."""
        return len(f"{self.mail.title}\n\n{self.mail.text}") > LONGEST

    @cached_property
    def closed(self) -> dict[str, object]:
        """Whether the office is closed, and whom to ring about a concern meanwhile."""
        return while_closed(timezone.now())

    @property
    def words(self) -> Words:
        """What the page calls things, by how they got in touch."""
        return words_for(self.typed.get("channel"))

    @cached_property
    def payments(self):
        """The payment queries of the caller that are open, whatever this call is about."""
        return open_queries(self.user, self.adult, self.typed.get("identity", ""))

    @cached_property
    def topics(self) -> list[Topic]:
        return list(Topic.objects.visible_to(self.user).active())

    @property
    def known_by(self) -> set:
        """By what this contact would be known again, as far as it is told."""
        adult, child = self.adult, self.child
        return matters(
            adult.pk if adult else None,
            adult.kind if adult else None,
            child.pk if child else None,
            child.family_id if child else "",
        )

    @property
    def identified(self) -> bool:
        """Whether a check was made, and showed that it is they."""
        return self.typed.get("identity", "") not in NOT_KNOWN

    @property
    def query_chosen(self) -> str:
        """The payment query that was chosen, as the page of a call sends it."""
        return self.typed.get("payment_query", "")

    @cached_property
    def callers_found(self) -> list[Adult] | None:
        """Those whom the search found; None where nobody is sought."""
        sought = self.typed.get("caller_sought", "").strip()
        return search_callers(self.user, sought) if sought else None

    @property
    def callers_left_out(self) -> int:
        return max(len(self.callers_found or []) - MOST, 0)

    @cached_property
    def callers(self) -> list[Known]:
        """Those who may be meant, whoever was chosen first."""
        chosen = [self.adult] if self.adult else []
        others = [each for each in self.callers_found or [] if each != self.adult]
        return known_callers(self.user, [*chosen, *others][:MOST], self.identified)

    @cached_property
    def children(self) -> list[Child]:
        """The child chosen, those sought, and those around the caller, in this order."""
        return self._every_child[:MOST]

    @property
    def children_left_out(self) -> bool:
        """Whether more were found than there are keys for."""
        return len(self._every_child) > MOST

    @cached_property
    def _every_child(self) -> list[Child]:
        chosen = [self.child] if self.child else []
        found = [*chosen, *(self.children_found or []), *self._around]
        return list(dict.fromkeys(found))

    @cached_property
    def children_found(self) -> list[Child] | None:
        """Those whom the search found; None where no child is sought."""
        sought = self.typed.get("child_sought", "").strip()
        if not sought:
            return None
        seen = Child.objects.visible_to(self.user)
        keys = seen.like(sought)[: MOST + 1] if len(sought) > 1 else []
        return list(seen.filter(pk__in=keys).by_name().prefetch_related("teams"))

    @cached_property
    def _around(self) -> list[Child]:
        """Nobody's, until it is known that the caller is who they say they are."""
        if not (self.adult and self.identified):
            return []
        links = AdultOfChild.objects.visible_to(self.user).current(self.day)
        about = links.filter(adult=self.adult).values("child")
        seen = Child.objects.visible_to(self.user).filter(pk__in=about)
        return list(seen.by_name().prefetch_related("teams"))

    @property
    def points(self) -> list[ContactPoint]:
        return _points(self.user, [self.adult]) if self.adult else []

    @cached_property
    def days(self) -> int:
        return RepeatWindow.objects.days()

    @cached_property
    def repeated(self) -> list[Contact]:
        """Contacts about this matter within the window, newest first, of those seen."""
        if not self.topic:
            return []
        return repeats(
            Contact.objects.visible_to(self.user),
            topic=self.topic.pk,
            known_by=self.known_by,
            at=timezone.now(),
            days=self.days,
        )


def open_queries(user: User, carer: Adult | None, identity: str):
    """A carer's open payment queries; nobody's, until it is known that it is they."""
    if not carer or identity in NOT_KNOWN:
        return PaymentQuery.objects.none()
    theirs = PaymentQuery.objects.visible_to(user).open().filter(carer=carer)
    return theirs.with_sums().longest_open_first()


def known_callers(user: User, adults: list[Adult], identified: bool) -> list[Known]:
    """Say of each their numbers, how often they rang, and what they are to a child.

    To which child is said once it is known that it is they.
    """
    if not adults:
        return []
    since = timezone.now() - timedelta(days=RepeatWindow.objects.days())
    about = _by_adult(_links(user, adults))
    numbers = _by_adult(_points(user, adults))
    lately = Contact.objects.visible_to(user).filter(
        adult__in=adults, began_at__gte=since
    )
    rang = dict(lately.order_by().values_list("adult").annotate(Count("pk")))
    return [
        Known(
            each,
            _related(about[each.pk], identified),
            numbers[each.pk],
            rang.get(each.pk, 0),
        )
        for each in adults
    ]


def _related(links: list[AdultOfChild], identified: bool) -> list[str]:
    what = [each.get_relationship_display() for each in links]
    if not identified:
        return list(dict.fromkeys(what))
    return [f"{said} of {each.child}" for said, each in zip(what, links, strict=True)]


def _links(user: User, adults: list[Adult]) -> list[AdultOfChild]:
    links = AdultOfChild.objects.visible_to(user).current(timezone.localdate())
    return list(links.filter(adult__in=adults).by_name())


def _points(user: User, adults: list[Adult]) -> list[ContactPoint]:
    seen = ContactPoint.objects.visible_to(user).in_use().filter(adult__in=adults)
    return list(seen.in_order())


def _by_adult(rows: Iterable) -> defaultdict[int, list]:
    found: defaultdict[int, list] = defaultdict(list)
    for row in rows:
        found[row.adult_id].append(row)
    return found


def _waiting_mail(user: User):
    seen = ReceivedMail.objects.visible_to(user).waiting()
    return seen.prefetch_related("attachments")
