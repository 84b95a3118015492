"""Children, restrictions on their records, and the adults around them."""

from __future__ import annotations

from alongside.desk.people.adult_models import Adult, AdultOfChild, ContactPoint
from alongside.desk.people.child_models import (
    AboutChildren,
    Child,
    ChildTeam,
    NeedToKnow,
    Restriction,
)
from alongside.desk.people.conflict_models import Conflict
from alongside.desk.people.look_models import LookRule, UnusualLook
from alongside.desk.people.merge_models import Merge
from alongside.desk.people.opening_models import Opening, ends_after

__all__ = [
    "AboutChildren",
    "Adult",
    "AdultOfChild",
    "Child",
    "ChildTeam",
    "Conflict",
    "ContactPoint",
    "LookRule",
    "Merge",
    "NeedToKnow",
    "Opening",
    "Restriction",
    "UnusualLook",
    "ends_after",
]
