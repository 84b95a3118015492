"""`alongside rules`: the rulebook in force, with what a council has changed."""

import csv
import io
import json

import pytest

from alongside.reckon.cli.rules import RULES_COLUMNS


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rules_lists_the_book(alongside, rulebook):
    status, out, err = alongside("rules", "--csv")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == ",".join(RULES_COLUMNS)
    rows = {row["code"]: row for row in rows_of(out)}
    assert list(rows) == list(rulebook)
    row = rows["S47_ICPC"]
    assert (row["amount"], row["unit"], row["count"], row["roll"]) == (
        "15", "working_days", "after", "none",
    )  # fmt: skip
    assert (row["basis"], row["verified"], row["computed"]) == (
        "guidance",
        "yes",
        "yes",
    )
    assert rows["CHILD_SEEN"]["verified"] == "no"
    assert rows["CLA_VISIT_4W"]["computed"] == ""
    for line, code in zip(alongside("rules")[1].splitlines(), rulebook, strict=True):
        assert line.startswith(code) and rulebook[code].title in line


def test_rules_on_a_day_lists_those_in_force_then(alongside):
    def codes(day):
        return {
            row["code"] for row in rows_of(alongside("rules", "--csv", "--on", day)[1])
        }

    assert codes("2015-04-01") - codes("2015-03-31") == {"CLA_VISIT_LT_6M"}


def test_rules_shows_a_councils_own(alongside, tmp_path):
    ours = tmp_path / "ours.toml"
    ours.write_text(
        '[CHILD_SEEN]\nenabled = false\nchanged_by = "Board, 3 March 2026"\n'
        '[S47_ICPC]\nchanged_by = "Board"\nchanges = [{ from = 2020-04-24, '
        'to = 2020-09-25, within = { working_days = 20 }, source = "s" }]\n'
    )
    rows = {
        r["code"]: r
        for r in rows_of(alongside("rules", "--csv", "--rulebook", ours)[1])
    }
    assert rows["CHILD_SEEN"]["enabled"] == "no"
    assert rows["CHILD_SEEN"]["changed_by"] == "Board, 3 March 2026"
    assert rows["S47_ICPC"]["amount"] == "15"
    on = rows_of(
        alongside("rules", "--csv", "--on", "2020-05-01", "--rulebook", ours)[1]
    )
    assert {r["code"]: r["amount"] for r in on}["S47_ICPC"] == "20"
    listed = alongside("rules", "--rulebook", ours)[1].splitlines()
    [seen] = [line for line in listed if line.startswith("CHILD_SEEN")]
    assert seen.endswith("[switched off]")
    [year] = [line for line in listed if line.startswith("PLACEMENT_YEAR_1")]
    assert year.endswith("[not a clock]")


@pytest.mark.parametrize("content", [b"[S47_ICPC]\nwithin = 3", b"\xff"])
def test_a_rulebook_that_cannot_be_used_is_refused(alongside, tmp_path, content):
    ours = tmp_path / "ours.toml"
    ours.write_bytes(content)
    status, out, err = alongside("rules", "--rulebook", ours)
    assert (status, out) == (2, "")
    assert err.startswith("alongside: ours.toml")


def test_the_book_for_machines(alongside, rulebook):
    status, out, err = alongside("rules", "--json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert [rule["code"] for rule in told] == list(rulebook)
    assert tuple(told[0]) == RULES_COLUMNS
    clocks = {rule["code"]: rule["clock"] for rule in told}
    assert clocks["S47_ICPC"] == "practice"
    assert clocks["S47_ICPC_STATISTICS"] == "statistics"


def test_rules_say_which_are_for_statistics_and_which_the_law_had_lifted(alongside):
    listed = {line.split()[0]: line for line in alongside("rules")[1].splitlines()}
    assert listed["CFA_COMPLETE_STATISTICS"].endswith("[for statistics]")
    assert not listed["CFA_COMPLETE"].endswith("]")
    then = alongside("rules", "--on", "2020-05-01")[1].splitlines()
    [visit] = [line for line in then if line.startswith("PF_FIRST_VISIT")]
    assert visit.endswith("[lifted by law]")
