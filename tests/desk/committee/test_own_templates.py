"""A council's own template: kept in versions, and reports laid out by it."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.desk.committee.models import OwnTemplate, Report
from alongside.desk.committee.section_actions import write_section
from alongside.desk.committee.standing import Standing
from alongside.desk.committee.template_actions import add_template
from tests.house.committee_subjects import a_report

CABINET = """\
title = "A report to Cabinet"
numbering = "through"
above = ["Report to {body}"]

[[sections]]
name = "purpose"
heading = "Why this report"
required = "always"
wording = "opening"

[[sections]]
name = "climate"
heading = "Effect on the climate"
required = "always"

[[sections]]
name = "recommendations"
heading = "Recommendations"
required = "always"

[[wordings]]
name = "opening"
text = "This is a report to Cabinet."
first = 2020-01-01
"""


def text(answer) -> str:
    return unescape(answer.content.decode())


def send(client, told=CABINET, name="cabinet"):
    file = SimpleUploadedFile("ours.toml", told if isinstance(told, bytes) else told.encode())  # fmt: skip
    sent = {"name": name, "text": file}
    return text(client.post("/committee/templates/add/", sent, follow=True))


def test_a_report_is_laid_out_by_the_councils_own_template(client, town):
    client.force_login(town.sam)
    assert "cabinet, version 1 is kept" in send(client)
    page = text(client.get("/committee/begin/"))
    assert "A report to Cabinet" in page and 'value="cabinet-1"' in page
    report = a_report(town, template="cabinet-1", asks=["noting"])
    assert [each.name for each in report.slots] == [
        "purpose",
        "climate",
        "recommendations",
    ]
    found = [each.where for each in Standing(report).open]
    assert any("Effect on the climate" in each for each in found)
    write_section(
        by=town.sam, section=report.sections.get(name="climate"), text="None."
    )
    write_section(
        by=town.sam, section=report.sections.get(name="recommendations"),
        text="1) The report is noted.",
    )  # fmt: skip
    made = text(client.get(f"/committee/{report.pk}/report.html"))
    assert "Effect on the climate" in made and "This is a report to Cabinet." in made


def test_a_report_keeps_the_version_it_was_begun_with(client, town):
    client.force_login(town.sam)
    send(client)
    report = a_report(town, template="cabinet-1")
    send(client, CABINET.replace("Effect on the climate", "Climate"))
    assert report.layout.sections[1].heading == "Effect on the climate"
    page = text(client.get("/committee/begin/"))
    assert 'value="cabinet-2"' in page and 'value="cabinet-1"' not in page
    taken = client.get("/committee/templates/cabinet-1.toml")
    assert taken.content.decode() == CABINET
    assert "cabinet, version 2" in text(client.get("/committee/templates/"))
    assert client.get("/committee/templates/none-1.toml").status_code == 404
    assert b"[[sections]]" in client.get("/committee/templates/county.toml").content


@pytest.mark.parametrize(
    ("told", "name", "says"),
    [
        ("title =", "cabinet", "It cannot be used: it is not TOML"),
        (CABINET.replace("always", "alway"), "cabinet", "required when 'alway'"),
        (
            CABINET.replace('title = "A report to Cabinet"', ""),
            "cabinet",
            "Give it a title",
        ),
        (CABINET, "county", "comes with the desk. Give yours another name"),
        (CABINET, "Cabinet 2", "Use small letters and _ alone"),
        (b"\xff\xfe\x00", "cabinet", "This is not UTF-8 text"),
    ],
)
def test_what_cannot_lay_out_a_report_is_refused_in_words(
    client, town, told, name, says
):
    client.force_login(town.sam)
    assert says in send(client, told, name)
    assert not OwnTemplate.objects.exists()


def test_somebody_elses_report_is_held_against_it(client, town):
    add_template(by=town.sam, name="cabinet", text=CABINET)
    client.force_login(town.sam)
    file = SimpleUploadedFile(
        "report.md", b"# Pilot\n\n## Why this report\n\nTo tell.\n"
    )
    page = text(
        client.post("/committee/check/", {"file": file, "template": "cabinet-1"})
    )
    assert "“Effect on the climate”, which is not here" in page
    assert "“Why this report”" not in page and not Report.objects.exists()
