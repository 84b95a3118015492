"""The first year of a social worker's practice: what the programme asks for, and by when."""

from alongside.reckon.newly_qualified.hours import DevelopmentTime, development_time
from alongside.reckon.newly_qualified.programme import (
    Programme,
    programme_for,
    programmes,
)
from alongside.reckon.newly_qualified.year import (
    Pause,
    ends_on,
    moved,
    paused_days,
    reviews,
    sessions,
    share_of_caseload,
)
from alongside.reckon.supervision import Session

__all__ = [
    "DevelopmentTime",
    "Pause",
    "Programme",
    "Session",
    "development_time",
    "ends_on",
    "moved",
    "paused_days",
    "programme_for",
    "programmes",
    "reviews",
    "sessions",
    "share_of_caseload",
]
