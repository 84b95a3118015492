"""The printed manual of timescales is the rulebook's and the worked cases' own."""

from pathlib import Path

from alongside.reckon.rulebook.cases import worked_cases
from alongside.reckon.rulebook.manual import manual, printed

HOUSE = Path(__file__).parents[2]
WORKED = HOUSE / "alongside" / "reckon" / "rulebook" / "worked"
PRINTED = HOUSE / "docs" / "reference" / "timescales.md"


def test_the_manual_is_fresh(rulebook):
    pages = printed(PRINTED, manual(rulebook, worked_cases()))
    stale = [
        path.name
        for path, page in pages.items()
        if not path.exists() or path.read_text("utf-8") != page
    ]
    assert not stale, f"{', '.join(stale)}: stale. Run: make manual"
    there = {PRINTED, *PRINTED.with_suffix("").iterdir()}
    assert there == set(pages), "A page stands here of a service that the book lacks."


def test_every_rule_has_worked_cases_and_every_case_a_rule(rulebook):
    cases = worked_cases()
    assert set(cases) == set(rulebook)
    few = [
        f"{code} ({wanted(rulebook[code])})"
        for code, worked in cases.items()
        if len(worked) < wanted(rulebook[code])
    ]
    assert not few, f"Work more dates by hand for {', '.join(few)}."


def wanted(rule):
    """Return how many dates are worked by hand: more for a rule that is reckoned."""
    return 5 if rule.computed or rule.code in FIRST else 2


# These stood in the book before the rest, and are worked at more edges.
FIRST = {
    "PLACEMENT_YEAR_1",
    "CLA_VISIT_LT_6M",
    "CLA_VISIT_1W_UNTIL_REVIEW",
    "CLA_VISIT_4W",
    "CLA_VISIT_CO_HOME",
}


def test_each_case_is_tested_in_the_file_of_its_service(rulebook):
    for rule in rulebook.values():
        tests = HOUSE / "tests" / "law" / f"test_{rule.service}.py"
        assert f'"{rule.code}"' in tests.read_text("utf-8"), f"{tests}: {rule.code}"
        worked = worked_cases()[rule.code]
        file = (WORKED / f"{rule.service}.csv").read_text("utf-8")
        assert file.count(f"\n{rule.code},") == len(worked)


def test_every_law_of_the_book_is_named_beside_its_number(rulebook):
    for rule in rulebook.values():
        page = PRINTED.with_suffix("") / f"{rule.service}.md"
        _, entry = page.read_text("utf-8").split(f"\n## {rule.code}\n")
        assert rule.source in entry.split("\n## ")[0]
