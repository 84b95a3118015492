"""The answer card: what a caller may be told about a child, and before it what not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Allocation, Due, Extract, Mark
from alongside.desk.contacts.card_actions import set_answer_card
from alongside.desk.contacts.card_models import AnswerCard, CardSetting, Item
from alongside.desk.contacts.cards import answer_card
from alongside.desk.people.adult_actions import add_adult, change_link, link_adult
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.models import Worker

TODAY = date(2026, 3, 10)  # a Tuesday
NOON = timezone.make_aware(datetime(2026, 3, 10, 12))
EVERYTHING = list(Item.values)


def text(page) -> str:
    return " ".join(unescape(page.content.decode()).split())


def around(town, name, child, relationship, **link) -> Adult:
    adult = add_adult(by=town.wes, name=name, kind=link.pop("kind", "family"))
    link_adult(by=town.wes, adult=adult, child=child, relationship=relationship, **link)
    return adult


@pytest.fixture
def gran(town):
    return around(town, "Ada Hale", town.robin, "grandparent")


def a_clock(town, rule, due_on, child=None, **mark) -> Due:
    extract = Extract.objects.create(
        file_name="e.xlsx", sha256="0" * 64, stored_as=rule, as_at=TODAY,
        uploaded_by=town.sef, state="applied", applied_at=NOON, applied_by=town.sef,
    )  # fmt: skip
    due = Due.objects.create(
        child=child or town.robin, rule=rule, started_on=date(2026, 1, 5),
        due_on=due_on, status="open", first_in=extract,
    )  # fmt: skip
    if mark:
        due.mark = Mark.objects.create(due=due, by=town.asha, **mark)
        due.save()
    return due


def set_card(town, told, child=None, **given):
    asked = dict(on=TODAY, seen=0, review_on=date(2026, 6, 30), told=told)
    return set_answer_card(by=town.wes, child=child or town.robin, **asked | given)


def said(town, adult, item, child=None, user=None):
    shown = answer_card(user or town.asha, child or town.robin, adult, NOON)
    return dict(shown.told).get(item)


def test_where_nobody_set_it_nothing_is_told(town, gran):
    shown = answer_card(town.asha, town.robin, gran, NOON)
    assert shown.nothing == "Nobody has set what may be told about this child."
    assert (shown.told, len(shown.not_told)) == ([], len(Item))


def test_an_unknown_caller_is_told_nothing_and_the_warning_still_stands(town, gran):
    set_card(town, {gran: EVERYTHING}, do_not_tell="The address is withheld.")
    shown = answer_card(town.asha, town.robin, None, NOON)
    assert shown.nothing == "It is not known who is calling."
    assert (shown.told, shown.never) == ([], "The address is withheld.")


def test_only_what_is_ticked_for_this_caller_is_told(town, gran):
    mum = around(town, "Ida Hale", town.robin, "mother")
    set_card(town, {gran: ["worker"], mum: ["worker", "awaited"]})
    of_gran = answer_card(town.asha, town.robin, gran, NOON)
    assert [item for item, _ in of_gran.told] == [Item.WORKER]
    assert set(of_gran.not_told) == set(Item) - {Item.WORKER}
    assert of_gran.not_told[0] == Item.ADDRESS
    assert said(town, mum, Item.AWAITED) == "Nothing is awaited."


def test_who_is_not_named_or_named_with_nothing_is_told_nothing(town, gran):
    mum = around(town, "Ida Hale", town.robin, "mother")
    set_card(town, {gran: []})
    for adult in (gran, mum):
        shown = answer_card(town.asha, town.robin, adult, NOON)
        assert "told nothing about this child" in shown.nothing and not shown.told


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)]
)
def test_it_holds_on_its_last_day_and_tells_nothing_after(town, gran, day, holds):
    set_card(town, {gran: ["worker"]})
    # Half past midnight in London's summer is the evening before in UTC.
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 0, 30))
    shown = answer_card(town.asha, town.robin, gran, at)
    assert bool(shown.told) is holds
    assert ("out of date: it held until 30 June 2026" in shown.nothing) is not holds


def test_a_link_at_an_end_tells_nothing_though_the_card_names_them(town, gran):
    set_card(town, {gran: ["worker"]})
    over = dict(relationship="grandparent", parental_responsibility="no")
    link = gran.links.get()
    change_link(by=town.wes, link=link, until=TODAY, **over)
    assert said(town, gran, Item.WORKER)
    change_link(by=town.wes, link=link, until=TODAY - timedelta(1), **over)
    shown = answer_card(town.asha, town.robin, gran, NOON)
    assert shown.nothing == "This caller is not among the adults around this child."


def test_a_caller_of_another_child_is_told_nothing_of_this_one(town, gran):
    """Set for a child, a card says nothing of the next."""
    skye = around(town, "Una Marsh", town.skye, "mother")
    set_card(town, {gran: EVERYTHING, skye: EVERYTHING})
    shown = answer_card(town.sam, town.robin, skye, NOON)
    assert shown.told == [] and shown.nothing


def test_the_next_meeting_is_the_one_arranged_soonest(town, gran):
    a_clock(town, "CLA_REVIEW_1", date(2026, 3, 12))
    a_clock(
        town, "CORE_GROUP_N", date(2026, 3, 20),
        kind="arranged", arranged_for=date(2026, 3, 11),
    )  # fmt: skip
    set_card(town, {gran: ["meeting_day"]})
    day = said(town, gran, Item.MEETING_DAY)
    assert day == "Core group: Wednesday 11 March 2026."


def test_a_meeting_not_arranged_says_by_when_it_is_due(town, gran):
    a_clock(town, "CLA_REVIEW_1", date(2026, 3, 12))
    a_clock(town, "CP_VISIT_10WD", date(2026, 3, 11))
    set_card(town, {gran: ["meeting_day"]})
    assert said(town, gran, Item.MEETING_DAY) == (
        "First looked after review: not arranged yet. It is due by Thursday 12 March 2026."
    )


def test_words_of_a_meeting_are_told_for_its_day_alone(town, gran):
    a_clock(
        town, "CORE_GROUP_N", date(2026, 3, 20),
        kind="arranged", arranged_for=date(2026, 3, 11),
    )  # fmt: skip
    words = {"meeting_time": "2pm", "meeting_place": "Trent House"}
    told = {gran: ["meeting_time", "meeting_place"]}
    set_card(town, told, words=words, meeting_on=date(2026, 3, 11))
    assert said(town, gran, Item.MEETING_PLACE) == "Trent House"
    assert said(town, gran, Item.MEETING_TIME) == "2pm"
    set_card(town, told, words=words, meeting_on=date(2026, 3, 18), seen=1)
    assert said(town, gran, Item.MEETING_PLACE) == "Not known here. Ask the worker."


def test_what_is_awaited_is_said_in_words_with_its_state(town, gran):
    a_clock(town, "CFA_COMPLETE", date(2026, 3, 9), kind="asked")
    a_clock(town, "CLA_IHA", date(2026, 3, 13))
    a_clock(town, "CP_VISIT_10WD", date(2026, 3, 11))  # may be unannounced
    a_clock(town, "CFA_COMPLETE_STATISTICS", date(2026, 3, 10))
    set_card(town, {gran: ["awaited"]})
    assert said(town, gran, Item.AWAITED) == (
        "Child and family assessment: was due by Monday 9 March 2026, the worker has "
        "been asked. Initial health assessment: is due by Friday 13 March 2026, not "
        "arranged yet."
    )


@pytest.fixture
def held(town):
    worker = Worker.objects.create(
        source_id="W1", name="Wes Okafor", team=town.north, user=town.wes
    )
    Allocation.objects.create(
        child=town.robin, worker=worker, team=town.north, plan="child_in_need"
    )
    return town


def away(town, user, covering=None):
    """The person is away, and another covers from tomorrow's day of the tests on."""
    absence = note_absence(
        by=town.mo, user=user, kind="sickness", first_on=timezone.localdate(),
        last_on=None,
    )  # fmt: skip
    if covering:
        arrange_cover(
            by=town.sam, absence=absence, covering=covering,
            since=timezone.localdate(), until=None,
        )  # fmt: skip


