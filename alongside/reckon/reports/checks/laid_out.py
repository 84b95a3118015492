"""What the council's own template asks for: each section that must be there, is."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.reckon.reports.checks.sections import asks_of
from alongside.reckon.reports.outline import headings
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.template import Template
from alongside.reckon.reports.wording import stems


def check_against(report: Report, template: Template) -> Iterator[Finding]:
    """Yield each section of a template that a report needs for what it asks, and lacks.

    A heading is a section's where it has more than half of the words that carry its
    subject: "Reason/s for recommendation/s" is "Reasons for the recommendations".
    """
    found = [stems(part.text) for _, part in headings(report)]
    asks = asks_of(report)
    for slot in template.sections:
        wanted = stems(slot.heading)
        if slot.required not in ("always", *asks) or not wanted:
            continue
        if not any(2 * len(wanted & each) > len(wanted) for each in found):
            why = f", and {slot.why}" if slot.why else ""
            yield Finding(
                "section",
                "the report",
                f"The template has the section “{slot.heading}”, which is not here{why}.",
                "Write it, or give its heading as the template does.",
                "likely",
            )
