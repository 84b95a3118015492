"""Forms as pages ask them: our markup, our sentences, and a date in three parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from alongside.desk.access.templatetags.times import OF_THEIR_OWN, time_said
from alongside.desk.entries import PIECES
from alongside.desk.said import day_said

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
TIMES = ("%H:%M", "%H.%M", "%H", "%I:%M%p", "%I.%M%p", "%I%p")
MORNING = time(7)
CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)
Done = TypeVar("Done")


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with our templates.

    What is typed into and chosen from is put together without one.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(self, template_name, context, request=None):
        piece = PIECES.get(template_name)
        if piece:
            return piece(context["widget"])
        return super().render(template_name, context, request)


class Sentences:
    """Gives every required field a sentence that says what to do."""

    use_required_attribute = False
    says_optional = True  # no, where every field may be left empty, as in a filter
    asked_by_another: tuple[str, ...] = ()  # fields that what another holds asks for

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepare()
        for name, field in self.fields.items():
            usual = type(field).default_error_messages.get(
                "required", forms.Field.default_error_messages["required"]
            )
            if field.error_messages.get("required") == usual:
                field.error_messages["required"] = what_to_do(name, field)
            _say_lengths(name, field)
            _say_bounds(name, field)
            if isinstance(field, forms.DecimalField):
                _say_figures(field)

    def prepare(self) -> None:
        """For a form to reword its fields, or to choose what may be chosen."""


def what_to_do(name: str, field: forms.Field) -> str:
    """Return the sentence for a field left empty."""
    return f"{'Choose' if isinstance(field, CHOSEN) else 'Enter'} {_label(name, field)}"


def _label(name: str, field: forms.Field) -> str:
    """A field's label as it stands within a sentence."""
    label = str(field.label or name.replace("_", " "))
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _say_lengths(name: str, field: forms.Field) -> None:
    """Give a field a sentence for what is too long or too short, if it has none of its own."""
    label = _label(name, field).replace("%", "%%")
    what = "This" if label.endswith("?") else f"The {label}"
    told = field.error_messages
    if isinstance(field, forms.FileField):
        told["max_length"] = (
            "The name of the file must be %(max)d characters or fewer. "
            "It has %(length)d."
        )
        return
    # A browser that stops at the length cuts what is pasted without a word.
    field.widget.attrs.pop("maxlength", None)
    for code, than in (("max_length", "fewer"), ("min_length", "more")):
        told.setdefault(
            code,
            f"{what} must be %(limit_value)d characters or {than}. It has %(show_value)d.",
        )


def _say_bounds(name: str, field: forms.Field) -> None:
    """Give a number a sentence for what is below or above its bounds, if it has none."""
    label = _label(name, field).replace("%", "%%")
    what = label[:1].upper() + label[1:]
    for code, than in (("min_value", "or more"), ("max_value", "or less")):
        if getattr(field, code, None) is not None:
            said = f"{what} must be %(limit_value)s {than}"
            field.error_messages.setdefault(code, said)


def _say_figures(field: forms.DecimalField) -> None:
    """Give a number a sentence for more figures than it may have, if it has none."""
    if field.max_digits is None or field.decimal_places is None:
        return
    less = (
        f"Enter a number less than {10 ** (field.max_digits - field.decimal_places):,}"
    )
    places = f"{field.decimal_places} figures or fewer after the point"
    for code, said in (
        ("max_digits", f"{less}, with {places}"),
        ("max_whole_digits", less),
        ("max_decimal_places", f"Enter a number with {places}"),
    ):
        field.error_messages.setdefault(code, said)


class Form(Sentences, forms.Form):
    """What every form of ours derives from."""


class ModelForm(Sentences, forms.ModelForm):
    """As Form, for one that fills a model."""


class Filters(Form):
    """Which rows of a list to show. Nothing chosen shows them all."""

    says_optional = False

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self.data.get(name) for name in self.fields)

    def in_words(self) -> list[str]:
        """Return each choice with its field's name: `Team: North`."""
        if not self.is_valid():
            return ["a choice that fits nothing"]
        return [
            f"{field.label or name.capitalize()}: {_said(field, value)}"
            for name, field in self.fields.items()
            if (value := self.cleaned_data[name])
        ]


