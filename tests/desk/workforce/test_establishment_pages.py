"""The establishment's pages: of a day, between two days, a post's life, a spreadsheet."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from openpyxl import load_workbook

from alongside.desk.workforce.agency_models import AgencyEngagement
from alongside.desk.workforce.models import Holding, Post, PostChange, StaffMember
from alongside.desk.workforce.size_picture import picture
from alongside.desk.workforce.templatetags.establishment import signed
from alongside.reckon.establishment import Line, Size
from tests.desk.workforce.conftest import TODAY

HALF = Decimal("0.5")
COMPARED = "/workforce/establishment/compare/?before=1+3+2015&after=1+4+2019"


def text(answer) -> str:
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def row(answer, heading: str) -> list[str]:
    """Return the cells of the row that begins with a heading, in words."""
    for found in re.findall(r"<tr.*?</tr>", answer.content.decode(), re.S):
        cells = [
            " ".join(unescape(strip_tags(cell)).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", found, re.S)
        ]
        if cells and cells[0].startswith(heading):
            return cells
    raise AssertionError(f"No row begins with {heading}.")


@pytest.fixture
def north(ledger):
    """Three posts of the North: full, half vacant and covered by agency, and vacant."""
    kit, bea = ledger.staff("Kit Rowe"), ledger.staff("Bea Lunn")
    full, half, _ = (ledger.post(f"N{n}") for n in (1, 2, 3))
    for post, staff, fte in ((full, kit, 1), (half, bea, HALF)):
        Holding.objects.create(
            post=post, staff=staff, basis="substantive", fte=fte, since=date(2025, 2, 3)
        )
    engaged = {
        "agency": "Locum", "team": ledger.town.north, "reason": "vacancy",
        "role": "social_worker", "region": "East Midlands", "starts_on": date(2026, 1, 5),
        "hours_a_week": Decimal(37),
    }  # fmt: skip
    AgencyEngagement.objects.create(
        staff=ledger.staff("Ina Lund", engaged="agency"), post=half, **engaged
    )
    AgencyEngagement.objects.create(
        staff=ledger.staff("Ola Frey", engaged="agency"), post=None, **engaged
    )
    return full


def test_posts_and_fte_held_vacant_and_covered_by_team(client, ledger, north):
    ledger.post("S1", team=ledger.town.south, fte=HALF)
    client.force_login(ledger.town.hal)
    page = client.get("/workforce/establishment/")
    # Of N2's half that is vacant the agency worker covers half: a full-timer fills no more.
    assert row(page, "North")[2:] == ["3", "3", "1.5", "1.5", "0.5"]
    assert row(page, "South")[2:] == ["1", "0.5", "0", "0.5", "0"]
    assert "Kit Rowe 1 FTE" in row(page, "N1")[4]
    assert row(page, "N3")[4:6] == ["Nobody", "1 FTE vacant"]


def test_the_day_before_the_posts_there_is_nothing(client, ledger, north):
    client.force_login(ledger.town.hal)
    page = text(client.get("/workforce/establishment/?on=2+2+2025"))
    assert "No post stands on this day" in page
    assert "Sunday 2 February 2025" in page


def test_a_manager_is_shown_the_posts_of_their_teams(client, ledger, north):
    ledger.post("S1", team=ledger.town.south)
    client.force_login(ledger.town.mo)
    page = client.get("/workforce/establishment/")
    assert row(page, "North")[2] == "3"
    assert "South" not in text(page)
    assert "Add a post" not in text(page)


def test_who_is_seconded_away_is_said_to_be_in_the_post_and_away(client, ledger, north):
    kit, town = StaffMember.objects.get(name="Kit Rowe"), ledger.town
    project = ledger.post("S1", team=town.south)
    Holding.objects.create(
        post=project, staff=kit, basis="seconded", fte=1, since=TODAY, home=north
    )
    client.force_login(town.mo)
    page = client.get("/workforce/establishment/")
    assert row(page, "N1")[4:6] == ["Kit Rowe 1 FTE, seconded away", "1 FTE vacant"]
    assert "S1" not in text(page), "the South's posts are not Mo's"
    client.force_login(town.hal)
    page = client.get(f"/workforce/establishment/?team={town.south.pk}")
    assert row(page, "S1")[4:6] == ["Kit Rowe 1 FTE, seconded in", "Full"]
    assert "N1" not in text(page), "only the South was chosen"


def test_a_change_that_waits_is_told_and_not_counted(client, ledger, north):
    asked = ledger.decision("Report 7", "awaited")
    ledger.post("N4", decision=asked)
    client.force_login(ledger.town.hal)
    page = client.get("/workforce/establishment/")
    assert "1 change waits" in text(page)
    assert row(page, "North")[2] == "3"
    waiting = text(client.get("/workforce/changes/"))
    assert "N4" in waiting
    assert "Waiting for the decision" in waiting


def the_story(ledger):
    """19 posts, then 21 of 20.5 FTE, 42 of 41, and 38 of 37, as the reports tell it."""
    pilot = ledger.decision("Report of December 2014", on=date(2014, 12, 8))
    june = ledger.decision("Report of June 2018", on=date(2018, 6, 18))
    january = ledger.decision("Report of January 2019", on=date(2019, 1, 14))
    whole = [(pilot, date(2015, 3, 1), 19), (None, date(2016, 9, 1), 1), (june, date(2018, 7, 1), 20)]  # fmt: skip
    half = [(None, date(2016, 9, 1), 1), (june, date(2018, 7, 1), 1)]
    numbers = iter(range(100, 200))
    for fte, groups in ((Decimal(1), whole), (HALF, half)):
        for decision, day, count in groups:
            for _ in range(count):
                ledger.post(
                    f"W{next(numbers)}", decision=decision, planned_on=day, fte=fte
                )
    for post in Post.objects.filter(number__gte="W130", number__lt="W134"):
        ledger.change(post, "end", planned_on=date(2019, 4, 1), decision=january)


def test_why_19_became_37_with_what_no_decision_explains(client, ledger):
    the_story(ledger)
    client.force_login(ledger.town.ana)
    page = client.get(COMPARED)
    assert "19 posts, 19 FTE became 38 posts, 37 FTE" in text(page)
    assert row(page, "Report of June 2018")[2:4] == ["+21", "+20.5"]
    assert row(page, "Report of January 2019")[2:4] == ["−4", "−4"]
    assert row(page, "No decision recorded")[2:4] == ["+2", "+1.5"]
    assert "Not explained: +2 posts and +1.5 FTE" in text(page)
    assert "Altogether +19 posts and +18 FTE" in text(page)


def test_the_changes_of_one_decision_are_listed(client, ledger):
    the_story(ledger)
    client.force_login(ledger.town.ana)
    page = text(client.get(f"{COMPARED}&decision=none"))
    assert "2 changes" in page
    assert "W119 Social worker" in page
    assert page.count("Created") == 2


def test_a_post_that_moves_makes_one_team_smaller_and_the_whole_no_smaller(
    client, ledger
):
    south = ledger.town.south
    moved = ledger.post("P1")
    ledger.change(moved, "team", planned_on=date(2026, 3, 1), team=south)
    client.force_login(ledger.town.hal)
    compared = "/workforce/establishment/compare/?before=1+1+2026&after=10+3+2026"
    whole = text(client.get(compared))
    assert "1 post, 1 FTE became 1 post, 1 FTE" in whole
    assert "Nothing changed between these days" in whole
    gone = client.get(f"{compared}&team={ledger.town.north.pk}")
    assert row(gone, "Report 6")[2:4] == ["−1", "−1"]
    assert "0 posts, 0 FTE became 1 post, 1 FTE" in text(
        client.get(f"{compared}&team={south.pk}")
    )


def test_two_days_the_wrong_way_round_are_refused(client, ledger):
    client.force_login(ledger.town.ana)
    page = client.get(
        "/workforce/establishment/compare/?before=2+1+2026&after=1+1+2026"
    )
    assert "The second day must be the first or a later one" in text(page)


@pytest.mark.parametrize(
    "wrong", ["before=31+2+2026", "before=2+1+2026&after=1+1+2026"]
)
def test_of_days_that_are_not_days_no_figures_are_told(client, ledger, wrong):
    ledger.post("P1")
    client.force_login(ledger.town.ana)
    page = text(client.get(f"/workforce/establishment/compare/?{wrong}"))
    assert "Nothing was compared." in page
    assert "Nothing changed" not in page and "became" not in page


def test_a_decision_lists_the_post_changes_that_rest_on_it(client, ledger):
    town, other = ledger.town, ledger.decision("Report 8")
    waits = ledger.decision("Report 9", state="awaited")
    post = ledger.post("P1")
    ledger.post("P2", decision=other, team=town.south)
    ledger.change(post, "fte", fte=HALF, decision=waits)
    told = {}
    for decision in (ledger.approved, other, waits):
        for name in ("hal", "mo"):
            client.force_login(getattr(town, name))
            page = text(client.get(f"/decisions/{decision.pk}/"))
            told[decision.reference, name] = page.partition("What rests on it")[2]
    assert told["Report 6", "hal"].startswith(" 1 change ")
    assert "Post P1 Social workerCreate the post with 1 FTE" in told["Report 6", "hal"]
    assert "From 3 February 2025" in told["Report 6", "mo"]
    assert "P2" in told["Report 8", "hal"] and told["Report 8", "mo"] == ""
    assert "to 0.5 FTEWaits; planned for 1 April 2026" in told["Report 9", "hal"]


def test_who_decides_is_not_said_twice_over(client, ledger):
    client.force_login(ledger.town.hal)
    page = text(client.get(f"/decisions/{ledger.approved.pk}/"))
    assert "Who decidesCommittee (committee)" in page


def test_a_post_that_cannot_be_is_refused_with_its_bounds(client, ledger):
    client.force_login(ledger.town.hal)
    typed = {
        "number": "P9", "title": "S" * 121, "role": ledger.role.pk, "fte": "99",
        "grade": "4", "planned_on": "31 3 1974",
    }  # fmt: skip
    answer = client.post("/workforce/posts/add/", typed)
    page = text(answer)
    assert "One post is 1 FTE at most." in page
    assert "31 March 1974 is before 1 April 1974, when councils began" in page
    assert "The title must be 120 characters or fewer. It has 121." in page
    assert 'maxlength="120"' not in answer.content.decode()
    mended = {"title": "Support officer", "fte": "1", "planned_on": "1 4 1974"}
    client.post("/workforce/posts/add/", typed | mended)
    assert Post.objects.filter(number="P9").exists()


def test_too_many_figures_are_refused_in_words(client, ledger):
    client.force_login(ledger.town.hal)
    page = text(client.post("/workforce/posts/add/", {"fte": "0.125"}))
    assert "Enter a number with 2 figures or fewer after the point" in page
    page = text(client.post("/workforce/staff/add/", {"contracted_hours": "1234.567"}))
    assert "Enter a number less than 1,000, with 2 figures or fewer after" in page


def test_a_post_from_its_making_to_its_steps_as_hr_types_it(client, ledger):
    town, mo = ledger.town, ledger.staff("Mo Hassan", number="77")
    client.force_login(town.hal)
    made = client.post(
        "/workforce/posts/add/",
        {
            "number": "P9", "title": "Support officer", "role": ledger.role.pk,
            "fte": "0.5", "grade": "4", "team": town.north.pk, "line_manager": "77",
            "planned_on": "2 3 2026", "decision": ledger.approved.pk,
            "needed": ["hr_advice"],
        },
        follow=True,
    )  # fmt: skip
    assert "It waits" not in text(made)
    assert "This post does not stand today" in text(made)
    change = PostChange.objects.get()
    assert (change.line_manager, change.waits_for) == (mo, ["HR advice"])
    step = change.steps.get(kind="hr_advice")
    address = f"/workforce/changes/{change.pk}/steps/{step.pk}/"
    done = client.post(address, {"needed": "on", "done_on": "9 3 2026"}, follow=True)
    assert "It takes effect on 9 March 2026" in text(done)
    assert "0.5, of which 0 held, 0.5 vacant" in text(done)


def test_somebody_is_put_in_a_post_by_name_and_too_much_is_refused(client, ledger):
    post = ledger.post("P1")
    ledger.staff("Kit Rowe")
    client.force_login(ledger.town.hal)
    address = f"/workforce/posts/{post.pk}/people/add/"
    asked = {"staff": "kit rowe", "basis": "substantive", "fte": "1.5", "since": "2 3 2026"}  # fmt: skip
    assert "1.50 more does not fit" in text(client.post(address, asked))
    page = client.post(address, asked | {"fte": "0.6"}, follow=True)
    assert row(page, "Kit Rowe")[1:4] == ["Substantive", "0.6", "2 Mar 2026"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Nobody Here", "There is no member of staff Nobody Here"),
        ("Ola Frey", "More than one member of staff is called Ola Frey"),
        ("", "Enter member of staff"),
    ],
)
def test_who_cannot_be_told_is_not_guessed(client, ledger, typed, told):
    post = ledger.post("P1")
    ledger.staff("Ola Frey", number="1"), ledger.staff("Ola Frey", number="2")
    client.force_login(ledger.town.hal)
    page = client.post(f"/workforce/posts/{post.pk}/people/add/", {"staff": typed})
    assert told in text(page)
    assert not Holding.objects.exists()


def test_the_spreadsheet_has_each_post_of_the_day(client, ledger, north):
    Holding.objects.create(
        post=Post.objects.get(number="N3"), staff=ledger.staff("Ola Vance"),
        basis="acting", fte=HALF, since=date(2025, 2, 3),
    )  # fmt: skip
    Holding.objects.create(
        post=ledger.post("N4"), staff=StaffMember.objects.get(name="Kit Rowe"),
        basis="seconded", fte=1, since=date(2026, 2, 2), home=north,
    )  # fmt: skip
    client.force_login(ledger.town.hal)
    answer = client.get("/workforce/establishment/export/")
    sheet = load_workbook(BytesIO(answer.content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert "4 posts, 4.00 FTE, of which 2.00 FTE vacant and 0.50 FTE" in lines[0][0]
    assert lines[5][0] == "N2"
    assert lines[5][6:11] == (1, 0.5, 0.5, 0.5, "Bea Lunn (0.50 FTE)")
    assert sheet["G6"].number_format == "0.00"
    assert [line[10] for line in lines[4:]] == [
        "Kit Rowe (1.00 FTE, seconded away)", "Bea Lunn (0.50 FTE)",
        "Ola Vance (0.50 FTE, acting)", "Kit Rowe (1.00 FTE, seconded in)",
    ]  # fmt: skip
    assert f"establishment-{TODAY.isoformat()}.xlsx" in answer["Content-Disposition"]


def test_a_member_of_staff_is_kept_as_hr_types_it(client, ledger):
    client.force_login(ledger.town.hal)
    typed = {
        "name": "Kit Rowe", "number": "81", "engaged": "employee",
        "contracted_hours": "18.5", "standard_hours": "37", "joined_on": "1 9 2025",
        "joined_from": "agency_here", "user": "wes@town.example",
    }  # fmt: skip
    page = client.post("/workforce/staff/add/", typed, follow=True)
    assert "18.5 of 37 a week, 0.5 FTE" in text(page)
    assert "from: agency worker here, made permanent" in text(page)
    kit = StaffMember.objects.get(number="81")
    assert kit.user == ledger.town.wes
    address = f"/workforce/staff/{kit.pk}/change/"
    assert 'value="wes@town.example"' in client.get(address).content.decode()
    client.post(address, typed | {"left_on": "1 8 2025"})
    kit.refresh_from_db()
    assert kit.left_on is None, "nobody leaves before they joined"


def test_more_posts_ask_the_database_no_more(client, ledger, north):
    client.force_login(ledger.town.hal)
    client.get("/workforce/establishment/")  # his session is noted once a minute
    with CaptureQueriesContext(connection) as few:
        client.get("/workforce/establishment/")
    for number in range(4, 14):
        ledger.post(f"N{number}")
    with CaptureQueriesContext(connection) as more:
        client.get("/workforce/establishment/")
    assert len(more) == len(few)


def test_staff_are_listed_who_are_here_and_as_chosen(client, ledger):
    ledger.staff("Kit Rowe", number="81", joined_on=date(2025, 9, 1))
    ledger.staff("Ola Frey", number="82", engaged="agency")
    ledger.staff("Bea Lunn", number="83", left_on=date(2026, 3, 9))
    client.force_login(ledger.town.hal)

    def listed(chosen: str) -> list[str]:
        page = text(client.get(f"/workforce/staff/?{chosen}"))
        return [name for name in ("Kit", "Ola", "Bea") if name in page]

    chosen = ("", "here=all", "engaged=agency", "number=81")
    assert [listed(each) for each in chosen] == [
        ["Kit", "Ola"], ["Kit", "Ola", "Bea"], ["Ola"], ["Kit"],
    ]  # fmt: skip


def test_staff_are_found_by_name_whether_or_not_they_left(client, ledger):
    ledger.staff("Kit Rowe", line_manager=ledger.staff("Mo", user=ledger.town.mo))
    ledger.staff("Kit Barrowman", left_on=date(2026, 3, 9))
    found = {}
    for name in ("hal", "mo"):
        client.force_login(getattr(ledger.town, name))
        page = text(client.post("/workforce/staff/", {"said": " kit row"}))
        found[name] = [each for each in ("Kit Rowe", "Kit Barrowman") if each in page]
    assert found == {"hal": ["Kit Rowe", "Kit Barrowman"], "mo": ["Kit Rowe"]}


def test_a_stage_of_recruitment_is_noted_once_its_day_has_come(client, ledger):
    post = ledger.post("P1")
    client.force_login(ledger.town.hal)
    address = f"/workforce/posts/{post.pk}/recruit/"
    assert "11 March 2026 has not come yet" in text(
        client.post(address, {"on": "11 3 2026"})
    )
    client.post(address, {"on": "10 3 2026"})
    stage = f"/workforce/recruitment/{post.recruitments.get().pk}/"
    page = client.post(stage, {"kind": "withdrawn", "on": "10 3 2026"}, follow=True)
    assert "Withdrawn on 10 March 2026 0 days later" in text(page)
    assert "No recruitment is under way" in text(client.get("/workforce/recruitment/"))


def test_the_picture_goes_up_and_down_with_the_days():
    first, half_way, last = date(2026, 1, 1), date(2026, 1, 6), date(2026, 1, 11)
    more = Line(half_way, 1, "create", None, Size(1, Decimal(2)))
    less = Line(last, 2, "end", None, Size(-1, Decimal(-1)))
    drawn = picture(Size(2, Decimal(2)), [more, less], first, last)
    # 2 of at most 4 is half of 120 high; five of ten days are half of 640 wide.
    assert drawn.path == "M60 84.0H380.0V24.0H700.0V54.0H700"
    assert (drawn.first, drawn.last, drawn.highest, drawn.lowest) == (2, 3, 4, 2)


@pytest.mark.parametrize(
    ("number", "said"),
    [("0", "0"), ("1.50", "+1.5"), ("-4.00", "−4"), ("1200", "+1,200"), ("10", "+10")],
)
def test_more_and_less_are_written_with_their_sign(number, said):
    assert signed(Decimal(number)) == said
