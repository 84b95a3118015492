"""What looks wrong when an export is seen as a whole, and how much of it matters."""

from __future__ import annotations

from datetime import date

import pytest
from workbooks import OFSTED, ofsted, row

from alongside.reckon.cli import main
from alongside.reckon.clock import Clock
from alongside.reckon.dues import dues
from alongside.reckon.dues.weights import unowned, weigh
from alongside.reckon.intake import across, read
from alongside.reckon.intake.findings import Finding, Findings
from alongside.reckon.records import Records
from alongside.reckon.rulebook import england
from tests.story import Story

AS_AT = date(2026, 3, 31)


def told(records: Records, as_at=AS_AT):
    findings = Findings("x")
    across.say(records, as_at, findings)
    return [(f.child, f.what, f.kind) for f in findings.listed()]


def plan(key, start, end=None, child="A", icpc=None):
    return {
        "cppl_cp_plan_id": key, "cppl_person_id": child, "cppl_icpc_id": icpc,
        "cppl_cp_plan_start_date": start, "cppl_cp_plan_end_date": end,
    }  # fmt: skip


def conference(day, child="A"):
    return {"icpc_icpc_id": f"I{day}", "icpc_person_id": child, "icpc_icpc_date": day}


def episode(key, start, ceased=None, child="A"):
    return {
        "clae_cla_episode_id": key, "clae_person_id": child,
        "clae_cla_episode_start_date": start, "clae_cla_episode_ceased_date": ceased,
    }  # fmt: skip


def test_two_open_plans_of_one_child_are_said_once():
    rows = [
        plan("1", date(2025, 1, 1)),
        plan("2", date(2025, 6, 1)),
        plan("3", date(2024, 1, 1), AS_AT),
    ]
    ((child, what, kind),) = told(Records({"ssd_cp_plans": rows}))
    assert (child, kind) == ("A", "suspicious")
    assert (
        "has 2 open at once where one is usual: each is a child protection plan."
        in what
    )


def test_two_open_periods_of_care_are_said_in_words():
    rows = [episode("1", date(2025, 1, 1)), episode("2", date(2025, 6, 1))]
    ((_, what, _),) = told(Records({"ssd_cla_episodes": rows}))
    assert what.endswith(": each is an episode of care.")


def test_one_open_plan_and_a_closed_one_are_as_they_should_be():
    rows = [plan("1", date(2025, 1, 1), date(2025, 5, 1)), plan("2", date(2025, 6, 1))]
    assert told(Records({"ssd_cp_plans": rows})) == []


def test_referrals_that_came_to_nothing_open_no_second_case():
    rows = [
        {"cine_referral_id": n, "cine_person_id": "A", "cine_referral_date": AS_AT,
         "cine_close_date": None, "cine_referral_nfa": said}
        for n, said in (("1", "Y"), ("2", "Y"), ("3", "N"))
    ]  # fmt: skip
    assert told(Records({"ssd_cin_episodes": rows})) == []
    rows[1]["cine_referral_nfa"] = None
    assert len(told(Records({"ssd_cin_episodes": rows}))) == 1


@pytest.mark.parametrize(
    ("held", "began", "odd"),
    [
        (date(2026, 1, 5), date(2026, 1, 5), False),
        (date(2026, 1, 5), date(2026, 1, 20), False),
        (date(2026, 1, 5), date(2026, 1, 21), True),
        (date(2026, 1, 6), date(2026, 1, 5), False),  # before the first that is known
    ],
)
def test_a_plan_without_its_conference_is_said(held, began, odd):
    records = Records(
        {
            "ssd_cp_plans": [plan("1", began)],
            "ssd_initial_cp_conference": [conference(held)],
        }
    )
    assert bool(told(records)) == odd


def test_without_any_conference_nothing_is_known_of_plans():
    assert told(Records({"ssd_cp_plans": [plan("1", AS_AT)]})) == []


@pytest.mark.parametrize(
    ("born", "ceased", "odd"),
    [
        (date(2008, 3, 30), None, True),
        (date(2008, 3, 31), None, False),  # 18 today
        (date(2008, 3, 30), AS_AT, False),
        (None, None, False),
    ],
)
def test_who_is_looked_after_and_of_age_is_said(born, ceased, odd):
    records = Records(
        {
            "ssd_person": [{"pers_person_id": "A", "pers_dob": born}],
            "ssd_cla_episodes": [episode("1", date(2020, 1, 1), ceased)],
        }
    )
    assert bool(told(records)) == odd
    assert told(records, None) == []


def finding(fills=(), child=None, row=3, kind="suspicious"):
    return Finding("x", "S", row, "A: B", "What.", "Do.", kind, child, tuple(fills))


