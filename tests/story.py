"""Small invented stories told as records, and reckoned both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import count

from alongside.reckon.clock import Clock
from alongside.reckon.dues import (
    Due,
    Exceptions,
    happenings,
    prepare,
    reckon,
    reckon_child,
)
from alongside.reckon.dues.tables import write_records, write_rules
from alongside.reckon.records import TABLES, Records
from alongside.reckon.rulebook import Rulebook, england
from alongside.reckon.stores import Store, connect

# Few years keep the tables of days small, and the tests quick.
FEW_YEARS = Clock(Clock.england().holidays, date(2022, 1, 1), date(2026, 12, 31))


def day(text: str | date | None) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else text


class Story:
    """What happened, told a line at a time; every table is held unless it is dropped.

    The child is `A` unless another is named. Days are dates, or text like 2024-03-25.
    """

    def __init__(self) -> None:
        self.records = Records({name: [] for name in TABLES})
        self._numbers = count(1)

    def without(self, *tables: str) -> Story:
        for table in tables:
            del self.records.rows[table]
        return self

    def latest_only(self, *tables: str) -> Story:
        self.records.latest_only |= set(tables)
        return self

    def complete_since(self, on: str, *tables: str) -> Story:
        for table in tables:
            self.records.complete_since[table] = date.fromisoformat(on)
        return self

    def _tell(self, table: str, prefix: str, **values: str | date | None) -> Story:
        columns = TABLES[table].columns
        row = {f"{prefix}_{name}": value for name, value in values.items()}
        row.setdefault(TABLES[table].key, f"{prefix}{next(self._numbers)}")
        kept = {
            name: day(value) if columns[name] == "date" else value
            for name, value in row.items()
        }
        self.records.add(table, **kept)
        return self

    def referral(self, key, on, closed=None, child="A", team=None, worker=None):
        return self._tell(
            "ssd_cin_episodes", "cine", referral_id=key, person_id=child,
            referral_date=on, close_date=closed, referral_team=team,
            referral_worker_id=worker,
        )  # fmt: skip

    def decision(self, referral, on, child="A"):
        return self._tell(
            "local_referral_decisions", "refd", referral_id=referral, person_id=child,
            decision_date=on,
        )  # fmt: skip

    def assessment(self, key, on, referral=None, authorised=None, seen=None, child="A"):
        return self._tell(
            "ssd_cin_assessments", "cina", assessment_id=key, person_id=child,
            referral_id=referral, assessment_start_date=on,
            assessment_auth_date=authorised, assessment_child_seen=seen,
        )  # fmt: skip

    def s47(self, key, on, ended=None, nfa=None, referral=None, child="A"):
        return self._tell(
            "ssd_s47_enquiry", "s47e", s47_enquiry_id=key, person_id=child,
            referral_id=referral, s47_start_date=on, s47_end_date=ended, s47_nfa=nfa,
        )  # fmt: skip

    def conference(self, key, on, s47=None, child="A"):
        return self._tell(
            "ssd_initial_cp_conference", "icpc", icpc_id=key, person_id=child,
            s47_enquiry_id=s47, icpc_date=on,
        )  # fmt: skip

    def cp_plan(
        self, key, on, ended=None, conference=None, child="A", team=None, worker=None
    ):
        return self._tell(
            "ssd_cp_plans", "cppl", cp_plan_id=key, person_id=child,
            cp_plan_start_date=on, cp_plan_end_date=ended, icpc_id=conference,
            cp_plan_team=team, cp_plan_worker_id=worker,
        )  # fmt: skip

    def cp_visit(self, on, seen=None, child="A"):
        return self._tell(
            "ssd_cp_visits", "cppv", person_id=child, cp_visit_date=on,
            cp_visit_seen=seen,
        )  # fmt: skip

    def core_group(self, on, child="A"):
        return self._tell(
            "local_core_groups", "core", person_id=child, core_group_date=on
        )

    def cp_review(self, on, quorate=None, child="A"):
        return self._tell(
            "ssd_cp_reviews", "cppr", person_id=child, cp_review_date=on,
            cp_review_quorate=quorate,
        )  # fmt: skip

    def cin_plan(self, key, on, ended=None, child="A"):
        return self._tell(
            "ssd_cin_plans", "cinp", cin_plan_id=key, person_id=child,
            cin_plan_start_date=on, cin_plan_end_date=ended,
        )  # fmt: skip

    def cin_visit(self, on, seen=None, child="A"):
        return self._tell(
            "ssd_cin_visits", "cinv", person_id=child, cin_visit_date=on,
            cin_visit_seen=seen,
        )  # fmt: skip

    def care(self, period, on, ceased=None, child="A", team=None, worker=None):
        return self._tell(
            "ssd_cla_episodes", "clae", cla_id=period, person_id=child,
            cla_episode_start_date=on, cla_episode_ceased_date=ceased,
            cla_team=team, cla_worker_id=worker,
        )  # fmt: skip

    def placement(self, key, on, ended=None, child="A"):
        return self._tell(
            "ssd_cla_placement", "clap", cla_placement_id=key, person_id=child,
            cla_placement_start_date=on, cla_placement_end_date=ended,
        )  # fmt: skip

    def permanence(self, plan, on=None, child="A"):
        return self._tell(
            "ssd_permanence", "perm", person_id=child, permanence_plan=plan,
            permanence_plan_date=on,
        )  # fmt: skip

    def review(self, on, cancelled=None, child="A"):
        return self._tell(
            "ssd_cla_reviews", "clar", person_id=child, cla_review_date=on,
            cla_review_cancelled=cancelled,
        )  # fmt: skip

    def visit(self, on, seen=None, child="A"):
        return self._tell(
            "ssd_cla_visits", "clav", person_id=child, cla_visit_date=on,
            cla_visit_seen=seen,
        )  # fmt: skip

    def born(self, on, child="A"):
        return self._tell("ssd_person", "pers", person_id=child, dob=on)

    def check(self, on, what="Health check", status=None, child="A"):
        return self._tell(
            "ssd_cla_health", "clah", person_id=child, health_check_date=on,
            health_check_type=what, health_check_status=status,
        )  # fmt: skip

    def sdq(self, on, score=12, child="A"):
        return self._tell(
            "ssd_sdq_scores", "csdq", person_id=child, sdq_completed_date=on,
            sdq_score=score,
        )  # fmt: skip

    def pre_proceedings(self, on, ended=None, child="A"):
        return self._tell(
            "ssd_pre_proceedings", "prep", person_id=child, pre_pro_decision_date=on,
            agree_stepdown_issue_date=ended,
        )  # fmt: skip

    def leaver(self, plan, contact=None, touch=None, child="A", team=None):
        return self._tell(
            "ssd_care_leavers", "clea", person_id=child, pathway_plan_review_date=plan,
            care_leaver_latest_contact=contact, care_leaver_in_touch=touch,
            care_leaver_allocated_team=team,
        )  # fmt: skip

    def legal_status(self, code, on, ended=None, child="A"):
        return self._tell(
            "ssd_legal_status", "lega", person_id=child, legal_status=code,
            legal_status_start_date=on, legal_status_end_date=ended,
        )  # fmt: skip

    def missing(self, on, found, offered=None, accepted=None, kind="M", child="A"):
        return self._tell(
            "ssd_missing", "miss", person_id=child, missing_episode_start_date=on,
            missing_episode_end_date=found, missing_episode_type=kind,
            missing_rhi_offered=offered, missing_rhi_accepted=accepted,
        )  # fmt: skip

    def adoption(self, child="A", **days):
        return self._tell("ssd_adoption", "adop", person_id=child, **days)

    def died(self, on, child="A"):
        return self._tell("ssd_person", "pers", person_id=child, death_date=on)

    def discussion(self, s47, on, began=None, child="A"):
        return self._tell(
            "local_strategy_discussions", "strd", person_id=child, s47_enquiry_id=s47,
            discussion_date=on, began_enquiry=began,
        )  # fmt: skip

    def fed(self, event, on, episode=None, recorded=None, child="A", team=None):
        return self._tell(
            "local_events", "evnt", person_id=child, event=event, event_date=on,
            episode_id=episode, recorded_date=recorded, team=team,
        )  # fmt: skip

    def stop(self, code, first, last=None, episode=None, child="A"):
        return self._tell(
            "local_clock_stops", "stop", person_id=child, code=code, from_date=first,
            to_date=last, episode_id=episode,
        )  # fmt: skip

    def override(self, code, due, started=None, applies=None, child="A"):
        return self._tell(
            "local_due_overrides", "over", person_id=child, code=code, due_date=due,
            started_date=started, applies=applies,
        )  # fmt: skip

    def allocated(self, worker, team, on, ended=None, role="CW", child="A"):
        return self._tell(
            "ssd_involvements", "invo", professional_id=worker, person_id=child,
            professional_team=team, professional_role_id=role,
            involvement_start_date=on, involvement_end_date=ended,
        )  # fmt: skip

    def professional(self, key, name):
        return self._tell(
            "ssd_professionals", "prof", professional_id=key, professional_name=name
        )


def both_ways(
    records: Records, as_at: date, rulebook: Rulebook | None = None
) -> list[Due]:
    """Return the statement's dues, having seen that the plain reckoner's are the same."""
    rules = rulebook or england()
    if rulebook:
        with connect("sqlite://") as store:
            prepare(store, records, rules, FEW_YEARS)
            return agreed(store, records, as_at, rules)
    write_records(_kept(), records, rules, FEW_YEARS)
    return agreed(_kept(), records, as_at, rules)


@cache
def _kept() -> Store:
    """A store with the calendar and England's rules already in it."""
    store = connect("sqlite://").__enter__()
    write_rules(store, england().values(), FEW_YEARS)
    return store


