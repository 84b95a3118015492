"""An appraisal in blocks, as its page, its file and a report take it."""

from __future__ import annotations

from alongside.desk.money.option_models import OptionsAppraisal
from alongside.reckon.documents import Block, Paragraph
from alongside.reckon.money.option_blocks import blocks


def told(appraisal: OptionsAppraisal) -> list[Block]:
    """Return the whole appraisal. Raises NotAnAppraisal where something is lacking."""
    preferred = appraisal.preferred.name if appraisal.preferred else ""
    return [
        Paragraph(appraisal.question),
        *blocks(
            appraisal.reckoned(), appraisal.first_year, preferred, appraisal.why
        ),
    ]  # fmt: skip
