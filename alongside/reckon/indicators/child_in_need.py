"""Children in need: visits."""

from alongside.reckon.indicators.timeliness import in_time

CIN_VISITS = in_time(
    "cin_visits_in_time",
    "Child in need visits in time",
    "Visits to children on a child in need plan that fell due in the period.",
    "Local standard",
    "CIN_VISIT_20WD",
)
