"""Columns lent to DuckDB, which reads them where they lie: no value is bound by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from alongside.reckon.records import DATE, FLAG, NUMBER, TEXT

TYPES = {TEXT: "varchar", DATE: "date", NUMBER: "bigint", FLAG: "varchar"}
UNIX = date(1970, 1, 1).toordinal()  # numpy counts days from here


@contextmanager
def given(
    connection: Any, kinds: Mapping[str, str], cells: Sequence[Any]
) -> Iterator[str]:
    """Lend columns as the table `given`, and yield the words that select them in order.

    `kinds` says of what kind each is, `cells` holds each: a sequence of values, or a
    numpy array in which a day is its ordinal, 0 where there is none.
    """
    import numpy as np

    lent, words = {}, []
    for (name, kind), values in zip(kinds.items(), cells, strict=True):
        told = any(value is not None for value in values)
        if told:  # a column that says nothing costs nothing
            lent[name] = _days(values) if kind == DATE else np.array(values, object)
        value = f'"{name}"' if told else "null"
        words.append(f'{value}::{TYPES[kind]} as "{name}"')
    count = len(cells[0]) if cells else 0
    connection.register("given", lent or {"none": np.zeros(count)})
    try:
        yield ", ".join(words)
    finally:
        connection.unregister("given")


def _days(values: Any) -> Any:
    import numpy as np

    if not isinstance(values, np.ndarray):
        ordinals = (0 if value is None else value.toordinal() for value in values)
        values = np.fromiter(ordinals, np.int64, len(values))
    days = (values.astype(np.int64) - UNIX).astype("datetime64[D]")
    days[values == 0] = np.datetime64("NaT")
    return days.astype("datetime64[s]")
