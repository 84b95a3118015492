"""A percentage of so many cases: recomputed where the count is told, else whether it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from alongside.reckon.reports.amounts import NUMBER_WORDS, said
from alongside.reckon.reports.checks.grids import Grid
from alongside.reckon.reports.outline import each_text, tables
from alongside.reckon.reports.report import Confidence, Finding, Report
from alongside.reckon.reports.wording import sentences

_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(NUMBER_WORDS)})"
_PERCENT = r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)"
_OF = rf"(?P<part>\b{_COUNT})\s(?:[a-z]+\s){{0,2}}?(?:out\s)?of\s(?:the\s|all\s|our\s|these\s|those\s)?(?:\w+\s)?(?P<whole>{_COUNT})\b(?!\s?%|\s(?:FTE|hours|days|weeks|months))"
_PEOPLE = (
    r"(?:\w+[\s-]){0,3}?(?:cases?|children|audits?|families|people|staff|workers?|officers?|posts|"
    r"respondents?|replies|responses|visits|assessments?|plans|young people|parents|carers|"
    r"leavers|managers|teams|files|records|reviews|contacts|referrals|households)"
)
_FILL = r"(?:(?!\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\d+ (?:out )?of)[^.;\n]){0,70}?"
# In one clause alone: "18 of 40 are filled, and turnover was 12%" tells of two things.
_CLAUSE = r"(?:(?!\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\d+ (?:out )?of|\b(?:is|are|was|were|has|have|had|while|whereas|but|and)\b)[^.;\n]){0,70}?"
_NOT_NOW = r"(?!\s(?:last|in (?:19|20)\d\d|the (?:year|quarter) before|before\b|previously|a year (?:ago|earlier)|nationally|(?:in|for) England))"
_COUNTED = (
    re.compile(
        rf"{_OF}{_FILL}[(,:–-]\s?(?:or\s|i\.e\.\s|which is\s|about\s)?{_PERCENT}{_NOT_NOW}",
        re.I,
    ),
    re.compile(rf"{_PERCENT}{_FILL}[(,]\s?(?:or\s|i\.e\.\s)?{_OF}", re.I),
    re.compile(
        rf"{_OF}{_CLAUSE}\b(?:is|are|was|were|being|equals|makes)\s{_PERCENT}", re.I
    ),
    # "18 (54%) of 40", "18 workers (54%) out of the 40"
    re.compile(
        rf"(?P<part>\b{_COUNT})\s(?:[a-z]+\s){{0,2}}?\({_PERCENT}\)\s(?:out\s)?of\s(?:the\s|all\s|our\s|these\s|those\s)?"
        rf"(?P<whole>{_COUNT})\b(?!\s?%|[,.]\d|\s(?:FTE|hours|days|weeks|months))",
        re.I,
    ),
)
_PART_AND_SHARE = re.compile(
    rf"(?P<part>\b{_COUNT})\s(?:[a-z]+\s){{0,2}}?\({_PERCENT}\)", re.I
)
_OF_WHOLE = re.compile(
    rf"\b(?:of|among|from)\s(?:the\s|all\s|our\s|these\s)?(?P<whole>{_COUNT})\s{_PEOPLE}\b"
    rf"(?:(?!\d)[^.;:()]){{0,60}}?,?\s(?={_PART_AND_SHARE.pattern})",
    re.I,
)
# From here on the parts are of something else.
_OTHER_WHOLE = re.compile(r"[;:]|\bof (?:these|those|them|whom|which)\b", re.I)
_UNCOUNTED = (
    re.compile(
        rf"{_PERCENT}\s+of\s+(?:the\s|all\s|our\s|these\s)?(?P<whole>{_COUNT})\s{_PEOPLE}\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:of|among|from)\s+(?:the\s|all\s|our\s|these\s)?(?P<whole>{_COUNT})\s(?:{_PEOPLE}|who|that)\b(?:(?!\d)[^.;]){{0,80}}?{_PERCENT}(?!\s?points?)",
        re.I,
    ),
)
_ASKED = re.compile(
    rf"(?P<whole>\b{_COUNT})\s{_PEOPLE}\s(?:\w+\s){{0,4}}?(?:replied|responded|answered|took part|returned|attended|"
    rf"completed|(?:were|was) (?:asked|audited|surveyed|interviewed|sampled|reviewed|looked at|read|seen|received))\b"
    rf"(?:(?!\d).){{0,120}}?{_PERCENT}(?!\s?points?)",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    rf"\b(?:sample|audit|survey|total) of (?:just |only )?(?P<whole>{_COUNT})\b(?:(?!\d).){{0,120}}?{_PERCENT}(?!\s?points?)",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|approximately|some|nearly|almost|over|under|more than|less than|fewer than|"
    r"at least|up to|roughly|circa|c\.|target|aim|would|average|reduc\w*|increas\w*|by)\s*$",
    re.IGNORECASE,
)
_CASES = re.compile(
    r"^\s*(?:n|number|count|sample|base)\b|\bnumber of|\b(?:audits?|cases|responses)\b|\(n\)",
    re.I,
)
_MOST = 400  # of more cases than these every whole percentage can be


def check(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        for sentence in sentences(passage.text):
            yield from _counted(passage.where, sentence)
            yield from _uncounted(passage.where, sentence)
        yield from _asked(passage.where, passage.text)
    for where, _, table in tables(report):
        yield from _in_table(where, Grid(table))


def _counted(where: str, sentence: str) -> Iterator[Finding]:
    seen: set[int] = set()
    for pattern in _COUNTED:
        for match in pattern.finditer(sentence):
            part, whole = _number(match["part"]), _number(match["whole"])
            if not 0 < part <= whole or match.start("share") in seen:
                continue
            if _is_year(match["whole"]):
                continue
            seen.add(match.start("share"))
            yield from _recounted(where, sentence, match, part, whole)
    yield from _of_a_whole(where, sentence, seen)


def _of_a_whole(where: str, sentence: str, seen: set[int]) -> Iterator[Finding]:
    """Yield the parts of "Of 40 workers, 18 (54%) left and 9 (22%) moved" that are none."""
    begun = _OF_WHOLE.search(sentence)
    if not begun or _is_year(begun["whole"]):
        return
    whole = _number(begun["whole"])
    ends = _OTHER_WHOLE.search(sentence, begun.end())
    limit = ends.start() if ends else len(sentence)
    for match in _PART_AND_SHARE.finditer(sentence, begun.end(), limit):
        part = _number(match["part"])
        if match.start("share") not in seen and 0 < part <= whole:
            yield from _recounted(where, sentence, match, part, whole)


def _is_year(written: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", written))


def _recounted(
    where: str, sentence: str, match: re.Match[str], part: int, whole: int
) -> Iterator[Finding]:
    printed = match["share"]
    step = _step(printed)
    off = abs(Decimal(100 * part) / whole - Decimal(printed))
    if (
        off <= step / 2
        or _ROUGHLY.search(sentence[: match.start("share")])
        and off <= 5
    ):
        return
    right = said(Decimal(100 * part) / whole, "%")
    yield Finding(
        "share recomputed",
        where,
        f"{part} of {whole} is {right}, and {printed}% is printed.",
        "Correct the percentage, or the counts.",
        "certain" if off >= step else "worth a look",
    )


def _uncounted(where: str, sentence: str) -> Iterator[Finding]:
    if any(pattern.search(sentence) for pattern in _COUNTED):
        return
    for pattern in _UNCOUNTED:
        for match in pattern.finditer(sentence):
            before = sentence[: match.start("share")]
            if not _ROUGHLY.search(before) and not is_possible(
                match["share"], _number(match["whole"])
            ):
                yield _impossible(
                    where, "", match["share"], _number(match["whole"]), "certain"
                )


def _asked(where: str, text: str) -> Iterator[Finding]:
    """Yield a percentage of so few who were asked, told in the next sentence as well."""
    for pattern in (_ASKED, _SAMPLE):
        for match in pattern.finditer(text):
            whole, before = _number(match["whole"]), text[: match.start("share")]
            alone = not any(each.search(match[0]) for each in (*_COUNTED, *_UNCOUNTED))
            if (
                alone
                and not _ROUGHLY.search(before)
                and not is_possible(match["share"], whole)
            ):
                yield _impossible(where, "", match["share"], whole, "likely")


def is_possible(share: str, whole: int) -> bool:
    """Whether some count of so many cases rounds to a printed percentage, half up or down."""
    if not 0 < whole <= _MOST:
        return True
    told, step = Decimal(share), _step(share)
    nearest = int(told * whole / 100)
    return any(
        abs(Decimal(100 * count) / whole - told) <= step / 2
        for count in (nearest - 1, nearest, nearest + 1)
        if count >= 0
    )


def _impossible(
    where: str, label: str, share: str, whole: int, sure: Confidence
) -> Finding:
    low = int(Decimal(share) * whole / 100)
    near = [
        f"{count} is {said(Decimal(100 * count) / whole, '%')}"
        for count in (low, low + 1)
    ]
    return Finding(
        "impossible share",
        where,
        f"{label}{share}% of {whole} is no whole number of cases: {' and '.join(near)}.",
        "Say how many cases, and correct the percentage.",
        sure,
    )


def _in_table(where: str, grid: Grid) -> Iterator[Finding]:
    bases = [
        at
        for at in grid.numeric
        if _CASES.search(grid.heads[at]) and not grid.is_rate(at)
    ]
    if len(bases) != 1:
        return
    [base] = bases
    lines = {at for at in range(len(grid.heads)) if _is_line_sum(grid, at)}
    for row, figures in enumerate(grid.figures):
        whole = figures[base]
        if (
            whole is None
            or whole.unit != "number"
            or whole.value % 1
            or not 0 < whole.value <= _MOST
        ):
            continue
        for column, share in enumerate(figures):
            if column in lines:
                continue
            if share and share.unit == "%" and 0 < share.value < 100:
                printed = share.written.rstrip("% ").strip()
                if not is_possible(printed, int(whole.value)) and not _is_share_of_all(
                    grid, base, row, share.value
                ):
                    label = f"{grid.label(row)}, {grid.name(column)}: "
                    yield _impossible(where, label, printed, int(whole.value), "likely")


def _is_line_sum(grid: Grid, column: int) -> bool:
    """Whether a column says what its lines come to: 99%, 100%, 101%."""
    told = [row[column] for row in grid.figures]
    near = [each for each in told if each and abs(each.value - 100) <= 2]
    return len(near) * 2 > len(told)


def _is_share_of_all(grid: Grid, base: int, row: int, share: Decimal) -> bool:
    """Whether the percentage tells what part of all cases the row has."""
    counts = [
        each[base] for at, each in enumerate(grid.figures) if not grid.is_total(at)
    ]
    whole = sum((each.value for each in counts if each), Decimal(0))
    own = grid.figures[row][base]
    return bool(own and whole) and abs(100 * own.value / whole - share) <= 1  # type: ignore[union-attr]


def _number(written: str) -> int:
    word = written.lower()
    return NUMBER_WORDS.get(word) or int(word.replace(",", ""))


def _step(printed: str) -> Decimal:
    return Decimal(1).scaleb(-len(printed.partition(".")[2]))
