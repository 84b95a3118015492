"""Any tabular report: a person says once what its columns mean, and it is read for good.

`look` shows the tables of a file, `propose` what their columns may mean and why. What
was decided is a `NamedLayout`, kept as TOML or JSON. `read_with` reads by it every
table with the same headers; `difference` shows what is otherwise in a table that has
not the same. Nothing is guessed: a proposal is used only when somebody takes it over.
"""

from __future__ import annotations

from alongside.reckon.intake.reports.asking import Question, unsettled
from alongside.reckon.intake.reports.differing import Difference, apart, difference
from alongside.reckon.intake.reports.layout import BadLayout, NamedLayout, Use, load
from alongside.reckon.intake.reports.look import Seen, fingerprint, look, tables_in
from alongside.reckon.intake.reports.named import Field, guessed, still_there
from alongside.reckon.intake.reports.patterns import PATTERNS
from alongside.reckon.intake.reports.propose import (
    Proposal,
    is_question,
    layout_of,
    propose,
)
from alongside.reckon.intake.reports.reading import (
    BIRTH,
    UNBORN,
    Preview,
    fitting,
    preview,
    read_by,
    read_with,
)

__all__ = [
    "BIRTH", "PATTERNS", "UNBORN", "BadLayout", "Difference", "Field", "NamedLayout", "Preview", "Proposal",
    "Question", "Seen", "Use", "apart", "difference", "fingerprint", "fitting", "guessed",
    "is_question", "layout_of", "load", "look", "preview", "propose", "read_by",
    "read_with", "still_there", "tables_in", "unsettled",
]  # fmt: skip
