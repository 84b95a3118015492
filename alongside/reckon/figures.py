"""A figure in a report, worked out again from the numbers typed beside it.

A formula is arithmetic and nothing else, in exact decimals, rounded once and half up: what
a reader can do with pen and paper, and check.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

_DOES: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class BadFormula(ValueError):
    """What is no arithmetic; the message says what stands where and what may."""


def worked_out(formula: str) -> Decimal:
    """Return what a formula comes to: numbers, `+ - * /` and brackets, not rounded.

    `2 * 30794 * 7 / 12` is 35926.33... Raises BadFormula for anything else in it, and
    where something is divided by 0.
    """
    try:
        return _value(ast.parse(formula.strip(), mode="eval").body, formula.strip())
    except SyntaxError:
        raise BadFormula(
            f"{formula!r} is not a sum. Write numbers without commas, with + - * / and brackets."
        ) from None


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a number rounded half up to so many decimal places."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def agrees(value: Decimal, printed: str) -> bool:
    """Whether a printed number is this one, rounded half up as far as it is printed.

    23.77 agrees with a printed 24 and 23.8, and not with 23.7.
    """
    told = Decimal(printed.replace(",", ""))
    exponent = told.as_tuple().exponent
    return rounded(value, -exponent if isinstance(exponent, int) else 0) == told


def _value(part: ast.expr, formula: str) -> Decimal:
    if isinstance(part, ast.BinOp) and type(part.op) in _DOES:
        left, right = _value(part.left, formula), _value(part.right, formula)
        if isinstance(part.op, ast.Div) and not right:
            raise BadFormula(
                f"{formula!r} divides by 0. Check the number below the line."
            )
        return _DOES[type(part.op)](left, right)
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub):
        return -_value(part.operand, formula)
    written = ast.get_source_segment(formula, part) or ""
    if isinstance(part, ast.Constant) and type(part.value) in (int, float):
        # From what is written, not from the binary number made of it.
        return Decimal(written.replace("_", ""))
    raise BadFormula(
        f"{written!r} in {formula!r} is not arithmetic. Use numbers, + - * / and brackets."
    )
