"""Two records of one child merged: what protects is copied, the stricter counts."""

from __future__ import annotations

from datetime import date, time
from html import unescape
from itertools import permutations

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint

from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.card_actions import set_answer_card
from alongside.desk.contacts.card_models import AnswerCard
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.people import merging
from alongside.desk.people.actions import lift_restriction, restrict_record
from alongside.desk.people.adult_actions import (
    add_adult,
    add_contact_point,
    link_adult,
)
from alongside.desk.people.merge_actions import merge_records
from alongside.desk.people.models import (
    AdultOfChild,
    Child,
    ChildTeam,
    Merge,
    Restriction,
)

TODAY = date(2026, 3, 10)


@pytest.fixture
def gone(town) -> Child:
    """A second record of Robin, held by the North as well."""
    child = Child.objects.create(case_id="900126", forename="Robyn", surname="Hale")
    ChildTeam.objects.create(child=child, team=town.north)
    return child


def merged(town, gone, by=None) -> Merge:
    return merge_records(by=by or town.sam, kept=town.robin, gone=gone)


def listed(child) -> set[str]:
    restriction = Restriction.objects.open().get(child=child)
    return {user.username.partition("@")[0] for user in restriction.people.all()}


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_a_restriction_of_either_stands_on_both(town, gone, which):
    child = town.robin if which == "kept" else gone
    restrict_record(by=town.sam, child=child, reason="Related", people=[town.mo])
    merged(town, gone)
    assert listed(town.robin) == listed(gone) == {"sam", "mo"}
    seen = Child.objects.visible_to(town.asha)
    assert not seen.filter(pk__in=[town.robin.pk, gone.pk]).exists()


def test_of_two_lists_those_on_both_see_the_child(town, gone):
    restrict_record(by=town.sam, child=town.robin, reason="One", people=[town.mo])
    restrict_record(by=town.sam, child=gone, reason="Two", people=[town.wes])
    merged(town, gone)
    assert listed(town.robin) == listed(gone) == {"sam"}
    for kept_out in (town.mo, town.wes):
        assert not Child.objects.visible_to(kept_out).filter(pk=town.robin.pk).exists()
    narrowed = AuditEntry.objects.filter(action="narrow need to know")
    assert narrowed.count() == 2 and narrowed[0].detail == {"listed": [town.sam.pk]}


def test_of_lists_that_do_not_overlap_nobody_sees_the_child_until_somebody_is_put_on(
    town, gone
):
    restrict_record(by=town.mo, child=town.robin, reason="One")
    restrict_record(by=town.wes, child=gone, reason="Two")
    merged(town, gone)
    assert listed(town.robin) == set()
    for user in (town.mo, town.wes, town.sam, town.asha):
        assert not Child.objects.visible_to(user).filter(pk=town.robin.pk).exists()
    # Whoever may restrict in the whole service can put somebody on the list.
    left = Restriction.objects.visible_to(town.sam).open()
    assert {r.child for r in left} >= {town.robin, gone}


def test_without_a_restriction_there_is_none_after(town, gone):
    merged(town, gone)
    assert not Restriction.objects.open().filter(child__in=[town.robin, gone]).exists()


def test_said_again_it_changes_nothing_and_brings_no_restriction_back(town, gone):
    restrict_record(by=town.sam, child=gone, reason="Related")
    first = merged(town, gone)
    lift_restriction(
        by=town.sam, restriction=Restriction.objects.open().get(child=town.robin)
    )
    before = AuditEntry.objects.count()
    assert merged(town, gone) == first
    assert AuditEntry.objects.count() == before
    assert not Restriction.objects.open().filter(child=town.robin).exists()


def test_a_record_is_merged_once_not_with_itself_and_not_into_one_gone(town, gone):
    with pytest.raises(ValidationError, match="These are one record"):
        merge_records(by=town.sam, kept=gone, gone=gone)
    merged(town, gone)
    with pytest.raises(ValidationError, match="merged with another record already"):
        merge_records(by=town.sam, kept=town.skye, gone=gone)
    with pytest.raises(ValidationError, match="is gone itself"):
        merge_records(by=town.sam, kept=gone, gone=town.skye)
    with pytest.raises(ValidationError, match="is gone itself"):
        merge_records(by=town.sam, kept=gone, gone=town.robin)
    merge_records(by=town.sam, kept=town.skye, gone=town.robin)  # and so on


