"""How contacts were dealt with in a month, by team: each share with what it was made of.

Resolved at first contact: of the contacts that repeat no other, those answered there and
then that nobody had to repeat within the window. One whose window is not over yet cannot
be told: it is left out, and counted as such. A safeguarding concern is always passed on,
and is left out too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.contacts.models import CallBack, Contact, PaymentQuery, RepeatWindow
from alongside.desk.contacts.repeats import ROW, repeating
from alongside.desk.shares import Fraction
from alongside.desk.workforce.models import Team

NO_TEAM = 0  # the key under which stands what is of no team


@dataclass
class Line:
    """What a team's month comes to. `days` are those to answer each payment query."""

    contacts: int = 0
    first: Fraction = Fraction(0, 0)
    repeats: Fraction = Fraction(0, 0)
    kept: Fraction = Fraction(0, 0)
    days: tuple[int, ...] = ()

    def __add__(self, other: Line) -> Line:
        return Line(
            self.contacts + other.contacts, self.first + other.first,
            self.repeats + other.repeats, self.kept + other.kept, self.days + other.days,
        )  # fmt: skip

    @property
    def middle_days(self) -> Decimal | None:
        """The median number of days to answer a payment query, to half a day."""
        return Decimal(str(median(self.days))) if self.days else None

    @property
    def days_said(self) -> str:
        """Median 9 days, longest 30, of 4 answered"""
        if not self.days:
            return "None answered"
        middle = f"{self.middle_days:.1f}".removesuffix(".0")
        return f"Median {middle} days, longest {max(self.days)}, of {len(self.days)} answered"


class Month:
    """A month of contacts within a person's reach, up to now."""

    def __init__(self, user: User, first: date, now: datetime) -> None:
        self.user, self.now = user, now
        self.begins = _midnight(first)
        self.ends = _midnight((first + timedelta(days=32)).replace(day=1))
        self.window = timedelta(days=RepeatWindow.objects.days())

    def lines(self) -> dict[int, Line]:
        """What each team's month comes to, by the team's key; `NO_TEAM` of no team."""
        parts = [self._contacts(), self._call_backs(), self._payments()]
        teams = {team for part in parts for team in part}
        return {
            team: sum((part.get(team, Line()) for part in parts), Line())
            for team in teams
        }

    def _contacts(self) -> dict[int, Line]:
        rows = self._taken()
        known_by = [row[: len(ROW)] for row in rows]
        before = set(repeating(known_by, self.window))
        after = _followed(known_by, self.window)
        found: dict[int, Line] = {}
        for pk, at, *_, team, outcome, concern in rows:
            if self.begins <= at < self.ends:
                answered = outcome == Contact.Outcome.ANSWERED
                first = Fraction(0, 0)
                if pk not in before and not concern:
                    first = self._resolved(at, answered, pk in after)
                line = Line(1, first, Fraction(pk in before, 1))
                found[team or NO_TEAM] = found.get(team or NO_TEAM, Line()) + line
        return found

    def _resolved(self, at: datetime, answered: bool, asked_again: bool) -> Fraction:
        """Of what came of it only once its window is over: known failures too would count
        sooner than what can still succeed."""
        if at + self.window > self.now:
            return Fraction(0, 0, 1)
        return Fraction(answered and not asked_again, 1)

    def _taken(self) -> list[tuple]:
        """The contacts of the month, and those of the window on both sides of it."""
        rows = Contact.objects.counted_for(self.user).filter(
            began_at__gte=self.begins - self.window,
            began_at__lt=self.ends + self.window,
        )
        return list(rows.order_by("began_at", "pk").values_list(
            *ROW, "team", "outcome", "topic__is_concern",
        ))  # fmt: skip

    def _call_backs(self) -> dict[int, Line]:
        """Those whose time came in the month: kept in time, of all that were promised."""
        counted = Contact.objects.counted_for(self.user).values("pk")
        due = CallBack.objects.filter(
            contact__in=counted, judged_by__gte=self.begins,
            judged_by__lt=min(self.ends, self.now),
        )  # fmt: skip
        found: dict[int, Line] = {}
        for team, judged_by, at in due.values_list(
            "contact__team", "judged_by", "kept_with__at"
        ):
            kept = Fraction(bool(at and at <= judged_by), 1)
            found[team or NO_TEAM] = found.get(team or NO_TEAM, Line()) + Line(
                kept=kept
            )
        return found

    def _payments(self) -> dict[int, Line]:
        answered = PaymentQuery.objects.counted_for(self.user).filter(
            answered_on__gte=timezone.localdate(self.begins),
            answered_on__lt=timezone.localdate(self.ends),
        )
        found: dict[int, Line] = {}
        for team, opened, done in answered.values_list(
            "team", "opened_on", "answered_on"
        ):
            took = Line(days=((done - opened).days,))
            found[team or NO_TEAM] = found.get(team or NO_TEAM, Line()) + took
        return found

    def by_hour(self, teams: Iterable[int] | None = None) -> Counter[int]:
        """How many contacts began in each hour of the day, by London's clock."""
        return Counter(
            timezone.localtime(at).hour
            for at in self._in_month(teams).values_list("began_at", flat=True)
        )

    def by_source_and_topic(
        self, teams: Iterable[int] | None = None
    ) -> Counter[tuple[str, str]]:
        return Counter(self._in_month(teams).values_list("caller_kind", "topic__name"))

    def _in_month(self, teams):
        found = Contact.objects.counted_for(self.user).filter(
            began_at__gte=self.begins, began_at__lt=self.ends
        )
        return found if teams is None else found.filter(team__in=teams)


def _followed(rows: Sequence[tuple], window: timedelta) -> set[int]:
    """The keys of those that a later one repeats: what repeats, with time read backwards."""
    turned = [(pk, _turned(at), *rest) for pk, at, *rest in reversed(rows)]
    return set(repeating(turned, window))


def _turned(at: datetime) -> datetime:
    """A moment as far before the year 2000 as it is after it."""
    pivot = datetime(2000, 1, 1, tzinfo=at.tzinfo)
    return pivot - (at - pivot)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def named(lines: dict[int, Line]) -> list[tuple[str, Line]]:
    """Lines by the names of their teams, what is of no team last."""
    names = dict(Team.objects.filter(pk__in=lines).values_list("pk", "name"))
    known = sorted((names[key], line) for key, line in lines.items() if key)
    return [*known, ("No team", lines[NO_TEAM])] if NO_TEAM in lines else known
