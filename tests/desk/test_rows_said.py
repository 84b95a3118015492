"""What the rows of long lists say quickly is what the slower words say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

SUMMER_NIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight, 1 July


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (date(2024, 2, 29), "29 Feb 2024, Thu 29 Feb 2024"),
        (date(2026, 12, 5), "5 Dec 2026, Sat 5 Dec 2026"),
        (SUMMER_NIGHT, "1 Jul 2026, Wed 1 Jul 2026"),
        (None, ", "),
    ],
)
def test_a_day_is_said_short_as_it_is_here(moment, said):
    quick = Template("{{ day|short_day }}, {{ day|week_day }}")
    usual = Template('{{ day|date:"j M Y" }}, {{ day|date:"D j M Y" }}')
    context = Context({"day": moment})
    assert quick.render(context) == usual.render(context) == said


@pytest.mark.parametrize(
    "name", ["casework:due", "casework:timeline", "contacts:contact"]
)
@pytest.mark.parametrize("key", [0, 7, 12345])
def test_the_way_to_one_of_many_is_its_address(name, key):
    made = Template("{% way name key %}").render(Context({"name": name, "key": key}))
    assert made == reverse(name, args=[key])


def test_there_is_no_way_to_what_is_not_there():
    with pytest.raises(NoReverseMatch):
        Template("{% way 'casework:nothing' 1 %}").render(Context())
