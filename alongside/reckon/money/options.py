"""Options side by side: what each costs and brings over the years, and how it does otherwise.

Doing nothing is always one of them: it is what the others are compared with. Pounds are
decimals, and nothing here rounds them; whoever prints one rounds it, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

NOTHING = Decimal(0)
MOST_YEARS = 31  # from then on the Green Book's rate is a lower one
GREEN_BOOK = Decimal("0.035")
GREEN_BOOK_SOURCE = (
    "HM Treasury, The Green Book: social time preference rate, 3.5% a year in real terms "
    "for the first 30 years, as its review’s terms of reference of 16 December 2025 give it"
)


class NotAnAppraisal(ValueError):
    """What cannot be weighed; the message says what is lacking, and what to do."""


@dataclass(frozen=True)
class Discount:
    """By how much a pound of a later year counts for less than one of the first.

    `rate` is a year's, in real terms, and `source` names whose it is. Where prices are
    `nominal`, costs and values are typed as they will be paid, and `inflation`, a year's,
    takes them back to the prices of the first year before the rate is applied.
    """

    rate: Decimal = GREEN_BOOK
    source: str = GREEN_BOOK_SOURCE
    nominal: bool = False
    inflation: Decimal = NOTHING

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise NotAnAppraisal("Say whose discount rate this is.")
        if not (0 <= self.rate < 1 and -1 < self.inflation < 1):
            raise NotAnAppraisal("A rate is a share of 1 a year: 0.035 for 3.5%.")
        if self.inflation and not self.nominal:
            raise NotAnAppraisal(
                "Costs in the prices of the first year have no inflation to take out. "
                "Say that they are as they will be paid, or leave inflation at 0."
            )

    def factor(self, year: int) -> Decimal:
        """Return what a pound of a year counts, the first year being 0 and counted whole."""
        return 1 / ((1 + self.rate) * (1 + self.inflation)) ** year

    def present(self, pounds: Sequence[Decimal]) -> Decimal:
        """Return what pounds of the years from the first on are worth in the first."""
        return sum((each * self.factor(at) for at, each in enumerate(pounds)), NOTHING)


@dataclass(frozen=True)
class Benefit:
    """What an option brings in each year from `first` on, and how sure that is.

    `low`, `expected` and `high` count units a year against doing nothing (hours, days,
    leavers), above 0 where that is better. `pounds` is what one is worth, or None where
    nobody can say. `cash` is whether somebody pays less for it: time is not cash.
    """

    what: str
    unit: str
    low: Decimal
    expected: Decimal
    high: Decimal
    source: str
    pounds: Decimal | None = None
    cash: bool = False
    first: int = 0

    def __post_init__(self) -> None:
        if not self.low <= self.expected <= self.high:
            raise NotAnAppraisal(
                f"“{self.what}”: {self.expected} does not lie between {self.low} and "
                f"{self.high}. Give the low end first."
            )


@dataclass(frozen=True)
class Risk:
    """What may happen, how likely (a share of 1), what it would cost in all, and in which year."""

    what: str
    chance: Decimal
    pounds: Decimal
    year: int = 0
    answer: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= 1:
            raise NotAnAppraisal(f"“{self.what}”: a chance is from 0% to 100%.")


@dataclass(frozen=True)
class Option:
    """One way to go. `costs` are pounds by year, the first year first; None where not costed.

    `scores` are from 0 (worst) to 100 (best) by criterion. What is not costed says why.
    """

    name: str
    costs: tuple[Decimal, ...] | None
    not_costed: str = ""
    does_nothing: bool = False
    benefits: tuple[Benefit, ...] = ()
    risks: tuple[Risk, ...] = ()
    scores: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.costs is None and not self.not_costed.strip():
            raise NotAnAppraisal(f"“{self.name}”: give its costs, or say why not.")
        if any(not 0 <= score <= 100 for score in self.scores.values()):
            raise NotAnAppraisal(f"“{self.name}”: a score is from 0 to 100.")


@dataclass(frozen=True)
class Worth:
    """What an option comes to, pounds of the first year. `low` to `high` is by its benefits."""

    costs: Decimal
    risks: Decimal
    low: Decimal
    expected: Decimal
    high: Decimal

    @property
    def net(self) -> Decimal:
        return self.expected - self.costs - self.risks

    @property
    def net_low(self) -> Decimal:
        return self.low - self.costs - self.risks

    @property
    def net_high(self) -> Decimal:
        return self.high - self.costs - self.risks


@dataclass(frozen=True)
class Appraisal:
    """Options over some years, by criteria whose weights come to 100.

    Raises NotAnAppraisal where there are fewer than two options, not just one does nothing,
    two are of one name, costs are not of so many years, weights do not come to 100, a
    criterion has no weight above 0, or an option lacks a score.
    """

    options: tuple[Option, ...]
    years: int
    discount: Discount = field(default_factory=Discount)
    criteria: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._check_options()
        self._check_years()
        self._check_criteria()

    def _check_options(self) -> None:
        if len(self.options) < 2:
            raise NotAnAppraisal("Add another option: one alone is no choice.")
        if sum(each.does_nothing for each in self.options) != 1:
            raise NotAnAppraisal("Say which one option is to do nothing.")
        name, times = Counter(each.name for each in self.options).most_common(1)[0]
        if times > 1:
            raise NotAnAppraisal(f"{times} options are called “{name}”. Rename one.")

    def _check_years(self) -> None:
        if not 1 <= self.years <= MOST_YEARS:
            raise NotAnAppraisal(
                f"An appraisal is of 1 to {MOST_YEARS} years, not {self.years}."
            )
        for each in self.options:
            if each.costs is not None and len(each.costs) != self.years:
                raise NotAnAppraisal(
                    f"“{each.name}” has costs of {len(each.costs)} years, and the "
                    f"appraisal is of {self.years}."
                )

    def _check_criteria(self) -> None:
        total = sum(self.criteria.values(), NOTHING)
        if not self.criteria:
            return
        if total != 100 or any(weight <= 0 for weight in self.criteria.values()):
            raise NotAnAppraisal(
                f"The weights come to {total}. Make each above 0, and all of them 100."
            )
        for each in self.options:
            if missing := [name for name in self.criteria if name not in each.scores]:
                raise NotAnAppraisal(f"“{each.name}” has no score for {missing[0]}.")

    @property
    def nothing(self) -> Option:
        """The option to do nothing."""
        return next(each for each in self.options if each.does_nothing)

    @property
    def costed(self) -> tuple[Option, ...]:
        return tuple(each for each in self.options if each.costs is not None)

    def worth(self, option: Option, cash_only: bool = False) -> Worth:
        """Return what a costed option comes to; what has no price is not in it.

        Raises NotAnAppraisal for one that is not costed.
        """
        if option.costs is None:
            raise NotAnAppraisal(f"“{option.name}” is not costed: {option.not_costed}")
        risks = (self._of_risk(risk) for risk in option.risks)
        counted = [each for each in option.benefits if each.cash or not cash_only]
        low, expected, high = (
            sum((self.priced(each, end) for each in counted), NOTHING)
            for end in ("low", "expected", "high")
        )
        costs = self.discount.present(option.costs)
        return Worth(costs, sum(risks, NOTHING), low, expected, high)

    def priced(self, benefit: Benefit, end: str = "expected") -> Decimal:
        """Return what a benefit is worth over the years, at one end of its interval."""
        units: Decimal = getattr(benefit, end)
        return units * self.a_unit(benefit)

    def a_unit(self, benefit: Benefit) -> Decimal:
        """Return what one unit a year is worth over the years; 0 where it has no price."""
        price = benefit.pounds or NOTHING
        years = [price if at >= benefit.first else NOTHING for at in range(self.years)]
        return self.discount.present(years)

    def _of_risk(self, risk: Risk) -> Decimal:
        return risk.chance * risk.pounds * self.discount.factor(risk.year)

    def score(self, option: Option) -> Decimal:
        """Return its scores by the weights, from 0 to 100; 0 where there are no criteria."""
        return sum(
            (weight * option.scores[name] for name, weight in self.criteria.items()),
            NOTHING,
        ) / 100  # fmt: skip

    def by_net(self) -> list[Option]:
        """Return the costed options, the most worth first; of equals, as they stand."""
        return sorted(self.costed, key=lambda each: -self.worth(each).net)

    def by_score(self) -> list[Option]:
        """Return all options, the best score first; of equals, as they stand."""
        return sorted(self.options, key=lambda each: -self.score(each))
