"""The invented council: the same again from the same seed, shaped as asked, and valid."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from alongside.reckon.clock import Clock, months_from
from alongside.reckon.council import build
from alongside.reckon.records import TABLES

AS_AT = date(2026, 3, 31)
SPANS = [  # table, start, end
    ("ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"),
    ("ssd_cin_episodes", "cine_referral_date", "cine_close_date"),
    (
        "ssd_cin_assessments",
        "cina_assessment_start_date",
        "cina_assessment_auth_date",
    ),
    ("ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date"),
    ("ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    ("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    (
        "ssd_cla_episodes",
        "clae_cla_episode_start_date",
        "clae_cla_episode_ceased_date",
    ),
    (
        "ssd_cla_placement",
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
    ),
    (
        "ssd_legal_status",
        "lega_legal_status_start_date",
        "lega_legal_status_end_date",
    ),
    (
        "ssd_missing",
        "miss_missing_episode_start_date",
        "miss_missing_episode_end_date",
    ),
    ("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"),
]
LINKS = [  # table, column, the table it points into
    ("local_referral_decisions", "refd_referral_id", "ssd_cin_episodes"),
    ("ssd_cin_assessments", "cina_referral_id", "ssd_cin_episodes"),
    ("ssd_s47_enquiry", "s47e_referral_id", "ssd_cin_episodes"),
    ("ssd_initial_cp_conference", "icpc_s47_enquiry_id", "ssd_s47_enquiry"),
    ("ssd_initial_cp_conference", "icpc_cp_plan_id", "ssd_cp_plans"),
    ("ssd_cin_plans", "cinp_referral_id", "ssd_cin_episodes"),
    ("ssd_cp_plans", "cppl_referral_id", "ssd_cin_episodes"),
    ("ssd_cp_plans", "cppl_icpc_id", "ssd_initial_cp_conference"),
    ("ssd_cp_visits", "cppv_cp_plan_id", "ssd_cp_plans"),
    ("ssd_cp_reviews", "cppr_cp_plan_id", "ssd_cp_plans"),
    ("local_core_groups", "core_cp_plan_id", "ssd_cp_plans"),
    ("ssd_cla_episodes", "clae_referral_id", "ssd_cin_episodes"),
    ("ssd_involvements", "invo_referral_id", "ssd_cin_episodes"),
    ("ssd_involvements", "invo_professional_id", "ssd_professionals"),
]
INSIDE = [  # table, its date, the column that names its parent, parent, start and end
    (
        "ssd_cp_visits",
        "cppv_cp_visit_date",
        "cppv_cp_plan_id",
        "ssd_cp_plans",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
    ),
    (
        "ssd_cp_reviews",
        "cppr_cp_review_date",
        "cppr_cp_plan_id",
        "ssd_cp_plans",
        "cppl_cp_plan_start_date",
        "cppl_cp_plan_end_date",
    ),
    *(
        (
            table,
            column,
            key,
            "ssd_cin_episodes",
            "cine_referral_date",
            "cine_close_date",
        )
        for table, column, key in (
            ("ssd_cin_plans", "cinp_cin_plan_end_date", "cinp_referral_id"),
            ("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_referral_id"),
            ("ssd_cp_plans", "cppl_cp_plan_end_date", "cppl_referral_id"),
            ("ssd_s47_enquiry", "s47e_s47_start_date", "s47e_referral_id"),
            ("ssd_s47_enquiry", "s47e_s47_end_date", "s47e_referral_id"),
            ("ssd_cin_assessments", "cina_assessment_auth_date", "cina_referral_id"),
            ("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_referral_id"),
            ("ssd_cla_episodes", "clae_cla_episode_ceased_date", "clae_referral_id"),
            ("ssd_involvements", "invo_involvement_end_date", "invo_referral_id"),
        )
    ),
]


@pytest.fixture(scope="module")
def town():
    return build(1000, 11, AS_AT)


@pytest.fixture(scope="module")
def seen(town):
    return town.extract(AS_AT).rows


@pytest.fixture(scope="module")
def clock():
    return Clock.england()


def still_open(rows, end, child):
    return {row[child] for row in rows if row[end] is None}


def keyed(table, rows):
    return {row[TABLES[table].key]: row for row in rows}


def test_the_same_seed_gives_the_same_records():
    first, again = (build(60, 3, AS_AT).extract(AS_AT, faults=True) for _ in "ab")
    assert first == again


def test_another_seed_gives_other_records():
    assert build(60, 3, AS_AT).extract(AS_AT) != build(60, 4, AS_AT).extract(AS_AT)


@pytest.mark.parametrize("children", [1, 37, 200])
def test_as_many_children_are_open_as_were_asked_for(children):
    rows = build(children, 5, AS_AT).extract(AS_AT).rows["ssd_cin_episodes"]
    assert len(still_open(rows, "cine_close_date", "cine_person_id")) == children


def test_open_children_stand_where_they_do_in_life(seen):
    plans = still_open(seen["ssd_cp_plans"], "cppl_cp_plan_end_date", "cppl_person_id")
    ceased = "clae_cla_episode_ceased_date"
    care = still_open(seen["ssd_cla_episodes"], ceased, "clae_person_id")
    assert 0.13 < len(plans) / 1000 < 0.20
    assert 0.20 < len(care) / 1000 < 0.30
    assert len(plans & care) < 5  # a plan's end may be typed in after care began


def test_every_table_has_rows_with_exactly_its_columns(seen):
    for name, rows in seen.items():
        assert rows, name
        assert all(row.keys() == TABLES[name].columns.keys() for row in rows), name


def test_keys_are_unique(seen):
    for name, rows in seen.items():
        assert len(keyed(name, rows)) == len(rows), name


def test_every_child_named_is_a_person_on_record(seen):
    people = keyed("ssd_person", seen["ssd_person"])
    for name, rows in seen.items():
        child = TABLES[name].child
        assert not child or all(row[child] in people for row in rows), name


@pytest.mark.parametrize(("table", "column", "into"), LINKS)
def test_links_lead_somewhere(seen, table, column, into):
    targets = keyed(into, seen[into])
    assert all(row[column] in targets for row in seen[table] if row[column])


@pytest.mark.parametrize(("table", "start", "end"), SPANS)
def test_nothing_ends_before_it_starts(seen, table, start, end):
    wrong = [r for r in seen[table] if r[end] is not None and r[end] < r[start]]
    assert wrong == []


@pytest.mark.parametrize(("table", "column", "link", "into", "start", "end"), INSIDE)
def test_what_belongs_to_an_episode_lies_inside_it(
    seen, table, column, link, into, start, end
):
    parents = keyed(into, seen[into])
    for row in seen[table]:
        parent = parents[row[link]]
        if row[column] is not None:
            assert parent[start] <= row[column] <= (parent[end] or AS_AT), row


def test_nothing_has_happened_that_is_still_to_come(seen):
    for name, rows in seen.items():
        for column in TABLES[name].dates:
            if (
                "due" not in column
                and "target" not in column
                and "expected" not in column
            ):
                assert all(r[column] is None or r[column] <= AS_AT for r in rows), (
                    column
                )


def test_a_child_has_one_open_episode_of_each_kind(seen):
    for table, _, end in SPANS[1:]:
        child = TABLES[table].child
        found = Counter(row[child] for row in seen[table] if row[end] is None)
        if table != "ssd_cin_assessments":
            assert max(found.values()) == 1, table


@pytest.mark.slow
def test_every_child_in_care_has_a_status_and_a_placement(town):
    for days in range(0, 60, 5):
        rows = town.extract(AS_AT + timedelta(days)).rows
        ceased = "clae_cla_episode_ceased_date"
        care = still_open(rows["ssd_cla_episodes"], ceased, "clae_person_id")
        assert care <= {row["lega_person_id"] for row in rows["ssd_legal_status"]}
        assert care <= {row["clap_person_id"] for row in rows["ssd_cla_placement"]}


def test_nobody_is_a_child_past_18(seen):
    people = keyed("ssd_person", seen["ssd_person"])
    for row in seen["ssd_cin_episodes"]:
        born = people[row["cine_person_id"]]["pers_dob"]
        if row["cine_close_date"] is None and born:
            assert (AS_AT - born).days < 18 * 365.25 + 7  # closing is typed in late


def test_unborn_children_have_only_an_expected_date(seen):
    unborn = [p for p in seen["ssd_person"] if p["pers_dob"] is None]
    assert unborn
    assert all(p["pers_expected_dob"] and p["pers_sex"] == "U" for p in unborn)


def test_families_have_siblings_who_are_mostly_seen_together(seen):
    sizes = Counter(row["fami_family_id"] for row in seen["ssd_family"])
    assert 1.5 < len(seen["ssd_family"]) / len(sizes) < 2.2
    assert max(sizes.values()) == 5


def test_some_identifiers_have_a_leading_zero(seen):
    ids = [row["pers_person_id"] for row in seen["ssd_person"]]
    assert 0.02 < sum(i.startswith("0") for i in ids) / len(ids) < 0.1
    assert all(i.isdigit() for i in ids)


def test_eight_teams_of_four_kinds(town, seen):
    kinds = Counter(team.kind for team in town.teams)
    assert kinds == {"district": 3, "care": 2, "assessment": 2, "disability": 1}
    names = {team.name for team in town.teams}
    assert {row["invo_professional_team"] for row in seen["ssd_involvements"]} == names


def test_a_case_is_held_by_somebody_employed_in_that_team(town, seen):
    staff = {worker.worker_id: worker for worker in town.workers}
    for row in seen["ssd_involvements"]:
        worker, start = (
            staff[row["invo_professional_id"]],
            row["invo_involvement_start_date"],
        )
        assert worker.team == row["invo_professional_team"] and worker.holds_cases
        assert worker.joined <= start.toordinal() < worker.left
        end = row["invo_involvement_end_date"]
        assert end is None or end.toordinal() <= max(worker.left, start.toordinal() + 1)


def test_a_worker_has_another_name_wherever_they_stand():
    small = build(5, 1, AS_AT)
    line = small.teams[2].posts[0]
    key, was = line[0].worker_id, line[0].name
    small.staff.rename(key, "Ada Penhaligon")
    for found in (line, small.workers):
        assert [each.worker_id for each in found if each.name == "Ada Penhaligon"] == [
            key
        ]
    rows = small.extract(AS_AT).rows["ssd_professionals"]
    names = {row["prof_professional_id"]: row["prof_professional_name"] for row in rows}
    assert names.get(key, "Ada Penhaligon") == "Ada Penhaligon" != was


def test_workers_come_and_go_and_are_away(town):
    assert any(worker.left < AS_AT.toordinal() for worker in town.workers)
    assert 0.08 < sum(w.agency for w in town.workers) / len(town.workers) < 0.45
    staff = {worker.worker_id: worker for worker in town.workers}
    for absence in town.absences:
        worker = staff[absence.worker_id]
        assert worker.joined <= absence.first <= absence.last < worker.left


def in_time(pairs):
    found = list(pairs)
    assert len(found) > 100
    return sum(done <= due for done, due in found) / len(found)


def test_assessments_are_in_time_about_as_often_as_in_england(seen, clock):
    share = in_time(
        (row["cina_assessment_auth_date"], clock.working_days(start, 45))
        for row in seen["ssd_cin_assessments"]
        if (start := row["cina_assessment_start_date"])
        and row["cina_assessment_auth_date"]
    )
    assert 0.80 < share < 0.91


def test_conferences_are_in_time_about_as_often_as_in_england(seen, clock):
    began = keyed("ssd_s47_enquiry", seen["ssd_s47_enquiry"])
    share = in_time(
        (
            row["icpc_icpc_date"],
            clock.working_days(began[key]["s47e_s47_start_date"], 15),
        )
        for row in seen["ssd_initial_cp_conference"]
        if (key := row["icpc_s47_enquiry_id"])
    )
    assert 0.70 < share < 0.88


@pytest.mark.parametrize(
    ("table", "held", "due"),
    [
        ("ssd_cp_reviews", "cppr_cp_review_date", "cppr_cp_review_due"),
        ("ssd_cla_reviews", "clar_cla_review_date", "clar_cla_review_due_date"),
    ],
)
def test_reviews_are_in_time_about_as_often_as_in_england(seen, table, held, due):
    assert 0.84 < in_time((row[held], row[due]) for row in seen[table]) < 0.96


def test_recorded_due_dates_are_the_clocks_own(seen, clock):
    """The first review three months after the conference; later ones six months on."""
    plans = keyed("ssd_cp_plans", seen["ssd_cp_plans"])
    held = defaultdict(list)
    for row in seen["ssd_cp_reviews"]:
        held[row["cppr_cp_plan_id"]].append(row)
    for key, rows in held.items():
        last, months = plans[key]["cppl_cp_plan_start_date"], 3
        for row in sorted(rows, key=lambda r: r["cppr_cp_review_date"]):
            assert row["cppr_cp_review_due"] == months_from(last, months)
            last, months = row["cppr_cp_review_date"], 6


def test_meetings_are_on_working_days_and_discussions_not_always(seen, clock):
    for row in seen["ssd_initial_cp_conference"]:
        assert clock.is_working(row["icpc_icpc_date"])
    starts = [row["s47e_s47_start_date"] for row in seen["ssd_s47_enquiry"]]
    weekend = sum(not clock.is_working(day) for day in starts)
    assert 0 < weekend / len(starts) < 0.2


def test_the_next_days_extract_only_adds_but_for_corrections(town):
    before, after = (town.extract(AS_AT + timedelta(days)).rows for days in (0, 1))
    for name, rows in before.items():
        later = keyed(name, after[name])
        gone = [row for row in rows if row[TABLES[name].key] not in later]
        assert len(gone) <= 2 + len(rows) // 1000, name
        for row in rows:
            assert_only_filled_in(name, row, later.get(row[TABLES[name].key], row))


def assert_only_filled_in(name, row, later):
    """An end once recorded stays; only visits, holders and latest dates may move."""
    for table, start, end in SPANS:
        if table == name:
            assert later[start] == row[start]
            assert row[end] is None or later[end] == row[end]


def test_a_week_brings_new_work_finished_work_and_mistakes_taken_out(town):
    first, week = (town.extract(AS_AT + timedelta(days)).rows for days in (0, 7))
    before = keyed("ssd_cin_episodes", first["ssd_cin_episodes"])
    after = keyed("ssd_cin_episodes", week["ssd_cin_episodes"])
    closed = [k for k in before.keys() & after if before[k] != after[k]]
    assert after.keys() - before.keys() and closed
    assert vanished(first, week), "what was entered in error is taken out again"


def vanished(before, after):
    keys = (
        {(name, row[TABLES[name].key]) for name in rows for row in rows[name]}
        for rows in (before, after)
    )
    return next(keys) - next(keys)


def test_a_council_is_not_seen_outside_its_life(town):
    with pytest.raises(ValueError, match="life runs from"):
        town.extract(AS_AT + timedelta(days=200))


def test_faults_are_few_and_stay_where_they_are(town):
    clean = town.extract(AS_AT).rows
    spoiled = town.extract(AS_AT, faults=True).rows
    wrong = doubled = 0
    for name, rows in clean.items():
        later = Counter(row[TABLES[name].key] for row in spoiled[name])
        doubled += sum(count - 1 for count in later.values())
        first = {row[TABLES[name].key]: row for row in reversed(spoiled[name])}
        wrong += sum(first[row[TABLES[name].key]] != row for row in rows)
    share = (wrong + doubled) / sum(map(len, clean.values()))
    assert wrong and doubled and 0.002 < share < 0.008
