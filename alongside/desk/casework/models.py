"""Imported extracts, what they show, and what people settled of it."""

from __future__ import annotations

from alongside.desk.casework.allocation_models import Allocation, Flow
from alongside.desk.casework.choice_models import WorkerChoice
from alongside.desk.casework.due_models import Due, Happening, Mark
from alongside.desk.casework.extract_models import Extract, Finding
from alongside.desk.casework.feed_models import Feed
from alongside.desk.casework.finding_models import Fault, FaultChange
from alongside.desk.casework.handback_models import Handback, HandbackItem
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.owner_models import Given, Hold
from alongside.desk.casework.rule_models import RuleChange
from alongside.desk.casework.saved_view_models import SavedView
from alongside.desk.casework.undo_models import Undoing

__all__ = [
    "Allocation",
    "Due",
    "Extract",
    "Fault",
    "FaultChange",
    "Feed",
    "Finding",
    "Flow",
    "Given",
    "Handback",
    "HandbackItem",
    "Happening",
    "Hold",
    "Layout",
    "LayoutVersion",
    "Mark",
    "RuleChange",
    "SavedView",
    "Undoing",
    "WorkerChoice",
]
