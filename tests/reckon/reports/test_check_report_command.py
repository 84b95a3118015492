"""`alongside check-report`: its exit status, and what it prints for people and programs."""

from __future__ import annotations

import json

from alongside.reckon.cli import main

FAULTY = """Date: 8 September 2026

# Grant for support officers

## 1. Purpose

1.1 The Committee is asked to release £72,000, made up of £62,000 and £11,000.

## 2. Recommendations

2.1 That the grant of £72,000 be noted.

## 3. Background papers

None.
"""


def run(capsys, *arguments):
    status = main([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_finding_is_1_and_says_where_what_how_sure_and_what_to_do(capsys, tmp_path):
    path = tmp_path / "report.md"
    path.write_text(FAULTY)
    status, out, err = run(capsys, "check-report", path, "--json")
    told = json.loads(out)
    assert (status, err, told["meeting"]) == (1, "", "2026-09-08")
    [found] = [each for each in told["findings"] if each["kind"] == "sum"]
    assert found["where"] == "paragraph 1.1" and "£73,000" in found["what"]
    assert found["confidence"] == "certain" and found["do"]
    status, out, _ = run(capsys, "check-report", path)
    assert status == 1 and "Paragraph 1.1: sum" in out and "CERTAIN" in out


def test_nothing_found_is_0(capsys, tmp_path):
    path = tmp_path / "report.md"
    path.write_text(FAULTY.replace("£11,000", "£10,000"))
    status, out, _ = run(capsys, "check-report", path)
    assert (status, "nothing found" in out) == (0, True), out


def test_the_sections_that_a_template_asks_for_are_named_where_they_lack(
    capsys, tmp_path
):
    path = tmp_path / "report.md"
    path.write_text(FAULTY.replace("£11,000", "£10,000"))
    status, out, _ = run(capsys, "check-report", path, "--template", "county")
    assert status == 1 and "“Other options considered”, which" in " ".join(out.split())
    assert "“Purpose of the report”" not in out and "“Recommendations”" not in out
    assert "Human resources" not in out, "No posts are asked for."
    own = tmp_path / "ours.toml"
    own.write_text(
        'title = "Ours"\nnumbering = "through"\n[[sections]]\nname = "climate"\n'
        'heading = "Effect on the climate"\nrequired = "always"\n'
    )
    status, out, _ = run(capsys, "check-report", path, "--template", own)
    assert status == 1 and "“Effect on the climate”" in out
    path.write_text(path.read_text() + "\n## 4. Climate effects\n\nNone.\n")
    assert run(capsys, "check-report", path, "--template", own)[0] == 0
    status, _, err = run(capsys, "check-report", path, "--template", "cuonty")
    assert status == 2 and "Ours are county and london" in err


def test_what_cannot_be_read_is_2_and_says_so_aside(capsys, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04 cut short")
    status, out, err = run(capsys, "check-report", path)
    assert (status, out) == (2, "") and "report.docx" in err and "damaged" in err
    assert run(capsys, "check-report", tmp_path / "none.md")[0] == 2


def test_a_meeting_given_by_hand_is_the_day_that_plans_are_held_against(
    capsys, tmp_path
):
    path = tmp_path / "report.md"
    words = "made up of £62,000 and £10,000. Posts will be filled by 1 March 2027"
    path.write_text(FAULTY.replace("made up of £62,000 and £11,000", words))
    assert run(capsys, "check-report", path)[0] == 0
    status, out, _ = run(capsys, "check-report", path, "--meeting", "2027-04-01")
    assert status == 1 and "past at the meeting of 1 April 2027" in out
