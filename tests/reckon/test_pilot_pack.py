"""`alongside pilot --to`: the page for councillors and the appendix, of the report's table."""

import shlex
from pathlib import Path

import pytest
from docx import Document

from alongside.reckon.cli import main

TABLE = Path(__file__).parents[2] / "examples" / "pilot_audits.csv"
TEAMS = "Bassetlaw DCPT,CDS,Broxtowe & Rushcliffe DCPT,LAC"
ASKED = ("--pilot", TEAMS, "--start", "2015Q2")


def written(to: Path, *more: str) -> Path:
    assert main(["pilot", str(TABLE), *ASKED, *more, "--to", str(to)]) == 0
    return to


@pytest.fixture(scope="module")
def in_word(tmp_path_factory):
    to = tmp_path_factory.mktemp("pack") / "pack.docx"
    return Document(
        written(
            to, "--worthwhile", "10", "--title", "Did it work?", "--council", "Aldmoor"
        )
    )


def rows_of(file, *heads: str) -> list[list[str]]:
    """Return the rows of the first table with these heads."""
    for table in file.tables:
        first, *rest = ([cell.text for cell in row.cells] for row in table.rows)
        if first == list(heads):
            return rest
    raise AssertionError(f"no table of {heads}")


def test_the_page_has_the_verdict_and_three_figures(in_word):
    text = [each.text for each in in_word.paragraphs]
    assert text[0] == "Did it work?" and text[1].startswith("Aldmoor, ")
    asked = "It is asked of one figure: Case audits graded good or better."
    assert any(each.endswith(asked) for each in text)
    assert any(
        "gap of +18.5 points fits anything from −7.5 to +44.5" in each for each in text
    )
    assert any("cannot be separated from what else went on" in each for each in text)
    # By hand of the table: pilot teams +17, +8, +34, +13, the others +3, 0, +1, −6.
    assert rows_of(in_word, "What", "Change", "95% interval") == [
        ["Pilot teams changed by", "+18.0 points", "0.0 to +36.0"],
        ["Comparison teams changed by", "−0.5 points", "−6.7 to +5.7"],
        ["The gap between them", "+18.5 points", "−7.5 to +44.5"],
    ]


def test_the_appendix_has_every_team_every_number_of_audits_and_what_the_file_lacks(
    in_word,
):
    teams = rows_of(in_word, "Team", "Part")
    assert [part for _, part in teams] == ["Pilot"] * 4 + ["Comparison"] * 4
    taken = rows_of(in_word, "Team", "Period", "Audits taken", "Why")
    assert len(taken) == 16 and taken[0][:3] == ["Bassetlaw DCPT", "2015Q1", "11"]
    text = "\n".join(each.text for each in in_word.paragraphs)
    assert (
        "(row 9, C: outstanding)" in text
        and "(row 11, E: requires_improvement)" in text
    )
    assert "The verdict is judged by −7.5 to +44.5, which allows for how few" in text


def test_the_command_it_prints_writes_the_same_numbers(in_word, capsys):
    [line] = [each.text for each in in_word.paragraphs if "as CSV: " in each.text]
    program, name, file, *options = shlex.split(line.partition("as CSV: ")[2])
    assert (program, name, file) == ("alongside", "pilot", TABLE.name)
    assert main(["pilot", str(TABLE), *options]) == 0
    assert "Gap: +18.5 points; 95% interval -7.5 to 44.5" in capsys.readouterr().out


def test_a_page_of_the_web_and_a_pdf_say_the_same(tmp_path):
    page = written(tmp_path / "pack.html").read_text()
    assert "What change would be worth having was not said beforehand." in page
    assert "<svg" in page and "−7.5 to +44.5" in page
    assert written(tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF-")


def test_a_form_that_cannot_be_written_is_refused_before_anything_is(tmp_path, capsys):
    to = tmp_path / "pack.odt"
    assert main(["pilot", str(TABLE), *ASKED, "--to", str(to)]) == 2
    refused = capsys.readouterr()
    assert ".docx, .pdf or .html" in refused.err and not refused.out
    assert not to.exists()
