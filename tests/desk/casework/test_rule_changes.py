"""The council's own rules: proposed by one, signed off by another, and all counted anew."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, rule_actions, store, tasks
from alongside.desk.casework.models import Due, Extract, RuleChange
from alongside.desk.casework.reading import work_out
from alongside.desk.casework.rulebook import asked_once, rulebook
from alongside.reckon.clock import Limit
from alongside.reckon.rulebook import england, read
from tests.desk.casework.exports import Told, held, imported, prepared

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

MONDAY = date(2026, 3, 9)
ENQUIRY = "S47_ICPC"
CHANGES = "/timescales/rules/changes/"
TEN = f"[{ENQUIRY}]\nwithin = {{ working_days = 10 }}\n"


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def monday(town):
    """Enquiries of three children began on Monday 2 March, says Monday's export."""
    told = Told().person("900123").person("900124").person("900125")
    told.s47_of("900123", "2026-03-02").s47_of("900124", "2026-03-02", "South")
    return imported(town.ana, told.s47_of("900125", "2026-03-02"), MONDAY)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Background work is done as soon as it is asked for."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def proposed(town, at_once):
    def propose(text=TEN, name="ours.toml", by=town.sam) -> RuleChange:
        with at_once():
            change = rule_actions.propose_rule_change(
                by=by, text=text, file_name=name, why="The partnership asks for it"
            )
        change.refresh_from_db()
        return change

    return propose


@pytest.fixture
def signed(town, at_once, proposed):
    def sign(text=TEN, **more) -> RuleChange:
        change = proposed(text, **more)
        with at_once():
            rule_actions.sign_off_rule_change(
                by=town.sef, change=change, body="Partnership", decided_on=MONDAY
            )
        change.refresh_from_db()
        return change

    return sign


def test_from_a_proposal_to_clocks_counted_anew(client, town, monday, at_once):
    assert {row[3] for row in held(ENQUIRY)} == {"2026-03-23"}
    robin = Due.objects.get(child=town.robin)
    actions.mark_dues(by=town.asha, dues=[robin], kind="note", note="Room booked")
    client.force_login(town.sam)
    page = client.get(f"/timescales/rules/{ENQUIRY}/")
    assert "Propose a change" in text(page)
    with at_once():
        answer = client.post(
            f"/timescales/rules/{ENQUIRY}/propose/",
            {"amount": "10", "unit": "working_days", "count": "after", "begins": "",
             "enabled": "yes", "source": "Local procedures, 4.2", "why": "Sooner"},
        )  # fmt: skip
    change = RuleChange.objects.get()
    assert answer.url == f"{CHANGES}{change.pk}/"
    page = text(client.get(answer.url))
    assert "15 working days" in page and "10 working days" in page
    assert "23 Mar 2026" in page and "16 Mar 2026" in page
    assert "3 clocks, running and past, would be written anew" in page
    assert "Sign it off" not in page
    assert {row[3] for row in held(ENQUIRY)} == {"2026-03-23"}

    client.force_login(town.sef)
    assert "Sign it off" in text(client.get(answer.url))
    with at_once():
        client.post(
            f"{answer.url}sign-off/",
            {"body": "Safeguarding partnership", "decided_on": "9 3 2026"},
        )
    page = text(client.get(answer.url))
    assert "Signed off" in page and "Safeguarding partnership, 9 March 2026" in page
    # Two weeks from Monday 2 March.
    assert {row[3] for row in held(ENQUIRY)} == {"2026-03-16"}
    robin.refresh_from_db()
    assert robin.due_on == date(2026, 3, 16) and robin.mark.note == "Room booked"
    page = text(client.get(f"/timescales/{robin.pk}/"))
    assert "10 working days from Monday 2 March 2026 is Monday 16 March" in page
    assert "Safeguarding partnership, 9 March 2026" in page
    page = text(client.get(f"/timescales/rules/{ENQUIRY}/"))
    assert "not for this council’s number" in page and "Change 1" in page
    done = AuditEntry.objects.filter(subject_type="casework.RuleChange")
    assert list(done.order_by("sequence").values_list("action", "by")) == [
        ("propose rule change", town.sam.pk), ("see rule change", town.sam.pk),
        ("see rule change", town.sef.pk), ("sign off rule change", town.sef.pk),
        ("put rule change to work", town.sef.pk), ("see rule change", town.sef.pk),
    ]  # fmt: skip
    assert not list(faults())