def worker_today(town, gran) -> str:
    shown = answer_card(town.asha, town.robin, gran, timezone.now())
    return dict(shown.told)[Item.WORKER]


def test_the_worker_is_named_with_whoever_covers_today_and_no_reason(held, gran):
    today = timezone.localdate()
    later = today + timedelta(30)
    set_card(held, {gran: ["worker"]}, on=today, review_on=later)
    assert worker_today(held, gran) == "Wes Okafor. North."
    away(held, held.wes)
    assert worker_today(held, gran) == (
        "Wes Okafor. Not in today, and nobody covers: ask for the duty worker. North."
    )


def test_whoever_covers_for_the_cover_is_named(held, gran):
    today = timezone.localdate()
    later = today + timedelta(30)
    set_card(held, {gran: ["worker"]}, on=today, review_on=later)
    away(held, held.wes, held.asha)
    said = "Wes Okafor. Not in today: {} covers. North."
    assert worker_today(held, gran) == said.format("Asha Patel")
    away(held, held.asha, held.sef)
    assert worker_today(held, gran) == said.format("Sefton Price")


def test_two_who_cover_for_each_other_and_are_both_away_cover_nobody(held, gran):
    today = timezone.localdate()
    set_card(held, {gran: ["worker"]}, on=today, review_on=today + timedelta(30))
    away(held, held.wes, held.asha)
    away(held, held.asha, held.sef)
    away(held, held.sef, held.asha)
    assert "nobody covers: ask for the duty worker" in worker_today(held, gran)


