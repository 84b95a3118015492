"""How a statement can be answered, which answers are counted, and what each stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CANNOT_SAY = 0
UNSAID = {CANNOT_SAY: "Cannot say"}


@dataclass(frozen=True)
class Scale:
    """The answers by score; those that are counted, and how that is said.

    `middles` is what an answer stands for where answers are amounts, in `unit`: the
    middle of its band, and of an open one the lowest it can be.
    """

    answers: Mapping[int, str]
    counted: tuple[int, ...]
    counted_as: str
    middles: Mapping[int, float] = field(default_factory=dict)
    unit: str = ""

    def mean(self, counts: Mapping[int, int]) -> float | None:
        """The mean of what answers stand for; None of a scale of no amounts, or of nobody."""
        given = sum(counts.get(score, 0) for score in self.middles)
        if not given:
            return None
        return (
            sum(n * self.middles.get(score, 0) for score, n in counts.items()) / given
        )


SCALES = {
    "agree": Scale(
        {5: "Strongly agree", 4: "Agree", 3: "Neither", 2: "Disagree", 1: "Strongly disagree"}
        | UNSAID,
        (4, 5),
        "agree",
    ),
    "time": Scale(
        {1: "Less than 10%", 2: "10 to 19%", 3: "20 to 29%", 4: "30 to 39%", 5: "40 to 59%",
         6: "60 to 79%", 7: "80% or more"}
        | UNSAID,
        (4, 5, 6, 7),
        "say 30% or more",
        {1: 5.0, 2: 15.0, 3: 25.0, 4: 35.0, 5: 50.0, 6: 70.0, 7: 90.0},
        "%",
    ),
    "evenings": Scale(
        {1: "None", 2: "1", 3: "2", 4: "3", 5: "4 or more"} | UNSAID,
        (2, 3, 4, 5),
        "worked at least one",
        {1: 0.0, 2: 1.0, 3: 2.0, 4: 3.0, 5: 4.0},
    ),
}  # fmt: skip


def scale_of(question: Mapping[str, Any]) -> Scale:
    """Return how a statement is answered: by agreeing, where nothing else is said."""
    return SCALES[question.get("scale", "agree")]
