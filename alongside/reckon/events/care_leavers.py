"""Care leavers: pathway plans and their personal adviser's contact.

The records give one row a care leaver, with the latest day of each thing. Someone who
died, went home or no longer wants the service (SSDA903 in touch DIED, RHOM or NREQ) has
no clock; someone who refuses contact still has.
"""

from alongside.reckon.events.event import Event, Rows, unasked

_LEAVERS = Rows(
    "ssd_care_leavers", "clea_person_id", "clea_table_id",
    "clea_care_leaver_allocated_team", "clea_care_leaver_worker_id",
)  # fmt: skip
_SERVED = """
    coalesce(clea_care_leaver_in_touch, '') not in ('DIED', 'NREQ', 'RHOM')
"""

PATHWAY_PLAN_REVIEWED = Event(
    "pathway_plan_reviewed",
    "Pathway plan or its review",
    "The latest day on which the pathway plan was made or reviewed.",
    _LEAVERS.day("clea_pathway_plan_review_date", _SERVED),
    shown=False,
)

CARE_LEAVER_CONTACT = Event(
    "care_leaver_contact",
    "Contact with a care leaver",
    "The latest contact between the care leaver and the service.",
    _LEAVERS.day("clea_care_leaver_latest_contact", _SERVED),
    shown=False,
)

TURNED_25 = Event(
    "turned_25",
    "Care leaver turned 25",
    "The 25th birthday, to which the duties to care leavers reach.",
    """
    select leaver.clea_person_id as child, leaver.clea_table_id as episode,
           birthday.due as happened_on, null as team, null as worker
    from ssd_care_leavers as leaver
    join ssd_person as person on person.pers_person_id = leaver.clea_person_id
    join rule_limit as age
        on age.rule = 'TWENTY_FIFTH_BIRTHDAY'
            and person.pers_dob between age.first_day and age.last_day
    join reach as birthday
        on birthday.span = age.span and birthday.day = person.pers_dob
    """,
    shown=False,
)

_FORM = "a report of the pathway plan forms in Mosaic, Liquidlogic or Eclipse"

BECAME_ELIGIBLE = unasked(
    "became_eligible",
    "Became an eligible child",
    """The sixteenth birthday, or the day thirteen weeks in care since fourteen are reached
    if that is later. The weeks may lie in several periods of care, some before the extract
    begins.""",
    "the council's own list of eligible children, with the day each became one",
)
BECAME_RELEVANT = unasked(
    "became_relevant",
    "Became a relevant child",
    "An eligible child aged 16 or 17 left care.",
    "the council's own list of relevant children, with the day each became one",
)
PATHWAY_NEEDS_ASSESSED = unasked(
    "pathway_needs_assessed",
    "Pathway needs assessment completed",
    "The assessment of needs that the pathway plan is made from.",
    _FORM,
)
ACCOMMODATION_PROVIDED = unasked(
    "accommodation_provided",
    "Accommodation first provided to a care leaver",
    """The authority provided it under section 23B or 24B. The records give only where the
    care leaver lives now.""",
    "a report of accommodation that the council provides to care leavers",
)
ACCOMMODATION_PLAN_REVIEWED = unasked(
    "accommodation_plan_reviewed",
    "Pathway plan reviewed after a move",
    "The review that follows a move to accommodation the authority provides.",
    _FORM,
)
ADVISER_VISIT = unasked(
    "adviser_visit",
    "Personal adviser's visit to the accommodation",
    "A visit at the accommodation; a contact elsewhere is not one.",
    "a report of personal advisers' visits",
)
