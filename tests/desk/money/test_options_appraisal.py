"""An options appraisal kept by several: begun, costed, scored, weighed, preferred, taken away."""

from __future__ import annotations

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from docx import Document as WordFile

from alongside.desk.access.models import AuditEntry
from alongside.desk.money import option_actions as actions
from alongside.desk.money.option_fields import CriteriaField, NumbersField
from alongside.desk.money.option_models import OptionBenefit, OptionsAppraisal

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def text(answer) -> str:
    return unescape(answer.content.decode())


BEGUN = {
    "name": "Four posts", "question": "What is done with four vacant posts?",
    "first_year": "2026", "years": "3", "nominal": "False", "rate": "3.5",
    "rate_source": "The Green Book", "criteria": "Care: 70\nEase: 30",
}  # fmt: skip


@pytest.fixture
def begun(client, town):
    client.force_login(town.fay)
    assert client.post("/money/options/begin/", BEGUN).status_code == 302
    return OptionsAppraisal.objects.get()


def add_posts(client, begun, **given):
    posts = {
        "name": "Administrators", "costs_0": "90,000", "costs_1": "92000",
        "costs_2": "94000.50", "scores_0": "80", "scores_1": "30",
    }  # fmt: skip
    return client.post(f"/money/options/{begun.pk}/add/", posts | given)


def cost_nothing(client, begun):
    nothing = begun.options.get(does_nothing=True)
    values = {"name": "Do nothing", "costs_0": "0", "costs_1": "0", "costs_2": "0", "scores_0": "10", "scores_1": "100"}  # fmt: skip
    return client.post(f"/money/options/option/{nothing.pk}/", values)


@pytest.fixture
def weighed(client, begun):
    """Two posts that release 1,000 to 3,000 hours at £40, beside doing nothing."""
    assert cost_nothing(client, begun).status_code == 302
    assert add_posts(client, begun).status_code == 302
    option = begun.options.get(does_nothing=False)
    benefit = {
        "what": "Qualified time", "unit": "hours", "low": "1000", "expected": "2500",
        "high": "3000", "source": "The pilot of 2025", "pounds": "40", "first": "0",
    }  # fmt: skip
    address = f"/money/options/option/{option.pk}/benefit/"
    assert client.post(address, benefit).status_code == 302
    return option


def test_doing_nothing_is_among_the_options_from_the_start_and_stays(client, begun):
    nothing = begun.options.get()
    assert nothing.does_nothing and nothing.not_costed
    page = text(client.get(f"/money/options/{begun.pk}/"))
    assert "It cannot be weighed yet. Add another option" in page.replace("</strong>", "")  # fmt: skip
    answer = client.post(f"/money/options/option/{nothing.pk}/out/")
    assert "Doing nothing stays" in text(answer)


def test_what_the_page_says_is_what_was_typed(client, begun, weighed):
    page = text(client.get(f"/money/options/{begun.pk}/"))
    # 90,000 + 92,000 / 1.035 + 94,000.50 / 1.071225 = 266,639; 2,500 x £40 x 2.89969 = 289,969.
    for words in ("£266,639", "£289,969", "£23,330", "2026/27", "£94,001"):
        assert words in page, words
    assert "discounted at 3.5% a year: The Green Book." in page
    assert "“Administrators” is worth as much as “Do nothing” at 2,298.9 hours a year" in page  # fmt: skip
    assert "in cash" not in page
    assert "<svg" in page and "No option is named as the preferred one." in page


def test_a_preferred_option_stands_with_its_reason_and_cannot_be_taken_out(
    client, begun, weighed
):
    address = f"/money/options/{begun.pk}/prefer/"
    given = {"preferred": weighed.pk, "why": "Social workers get their hours back."}
    assert client.post(address, given).status_code == 302
    page = text(client.get(f"/money/options/{begun.pk}/"))
    assert "“Administrators”. Social workers get their hours back." in page
    refused = text(client.post(f"/money/options/option/{weighed.pk}/out/"))
    assert "Prefer another first" in refused


def test_two_people_at_one_option_overwrite_nothing_unawares(client, another, town, begun, weighed):  # fmt: skip
    address = f"/money/options/option/{weighed.pk}/"
    another.force_login(town.sam)
    seen = client.get(address).context["form"].initial["seen"]
    costs = {
        "name": "Administrators", "scores_0": "80", "scores_1": "30", "seen": seen,
        "costs_1": "92000", "costs_2": "94000.50",
    }  # fmt: skip
    assert another.post(address, costs | {"costs_0": "95000"}).status_code == 302
    told = text(client.post(address, costs | {"costs_0": "91000"}))
    assert "Costs by year, in pounds: changed by Sam Whitlock" in told
    weighed.refresh_from_db()
    assert weighed.costs.split()[0] == "95000"
    kept = client.post(address, costs | {"costs_0": "90000", "name": "Clerks"})
    assert 'value="95000"' in text(kept), (
        "What nobody typed over is shown as it is now."
    )