@pytest.mark.parametrize(
    ("arranged_for", "said_of_it"),
    [(TODAY, "Core group: Tuesday 10 March 2026."),
     (TODAY - timedelta(1), "Core group: not arranged yet. It is due by Friday 20 March 2026.")],
)  # fmt: skip
def test_a_meeting_of_today_is_the_next_and_one_gone_by_is_not(
    town, gran, arranged_for, said_of_it
):
    due_on = date(2026, 3, 20)
    a_clock(town, "CORE_GROUP_N", due_on, kind="arranged", arranged_for=arranged_for)
    set_card(town, {gran: ["meeting_day"]})
    assert said(town, gran, Item.MEETING_DAY) == said_of_it


def test_a_meeting_that_was_due_says_so(town, gran):
    a_clock(town, "CORE_GROUP_N", TODAY - timedelta(1))
    set_card(town, {gran: ["meeting_day"]})
    assert "It was due by Monday 9 March 2026." in said(town, gran, Item.MEETING_DAY)


def test_no_more_than_three_things_awaited_are_told(town, gran):
    for rule in ("CFA_COMPLETE", "CLA_IHA", "CLA_DENTAL", "CLA_SDQ"):
        a_clock(town, rule, date(2026, 3, 13))
    set_card(town, {gran: ["awaited"]})
    assert said(town, gran, Item.AWAITED).count("is due by") == 3


def test_the_address_is_never_kept_here_even_where_it_may_be_told(town, gran):
    set_card(town, {gran: ["address", "health", "school"]})
    for item in (Item.ADDRESS, Item.HEALTH, Item.SCHOOL):
        assert "Look in the case system" in said(town, gran, item)
    with pytest.raises(ValidationError, match="No words are kept of address"):
        set_card(town, {}, words={"address": "1 High Street"}, seen=1)


def test_each_setting_is_a_version_with_who_and_when(town, gran):
    first = set_card(town, {gran: ["worker"]})
    second = set_card(town, {gran: []}, seen=1)
    assert (first.number, second.number) == (1, 2)
    assert (second.set_by, AnswerCard.objects.count()) == (town.wes, 2)
    assert CardSetting.objects.get(card=first).told == ["worker"]
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.action, entry.detail) == ("set answer card", {"number": 2, "told": 0})


def test_a_page_overtaken_by_another_is_refused(town, gran):
    set_card(town, {gran: []})
    with pytest.raises(ValidationError, match="Wes Okafor set this card"):
        set_card(town, {gran: EVERYTHING})
    assert said(town, gran, Item.WORKER) is None


@pytest.mark.parametrize(
    ("review_on", "why"),
    [(TODAY - timedelta(1), "until today or later"), (TODAY + timedelta(367), "a year at most")],
)  # fmt: skip
def test_it_holds_from_today_for_a_year_at_most(town, review_on, why):
    with pytest.raises(ValidationError, match=why):
        set_card(town, {}, review_on=review_on)
    for last in (TODAY, TODAY + timedelta(366)):
        number = AnswerCard.objects.count()
        set_card(town, {}, review_on=last, seen=number)


def test_what_is_not_on_the_list_is_refused(town, gran):
    with pytest.raises(ValidationError, match="Nobody is told of shoe size"):
        set_card(town, {gran: ["shoe size"]})
    assert AnswerCard.objects.count() == 0


def test_every_look_is_on_the_trail_also_where_nothing_may_be_told(client, town, gran):
    client.force_login(town.asha)
    client.get(f"/contacts/card/{town.robin.pk}/", {"adult": gran.pk})
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.by, entry.action, entry.subject_id) == (
        town.asha,
        "see answer card",
        str(town.robin.pk),
    )
    assert entry.detail == {"adult": gran.pk, "number": None, "told": 0}


