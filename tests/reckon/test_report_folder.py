"""A report as a folder: what is typed is read, and all that is wrong is said at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.reckon.reports.folder import read
from alongside.reckon.reports.made import make
from alongside.reckon.reports.problems import BadFolder
from alongside.reckon.reports.template import BadTemplate, ours, shipped
from alongside.reckon.reports.template import read as read_template

FRONT = """
template = "county"
title = "Two more posts"
by = "Service Director"
asks = ["decision", "money"]
[meeting]
body = "Children's Committee"
on = 2015-04-20
"""
FIGURES = (
    "name,value,unit,rounding,as_at,period,source,behind,formula\n"
    "post,30794,£,,2015-03-25,2014/15,typed,Pay scales 2014,\n"
    "months,7,months,,,,typed,Paragraph 8,\n"
    'posts,,posts,,2015-03-01,,indicator,"staff.csv: value where team=North and what=posts",\n'
    "cost,,£,0,,,typed,,posts * post * months / 12\n"
)
STAFF = "team,what,value\nNorth,posts,2\nSouth,posts,9\n"
PURPOSE = """\
This report seeks
{{posts}}. {#ask}

- a point
  that goes on
- another

## Money
> Read with care.
[table: costs]
"""


def files(**changed):
    usual = {
        "report.toml": FRONT, "figures.csv": FIGURES, "data/staff.csv": STAFF,
        "sections/01-purpose.md": PURPOSE, "tables/costs.csv": "Post,Cost\nSenior,\n",
    }  # fmt: skip
    return usual | changed


def problems(**changed):
    with pytest.raises(BadFolder) as refused:
        read(files(**changed))
    return [str(each) for each in refused.value.problems]


def test_a_folder_is_read_as_it_is_typed():
    found = read(files())
    assert found.front.on.isoformat() == "2015-04-20" and found.front.asks == (
        "decision",
        "money",
    )
    assert [(each.name, each.typed) for each in found.figures][2] == ("posts", "2")
    parts = found.sections["purpose"].parts
    assert [(each.kind, each.row, each.texts) for each in parts] == [
        ("paragraph", 1, ("This report seeks {{posts}}.",)),
        ("points", 4, ("a point that goes on", "another")),
        ("sub-heading", 8, ("Money",)),
        ("note", 9, ("Read with care.",)),
        ("table", 10, ("costs",)),
    ]
    assert parts[0].label == "ask"
    assert found.tables["costs"].rows == (("Senior", ""),)


def test_all_that_is_wrong_is_said_at_once_with_its_place():
    said = problems(
        **{
            "report.toml": "colour = 1" + FRONT.replace("2015-04-20", '"April"'),
            "figures.csv": FIGURES
            + "Bad,1,,,,,,,\nlate,x,,,soon,,,,\nme,,,,,,,,me + 1\n",
            "tables/costs.csv": "Post,\nSenior,1,2\n",
            "sections/02-risks.md": "First\n\nThis is **bold**.\n",
        }
    )
    for place in (
        "report.toml, meeting.on:", "report.toml, colour: it means nothing",
        "figures.csv, row 6, name: 'Bad'",
        "figures.csv, row 7, value: 'x'", "figures.csv, row 7, as_at: 'soon'",
        "figures.csv, row 8, formula: me rests on itself",
        "tables/costs.csv, row 1, column 2: the head is empty",
        "tables/costs.csv, row 2: it has 3 cells for 2 heads",
        "sections/02-risks.md, row 3: '**'",
    ):  # fmt: skip
        assert any(each.startswith(place) for each in said), (place, said)


@pytest.mark.parametrize(
    ("behind", "why"),
    [
        ("staff.csv: value where team=East", "0 rows of staff.csv"),
        ("staff.csv: value where what=posts", "2 rows of staff.csv"),
        ("staff.csv: colour where team=North", "1 rows of staff.csv"),
        ("other.csv: value where team=North", "there is no data/other.csv"),
    ],
)
def test_a_figure_from_data_names_one_cell(behind, why):
    typed = f'name,source,behind\nposts,indicator,"{behind}"\n'
    assert any(why in each for each in problems(**{"figures.csv": typed}))


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"sections/02-risks.md": "One\n\nTwo\x07\n"}, "sections/02-risks.md, row 3: it has a control"),
        ({"report.toml": FRONT.replace("Two more", "Two\\u0007more")}, "report.toml: a text has a control"),
        ({"tables/costs.csv": "a" * 2_000_001}, "tables/costs.csv: it has 2,000,001 characters"),
        ({"figures.lock": "name,printed\na,b,c\n"}, "figures.lock, row 2: it has more cells"),
        ({"claims.csv": "at,says,holds_if\nx,,post ? 1\n"}, "claims.csv, row 2, says: it is empty"),
        ({"claims.csv": "at,says,holds_if\nx,y,post ? 1\n"}, "claims.csv, row 2, holds_if: 'post ? 1' is no comparison"),
        ({"claims.csv": "at,says,holds_if\nx,y,lost > 1\n"}, "claims.csv, row 2, holds_if: lost is no figure"),
        ({"sections/02-purpose.md": "Again\n"}, "sections/02-purpose.md: there are two sections"),
    ],
)  # fmt: skip
def test_what_no_report_may_hold_is_named_by_its_place(changed, place):
    assert any(each.startswith(place) for each in problems(**changed))


def test_a_folder_without_a_report_says_so():
    with pytest.raises(BadFolder, match="report.toml: it is not there"):
        read({})


def test_a_template_of_the_council_lies_beside_the_report():
    own = FRONT.replace('"county"', '"own.toml"')
    assert any(
        "there is no file 'own.toml'" in e for e in problems(**{"report.toml": own})
    )
    made = read(
        files(
            **{
                "report.toml": own,
                "own.toml": 'title = "Ours"\nnumbering = "through"\n'
                '[[sections]]\nname = "purpose"\nheading = "Why"\n',
            }
        )
    )
    assert made.template.sections[0].heading == "Why"


@pytest.mark.parametrize("name", ours())
def test_our_templates_can_be_read_and_have_a_wording_on_every_day(name):
    template = shipped(name)
    for first in {each.first for each in template.wordings}:
        for slot in template.sections:
            since = [w.first for w in template.wordings if w.name == slot.wording]
            if since and first >= min(since):
                assert template.wording(slot.wording, first)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("numbering = 1", "`numbering` is"),
        ('numbering = "through"\n[[sections]]\nname = "a"', "lacks something"),
        ('numbering = "through"\n[[sections]]\nname = "a"\nheading = "A"\ncolour = 1', "'colour'"),
        ('numbering = "through"\n[[sections]]\nname = "a"\nheading = "A"\nrequired = "x"', "'x'"),
        ('numbering = "through"\n[[sections]]\nname = "a"\nheading = "A"\nwording = "x"', "'x'"),
        ("=", "not TOML"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_read_says_why(typed, why):
    with pytest.raises(BadTemplate, match=why):
        read_template(typed)


JUNK = (
    "{{", "}}", "{#x}", "[table: costs]", "[picture: x]", "|", ",", '"', "\x00", "\n", "# ",
    "- ", "a) ", "1) ", "> ", "£", "-1", "=", "[", "]", "\'\'\'", "{{paragraph ask}}",
    "{{cost as at}}", "9999-99-99", "\ufeff", "<script>", "¼", "NaN", "",
)  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(files())), st.integers(0, 600),
                  st.integers(0, 12), st.sampled_from(JUNK)),
        min_size=1, max_size=3,
    )
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_mangled_folder_is_read_or_refused_with_its_places_and_never_falls_over(
    marks,
):
    mangled = files()
    for name, at, lost, junk in marks:
        text = mangled[name]
        mangled[name] = text[:at] + junk + text[at + lost :]
    try:
        make(read(mangled))
    except BadFolder as refused:
        assert all(each.file and each.what for each in refused.problems)
