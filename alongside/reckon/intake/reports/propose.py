"""What the columns of a report may mean, each with the reason: to be taken over, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from alongside.reckon.intake.layouts import Layout, book_of, layouts, plain
from alongside.reckon.intake.reports.layout import CHILD, NamedLayout, Use
from alongside.reckon.intake.reports.look import Seen
from alongside.reckon.intake.reports.patterns import fitting
from alongside.reckon.intake.values import Cell, tidy
from alongside.reckon.records import DATE, TABLES

_SAYS_WHO = {
    "dob": "ssd_person.pers_dob",
    "sex": "ssd_person.pers_sex",
    "ethnicity": "ssd_person.pers_ethnicity",
    "expected": "ssd_person.pers_expected_dob",
}
_BOOKS = {
    "annex_a": "Ofsted's Annex A",
    "ssda903": "the SSDA903 return",
    "cin_census": "the children in need census",
}
_CHILD_WORDS = frozenset(
    ("childid", "personid", "clientid", "mosaicid", "serviceuserid", "childsid")
    + ("childreference", "caseid", "casenumber", "childnumber", "personnumber", "lcsid")
)


@dataclass(frozen=True)
class Proposal:
    """What a column may be for: where to, by which date patterns, and why.

    Several `to` or several `patterns` are a question: which of them? None of it is used
    until somebody says so. `sure` is false where only the words of the header point
    there. `filled` is the share of its cells that hold anything, in per cent.
    """

    header: str
    to: tuple[str, ...]
    patterns: tuple[str, ...]
    why: str
    filled: int
    sure: bool = True


def propose(seen: Seen) -> list[Proposal]:
    """Return a proposal for each column that has a header."""
    return [_proposal(seen, header) for header in seen.headers if header]


def _proposal(seen: Seen, header: str) -> Proposal:
    cells = seen.column(header)
    patterns, ill = fitting(cells)
    to, why = _meaning(header)
    sure = bool(to)
    if not to and (to := _by_words(header, bool(patterns))):
        why = "Only its words are those of the column's name: say whether it is meant."
    days = any(_is_date(each) for each in to)
    if patterns and (days or not to):
        why, sure = f"{why} {_said_of_days(patterns, ill)}".strip(), sure and not ill
    elif days:
        why += " Its cells fit no one pattern of dates: say which, or look at them."
    why = why or "Nothing is known by this name."
    kept = tuple(patterns) if days or not to else ()
    return Proposal(header, to, kept, why, _filled(cells), sure)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(bool(tidy(cell)) for cell in cells) * 100 // len(cells) if cells else 0


def _said_of_days(patterns: Sequence[str], ill: int) -> str:
    which = "All but {ill:,} filled cells read" if ill else "Every filled cell reads"
    said = f"{which.format(ill=ill)} as {' and as '.join(patterns[:3])}"
    return f"{said}: say which it is." if len(patterns) > 1 else f"{said}."


def _meaning(header: str) -> tuple[tuple[str, ...], str]:
    name = plain(header)
    if target := _columns_of_records().get(name):
        return (target,), "It is called as the column of the records is."
    if name in _known_names():
        to, books = _known_names()[name]
        return (
            to,
            f"{' and '.join(books)} {'call' if len(books) > 1 else 'calls'} it so.",
        )
    if name in _CHILD_WORDS:
        return (CHILD,), "It is called as case systems call a child's identifier."
    return (), ""


def _is_date(target: str) -> bool:
    table, _, column = target.partition(".")
    return target != CHILD and TABLES[table].columns[column] == DATE


@cache
def _columns_of_records() -> dict[str, str]:
    """Return the column that each of the dataset's own names means; links mean many."""
    return {
        plain(column): CHILD if column == table.child else f"{table.name}.{column}"
        for table in TABLES.values()
        for column in table.columns
    }


@cache
def _known_names() -> dict[str, tuple[tuple[str, ...], list[str]]]:
    """Return what the headers of the returns mean, and which returns have them."""
    known: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    for book, called in _BOOKS.items():
        fields = book_of(book)["fields"]
        for layout in layouts(book).values():
            for field in layout.fields:
                to = tuple(_targets(layout, field))
                for header in fields[field][1:] if to else ():
                    before, books = known.get(plain(header), ((), []))
                    both = tuple(dict.fromkeys(before + to))
                    known[plain(header)] = both, list(dict.fromkeys([*books, called]))
    return known


def _targets(layout: Layout, field: str) -> Iterator[str]:
    if field == layout.key == CHILD:
        yield CHILD
    elif field in _SAYS_WHO:
        yield _SAYS_WHO[field]
    for made in layout.makes:
        for column, said in made.columns.items():
            if said == field:
                yield f"{made.table}.{column}"


def _by_words(header: str, days: bool) -> tuple[str, ...]:
    """Return columns of the records whose names end in the header's words, three at most."""
    words = tuple(header.lower().replace("-", " ").replace("_", " ").split())
    found = [
        f"{table.name}.{column}"
        for table in TABLES.values()
        for column, kind in table.columns.items()
        if tuple(column.split("_"))[-len(words) :] == words
        and (kind == DATE) == days
        and column not in (table.key, table.child)
    ]
    return tuple(found) if len(words) > 1 and len(found) <= 3 else ()


def layout_of(seen: Seen, name: str, taken: Sequence[Proposal]) -> NamedLayout:
    """Return the layout in which proposals are taken over as they stand.

    A proposal that is a question still (several places, several patterns, none for days,
    or one that rests on words alone) is not taken over: its column stays out of use until somebody says.
    """
    uses = [
        Use(each.header, each.to, *_pattern(each.patterns))
        for each in taken
        if not is_question(each)
    ]
    return NamedLayout(name, tuple(filter(None, seen.headers)), tuple(uses))


def is_question(proposal: Proposal) -> bool:
    """Whether somebody must say more before a column can be used."""
    days = any(_is_date(each) for each in proposal.to)
    unsure = len(proposal.to) != 1 or not proposal.sure
    return unsure or (days and len(proposal.patterns) != 1)


def _pattern(patterns: Sequence[str]) -> tuple[str, int | None]:
    """The pattern; one with years of two digits is read as 1950 to 2049."""
    first = patterns[0] if patterns else ""
    return first, 1950 if first.count("y") == 2 else None
