"""Pilots: did it work, and how far can we tell?

`read` reads a panel of teams, periods and indicators; `evaluate` answers a `Question` of it.
What may be said follows from the numbers by the rules of `verdict`.
"""

from __future__ import annotations

from alongside.reckon.pilots.answer import Answer
from alongside.reckon.pilots.evaluation import Evaluation, evaluate
from alongside.reckon.pilots.panel import Panel, read, read_text
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.table import NotAPanel
from alongside.reckon.pilots.verdict import Circumstances

__all__ = [
    "Answer", "Circumstances", "Evaluation", "NotAPanel", "Panel", "Question", "evaluate",
    "read", "read_text",
]  # fmt: skip
