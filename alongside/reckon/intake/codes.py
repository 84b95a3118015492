"""Codes out of what councils write: by the DfE code first, then by the wording.

`d) N4 - Family in acute stress`, `N4` and `Family in acute stress` are all N4. The
letter that Ofsted prints before a code is never trusted: `s)` stands before two
ethnicities, and sets differ in their letters from year to year.

Sources: reference/codes.toml, and reference/wordings.csv and
wordings_of_several.csv for what councils have sent.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alongside.reckon.intake.findings import LEFT_OUT
from alongside.reckon.intake.values import Cell, Problem, Read, as_text, tidy

_PREFIX = re.compile(r"^[(]?[a-z0-9]{1,2}\s*[).:\-\s]\s*", re.IGNORECASE)
_HEAD = re.compile(r"\s*:|\s+-")
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")


@dataclass(frozen=True)
class CodeList:
    """A code list: the wordings of each code, and how its codes are found in a text.

    `several` are the wordings that stand for more than one. `heads` are the codes as they stand before a colon; `distinct` finds those that can
    be mistaken for nothing else, `bare` those that are a number or one letter.
    """

    name: str
    wordings: dict[str, str]
    heads: dict[str, str]
    distinct: re.Pattern[str]
    bare: re.Pattern[str]
    several: dict[str, list[str]]

    def read(self, cell: Cell) -> Read:
        """Return the code a cell holds; nothing, with a finding, where it holds none."""
        value, problem = as_text(cell)
        if value is None:
            return None, problem
        text = str(value).translate(_QUOTES)
        code = self._by_code(text) or self._by_wording(text) or self._by_bare(text)
        return (code, None) if code else (None, self._unknown(text))

    def _by_code(self, text: str) -> str | None:
        """A code like WBRI or RC7 at the start, else the one code in the text."""
        for heard in (text, _PREFIX.sub("", text)):
            if start := self.distinct.match(heard):
                return start[0].upper()
        found = {each.upper() for each in self.distinct.findall(text)}
        return found.pop() if len(found) == 1 else None

    def _by_wording(self, text: str) -> str | None:
        """By the whole text or a code before a colon, with or without what Ofsted
        prints before them: a letter, and then perhaps a number (`s) 8: Other`).
        """
        for _ in range(3):
            head = _HEAD.split(text)[0]
            if code := self.wordings.get(_plain(text)) or self.heads.get(head):
                return code
            text = _PREFIX.sub("", text)
        return None

    def _by_bare(self, text: str) -> str | None:
        """A code that is a number or one letter, which must stand alone or head a wording."""
        found = self.bare.match(text)
        return found[1].upper() if found else None

    def could_be(self, text: str) -> list[str]:
        """The codes that councils mean by a wording which is known to stand for several."""
        text = text.translate(_QUOTES)
        for _ in range(3):
            if codes := self.several.get(_plain(text)):
                return codes
            text = _PREFIX.sub("", text)
        return []

    def _unknown(self, text: str) -> Problem:
        if several := self.could_be(text):
            shown = f"{', '.join(several[:-1])} or {several[-1]}"
            what = f"{tidy(text)[:60]!r} could be {shown} of the national list; it was left blank."
            do = "Say which it is: use the code in the case system, or name it in a layout."
            return Problem(LEFT_OUT, "several codes", what, do)
        what = f"{tidy(text)[:60]!r} is not a code of this column; it was left blank."
        do = "Use the code of the national list, like those in Ofsted's Codes sheet."
        return Problem(LEFT_OUT, "not a code", what, do)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9&]+", " ", text.translate(_QUOTES).lower()).strip()


@cache
def code_list(name: str) -> CodeList:
    """Return a code list by its name in reference/codes.toml."""
    wordings = dict(_wordings_seen(name))
    codes = _all_codes()[name]
    for code, said in codes.items():
        wordings |= {_plain(each): code for each in said} | {_plain(code): code}
    distinct = [code for code in codes if _is_distinct(code)]
    bare = [code for code in codes if re.fullmatch(r"\d+|[A-Z]", code)]
    return CodeList(
        name,
        wordings,
        {code: code for code in codes},
        _anywhere(distinct),
        _alone(bare),
        dict(_several_seen(name)),
    )


def codes_of(name: str) -> dict[str, str]:
    """Return the codes of a list, each with its first wording."""
    return {
        code: said[0] if said else code for code, said in _all_codes()[name].items()
    }


@cache
def _all_codes() -> dict[str, dict[str, list[str]]]:
    text = files("alongside.reckon.reference").joinpath("codes.toml").read_text("utf-8")
    return tomllib.loads(text)


def _wordings_seen(name: str) -> Iterator[tuple[str, str]]:
    """Yield the wordings that councils have sent for a list, each with its code."""
    path = files("alongside.reckon.reference").joinpath("wordings.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if row["list"] == name:
            yield _plain(row["wording"]), row["code"]


def _several_seen(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the wordings that councils have sent for several codes of a list, with those."""
    path = files("alongside.reckon.reference").joinpath("wordings_of_several.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if row["list"] == name:
            yield _plain(row["wording"]), row["codes"].split()


def _is_distinct(code: str) -> bool:
    """A code that cannot be mistaken for a word or a number: letters with digits, or WBRI."""
    mixed = re.fullmatch(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]+", code)
    return bool(mixed or re.fullmatch(r"[A-Z]{3,4}", code)) and code not in _WORDS


_WORDS = {"YES", "DIED", "BOTH", "MUL"}  # codes that are words: matched whole only


def _anywhere(codes: list[str]) -> re.Pattern[str]:
    longest_first = sorted(codes, key=len, reverse=True)
    alternatives = "|".join(longest_first) or "(?!)"
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


def _alone(codes: list[str]) -> re.Pattern[str]:
    """A pattern for `6: Police`, `6 Police`, `(B)`, `B - At home`, and not `B and B`."""
    numbers = "|".join(sorted(filter(str.isdigit, codes), key=len, reverse=True))
    letters = "|".join(code for code in codes if code.isalpha())
    code = rf"((?:{numbers or '(?!)'})(?!\d)|(?:{letters or '(?!)'})(?!\w|\s+\w))"
    return re.compile(rf"(?:[a-z]{{1,2}}\)\s*)?[(]?{code}")
