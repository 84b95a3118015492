"""What may be said of a pilot: two lines, each by a fixed rule from the numbers.

The first is how strong the evidence is that pilot teams did better than the others, from
-5 to 5, or N. The second is how far that can be put down to the pilot, A to D. They are
kept apart: a large gap says nothing of why. The words follow from the numbers alone.

Source: the scales of the Education Endowment Foundation (padlocks apart from the effect)
and of GRADE (Santesso et al. 2020, J. Clin. Epidemiol. 119, 126-135: fixed verbs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from alongside.reckon.pilots.amounts import counted, places

Code: TypeAlias = "int | str"
STRONG, SOME, LIKELY = 0.05, 0.10, 0.90
MOST_MISSING = 0.25  # of the cells
NOT_ENOUGH = "N"
EXACT = 1e-9  # 1 of 20 is not beyond 0.05


@dataclass(frozen=True)
class Evidence:
    """What the first line is judged from, all in the direction that is better.

    `low` and `high` are the 95% limits after the noise floor; `p` the larger of the test's
    and the floor's, `p_of_several` the same once more for how many indicators were looked
    at; `benefit` the chance that there is any benefit, where grades give one; `worthwhile`
    the smallest change worth having, where one was agreed.
    """

    estimate: float
    low: float
    high: float
    p: float
    p_of_several: float
    smallest_p: float
    teams: tuple[int, int]
    missing: float = 0.0
    worthwhile: float | None = None
    benefit: float | None = None

    def mirrored(self) -> Evidence:
        """Return the same of the other direction: what is worse."""
        return Evidence(
            -self.estimate, -self.high, -self.low, self.p, self.p_of_several,
            self.smallest_p, self.teams, self.missing, self.worthwhile,
            None if self.benefit is None else 1 - self.benefit,
        )  # fmt: skip

    def reaches(self, change: float) -> bool:
        return self.low <= change <= self.high


def code(found: Evidence) -> Code:
    """Return the first line's code: -5 to 5, or N where there is too little to judge."""
    if too_little(found):
        return NOT_ENOUGH
    worse = found.mirrored()
    for each, sign in ((found, 1), (worse, -1)):
        if each.low > 0 and each.p <= STRONG + EXACT:
            return sign * (5 if _strong(each) else 4)
    if _within(found):
        return 0
    for each, sign in ((found, 1), (worse, -1)):
        if _some_signs(each):
            return sign * 3
    return _undecided(found)


def too_little(found: Evidence) -> str:
    """Return why there is too little to judge by, or nothing."""
    if min(found.teams) < 2:
        return "There are fewer than two teams on one side."
    if found.missing > MOST_MISSING:
        return f"{found.missing:.0%} of the figures are missing."
    if found.smallest_p > SOME + EXACT:
        return (
            f"With so few teams p cannot fall below {found.smallest_p:.2f}, "
            "whatever happens."
        )
    return ""


def _strong(found: Evidence) -> bool:
    wanted = found.worthwhile
    return (
        wanted is not None
        and found.low > wanted
        and found.p_of_several <= STRONG + EXACT
    )


def _within(found: Evidence) -> bool:
    wanted = found.worthwhile
    return wanted is not None and -wanted < found.low and found.high < wanted


def _some_signs(found: Evidence) -> bool:
    """Whether there are signs of a benefit; a p alone has the estimate's direction."""
    likely = found.benefit is not None and found.benefit >= LIKELY - EXACT
    return likely or (found.estimate > 0 and found.p <= SOME + EXACT)


def _undecided(found: Evidence) -> int:
    """Return 2 where a worthwhile change fits, else 1; minus where it is for the worse."""
    wanted = found.worthwhile or 0.0
    if found.reaches(wanted) and found.reaches(-wanted):
        return 2
    sign = 1 if found.estimate >= 0 else -1
    return sign * (2 if found.reaches(sign * wanted) else 1)


DID = {1: "improved more", -1: "did worse"}
MATTERS = {1: "a worthwhile improvement", -1: "a worsening that matters"}
CHANGE = {1: "improvement", -1: "worsening"}
UNAGREED = (
    "Cannot tell. The figures fit no change, an improvement and a worsening; which change "
    "would be worth having was not agreed."
)


