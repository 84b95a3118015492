"""`alongside report`: made from figures and text, refused while a check fails, changes told."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

docx = pytest.importorskip("docx")
pytest.importorskip("typst")

from alongside.reckon.cli import main  # noqa: E402

FRONT = """
template = "own.toml"
title = "Two more posts"
by = "Service Director"
asks = ["decision", "money"]
background = ["Progress report, March 2015"]

[meeting]
body = "Children's Committee"
on = 2015-04-20

[sign_offs.financial]
on = 2015-04-01
says = "Costs are in {{paragraph cost}}."

[boxes]
users = "40 children"

[tables.costs]
caption = "What each post costs"

[pictures.costs-drawn]
table = "costs"
columns = ["Cost"]
caption = "Costs drawn"
"""
TEMPLATE = """
title = "Ours"
numbering = "through"
above = ["Report to {body}", "{on}", "Agenda item {agenda_item}"]
[[sections]]
name = "purpose"
heading = "Purpose"
required = "always"
[[sections]]
name = "law"
heading = "Law"
wording = "law"
[[sections]]
name = "boxes"
heading = "In brief"
holds = "boxes"
[[sections]]
name = "finance"
heading = "Finance"
required = "money"
[[sections]]
name = "asked"
heading = "Recommendations"
numbered = "no"
[[sections]]
name = "financial"
heading = "Finance adviser's words"
holds = "financial"
[[sections]]
name = "background"
heading = "Papers"
holds = "background"
numbered = "no"
[[sign_offs]]
name = "financial"
role = "Finance adviser"
why = "figures are seen by finance"
[[boxes]]
box = "People"
name = "users"
words = "Users"
[[wordings]]
name = "law"
first = 2010-01-01
last = 2014-12-31
text = "The law as it was."
[[wordings]]
name = "law"
first = 2015-01-01
text = "The law as it is."
"""
FIGURES = """\
name,value,unit,rounding,as_at,period,source,behind,formula
post,30794,£,,2015-04-01,2014/15,money,Cost of a post,
months,7,months,,,,typed,Proposal,
posts,2,posts,,,,typed,Proposal,
cost,,£,0,,,money,,posts * post * months / 12
"""
PURPOSE = """\
This report seeks {{posts}} for {{months}}.

a) the first
b) the second, as {{table costs}} says

[table: costs]

