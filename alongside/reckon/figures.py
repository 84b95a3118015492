"""The figures of a report: each worked out again from the numbers typed beside it.

A formula is arithmetic and nothing else, over numbers and the names of other figures, worked
out exactly and rounded once, half up: what a reader can do with pen and paper, and check.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

_DOES: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
NONE: Mapping[str, Fraction] = {}
NUMBER = re.compile(r"\d[\d_]*(\.\d+)?")
DAY = "day"
SOURCES = ("typed", "indicator", "pilot", "money")


class BadFormula(ValueError):
    """What is no arithmetic; the message says what stands where and what may."""


@dataclass(frozen=True)
class Figure:
    """A figure by its name: typed, worked out from others, or both, and how it is printed.

    `typed` is a number as typed ("35926", "5.0"), or where the unit is "day", a day like
    2015-04-20, which formulas count in days; `formula` is over other figures' names. Where
    it has both, the typed one is printed, and a check asks whether they agree. `places` are
    the decimals printed, or None: as typed. `document` is what is behind it.
    """

    name: str
    typed: str = ""
    formula: str = ""
    unit: str = ""
    places: int | None = None
    as_at: date | None = None
    period: str = ""
    source: str = "typed"
    document: str = ""

    def printed(self, value: Fraction) -> str:
        """Return the figure as a report prints it: rounded once, with its unit."""
        if self.unit == DAY:
            day = date.fromordinal(int(value))
            return f"{day.day} {day:%B %Y}"
        return with_unit(rounded(value, self._places), self.unit)

    def holds(self, value: Fraction) -> bool:
        """Whether what is typed is what the formula comes to, as far as it is typed."""
        if not self.typed:
            return True
        return value == self.value if self.unit == DAY else agrees(value, self.typed)

    @property
    def value(self) -> Fraction:
        """Return what is typed as a number; a day as the count of days up to it."""
        if self.unit == DAY:
            return Fraction(date.fromisoformat(self.typed).toordinal())
        return Fraction(self.typed)

    @property
    def _places(self) -> int:
        return len(self.typed.partition(".")[2]) if self.places is None else self.places


@dataclass(frozen=True)
class Reckoned:
    """Figures worked out: what is printed of each, what its formula comes to, what is wrong.

    `values` holds what is typed, else what the formula comes to. `formulas` holds the
    latter alone. `wrong` says, by name, why a figure has no value.
    """

    values: Mapping[str, Fraction]
    formulas: Mapping[str, Fraction]
    wrong: Mapping[str, str]


def reckon(figures: Iterable[Figure]) -> Reckoned:
    """Return every figure worked out, each after those it rests on, and all that is wrong."""
    known = {figure.name: figure for figure in figures}
    values: dict[str, Fraction] = {}
    formulas: dict[str, Fraction] = {}
    order, wrong = _order(known)
    for name in order:
        figure = known[name]
        try:
            if lost := sorted(_named(figure) & wrong.keys()):
                wrong[name] = f"rests on {lost[0]}, which has no value. Put that right."
                continue
            if figure.formula:
                formulas[name] = exactly(figure.formula, values)
            values[name] = figure.value if figure.typed else formulas[name]
        except BadFormula as problem:
            wrong[name] = str(problem)
        except ValueError:
            wrong[name] = (
                f"has the value {figure.typed!r}, which is no {_kind(figure)}."
            )
    return Reckoned(values, formulas, wrong)


def _order(known: Mapping[str, Figure]) -> tuple[list[str], dict[str, str]]:
    """Return the names that can be worked out, those rested on first; and what is wrong."""
    wrong: dict[str, str] = {}
    rests = {name: _rests_on(figure, known, wrong) for name, figure in known.items()}
    while True:
        sorter = TopologicalSorter({n: r for n, r in rests.items() if n not in wrong})
        try:
            return [name for name in sorter.static_order() if name not in wrong], wrong
        except CycleError as problem:
            round_ = " → ".join(reversed(problem.args[1]))
            for name in problem.args[1]:
                wrong[name] = f"rests on itself: {round_}. Type in one of them."


def _rests_on(
    figure: Figure, known: Mapping[str, Figure], wrong: dict[str, str]
) -> frozenset[str]:
    try:
        named = _named(figure)
    except BadFormula as problem:
        wrong[figure.name] = str(problem)
        return frozenset()
    if unknown := sorted(named - known.keys()):
        wrong[figure.name] = (
            f"rests on {' and '.join(unknown)}, which is no figure here. "
            "Correct the name, or add the figure."
        )
    if not (figure.typed or figure.formula):
        wrong[figure.name] = "has neither a value nor a formula. Give one."
    return named & known.keys()


def _kind(figure: Figure) -> str:
    return "day: write it as 2015-04-20" if figure.unit == DAY else "number"


def _named(figure: Figure) -> frozenset[str]:
    return names_in(figure.formula) if figure.formula else frozenset()


def with_unit(number: Decimal, unit: str) -> str:
    """Return a number with its unit as a report prints it: £35,926, £9.5 million, 17%."""
    digits = f"{abs(number):,f}"
    sign = "-" if number < 0 else ""
    if unit.startswith("£"):
        return f"{sign}£{digits}{unit[1:]}"
    if unit in ("", "%"):
        return f"{sign}{digits}{unit}"
    one = digits == "1" and unit.endswith("s")
    return f"{sign}{digits} {unit[:-1] if one else unit}"


def worked_out(formula: str) -> Decimal:
    """Return what a formula comes to: numbers, `+ - * /` and brackets, not rounded.

    `2 * 30794 * 7 / 12` is 35926.33... Raises BadFormula for anything else in it, and
    where something is divided by 0.
    """
    value = exactly(formula)
    return Decimal(value.numerator) / value.denominator


def exactly(formula: str, known: Mapping[str, Fraction] = NONE) -> Fraction:
    """Return what a formula comes to, to the last digit, over numbers and names known.

    `posts * 30794 * 7 / 12` with `posts` 2 is 107779/3. Raises BadFormula for anything
    else in it, for a name that is not known, and where something is divided by 0.
    """
    return _value(_read(formula), formula.strip(), known)


def names_in(formula: str) -> frozenset[str]:
    """Return the names a formula rests on. Raises BadFormula where it is no sum."""
    parts = ast.walk(_read(formula))
    return frozenset(part.id for part in parts if isinstance(part, ast.Name))


def rounded(value: Decimal | Fraction, places: int) -> Decimal:
    """Return a number rounded half up to so many decimal places: -3 is to thousands.

    Half up is away from 0: -2.5 becomes -3.
    """
    exact = Fraction(value)
    units = abs(exact) * Fraction(10) ** places + Fraction(1, 2)
    whole = units.numerator // units.denominator
    return Decimal(-whole if exact < 0 else whole).scaleb(-places)


def agrees(value: Decimal | Fraction, printed: str) -> bool:
    """Whether a printed number is this one, rounded half up as far as it is printed.

    23.77 agrees with a printed 24 and 23.8, and not with 23.7.
    """
    told = Decimal(printed.replace(",", ""))
    exponent = told.as_tuple().exponent
    return rounded(value, -exponent if isinstance(exponent, int) else 0) == told


def _read(formula: str) -> ast.expr:
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except SyntaxError:
        raise BadFormula(
            f"{formula!r} is not a sum. Write numbers without commas, with + - * / and brackets."
        ) from None


def _value(part: ast.expr, formula: str, known: Mapping[str, Fraction]) -> Fraction:
    if isinstance(part, ast.BinOp) and type(part.op) in _DOES:
        left, right = (_value(side, formula, known) for side in (part.left, part.right))
        if isinstance(part.op, ast.Div) and not right:
            raise BadFormula(
                f"{formula!r} divides by 0. Check the number below the line."
            )
        return _DOES[type(part.op)](left, right)
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub):
        return -_value(part.operand, formula, known)
    if isinstance(part, ast.Name) and part.id in known:
        return known[part.id]
    written = ast.get_source_segment(formula, part) or ""
    if isinstance(part, ast.Constant) and NUMBER.fullmatch(written):
        # From what is written, not from the binary number made of it.
        return Fraction(written.replace("_", ""))
    raise BadFormula(
        f"{written!r} in {formula!r} is not arithmetic. Use numbers, + - * / and brackets."
    )
