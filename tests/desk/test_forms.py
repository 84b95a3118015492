"""A date in three parts, and sentences that say what to do."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.safestring import mark_safe

from alongside.desk.forms import DateField, Form


class Held(Form):
    on = DateField(label="Date held")


class Noted(Form):
    ticket_number = forms.CharField()
    team = forms.ChoiceField(choices=[("n", "North")])
    id_card = forms.CharField(label="ID card", required=False)


@pytest.mark.parametrize(
    "given",
    [
        {"on_day": "27", "on_month": "2", "on_year": "2026"},
        {"on_day": " 27", "on_month": "Feb", "on_year": "2026 "},
        {"on": "27 2 2026"},
        {"on": "27/02/2026"},
        {"on": "27 february 2026"},
    ],
)
def test_ways_to_write_a_date(given):
    form = Held(given)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"on": date(2026, 2, 27)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Enter date held"),
        ({"on": "30 2 2026"}, "Date held must be a real date, like 27 3 2026"),
        ({"on": "27 2 26"}, "Date held must be a real date, like 27 3 2026"),
        ({"on": "27 foo 2026"}, "Date held must be a real date, like 27 3 2026"),
        ({"on": "32 1 2026"}, "Date held must be a real date, like 27 3 2026"),
        ({"on": "²7 2 2026"}, "Date held must be a real date, like 27 3 2026"),
        ({"on_day": "27", "on_month": "2", "on_year": ""}, "Date held must include a year"),
        ({"on_day": "", "on_month": "", "on_year": "2026"}, "Date held must include a day and a month"),
    ],
)  # fmt: skip
def test_what_is_said_of_other_dates(given, sentence):
    assert Held(given).errors["on"] == [sentence]


def test_three_parts_each_with_its_label():
    page = str(Held({"on_day": "31", "on_month": "2", "on_year": "2026"}))
    assert page.count("<label") == 3
    assert '<label for="id_on_0">Day</label>' in page
    assert 'inputmode="numeric"' in page and 'value="31"' in page
    assert "<legend>Date held</legend>" in page
    assert 'aria-describedby="id_on_error"' in page


def test_a_date_is_shown_in_its_parts():
    page = str(Held(initial={"on": date(2026, 2, 27)}))
    assert 'value="27"' in page and 'value="2026"' in page


def test_a_required_field_says_what_to_do():
    form = Noted({"x": "y"})
    assert form.errors == {
        "ticket_number": ["Enter ticket number"],
        "team": ["Choose team"],
    }
    assert "ID card (optional)" in str(form)
    assert " required" not in str(form)


def test_what_was_typed_is_escaped():
    page = str(Noted({"ticket_number": "<script>alert(1)</script>"}))
    assert "<script>" not in page


class Long(Form):
    why_now = forms.CharField(max_length=3)
    q = forms.CharField(label="Why?", min_length=3, max_length=4)
    share = forms.CharField(label="Share in %", max_length=1)
    own = forms.CharField(
        min_length=2, error_messages={"min_length": "Enter at least two letters"}
    )
    export = forms.FileField(max_length=5)


def test_what_is_too_long_or_short_is_told_in_a_sentence_of_ours():
    said = {"why_now": "four", "q": "no", "share": "50", "own": "x"}
    form = Long(said, {"export": SimpleUploadedFile("export.csv", b"a")})
    assert {name: list(told) for name, told in form.errors.items()} == {
        "why_now": ["The why now must be 3 characters or fewer. It has 4."],
        "q": ["This must be 3 characters or more. It has 2."],
        "share": ["The share in % must be 1 characters or fewer. It has 2."],
        "own": ["Enter at least two letters"],
        "export": ["The name of the file must be 5 characters or fewer. It has 10."],
    }


class Grouped(Form):
    team = forms.ChoiceField(
        choices=[
            ("", "Any"),
            ("North & <South>", [("n", "North & <South>"), (2, mark_safe("<b>2</b>"))]),
        ],
        initial="n",
    )


def test_a_select_has_its_options_and_groups_and_what_is_chosen():
    assert str(Grouped()["team"]) == (
        '<select name="team" id="id_team">\n'
        '  <option value="">Any</option>'
        '<optgroup label="North &amp; &lt;South&gt;">\n'
        '  <option value="n" selected>North &amp; &lt;South&gt;</option>\n'
        '  <option value="2"><b>2</b></option></optgroup>\n'
        "</select>"
    )