def mother(town, *children, **link):
    adult = add_adult(by=town.sam, name="Ida Hale", kind="family")
    for child in children:
        said = dict(relationship="mother", parental_responsibility="yes") | link
        link_adult(by=town.sam, adult=adult, child=child, **said)
    return adult


@pytest.mark.parametrize(
    ("ours", "theirs", "after"),
    [("yes", "no", "no"), ("no", "yes", "no"), ("yes", "unknown", "unknown"),
     ("unknown", "no", "no"), ("yes", "yes", "yes")],
)  # fmt: skip
def test_an_adult_around_both_stands_once_with_the_stricter_word(
    town, gone, ours, theirs, after
):
    adult = mother(town, town.robin, parental_responsibility=ours)
    link_adult(
        by=town.sam, adult=adult, child=gone, relationship="mother",
        parental_responsibility=theirs,
    )  # fmt: skip
    merged(town, gone)
    link = AdultOfChild.objects.get(adult=adult)
    assert (link.child, link.parental_responsibility) == (town.robin, after)


def test_an_adult_around_the_one_gone_goes_over(town, gone):
    adult = mother(town, gone)
    merged(town, gone)
    assert [link.child for link in adult.links.all()] == [town.robin]


def test_a_number_with_two_adults_around_the_child_is_as_safe_as_the_least(town, gone):
    marks = dict(safe_to_ring="yes", safe_to_text="yes", safe_to_voicemail="unknown")
    hours = dict(ring_from=time(9), ring_until=time(17))
    ours = add_contact_point(
        by=town.sam, adult=mother(town, town.robin), value="01632 960001", **marks,
        **hours,
    )  # fmt: skip
    theirs = add_contact_point(
        by=town.sam, adult=mother(town, gone), value="+44 1632 960001",
        **marks | dict(safe_to_text="no", ring_from=time(12), ring_until=None),
    )  # fmt: skip
    other = add_contact_point(
        by=town.sam, adult=mother(town, town.skye), value="01632 960001", **marks
    )
    merged(town, gone)
    for point in (ours, theirs):
        point.refresh_from_db()
        assert (point.safe_to_ring, point.safe_to_text) == ("yes", "no")
        assert point.safe_to_voicemail == "unknown"
        assert (point.ring_from, point.ring_until) == (time(12), time(17))
    other.refresh_from_db()
    assert other.safe_to_text == "yes"


def test_hours_that_do_not_meet_make_it_not_safe_to_ring(town, gone):
    morning = dict(ring_from=time(9), ring_until=time(12))
    evening = dict(ring_from=time(12), ring_until=time(20))
    points = [
        add_contact_point(
            by=town.sam, adult=mother(town, child), value="01632 960001",
            safe_to_ring="yes", **hours,
        )
        for child, hours in ((town.robin, morning), (gone, evening))
    ]  # fmt: skip
    merged(town, gone)
    for point in points:
        point.refresh_from_db()
        assert point.safe_to_ring == "no"


def test_the_strictest_mark_is_no_then_unknown_whatever_the_order():
    for marks in permutations(["yes", "unknown", "no"]):
        assert merging.stricter(*marks) == "no"
    assert merging.stricter("yes", "unknown") == "unknown"


def card(town, child, told, number=0, **given):
    asked = dict(on=TODAY, seen=number, review_on=date(2026, 6, 30), told=told)
    return set_answer_card(by=town.wes, child=child, **asked | given)


def test_what_either_card_does_not_tell_is_not_told(town, gone):
    both, one = mother(town, town.robin, gone), mother(town, gone)
    card(
        town, town.robin, {both: ["worker", "awaited"]}, do_not_tell="Address withheld."
    )
    card(
        town, gone, {both: ["worker", "school"], one: ["worker"]},
        do_not_tell="Say nothing to Al.", review_on=date(2026, 5, 1),
    )  # fmt: skip
    merged(town, gone)
    made = AnswerCard.objects.latest_of(town.robin)
    assert (made.number, made.review_on) == (2, date(2026, 5, 1))
    assert (made.told_to(both), made.told_to(one)) == (["worker"], [])
    assert made.do_not_tell == "Address withheld. Say nothing to Al."


def test_a_card_of_the_one_gone_alone_is_copied(town, gone):
    adult = mother(town, gone)
    card(town, gone, {adult: ["worker"]}, do_not_tell="Address withheld.")
    merged(town, gone)
    made = AnswerCard.objects.latest_of(town.robin)
    assert (made.number, made.do_not_tell) == (1, "Address withheld.")
    assert made.told_to(adult) == ["worker"]