def test_a_child_or_caller_out_of_reach_is_as_if_not_there(client, town, gran):
    hers = around(town, "Vera Farrow", town.hidden, "mother")
    set_card(town, {hers: EVERYTHING}, child=town.hidden)
    for user in (town.asha, town.wes, town.mo):
        with pytest.raises(Child.DoesNotExist):
            answer_card(user, town.hidden, hers, NOON)
        with pytest.raises(Adult.DoesNotExist):
            answer_card(user, town.robin, hers, NOON)
        client.force_login(user)
        for address in (
            f"/contacts/card/{town.hidden.pk}/?adult={hers.pk}",
            f"/contacts/card/{town.robin.pk}/?adult={hers.pk}",
            f"/contacts/card/{town.robin.pk}/?adult=x",
        ):
            page = client.get(address)
            assert page.status_code == 404 and "Vera" not in text(page)
    assert "Vera" not in text(client.get(f"/contacts/card/{town.robin.pk}/set/"))


def test_the_page_says_what_not_to_tell_before_what_may_be_told(client, town, gran):
    today = timezone.localdate()
    set_card(
        town, {gran: ["worker"]}, on=today, review_on=today + timedelta(9),
        do_not_tell="The address is withheld from the family.",
    )  # fmt: skip
    client.force_login(town.asha)
    page = text(client.get(f"/contacts/card/{town.robin.pk}/", {"adult": gran.pk}))
    never = page.index("The address is withheld from the family.")
    not_told = page.index("Do not tell</h3>")
    assert (
        never < not_told < page.index("May be told</h3>") < page.index("No worker is")
    )
    assert "Tell nothing" not in page


def test_nothing_set_says_to_take_a_message(client, town, gran):
    client.force_login(town.asha)
    page = text(client.get(f"/contacts/card/{town.robin.pk}/"))
    assert "Tell nothing. Take a message." in page


def test_htmx_is_sent_the_part_and_no_page_around_it(client, town, gran):
    client.force_login(town.asha)
    address = f"/contacts/card/{town.robin.pk}/?adult={gran.pk}"
    part = text(client.get(address, headers={"HX-Request": "true"}))
    assert part.startswith("<section") and part.endswith("</section>")
    assert "What Ada Hale may be told" in part


def form_of(page, **changed) -> dict:
    """What the page's form holds, as a browser would send it."""
    form = page.context["form"]
    found = {}
    for bound in form:
        value = bound.value()
        if bound.name in ("review_on", "meeting_on"):
            found[bound.name] = f"{value:%d %m %Y}" if value else ""
        elif value is not None:
            found[bound.name] = value
    return found | changed


def test_the_worker_sets_it_on_its_page_and_it_opens_as_it_stands(client, town, gran):
    mum = around(town, "Ida Hale", town.robin, "mother", parental_responsibility="no")
    client.force_login(town.wes)
    address = f"/contacts/card/{town.robin.pk}/set/"
    page = client.get(address)
    assert "Ida Hale (mother, no parental responsibility) may be told" in text(page)
    until = timezone.localdate() + timedelta(30)
    sent = form_of(
        page, **{f"adult_{gran.pk}": ["worker", "contact"]},
        words_contact="Sundays at two", review_on=f"{until:%d %m %Y}",
    )  # fmt: skip
    assert client.post(address, sent).status_code == 302
    card = AnswerCard.objects.get()
    assert (card.told_to(gran), card.told_to(mum)) == (["worker", "contact"], [])
    again = form_of(client.get(address), review_on=f"{until:%d %m %Y}")
    assert again[f"adult_{gran.pk}"] == ["worker", "contact"]
    assert client.post(address, again).status_code == 302
    assert AnswerCard.objects.newest_first().first().told_to(gran) == [
        "worker",
        "contact",
    ]


def test_words_of_a_meeting_need_its_day(client, town, gran):
    client.force_login(town.wes)
    address = f"/contacts/card/{town.robin.pk}/set/"
    until = timezone.localdate() + timedelta(30)
    sent = {"seen": 0, "words_meeting_time": "2pm", "review_on": f"{until:%d %m %Y}"}
    page = client.post(address, sent)
    assert "Enter the day of the meeting you write of" in text(page)
    assert "2pm" in text(page) and not AnswerCard.objects.exists()


def test_a_teacher_is_not_said_to_lack_responsibility(client, town):
    teacher = around(
        town, "Pat", town.robin, "teacher", kind="school", parental_responsibility="no"
    )
    client.force_login(town.asha)
    page = text(client.get(f"/contacts/card/{town.robin.pk}/", {"adult": teacher.pk}))
    assert "responsibility" not in page


def test_a_caller_without_responsibility_is_marked_as_such(client, town):
    dad = around(town, "Al Hale", town.robin, "father", parental_responsibility="no")
    client.force_login(town.asha)
    page = text(client.get(f"/contacts/card/{town.robin.pk}/", {"adult": dad.pk}))
    assert "This caller has no parental responsibility." in page
