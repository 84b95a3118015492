"""Where one clause of a sentence ends and another, of something else, begins."""

from __future__ import annotations

import re

_JOINED = r"(?:;|:|,?\s(?:and|but|while|whereas|because|although|though|as|when)\b|,)\s"
# "and the fall", "an increase of", "which is a rise of" tell of the same thing still.
_SAME = (
    r"(?:(?:which|this|that|it|they|these|both)\s|(?:the|an?|this|that)\s(?:\w+\s)?"
    r"(?:rise|fall|increase|decrease|reduction|drop|growth|change|difference|improvement|saving|gap)\b)"
)
_VERB = (
    r"(?:rose|risen|rises?|increas(?:ed|es)|grew|grown|grows|climbed|fell|fallen|falls|decreased|reduced|"
    r"dropped|declined|shrank|shrunk|went|gone|moved|came|changed|stood|stayed|remained|"
    r"is|are|was|were|has|have|had)"
)
_ANOTHER = re.compile(
    rf"{_JOINED}(?!{_SAME})(?:[\w’'/-]+\s){{1,8}}?{_VERB}\b", re.IGNORECASE
)


def another_clause(between: str) -> bool:
    """Whether what stands between two parts of a sentence brings in something else that
    moves or is: ", and vacancies rose", "; the number of posts went"."""
    return bool(_ANOTHER.search(between)) or bool(
        re.search(r";|\bwhile\b|\bwhereas\b|\bbut\b", between)
    )
