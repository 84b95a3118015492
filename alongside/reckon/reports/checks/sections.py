"""Sections and sign-offs that a report of its kind must have, for what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.reckon.reports.amounts import amounts, of_unit
from alongside.reckon.reports.outline import (
    each_text,
    headings,
    passages,
    recommendations,
)
from alongside.reckon.reports.report import Confidence, Finding, Report

_POSTS = re.compile(
    r"\b(?:creat\w+|establish\w*|delet\w+|disestablish\w*|recruit\w*|appoint\w*|reduc\w+|approv\w+|agree\w*|regrad\w+|restructur\w+)\b"
    r".{0,90}\b(?:posts?|fte|establishment|staffing structure|workers|officers|administrators|managers)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:release|approv\w+|fund\w*|budget|grant|spend\w*|cost\w*|allocat\w+)\b",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"purpose|reasons? for|recommend|implications|background (?:papers|documents)|options|comments|"
    r"summary|wards?\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:approv\w+|agree\w*|authoris\w+|release\w*|delegat\w+)\b", re.IGNORECASE
)
_NOTING = re.compile(r"\bfor noting only\b", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(
    r"non-?applicable sections?:?\s*(?P<list>.*)", re.IGNORECASE
)


def check(report: Report) -> Iterator[Finding]:
    told = _Told(report)
    if not told.is_report:
        return
    yield from _asked(told)
    yield from _needed(told)
    yield from _signed(told)
    yield from _cleared(told)
    yield from _not_applicable(report, told)
    yield from _empty(report)
    yield from _awaited(report)


def asks_of(report: Report) -> tuple[str, ...]:
    """Return what a report asks for, as templates name it: a decision, posts, money."""
    told = _Told(report)
    held = {
        "decision": bool(_DECIDES.search(told.asked)),
        "noting": bool(told.asked) and not _DECIDES.search(told.asked),
        "posts": told.moves_posts,
        "money": told.moves_money,
    }
    return tuple(name for name, asked in held.items() if asked)


class _Told:
    """What a report has by its headings, and what it does by its recommendations."""

    def __init__(self, report: Report) -> None:
        self.headings = [part.text for _, part in headings(report)]
        found = recommendations(report)
        self.asked = " ".join(each.whole for each in found)
        self.end = found[0].where if found else "the report"
        self.texts = " ".join(each.text for each in each_text(report))
        usual = [each for each in self.headings if _USUAL.search(each)]
        self.is_report = len(self.headings) >= 3 and len(usual) >= 2
        self.moves_posts = any(_POSTS.search(each.whole) for each in found)
        self.moves_money = bool(
            _MONEY.search(self.asked)
            and _DECIDES.search(self.asked)
            and of_unit(amounts(self.asked), "£")
        )

    def has(self, pattern: str) -> bool:
        return any(re.search(pattern, each, re.IGNORECASE) for each in self.headings)

    def says(self, pattern: str) -> bool:
        return self.has(pattern) or bool(
            re.search(pattern, self.texts[-4000:], re.IGNORECASE)
        )


def _asked(told: _Told) -> Iterator[Finding]:
    if not told.asked and not told.has(r"recommend"):
        yield _lacks(
            "the report",
            "The report has no recommendations.",
            "Say what the body is asked to decide, or to note.",
            "likely",
        )
    if told.asked and _NOTING.search(told.texts) and _DECIDES.search(told.asked):
        yield _lacks(
            told.end,
            "The report says that it is for noting only, and asks for a decision.",
            "Say which it is.",
            "likely",
        )


def _needed(told: _Told) -> Iterator[Finding]:
    money = r"financ|resource implications|cost"
    if (
        (told.moves_money or told.moves_posts)
        and not told.has(money)
        and not told.says(r"financial implications")
    ):
        yield _lacks(
            "the report",
            "Money or posts are asked for, and no section tells the financial implications.",
            "Add the section.",
            "likely",
        )
    if told.asked and _DECIDES.search(told.asked):
        yield from _for_a_decision(told)


def _for_a_decision(told: _Told) -> Iterator[Finding]:
    if not told.has(r"options|alternatives") and told.has(
        r"reasons?(?:/s)? for (?:the )?recommendation"
    ):
        yield _lacks(
            "the report",
            "A decision is asked for, and no other options are told.",
            "Say what else was considered, doing nothing among it.",
            "likely",
        )
    if told.has(r"other options|options considered") and not told.has(r"reason"):
        yield _lacks(
            "the report",
            "A decision is asked for, and no section gives the reasons for it.",
            "Add the reasons for the recommendations.",
            "likely",
        )
    if (
        told.has(r"financ")
        and not told.has(r"legal|constitutional|statutory|solicitor|monitoring officer")
        and not told.says(r"legal (?:implications|requirement)")
    ):
        yield _lacks(
            "the report",
            "A decision is asked for, and no section tells the legal implications.",
            "Add the section, or the comments of who signs it off.",
            "worth a look",
        )


def _signed(told: _Told) -> Iterator[Finding]:
    comments = [
        each
        for each in told.headings
        if re.search(r"\bcomments\b", each, re.IGNORECASE)
    ]
    if not comments:
        return
    if (told.moves_posts) and not told.has(
        r"\b(?:hr|human resources|personnel)\b.*comments"
    ):
        yield _lacks(
            "the report",
            "Posts are created, changed or deleted, and there are no HR comments.",
            "Ask HR for its comments before the report goes forward.",
            "likely",
        )
    if (told.moves_money or told.moves_posts) and not told.has(
        r"financ\w+ comments|comments of the .*financ"
    ):
        yield _lacks(
            "the report",
            "Money or posts are asked for, and there are no financial comments.",
            "Ask finance for its comments before the report goes forward.",
            "likely",
        )
    if _DECIDES.search(told.asked) and not told.has(
        r"(?:constitutional|legal|monitoring officer|solicitor).*comments|comments of the .*(?:legal|law|solicitor|monitoring)"
    ):
        yield _lacks(
            "the report",
            "A decision is asked for, and there are no constitutional or legal comments.",
            "Ask for them before the report goes forward.",
            "likely",
        )
    for each in comments:
        if re.search(
            r"\(\s*(?:\.*|_+|tbc|awaited|initials.*|xx.*)\s*\)", each, re.IGNORECASE
        ):
            yield _lacks(
                f"heading “{each}”",
                "The comments bear neither initials nor day.",
                "Have them signed and dated.",
                "likely",
            )


_CLEARING = re.compile(
    r"\b(?i:cleared|checked|signed off|agreed|approved|confirmed) by (?:the )?(?P<who>[A-Z][\w ’']{5,50})"
)
_FINANCE = re.compile(r"151|financ|treasurer|resources", re.IGNORECASE)
_LAW = re.compile(r"monitoring|solicitor|legal|law", re.IGNORECASE)


_AWAITED = re.compile(
    r"\b(?:comments|clearance|cleared|sign-?off|signed off|advice|checked)\b[^.]{0,60}?\b(?:awaited|to follow|outstanding|"
    r"pending|not yet|to be (?:confirmed|received|obtained)|tbc)\b",
    re.IGNORECASE,
)


def _awaited(report: Report) -> Iterator[Finding]:
    for passage in each_text(report):
        if match := _AWAITED.search(f"{passage.section}: {passage.text}"):
            yield _lacks(
                passage.where,
                f"A clearance is not there yet: “{match[0]}”.",
                "Have it before the report goes forward.",
                "likely",
            )


def _cleared(told: _Told) -> Iterator[Finding]:
    """Yield what is not cleared where the report names who cleared the rest of it."""
    who = [match["who"] for match in _CLEARING.finditer(told.texts)]
    finance, law = (any(kind.search(each) for each in who) for kind in (_FINANCE, _LAW))
    if finance == law:
        return
    lacking = "law" if finance else "finance"
    if told.has(r"(?:legal|law)" if finance else r"financ"):
        yield _lacks(
            "the report",
            f"The report is cleared for {'finance' if finance else 'law'}, and not for {lacking}.",
            f"Ask for the clearance of {lacking} before the report goes forward.",
            "likely",
        )


def _not_applicable(report: Report, told: _Told) -> Iterator[Finding]:
    for passage in passages(report):
        match = _NOT_APPLICABLE.match(passage.text)
        if not match:
            continue
        none = match["list"].lower()
        if "legal" in none and re.search(
            r"statutory requirement", told.texts, re.IGNORECASE
        ):
            yield _lacks(
                passage.where,
                "Legal implications are said not to apply, and a statutory requirement is named.",
                "Say what the law requires.",
                "likely",
            )
        staff = re.search(
            r"\b(?:posts|recruit\w*|employees|redundan\w+)\b",
            told.texts,
            re.IGNORECASE,
        )
        if "personnel" in none and staff:
            yield _lacks(
                passage.where,
                f"Personnel implications are said not to apply, and the report speaks of “{staff[0]}”.",
                "Say what it means for staff.",
                "worth a look",
            )


def _empty(report: Report) -> Iterator[Finding]:
    """Yield a heading with nothing under it: the next heading is as great, or greater."""
    found = list(report.placed())
    for (where, part), (_, after) in zip(found, found[1:], strict=False):
        level, following = getattr(part, "level", 0), getattr(after, "level", 0)
        named = re.search(
            r"implications|comments|recommendation|background|options|reason",
            getattr(part, "text", ""),
            re.I,
        )
        if level and named and following and following <= level:
            yield _lacks(
                where,
                "Nothing stands under this heading.",
                "Write the section, or say that it does not apply and why.",
                "likely",
            )


def _lacks(where: str, what: str, do: str, sure: Confidence) -> Finding:
    return Finding("section", where, what, do, sure)
