"""`alongside council` and `alongside read`: exports made, and what they hold."""

import json

import pytest


def test_the_same_seed_writes_the_same_council(council, tmp_path, alongside):
    status, out, _ = alongside(
        "council",
        "--children",
        40,
        "--seed",
        3,
        "--as-at",
        "2026-03-31",
        "--to",
        tmp_path,
    )
    assert status == 0
    assert str(tmp_path / "annex_a.xlsx") in out.splitlines()
    for path in sorted((council / "ssd").iterdir()):
        assert (tmp_path / "ssd" / path.name).read_bytes() == path.read_bytes()


def test_read_says_what_an_export_holds(council, alongside):
    status, out, _ = alongside("read", council / "annex_a.xlsx")
    assert status == 0
    assert out.startswith("annex_a.xlsx: annex_a\n")
    assert "List 3: Referral" in out
    status, out, _ = alongside("read", council / "annex_a.xlsx", "--json")
    [told] = json.loads(out)
    assert status == 0
    assert (told["file"], told["format"]) == ("annex_a.xlsx", "annex_a")
    assert {"name", "sheet", "header_row", "rows", "kept", "left_out"} <= set(
        told["lists"][0]
    )
    assert {"sheet", "row", "column", "what", "do"} <= set(told["findings"][0])


def test_read_of_what_is_no_export_exits_2(council, alongside, tmp_path):
    other = tmp_path / "letter.csv"
    other.write_text("Dear,colleague\nall,well\n")
    status, out, _ = alongside("read", other, council / "annex_a.xlsx", "--json")
    assert status == 2
    assert [told["file"] for told in json.loads(out)] == ["letter.csv", "annex_a.xlsx"]


@pytest.mark.parametrize("children", [0, -3])
def test_a_council_of_nobody_is_refused(alongside, tmp_path, children):
    status, out, err = alongside("council", "--children", children, "--to", tmp_path)
    assert (status, out) == (2, "")
    assert f"at least 1 open child, not {children}." in err


def test_a_council_may_be_as_small_as_one_child(alongside, tmp_path):
    status, out, _ = alongside("council", "--children", 1, "--to", tmp_path)
    assert status == 0 and str(tmp_path / "annex_a.xlsx") in out.splitlines()
