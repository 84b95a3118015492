"""Pounds and shares as forms ask for them: decimals, never binary numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")


def bare(typed: str) -> str:
    """£26,744.50 as 26744.50, which Decimal reads.

    Only commas between thousands are taken out: 12,50 stays as it is, and so is refused,
    where it would otherwise be £1,250.
    """
    text = typed.replace("£", "").strip()
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else text


class NumberField(forms.DecimalField):
    """A number typed with or without the commas between its thousands."""

    def to_python(self, value):
        return super().to_python(bare(value) if isinstance(value, str) else value)


class PoundsField(NumberField):
    """An amount in pounds and whole pence, typed with or without its commas and its sign."""

    def __init__(self, *, label: str, least: str = "0", **kwargs):
        told = {
            "invalid": "Enter an amount in pounds, like 26,744 or 26744.50",
            "min_value": f"Enter an amount of at least £{least}",
        }
        super().__init__(
            label=label,
            min_value=Decimal(least),
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
            error_messages=told | kwargs.pop("error_messages", {}),
            **kwargs,
        )


class PercentField(forms.DecimalField):
    """A share, asked for in percent."""

    def __init__(self, *, label: str, **kwargs):
        super().__init__(
            label=label,
            min_value=Decimal(0),
            max_value=Decimal(100),
            max_digits=6,
            decimal_places=3,
            widget=forms.TextInput({"inputmode": "decimal", "class": "short"}),
            error_messages={
                "invalid": "Enter a percentage, like 21.6",
                "min_value": "Enter a percentage of at least 0",
                "max_value": "Enter a percentage of at most 100",
            },
            **kwargs,
        )

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("%", "").strip()
        return super().to_python(value)
