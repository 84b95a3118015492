"""What each post costs in each year and from what, and where its funding ends before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from alongside.desk.access.models import User
from alongside.desk.money.models import PostFunding
from alongside.desk.money.pricing import Pricing
from alongside.desk.money.two_posts import other_posts
from alongside.desk.workforce import ledger
from alongside.desk.workforce.models import Holding, Post, PostChange
from alongside.reckon.establishment import Kind, Standing, establishment
from alongside.reckon.money.funded import Gap, Share, gaps, paid
from alongside.reckon.money.post import MONTHS
from alongside.reckon.money.rates import NoRate
from alongside.reckon.money.years import financial_year, pay_days

NONE = Decimal(0)
YEARS = 4
SOON = timedelta(days=90)
NOTHING_PAYS = ""  # in place of a source's name
Parts = dict[str, Decimal]


@dataclass(frozen=True)
class Funded:
    """A post, what pays for it, and the days from today on that nothing pays for."""

    post: Post
    last: date | None
    shares: tuple[Share, ...]
    gaps: list[Gap]

    @property
    def gap(self) -> Gap | None:
        return self.gaps[0] if self.gaps else None

    @property
    def ends_first(self) -> bool:
        """Whether something pays for it now or will, and stops before the post does."""
        return bool(self.shares and self.gaps)


@dataclass
class Funding:
    """The posts that one person sees, with what pays for them, from a day on."""

    pricing: Pricing
    day: date
    priced: dict[tuple[str, Decimal, date, Decimal], Decimal] = field(
        default_factory=dict
    )

    @property
    def aprils(self) -> list[int]:
        return [financial_year(self.day) + n for n in range(YEARS)]

    @cached_property
    def changes(self) -> list:
        rows = PostChange.objects.visible_to(self.pricing.user)
        return ledger.changes(rows.filter(post__in=self.posts))

    @cached_property
    def posts(self) -> dict[int, Post]:
        return Post.objects.visible_to(self.pricing.user).in_bulk()

    @cached_property
    def last_days(self) -> dict[int, date | None]:
        """The last day of each post that stands today: its term’s, or before its end."""
        ends = {
            c.post: c.on for c in self.changes if c.kind == Kind.END and c.on > self.day
        }
        today = establishment([c for c in self.changes if c.on <= self.day], self.day)
        return {key: _last(each, ends.get(key)) for key, each in today.items()}

    @cached_property
    def shares(self) -> dict[int, list[Share]]:
        found: dict[int, list[Share]] = defaultdict(list)
        rows = PostFunding.objects.visible_to(self.pricing.user)
        for each in rows.select_related("source"):
            found[each.post_id].append(each.share)
        return found

    def funded(self) -> list[Funded]:
        """Return the posts that stand today, by number."""
        standing = sorted(self.last_days, key=lambda key: self.posts[key].number)
        return [self._funded(key) for key in standing]

    def _funded(self, key: int) -> Funded:
        shares, last = self.shares.get(key, []), self.last_days[key]
        return Funded(
            self.posts[key], last, tuple(shares), gaps(shares, self.day, last)
        )

    @cached_property
    def people(self) -> dict[int, list[Holding]]:
        """Who is in a post today: National Insurance is of each of them."""
        found: dict[int, list[Holding]] = defaultdict(list)
        for each in Holding.objects.visible_to(self.pricing.user).on(self.day):
            found[each.post_id].append(each)
        return found

    @cached_property
    def others(self) -> dict[int, list[Holding]]:
        return other_posts(each for held in self.people.values() for each in held)

    @cached_property
    def amounts(self) -> dict[int, dict[int, Parts]]:
        """Pounds by post, year and source, not rounded; under no name what nothing pays.

        Posts are priced at the top of their grade, month by month. Those of a grade that
        has no price are not in it.
        """
        found: dict[int, dict[int, Parts]] = {}
        for april in self.aprils:
            for day in pay_days(april):
                for post, source, pounds in self._of_month(day):
                    parts = found.setdefault(post, {}).setdefault(april, {})
                    parts[source] = parts.get(source, NONE) + pounds
        return found

    def _of_month(self, day: date) -> Iterator[tuple[int, str, Decimal]]:
        known = [change for change in self.changes if change.on <= day]
        all_posts = establishment(known, day)
        for key, standing in all_posts.items():
            try:
                month = self._month(standing, day, all_posts)
            except NoRate:
                continue
            shares = [each for each in self.shares.get(key, ()) if each.pays_on(day)]
            for share in shares:
                yield key, share.source, month * share.share
            yield key, NOTHING_PAYS, month * (1 - paid(shares, day))

    def _month(
        self, standing: Standing, day: date, all_posts: Mapping[int, Standing]
    ) -> Decimal:
        people = self.people.get(standing.post, [])
        parts = [(each.fte, self._beside(each, day, all_posts)) for each in people]
        vacant = standing.fte - sum((each.fte for each in people), NONE)
        if vacant > 0:
            parts.append((vacant, NONE))
        priced = (self._price(standing.grade, *part, day) for part in parts)
        return sum(priced, NONE) / MONTHS

    def _beside(
        self, holding: Holding, day: date, all_posts: Mapping[int, Standing]
    ) -> Decimal:
        """What somebody is paid in other posts, at the top of their grades."""
        return sum(
            (
                self.pricing.salary(all_posts[each.post_id].grade, None, day).pounds
                * each.fte
                for each in self.others.get(holding.pk, ())
                if each.post_id in all_posts
            ),
            NONE,
        )

    def _price(self, grade: str, fte: Decimal, beside: Decimal, day: date) -> Decimal:
        key = (grade, fte, day, beside)
        if key not in self.priced:
            found = self.pricing.priced(grade, fte, day, beside=beside)
            self.priced[key] = found.full_year
        return self.priced[key]

    def by_source(self) -> dict[str, dict[int, Decimal]]:
        """Return what each source pays in each year; what nothing pays comes last."""
        found: dict[str, dict[int, Decimal]] = {}
        for years in self.amounts.values():
            for april, parts in years.items():
                for source, pounds in parts.items():
                    of_source = found.setdefault(source, {})
                    of_source[april] = of_source.get(april, NONE) + pounds
        return dict(sorted(found.items(), key=lambda row: (row[0] == "", row[0])))


def _last(standing: Standing, end: date | None) -> date | None:
    before = [end - timedelta(1)] if end else []
    return min(
        [*before, *([standing.last_on] if standing.last_on else [])], default=None
    )


def ends_first(found: Iterable[Funded]) -> list[Funded]:
    """Return the posts whose funding ends before they do, soonest first."""
    listed = [each for each in found if each.ends_first]
    return sorted(listed, key=lambda each: (each.gaps[0].first, each.post.number))


def funding_of(user: User, day: date) -> list[Funded]:
    """Return the posts that stand on a day and this person sees, and what pays for each."""
    return Funding(Pricing(user), day).funded()