[picture: costs-drawn]
"""
FINANCE = "{{posts}} cost {{cost}}. {#cost}\n"
FILES = {
    "report.toml": FRONT, "own.toml": TEMPLATE, "figures.csv": FIGURES,
    "sections/01-purpose.md": PURPOSE, "sections/02-finance.md": FINANCE,
    "sections/03-asked.md": "1) to approve both posts.\n",
    "tables/costs.csv": "Post,Cost\nSenior,{{post}}\nOther,\"£20,000\"\n",
}  # fmt: skip


@pytest.fixture
def report(tmp_path, capsys):
    """Write a folder with some of its files changed, make its report; return what is said."""

    def made(*options, to="report.html", **changed):
        folder = tmp_path / "folder"
        for name, text in (FILES | changed).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, "utf-8")
        target = ("--to", str(tmp_path / to)) if to else ()
        status = main(["report", str(folder), *target, *options])
        said = capsys.readouterr()
        return status, said.out, said.err

    made.at = tmp_path
    return made


def said_in(found) -> str:
    return (found.at / "report.html").read_text("utf-8")


def test_a_figure_is_put_in_by_its_name_worked_out_and_rounded_once(report):
    assert report()[0] == 0
    page = said_in(report)
    assert "This report seeks 2 posts for 7 months." in page
    assert (
        "2 posts cost £35,926." in page
    )  # 2 × 30,794 × 7/12 = 35,926.33, worked by hand


def test_a_changed_value_changes_the_report_and_is_told_and_marked(report):
    report()
    changed = {"figures.csv": FIGURES.replace("posts,2", "posts,3")}
    status, said, _ = report("--marked", **changed)
    assert status == 0
    assert "Changed: cost: was £35,926, now £53,890 (paragraph 3)" in said
    assert "Changed: posts: was 2 posts, now 3 posts (paragraph 1, paragraph 3)" in said
    page = said_in(report)
    assert "3 posts [was 2 posts] cost £53,890 [was £35,926]." in page
    _, said, _ = report(**changed)
    assert "Changed: cost" in said and "[was" not in said_in(report)
    assert "Changed" not in report(**changed)[1]


@pytest.mark.parametrize(
    ("day", "wording"), [("2014-12-31", "as it was"), ("2015-04-20", "as it is")]
)
def test_the_wording_is_that_of_the_meetings_day(report, day, wording):
    front = FRONT.replace("2015-04-20", day).replace("on = 2015-04-01", "")
    figures = FIGURES.replace("2015-04-01", "")
    assert report(**{"report.toml": front, "figures.csv": figures})[0] == 0
    assert f"The law {wording}." in said_in(report)


@pytest.mark.parametrize(
    ("changed", "kind", "where"),
    [
        ({"sections/02-finance.md": None,
          "report.toml": FRONT.replace("{{paragraph cost}}", "the text")},
         "missing section", "section “Finance”"),
        ({"sections/03-asked.md": None,
          "own.toml": TEMPLATE.replace('name = "asked"', 'name = "asked"\nrequired = "always"\nwording = "law"')},
         "missing section", "section “Recommendations”"),
        ({"sections/03-asked.md": "# Recommendations\n",
          "own.toml": TEMPLATE.replace('name = "asked"', 'name = "asked"\nrequired = "always"\nwording = "law"')},
         "missing section", "section “Recommendations”"),
        ({"report.toml": FRONT.replace("sign_offs.financial", "sign_offs.legal")},
         "missing sign-off", "sign-off of the Finance adviser"),
        ({"report.toml": FRONT.replace("on = 2015-04-01", "on = 2015-04-21")},
         "sign-off", "sign-off of the Finance adviser"),
        ({"report.toml": FRONT.replace("on = 2015-04-01", 'role = "Cook"')},
         "sign-off", "sign-off of the Finance adviser"),
        ({"report.toml": FRONT.replace("40 children", "")}, "blank box", "box “People”, Users"),
        ({"report.toml": FRONT.replace('caption = "What each post costs"', "")},
         "table without a caption", "table 1, below 1"),
        ({"figures.csv": FIGURES.replace("cost,,", "cost,35900,")},
         "figure and its formula", "paragraph 3"),
        ({"figures.csv": FIGURES.replace("typed,Proposal,\nposts", "typed,,\nposts")},
         "figure with nothing behind it", "paragraph 1"),
        ({"figures.csv": FIGURES.replace("posts,2,posts,,,", "posts,2,posts,,2015-01-01,")},
         "as-at day", "paragraph 1"),
        ({"figures.csv": FIGURES.replace("posts,2,posts,,,", "posts,2,posts,,2015-05-01,")},
         "as-at day", "paragraph 1"),
        ({"figures.csv": FIGURES.replace("2015-04-01,2014/15", ",")},
         "pounds of no year", "table 1, below 1"),
        ({"figures.csv": FIGURES.replace("typed,Proposal,\nposts", "typed,paper: Plan,\nposts")},
         "background paper not listed", "paragraph 1"),
        ({"claims.csv": "at,says,holds_if\ncost,cheap,cost < 100\n"}, "claim", "paragraph 3"),
        ({"claims.csv": "at,says,holds_if\nusers,many,posts > 9\n"}, "claim", "box “People”, Users"),
        ({"claims.csv": "at,says,holds_if\nlost,many,posts > 1\n"}, "claim", "“lost”"),
        ({"sections/02-finance.md": FINANCE + "\nSee Appendix 1.\n"},
         "missing appendix", "paragraph 4"),
        ({"report.toml": FRONT + '[names]\nposts = ["jobs"]\n',
          "sections/02-finance.md": FINANCE + "\nMore jobs.\n"},
         "two names for one thing", "paragraph 4"),
        ({"figures.csv": FIGURES + "old,14.4,%,,,,typed,A,\nnew,9,%,,,,typed,A,\n"
                                   "fall,,%,1,,,typed,,old - new\n",
          "sections/02-finance.md": FINANCE + "\nIt fell by {{fall}}.\n"},
         "points called per cent", "paragraph 4"),
    ],
)  # fmt: skip
def test_what_fails_refuses_and_acceptance_with_a_reason_does_not(
    report, changed, kind, where
):
    status, said, _ = report("--json", **changed)
    found = json.loads(said)["refusing"]
    assert [(each["kind"], each["where"]) for each in found] == [(kind, where)]
    assert status == 1 and not (report.at / "report.html").exists()
    accepted = (
        f'[[accepted]]\nkind = "{kind}"\nwhere = "{where}"\n'
        'reason = "It is known."\nby = "Author"\n'
    )
    front = changed.get("report.toml", FRONT) + accepted
    status, said, _ = report(**(changed | {"report.toml": front}))
    assert status == 0 and "Accepted by the Author" in said and "It is known." in said


def test_a_section_of_ones_own_stands_after_the_one_before_it(report):
    status, said, _ = report(**{"sections/021-extra.md": "# Extra\n\nMore of it.\n"})
    page = said_in(report)
    places = [
        page.index(f">{each}<") for each in ("Finance", "Extra", "Recommendations")
    ]
    assert status == 0 and places == sorted(places)


def test_lines_above_the_title_stand_where_they_are_filled_in(report):
    report()
    page = said_in(report)
    assert "Report to Children&#x27;s Committee" in page and "20 April 2015" in page
    assert "Agenda item" not in page and "{" not in page.partition("<body>")[2]


def test_an_appendix_that_goes_with_the_report_is_not_missed(report):
    named = FRONT.replace("background =", 'appendices = ["Costs"]\nbackground =')
    text = FINANCE + "\nSee Appendix 1.\n"
    status, said, _ = report(**{"report.toml": named, "sections/02-finance.md": text})
    assert status == 0, said


def test_each_figure_is_traced_to_what_is_behind_it_and_where_it_stands(report):
    told = json.loads(report("--json")[1])["figures"]
    by_name = {each["name"]: each for each in told}
    assert by_name["cost"] == {
        "name": "cost", "printed": "£35,926", "source": "money", "behind": "",
        "formula": "posts * post * months / 12", "as_at": None, "period": "",
        "where": ["paragraph 3"],
    }  # fmt: skip
    assert by_name["post"]["behind"] == "Cost of a post"
    assert by_name["post"]["as_at"] == "2015-04-01"


def test_an_acceptance_of_nothing_is_told(report):
    accepted = (
        '[[accepted]]\nkind = "claim"\nwhere = "x"\nreason = "r"\nby = "Author"\n'
    )
    status, said, _ = report(**{"report.toml": FRONT + accepted})
    assert status == 0 and "Accepted, and not found: claim, x." in said


def test_without_a_file_to_write_the_checks_alone_are_made(report):
    status, said, _ = report(to="")
    assert status == 0 and "Every check holds." in said
    assert not (report.at / "folder" / "figures.lock").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sections/02-finance.md": "{{nothing}}\n"}, "02-finance.md, row 1: {{nothing}}"),
        ({"sections/02-finance.md": "See {{paragraph x}}\n"}, "nothing has the label 'x'"),
        ({"sections/02-finance.md": "[table: x]\n"}, "there is no table 'x'"),
        ({"sections/09-more.md": "Text.\n"}, "no section 'more'"),
        ({"tables/costs.csv": "Post,Cost\nA,{{table costs}}\n"}, "costs.csv, row 2: a pointer"),
        ({"report.toml": FRONT.replace('columns = ["Cost"]', 'columns = ["Price"]')}, "'Price' is no column"),
        ({"tables/costs.csv": "Post,Cost\nA,-5\n"}, "a cell is below 0"),
        ({"tables/costs.csv": "Post,Cost\nA,many\n"}, "no cell of its columns is a number"),
        ({"own.toml": TEMPLATE.replace("2015-01-01", "2016-01-01")}, "no wording of 'law'"),
        ({"sections/02-finance.md": "{{posts as at}} {#cost}\n"}, "posts has no day"),
        ({"sections/02-finance.md": "A {#cost}\n\n{#b}\n"}, "row 3: A paragraph is empty"),
        ({"report.toml": FRONT.replace("Progress report, March 2015", "")}, "background: An item of a list is empty"),
        ({"sections/02-finance.md": "A {#cost}\n\nB {#cost}\n"}, "Two blocks have the label 'cost'"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_read_is_2_and_says_where(report, changed, said):
    status, out, problems = report(**changed)
    assert (status, out) == (2, "")
    assert said in problems and "Traceback" not in problems


def test_another_form_of_file_is_not_written(report):
    status, _, problems = report(to="report.odt")
    assert status == 2 and "End the name with .docx, .pdf or .html" in problems


def test_word_numbers_and_points_by_its_own_fields(report):
    assert report(to="report.docx")[0] == 0
    file = docx.Document(BytesIO((report.at / "report.docx").read_bytes()))
    raw = file.element.xml
    assert " SEQ Table \\* ARABIC " in raw and " SEQ Figure \\* ARABIC " in raw
    assert " REF to_cost \\r \\h " in raw and " REF to_costs \\h " in raw
    assert 'w:name="to_cost"' in raw and 'w:name="to_costs"' in raw
    assert file.core_properties.title == "Two more posts"


def test_a_pdf_is_written(report):
    assert report(to="report.pdf")[0] == 0
    assert b"pdfuaid:part" in (report.at / "report.pdf").read_bytes()
