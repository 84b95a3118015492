"""A report goes forward with no finding open and all signed; a change voids what was signed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from alongside.desk.committee import agreed_actions, figure_actions, report_actions
from alongside.desk.committee.models import Report
from alongside.desk.committee.section_actions import (
    add_comment,
    resolve_comment,
    write_section,
)
from alongside.desk.committee.standing import Standing
from alongside.desk.decisions.models import Body
from alongside.desk.messages.models import Message
from alongside.desk.money.models import Funder, Grant, GrantEntry
from alongside.desk.workforce.models import MonthlyFigure
from tests.house.committee_subjects import a_report
from tests.house.pilots_subjects import worked_out

TEXTS = {
    "purpose": "Approval of {{posts}} is sought.",
    "information": "The council has {{vacant}} vacant. {#vacant}",
    "options": "To do nothing, at no cost.",
    "reasons": "Social workers need the time.",
    "finance": "The cost is {{cost}}.",
    "people": "Posts are filled in the usual way.",
    "recommendations": "1) {{posts}} are approved.",
    "divisions": "All.",
}
FIGURES = (
    {"name": "posts", "value": "2", "unit": "posts", "document": "Paper A"},
    {"name": "vacant", "value": "5", "unit": "posts", "document": "Paper B"},
    {"name": "each", "value": "30794", "unit": "£", "document": "Pay scales"},
    {"name": "cost", "source": "formula", "formula": "posts * each * 7 / 12",
     "unit": "£", "places": 0},
)  # fmt: skip


@pytest.fixture
def report(town):
    made = a_report(town)
    for told in FIGURES:
        figure_actions.set_figure(
            by=town.sam, report=made, **{"source": "typed"} | told
        )
    for name, words in TEXTS.items():
        write_section(by=town.sam, section=made.sections.get(name=name), text=words)
    made.refresh_from_db()
    return made


def text(answer) -> str:
    return unescape(answer.content.decode())


def sign(by, report, kind):
    shown = Standing(report).print
    return agreed_actions.sign_off(
        by=by, report=report, kind=kind, says="Seen.", shown=shown
    )


def sign_all(town, report):
    for by, kind in ((town.mina, "constitutional"), (town.fay, "financial"), (town.hal, "hr")):  # fmt: skip
        sign(by, report, kind)


def accept_all(town, report):
    for finding in Standing(report).open:
        agreed_actions.accept_finding(
            by=town.sam, report=report, finding=finding, reason="A test’s report."
        )


def test_figures_are_printed_by_name_and_worked_out(report):
    """2 x 30,794 x 7/12 = 35,926.33, as the public report has it."""
    assert Standing(report).printed["cost"] == "£35,926"
    assert Standing(report).changes == []


def test_it_goes_forward_when_nothing_is_in_the_way(client, town, report):
    with pytest.raises(ValidationError, match="lacks the sign-off: constitutional"):
        report_actions.send_forward(by=town.sam, report=report)
    accept_all(town, report)
    sign_all(town, report)
    assert Standing(report).in_the_way == []
    client.force_login(town.sam)
    page = text(client.post(f"/committee/{report.pk}/forward/", follow=True))
    assert "It went forward on" in page
    assert b"35,926" in client.get(f"/committee/{report.pk}/report.html").content


def test_a_text_changed_after_a_sign_off_voids_it(client, town, report):
    accept_all(town, report)
    sign_all(town, report)
    section = report.sections.get(name="reasons")
    write_section(by=town.sam, section=section, text="For another reason.")
    client.force_login(town.sam)
    page = text(client.post(f"/committee/{report.pk}/forward/", follow=True))
    assert "It was changed after the sign-off: financial. That is void." in page
    assert "Void" in page and "Gone forward" not in page


def test_an_open_finding_keeps_it_back_until_it_is_accepted(client, town, report):
    section = report.sections.get(name="options")
    write_section(by=town.sam, section=section, text="")
    found = [each for each in Standing(report).open if "Other options" in each.where]
    assert len(found) == 1
    client.force_login(town.sam)
    page = text(client.get(f"/committee/{report.pk}/"))
    address = page.split(f"/committee/{report.pk}/accept/")[1].split('"')[0]
    assert "to put right, or to accept" in page and address
    agreed_actions.accept_finding(
        by=town.sam, report=report, finding=found[0], reason="There are none."
    )
    assert found[0] not in Standing(report).open
    page = text(client.get(f"/committee/{report.pk}/"))
    assert "There are none." in page
    agreed_actions.mind_again(
        by=town.sam, accepted=report.accepted.get(reason="There are none.")
    )
    assert found[0] in Standing(report).open


def test_what_is_found_no_longer_is_not_accepted(town, report):
    section = report.sections.get(name="options")
    write_section(by=town.sam, section=section, text="")
    found = [each for each in Standing(report).open if "Other options" in each.where]
    write_section(by=town.sam, section=section, text="To do nothing.")
    with pytest.raises(ValidationError, match="found no longer"):
        agreed_actions.accept_finding(
            by=town.sam, report=report, finding=found[0], reason="x"
        )


@pytest.mark.parametrize(
    ("who", "kind"),
    [("hal", "financial"), ("fay", "constitutional"), ("mina", "hr"), ("ana", "hr")],
)
def test_nobody_signs_for_another_office(client, town, report, who, kind):
    client.force_login(getattr(town, who))
    address = f"/committee/{report.pk}/sign/{kind}/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"says": "Seen.", "shown": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        sign(getattr(town, who), report, kind)


def test_who_wrote_in_it_does_not_sign_it(town, report):
    write_section(by=town.mina, section=report.sections.get(name="risks"), text="None.")
    with pytest.raises(ValidationError, match="You wrote in this report"):
        sign(town.mina, report, "constitutional")


def test_what_was_changed_meanwhile_is_read_before_it_is_signed(client, town, report):
    shown = Standing(report).print
    write_section(by=town.sam, section=report.sections.get(name="risks"), text="Some.")
    client.force_login(town.fay)
    address = f"/committee/{report.pk}/sign/financial/"
    page = text(client.post(address, {"says": "Seen.", "shown": shown}))
    assert "was changed after you opened this page" in page
    assert not report.sign_offs.exists()


def test_human_resources_sign_where_posts_change(client, town, report):
    report.asks = ["decision"]
    report.save()
    client.force_login(town.hal)
    assert client.get(f"/committee/{report.pk}/sign/hr/").status_code == 404


def a_month(town, top):
    return MonthlyFigure.objects.update_or_create(
        indicator="sickness_local", team=town.north, month=date(2026, 2, 1),
        defaults={"numerator": Decimal(top), "denominator": Decimal(200), "by": town.hal,
                  "as_at": date(2026, 2, 28), "came": "typed"},
    )  # fmt: skip


def test_a_change_in_the_data_marks_the_report_and_voids_what_was_signed(
    client, town, report
):
    """10 of 200 days are 5%; 12 are 6%."""
    a_month(town, 10)
    figure_actions.set_figure(
        by=town.sam, report=report, name="sick", source="indicator",
        indicator="sickness_local", team=town.north, month=date(2026, 2, 1), unit="%",
        places=1,
    )  # fmt: skip
    sign(town.fay, report, "financial")
    a_month(town, 12)
    client.force_login(town.sam)
    page = text(client.get(f"/committee/{report.pk}/"))
    assert "was 5.0%, now 6.0%" in page and "Was 5.0%" in page
    assert "Void" in page and "1 figure changed since an author saw them" in page
    client.post(f"/committee/{report.pk}/figures/seen/")
    assert "was 5.0%" not in text(client.get(f"/committee/{report.pk}/"))


def test_another_figures_change_is_not_seen_by_adding_one(town, report):
    a_month(town, 10)
    told = {"source": "indicator", "indicator": "sickness_local", "team": town.north,
            "month": date(2026, 2, 1), "unit": "%", "places": 1}  # fmt: skip
    figure_actions.set_figure(by=town.sam, report=report, name="sick", **told)
    a_month(town, 12)
    figure_actions.set_figure(
        by=town.sam, report=report, name="more", source="typed", value="1", document="A"
    )
    report.refresh_from_db()
    assert [each.name for each in Standing(report).changes] == ["sick"]


def test_a_pilots_verdict_becomes_a_report_with_its_pack(client, town):
    told = worked_out(town, 0)
    client.force_login(town.sam)
    address = f"/committee/begin/?pilot={told['pk']}"
    assert "It begins with what Support officers came to" in text(client.get(address))
    body = Body.objects.create(name="Children’s Committee", kind="committee")
    day = timezone.localdate() + timedelta(60)
    front = {
        "template": "county", "title": "What it came to", "body": body.pk,
        "meets_on": f"{day.day} {day.month} {day.year}", "author": "Service Director",
        "asks": ["noting"],
    }  # fmt: skip
    page = text(client.post(address, front, follow=True))
    made = Report.objects.get()
    gap = made.figures.get(name="pilot_gap")
    assert "The pack of Support officers" in page and gap.measure == "gap"
    read = client.get(f"/committee/{made.pk}/report.html").content.decode()
    # North: 50, 60, then 70: +15. East: 40, 60, then 50: 0.
    assert "Annex 1: Support officers" in read and "15.0" in read


def test_a_pilot_is_not_reported_by_those_who_do_not_see_its_teams(client, town):
    told = worked_out(town, 0)
    client.force_login(town.hal)
    assert client.get(f"/committee/begin/?pilot={told['pk']}").status_code == 403


def test_a_grant_stands_in_a_report_as_at_its_last_entry(client, town, report):
    grant = Grant.objects.create(
        name="Improvement fund", funder=Funder.objects.create(name="Department"),
        reference="L1", letter_on=date(2025, 4, 1), starts_on=date(2025, 4, 1),
        keeper=town.fay,
    )  # fmt: skip
    for day, kind, pounds in ((1, "award", 130_000), (8, "receive", 62_000)):
        GrantEntry.objects.create(
            grant=grant, kind=kind, happened_on=date(2025, 4, day), pounds=pounds,
            by=town.fay, at=timezone.now(),
        )  # fmt: skip
    client.force_login(town.sam)
    told = {"name": "received", "source": "money", "grant": grant.pk}
    address = f"/committee/{report.pk}/figures/add/"
    wrong = text(client.post(address, told | {"measure": "gap"}))
    assert "Choose what of a grant it is" in wrong
    client.post(address, told | {"measure": "received"})
    page = text(client.get(f"/committee/{report.pk}/"))
    assert "£62,000" in page and "as at 8 April 2025" in page


def test_a_figure_prints_in_the_unit_and_decimals_it_is_kept_in(client, town, report):
    """21.333333 of 200 days are 10.6666665%: 10.7%, and 11 where somebody asks for none."""
    a_month(town, "21.333333")
    client.force_login(town.sam)
    address = f"/committee/{report.pk}/figures/add/"
    sick = {"source": "indicator", "indicator": "sickness_local", "team": town.north.pk,
            "month": "2026-02"}  # fmt: skip
    client.post(address, sick | {"name": "sick"})
    client.post(address, sick | {"name": "whole", "unit": "per cent", "places": "0"})
    printed = Standing(report).printed
    assert (printed["sick"], printed["whole"]) == ("10.7%", "11 per cent")


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("posts * eech", "cost rests on eech, which is no figure here"),
        ("posts * each * cost", "cost rests on itself"),
        ("posts / (vacant - 5)", "divides by 0"),
        ("posts ** 2", "is not arithmetic"),
        ("2,000 * posts", "is not arithmetic"),
    ],
)
def test_a_wrong_formula_is_refused_at_its_field(client, town, report, formula, told):
    figure = report.figures.get(name="cost")
    client.force_login(town.sam)
    address = f"/committee/figures/{figure.pk}/"
    sent = {"name": "cost", "source": "formula", "formula": formula, "unit": "£"}
    answer = client.post(address, sent)
    assert told in " ".join(answer.context["form"].errors["formula"])
    assert Standing(report).printed["cost"] == "£35,926"


def test_a_figure_that_others_rest_on_keeps_its_name_and_place(client, town, report):
    figure = report.figures.get(name="each")
    client.force_login(town.sam)
    page = client.post(f"/committee/figures/{figure.pk}/remove/", follow=True)
    assert "cost is worked out from each. Change or take out that first." in text(page)
    sent = {"name": "pay", "source": "typed", "value": "30794", "document": "Scales"}
    page = client.post(f"/committee/figures/{figure.pk}/", sent)
    assert "cost is worked out from each. Change its formula first." in text(page)
    assert Standing(report).printed["cost"] == "£35,926"


def test_a_formula_may_rest_on_what_is_not_kept_yet(town, report):
    """A month that was taken out again has no value; what rests on it is still changed."""
    a_month(town, "10")
    given = {"by": town.sam, "report": report}
    sick = {"source": "indicator", "indicator": "sickness_local", "team": town.north}
    figure_actions.set_figure(name="sick", month=date(2026, 2, 1), **sick, **given)
    figure_actions.set_figure(
        name="twice", source="formula", formula="sick * 2", **given
    )
    MonthlyFigure.objects.all().delete()
    figure_actions.set_figure(
        name="thrice", source="formula", formula="sick * 3", **given
    )
    assert report.figures.filter(name="thrice").exists()


def test_comments_that_are_not_seen_to_keep_it_back(client, town, report):
    section = report.sections.get(name="reasons")
    made = add_comment(by=town.ana, section=section, text="Which reasons?")
    accept_all(town, report)
    sign_all(town, report)
    client.force_login(town.sam)
    page = text(client.post(f"/committee/{report.pk}/forward/", follow=True))
    assert "1 comment to be seen to." in page and "It went forward" not in page
    resolve_comment(by=town.sam, comment=made)
    page = text(client.post(f"/committee/{report.pk}/forward/", follow=True))
    assert "It went forward on" in page


def test_somebody_who_may_is_asked_for_a_section_or_a_sign_off(client, town, report):
    write_section(by=town.sam, section=report.sections.get(name="options"), text="")
    client.force_login(town.sam)
    address = f"/committee/{report.pk}/ask/"
    page = text(client.get(address))
    assert "The section “Other options considered”" in page
    assert "The financial sign-off" in page and "“Reasons" not in page
    wrong = {"what": "sign-off financial", "who": town.hal.pk}
    assert "may not give it. Ask another." in text(client.post(address, wrong))
    assert not Message.objects.exists()
    sent = wrong | {"who": town.fay.pk, "note": "By Friday, if you can."}
    page = text(client.post(address, sent, follow=True))
    assert f"{town.fay.full_name} is asked for it." in page
    client.post(address, sent)
    told = Message.objects.get()
    assert told.to == town.fay and "Two more posts" not in told.subject
    assert "The financial sign-off, of “Two more posts”" in told.body
    assert "By Friday" in told.body and f"/committee/{report.pk}/" in told.body
    Report.objects.filter(pk=report.pk).update(exempt=True)
    client.post(address, sent | {"what": "sign-off hr", "who": town.hal.pk})
    told = Message.objects.get(to=town.hal)
    assert "Two more posts" not in told.body and "Friday" not in told.body


def test_a_meeting_that_is_past_is_asked_about(client, town, report):
    client.force_login(town.sam)
    before = timezone.localdate() - timedelta(1)
    sent = {
        "template": "county", "title": "Late", "body": report.body.pk,
        "meets_on": f"{before.day} {before.month} {before.year}", "author": "Director",
        "asks": ["noting"],
    }  # fmt: skip
    page = text(client.post("/committee/begin/", sent))
    assert "is past. Correct the day, or say below" in page and "was_held" in page
    assert not Report.objects.filter(title="Late").exists()
    client.post("/committee/begin/", sent | {"was_held": "on"})
    late = Report.objects.get(title="Late")
    assert late.meets_on == before
    changed = client.post(f"/committee/{late.pk}/change/", sent | {"title": "Later"})
    assert changed.status_code == 302


def test_what_keeps_a_report_from_being_made_is_told_by_the_desks_words(
    client, town, report
):
    write_section(
        by=town.sam, section=report.sections.get(name="reasons"),
        text="We need {{poste}}, {{posts as at}}.",
    )  # fmt: skip
    client.force_login(town.sam)
    page = text(client.get(f"/committee/{report.pk}/"))
    assert "{{poste}} is no figure. Correct the name, or add it to the report" in page
    assert not [each for each in (".md", ".toml", ".csv") if each in page]


def test_a_finding_speaks_of_the_desk_and_not_of_files(client, town, report):
    write_section(by=town.sam, section=report.sections.get(name="options"), text="")
    client.force_login(town.sam)
    page = text(client.get(f"/committee/{report.pk}/"))
    assert "Write it, under Sections" in page
    assert not [each for each in (".md", ".toml", ".csv") if each in page]
