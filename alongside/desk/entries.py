"""What is typed into and what is chosen from, as HTML: as Django's own templates make it.

A template for each, with another for its attributes and one for each option, took half
the time of a page with a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from alongside.desk.markup import put, safe

Widget = Mapping[str, Any]


def entry(widget: Widget) -> SafeString:
    """One line to type into, a box to tick, a file to choose, or what nobody sees."""
    kind, name, value = widget["type"], safe(widget["name"]), widget["value"]
    held = "" if value is None else f' value="{safe(value)}"'
    return mark_safe(
        f'<input type="{kind}" name="{name}"{held}{attributes(widget["attrs"])}>'
    )


def area(widget: Widget) -> SafeString:
    """Several lines to type into."""
    name, value = safe(widget["name"]), safe(widget["value"] or "")
    given = attributes(widget["attrs"])
    return mark_safe(f'<textarea name="{name}"{given}>\n{value}</textarea>')


def select(widget: Widget) -> SafeString:
    found = "".join(map(_group, widget["optgroups"]))
    name, given = safe(widget["name"]), attributes(widget["attrs"])
    return mark_safe(f'<select name="{name}"{given}>{found}\n</select>')


def choices(widget: Widget) -> SafeString:
    """Each choice on a line of its own, to be ticked or picked."""
    lines = (_choice(each) for _, group, _ in widget["optgroups"] for each in group)
    key = widget["attrs"].get("id")
    return put(
        '<div class="choices"{}>{}</div>',
        put(' id="{}"', key) if key else "",
        mark_safe("".join(lines)),
    )


def date_parts(widget: Widget) -> SafeString:
    """The day, the month and the year, each with its label."""
    parts = zip(("Day", "Month", "Year"), widget["subwidgets"], strict=True)
    told = (
        put('<div><label for="{}">{}</label>{}</div>', part["attrs"].get("id", ""), name, entry(part))
        for name, part in parts
    )  # fmt: skip
    return put('<div class="date-parts">{}</div>', mark_safe("".join(told)))


def attributes(given: Mapping[str, Any]) -> str:
    """The attributes of an element; of one that is True its name alone, of False nothing."""
    return "".join(
        f" {name}" if value is True else f' {name}="{safe(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _group(group: tuple[str | None, Iterable[Widget], int]) -> str:
    name, each, _ = group
    found = "".join(map(_option, each))
    if not name:
        return found
    return put('<optgroup label="{}">{}</optgroup>', name, mark_safe(found))


def _option(option: Widget) -> str:
    given = attributes(option["attrs"]) if option["attrs"] else ""
    value, label = safe(option["value"]), safe(option["label"])
    return f'\n  <option value="{value}"{given}>{label}</option>'


def _choice(option: Widget) -> str:
    key, about = option["attrs"].get("id"), option.get("about")
    return put(
        '<div class="choice">{}<label{}>{}{}</label></div>',
        entry(option),
        put(' for="{}"', key) if key else "",
        option["label"],
        put('<span class="hint">{}</span>', about) if about else "",
    )


LINES = (
    "text", "number", "email", "url", "tel", "search", "password", "hidden", "date",
    "datetime", "time", "color", "file", "checkbox",
)  # fmt: skip
PIECES: Mapping[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": entry for name in LINES},
    "django/forms/widgets/textarea.html": area,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/radio.html": choices,
    "django/forms/widgets/checkbox_select.html": choices,
    "alongside/date_parts": date_parts,
}