def _said(field: forms.Field, value) -> str:
    if isinstance(value, date):
        return day_said(value)
    named = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}
    return str(named.get(value, value) if isinstance(value, str) else value)


class Confirmation(Form):
    """Asks nothing but that somebody presses the button."""

    @classmethod
    def of(cls, request) -> Confirmation:
        return cls(request.POST if request.method == "POST" else None)


def carry_out(
    form: forms.BaseForm,
    action: Callable[..., Done],
    *,
    field: str | None = None,
    **values,
) -> Done | None:
    """Do an action with these values and what the form holds; return what it returns.

    None where either refuses. The action's refusal joins the form's own, beside `field`
    or above them all: this is where a refusal becomes words on a page.
    """
    if not form.is_valid():
        return None
    try:
        return action(**values, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(field, refusal)
        return None


class DateParts(forms.MultiWidget):
    """Day, month and year, each typed; or all three in one, as in `27 2 2026`."""

    template_name = "alongside/date_parts"
    use_fieldset = True

    def __init__(self, attrs=None):
        part = {"inputmode": "numeric", "autocomplete": "off"}
        widgets = {
            name: forms.TextInput(part | {"class": f"date-{name}", "maxlength": length})
            for name, length in (("day", 2), ("month", 9), ("year", 4))
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_from_datadict(self, data, files, name):
        if name in data:
            parts = data[name].replace("/", " ").replace("-", " ").split()
            return (parts + ["", "", ""])[:3]
        return super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)


class DateField(forms.Field):
    """A date, asked for as day, month and year; cleans to a `date` or None."""

    widget = DateParts

    def has_changed(self, initial, data):
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True

    def to_python(self, value) -> date | None:
        if isinstance(value, date) or not value:
            return value or None
        given = [str(part or "").strip() for part in value]
        if not any(given):
            return None
        self._check_parts(given)
        return self._real_date(*given)

    def _check_parts(self, given: list[str]) -> None:
        missing = [
            name
            for name, part in zip(("day", "month", "year"), given, strict=True)
            if not part
        ]
        if missing:
            raise ValidationError(
                f"{self._label()} must include a {' and a '.join(missing)}"
            )

    def _real_date(self, day: str, month: str, year: str) -> date:
        try:
            if not month.isdecimal():
                month = str(MONTHS.index(month[:3].lower()) + 1)
            if len(year) != 4:
                raise ValueError("a year has four figures")
            return date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(
                f"{self._label()} must be a real date, like 27 3 2026"
            ) from None

    def _label(self) -> str:
        return str(self.label or "Date")


class TimeField(forms.TimeField):
    """A time of the day, typed as people write it: 8:30am, 2 pm, 14:30, 9 or midday."""

    def __init__(self, *, like: str = "8:30am", **kwargs):
        told = {"invalid": f"Enter a time, like {like}"}
        told |= kwargs.pop("error_messages", {})
        typed = forms.TextInput({"class": "short", "autocomplete": "off"})
        kwargs = {"input_formats": TIMES, "widget": typed} | kwargs
        super().__init__(error_messages=told, **kwargs)

    def to_python(self, value) -> time | None:
        if isinstance(value, time | datetime):
            return super().to_python(value)
        typed = "".join(str(value or "").split()).lower()
        named = {said: at for at, said in OF_THEIR_OWN.items()}
        return named.get(typed) or super().to_python(typed)

    def prepare_value(self, value):
        return time_said(value) if isinstance(value, time) else value


class DayTimeField(TimeField):
    """A time of the day by the clock. One at night is taken only where `am` says so.

    Who types 3:00 means the afternoon, and everybody is told at once.
    """

    def to_python(self, value):
        found = super().to_python(value)
        said = str(value or "").strip().lower().endswith(("am", "midnight"))
        if found and found < MORNING and not said:
            raise ValidationError(
                f"{found:%-H:%M} is at night. For the afternoon enter {found:%-I:%M}pm; "
                f"for the night, {found:%-I:%M}am"
            )
        return found
