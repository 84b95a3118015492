"""How people learn the work: the first year in practice, training, students."""

from alongside.desk.learning.first_year_models import (
    DevelopmentHours,
    Evidence,
    FirstYear,
    FundingClaim,
    Pause,
    Supervision,
)
from alongside.desk.learning.training_models import (
    Bursary,
    Course,
    Place,
    Release,
    SystemHelp,
    TrainingNeed,
)

__all__ = [
    "Bursary",
    "Course",
    "DevelopmentHours",
    "Evidence",
    "FirstYear",
    "FundingClaim",
    "Pause",
    "Place",
    "Release",
    "Supervision",
    "SystemHelp",
    "TrainingNeed",
]
