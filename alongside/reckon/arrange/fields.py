"""One value of a file with its place in it: `meetings[3].minutes`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.timeline import GRAIN, Spell

_NO = object()


class Given(NamedTuple):
    """A value and where it stands."""

    where: str
    value: Any

    def refuse(self, what: str, do: str) -> Unreadable:
        said = repr(self.value)
        short = said if len(said) <= 60 else f"{said[:57]}..."
        return Unreadable(self.where or "the file", f"{short} {what}", do)

    def fields(self, known: str) -> Fields:
        """Take this as an object that has no fields but those known."""
        names = known.split()
        if not isinstance(self.value, dict):
            raise self.refuse("is no object", f"Give the fields {', '.join(names)}")
        for name in self.value:
            if name not in names:
                near = get_close_matches(str(name), names, 1)
                do = (
                    f"Did you mean {near[0]!r}?"
                    if near
                    else f"Known are {', '.join(names)}"
                )
                raise Unreadable(
                    self.at(name).where, "is not a known field", do.rstrip("?")
                )
        return Fields(self.where, self.value)

    def at(self, name: str) -> Given:
        dotted = f"{self.where}.{name}" if self.where else str(name)
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Given(dotted, value)

    def list(self) -> list[Given]:
        if not isinstance(self.value, list):
            raise self.refuse("is no list", "Give a list, in square brackets")
        return [Given(f"{self.where}[{n}]", each) for n, each in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.refuse("is no text", "Give a text in quotation marks")
        return self.value

    def number(self, least: int = 0, most: int | None = None) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.refuse("is no whole number", "Give a whole number")
        if self.value < least or (most is not None and self.value > most):
            upto = f" to {most}" if most is not None else " or more"
            raise self.refuse("is out of range", f"Give {least}{upto}")
        return self.value

    def minutes(self, least: int = 0) -> int:
        number = self.number(least, 24 * 60)
        if number % GRAIN:
            raise self.refuse(
                "is not a number of quarters of an hour",
                f"Give minutes in steps of {GRAIN}",
            )
        return number

    def yes(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refuse("is neither true nor false", "Write true or false")
        return self.value

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.refuse("is no day", "Write it like 2026-12-01") from None

    def moment(self) -> datetime:
        try:
            found = datetime.fromisoformat(self.text())
        except ValueError:
            raise self.refuse("is no time", "Write it like 2026-12-01T09:30") from None
        if found.tzinfo is not None:
            raise self.refuse(
                "has a zone", "Give the wall time of England, without one"
            )
        return found

    def spell(self) -> Spell:
        """Take this as two times of the day, from and to, on the quarter of an hour."""
        both = [each._grain() for each in self.list()]
        if len(both) != 2 or both[0] >= both[1]:
            raise self.refuse(
                "is no spell of hours", 'Write it like ["09:00", "17:00"]'
            )
        return both[0], both[1]

    def _grain(self) -> int:
        hours, _, minutes = self.text().partition(":")
        if not (hours.isdigit() and minutes.isdigit()) or int(minutes) % GRAIN:
            raise self.refuse("is no quarter of an hour", 'Write it like "09:30"')
        grain = (int(hours) * 60 + int(minutes)) // GRAIN
        if grain > 96 or int(minutes) > 45:
            raise self.refuse("is no time of a day", 'Write it like "09:30"')
        return grain


class Fields(Given):
    """An object: its fields by name, with what each takes where it is not given."""

    def _of(self, name: str, otherwise: Any) -> Given | None:
        if self.value.get(name) is not None:
            return self.at(name)
        if otherwise is _NO:
            raise Unreadable(self.at(name).where, "is not given", f"Add {name!r}")
        return None

    def text_of(self, name: str, otherwise: Any = _NO) -> Any:
        found = self._of(name, otherwise)
        return found.text() if found else otherwise

    def number_of(self, name: str, otherwise: Any = _NO, least: int = 0) -> Any:
        found = self._of(name, otherwise)
        return found.number(least) if found else otherwise

    def minutes_of(self, name: str, least: int = 0) -> int:
        found = self._of(name, _NO)
        assert found is not None
        return found.minutes(least)

    def yes_of(self, name: str) -> bool:
        found = self._of(name, False)
        return found.yes() if found else False

    def day_of(self, name: str) -> date:
        found = self._of(name, _NO)
        assert found is not None
        return found.day()

    def moment_of(self, name: str) -> datetime:
        found = self._of(name, _NO)
        assert found is not None
        return found.moment()

    def list_of(self, name: str, otherwise: Any = _NO) -> list[Given]:
        found = self._of(name, otherwise)
        return found.list() if found else []

    def texts_of(self, name: str, otherwise: Any = _NO) -> tuple[str, ...]:
        found = tuple(each.text() for each in self.list_of(name, otherwise))
        twice = {each for each in found if found.count(each) > 1}
        if twice:
            raise Unreadable(
                self.at(name).where, f"names {min(twice)!r} twice", "Name each once"
            )
        return found

    def object_of(self, name: str) -> Mapping[str, Given]:
        found = self._of(name, None)
        if found is None:
            return {}
        if not isinstance(found.value, dict):
            raise found.refuse("is no object", "Give names and values, in braces")
        return {key: found.at(key) for key in found.value}
