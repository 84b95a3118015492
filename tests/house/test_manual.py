"""The printed manual of timescales is the rulebook's and the worked cases' own."""

from pathlib import Path

from alongside.reckon.rulebook.manual import manual, worked_cases

HOUSE = Path(__file__).parents[2]
WORKED = HOUSE / "tests" / "law" / "worked"
PRINTED = HOUSE / "docs" / "reference" / "timescales.md"


def test_the_manual_is_fresh(rulebook):
    assert PRINTED.read_text("utf-8") == manual(rulebook, worked_cases(WORKED)), (
        "docs/reference/timescales.md is stale. Run: python -m "
        "alongside.reckon.rulebook.manual tests/law/worked docs/reference/timescales.md"
    )


def test_every_rule_has_worked_cases_and_every_case_a_rule(rulebook):
    cases = worked_cases(WORKED)
    assert set(cases) == set(rulebook)
    few = [code for code, worked in cases.items() if len(worked) < 5]
    assert not few, f"Work at least five dates by hand for {', '.join(few)}."


def test_each_case_is_tested_in_the_file_of_its_service(rulebook):
    for rule in rulebook.values():
        tests = HOUSE / "tests" / "law" / f"test_{rule.service}.py"
        assert f'"{rule.code}"' in tests.read_text("utf-8"), f"{tests}: {rule.code}"
        worked = worked_cases(WORKED)[rule.code]
        file = (WORKED / f"{rule.service}.csv").read_text("utf-8")
        assert all(f"{rule.code},{case.starts},{case.due}" in file for case in worked)


def test_every_law_of_the_book_is_named_beside_its_number(rulebook):
    printed = PRINTED.read_text("utf-8")
    for rule in rulebook.values():
        assert f"### {rule.code}\n" in printed
        assert rule.source in printed
