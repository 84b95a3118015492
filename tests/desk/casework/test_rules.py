"""The rules' own pages: listed, searched, explained, tried."""

from __future__ import annotations

from dataclasses import fields
from html import unescape

import pytest

from alongside.desk.casework import rule_words
from alongside.reckon.rulebook import Rule, england

pytestmark = pytest.mark.usefixtures("today", "home")

RULES = "/timescales/rules/"


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def listed(answer) -> dict[str, str]:
    """The rules on the page, by code, each with the word for its clocks."""
    return {
        rule.code: reckoned.word
        for _, lines in answer.context["services"]
        for rule, reckoned in lines
    }


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


def test_every_rule_is_listed_and_says_whether_it_is_reckoned(asha):
    page = asha.get(RULES)
    words = listed(page)
    assert list(words) == list(england())
    assert words["S47_ICPC"] == "Reckoned"
    assert words["CP_VISIT_4W"] == "Switched off"
    assert words["REF_ACK"] == "Cannot be computed"
    assert words["CPP_2Y"] == "Not a duty"
    assert text(page).count("Not verified") == sum(
        not rule.verified for rule in england().values()
    )


def test_what_the_exports_cannot_tell_is_said_beside_the_rule(asha, extract):
    extract.gaps = {"S47_ICPC": "The export has no list of section 47 enquiries."}
    extract.save()
    page = asha.get(RULES)
    assert listed(page)["S47_ICPC"] == "Cannot be computed"
    assert "The export has no list of section 47 enquiries." in text(page)
    assert "from the export of 10 March 2026" in text(page)


def test_what_could_carry_a_missing_event_is_said(asha):
    page = text(asha.get(f"{RULES}?words=REF_ACK"))
    assert "It needs the day the acknowledgement was sent. It could come from" in page


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("words=core+group", {"CORE_GROUP_1", "CORE_GROUP_N"}),
        ("words=GROUP++Core+guidance", {"CORE_GROUP_1"}),
        ("words=s.46(6)", {"POLICE_PROTECTION"}),
        ("words=no+such+thing", set()),
        ("show=no-such-tab", set()),
        ("show=own", set()),
    ],
)
def test_a_rule_is_found_by_its_words(asha, asked, codes):
    assert set(listed(asha.get(f"{RULES}?{asked}"))) == codes


def test_a_tab_shows_those_it_counts(asha):
    page = asha.get(f"{RULES}?show=reckoned")
    counts = {code: count for code, _, count in page.context["tabs"]}
    reckoned = [rule.code for rule in england().values() if rule.computed]
    assert list(listed(page)) == reckoned
    assert counts["reckoned"] == len(reckoned) and counts[""] == len(england())
    parts = ("reckoned", "off", "cannot", "neither")
    assert sum(counts[part] for part in parts) == counts[""]


def test_a_rule_says_its_law_its_switches_and_its_worked_dates(asha):
    page = text(asha.get(f"{RULES}CP_VISIT_10WD/"))
    rule = england()["CP_VISIT_10WD"]
    assert rule.source in page and rule.who in page
    assert "Nowhere: it stands as it was shipped." in page
    for other in ("CP_VISIT_10WD_INCL", "CP_VISIT_4W", "CP_VISIT_20WD"):
        assert f'href="{RULES}{other}/"' in page
    conference = text(asha.get(f"{RULES}S47_ICPC/"))
    assert "Tue 10 May" not in conference and "Wed 10 May 2023" in conference
    assert "Three weeks lands on the coronation holiday Mon 8 May" in conference


def test_a_rule_that_is_none_is_not_found(asha):
    assert asha.get(f"{RULES}NO_SUCH_RULE/").status_code == 404


@pytest.mark.parametrize(
    ("code", "posted", "said"),
    [
        # Three weeks from Monday 2 March would be the 23rd; 45 days are nine weeks, to
        # Monday 4 May, an early May holiday; with Good Friday and Easter Monday three
        # more days: 5, 6, 7 May.
        ("CFA_COMPLETE", {"start": "2 3 2026"},
         "45 working days from Monday 2 March 2026 is Thursday 7 May 2026. "
         "Good Friday (3 April), Easter Monday (6 April) and Early May bank holiday "
         "(4 May) do not count."),
        ("POLICE_PROTECTION", {"start": "27 3 2026", "at": "14:30"},
         # Clocks go forward on Sunday 29 March 2026: 72 hours later it is an hour on.
         "72 hours from Friday 27 March 2026 at 2:30pm is "
         "Monday 30 March 2026 at 3:30pm."),
        ("POLICE_PROTECTION", {"start": "27 3 2026"},
         "72 hours from Friday 27 March 2026 is Monday 30 March 2026."),
        ("S47_ICPC", {"start": "2 1 2031"}, "bank holidays are known from"),
        ("S47_ICPC", {"start": ""}, "Enter the day it starts"),
        ("S47_ICPC", {"start": "31 2 2026"}, "Start must be a real date"),
        ("POLICE_PROTECTION", {"start": "27 3 2026", "at": "half two"},
         "Enter a time, like 2:30pm"),
    ],
)  # fmt: skip
def test_a_date_is_tried(asha, code, posted, said):
    page = asha.post(f"{RULES}{code}/", posted)
    assert said in text(page)


def test_whatever_a_council_changes_of_a_rule_can_be_said():
    said = {field.name for field in fields(Rule)} - {"code", "service", "changed_by"}
    assert set(rule_words._SAID) == said


def test_only_hours_are_asked_for_a_time(asha):
    assert 'name="at"' in text(asha.get(f"{RULES}POLICE_PROTECTION/"))
    assert 'name="at"' not in text(asha.get(f"{RULES}S47_ICPC/"))


def test_a_clock_and_the_worklist_lead_to_the_rule(asha, town, clock_of):
    clock = clock_of(town.robin, 3)
    link = f'href="{RULES}S47_ICPC/"'
    assert link in text(asha.get("/timescales/"))
    assert link in text(asha.get(f"/timescales/{clock.pk}/"))


def test_a_clock_of_a_rule_no_longer_in_the_book_is_shown(asha, town, clock_of):
    clock = clock_of(town.robin, 3, rule="GONE_RULE")
    page = text(asha.get(f"/timescales/{clock.pk}/"))
    assert "GONE_RULE" in page and "no longer in the rulebook" in page
    assert asha.get("/timescales/").status_code == 200