def test_nobody_signs_off_what_they_proposed(client, town, proposed):
    change = proposed(by=town.sam)
    client.force_login(town.sam)
    page = client.post(
        f"{CHANGES}{change.pk}/sign-off/", {"body": "Board", "decided_on": "9 3 2026"}
    )
    assert "Somebody else must sign it off" in text(page)
    change.refresh_from_db()
    assert change.state == RuleChange.State.PROPOSED
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.filter(pk=change.pk).update(signed_by=town.sam)


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"body": "", "decided_on": "9 3 2026"}, "Enter who agreed it"),
        ({"body": "Board", "decided_on": ""}, "Enter the day it was agreed"),
        ({"body": "Board", "decided_on": "11 3 2026"}, "is in the future"),
    ],
)
def test_a_sign_off_says_who_agreed_and_when(client, town, proposed, posted, said):
    change = proposed()
    client.force_login(town.sef)
    assert said in text(client.post(f"{CHANGES}{change.pk}/sign-off/", posted))
    change.refresh_from_db()
    assert change.state == RuleChange.State.PROPOSED and rulebook() == england()


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"\n[S47_ICPC]\nwithin = 3", "ours.toml, line 3: S47_ICPC: within: It is one"),
        (b"[S47_ICPC]\nstarts = 'cp_vist'\n", "line 2: S47_ICPC: starts: There is no "
         "event 'cp_vist'. Near it are cp_visit"),
        (b"# nothing", "ours.toml holds no rule"),
        (b"[s47]\ntitle='a'\nwithin={weeks=1}\nsource='b'\nverified=true\n"
         b"starts='cp_visit'\ncompleted_by='cp_visit'", "line 1: 's47' is no code"),
        (b"\n\n[CP_VISIT_4W]\nenabled = true", "line 3: CP_VISIT_10WD and CP_VISIT_4W"),
        (b"\xff", "ours.toml: It is not UTF-8 text"),
        (b"#" * 200_001, "at most 200,000"),
    ],
)  # fmt: skip
def test_a_file_with_a_mistake_is_refused_with_its_place(client, town, contents, said):
    client.force_login(town.sam)
    page = client.post(
        "/timescales/rules/upload/",
        {"file": SimpleUploadedFile("ours.toml", contents), "why": "Ours"},
    )
    assert said in text(page)
    assert not RuleChange.objects.exists()


def test_a_local_rule_is_uploaded_and_reckoned(client, town, monday, at_once):
    client.force_login(town.sam)
    local = (
        '[OUR_CHECK]\ntitle = "Manager looks"\nstarts = "strategy_discussion"\n'
        'completed_by = "cp_plan_started"\nwithin = { weeks = 1 }\n'
        'source = "Ours, 9"\nverified = true\n'
    ).replace("strategy_discussion", england()[ENQUIRY].starts[0])
    with at_once():
        answer = client.post(
            "/timescales/rules/upload/",
            {"file": SimpleUploadedFile("ours.toml", local.encode()), "why": "Ours"},
        )
    change = RuleChange.objects.get()
    assert "Manager looks" in text(client.get(answer.url))
    with at_once():
        rule_actions.sign_off_rule_change(
            by=town.sef, change=change, body="Board", decided_on=MONDAY
        )
    assert [row[3] for row in held("OUR_CHECK")] == ["2026-03-09"] * 3
    page = text(client.get("/timescales/rules/OUR_CHECK/"))
    assert "A rule of this council’s own, signed off by Board, 9 March 2026." in page
    assert "As it stands, it was signed off here." in page
    assert "check that it is yours" not in page
    assert "it is not one of those shipped" in page
    assert "This council’s own" in text(client.get("/timescales/rules/?show=own"))