def agreed(store: Store, records: Records, as_at: date, rules: Rulebook) -> list[Due]:
    """Return the dues of a prepared store, having seen both ways agree."""
    found = reckon(store, as_at)
    events = happenings(store)
    plain = [
        due
        for child in sorted({event.child for event in events})
        for due in reckon_child(
            [event for event in events if event.child == child],
            rules,
            FEW_YEARS,
            as_at,
            records.held(),
            records.latest_only,
            _exceptions(records),
            records.complete_since,
        )
    ]
    stated = [Due(*row) for row in map(_without_people, found)]
    assert sorted(stated, key=repr) == sorted(plain, key=repr)
    return found


def _without_people(due: Due) -> Sequence[object]:
    return (
        due.child_id, due.code, due.started_on, due.episode, due.due_on,
        due.completed_on, due.ended_on, due.status, None, None, None, due.reason,
    )  # fmt: skip


def _exceptions(records: Records) -> Exceptions:
    """What the council's own tables say of single clocks, read from the rows."""
    stops = ("person_id", "code", "episode_id", "from_date", "to_date")
    overrides = ("person_id", "code", "started_date", "due_date", "applies")
    return Exceptions.told(
        _cells(records, "local_clock_stops", "stop", stops),
        _cells(records, "local_due_overrides", "over", overrides),
    )


def _cells(records: Records, table: str, prefix: str, names: Sequence[str]):
    return [
        tuple(row.get(f"{prefix}_{name}") for name in names)
        for row in records.rows.get(table, ())
    ]


def told(
    story: Story, as_at: str, *codes: str, rulebook: Rulebook | None = None
) -> list[str]:
    """Return each clock of the codes as a line: code, started, due, completed, status."""
    found = both_ways(story.records, date.fromisoformat(as_at), rulebook)
    return [
        f"{due.code} {due.started_on} {due.due_on or '-'} {due.completed_on or '-'} {due.status}"
        for due in found
        if due.code in codes
    ]
