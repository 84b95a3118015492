"""Where in a file a mistake stands, and a council's rules laid one over another.

The lines are counted by hand.
"""

import pytest

from alongside.reckon.clock import Limit
from alongside.reckon.rulebook import BadRulebook, Written, with_own

OURS = """\
# The partnership's own.

[CORE_GROUP_N]
within = { weeks = 4 }
changed_by = "Partnership, 12 May 2026"

["CHILD_SEEN"]  # said in quotation marks
enabled = false

[CP_VISIT_4W]
[CP_VISIT_4W.within]
weeks = 4
"""


@pytest.mark.parametrize(
    ("code", "key", "place"),
    [
        ("CORE_GROUP_N", "", "ours.toml, line 3"),
        ("CORE_GROUP_N", "within", "ours.toml, line 4"),
        ("CORE_GROUP_N", "changed_by", "ours.toml, line 5"),
        ("CORE_GROUP_N", "enabled", "ours.toml, line 3"),
        ("CHILD_SEEN", "", "ours.toml, line 7"),
        ("CHILD_SEEN", "enabled", "ours.toml, line 8"),
        ("CP_VISIT_4W", "within", "ours.toml, line 11"),
        ("CP_VISIT_4W", "", "ours.toml, line 10"),
        ("S47_ICPC", "within", "ours.toml"),
    ],
)
def test_a_key_is_found_where_it_stands(code, key, place):
    assert Written(OURS, "ours.toml").at(code, key) == place


def test_a_rule_is_found_by_the_first_of_its_lines_and_a_key_by_its_own():
    deep = Written("[OTHER]\n[X_RAY.within]\n[X_RAY.within.deeper]\n", "x.toml")
    assert deep.at("X_RAY") == deep.at("X_RAY", "enabled") == "x.toml, line 2"
    later = Written("[X_RAY]\n[X_RAY.within.deeper]\n", "x.toml")
    assert later.at("X_RAY", "within") == "x.toml, line 2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n\n[S47_ICPC]\nenabled = maybe\n", "ours.toml, line 4: It cannot be read"),
        ("[S47_ICPC]\ntitle = '''\nto no end", "ours.toml, line 3: It cannot be read"),
        ("[S47_ICPC]\n\nenabled = 3\nchanged_by = 'B'", "ours.toml, line 3: S47_ICPC: ena"),
        ("\nS47_ICPC.enabled = 3\nS47_ICPC.changed_by = 'B'", "ours.toml, line 2: S47_IC"),
        ("\n\n\nS47_ICPC = 3", "ours.toml, line 4: 'S47_ICPC' stands outside"),
        (
            '[CP_VISIT_4W]\nchanged_by = "B"\n\nenabled = true\n',
            "ours.toml, line 1: CP_VISIT_10WD and CP_VISIT_4W are the same duty",
        ),
        (
            '[CHILD_SEEN]\nchanged_by = "B"\n\n[S47_ICPC]\nchanged_by = "B"\nstarts = []',
            "ours.toml, line 6: S47_ICPC has no starts",
        ),
    ],
)  # fmt: skip
def test_a_refusal_names_the_line(text, said):
    with pytest.raises(BadRulebook) as refused:
        with_own([Written(text, "ours.toml")])
    assert str(refused.value).startswith(said)


def test_what_is_no_toml_is_said_in_full():
    with pytest.raises(BadRulebook) as refused:
        with_own([Written("[S47_ICPC]\nenabled\n", "ours.toml")])
    assert str(refused.value) == (
        "ours.toml, line 2: It cannot be read as TOML (Expected '=' after a key in a "
        "key/value pair). Compare it with the examples in "
        "docs/how-to/change-a-timescale.md."
    )


def test_who_signed_a_whole_file_off_is_said_of_every_rule_in_it():
    text = "[CHILD_SEEN]\nenabled = false\n[S47_ICPC]\nchanged_by = 'Cabinet'"
    rules = with_own([Written(text, "ours.toml", signed="Board, 3 June 2026")])
    assert rules["CHILD_SEEN"].changed_by == "Board, 3 June 2026"
    assert rules["S47_ICPC"].changed_by == "Cabinet"
    assert rules["CORE_GROUP_N"].changed_by == ""


def test_the_last_word_on_a_rule_stands_alone(rulebook):
    first = Written(
        "[CHILD_SEEN]\nenabled = false\nwho = 'Nobody'\n[CORE_GROUP_N]\nwarn = { working_days = 1 }",
        "first.toml",
        signed="A",
    )
    second = Written("[CHILD_SEEN]\nwithin = { weeks = 1 }", "second.toml", signed="B")
    rules = with_own([first, second])
    seen = rules["CHILD_SEEN"]
    assert (seen.within, seen.changed_by) == (Limit(1, "weeks"), "B")
    assert seen.enabled and seen.who == rulebook["CHILD_SEEN"].who
    assert (rules["CORE_GROUP_N"].warn, rules["CORE_GROUP_N"].changed_by) == (1, "A")


def test_a_rule_named_and_left_alone_is_as_shipped_again(rulebook):
    off = Written("[CHILD_SEEN]\nenabled = false", "off.toml", signed="A")
    back = Written("[CHILD_SEEN]", "back.toml", signed="B")
    assert with_own([off, back])["CHILD_SEEN"].enabled
    assert rulebook["CHILD_SEEN"].changed_by == ""


def test_one_duty_twice_is_laid_at_the_door_of_the_last_to_say_so():
    on = Written(
        "\n[CP_VISIT_4W]\nenabled = true\n[CP_VISIT_10WD]\nenabled = false",
        "on.toml",
        signed="A",
    )
    back = Written("\n\n[CP_VISIT_10WD]\nenabled = true", "back.toml", signed="B")
    assert with_own([on])["CP_VISIT_4W"].computed
    with pytest.raises(BadRulebook) as refused:
        with_own([on, back])
    assert str(refused.value) == (
        "back.toml, line 3: CP_VISIT_10WD and CP_VISIT_4W are the same duty. "
        "Switch one of them off with enabled = false."
    )
