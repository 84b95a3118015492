"""Pages of adults and of the adults around a child: who finds whom, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.people.adult_actions import (
    add_adult,
    add_contact_point,
    link_adult,
    note_number,
)
from alongside.desk.people.models import Adult, AdultOfChild, ContactPoint


def text(page) -> str:
    return " ".join(unescape(page.content.decode()).split())


def an_adult(town, name, *children, kind="family", **given) -> Adult:
    adult = add_adult(by=town.sam, name=name, kind=kind, **given)
    for child in children:
        link_adult(by=town.sam, adult=adult, child=child, relationship="other")
    return adult


@pytest.fixture
def both(town) -> Adult:
    """Around Robin of the North, and around one who is restricted: a sibling, say."""
    return an_adult(town, "Bo Both", town.robin, town.hidden)


def test_a_page_shows_only_children_one_may_see(client, town, both):
    client.force_login(town.asha)
    page = text(client.get(f"/people/adults/{both.pk}/"))
    assert "Robin Hale" in page
    assert "Farrow" not in page and f"/children/{town.hidden.pk}/" not in page
    client.force_login(town.sam)
    assert "Jo Farrow" in text(client.get(f"/people/adults/{both.pk}/"))


def test_a_professional_of_a_restricted_child_alone_shows_no_child(client, town):
    teacher = an_adult(town, "Pat Teacher", town.hidden, kind="school")
    client.force_login(town.asha)
    page = text(client.get(f"/people/adults/{teacher.pk}/"))
    assert "linked to no child of your teams" in page and "Farrow" not in page


def test_adults_of_a_child_stand_on_its_page_and_no_others(client, town, both):
    an_adult(town, "Una Marsh", town.skye)
    an_adult(town, "Vera Farrow", town.hidden)
    client.force_login(town.asha)
    page = text(client.get(f"/children/{town.robin.pk}/adults/"))
    assert "Bo Both" in page and "1 adult, by name" in page
    assert "Una" not in page and "Vera" not in page


def test_the_timeline_leads_to_the_adults_around_a_child(client, town, both):
    client.force_login(town.asha)
    page = text(client.get(f"/children/{town.robin.pk}/"))
    assert f'href="/children/{town.robin.pk}/adults/"' in page


HIDDEN_PAGES = (
    "/people/adults/{adult.pk}/", "/people/adults/{adult.pk}/change/",
    "/people/adults/{adult.pk}/numbers/", "/people/numbers/{point.pk}/",
    "/people/numbers/{point.pk}/stop/", "/people/links/{link.pk}/",
    "/children/{link.child_id}/adults/", "/children/{robin.pk}/adults/{adult.pk}/",
    "/children/{link.child_id}/adults/add/", "/children/{link.child_id}/adults/find/",
)  # fmt: skip


@pytest.mark.parametrize("address", HIDDEN_PAGES)
@pytest.mark.parametrize("whose", ["hidden", "skye"])
def test_out_of_reach_everything_is_as_if_not_there(client, town, address, whose):
    adult = an_adult(town, "Vera Secret", getattr(town, whose))
    point = add_contact_point(by=town.sam, adult=adult, value="01632 960001")
    known = {"adult": adult, "point": point, "link": adult.links.get()}
    client.force_login(town.asha)
    for ask in (client.get, client.post):
        page = ask(address.format(**known, robin=town.robin))
        assert page.status_code in (404, 405) and "Vera" not in text(page)
    point.refresh_from_db()
    assert point.stopped_on is None


def test_the_search_finds_nobody_out_of_reach_and_its_words_stay_off_the_trail(
    client, town, both
):
    vera = an_adult(town, "Vera Secret", town.hidden)
    add_contact_point(by=town.sam, adult=vera, value="01632 960001")
    client.force_login(town.asha)
    address = f"/children/{town.robin.pk}/adults/find/"
    for said in ("vera", "secret", "01632 960001", "0001"):
        page = client.post(address, {"said": said})
        assert page.context["adults"] == []
        assert AuditEntry.objects.latest("sequence").detail == {"found": 0}
    assert [
        a.name for a in client.post(address, {"said": "both"}).context["adults"]
    ] == ["Bo Both"]


def test_somebody_new_is_added_around_a_child(client, town):
    client.force_login(town.asha)
    address = f"/children/{town.robin.pk}/adults/add/"
    sent = {
        "name": "Ida Hale", "kind": "family", "organisation": "", "helps": "Polish",
        "relationship": "mother", "parental_responsibility": "yes",
    }  # fmt: skip
    page = client.post(address, sent, follow=True)
    assert "Ida Hale is among the adults around Robin Hale." in text(page)
    link = AdultOfChild.objects.get()
    assert (link.adult.helps, link.adult.added_by) == ("Polish", town.asha)
    assert (link.relationship, link.parental_responsibility) == ("mother", "yes")


def test_what_was_not_said_is_asked_for_and_nothing_is_kept(client, town):
    client.force_login(town.asha)
    sent = {"name": "", "kind": "family", "parental_responsibility": "unknown"}
    page = text(client.post(f"/children/{town.robin.pk}/adults/add/", sent))
    assert "Enter their name, or who they say they are" in page
    assert "Choose what they are to the child" in page
    assert not Adult.objects.exists()


def test_somebody_known_is_linked_and_twice_is_refused(client, town, both):
    nan = an_adult(town, "Nan Hale")
    client.force_login(town.asha)
    address = f"/children/{town.robin.pk}/adults/{nan.pk}/"
    sent = {"relationship": "grandparent", "parental_responsibility": "no"}
    assert client.post(address, sent).status_code == 302
    assert "linked to this child already" in text(client.post(address, sent))
    assert nan.links.count() == 1


def test_a_link_is_changed_and_ended(client, town, both):
    client.force_login(town.asha)
    link = both.links.get(child=town.robin)
    sent = {
        "relationship": "father", "parental_responsibility": "no",
        "since": "1 2 2026", "until": "5 3 2026",
    }  # fmt: skip
    client.post(f"/people/links/{link.pk}/", sent)
    link.refresh_from_db()
    assert (link.relationship, link.until) == ("father", date(2026, 3, 5))
    page = text(client.get(f"/children/{town.robin.pk}/adults/"))
    assert "Father" in page and "No longer" in page
    wrong = client.post(f"/people/links/{link.pk}/", sent | {"until": "5 1 2026"})
    assert "The last day cannot be before the first." in text(wrong)


def test_who_somebody_is_can_be_changed(client, town, both):
    client.force_login(town.asha)
    sent = {"name": "Bo Booth", "kind": "foster_carer", "organisation": "", "helps": ""}
    page = client.post(f"/people/adults/{both.pk}/change/", sent, follow=True)
    assert "Bo Booth" in text(page) and "Foster carer" in text(page)
    wrong = client.post(f"/people/adults/{both.pk}/change/", sent | {"name": ""})
    assert "Bo Booth" in text(wrong)


def test_a_number_is_added_and_then_asked_what_is_safe(client, town, both):
    client.force_login(town.asha)
    address = f"/people/adults/{both.pk}/numbers/"
    wrong = client.post(address, {"channel": "phone", "value": "960 001"})
    assert "960 001 is not a telephone number" in text(wrong)
    page = client.post(
        address, {"channel": "phone", "value": "01632 960001"}, follow=True
    )
    assert "What is safe with 01632 960001" in text(page)
    adult = text(client.get(f"/people/adults/{both.pk}/"))
    assert "Do not ring: nobody has told us that it is safe." in adult
    assert "Do not leave a voicemail: nobody has told us" in adult


SAFE = {
    "safe_to_ring": "yes", "ring_from": "9:00", "ring_until": "15.30",
    "safe_to_text": "no", "safe_to_voicemail": "unknown",
    "told_by": "Bo himself", "told_on": "5 3 2026",
}  # fmt: skip


def test_what_is_safe_is_kept_with_its_hours_and_who_told_us(client, town, both):
    point = add_contact_point(by=town.sam, adult=both, value="01632 960001")
    client.force_login(town.asha)
    page = text(client.post(f"/people/numbers/{point.pk}/", SAFE, follow=True))
    assert "from 9:00am until 3:30pm" in page and "Bo himself, 5 March 2026" in page
    assert "Not safe to text." in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"ring_until": "8:00"}, "The hours must end after they begin"),
     ({"ring_from": "late"}, "Ring from must be a time of day, like 9am or 5:30pm"),
     ({"told_by": ""}, "Enter who told us what is safe"),
     ({"told_on": ""}, "Enter the day on which we were told"),
     ({"safe_to_text": ""}, "Choose safe to text")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_changes(client, town, both, wrong, said):
    point = add_contact_point(by=town.sam, adult=both, value="01632 960001")
    client.force_login(town.asha)
    page = client.post(f"/people/numbers/{point.pk}/", SAFE | wrong)
    assert said in text(page)
    point.refresh_from_db()
    assert point.safe_to_ring == "unknown"


def test_of_an_address_only_mail_is_asked(client, town, both):
    point = add_contact_point(
        by=town.sam, adult=both, value="bo@example.org", channel="email"
    )
    client.force_login(town.asha)
    assert "Safe to ring" not in text(client.get(f"/people/numbers/{point.pk}/"))
    sent = {"safe_to_text": "yes", "told_by": "Bo", "told_on": "5 3 2026"}
    page = text(client.post(f"/people/numbers/{point.pk}/", sent, follow=True))
    assert (
        "Safe to e-mail." in page
        and "ring" not in page.partition("Safe to e-mail")[2][:60]
    )


def test_a_number_stopped_stays_and_is_not_used(client, town, both):
    point = add_contact_point(
        by=town.sam, adult=both, value="01632 960001", safe_to_ring="yes"
    )
    client.force_login(town.asha)
    page = text(client.post(f"/people/numbers/{point.pk}/stop/", follow=True))
    assert "01632 960001 is used no more from today on." in page
    assert "Safe to ring" not in page
    again = text(client.post(f"/people/numbers/{point.pk}/stop/", follow=True))
    assert "This is used no more since" in again
    assert ContactPoint.objects.get().stopped_on == timezone.localdate()


def test_a_number_that_failed_last_says_so(client, town, both):
    point = add_contact_point(by=town.sam, adult=both, value="01632 960001")
    now = timezone.now()
    note_number(by=town.sam, point=point, worked=True, at=now - timedelta(2))
    note_number(by=town.sam, point=point, worked=False, at=now)
    client.force_login(town.asha)
    for address in (f"/people/adults/{both.pk}/", f"/children/{town.robin.pk}/adults/"):
        page = text(client.get(address))
        assert "Failed last" in page and "worked before" in page


def test_as_many_questions_however_many_adults(
    client, town, both, django_assert_max_num_queries
):
    client.force_login(town.asha)
    for number in range(12):
        adult = an_adult(town, f"Ida {number}", town.robin)
        add_contact_point(by=town.sam, adult=adult, value=f"01632 9600{number:02}")
    with django_assert_max_num_queries(22):
        page = client.get(f"/children/{town.robin.pk}/adults/")
    assert "13 adults, by name" in text(page)
