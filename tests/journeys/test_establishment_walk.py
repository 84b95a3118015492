"""An HR adviser at the establishment: reads why it changed, and lets a post wait."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

pytestmark = pytest.mark.browser

PARTS = ("day", "month", "year")
LOOKED_AT = (  # the pages of the establishment, and what each is headed
    ("/workforce/roles/", "Roles of posts"),
    ("/workforce/roles/add/", "Add a role"),
    ("/workforce/roles/1/job-descriptions/add/", "Job description"),
    ("/workforce/recruitment/", "Recruitment"),
    ("/workforce/staff/", "Staff"),
    ("/workforce/staff/1/", ""),
    ("/workforce/staff/1/change/", "Change"),
    ("/workforce/posts/1/", "officer"),
    ("/workforce/posts/1/fte/change/", "Change its FTE"),
    ("/workforce/posts/1/people/add/", "Put somebody in"),
    ("/workforce/posts/1/recruit/", "Recruit to"),
    ("/workforce/holdings/1/end/", "Last day of"),
    ("/workforce/recruitment/1/", "Recruitment to"),
    ("/decisions/bodies/add/", "Add a body"),
)


def test_every_page_of_it_can_be_read_on_a_desk_and_on_a_phone(hal):
    for address, heading in LOOKED_AT:
        assert hal.opens(address) == 200, address
        hal.reads(heading)


def test_why_there_are_37_support_officers(hal):
    hal.goes_to("Workforce")
    hal.reads("Workforce")
    hal.follows("Establishment")
    hal.reads("Establishment")
    hal.follows("Compare two days")
    hal.reads("Why it differs")
    page = hal.page
    for name, days in (("before", (1, 3, 2015)), ("after", (1, 4, 2019))):
        for part, number in zip(PARTS, days, strict=True):
            page.locator(f"[name={name}_{part}]").fill(str(number))
    page.get_by_label("Role").select_option("Social work support officer")
    hal.presses("Compare")
    hal.reads("Why it differs")
    hal.sees("19 posts, 19 FTE became 38 posts, 37 FTE")
    hal.sees("Not explained: +2 posts and +1.5 FTE")
    hal.follows("See which")
    hal.reads("Why it differs")
    hal.sees("SO-21")


def test_a_post_waits_for_its_decision(hal):
    page = hal.page
    hal.opens("/decisions/add/")
    hal.reads("Record a decision")
    page.get_by_label("Who decides").select_option(index=1)
    hal.fills("Reference", "Report 11, paragraph 4")
    hal.fills("What is decided", "One more support officer.")
    page.get_by_label("Awaited").check()
    hal.presses("Record")
    hal.reads("Report 11, paragraph 4")
    hal.opens("/workforce/posts/add/")
    hal.reads("Add a post")
    hal.fills("Post number", "SO-50")
    hal.fills("Title", "Support officer")
    page.get_by_label("Role").select_option("Social work support officer")
    hal.fills("FTE", "0.5")
    hal.fills("Grade", "4")
    for part, number in zip(PARTS, (1, 6, 2026), strict=True):
        page.locator(f"[name=planned_on_{part}]").fill(str(number))
    page.get_by_label("Decision").select_option(index=1)
    hal.presses("Add")
    hal.reads("Support officer")
    hal.sees("Waiting for the decision")
    hal.opens("/workforce/changes/")
    hal.reads("Changes that wait")
    hal.sees("SO-50")
    hal.opens("/decisions/")
    hal.reads("Decisions")
    hal.follows("Report 11, paragraph 4")
    hal.follows("Say what was decided")
    hal.reads("Say what was decided")
    page.get_by_label("Decided", exact=True).check()
    today = timezone.localdate()
    for part, number in zip(PARTS, (today.day, today.month, today.year), strict=True):
        page.locator(f"[name=decided_on_{part}]").fill(str(number))
    hal.presses("Record")
    hal.reads("Report 11, paragraph 4")
    hal.opens("/workforce/establishment/")
    page.get_by_role("link", name=re.compile("^SO-50")).click()
    hal.reads("Support officer")
    hal.sees("0.5, of which 0 held, 0.5 vacant")
