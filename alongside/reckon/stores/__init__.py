"""Stores: SQLite, DuckDB, PostgreSQL and Spark. Only here is an engine known.

Every question is one text of portable SQL with named parameters (`$as_at`). What differs
between engines (the marker, how dates are kept, how rows are loaded fast) stays here.
Rows come back as tuples of text, whole numbers, dates and None, the same on each engine.

An address is `sqlite://` or `duckdb://` for a store in memory, `sqlite:///file.db`,
`duckdb:///file.duckdb`, `postgresql://...`, or `sc://host:port` for Spark Connect.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, closing

from alongside.reckon.stores.duckdb import DuckDB
from alongside.reckon.stores.in_place import in_place, load, parquet
from alongside.reckon.stores.postgresql import PostgreSQL
from alongside.reckon.stores.sources import parquet_parts
from alongside.reckon.stores.spark import Spark
from alongside.reckon.stores.sqlite import SQLite, is_date_column
from alongside.reckon.stores.store import Columnar, Indexed, Store, UnknownStore

__all__ = [
    "Columnar", "Indexed", "Store", "UnknownStore",
    "connect", "in_place", "is_date_column", "load", "parquet",
    "parquet_parts",
]  # fmt: skip


def connect(address: str = "duckdb://") -> AbstractContextManager[Store]:
    """Open the store at an address; used in `with`, it closes itself.

    Raises UnknownStore.
    """
    scheme, _, rest = address.partition("://")
    opened: Store
    if scheme == "sqlite":
        opened = SQLite(rest.removeprefix("/"))
    elif scheme == "duckdb":
        opened = DuckDB(rest.removeprefix("/"))
    elif scheme in ("postgresql", "postgres"):
        opened = PostgreSQL(address)
    elif scheme == "sc":
        opened = Spark(address)
    else:
        raise UnknownStore(
            f"{address!r} is not a store. "
            "Use sqlite://, duckdb://, postgresql:// or sc://."
        )
    return closing(opened)
