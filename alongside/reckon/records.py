"""The shapes that are read: tables named as in the Standard Safeguarding Dataset.

Where the dataset has the thing, table and column names are the dataset's own
(`ssd_...`, data-to-insight/ssd-data-model, release 1.4.5), so that a council which
already publishes it is read in place. Where it has not, a table of ours stands beside
them, named `local_...`: a council fills it from a report of its own.

Keys and codes are text, as they come: leading zeros are kept. A `DATE` is a calendar
day without a time. A `FLAG` is `Y`, `N` or nothing (not known).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

TEXT, DATE, NUMBER, FLAG = "text", "date", "number", "flag"

Value = str | int | date | None
Row = dict[str, Value]


@dataclass(frozen=True)
class Table:
    """A table of records: its key, its columns with their types, and what it is.

    `child` is the column that names the child, or empty where no child is named.
    Every table has at least its key; any other column may be empty.
    """

    name: str
    about: str
    columns: dict[str, str]
    child: str = ""

    @property
    def key(self) -> str:
        """The first column: unique in the table."""
        return next(iter(self.columns))

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.columns.items() if kind == DATE)


def _table(name: str, about: str, child: str = "", **columns: str) -> Table:
    return Table(name, about, columns, child)


_ALL = (
    _table(
        "ssd_person",
        "A child known to the service. An unborn child has only an expected date.",
        "pers_person_id",
        pers_person_id=TEXT,
        pers_forename=TEXT,
        pers_surname=TEXT,
        pers_sex=TEXT,
        pers_ethnicity=TEXT,
        pers_dob=DATE,
        pers_expected_dob=DATE,
        pers_death_date=DATE,
    ),
    _table(
        "ssd_family",
        "Which children are of one family.",
        "fami_person_id",
        fami_table_id=TEXT,
        fami_family_id=TEXT,
        fami_person_id=TEXT,
    ),
    _table(
        "ssd_disability",
        "A disability of a child, by its code in the census.",
        "disa_person_id",
        disa_table_id=TEXT,
        disa_person_id=TEXT,
        disa_disability_code=TEXT,
    ),
    _table(
        "ssd_immigration_status",
        "A child's immigration status: `UASC` is an unaccompanied child seeking asylum.",
        "immi_person_id",
        immi_immigration_status_id=TEXT,
        immi_person_id=TEXT,
        immi_immigration_status=TEXT,
        immi_immigration_status_start_date=DATE,
        immi_immigration_status_end_date=DATE,
    ),
    _table(
        "ssd_contacts",
        "A contact received about a child, before it is a referral.",
        "cont_person_id",
        cont_contact_id=TEXT,
        cont_person_id=TEXT,
        cont_contact_date=DATE,
        cont_contact_source_code=TEXT,
    ),
    _table(
        "ssd_early_help_episodes",
        "An early help assessment.",
        "earl_person_id",
        earl_episode_id=TEXT,
        earl_person_id=TEXT,
        earl_episode_start_date=DATE,
        earl_episode_end_date=DATE,
        earl_episode_organisation=TEXT,
    ),
    _table(
        "ssd_cin_episodes",
        "A referral and the episode of need that it opened.",
        "cine_person_id",
        cine_referral_id=TEXT,
        cine_person_id=TEXT,
        cine_referral_date=DATE,
        cine_referral_source_code=TEXT,
        cine_cin_primary_need_code=TEXT,
        cine_referral_nfa=FLAG,
        cine_close_date=DATE,
        cine_close_reason=TEXT,
        cine_referral_team=TEXT,
        cine_referral_worker_id=TEXT,
    ),
    _table(
        "local_referral_decisions",
        "The decision on what to do about a referral: no national return carries it.",
        "refd_person_id",
        refd_decision_id=TEXT,
        refd_referral_id=TEXT,
        refd_person_id=TEXT,
        refd_decision_date=DATE,
        refd_decision=TEXT,
    ),
    _table(
        "ssd_cin_assessments",
        "A child and family assessment.",
        "cina_person_id",
        cina_assessment_id=TEXT,
        cina_person_id=TEXT,
        cina_referral_id=TEXT,
        cina_assessment_start_date=DATE,
        cina_assessment_child_seen=FLAG,
        cina_assessment_auth_date=DATE,
        cina_assessment_team=TEXT,
        cina_assessment_worker_id=TEXT,
    ),
    _table(
        "ssd_assessment_factors",
        "The factors found at an assessment: their codes, as a JSON list of texts.",
        "",
        cinf_table_id=TEXT,
        cinf_assessment_id=TEXT,
        cinf_assessment_factors_json=TEXT,
    ),
    _table(
        "ssd_s47_enquiry",
        "A section 47 enquiry, from the strategy discussion that began it.",
        "s47e_person_id",
        s47e_s47_enquiry_id=TEXT,
        s47e_referral_id=TEXT,
        s47e_person_id=TEXT,
        s47e_s47_start_date=DATE,
        s47e_s47_end_date=DATE,
        s47e_s47_nfa=FLAG,
        s47e_s47_team=TEXT,
        s47e_s47_worker_id=TEXT,
    ),
    _table(
        "ssd_initial_cp_conference",
        "An initial child protection conference, with the target the source recorded.",
        "icpc_person_id",
        icpc_icpc_id=TEXT,
        icpc_s47_enquiry_id=TEXT,
        icpc_person_id=TEXT,
        icpc_cp_plan_id=TEXT,
        icpc_icpc_transfer_in=FLAG,
        icpc_icpc_target_date=DATE,
        icpc_icpc_date=DATE,
        icpc_icpc_outcome_cp_flag=FLAG,
        icpc_icpc_team=TEXT,
        icpc_icpc_worker_id=TEXT,
    ),
    _table(
        "ssd_cin_plans",
        "A child in need plan.",
        "cinp_person_id",
        cinp_cin_plan_id=TEXT,
        cinp_referral_id=TEXT,
        cinp_person_id=TEXT,
        cinp_cin_plan_start_date=DATE,
        cinp_cin_plan_end_date=DATE,
        cinp_cin_plan_team=TEXT,
        cinp_cin_plan_worker_id=TEXT,
    ),
    _table(
        "ssd_cin_visits",
        "A visit to a child in need, or under assessment.",
        "cinv_person_id",
        cinv_cin_visit_id=TEXT,
        cinv_person_id=TEXT,
        cinv_cin_visit_date=DATE,
        cinv_cin_visit_seen=FLAG,
        cinv_cin_visit_seen_alone=FLAG,
    ),
    _table(
        "ssd_cp_plans",
        "A child protection plan.",
        "cppl_person_id",
        cppl_cp_plan_id=TEXT,
        cppl_referral_id=TEXT,
        cppl_icpc_id=TEXT,
        cppl_person_id=TEXT,
        cppl_cp_plan_start_date=DATE,
        cppl_cp_plan_end_date=DATE,
        cppl_cp_plan_initial_category=TEXT,
        cppl_cp_plan_latest_category=TEXT,
        cppl_cp_plan_team=TEXT,
        cppl_cp_plan_worker_id=TEXT,
    ),
    _table(
        "ssd_cp_visits",
        "A visit to a child on a child protection plan.",
        "cppv_person_id",
        cppv_cp_visit_id=TEXT,
        cppv_person_id=TEXT,
        cppv_cp_plan_id=TEXT,
        cppv_cp_visit_date=DATE,
        cppv_cp_visit_seen=FLAG,
        cppv_cp_visit_seen_alone=FLAG,
    ),
    _table(
        "ssd_cp_reviews",
        "A review child protection conference, with the due date the source recorded.",
        "cppr_person_id",
        cppr_cp_review_id=TEXT,
        cppr_person_id=TEXT,
        cppr_cp_plan_id=TEXT,
        cppr_cp_review_due=DATE,
        cppr_cp_review_date=DATE,
        cppr_cp_review_quorate=FLAG,
    ),
    _table(
        "ssd_pre_proceedings",
        "Work with a family under the public law outline, before care proceedings.",
        "prep_person_id",
        prep_table_id=TEXT,
        prep_person_id=TEXT,
        prep_pre_pro_decision_date=DATE,
        prep_initial_pre_pro_meeting_date=DATE,
        prep_pre_pro_outcome=TEXT,
        prep_agree_stepdown_issue_date=DATE,
        prep_pre_pro_letter_date=DATE,
        prep_care_pro_letter_date=DATE,
        prep_pre_pro_meetings_num=NUMBER,
    ),
    _table(
        "local_core_groups",
        "A core group meeting: no national return carries it.",
        "core_person_id",
        core_core_group_id=TEXT,
        core_person_id=TEXT,
        core_cp_plan_id=TEXT,
        core_core_group_date=DATE,
    ),
    _table(
        "ssd_cla_episodes",
        "An episode of being looked after; `clae_cla_id` names the period of care.",
        "clae_person_id",
        clae_cla_episode_id=TEXT,
        clae_person_id=TEXT,
        clae_cla_id=TEXT,
        clae_referral_id=TEXT,
        clae_cla_episode_start_date=DATE,
        clae_cla_episode_start_reason=TEXT,
        clae_cla_primary_need_code=TEXT,
        clae_cla_episode_ceased_date=DATE,
        clae_cla_episode_ceased_reason=TEXT,
        clae_entered_care_date=DATE,
        clae_cla_last_iro_contact_date=DATE,
        clae_cla_team=TEXT,
        clae_cla_worker_id=TEXT,
    ),
    _table(
        "ssd_legal_status",
        "A legal status of a looked after child.",
        "lega_person_id",
        lega_legal_status_id=TEXT,
        lega_person_id=TEXT,
        lega_legal_status=TEXT,
        lega_legal_status_start_date=DATE,
        lega_legal_status_end_date=DATE,
    ),
    _table(
        "ssd_cla_placement",
        "A placement of a looked after child.",
        "clap_person_id",
        clap_cla_placement_id=TEXT,
        clap_cla_id=TEXT,
        clap_person_id=TEXT,
        clap_cla_placement_start_date=DATE,
        clap_cla_placement_type=TEXT,
        clap_cla_placement_urn=TEXT,
        clap_cla_placement_provider=TEXT,
        clap_cla_placement_postcode=TEXT,
        clap_cla_placement_end_date=DATE,
        clap_cla_placement_change_reason=TEXT,
    ),
    _table(
        "ssd_permanence",
        "The permanence plan of a looked after child.",
        "perm_person_id",
        perm_table_id=TEXT,
        perm_person_id=TEXT,
        perm_cla_id=TEXT,
        perm_permanence_plan=TEXT,
        perm_permanence_plan_date=DATE,
    ),
    _table(
        "ssd_cla_reviews",
        "A review of a looked after child, with the due date the source recorded.",
        "clar_person_id",
        clar_cla_review_id=TEXT,
        clar_person_id=TEXT,
        clar_cla_id=TEXT,
        clar_cla_review_due_date=DATE,
        clar_cla_review_date=DATE,
        clar_cla_review_cancelled=FLAG,
    ),
    _table(
        "ssd_cla_previous_permanence",
        "How a child was settled before coming into care, where it broke down.",
        "lapp_person_id",
        lapp_table_id=TEXT,
        lapp_person_id=TEXT,
        lapp_previous_permanence_order_date=DATE,
        lapp_previous_permanence_option=TEXT,
        lapp_previous_permanence_la=TEXT,
    ),
    _table(
        "ssd_cla_visits",
        "A visit to a looked after child.",
        "clav_person_id",
        clav_cla_visit_id=TEXT,
        clav_person_id=TEXT,
        clav_cla_id=TEXT,
        clav_cla_visit_date=DATE,
        clav_cla_visit_seen=FLAG,
        clav_cla_visit_seen_alone=FLAG,
    ),
    _table(
        "ssd_cla_health",
        "A health or dental check of a looked after child.",
        "clah_person_id",
        clah_health_check_id=TEXT,
        clah_person_id=TEXT,
        clah_health_check_type=TEXT,
        clah_health_check_date=DATE,
        clah_health_check_status=TEXT,
    ),
    _table(
        "ssd_sdq_scores",
        "A strengths and difficulties score of a looked after child.",
        "csdq_person_id",
        csdq_table_id=TEXT,
        csdq_person_id=TEXT,
        csdq_sdq_completed_date=DATE,
        csdq_sdq_reason=TEXT,
        csdq_sdq_score=NUMBER,
    ),
    _table(
        "local_health_in_year",
        """Whether a looked after child's health was seen to within the year of a return,
        which gives no days.""",
        "hlth_person_id",
        hlth_table_id=TEXT,
        hlth_person_id=TEXT,
        hlth_health_assessment=FLAG,
        hlth_development_check=FLAG,
        hlth_immunisations=FLAG,
        hlth_dental_check=FLAG,
        hlth_convicted=FLAG,
        hlth_substance_misuse=FLAG,
    ),
    _table(
        "local_deprivation_of_liberty",
        "A time a looked after child was deprived of liberty by order of the High Court.",
        "dolo_person_id",
        dolo_table_id=TEXT,
        dolo_person_id=TEXT,
        dolo_start_date=DATE,
        dolo_end_date=DATE,
    ),
    _table(
        "ssd_missing",
        "A time a looked after child was missing or away without leave.",
        "miss_person_id",
        miss_table_id=TEXT,
        miss_person_id=TEXT,
        miss_missing_episode_start_date=DATE,
        miss_missing_episode_type=TEXT,
        miss_missing_episode_end_date=DATE,
        miss_missing_rhi_offered=FLAG,
        miss_missing_rhi_accepted=FLAG,
    ),
    _table(
        "ssd_care_leavers",
        "A care leaver and the last contact with them.",
        "clea_person_id",
        clea_table_id=TEXT,
        clea_person_id=TEXT,
        clea_care_leaver_eligibility=TEXT,
        clea_care_leaver_in_touch=TEXT,
        clea_care_leaver_latest_contact=DATE,
        clea_care_leaver_accommodation=TEXT,
        clea_care_leaver_accom_suitable=TEXT,
        clea_care_leaver_activity=TEXT,
        clea_pathway_plan_review_date=DATE,
        clea_care_leaver_personal_advisor=TEXT,
        clea_care_leaver_allocated_team=TEXT,
        clea_care_leaver_worker_id=TEXT,
    ),
    _table(
        "ssd_adoption",
        "The dates on a child's way to adoption.",
        "adop_person_id",
        adop_table_id=TEXT,
        adop_person_id=TEXT,
        adop_family_id=TEXT,
        adop_entered_care_date=DATE,
        adop_decision_date=DATE,
        adop_placement_order_date=DATE,
        adop_matched_date=DATE,
        adop_placed_date=DATE,
        adop_order_date=DATE,
        adop_reversed_date=DATE,
        adop_reversed_reason=TEXT,
        adop_placed_ffa_date=DATE,
    ),
    _table(
        "local_adopters",
        "A prospective adopter and the stages of their approval.",
        "",
        adpt_adopter_id=TEXT,
        adpt_family_id=TEXT,
        adpt_enquiry_date=DATE,
        adpt_stage_1_start_date=DATE,
        adpt_stage_1_end_date=DATE,
        adpt_stage_2_start_date=DATE,
        adpt_stage_2_end_date=DATE,
        adpt_application_date=DATE,
        adpt_approved_date=DATE,
        adpt_matched_date=DATE,
        adpt_placed_date=DATE,
        adpt_children_placed=NUMBER,
        adpt_order_date=DATE,
        adpt_left_date=DATE,
        adpt_left_reason=TEXT,
    ),
    _table(
        "ssd_involvements",
        "A worker's involvement with a child: role `CW` is the allocated case worker.",
        "invo_person_id",
        invo_involvements_id=TEXT,
        invo_professional_id=TEXT,
        invo_professional_role_id=TEXT,
        invo_professional_team=TEXT,
        invo_person_id=TEXT,
        invo_involvement_start_date=DATE,
        invo_involvement_end_date=DATE,
        invo_worker_change_reason=TEXT,
        invo_referral_id=TEXT,
    ),
    _table(
        "ssd_professionals",
        "A member of staff.",
        "",
        prof_professional_id=TEXT,
        prof_staff_id=TEXT,
        prof_professional_name=TEXT,
        prof_social_worker_registration_no=TEXT,
        prof_professional_job_title=TEXT,
        prof_agency_worker_flag=FLAG,
    ),
    _table(
        "local_workforce_return",
        """A social worker as the yearly workforce return gives them. Parts of a post
        (0.8) and sums of days or pounds are text, as written: they are no whole numbers.""",
        "",
        wret_table_id=TEXT,
        wret_registration_no=TEXT,
        wret_reference_date=DATE,
        wret_agency_worker=FLAG,
        wret_role=TEXT,
        wret_full_time_equivalent=TEXT,
        wret_full_time_equivalent_then=TEXT,
        wret_cases_then=NUMBER,
        wret_role_start_date=DATE,
        wret_role_end_date=DATE,
        wret_start_origin=TEXT,
        wret_leaver_destination=TEXT,
        wret_reason_for_leaving=TEXT,
        wret_absent_then=FLAG,
        wret_absence_reason=TEXT,
        wret_working_days_lost=TEXT,
        wret_contract_weeks=TEXT,
        wret_sex=TEXT,
        wret_ethnicity=TEXT,
        wret_date_of_birth=DATE,
        wret_qualification_level=TEXT,
        wret_step_up_graduate=FLAG,
        wret_frontline_graduate=FLAG,
        wret_base_salary=TEXT,
    ),
    _table(
        "local_workforce_vacancies",
        "What the workforce return says of the authority as a whole, on its day.",
        "",
        wvac_table_id=TEXT,
        wvac_reference_date=DATE,
        wvac_vacancies_full_time_equivalent=TEXT,
        wvac_agency_full_time_equivalent=TEXT,
        wvac_agency_headcount=NUMBER,
    ),
    _table(
        "ssd_department",
        "A team.",
        "",
        dept_team_id=TEXT,
        dept_team_name=TEXT,
        dept_team_parent_id=TEXT,
    ),
    _table(
        "local_strategy_discussions",
        "A strategy discussion; one of an enquiry's may be the one that began it.",
        "strd_person_id",
        strd_discussion_id=TEXT,
        strd_person_id=TEXT,
        strd_s47_enquiry_id=TEXT,
        strd_discussion_date=DATE,
        strd_began_enquiry=FLAG,
    ),
    _table(
        "local_events",
        """Anything that happened, by the name of its event: for what no other table
        carries. The episode is what the event belongs to (an enquiry, a complaint).""",
        "evnt_person_id",
        evnt_event_id=TEXT,
        evnt_person_id=TEXT,
        evnt_episode_id=TEXT,
        evnt_event=TEXT,
        evnt_event_date=DATE,
        evnt_recorded_date=DATE,
        evnt_team=TEXT,
        evnt_worker_id=TEXT,
    ),
    _table(
        "local_clock_stops",
        """Days, both included, that do not count for a timescale of a child, and why:
        the school closed, proof of identity awaited, time given by the court.""",
        "stop_person_id",
        stop_stop_id=TEXT,
        stop_person_id=TEXT,
        stop_code=TEXT,
        stop_episode_id=TEXT,
        stop_from_date=DATE,
        stop_to_date=DATE,
        stop_reason=TEXT,
    ),
    _table(
        "local_due_overrides",
        """The last day of a clock as a court, a plan or a chair set it; or, where
        `over_applies` is N, that the timescale does not apply. Without a day of starting
        it holds for every clock of that timescale and child.""",
        "over_person_id",
        over_override_id=TEXT,
        over_person_id=TEXT,
        over_code=TEXT,
        over_started_date=DATE,
        over_due_date=DATE,
        over_applies=FLAG,
        over_set_by=TEXT,
        over_reason=TEXT,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}

ONE_ROW_A_CHILD = frozenset({"ssd_care_leavers"})
"""Tables that hold one row a child in every format, with the latest day of each thing."""


@dataclass
class Records:
    """What one or more extracts hold: rows by table, and how complete each table is.

    A table that is absent was not in the extract at all, which is not the same as a
    table with no rows. `latest_only` names the tables of which the source gives one
    row a child, the latest (Annex A gives a child's last visit, not every visit).
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    latest_only: set[str] = field(default_factory=set)

    def hold(self, table: str) -> list[Row]:
        """Return the rows of a table, making the table present if it was absent."""
        if table not in TABLES:
            raise KeyError(f"There is no table {table!r} in the records.")
        return self.rows.setdefault(table, [])

    def add(self, table: str, **values: Value) -> None:
        self.hold(table).append(values)

    def children(self) -> Iterator[str]:
        """Yield each child's identifier that any row names, once."""
        seen: set[str] = set()
        for name, rows in self.rows.items():
            column = TABLES[name].child
            for row in rows if column else ():
                child = row.get(column)
                if isinstance(child, str) and child not in seen:
                    seen.add(child)
                    yield child

    def held(self) -> frozenset[str]:
        """Return what is held: tables, and each event that `local_events` tells of."""
        told = {row.get("evnt_event") for row in self.rows.get("local_events", ())}
        return frozenset(self.rows) | {name for name in told if isinstance(name, str)}

    def count(self) -> int:
        return sum(map(len, self.rows.values()))