def test_the_card_of_the_one_kept_stands_where_the_other_has_none(town, gone):
    adult = mother(town, town.robin)
    card(town, town.robin, {adult: ["worker"]})
    merged(town, gone)
    assert AnswerCard.objects.get().told_to(adult) == ["worker"]


def a_contact(town, child) -> Contact:
    made = Contact(child=child, team=town.north, taken_by=town.asha, said="Rang.")
    made.topic, made.caller_kind = Topic.objects.first(), "family"
    made.outcome = Contact.Outcome.ANSWERED
    made.save()
    return made


def test_contacts_go_over_and_are_hidden_with_the_child_they_went_to(town, gone):
    contact = a_contact(town, gone)
    assert contact in Contact.objects.visible_to(town.asha)
    restrict_record(by=town.sam, child=town.robin, reason="Related")
    merged(town, gone)
    contact.refresh_from_db()
    assert contact.child == town.robin
    assert contact not in Contact.objects.visible_to(town.asha)
    assert contact in Contact.objects.visible_to(town.sam)


def test_stopped_half_way_nothing_is_merged(town, gone, monkeypatch):
    restrict_record(by=town.sam, child=gone, reason="Related")
    adult, contact = mother(town, gone), a_contact(town, gone)
    before = AuditEntry.objects.count()

    def killed(by, kept, gone):
        raise KeyboardInterrupt

    monkeypatch.setitem(merging.OWN, "the.last", killed)
    with pytest.raises(KeyboardInterrupt):
        merged(town, gone)
    contact.refresh_from_db()
    assert (contact.child, adult.links.get().child) == (gone, gone)
    assert not Restriction.objects.open().filter(child=town.robin).exists()
    assert (Merge.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_every_kind_of_row_can_go_over_stays_or_says_how(db):
    """A room whose rows stand once a child must say itself how two are brought together."""
    alone = [
        f"{model._meta.label}.{field}"
        for model, field in merging.rows_that_move()
        if model._meta.get_field(field).unique
        or any(
            field in each.fields
            for each in model._meta.constraints
            if isinstance(each, UniqueConstraint)
        )
    ]
    assert alone == [], "Say in the room's merging.py what becomes of these."
    known = {model._meta.label for model in apps.get_models()}
    assert merging.STAYS.keys() | merging.OWN.keys() <= known


def text(page) -> str:
    return " ".join(unescape(page.content.decode()).split())


def test_a_manager_merges_them_on_the_page(client, town, gone):
    client.force_login(town.mo)
    page = client.post(
        "/people/merge/", {"kept": "900123", "gone": " 900126 "}, follow=True
    )
    assert "900126, gone" in text(page) and "Robyn" in text(page)
    address = page.redirect_chain[-1][0]
    done = client.post(address, follow=True)
    assert "Record 900126 is merged with record 900123." in text(done)
    assert "Record 900126 went into this one" in text(done)
    assert Merge.objects.get().by == town.mo
    timeline = text(client.get(f"/children/{gone.pk}/"))
    assert "This record went into" in timeline
    again = client.post(address, follow=True)
    assert Merge.objects.count() == 1 and again.status_code == 200


def test_a_record_restricted_since_is_named_to_nobody_else(client, town, gone):
    """Merged first, restricted later: the page of the other says nothing of it."""
    merged(town, gone)
    restrict_record(by=town.sam, child=gone, reason="Related")
    for address in ("/children/{}/", "/children/{}/adults/"):
        client.force_login(town.asha)
        assert "900126" not in text(client.get(address.format(town.robin.pk)))
        client.force_login(town.sam)
        assert "900126" in text(client.get(address.format(town.robin.pk)))


@pytest.mark.parametrize("said", ["900124", "900125", "900999"])
def test_a_child_out_of_reach_is_as_one_not_there(client, town, said):
    """Of another team, restricted, or nobody: the same sentence, and no name."""
    client.force_login(town.mo)
    page = text(client.post("/people/merge/", {"kept": "900123", "gone": said}))
    assert f"No child of your teams has the id {said}. Look it up" in page
    assert "Skye" not in page and "Farrow" not in page


def test_two_ids_that_are_one_are_refused(client, town):
    client.force_login(town.mo)
    page = client.post("/people/merge/", {"kept": "900123", "gone": "900123"})
    assert "Enter two ids: these are the same" in text(page)