@pytest.fixture(scope="module")
def story():
    """A child with an assessment running, and another with none."""
    story = Story().referral("R1", "2026-03-02", child="A")
    return story.assessment("S1", "2026-03-03", referral="R1", child="A")


@pytest.fixture(scope="module")
def reckoned(story):
    return dues(story.records, england(), Clock.england(), AS_AT)


START = "ssd_cin_assessments.cina_assessment_start_date"
SEX = "ssd_person.pers_sex"


def test_a_finding_weighs_the_clocks_that_rest_on_its_columns(reckoned):
    """By hand: an assessment's start is read by what begins CFA_COMPLETE, its statistic
    and CHILD_SEEN, and the child has a clock of each; nothing rests on a child's sex."""
    mine, everybodys, others, of_sex = (
        finding([START], "A"),
        finding([START], None, row=None),
        finding([START], "B"),
        finding([SEX], "A"),
    )
    weighed = weigh([mine, everybodys, others, of_sex], england(), reckoned)
    resting = {"CFA_COMPLETE", "CFA_COMPLETE_STATISTICS", "CHILD_SEEN"}
    clocks = [due for due in reckoned if due.code in resting]
    assert [(due.child_id, due.code) for due in clocks] == [
        ("A", code) for code in sorted(resting)
    ]
    assert [each.weight for each in weighed] == [3, 3, 3, 0]
    assert weighed[-1].fills == (SEX,)


def test_what_was_left_out_weighs_the_clocks_that_it_would_have_started():
    rules = england()
    (lost,) = weigh([finding([START], None, kind="left out")], rules)
    (lost_all,) = weigh([finding([START], "B", kind="left out")], rules, [])
    assert lost.weight == lost_all.weight == 3  # each of the three rules, once


def test_refusals_come_first_then_weight_then_notes(reckoned):
    told = [
        finding([START], "A", kind="note"),
        finding([SEX], "A"),
        finding([START], "A"),
        finding(kind="refused"),
    ]
    ranked = weigh(told, england(), reckoned)
    assert [each.kind for each in ranked] == [
        "refused",
        "suspicious",
        "suspicious",
        "note",
    ]
    assert ranked[1].weight > ranked[2].weight == 0


def test_clocks_that_nobody_holds_are_counted(reckoned):
    open_ = [due for due in reckoned if due.status in ("due", "overdue")]
    (what,) = unowned("x", reckoned)
    nobodys = [due for due in open_ if due.worker_id is None]
    assert what.weight == len(nobodys) > 0
    assert (
        what.what == f"{len(nobodys)} of {len(open_)} open timescales have no worker."
    )
    assert unowned("x", []) == []


def test_what_a_finding_is_about_is_known_in_every_format(tmp_path):
    bad = row(4, Continuous_Assessment_Start="31/02/2026")
    reading = read(ofsted(tmp_path / "a.xlsx", {4: [bad]}), as_at=AS_AT)
    (date_finding,) = [f for f in reading.findings if "31/02/2026" in f.what]
    assert date_finding.fills == (START,)
    assert weigh([date_finding], england())[0].weight > 0


def test_the_command_ranks_by_weight(tmp_path, capsys):
    rows = [
        row(4, Continuous_Assessment_Start=date(2026, 3, 2), Ethnicity="zz zz", Allocated_Worker=None),
        row(4, Child="2", Continuous_Assessment_Start="31/02/2026", Allocated_Worker="A"),
    ]  # fmt: skip
    path = ofsted(tmp_path / "a.xlsx", {4: rows})
    assert main(["read", str(path), "--by-weight", "--as-at", "2026-03-31"]) == 0
    printed = capsys.readouterr().out
    assert printed.index("31/02/2026") < printed.index("zz zz")
    assert "have no worker" in printed
    assert main(["read", str(OFSTED), "--by-weight"]) == 2
    assert "--as-at" in capsys.readouterr().err


def test_what_stands_in_no_row_is_said_with_its_child(tmp_path, capsys):
    begun = (date(2026, 2, 2), date(2026, 2, 3))
    plans = [row(7, Child="71", Child_Protection_Plan_Start=day) for day in begun]
    main(["read", str(ofsted(tmp_path / "a.xlsx", {7: plans}))])
    assert "suspicious (child 71): " in capsys.readouterr().out


def test_a_wrong_start_of_an_enquiry_weighs_its_conference():
    start = "ssd_s47_enquiry.s47e_s47_start_date"
    finding = Finding("x", "s", 2, "C", "what", "do", "suspicious", "A", (start,))
    assert weigh([finding], england())[0].weight > 0