def words(given: Code, found: Evidence, unit: str) -> str:
    """Return the first line's words for its code; `unit` as it follows a number."""
    if isinstance(given, str):
        return f"Not enough teams or data to judge. {too_little(found)}"
    sign = -1 if given < 0 else 1
    seen = found if sign > 0 else found.mirrored()
    did, change = DID[sign], CHANGE[sign]
    exact = places((seen.low, seen.high))
    wanted = counted(found.worthwhile, unit) if found.worthwhile is not None else ""
    match abs(given):
        case 5:
            return (
                f"Strong evidence that the pilot teams {did} than the comparison "
                f"teams, by at least {wanted}."
            )
        case 4:
            return (
                f"Evidence that the pilot teams {did}. The gap could be as small as "
                f"{seen.low:.{exact}f}{unit} or as large as {seen.high:.{exact}f}{unit}."
            )
        case 3:
            return f"Some signs of {change}, not enough to rely on."
        case 2 if found.worthwhile is None:
            return UNAGREED
        case 2:
            return (
                f"Cannot tell. The figures fit no change, and also fit {MATTERS[sign]}."
            )
        case 1:
            return (
                f"Evidence consistent with no effect; {_article(change)} as large as "
                f"{wanted} is unlikely."
            )
    return f"Little or no difference: less than {wanted} either way."


def _article(change: str) -> str:
    return f"an {change}" if change[0] in "aeiou" else f"a {change}"


@dataclass(frozen=True)
class Circumstances:
    """What is known of a pilot beside its figures, for the second line.

    `by_lot` says that lots were drawn. `chosen` says in words how the teams were chosen,
    empty where nobody said. `known` are reasons, in words, why something else may lie
    behind the figures; `contaminated` those that moved work or people between the arms.
    """

    by_lot: bool = False
    chosen: str = ""
    known: tuple[str, ...] = ()
    contaminated: tuple[str, ...] = ()


# What a person may say of a pilot on the command line, and the reason that it gives.
REASONS = {
    "picked-for-poor-results": "teams were picked for poor results, which tend to mend by themselves",
    "not-as-drawn": "the teams that took part are not those that the lots fell on",
    "other-initiatives": "other initiatives ran at the same time",
    "unlike-teams": "the teams are of different kinds",
    "already-begun": "the pilot had begun within the periods before",
    "not-blind": "those who graded knew which teams were pilot teams",
    "changed-meanwhile": "some teams had an inspection, a new manager or another change meanwhile",
}
CONTAMINATED = {
    "staff-moved": "staff moved between pilot and comparison teams",
    "shared": "comparison teams had part of what the pilot brought",
}
ENOUGH_BEFORE, A_YEAR = 4, 12  # periods, months


def reasons(
    given: Circumstances,
    periods_before: int,
    months_before: int,
    seen: Sequence[str] = (),
) -> list[str]:
    """Return why the gap may not be the pilot's; `seen` are reasons found in the figures.

    Lots answer all that has to do with who was chosen; not what came between the arms.
    """
    if given.by_lot:
        return list(given.contaminated)
    found = [*given.known, *given.contaminated, *seen]
    if not given.chosen:
        found.append("nobody has said how the teams were chosen")
    if periods_before < ENOUGH_BEFORE or months_before < A_YEAR:
        found.append(
            f"only {_counted(months_before, 'month')} before the start, so whether the "
            "teams were on the same course cannot be seen"
        )
    return found


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def attribution(given: Circumstances, why_not: Sequence[str]) -> tuple[str, str]:
    """Return the second line's code, A to D, and its words."""
    listed = "; ".join(why_not)
    if len(why_not) >= 2:
        return "D", f"It cannot be separated from what else went on: {listed}."
    if why_not:
        return "C", f"Partly at most. The reason: {listed}."
    if given.by_lot:
        return "A", "Yes, in so far as the evidence goes: the teams were drawn by lot."
    return "B", (
        "Probably, in so far as the evidence goes: nothing is known to have set the teams "
        "apart before, and nothing else to have changed."
    )
