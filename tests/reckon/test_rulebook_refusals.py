"""What a rulebook's reader says when it refuses, word for word; and what it lets pass.

A council reads these sentences and nothing else: a word wrong in them is a fault.
"""

from __future__ import annotations

from datetime import date

import pytest

from alongside.reckon.clock import Clock, Limit, OutsideCalendar
from alongside.reckon.rulebook import BadRulebook, Written, read, with_own
from alongside.reckon.rulebook.rule import Change, Lifted

SIGNED = 'changed_by = "Board, 3 March 2026"'


def laid(lines: str):
    """Return the conference's rule with these lines laid over it, from line 3 on."""
    written = Written(f"[S47_ICPC]\n{SIGNED}\n{lines}", "ours.toml")
    return with_own([written])["S47_ICPC"]


def refusal(text: str) -> str:
    with pytest.raises(BadRulebook) as refused:
        with_own([Written(text, "ours.toml")])
    return str(refused.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("within = { weeks = 0 }", "within: A limit is at least 1, not 0."),
        ("within = { hours = 3, count = 'before' }",
         "within: Hours are only counted forward."),
        ("within = { birthdays = 18, roll = 'next' }",
         "within: Birthdays are only counted forward."),
        ("within = 3",
         "within: It is one unit and a whole number, like { working_days = 15 }, not 3."),
        ("basis = 'habit'",
         "basis: It is one of statute, guidance, local, not 'habit'."),
        ("enabled = 1", "enabled: It is true or false, not 1."),
        ("who = 1", "who: It is words between quotation marks, not 1."),
        ("warn = 1", "warn: It is like { working_days = 5 }, not 1."),
        ("warn = { working_days = true }",
         "warn: It is a whole number of working days, not True."),
        ("in_force = 1", "in_force: in_force is in force between days, "
         "like { from = 2020-04-24 }, not 1."),
        ("in_force = { from = 2026-02-02, to = 2026-02-01 }",
         "in_force: in_force ends (2026-02-01) before it begins (2026-02-02)."),
        ("changes = 1", "changes: It is a list of changes, not 1."),
        ("changes = [1]", "changes: A change has within and source, and from or to or "
         "both, not 1."),
        ("changes = [{ within = { weeks = 1 }, source = 's', to = 1 }]",
         "changes: a change is in force between days, like { from = 2020-04-24 }, "
         "not {'to': 1}."),
        ("changes = [{ from = 2020-01-01, within = { weeks = 1 }, source = 'a' },"
         "{ from = 2021-01-01, within = { weeks = 2 }, source = 'b' }]",
         "changes: Two changes are both in force on 01 January 2021. "
         "End one before the other begins."),
        ("lifted = 1",
         "lifted: It is a list of days with from, to and source, not 1."),
        ("lifted = [{ to = 2020-09-25, source = 's' }]",
         "lifted: It is a list of days with from, to and source, "
         "not [{'to': datetime.date(2020, 9, 25), 'source': 's'}]."),
        ("lifted = [{ from = 1, source = 's' }]",
         "lifted: a limit lifted is in force between days, "
         "like { from = 2020-04-24 }, not {'from': 1}."),
        ("lifted = [{ from = 2020-04-24, source = 1 }]",
         "lifted: It is words between quotation marks, not 1."),
    ],
)  # fmt: skip
def test_a_value_is_refused_in_words_that_say_what_to_write(lines, said):
    text = f"[S47_ICPC]\n{SIGNED}\n{lines}"
    assert refusal(text) == f"ours.toml, line 3: S47_ICPC: {said}"


def test_a_rule_without_an_end_is_refused_in_full():
    text = f"[S47_ICPC]\n{SIGNED}\ncompleted_by = []"
    assert refusal(text) == (
        "ours.toml, line 3: S47_ICPC has no completed_by, so its clock would never run. "
        "Add it, or say in needs what is wanting."
    )


def test_who_signed_it_off_is_asked_for_in_full():
    assert refusal("[S47_ICPC]") == (
        "ours.toml, line 1: S47_ICPC changes a rule but does not say who signed it off. "
        'Add changed_by = "name of the body, date".'
    )


def test_a_key_that_no_rule_has_is_refused_with_those_there_are():
    said = refusal(f"[S47_ICPC]\n{SIGNED}\nwihtin = 3")
    assert said.startswith(
        "ours.toml, line 3: S47_ICPC has a key 'wihtin' that no rule has. "
        "The keys are basis, changed_by, changes, clock, completed_by, "
    )
    assert said.endswith(", verified, warn, who, within.")


def test_a_mistake_in_a_local_rule_is_named_as_any():
    local = "[OURS]\ntitle = 'T'\nsource = 's'\nverified = true\nwithin = 3"
    assert refusal(local).startswith("ours.toml, line 5: OURS: within: It is one unit")


def test_what_stands_outside_any_rule_is_refused_in_full():
    assert refusal("S47_ICPC = 3") == (
        "ours.toml, line 1: 'S47_ICPC' stands outside any rule. "
        "Put it under a line like [S47_ICPC]."
    )


def test_a_file_that_is_no_text_is_refused_in_full(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadRulebook) as refused:
        read(path)
    assert str(refused.value) == (
        "ours.toml: It is not UTF-8 text. Save it so from the editor."
    )


def test_a_file_is_read_as_utf_8_whatever_the_machine_thinks(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_bytes(f"[S47_ICPC]\nwho = 'Siân'\n{SIGNED}".encode())
    assert read(path)["S47_ICPC"].who == "Siân"


def test_a_change_keeps_its_days_and_its_source():
    first, last = date(2026, 4, 1), date(2026, 4, 1)
    rule = laid(
        "changes = [{ from = 2026-04-01, to = 2026-04-01, within = { weeks = 2 }, "
        "source = 'minute 4' }]"
    )
    assert rule.changes == (Change(Limit(2, "weeks"), first, last, "minute 4"),)


def test_a_limit_lifted_keeps_its_days_and_its_source():
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    span = "{ from = 2026-04-01, to = 2026-04-30, source = 'an order' }"
    for lines in (f"lifted = [{span}]", f"lifted = {span}"):
        assert laid(lines).lifted == (Lifted(first, last, "an order"),)
    open_ended = laid("lifted = [{ from = 2026-04-01, source = 'an order' }]").lifted
    assert open_ended == (Lifted(first, date.max, "an order"),)


def test_a_rule_in_force_for_one_day_is_one():
    rule = laid("in_force = { from = 2026-04-01, to = 2026-04-01 }")
    assert rule.first == rule.last == date(2026, 4, 1)


def test_a_calendar_that_is_not_known_is_refused_by_name():
    bare = Clock({}, date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(OutsideCalendar) as refused:
        bare.of("uk_any")
    assert str(refused.value) == "The bank holidays of uk_any are not known."
