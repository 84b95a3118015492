"""An appraisal as blocks of a document: a page shows them, and a report can take them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from alongside.reckon.documents import Block, Heading, Note, Paragraph, Picture, Table
from alongside.reckon.figures import rounded
from alongside.reckon.money.option_checks import findings
from alongside.reckon.money.option_picture import picture, said, words
from alongside.reckon.money.option_sensitivity import (
    break_evens,
    cost_switch,
    first_at_rates,
    first_by_all_weights,
    switches,
)
from alongside.reckon.money.options import Appraisal, Option

SIDE_BY_SIDE = ("Option", "Costs", "Likely risks", "Benefits in pounds", "Net, in pounds", "Net, low to high", "Net, cash alone")  # fmt: skip
BENEFITS = ("Option", "Benefit", "Expected a year", "Low to high", "Worth of one", "Source")  # fmt: skip
RISKS = ("Option", "Risk", "Chance", "Cost if it happens", "What is done about it")
WHERE = {
    "below": "less than the low end, so it pays even there",
    "within": "within what may be, so it may or may not pay",
    "above": "more than the high end, so it does not pay even at the best",
}
DRAWN = (
    "Each line runs from the worst to the best that an option may be worth, by what its "
    "benefits may be. The mark on it is what is expected; the filled one is worth most."
)


def blocks(
    appraisal: Appraisal, first_year: int, preferred: str = "", why: str = ""
) -> Iterator[Block]:
    """Yield the whole appraisal; `first_year` is the April in which its first year began."""
    yield Heading("The options side by side")
    yield Paragraph(discounting(appraisal, first_year))
    yield side_by_side(appraisal)
    if appraisal.costed:
        yield Paragraph(DRAWN)
        yield Picture(
            "What each option is worth, net", picture(appraisal), words(appraisal)
        )
    yield by_year(appraisal, first_year)
    yield from _parts(appraisal)
    yield from _scored(appraisal)
    yield Heading("How far the answer hangs on what was typed")
    for sentence in sensitivity(appraisal):
        yield Paragraph(sentence)
    yield Heading("The preferred option")
    yield Paragraph(_preferred(preferred, why))
    for found in findings(appraisal, preferred, why):
        yield Note(f"{found.what} {found.do}")


def discounting(appraisal: Appraisal, first_year: int) -> str:
    """Return in which prices all is, and by whose rate later years count for less."""
    rate = appraisal.discount
    prices = (
        f"All is in pounds of {year_said(first_year)}, over {appraisal.years} years. "
    )
    taken = (
        f"Costs were typed as they will be paid; inflation of {_percent(rate.inflation)} a "
        "year is taken out. "
        if rate.nominal
        else "Costs were typed in the prices of that year. "
    )
    return (
        f"{prices}{taken}Later years are discounted at {_percent(rate.rate)} a year: "
        f"{rate.source}."
    )


def side_by_side(appraisal: Appraisal) -> Table:
    rows = [_row(appraisal, each) for each in appraisal.options]
    return Table("Options side by side", SIDE_BY_SIDE, rows, (1, 2, 3, 4, 5, 6))


def _row(appraisal: Appraisal, option: Option) -> tuple[str, ...]:
    if option.costs is None:
        return (option.name, "Not costed", *("Not known",) * 5)
    worth = appraisal.worth(option)
    low_to_high = f"{said(worth.net_low)} to {said(worth.net_high)}"
    cash = appraisal.worth(option, cash_only=True)
    return (
        option.name, said(worth.costs), said(worth.risks), said(worth.expected),
        said(worth.net), low_to_high, said(cash.net),
    )  # fmt: skip


def by_year(appraisal: Appraisal, first_year: int) -> Table:
    """The costs as they were typed, year by year, before any discounting."""
    years = [year_said(first_year + at) for at in range(appraisal.years)]
    rows = [_costs(each, appraisal.years) for each in appraisal.options]
    numbers = tuple(range(1, appraisal.years + 2))
    caption = "Costs by year, as they were typed"
    return Table(caption, ("Option", *years, "In all"), rows, numbers)


def _costs(option: Option, years: int) -> tuple[str, ...]:
    if option.costs is None:
        return (option.name, *("Not costed",) * (years + 1))
    total = sum(option.costs, Decimal(0))
    return (option.name, *map(said, option.costs), said(total))


def _parts(appraisal: Appraisal) -> Iterator[Block]:
    benefits = [
        (
            option.name, f"{each.what}{', in cash' if each.cash else ''}",
            f"{_plain(each.expected)} {each.unit}",
            f"{_plain(each.low)} to {_plain(each.high)}",
            "Not priced" if each.pounds is None else said(each.pounds, 2),
            each.source or "None is named",
        )
        for option in appraisal.options
        for each in option.benefits
    ]  # fmt: skip
    if benefits:
        yield Table("What the options bring each year", BENEFITS, benefits, (2, 3, 4))
    risks = [
        (option.name, each.what, _percent(each.chance), said(each.pounds), each.answer or "Nothing is said")
        for option in appraisal.options
        for each in option.risks
    ]  # fmt: skip
    if risks:
        yield Table("What may happen", RISKS, risks, (2, 3))


def _scored(appraisal: Appraisal) -> Iterator[Block]:
    if not appraisal.criteria:
        return
    share = first_by_all_weights(appraisal)
    heads = [
        f"{name} ({_plain(weight)})" for name, weight in appraisal.criteria.items()
    ]
    rows = [
        (
            each.name,
            *(_plain(each.scores[name]) for name in appraisal.criteria),
            str(rounded(appraisal.score(each), 1)),
            f"{100 * share[each.name]:.0f}%",
        )
        for each in appraisal.options
    ]
    yield Table(
        "Scores from 0 to 100, with the weight of each criterion",
        ("Option", *heads, "By these weights", "First, of all weights"),
        rows,
        tuple(range(1, len(heads) + 3)),
    )


def sensitivity(appraisal: Appraisal) -> list[str]:
    """Return in sentences what would have to be otherwise for another answer."""
    found = [*_of_costs(appraisal), *_of_rates(appraisal)]
    for option in appraisal.options:
        for even in break_evens(appraisal, option):
            found.append(
                f"“{option.name}” is worth as much as “{even.against}” at "
                f"{_plain(rounded(even.units, 1))} {even.benefit.unit} a year of "
                f"{even.benefit.what}: {WHERE[even.where]}."
            )
    for each in switches(appraisal):
        way = "falls to" if each.at < each.weight else "rises to"
        found.append(
            f"If the weight of “{each.criterion}”, now {_plain(each.weight)}, {way} "
            f"{_plain(rounded(each.at, 1))}, “{each.to}” draws level by scores."
        )
    return found or ["Nothing that was typed changes which option comes first."]


def _of_costs(appraisal: Appraisal) -> Iterator[str]:
    switch = cost_switch(appraisal)
    if switch:
        first, then, share = switch
        yield (
            f"“{first.name}” is worth the most. Its costs may rise by "
            f"{_percent(share)} before “{then.name}” is worth as much."
        )


def _of_rates(appraisal: Appraisal) -> Iterator[str]:
    first = appraisal.by_net()[0].name if appraisal.costed else ""
    for name, rate in first_at_rates(appraisal).items():
        other = "the same is" if name == first else f"“{name}” is"
        yield f"At a discount rate of {' or of '.join(map(_percent, rate))} a year, {other} worth the most."


def _preferred(preferred: str, why: str) -> str:
    if not preferred:
        return "None is named yet."
    return f"“{preferred}”. {why or 'No reason is given yet.'}"


def year_said(began: int) -> str:
    """2026/27"""
    return f"{began}/{(began + 1) % 100:02}"


def _percent(share: Decimal) -> str:
    return f"{_plain(rounded(share * 100, 1))}%"


def _plain(value: Decimal) -> str:
    """A number without the noughts behind its point, and with commas."""
    shown = f"{value:,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown.replace("-", "−")
