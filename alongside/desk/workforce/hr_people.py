"""Who a row of HR's is about: a member of staff known here, or one to be added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.desk.workforce.staff_models import StaffMember


@dataclass(frozen=True)
class Newcomer:
    """Somebody of whom nothing is known here, to be added as a member of staff."""

    number: str
    name: str


class Wrong(Exception):
    """A row cannot be used: which field, what is wrong, and what to do."""

    def __init__(self, code: str, what: str, do: str) -> None:
        super().__init__(what)
        self.code, self.what, self.do = code, what, do


class People:
    """Members of staff by payroll number, leading zeros aside, and by name."""

    def __init__(self, staff: Iterable[StaffMember], may_add: bool) -> None:
        self.by_number: dict[str, StaffMember] = {}
        self.by_name: dict[str, list[StaffMember]] = {}
        self.new: dict[str, Newcomer] = {}
        self.may_add = may_add
        for one in staff:
            if one.number:
                self.by_number[_bare(one.number)] = one
            self.by_name.setdefault(one.name.casefold(), []).append(one)

    def find(self, number: str, name: str) -> StaffMember | Newcomer:
        """Return who a row is about. Raises Wrong where that cannot be told."""
        if number:
            if found := self.by_number.get(_bare(number)):
                return found
            return self._newcomer(number, name)
        named = self.by_name.get(name.casefold(), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise Wrong(
                "name", f"{len(named)} members of staff have this name.",
                "Export the payroll numbers too.",
            )  # fmt: skip
        if not name:
            raise Wrong("number", "The row names nobody.", "Give a payroll number.")
        return self._newcomer("", name)

    def _newcomer(self, number: str, name: str) -> Newcomer:
        if not self.may_add:
            raise Wrong(
                "number" if number else "name",
                "Nobody here has this payroll number."
                if number
                else "Nobody here has this name.",
                "Correct it, or tick that unknown people are added.",
            )
        if not name:
            raise Wrong(
                "name", "The row has no name to add this person by.",
                "Export the names too.",
            )  # fmt: skip
        # One number is one person, however often and differently the name is spelt.
        key = _bare(number) or name.casefold()
        return self.new.setdefault(key, Newcomer(number[:30], name[:150]))


def _bare(number: str) -> str:
    return number.lstrip("0") or number
