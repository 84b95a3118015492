"""The rulebook: what a council may lay over it, and what is refused with its place."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from alongside.reckon.clock import Limit
from alongside.reckon.dues.tables import gaps
from alongside.reckon.events import EVENTS
from alongside.reckon.rulebook import BadRulebook, Rule, read

SIGNED = 'changed_by = "Safeguarding board, 3 March 2026"'


@pytest.fixture
def council(tmp_path):
    def laid_over(text: str):
        path = tmp_path / "ours.toml"
        path.write_text(text, "utf-8")
        return read(path)

    return laid_over


def test_without_a_file_the_book_is_england_s(rulebook):
    assert read() == rulebook
    assert read() is not rulebook


def test_a_council_changes_an_amount_and_nothing_else(council, rulebook):
    rules = council(f"[CHILD_SEEN]\nwithin = {{ working_days = 10 }}\n{SIGNED}")
    changed = rules["CHILD_SEEN"]
    assert changed.within == Limit(10, "working_days")
    assert changed.changed_by == "Safeguarding board, 3 March 2026"
    assert (
        replace(changed, within=Limit(5, "working_days"), changed_by="")
        == (rulebook["CHILD_SEEN"])
    )
    assert list(rules) == list(rulebook)
    assert {**rules, "CHILD_SEEN": rulebook["CHILD_SEEN"]} == rulebook
    assert read()["CHILD_SEEN"].within == Limit(5, "working_days")


def test_a_council_changes_the_unit_the_way_of_counting_and_the_roll(council, clock):
    rules = council(
        "[CP_VISIT_10WD]\n"
        'within = { working_days = 10, count = "beginning_with" }\n'
        f"{SIGNED}\n[CORE_GROUP_N]\nwithin = {{ months = 1, roll = 'previous' }}\n{SIGNED}"
    )
    # The visit of Monday 23 November is day 1, so day 10 is Friday 4 December.
    visit = rules["CP_VISIT_10WD"].due(date(2026, 11, 23), clock)
    assert visit == date(2026, 12, 4)
    # A month from 25 November is Christmas Day; rolled back, Christmas Eve.
    assert rules["CORE_GROUP_N"].due(date(2026, 11, 25), clock) == date(2026, 12, 24)


def test_a_council_switches_a_rule_off(council, rulebook):
    rules = council(f"[CHILD_SEEN]\nenabled = false\n{SIGNED}")
    assert rulebook["CHILD_SEEN"].computed
    assert not rules["CHILD_SEEN"].computed
    assert gaps(rules, frozenset())["CHILD_SEEN"].startswith("It is switched off")


def test_a_council_gives_a_switched_off_rule_what_it_needs(council):
    rules = council(
        '[CLA_VISIT_4W]\nenabled = true\nneeds = ""\nstarts = "looked_after_visit"\n'
        f'completed_by = "looked_after_visit"\nrepeats = true\n{SIGNED}'
    )
    assert rules["CLA_VISIT_4W"].computed
    assert rules["CLA_VISIT_4W"].within == Limit(4, "weeks")


def test_enabling_alone_does_not_make_up_what_a_rule_needs(council):
    rules = council(f"[CLA_VISIT_4W]\nenabled = true\n{SIGNED}")
    assert not rules["CLA_VISIT_4W"].computed


LOCAL = """
[OUR_SUPERVISION]
title = "Case supervision"
starts = "became_looked_after"
completed_by = ["looked_after_review_held"]
within = { months = 2 }
source = "Our supervision policy, 2026"
verified = true
warn = { working_days = 7 }
"""


def test_a_local_rule_stands_beside_england_s(council, rulebook):
    rules = council(LOCAL)
    rule = rules["OUR_SUPERVISION"]
    assert (rule.service, rule.basis, rule.warn) == ("local", "local", 7)
    assert rule.starts == ("became_looked_after",)
    assert rule.completed_by == ("looked_after_review_held",)
    assert {code for code in rules if code not in rulebook} == {"OUR_SUPERVISION"}


def test_a_rule_in_force_for_a_time(council):
    text = f"{LOCAL}in_force = {{ from = 2026-04-01, to = 2027-03-31 }}"
    rule = council(text)["OUR_SUPERVISION"]
    assert (rule.first, rule.last) == (date(2026, 4, 1), date(2027, 3, 31))


# The limits of 2020 (SI 2020/445), as a council might record them for old cases.
RELAXED = f"""
[CLA_VISIT_6W]
{SIGNED}
changes = [
    {{ from = 2021-01-01, to = 2021-03-31, within = {{ weeks = 8 }}, source = "b" }},
    {{ from = 2020-04-24, to = 2020-09-25, within = {{ weeks = 12 }}, source = "a" }},
]
"""


@pytest.mark.parametrize(
    ("start", "weeks"),
    [
        ("2020-04-23", 6),
        ("2020-04-24", 12),
        ("2020-09-25", 12),
        ("2020-09-26", 6),
        ("2020-12-31", 6),
        ("2021-01-01", 8),
        ("2021-03-31", 8),
        ("2021-04-01", 6),
    ],
)
def test_a_dated_change_holds_for_clocks_started_while_it_was_in_force(
    council, clock, start, weeks
):
    rule = council(RELAXED)["CLA_VISIT_6W"]
    began = date.fromisoformat(start)
    assert rule.due(began, clock) == began + timedelta(weeks=weeks)
    [span] = [limit for limit, first, last in rule.limits() if first <= began <= last]
    assert span == rule.limit(began)


@pytest.mark.parametrize(
    "changes",
    [
        "",
        'changes = [{ within = { weeks = 8 }, source = "a" }]',
        'changes = [{ from = 2024-01-01, within = { weeks = 8 }, source = "a" }]',
        'changes = [{ to = 2024-01-01, within = { weeks = 8 }, source = "a" }]',
    ],
)
def test_the_spans_of_a_rule_leave_no_day_out_and_cover_none_twice(council, changes):
    rule = council(f"[CLA_VISIT_6W]\n{SIGNED}\n{changes}")["CLA_VISIT_6W"]
    spans = rule.limits()
    assert spans[0][1] == date.min and spans[-1][2] == date.max
    for (_, first, last), (_, opens, _) in pairwise(spans):
        assert first <= last
        assert opens == last + timedelta(1)
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 2)]
    for day in days:
        [held] = [limit for limit, first, last in spans if first <= day <= last]
        assert held == rule.limit(day)


def over(lines: str) -> str:
    return f"[S47_ICPC]\n{SIGNED}\n{lines}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[S47_ICPC]\nwithin = { working_days = 20 }",
         "ours.toml, line 1: S47_ICPC changes a rule but does not say who signed it off"),
        ("[S47_ICPC]\nenabled = false\nchanged_by = ''",
         "ours.toml, line 1: S47_ICPC changes a rule but does not say who signed it off"),
        ("[S47_ICPC", "ours.toml, line 1: It cannot be read as TOML"),
        ("within = 3", "ours.toml, line 1: 'within' stands outside any rule"),
        (over("wihtin = { weeks = 3 }"), "ours.toml, line 3: S47_ICPC has a key 'wihtin'"),
        (over("code = 'X'"), "ours.toml, line 3: S47_ICPC has a key 'code'"),
        (over("within = 15"), "ours.toml, line 3: S47_ICPC: within: .*not 15"),
        (over("within = {}"), "ours.toml, line 3: S47_ICPC: within: It is one unit"),
        (over("within = { weeks = 1, months = 1 }"), "S47_ICPC: within: It is one unit"),
        (over("within = { weeks = 1.5 }"), "S47_ICPC: within: It is one unit"),
        (over("within = { weeks = true }"), "S47_ICPC: within: It is one unit"),
        (over("within = { weeks = 0 }"), "S47_ICPC: within: A limit is at least 1"),
        (over("within = { fortnights = 1 }"), "S47_ICPC: within: 'fortnights' is not"),
        (over("within = { weeks = 1, count = 'from' }"), "within: 'from' is not one of"),
        (over("within = { weeks = 1, roll = 'on' }"), "within: 'on' is not one of"),
        (over("basis = 'custom'"), "S47_ICPC: basis: It is one of statute, guidance"),
        (over("enabled = 'no'"), "S47_ICPC: enabled: It is true or false, not 'no'"),
        (over("repeats = 1"), "S47_ICPC: repeats: It is true or false, not 1"),
        (over("title = 3"), "S47_ICPC: title: It is words between quotation marks"),
        (over("starts = 3"), "S47_ICPC: starts: It is words"),
        (over("ended_by = ['case_closed', 3]"), "S47_ICPC: ended_by: It is words"),
        (over("starts = []"), "ours.toml, line 3: S47_ICPC has no starts, so its clock would never run"),
        (over("completed_by = []"), "S47_ICPC has no completed_by"),
        (over("warn = 5"), "S47_ICPC: warn: It is like { working_days = 5 }, not 5"),
        (over("warn = { weeks = 1 }"), "S47_ICPC: warn: It is like"),
        (over("warn = { working_days = -1 }"), "S47_ICPC: warn: It is a whole number"),
        (over("in_force = 2026-01-01"), "S47_ICPC: in_force: .*between days"),
        (over("in_force = { since = 2026-01-01 }"), "S47_ICPC: in_force: .*between days"),
        (over("in_force = { from = '2026-01-01' }"), "in_force: .*between days"),
        (over("in_force = { from = 2026-01-01T00:00:00 }"), "in_force: .*between days"),
        (over("in_force = { from = 2026-02-01, to = 2026-01-31 }"),
         "S47_ICPC: in_force: in_force ends .2026-01-31. before it begins"),
        (over("changes = [{ within = { weeks = 1 } }]"),
         "S47_ICPC: changes: A change has within and source"),
        (over("changes = [{ source = 'a' }]"), "S47_ICPC: changes: A change has within"),
        (over("changes = [{ within = { weeks = 1 }, source = 'a', on = 2020-01-01 }]"),
         "S47_ICPC: changes: A change has within"),
        (over("changes = [3]"), "S47_ICPC: changes: A change has within"),
        (over("changes = 3"), "S47_ICPC: changes: It is a list of changes, not 3"),
        (over("changes = [{ to = 2020-01-31, within = { weeks = 1 }, source = 'a' },\n"
              "{ from = 2020-01-31, within = { weeks = 2 }, source = 'b' }]"),
         "S47_ICPC: changes: Two changes are both in force on 31 January 2020"),
        ("[NEW_RULE]\ntitle = 'New'", "ours.toml, line 1: NEW_RULE has no within, source, verified"),
        ("[NEW_RULE]\ntitle = 'New'\nwithin = { weeks = 1 }\nsource = 's'\nverified = true",
         "ours.toml, line 1: NEW_RULE has no starts"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_and_its_place_named(council, text, said):
    with pytest.raises(BadRulebook, match=said):
        council(text)


def test_every_event_a_rule_names_is_one_of_ours(rulebook):
    for rule in rulebook.values():
        assert {*rule.starts, *rule.completed_by, *rule.ended_by} <= EVENTS.keys()


def test_every_rule_names_its_law(rulebook):
    for rule in rulebook.values():
        assert isinstance(rule, Rule)
        assert rule.basis in ("statute", "guidance", "local")
        assert rule.source and rule.title and rule.from_words
        assert rule.measure or (rule.done_words and rule.who)
        assert not rule.source.endswith("."), rule.code


def test_what_repeats_is_completed_only_on_a_later_day(rulebook):
    repeating = {
        code for code, rule in rulebook.items() if rule.repeats and rule.computed
    }
    assert repeating == {
        "CIN_VISIT_20WD", "CORE_GROUP_N", "RCPC_N", "CP_VISIT_10WD", "CLA_REVIEW_N",
        "CLA_VISIT_6W", "CLA_VISIT_LT_3M", "CLA_RHA_U5", "CLA_RHA_5P", "CLA_DENTAL",
        "CL_PP_REVIEW", "CLA_SDQ",
    }  # fmt: skip
    for code in (*repeating, "CLA_REVIEW_2"):
        assert not rulebook[code].completes_same_day
    for code in ("S47_ICPC", "REF_DECISION", "CLA_REVIEW_1", "CORE_GROUP_1"):
        assert rulebook[code].completes_same_day