def asked(**more) -> dict[str, str]:
    usual = {
        "amount": "15", "unit": "working_days", "count": "after", "begins": "",
        "enabled": "yes", "source": england()[ENQUIRY].source, "why": "Because",
    }  # fmt: skip
    return usual | more


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        (asked(), "Nothing is changed"),
        (asked(amount="0"), "How many must be 1 or more"),
        (asked(amount="ten"), "How many must be a whole number"),
        (asked(unit="hours", count="before"), "Hours are only counted forward"),
        (asked(why=""), "Enter why it changes"),
        (asked(begins="31 2 2026"), "must be a real date"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(client, town, posted, said):
    client.force_login(town.sam)
    page = client.post(f"/timescales/rules/{ENQUIRY}/propose/", posted)
    assert said in text(page)
    assert not RuleChange.objects.exists()


def test_a_later_limit_leaves_the_clocks_before_it_alone(
    client, town, monday, at_once, signed
):
    def propose(amount, begins):
        client.force_login(town.sam)
        with at_once():
            client.post(
                f"/timescales/rules/{ENQUIRY}/propose/",
                asked(amount=amount, begins=begins),
            )
        with at_once():
            rule_actions.sign_off_rule_change(
                by=town.sef,
                change=RuleChange.objects.get(state="proposed"),
                body="Board",
                decided_on=MONDAY,
            )

    propose("10", "3 3 2026")
    assert {row[3] for row in held(ENQUIRY)} == {"2026-03-23"}
    rule = rulebook()[ENQUIRY]
    assert rule.limit(date(2026, 3, 2)) == Limit(15, "working_days")
    assert rule.limit(date(2026, 3, 3)) == Limit(10, "working_days")
    propose("8", "1 4 2026")
    rule = rulebook()[ENQUIRY]
    amounts = {
        day: rule.limit(date.fromisoformat(day)).amount
        for day in ("2026-03-02", "2026-03-03", "2026-03-31", "2026-04-01")
    }
    assert list(amounts.values()) == [15, 10, 10, 8]
    propose("12", "")
    rule = rulebook()[ENQUIRY]
    assert {rule.limit(date.fromisoformat(day)).amount for day in amounts} == {12}


def test_switching_another_way_on_switches_the_usual_one_off(
    client, town, at_once, signed
):
    told = Told().person("900123").cp_plan("p1", "2026-03-02", child="900123")
    told.cp_visit("2026-02-20", child="900124").core_group("2026-02-20", "900124")
    imported(town.ana, told, MONDAY)
    [usual] = Due.objects.filter(rule="CP_VISIT_10WD")
    actions.mark_dues(by=town.asha, dues=[usual], kind="note", note="Said so")
    other = Due.objects.exclude(rule="CP_VISIT_10WD").first()
    actions.mark_dues(by=town.asha, dues=[other], kind="awaiting", done_on=MONDAY)
    client.force_login(town.sam)
    rule = england()["CP_VISIT_4W"]
    with at_once():
        client.post(
            "/timescales/rules/CP_VISIT_4W/propose/",
            asked(amount="4", unit="weeks", source=rule.source),
        )
    change = RuleChange.objects.get()
    assert change.codes == ["CP_VISIT_4W", "CP_VISIT_10WD"]
    page = text(client.get(f"{CHANGES}{change.pk}/"))
    assert "No longer reckoned: 1" in page and "New: 1" in page
    assert "and 1 more" in page and "Vanished: " not in page
    assert "Marked done, still open" not in page
    with at_once():
        rule_actions.sign_off_rule_change(
            by=town.sef, change=change, body="Board", decided_on=MONDAY
        )
    assert [row[1:] for row in held("CP_VISIT_10WD", "CP_VISIT_4W")] == [
        ("CP_VISIT_10WD", "2026-03-02", str(usual.due_on), "open", True),
        ("CP_VISIT_4W", "2026-03-02", "2026-03-30", "open", False),
    ]
    page = text(client.get(f"/timescales/{usual.pk}/"))
    assert "Said so" in page and "no longer reckoned here" in page
    # And back again, in a file that says nothing of either: as shipped.
    signed("[CP_VISIT_4W]\n[CP_VISIT_10WD]\n")
    usual.refresh_from_db()
    assert usual.gone_in is None and usual.mark.note == "Said so"
    assert [row[-1] for row in held("CP_VISIT_4W")] == [True]


def test_a_rule_that_nothing_can_reckon_offers_no_switch(client, town):
    client.force_login(town.sam)
    for code, offered in (("REF_ACK", False), ("CPP_2Y", False), (ENQUIRY, True)):
        page = text(client.get(f"/timescales/rules/{code}/propose/"))
        assert ('name="enabled"' in page) is offered, code


def test_an_export_read_by_older_rules_is_read_again(town, monday, signed):
    told = Told().person("900123").s47_of("900123", "2026-03-02")
    waiting = prepared(town.ana, told, date(2026, 3, 10))
    signed()
    with pytest.raises(ValidationError, match="Read it again"):
        actions.apply_extract(by=town.ana, extract=waiting)
    actions.read_again(by=town.ana, extract=waiting)
    work_out(Extract.objects.get(pk=waiting.pk))
    waiting.refresh_from_db()
    actions.apply_extract(by=town.ana, extract=waiting)
    actions.write_extract(waiting)
    robin = Due.objects.get(child=town.robin)
    assert robin.due_on == date(2026, 3, 16)


def test_an_export_applied_meanwhile_is_the_one_that_is_reckoned(
    town, monday, signed, monkeypatch
):
    later, project = [], rule_actions.project

    def interrupted(*args):
        found = project(*args)
        if not later and RuleChange.objects.filter(state="applying"):
            told = Told().person("900123").s47_of("900123", "2026-03-05")
            later.append(imported(town.ana, told, date(2026, 3, 10)))
        return found

    monkeypatch.setattr(rule_actions, "project", interrupted)
    signed()
    assert Extract.objects.in_force() == later[0]
    open_now = Due.objects.open().values_list("child__case_id", "started_on", "due_on")
    # Two weeks from Thursday 5 March.
    assert list(open_now) == [("900123", date(2026, 3, 5), date(2026, 3, 19))]


def test_work_that_breaks_changes_nothing_and_can_be_tried_again(
    client, town, monday, proposed, at_once, monkeypatch
):
    change, before = proposed(), held()

    def broken(*args):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(rule_actions.applying, "write", broken)
        with pytest.raises(tasks.WorkFailed, match="ZeroDivisionError"), at_once():
            rule_actions.sign_off_rule_change(
                by=town.sef, change=change, body="Board", decided_on=MONDAY
            )
            tasks.put_rule_change_to_work.func(change.pk)
    assert held() == before and rulebook() == england()
    client.force_login(town.sef)
    page = text(client.get(f"{CHANGES}{change.pk}/"))
    assert "Stopped before it was finished" in page and "Sign it off" in page
    with at_once():
        client.post(
            f"{CHANGES}{change.pk}/sign-off/",
            {"body": "Board", "decided_on": "9 3 2026"},
        )
    assert {row[3] for row in held(ENQUIRY)} == {"2026-03-16"}


def test_what_is_under_way_cannot_be_signed_again_and_says_where_it_is(
    client, town, monday, proposed
):
    change, other = proposed(), proposed("[CHILD_SEEN]\nenabled = false")
    rule_actions.sign_off_rule_change(
        by=town.sef, change=change, body="Board", decided_on=MONDAY
    )
    rule_actions.say_step(change, "Asking what happened")
    client.force_login(town.sef)
    page = text(client.get(f"{CHANGES}{change.pk}/"))
    assert "Asking what happened" in page and "Being put to work" in page
    for each, said in ((change, "being put to work"), (other, "Another change")):
        with pytest.raises(ValidationError, match=said):
            rule_actions.sign_off_rule_change(
                by=town.sef, change=each, body="Board", decided_on=MONDAY
            )
    client.post(f"{CHANGES}{change.pk}/withdraw/")
    change.refresh_from_db()
    assert change.state == RuleChange.State.APPLYING


def test_a_change_not_taken_stays_in_the_history(
    client, town, monday, proposed, at_once
):
    change = proposed()
    client.force_login(town.sef)
    with at_once():
        client.post(f"{CHANGES}{change.pk}/withdraw/")
    change.refresh_from_db()
    assert change.state == RuleChange.State.WITHDRAWN
    page = text(client.get(f"{CHANGES}{change.pk}/"))
    assert "Nothing was counted by it." in page and "Sign it off" not in page
    with pytest.raises(store.Damaged):
        store.kept_json(change.stored_as, "told")
    with pytest.raises(ValidationError, match="not taken"):
        rule_actions.sign_off_rule_change(
            by=town.sef, change=change, body="Board", decided_on=MONDAY
        )
    assert "Not taken" in text(client.get(CHANGES))


def test_without_an_export_a_change_moves_nothing(client, town, signed):
    change = signed()
    assert change.state == RuleChange.State.IN_FORCE and change.number == 1
    client.force_login(town.asha)
    assert "no export has been imported yet" in text(
        client.get(f"{CHANGES}{change.pk}/")
    )
    assert rulebook()[ENQUIRY].changed_by == "Partnership, 9 March 2026"


def test_whom_a_change_moves_is_told_to_those_who_may_know(
    client, town, monday, proposed
):
    change = proposed()
    for person, sees, not_sees in (
        (town.asha, "Robin Hale", ("Skye", "Farrow")),
        (town.ben, "Skye Marsh", ("Robin", "Farrow")),
        (town.sam, "Jo Farrow", ()),
    ):
        client.force_login(person)
        page = text(client.get(f"{CHANGES}{change.pk}/"))
        assert sees in page and not [name for name in not_sees if name in page]


def test_the_rules_in_force_are_one_file_that_reads_back(
    client, town, signed, tmp_path
):
    signed(TEN + '[CHILD_SEEN]\nwho = "A \\"named\\" \\\\ person"\nrepeats = false\n')
    signed("[CHILD_SEEN]\nenabled = false\n")
    signed(
        f"[{ENQUIRY}]\nchanges = [{{ from = 2026-01-01, within = {{ weeks = 1, "
        "count = 'beginning_with' }, source = 'é' }]\nended_by = ['case_closed']\n"
    )
    client.force_login(town.ana)
    file = tmp_path / "rulebook.toml"
    file.write_bytes(client.get("/timescales/rules/file/").content)
    assert read(file) == rulebook() != england()


def test_a_page_asks_for_the_rulebook_once(client, town, monday, signed):
    signed()
    client.force_login(town.asha)
    client.get("/timescales/")  # which reads the change itself, the first time
    with CaptureQueriesContext(connection) as asked:
        assert "10 working days" in text(client.get("/timescales/"))
    questions = [q for q in asked.captured_queries if "rulechange" in q["sql"]]
    assert len(questions) == 1


def test_a_page_keeps_to_one_rulebook_and_the_next_has_the_new(town, signed):
    with asked_once():
        before = rulebook()[ENQUIRY].within
        signed()
        assert rulebook()[ENQUIRY].within == before == Limit(15, "working_days")
    assert rulebook()[ENQUIRY].within == Limit(10, "working_days")


def test_a_change_that_no_longer_fits_says_so(client, town, proposed, signed):
    on = "[CP_VISIT_4W]\nenabled = true\n[CP_VISIT_10WD]\nenabled = false\n"
    stale = proposed(on)
    signed(on.replace("4W", "20WD"))
    client.force_login(town.sef)
    assert "no longer fits" in text(client.get(f"{CHANGES}{stale.pk}/"))
    page = client.post(
        f"{CHANGES}{stale.pk}/sign-off/", {"body": "Board", "decided_on": "9 3 2026"}
    )
    assert "are the same duty" in text(page)


def test_a_change_left_waiting_by_a_dead_worker_can_be_taken_back(
    client, town, proposed
):
    change = proposed()
    stale = timezone.now() - timedelta(minutes=4)
    RuleChange.objects.filter(pk=change.pk).update(counts=None, beat_at=stale)
    client.force_login(town.sam)
    page = text(client.get(f"{CHANGES}{change.pk}/"))
    assert "Do not take it" in page
