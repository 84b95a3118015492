"""Saved views: a choice under a name, its count, whom it is shared with, which opens first."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import saved_view_actions
from alongside.desk.casework.models import Mark, SavedView
from alongside.desk.casework.owner_actions import hold_dues, mark_dues
from tests.slowly import slowly

pytestmark = pytest.mark.usefixtures("today", "home")

LIST = "/timescales/"
NEW = "/timescales/views/new/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def listed(answer) -> list[int]:
    return [due.pk for due in answer.context["dues"]]


@pytest.fixture
def asha(client, town, extract):
    client.force_login(town.asha)
    return client


def kept(user, label="Mine", asked="owner=mine", team=None, opens_first=False):
    return saved_view_actions.save_view(
        by=user, label=label, asked=asked, team=team, opens_first=opens_first
    )


def test_what_is_chosen_is_saved_opened_renamed_and_deleted(asha, town, clock_of):
    late, _ = clock_of(town.robin, -1), clock_of(town.robin, 20)
    page = text(asha.get(f"{LIST}?when=overdue&state=to_ask&page=1"))
    link = re.search(r'href="(/timescales/views/new/[^"]*)"', page)[1]
    assert link == f"{NEW}?when=overdue&state=to_ask"
    answer = asha.post(link, {"label": "Late, to ask"})
    view = SavedView.objects.get()
    assert answer.url == f"{LIST}?when=overdue&state=to_ask&view={view.pk}"
    page = asha.get(answer.url)
    assert listed(page) == [late.pk]
    assert "Late, to ask (1)" in text(page)
    asha.post(f"/timescales/views/{view.pk}/", {"label": "Late"})
    assert "Late (1)" in text(asha.get(LIST))
    page = text(asha.post(f"/timescales/views/{view.pk}/delete/", {}, follow=True))
    assert "The view “Late” was deleted." in page
    assert not SavedView.objects.exists()
    done = AuditEntry.objects.filter(subject_type="casework.SavedView")
    assert [entry.action for entry in done.order_by("sequence")] == [
        "save view", "change view", "delete view",
    ]  # fmt: skip


@pytest.mark.parametrize("person", ["asha", *slowly("sam", "ana", "wes")])
def test_the_count_beside_each_view_is_the_length_of_its_list(
    client, town, clock_of, person, worker
):
    nib = worker("Nib")
    for day in (-9, -1, 0, 5, 60):
        clock_of(town.robin, day, worker=nib)
        clock_of(town.skye, day, "RCPC_1")
        clock_of(town.hidden, day)
    some = [clock_of(town.robin, day) for day in (-3, 0, 3)]
    mark_dues(by=town.mo, dues=some[:2], kind="asked")
    hold_dues(by=town.mo, dues=some[1:], until=some[2].due_on, why="x")
    done = clock_of(town.robin, status="met", completed_on=some[0].started_on)
    done.mark = Mark.objects.create(due=done, kind="asked", by=town.mo)
    done.save()
    user = getattr(town, person)
    for n, asked in enumerate(
        (
            "", "owner=mine", "owner=none", "when=overdue&state=asked", "hold=on",
            "state=recorded", f"team={town.north.pk}&rule=S47_ICPC", "who=Social+worker",
            f"worker={nib.pk}&when=soon", "team=999", "state=never", "worker=x",
        )
    ):  # fmt: skip
        kept(user, f"View {n}", asked)
    client.force_login(user)
    beside = client.get(f"{LIST}?view=").context["views"]
    assert len(beside) == 12
    for each in beside:
        page = client.get(each.address)
        assert len(listed(page)) == each.count, each.view.asked
    assert sum(each.count for each in beside) > 12


def test_one_view_opens_first_and_all_can_still_be_shown(asha, town, clock_of):
    late, later = clock_of(town.robin, -1), clock_of(town.robin, 30)
    first = kept(town.asha, "Late", "when=overdue", opens_first=True)
    answer = asha.get(LIST)
    assert answer.url == f"{LIST}?when=overdue&view={first.pk}"
    assert listed(asha.get(answer.url)) == [late.pk]
    assert f'href="{LIST}?view="' in text(asha.get(answer.url))
    assert listed(asha.get(f"{LIST}?view=")) == [late.pk, later.pk]
    other = kept(town.asha, "Later", "when=later", opens_first=True)
    assert asha.get(LIST).url.endswith(f"view={other.pk}")
    assert SavedView.objects.filter(opens_first=True).get() == other
    saved_view_actions.change_view(
        by=town.asha, view=other, label="Later", team=None, opens_first=False
    )
    assert asha.get(LIST).status_code == 200


def test_a_view_shared_with_a_team_is_each_readers_own_list(client, town, clock_of):
    """“Mine” is whoever's reads it; nobody else can change the view."""
    mine = clock_of(town.robin)
    client.force_login(town.sef)
    client.post(f"{NEW}?owner=mine", {"label": "Ours", "team": town.north.pk})
    view = SavedView.objects.get()
    assert (view.owner, view.team) == (town.sef, town.north)
    client.force_login(town.asha)
    page = client.get(f"{LIST}?view=")
    assert "Ours (1)" in text(page) and "shared by Sefton Price" in text(page)
    assert listed(client.get(page.context["views"][0].address)) == [mine.pk]
    for where in (
        f"/timescales/views/{view.pk}/",
        f"/timescales/views/{view.pk}/delete/",
    ):
        assert client.post(where, {"label": "Hers"}).status_code == 404
    client.force_login(town.ben)
    assert "Ours" not in text(client.get(f"{LIST}?view="))