def test_costs_of_other_years_than_the_appraisals_are_told(client, begun, weighed):
    address = f"/money/options/{begun.pk}/change/"
    assert client.post(address, BEGUN | {"years": "4"}).status_code == 302
    page = text(client.get(f"/money/options/{begun.pk}/"))
    assert "has costs of 3 years, and the appraisal is of 4" in page
    told = text(client.get(f"/money/options/{begun.pk}/take/pdf/", follow=True))
    assert "It cannot be taken yet." in told


def test_an_appraisal_is_taken_for_word_and_who_took_it_is_on_record(client, begun, weighed):  # fmt: skip
    taken = client.get(f"/money/options/{begun.pk}/take/docx/")
    words = "\n".join(each.text for each in WordFile(BytesIO(taken.content)).paragraphs)
    assert "The options side by side" in words and "What is done with four" in words
    assert AuditEntry.objects.filter(action="take appraisal").count() == 1
    assert client.get(f"/money/options/{begun.pk}/take/txt/").status_code == 404


def test_a_benefit_and_a_risk_are_changed_and_taken_out(client, begun, weighed):
    benefit = weighed.benefits.get()
    address = f"/money/options/benefit/{benefit.pk}/"
    page = client.get(address).context["form"].initial
    names = ("what", "unit", "low", "expected", "high", "source", "first", "seen")
    values = {name: page[name] for name in names}
    wrong = text(client.post(address, values | {"low": "2600"}))
    assert "Give the lowest first" in wrong
    assert client.post(address, values | {"low": "2,400"}).status_code == 302
    assert weighed.benefits.get().low == 2400
    assert "Enter a number" in text(client.post(address, values | {"low": "24,00"}))
    risk = {"what": "Posts stay empty", "chance": "20", "pounds": "10000", "year": "0"}
    client.post(f"/money/options/option/{weighed.pk}/risk/", risk)
    assert "nothing is said of what is done about Posts stay empty" in text(
        client.get(f"/money/options/{begun.pk}/")
    )
    for part in (benefit, weighed.risks.get()):
        kind = part._meta.model_name.removeprefix("option")
        assert client.post(f"/money/options/{kind}/{part.pk}/out/").status_code == 302
    assert not weighed.benefits.exists() and not weighed.risks.exists()


def test_an_interval_that_a_pilot_hands_over_is_put_to_an_option(
    client, begun, weighed
):
    OptionBenefit.objects.all().delete()
    handed = "/money/options/place/?what=Good+audits&low=1.5&expected=4&high=7&source=The+pilot"  # fmt: skip
    form = client.get(handed).context["form"]
    assert form["what"].value() == "Good audits" and form["low"].value() == "1.5"
    values = {name: form[name].value() for name in ("what", "low", "expected", "high", "source")}  # fmt: skip
    values |= {"unit": "points", "first": "0", "option": weighed.pk}
    assert client.post(handed, values).status_code == 302
    assert weighed.benefits.get().source == "The pilot"


WRONG = [
    ({"costs_0": "", "costs_1": "1", "costs_2": "1"}, "2026/27: enter a number"),
    ({"costs_0": "-1"}, "2026/27: enter a number from 0 up"),
    ({"scores_0": "101"}, "Care: enter a number from 0 to 100"),
    ({"not_costed": "Nobody knows"}, "It is costed above"),
    ({"costs_0": "", "costs_1": "", "costs_2": ""}, "Give its costs, or say why"),
    ({"name": "Do nothing"}, "There is an option of this name already"),
]


@pytest.mark.parametrize("given, told", WRONG)
def test_what_cannot_be_typed_of_an_option_is_told(client, begun, given, told):
    assert told in text(add_posts(client, begun, **given))


@pytest.mark.parametrize(
    "lines, told",
    [
        ("Care: 70\nEase: 20", "come to 90"),
        ("Care 100", "write the name, a colon and a weight"),
        ("Care: 0\nEase: 100", "weight above 0"),
        ("Care: 50\nCare: 50", "Two criteria are of one name"),
    ],
)
def test_criteria_that_cannot_be_weighed_are_told(lines, told):
    with pytest.raises(ValidationError, match=told):
        CriteriaField(required=False).clean(lines)


def test_criteria_and_numbers_are_kept_as_lines():
    assert CriteriaField().clean("Care:  70.0 \n\nEase of use: 30") == "Care: 70\nEase of use: 30"  # fmt: skip
    field = NumbersField(["A", "B"], keyed=True)
    assert field.clean(["£1,000", "2.50"]) == "A: 1000\nB: 2.5"
    assert field.widget.decompress("B: 2.5\nA: 1000") == ["1000", "2.5"]
    assert field.clean(["", ""]) == ""


def test_inflation_has_no_place_in_prices_of_the_first_year(client, begun):
    page = text(client.post(f"/money/options/{begun.pk}/change/", BEGUN | {"inflation": "2"}))  # fmt: skip
    assert "no inflation to take out" in page


def test_each_line_of_the_trail_is_about_something_named(client, town, begun, weighed):
    actions.add_risk(by=town.fay, option=weighed, what="Delay", chance=5, pounds=9)
    client.force_login(town.sam)
    page = text(client.get("/audit/"))
    assert "Four posts: Administrators, Delay" in page
