"""Concerns through the pages: who is shown what, the banner, the background's own task."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from alongside.desk.contacts import concern_actions as actions
from alongside.desk.contacts.concern_tasks import AT_MOST, expect_concerns
from alongside.desk.contacts.models import Concern, ConcernSettings
from alongside.desk.workforce.models import OutOfHours
from tests.desk.contacts.calling import logged, london, on_duty

LIST = "/contacts/concerns/"


@pytest.fixture
def ten(now_is):
    return now_is(london(10))


def text(answer) -> str:
    return unescape(answer.content.decode())


def raised(by, immediate=False, **told) -> Concern:
    contact = logged(by, **told)
    return actions.raise_concern(by=by, contact=contact, immediate=immediate)


def banner(client) -> bool:
    """Whether the line is on a page: for the screen alone, so that no paper tells of it."""
    return '<div class="concerns-waiting no-print"' in text(client.get("/teams/"))


def test_raised_from_a_contact_its_page_says_999_first(client, town, ten):
    OutOfHours.objects.create(pk=1, name="Night duty", telephone="01632 960000")
    contact = logged(town.asha, child=town.robin)
    client.force_login(town.asha)
    page = text(client.get(f"{LIST}of/{contact.pk}/"))
    assert page.index("ring 999 first") < page.index("Raise the concern")
    assert "01632 960000" in page
    done = client.post(f"{LIST}of/{contact.pk}/", {"immediate": "on"}, follow=True)
    page = text(done)
    assert Concern.objects.get().immediate
    assert page.index("ring 999 first") < page.index("What was said")


def test_the_officer_who_took_it_sees_whether_it_is_acknowledged(client, town, now_is, ten):  # fmt: skip
    on_duty(town.north, worker=town.wes)
    concern = raised(town.asha, child=town.robin)
    client.force_login(town.asha)
    page = text(client.get(f"{LIST}{concern.pk}/"))
    assert "Waiting for less than a minute" in page and "Wes Okafor" in page
    assert "Acknowledge: I take this on" not in page
    assert f'href="/contacts/{concern.contact_id}/"' in page
    now_is(london(10, 6))
    actions.acknowledge_concern(by=town.wes, concern=concern)
    assert "by Wes Okafor after 6 minutes" in text(client.get(LIST))


def test_the_page_says_how_it_stands_though_nothing_was_sent(client, town, now_is, ten):
    concern = raised(town.asha, child=town.robin)
    concern.told.all().delete()
    client.force_login(town.mo)
    now_is(london(10, 22))
    page = text(client.get(f"{LIST}{concern.pk}/"))
    assert "Not acknowledged for 22 minutes" in page
    assert "The duty manager is told" in page
    now_is(london(17))
    client.force_login(town.mo)
    page = text(client.get(f"{LIST}{concern.pk}/"))
    assert "Ring the out-of-hours team" in page


@pytest.mark.parametrize("what", ["acknowledge", "close"])
def test_an_officer_who_sends_an_answer_is_refused_and_nothing_changes(client, town, ten, what):  # fmt: skip
    concern = raised(town.asha, child=town.robin)
    client.force_login(town.asha)
    said = {"outcome": "no_action", "done": "Nothing", "recorded_as": "1"}
    assert client.post(f"{LIST}{concern.pk}/{what}/", said).status_code == 403
    concern.refresh_from_db()
    assert concern.acknowledged_at is concern.closed_at is None


def test_acknowledged_and_closed_by_the_duty_worker(client, town, ten):
    concern = raised(town.asha, child=town.robin)
    client.force_login(town.wes)
    done = client.post(f"{LIST}{concern.pk}/acknowledge/", follow=True)
    assert "it is yours now" in text(done)
    empty = text(client.post(f"{LIST}{concern.pk}/close/", {"outcome": "strategy"}))
    assert "Enter what was done, and why" in empty
    said = {"outcome": "strategy", "done": "Called for 2pm", "recorded_as": "S-77"}
    client.post(f"{LIST}{concern.pk}/close/", said, follow=True)
    assert concern.contact.reference not in text(client.get(LIST))
    closed = text(client.get(f"{LIST}?show=closed"))
    assert concern.contact.reference in closed
    assert "1 was acknowledged within 15 minutes" in closed


def test_the_second_to_acknowledge_is_told_who_did(client, another, town, ten):
    concern = raised(town.asha, child=town.robin)
    client.force_login(town.mo)
    another.force_login(town.wes)
    client.post(f"{LIST}{concern.pk}/acknowledge/")
    told = text(another.post(f"{LIST}{concern.pk}/acknowledge/", follow=True))
    assert "Mo Hassan acknowledged this concern already, at 10:00am" in told


def test_of_a_restricted_record_nothing_is_shown_to_others(client, town, ten):
    concern = raised(town.sam, child=town.hidden)
    reference = concern.contact.reference
    for user in (town.asha, town.wes, town.mo, town.sef, town.ben):
        client.force_login(user)
        page = text(client.get(LIST))
        assert reference not in page and "No concern is open" in page, user
        assert "concerns raised" not in page
        assert not banner(client), user
        assert client.get(f"{LIST}{concern.pk}/").status_code == 404
        assert reference not in text(client.get("/messages/"))
    client.force_login(town.sam)
    assert reference in text(client.get(LIST))


def test_told_in_place_of_the_list_one_reads_the_number_and_not_the_name(client, town, ten):  # fmt: skip
    town.restriction.need_to_know.all().delete()
    concern = raised(town.asha)
    concern.contact.child = town.hidden
    concern.contact.save()
    concern.told.all().delete()
    actions.see_to_concern(concern, london(10), ConcernSettings.watch())
    client.force_login(town.sam)
    page = text(client.get(f"{LIST}{concern.pk}/"))
    assert "A restricted record: 900125 in the case system" in page
    assert "Farrow" not in page


def test_the_banner_stands_for_those_it_is_for_and_names_nobody(client, town, now_is, ten):  # fmt: skip
    on_duty(town.north, worker=town.wes)
    concern = raised(town.asha, child=town.robin)
    stands = {}
    for name in ("asha", "sef", "wes", "mo", "sam", "ana", "hal", "adi"):
        client.force_login(getattr(town, name))
        page = text(client.get("/teams/"))
        stands[name] = concern.contact.reference in page
        assert "Hale" not in page and "900123" not in page
    assert [name for name, there in stands.items() if there] == ["wes", "mo"]
    client.force_login(town.sam)
    now_is(london(10, 30))
    assert banner(client), "After half an hour the service manager's page says so too."
    actions.acknowledge_concern(by=town.wes, concern=concern)
    assert not banner(client)


def test_the_banner_asks_one_question_and_only_of_those_who_log_contacts(
    client, town, ten
):
    def asked(user) -> int:
        client.force_login(user)
        client.get("/teams/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/teams/")
        return sum("contacts_concern" in each["sql"] for each in queries)

    assert (asked(town.wes), asked(town.asha), asked(town.ana)) == (1, 1, 0)


def test_out_of_hours_the_page_gives_the_number_and_asks_whom_one_spoke_to(client, town, now_is):  # fmt: skip
    OutOfHours.objects.create(pk=1, name="Night duty", telephone="01632 960000")
    now_is(london(18))
    concern = raised(town.asha, child=town.robin)
    client.force_login(town.asha)
    assert "01632 960000" in text(client.get(f"{LIST}{concern.pk}/"))
    there = f"{LIST}{concern.pk}/out-of-hours/"
    assert "Enter whom you spoke to" in text(client.post(there, {"spoke_to": ""}))
    page = text(client.post(there, {"spoke_to": "Pat Lowe"}, follow=True))
    assert "Asha Patel spoke to Pat Lowe" in page


def test_what_was_typed_stays_when_the_sign_in_ran_out(client, town, ten):
    concern = raised(town.asha, child=town.robin)
    actions.acknowledge_concern(by=town.wes, concern=concern)
    client.force_login(town.wes)
    page = client.get(f"{LIST}{concern.pk}/close/")
    mark = text(page).partition('name="made_for" value="')[2].partition('"')[0]
    client.session.flush()
    said = {"outcome": "strategy", "done": "Long words of mine", "made_for": mark}
    client.post(f"{LIST}{concern.pk}/close/", said, HTTP_ORIGIN="http://testserver")
    client.force_login(town.wes)
    assert "Long words of mine" in text(client.get("/unsent/"))


def test_the_settings_are_kept_and_shown(client, town, ten):
    client.force_login(town.sam)
    said = {"duty_manager_after": "10", "managers_after": "10", "unknown_team": ""}
    assert "Enter more minutes" in text(client.post(f"{LIST}settings/", said))
    client.post(f"{LIST}settings/", said | {"managers_after": "25", "unknown_team": town.south.pk})  # fmt: skip
    kept = ConcernSettings.objects.get()
    assert (kept.duty_manager_after, kept.managers_after, kept.unknown_team) == (10, 25, town.south)  # fmt: skip
    assert 'value="25"' in text(client.get(f"{LIST}settings/"))


def runs() -> list:
    found = DBTaskResult.objects.filter(task_path__contains="see_to_concerns")
    return [each.run_after for each in found.order_by("run_after")]


def test_the_background_looks_as_long_as_something_waits_and_once(town, ten, django_capture_on_commit_callbacks):  # fmt: skip
    expect_concerns()
    assert runs() == [], "Nothing waits."
    with django_capture_on_commit_callbacks(execute=True):
        concern = raised(town.asha, child=town.robin)
    assert runs() == [ten]
    expect_concerns(ten + timedelta(minutes=15))
    assert runs() == [ten], "An earlier look is enough."
    DBTaskResult.objects.all().delete()
    expect_concerns(ten + AT_MOST)
    expect_concerns(ten + timedelta(minutes=1))
    assert runs() == [ten + timedelta(minutes=1), ten + AT_MOST]
    DBTaskResult.objects.all().delete()
    actions.acknowledge_concern(by=town.wes, concern=concern)
    expect_concerns()
    assert runs() == []


def test_the_task_itself_tells_and_asks_for_its_next_run(town, now_is, ten):
    from alongside.desk.contacts.concern_tasks import see_to_concerns

    on_duty(town.north, worker=town.wes, manager=town.mo)
    concern = raised(town.asha, child=town.robin)
    now_is(london(10, 15))
    see_to_concerns.func()
    assert [row.role for row in concern.told.order_by("pk")] == ["duty", "duty_manager"]
    assert runs() == [london(10, 20)]
