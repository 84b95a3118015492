"""What a report says against its figures: formulas, claims, days, units, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from alongside.reckon.clock import days_apart
from alongside.reckon.figures import (
    DAY,
    BadFormula,
    Figure,
    exactly,
    names_in,
    rounded,
    with_unit,
)
from alongside.reckon.reports.claims import Claim, parts
from alongside.reckon.reports.folder import Folder
from alongside.reckon.reports.reading_aloud import places
from alongside.reckon.reports.report import Finding
from alongside.reckon.reports.requirements import box_place, certain, labelled
from alongside.reckon.reports.writing import Composed, sentences

FRESH = 60  # days: an older figure is to say its day beside it
TYPED_NUMBER = re.compile(r"\bparagraphs?\s+(\d+(?:\.\d+)*)")


def held(folder: Folder, made: Composed) -> list[Finding]:
    """Return where a report and its figures part."""
    return [
        *_figures(folder, made),
        *_claims(folder, made),
        *_names(folder, made),
        *_typed_numbers(folder, made),
    ]


def _figures(folder: Folder, made: Composed) -> Iterator[Finding]:
    found = places(made.document)
    for figure in folder.figures:
        used = [found[at] for at in made.uses.get(figure.name, ())]
        where = used[0] if used else f"figures.csv, row {folder.row_of(figure)}"
        yield from _formula(figure, made, where)
        yield from _units(figure, folder, where)
        if figure.source == "typed" and not (figure.document or figure.formula):
            yield Finding("figure with nothing behind it", where,
                          f"{figure.name} is typed in, and no document is behind it.",
                          "Name the document in the column behind.", "likely")  # fmt: skip
        if used and figure.as_at:
            yield from _aged(folder, figure, made, where)


def _formula(figure: Figure, made: Composed, where: str) -> Iterator[Finding]:
    value = made.formulas.get(figure.name)
    if value is not None and not figure.holds(value):
        comes_to = figure.printed(value)
        if comes_to == made.printed[figure.name]:
            comes_to = str(rounded(value, 2))
        yield certain(
            "figure and its formula", where,
            f"{figure.name} is typed as {made.printed[figure.name]}, and "
            f"{figure.formula} comes to {comes_to}.",
            "Correct the figure, or what it is worked out from.",
        )  # fmt: skip


def _units(figure: Figure, folder: Folder, where: str) -> Iterator[Finding]:
    """Find a difference of percentages that is called one, and pounds of no year."""
    units = {each.name: each.unit for each in folder.figures}
    rests_on = names_in(figure.formula) if figure.formula else frozenset()
    alone = re.fullmatch(r"\s*\w+\s*-\s*\w+\s*", figure.formula)
    if figure.unit == "%" and alone and all(units[n] == "%" for n in rests_on):
        yield certain("points called per cent", where,
                      f"{figure.name} is {figure.formula}, both of them percentages.",
                      "Give it the unit percentage points.")  # fmt: skip
    if figure.unit.startswith("£") and not (figure.period or figure.formula):
        yield Finding("pounds of no year", where,
                      f"{figure.name} is in pounds, and it is not told of which year.",
                      "Give the period, which is the price base.", "likely")  # fmt: skip


def _aged(
    folder: Folder, figure: Figure, made: Composed, where: str
) -> Iterator[Finding]:
    if figure.as_at is None:
        return
    told = {each.as_at for each in folder.figures if each.name in made.as_at}
    days = days_apart(figure.as_at, folder.front.on)
    if days < 0:
        yield certain("as-at day", where, f"{figure.name} is of a day after the meeting.",
                       "Correct as_at in figures.csv.")  # fmt: skip
    elif days > FRESH and figure.as_at not in told:
        yield Finding("as-at day", where,
                      f"{figure.name} is {days} days old at the meeting, and its day is not told.",
                      f"Bring it up to date, or write {{{{{figure.name} as at}}}} beside it.",
                      "likely")  # fmt: skip


def _claims(folder: Folder, made: Composed) -> Iterator[Finding]:
    where = labelled(made) | {b.name: box_place(b) for b in folder.template.boxes}
    for claim in folder.claims:
        place = where.get(claim.at, f"“{claim.at}”")
        if claim.at not in where:
            yield certain("claim", place, f"No paragraph has the label of “{claim.says}”.",
                           "Correct the label in claims.csv.")  # fmt: skip
            continue
        try:
            if not claim.holds(made.values):
                yield certain("claim", place, f"It says “{claim.says}”: {_not_so(claim, folder, made)}.",
                               claim.do or "Correct the sentence, or its figures.")  # fmt: skip
        except BadFormula as problem:
            yield certain("claim", place, f"“{claim.says}”: {problem}", "Correct claims.csv.")  # fmt: skip


def _not_so(claim: Claim, folder: Folder, made: Composed) -> str:
    """Say what both sides of a comparison come to, in their unit where they share one."""
    left, compared, right = parts(claim.holds_if)
    named = names_in(left) | names_in(right)
    units = {each.unit for each in folder.figures if each.name in named}
    first, second = (_side(exactly(side, made.values), units) for side in (left, right))
    return f"{left} is {first}, {right} is {second}, and {compared} does not hold"


def _side(value: Fraction, units: set[str]) -> str:
    if DAY in units:
        return Figure("", unit=DAY).printed(value)
    told = rounded(value, 2)
    short = next(n for n in (rounded(value, p) for p in (0, 1, 2)) if n == told)
    return with_unit(short, next(iter(units)) if len(units) == 1 else "")


def _names(folder: Folder, made: Composed) -> Iterator[Finding]:
    """Find names that the folder says stand for another, which is to be used throughout."""
    aliases = [
        (name, other)
        for name, others in (folder.front.names or {}).items()
        for other in others
    ]
    found = places(made.document)
    for at, said in sentences(made.document):
        for name, other in aliases:
            if re.search(rf"\b{re.escape(other)}\b", said):
                yield Finding("two names for one thing", found[at],
                              f"“{other}” stands for what is “{name}” elsewhere.",
                              "Use one name throughout.", "likely")  # fmt: skip


def _typed_numbers(folder: Folder, made: Composed) -> Iterator[Finding]:
    """Find paragraphs named by a number typed in, which goes wrong when one is added."""
    found = dict(
        zip(reversed(made.typed), reversed(places(made.document)), strict=True)
    )
    for section in folder.sections.values():
        for part in section.parts:
            for number in TYPED_NUMBER.findall(" ".join(part.texts)):
                yield Finding("paragraph by its number", found[section.file, part.row],
                              f"“paragraph {number}” is typed in.",
                              "Label that paragraph {#NAME}, and write {{paragraph NAME}}.",
                              "worth a look")  # fmt: skip
