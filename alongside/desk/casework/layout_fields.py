"""What a table of a report may hold, and what its columns may be put into: in plain words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from alongside.reckon.intake.reports import Proposal
from alongside.reckon.intake.reports.layout import CHILD
from alongside.reckon.records import DATE, FLAG, TABLES, TEXT, Table
from alongside.reckon.reference.lists import called

WHO = "ssd_person"
Choices = list[tuple[str, object]]

# Words of the columns' names that are not written as a sentence writes them.
_WORDS = {
    "cin": "CIN", "cp": "CP", "cla": "CLA", "s47": "section 47", "icpc": "ICPC",
    "dob": "date of birth", "upn": "UPN", "uasc": "UASC", "sdq": "SDQ", "iro": "IRO",
    "eh": "early help", "nhs": "NHS", "id": "number", "num": "number", "auth": "authorised",
}  # fmt: skip


def tables() -> Choices:
    """The tables that a report may fill, service by service."""
    services: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, told in called().items():
        services[told.service].append((name, _capital(told.name)))
    return [(_capital(service), found) for service, found in services.items()]


def likeliest(proposals: Iterable[Proposal]) -> str:
    """The table that most columns are proposed for; nothing where none is."""
    counts: Counter[str] = Counter()
    for each in proposals:
        found = {to.partition(".")[0] for to in each.to if to != CHILD}
        counts.update({name: 2 if each.sure else 1 for name in found - {WHO}})
    best = counts.most_common(2)
    tied = len(best) > 1 and best[0][1] == best[1][1]
    return best[0][0] if best and not tied else ""


def fields(table: str) -> Choices:
    """What a column may be put into: the child's id, the table's columns, who the child is."""
    shape, who = TABLES[table], TABLES[WHO]
    own = [(f"{table}.{column}", label(column)) for column in _free(shape)]
    groups: Choices = [("", "Not used")]
    if shape.child:
        groups.append(("Whose row it is", [(CHILD, "The child’s id")]))
    groups.append((_capital(called()[table].name), own))
    if shape.child and table != WHO:
        told = [(f"{WHO}.{column}", label(column)) for column in _free(who)]
        groups.append(("Who the child is", told))
    return groups


def same_in_every_row(table: str) -> Choices:
    """The columns that may hold the same in every row."""
    shape = TABLES[table]
    kinds = (TEXT, FLAG)
    found = [name for name in _free(shape) if shape.columns[name] in kinds]
    return [("", "Nothing"), *((f"{table}.{name}", label(name)) for name in found)]


def is_date(to: str) -> bool:
    table, _, column = to.partition(".")
    return to != CHILD and TABLES[table].columns[column] == DATE


def words(to: str) -> str:
    """A target in words: `Visit date`, `The child’s id`."""
    table, _, column = to.partition(".")
    if to == CHILD or column == TABLES[table].child:
        return "The child’s id"
    return label(column)


def label(column: str) -> str:
    """A column of the records in words, without its table's prefix."""
    parts = column.split("_")[1:]
    return _capital(" ".join(_WORDS.get(part, part) for part in parts))


def table_words(name: str) -> str:
    return called()[name].name


def _free(shape: Table) -> list[str]:
    """The columns that a report may fill; the child goes by its own choice."""
    return [column for column in shape.columns if column != shape.child]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