def test_only_who_arranges_cover_shares_and_only_with_their_own_teams(asha, town):
    assert "Share it with" not in text(asha.get(f"{NEW}?owner=mine"))
    asha.post(f"{NEW}?owner=mine", {"label": "Ours", "team": town.north.pk})
    assert SavedView.objects.get().team is None
    asha.force_login(town.mo)
    page = text(
        asha.post(f"{NEW}?owner=mine", {"label": "Ours", "team": town.south.pk})
    )
    assert "is not one of the available choices" in page
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "Enter a name for the view"),
        ("Mine", "You have a saved view of this name already."),
        ("x" * 61, "must be 60 characters or fewer. It has 61."),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_a_sentence(asha, town, label, sentence):
    kept(town.asha)
    page = text(asha.post(f"{NEW}?when=overdue", {"label": label}))
    assert sentence in page
    assert not label or f'value="{label}"' in page
    assert SavedView.objects.count() == 1


def test_two_people_may_use_one_name(town):
    assert kept(town.asha).name == kept(town.mo).name


def test_there_is_an_end_to_how_many(asha, town, monkeypatch):
    monkeypatch.setattr(saved_view_actions, "MOST", 1)
    kept(town.asha)
    page = text(asha.post(f"{NEW}?when=overdue", {"label": "Another"}))
    assert "You have 1 saved views, the most there can be. Delete one first." in page


def test_only_a_choice_is_kept_and_nothing_else_of_the_address(asha):
    asha.post(
        f"{NEW}?when=overdue&page=3&print=1&next=//x.example&state=", {"label": "A"}
    )
    assert SavedView.objects.get().asked == "when=overdue"


def test_views_are_counted_in_one_question_however_many(asha, town, clock_of):
    clock_of(town.robin)
    kept(town.asha, "One", "when=overdue")
    asha.get(f"{LIST}?view=")  # her session is noted once a minute
    with CaptureQueriesContext(connection) as one:
        asha.get(f"{LIST}?view=")
    for n in range(10):
        kept(town.asha, f"View {n}", f"when=overdue&state=asked&team={town.north.pk}")
    with CaptureQueriesContext(connection) as many:
        asha.get(f"{LIST}?view=")
    assert len(many) == len(one)
