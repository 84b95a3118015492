"""Questions that nearly every page asks: their words are worked out once, not each time.

Django takes ten times as long to word one of them as the database to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

STAND_INS: Mapping[type, Any] = {
    int: 9_007_199_254_740_881,
    date: date(9876, 5, 4),
    datetime: datetime(9876, 5, 4, 3, 2, 1, tzinfo=UTC),
}


class Prepared:
    """A question whose answer is keys or codes, and in which only what is named differs.

    `kinds` says of each name what it is: an int, a date or a datetime, of each kind one.
    `ask` makes the queryset, by `values_list`, from values of these names; it is called
    once, with values that stand in for those to come. Raises ValueError then, where the
    question does not ask for one of them. Called, it gives the one value of each row;
    `rows` gives several.
    """

    def __init__(self, ask: Callable[..., QuerySet], **kinds: type):
        self._ask, self._kinds = ask, kinds
        self._worded: tuple[str, list[Any]] | None = None

    def __call__(self, **given: Any) -> list[Any]:
        return [key for (key,) in self.rows(**given)]

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        if self._worded is None:
            self._worded = self._in_words()
        sql, places = self._worded
        known = {name: self._adapted(name, value) for name, value in given.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [put(known) for put in places])
            return cursor.fetchall()

    def _in_words(self) -> tuple[str, list[Any]]:
        """Return the SQL, and how each of its values comes of those given."""
        standing = {name: STAND_INS[kind] for name, kind in self._kinds.items()}
        asked = self._ask(**standing).query.get_compiler(connection=connection)
        sql, values = asked.as_sql()
        names = {self._adapted(name, value): name for name, value in standing.items()}
        if missing := names.keys() - set(values):
            raise ValueError(f"The question does not ask for {missing}.")
        return sql, [_place(value, names.get(value)) for value in values]

    def _adapted(self, name: str, value: Any) -> Any:
        """As the database is given it."""
        if self._kinds[name] is datetime:
            return connection.ops.adapt_datetimefield_value(value)
        if self._kinds[name] is date:
            return connection.ops.adapt_datefield_value(value)
        return value


def _place(value: Any, name: str | None) -> Callable[[Mapping[str, Any]], Any]:
    if name is None:
        return lambda known: value
    if isinstance(value, int):
        return lambda known: type(value)(known[name])
    return lambda known: known[name]
