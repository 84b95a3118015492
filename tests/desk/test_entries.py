"""What is typed into and chosen from is, without a template, what Django's templates make."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe

from alongside.desk.forms import DateField, Form, Renderer
from alongside.desk.markup import put

HOSTILE = "\"><script>alert('x')</script>&amp;"
SAME = SimpleTestCase().assertHTMLEqual
GROUPS = [("", "Any"), ("North & West", [(1, "Ana <b>"), (HOSTILE, HOSTILE)]), (2, "Ben")]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", 0, 12.5, "plain", HOSTILE])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput({"class": "short", "disabled": True, "autofocus": False}),
        forms.HiddenInput(),
        forms.NumberInput({"min": 0, "title": HOSTILE}),
        forms.EmailInput(),
        forms.PasswordInput(),
        forms.CheckboxInput(),
        forms.FileInput({"accept": ".csv"}),
        forms.Textarea({"rows": 4}),
        forms.Select(choices=GROUPS),
        forms.SelectMultiple(choices=GROUPS),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_as_djangos_own_templates_make_it(widget, value):
    given = [value] if isinstance(widget, forms.SelectMultiple) else value
    attributes = {"id": "id_said", "aria-describedby": "said_hint"}
    ours = widget.render("said", given, attributes, Renderer())
    SAME(ours, widget.render("said", given, attributes, DjangoTemplates()))
    assert "<script>" not in ours


class Asked(Form):
    day = DateField(label="Day")
    kind = forms.ChoiceField(
        label="Kind", widget=forms.RadioSelect, choices=[("a", HOSTILE), ("b", "Ben")]
    )


def test_choices_stand_on_a_line_each_with_their_label():
    SAME(
        str(Asked({"kind": "b"})["kind"]),
        '<div class="choices" id="id_kind">'
        '<div class="choice"><input type="radio" name="kind" value="a" id="id_kind_0">'
        '<label for="id_kind_0">&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;amp;</label></div>'
        '<div class="choice"><input type="radio" name="kind" value="b" id="id_kind_1" checked>'
        '<label for="id_kind_1">Ben</label></div></div>',
    )


def test_a_date_has_three_parts_each_with_its_label():
    page = str(
        Asked({"day_day": "29", "day_month": HOSTILE, "day_year": "2024"})["day"]
    )
    for n, name in enumerate(("Day", "Month", "Year")):
        label = f'<label for="id_day_{n}">{name}</label>'
        assert f'{label}<input type="text" name="day_{name.lower()}" value="' in page
    assert 'value="29"' in page and "<script>" not in page


def test_markup_stays_and_text_is_escaped():
    told = put("<p>{}{name}</p>", mark_safe("<br>"), name="O'Neill & <Sons>")
    assert told == "<p><br>O&#x27;Neill &amp; &lt;Sons&gt;</p>"
