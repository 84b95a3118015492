"""Pre-proceedings and court: no export that is read carries what the court does."""

from alongside.reckon.events.event import Event, Rows, unasked

_PRE_PROCEEDINGS = Rows("ssd_pre_proceedings", "prep_person_id", "prep_table_id")
_LEGAL = "the legal team's own log of proceedings"

PRE_PROCEEDINGS_DECIDED = Event(
    "pre_proceedings_decided",
    "Decision to begin pre-proceedings",
    "The decision; the letter follows it.",
    _PRE_PROCEEDINGS.day("prep_pre_pro_decision_date"),
    shown=False,
)

PRE_PROCEEDINGS_LETTER_SENT = Event(
    "pre_proceedings_letter_sent",
    "Letter before proceedings sent",
    "The letter to the parents, not the decision to send it.",
    _PRE_PROCEEDINGS.day("prep_pre_pro_letter_date"),
    shown=False,
)

PRE_PROCEEDINGS_MEETING_HELD = Event(
    "pre_proceedings_meeting_held",
    "First pre-proceedings meeting",
    "The first meeting with the parents after the letter.",
    _PRE_PROCEEDINGS.day("prep_initial_pre_pro_meeting_date"),
    shown=False,
)

PRE_PROCEEDINGS_CONCLUDED = Event(
    "pre_proceedings_concluded",
    "Pre-proceedings concluded",
    "The day it was agreed to step down or to issue an application.",
    _PRE_PROCEEDINGS.day("prep_agree_stepdown_issue_date"),
    shown=False,
)

CARE_APPLICATION_ISSUED = unasked(
    "care_application_issued",
    "Care or supervision application issued",
    "The day the court issued it, not the day it was sent.",
    _LEGAL,
)

CARE_APPLICATION_DISPOSED = unasked(
    "care_application_disposed",
    "Care or supervision application disposed of",
    "The final order, or the withdrawal of the application.",
    _LEGAL,
)

SECTION_37_DIRECTED = unasked(
    "section_37_directed",
    "Section 37 investigation directed",
    "The date of the court's direction.",
    _LEGAL,
)

SECTION_37_REPORT_FILED = unasked(
    "section_37_report_filed",
    "Section 37 report filed",
    "The report filed with the court.",
    _LEGAL,
)

CHILD_ASSESSMENT_ORDER_BEGAN = unasked(
    "child_assessment_order_began",
    "Child assessment order began",
    "The day the order names. A legal status (L3) is held only of children accommodated under one.",
    _LEGAL,
)

CHILD_ASSESSMENT_DONE = unasked(
    "child_assessment_done",
    "Assessment under the order done",
    "The last of the assessment that the order allows.",
    _LEGAL,
)

SPECIAL_GUARDIANSHIP_NOTICE_GIVEN = unasked(
    "special_guardianship_notice_given",
    "Notice of a special guardianship application",
    "The authority received the written notice.",
    _LEGAL,
)

SPECIAL_GUARDIANSHIP_APPLIED_FOR = unasked(
    "special_guardianship_applied_for",
    "Special guardianship application",
    "The application made to the court.",
    _LEGAL,
)
