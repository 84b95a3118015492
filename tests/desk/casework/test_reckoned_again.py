"""Of an export that follows another, what it changes is reckoned again, and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.desk import holidays
from alongside.desk.casework import projection, store
from alongside.desk.casework.projection import Before, project
from alongside.reckon.clock import Clock
from alongside.reckon.council import build
from alongside.reckon.dues.changed import READ, changed, of_children
from alongside.reckon.records import TABLES, Records
from alongside.reckon.rulebook import england
from tests.desk.casework.exports import packed, prepared
from tests.stores.lives import lives
from tests.story import FEW_YEARS, Story

pytestmark = pytest.mark.django_db  # who is restricted is asked there

MONDAY, LATER = date(2024, 6, 3), date(2024, 6, 10)
RULES = england()
ACKNOWLEDGED = ("referral_acknowledged", "2024-06-03", "r1", "2024-06-06")


@pytest.fixture(autouse=True, scope="module")
def _few_years():
    """A short calendar: what is counted is the same, and sooner."""
    with pytest.MonkeyPatch.context() as patch:
        few = SimpleNamespace(england=lambda: FEW_YEARS)
        patch.setattr(holidays, "Clock", few)
        yield


@pytest.fixture(autouse=True, scope="module")
def each_time():
    """Nothing is handed on from another test: to reckon twice is what is tried here."""
    prepare = projection.prepare
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projection, "prepare", lambda *given: prepare(*given))
        yield


@pytest.fixture
def reckoned(monkeypatch):
    """The children whose records were reckoned, at each time."""
    seen = []

    def watched(store, records, *rest):
        seen.append(set(records.children()))
        return prepare(store, records, *rest)

    prepare = projection.prepare
    monkeypatch.setattr(projection, "prepare", watched)
    return seen


def before(records: Records, as_at: date = MONDAY, rules=RULES) -> Before:
    """The export before, as it is kept: its projection has been text."""
    kept = json.dumps(project(records, rules, as_at).to_json())
    return Before(records, json.loads(kept), as_at)


def as_kept(found) -> dict:
    return json.loads(json.dumps(found.to_json()))


def following(records: Records, was: Before, as_at: date = LATER, rules=RULES) -> dict:
    """What the records come to after another export, having seen it is the whole."""
    found = as_kept(project(records, rules, as_at, before=was))
    assert found == as_kept(project(records, rules, as_at))
    return found


@pytest.mark.slow
@settings(
    max_examples=max(min(12, settings().max_examples), settings().max_examples // 8)
)
@given(one=lives(), other=lives(), data=st.data())
def test_it_comes_to_what_reckoning_everything_does(one, other, data):
    """The second export has children of two lives, changed, gone, new, or as they were."""
    both = _renamed(other, "new")
    second = replace(one, rows={name: [] for name in one.rows})
    keep = {c for c in one.children() if data.draw(st.booleans())}
    for name in one.rows:
        rows = of_children(one, keep).rows[name] + both.rows.get(name, [])
        second.rows[name] = rows[data.draw(st.sampled_from([0, 0, 1])) :]
    as_at = MONDAY + timedelta(data.draw(st.sampled_from([0, 7, 200])))
    following(second, before(one), as_at)


def _renamed(records: Records, mark: str) -> Records:
    """The same lives of other children, whose rows have names of their own."""
    rows = {
        name: [
            {k: f"{mark} {v}" if k.endswith("_id") and v else v for k, v in row.items()}
            for row in held
        ]
        for name, held in records.rows.items()
    }
    return replace(records, rows=rows)


def test_of_a_council_a_week_on_only_some_children_are_reckoned_again(reckoned):
    council = build(60, 3, date(2026, 6, 19))
    week = [council.extract(date(2026, 6, 5 + 7 * n)) for n in (0, 1)]
    was = before(week[0], date(2026, 6, 5))
    following(week[1], was, date(2026, 6, 12))
    everybody, again, _ = reckoned
    assert 0 < len(again) < len(everybody) / 4


def test_what_is_the_same_is_not_reckoned_again(reckoned):
    records = Story().referral("r1", "2024-05-20").records
    following(records, before(records))
    assert reckoned == [{"A"}, set(), {"A"}]


@pytest.mark.parametrize(
    ("tell", "why"),
    [
        (lambda s: s.decision("r1", "2024-06-06"), "had been put in ahead"),
        (lambda s: s.allocated("w1", "North", "2024-01-01", "2024-06-06"), "was moved"),
        (lambda s: s.fed(*ACKNOWLEDGED), "was recorded in between"),
        (lambda s: s.allocated("w1", "North", "2024-06-06"), "was to be taken over"),
    ],
)
def test_a_child_of_whom_no_row_changes_is_when_the_day_comes(reckoned, tell, why):
    story = Story().referral("r1", "2024-05-31").referral("r2", "2024-05-31", child="B")
    tell(story)
    following(story.records, before(story.records))
    assert reckoned[1] == {"A"}, why


def test_a_child_who_turned_18_in_between_is_reckoned_again(reckoned, monkeypatch):
    monkeypatch.setattr(holidays, "Clock", Clock)  # it knows the day of birth
    story = Story().referral("r1", "2024-05-31").born("2006-06-05")
    story.referral("r2", "2024-05-31", child="B")
    was = before(story.records)
    [clock] = [
        row for row in was.projection["dues"] if row[:2] == ["A", "REF_DECISION"]
    ]
    assert clock[7] == "open"
    found = following(story.records, was)
    [clock] = [row for row in found["dues"] if row[:2] == ["A", "REF_DECISION"]]
    assert clock[6:8] == ["2024-06-05", "closed_after_due"]
    assert reckoned[1] == {"A"}


def test_children_whose_rows_are_linked_are_reckoned_together(reckoned):
    def told(closed):
        story = Story().referral("r1", "2024-05-20", closed)
        story.assessment("a1", "2024-05-21", "r1", child="B")
        return story.referral("r3", "2024-05-20", child="C").records

    following(told("2024-06-05"), before(told(None)))
    assert reckoned[1] == {"A", "B"}


def test_an_event_that_is_told_of_one_child_alone_lets_others_be_reckoned(reckoned):
    def told(on):
        story = Story().referral("r1", on).referral("r2", "2024-05-20", child="B")
        return story.fed("referral_acknowledged", "2024-05-21", "r2", child="B").records

    found = following(told("2024-05-22"), before(told("2024-05-21")))
    codes = {row[1] for row in found["dues"] if row[0] == "A"}
    assert "REF_ACK" in codes


def test_all_are_reckoned_again_when_a_bank_holiday_is_announced(reckoned, monkeypatch):
    records = Story().referral("r1", "2024-05-31").records
    was = before(records)
    announced = FEW_YEARS.changed({date(2024, 6, 3): "A day of thanks"})
    monkeypatch.setattr(holidays, "Clock", SimpleNamespace(england=lambda: announced))
    found = following(records, was)
    [due] = [row[4] for row in found["dues"] if row[1] == "REF_DECISION"]
    assert due == "2024-06-04"


@pytest.mark.parametrize("changing", ["rules", "tables", "latest", "since", "earlier"])
def test_all_are_reckoned_again_where_what_holds_for_all_has_changed(
    reckoned, changing
):
    records = Story().referral("r1", "2024-05-20").records
    rules, as_at = RULES, LATER
    was = before(records)
    now = replace(records, rows=dict(records.rows), latest_only=set())
    if changing == "rules":
        longer = replace(RULES["REF_DECISION"].within, amount=2)
        rules = RULES | {"REF_DECISION": replace(RULES["REF_DECISION"], within=longer)}
    elif changing == "tables":
        del now.rows["local_referral_decisions"]
    elif changing == "latest":
        now.latest_only.add("ssd_cin_visits")
    elif changing == "since":
        now.complete_since = {"ssd_cla_reviews": date(2024, 4, 1)}
    else:
        as_at = MONDAY - timedelta(7)
    following(now, was, as_at, rules)
    assert reckoned[1] == {"A"}


@pytest.mark.usefixtures("today", "home")
def test_an_import_reckons_again_whom_it_changes(reckoned, town, monday):
    records = store.kept_records(monday.stored_as)
    records.rows["ssd_s47_enquiry"][1]["s47e_s47_end_date"] = date(2026, 3, 10)
    prepared(town.ana, packed(records), date(2026, 3, 10))
    assert reckoned == [{"900123", "900124", "900125"}, {"900124"}]


def test_every_table_that_a_clock_comes_of_names_the_child():
    assert all(TABLES[name].child for name in READ)


def test_a_worker_renamed_changes_no_clock():
    was, now = (
        Story().professional("w1", "Ada").records,
        Story().professional("w1", "Bo").records,
    )
    assert changed(now, was) == set()
