"""An appraisal as blocks: what a reader is told, and that Word and PDF can be written of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from xml.etree import ElementTree

import pytest

from alongside.reckon.documents import Document, Note, Paragraph, Table, word
from alongside.reckon.money.option_blocks import blocks, sensitivity
from alongside.reckon.money.option_picture import LEFT, WIDTH, picture
from alongside.reckon.money.options import (
    Appraisal,
    Benefit,
    Discount,
    Option,
    Risk,
)

HOURS = Benefit("time released", "hours", D(100), D(300), D(500), "a pilot", D(20))
NOTHING = Option("Do nothing", (D(0), D(0)), does_nothing=True, scores={"Care": D(10)})
POSTS = Option(
    "Two posts & a “lead”", (D(5_000), D("4999.50")), benefits=(HOURS,),
    risks=(Risk("posts stay empty", D("0.2"), D(2_000)),), scores={"Care": D("82.5")},
)  # fmt: skip
LATER = Option("Later", None, "no evaluation yet", scores={"Care": D(50)})
FLAT = Discount(D(0), "none, for sums in the head")
WEIGHED = Appraisal((NOTHING, POSTS, LATER), 2, FLAT, {"Care": D(100)})


def tables(made):
    return {each.caption: each for each in made if isinstance(each, Table)}


def test_the_tables_say_what_was_typed_rounded_once():
    made = tables(blocks(WEIGHED, 2026))
    assert made["Options side by side"].rows[1:] == [
        ("Two posts & a “lead”", "£10,000", "£400", "£12,000", "£1,601",
         "−£6,400 to £9,601", "−£10,400"),
        ("Later", "Not costed", *["Not known"] * 5),
    ]  # fmt: skip
    years = made["Costs by year, as they were typed"]
    assert years.columns == ("Option", "2026/27", "2027/28", "In all")
    assert years.rows[1] == ("Two posts & a “lead”", "£5,000", "£5,000", "£10,000")
    scores = made["Scores from 0 to 100, with the weight of each criterion"].rows[1]
    assert scores == ("Two posts & a “lead”", "82.5", "82.5", "100%")


def test_the_preferred_one_stands_with_its_reason_and_what_is_to_be_looked_at():
    made = list(blocks(WEIGHED, 2026, "Two posts & a “lead”", "It is worth most."))
    said = [each.text for each in made if isinstance(each, (Paragraph, Note))]
    assert "“Two posts & a “lead””. It is worth most." in said
    assert any("“Later” is not costed: no evaluation yet" in each for each in said)
    assert any("nothing is said of what is done about posts" in each for each in said)


def test_what_would_change_the_answer_is_said_in_sentences():
    found = sensitivity(WEIGHED)
    # £1,600.50 ahead, on costs of £9,999.50; £40 an hour a year over two years.
    assert found[0].endswith("rise by 16% before “Do nothing” is worth as much.")
    assert found[1] == "At a discount rate of 0% a year, the same is worth the most."
    assert "at 260 hours a year of time released: within what may be" in found[2]
    neither = replace(WEIGHED, options=(replace(NOTHING, costs=None, not_costed="x"), LATER))  # fmt: skip
    assert sensitivity(neither) == ["Nothing that was typed changes which option comes first."]  # fmt: skip


def test_prices_as_they_will_be_paid_are_told():
    rising = Discount(D("0.035"), "a rate", nominal=True, inflation=D("0.02"))
    made = list(blocks(replace(WEIGHED, discount=rising), 2026))
    assert "inflation of 2% a year is taken out" in made[1].text
    assert "discounted at 3.5% a year: a rate." in made[1].text


@pytest.mark.parametrize(
    "weighed",
    [
        WEIGHED,
        replace(WEIGHED, criteria={}),
        replace(WEIGHED, options=(NOTHING, replace(POSTS, benefits=(), risks=()))),
        replace(WEIGHED, options=(replace(NOTHING, costs=None, not_costed="x"), LATER)),
    ],
)
def test_word_can_be_written_of_any_appraisal(weighed):
    whole = Document("Posts", "Town", date(2026, 3, 2), list(blocks(weighed, 2026)))
    assert word.write(whole)[:2] == b"PK"


def test_the_picture_is_well_formed_and_all_of_it_lies_on_its_paper():
    root = ElementTree.fromstring(picture(WEIGHED))
    marks = [float(each.get("cx")) for each in root.iter() if each.tag.endswith("circle")]  # fmt: skip
    assert len(marks) == 2 and all(LEFT <= each <= WIDTH for each in marks)
    fills = [each.get("fill") for each in root.iter() if each.tag.endswith("circle")]
    assert fills[0] == "#ffffff" != fills[1], "The one worth most is filled."
    assert "Two posts & a “lead” £1,601, from −£6,400 to £9,601" in root.get("aria-label")  # fmt: skip
