"""Numbers under names, as forms ask for them: costs by year, scores by criterion; weights."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.money.amounts import bare


class NamedNumbers(forms.MultiWidget):
    """A number for each of some names, each with its label; or all in one text, a line each."""

    template_name = "money/named_numbers.html"
    use_fieldset = True

    def __init__(self, names: Sequence[str], keyed: bool):
        self.names, self.keyed = list(names), keyed
        part = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__([forms.TextInput(part) for _ in self.names])

    def decompress(self, value):
        lines = (value or "").splitlines()
        if self.keyed:
            of = dict(named(line) for line in lines)
            return [of.get(name, "") for name in self.names]
        return (lines + [""] * len(self.names))[: len(self.names)]

    def value_from_datadict(self, data, files, name):
        if name in data:
            return self.decompress(data[name])
        return super().value_from_datadict(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["widget"]["named"] = list(zip(self.names, parts, strict=True))
        return context


class NumbersField(forms.Field):
    """Cleans to text: a number a line, in the order of the names; with its name if `keyed`.

    Empty if none is typed. Text it is, so that two windows can be compared.
    """

    def __init__(self, names: Sequence[str], keyed: bool = False, most: Decimal | None = None, **kwargs):  # fmt: skip
        self.names, self.keyed, self.most = list(names), keyed, most
        super().__init__(widget=NamedNumbers(names, keyed), required=False, **kwargs)

    def to_python(self, value) -> str:
        typed = [_stripped(each) for each in value or []]
        if not any(typed):
            return ""
        numbers = [self._number(*each) for each in zip(self.names, typed, strict=True)]
        if self.keyed:
            numbers = [f"{n}: {each}" for n, each in zip(self.names, numbers, strict=True)]  # fmt: skip
        return "\n".join(numbers)

    def _number(self, name: str, typed: str) -> str:
        try:
            number = Decimal(typed).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise ValidationError(
                f"{name}: enter a number, and 0 where there is nothing."
            ) from None
        if not number >= 0 or (self.most is not None and number > self.most):
            upto = f" to {self.most}" if self.most is not None else " up"
            raise ValidationError(f"{name}: enter a number from 0{upto}.")
        return plain(number)


def _stripped(typed) -> str:
    return bare(str(typed or ""))


def plain(number: Decimal) -> str:
    """4000.50 as 4000.5, and 100 as 100."""
    return f"{number.normalize():f}"


def named(line: str) -> tuple[str, str]:
    """`Quality of care: 40` as its name and its number."""
    name, _, number = line.rpartition(":")
    return name.strip(), number.strip()


class CriteriaField(forms.CharField):
    """Criteria and their weights, one a line: `Quality of care: 40`. The weights make 100."""

    widget = forms.Textarea({"rows": 5})

    def clean(self, value) -> str:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        pairs = [self._pair(line) for line in lines]
        total = sum((weight for _, weight in pairs), Decimal(0))
        if pairs and total != 100:
            raise ValidationError(
                f"The weights come to {total}. Make them come to 100."
            )
        if len({name for name, _ in pairs}) < len(pairs):
            raise ValidationError("Two criteria are of one name. Rename one.")
        return "\n".join(f"{name}: {plain(weight)}" for name, weight in pairs)

    def _pair(self, line: str) -> tuple[str, Decimal]:
        name, typed = named(line)
        try:
            weight = Decimal(typed)
        except InvalidOperation:
            weight = Decimal(0)
        if not name or not 0 < weight <= 100:
            raise ValidationError(
                f"“{line.strip()}”: write the name, a colon and a weight above 0, like "
                "“Quality of care: 40”."
            )
        return name, weight
