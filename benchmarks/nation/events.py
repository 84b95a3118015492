"""The events of a nation as the rivals hold them: numbered, in memory, in no order."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from benchmarks.nation.made import AS_AT

NUMBERED = """
select cast(dense_rank() over (order by child, episode) as integer) as episode, kind,
       happened_on
from event
where happened_on <= $as_at
"""


def numbered(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Return of each event its episode, its kind and its day as numbers; the kinds' names.

    A day is the days since 1970.
    """
    with duckdb.connect(str(path), read_only=True) as store:
        kinds = [
            k for (k,) in store.execute("select distinct kind from event").fetchall()
        ]
        listed = ", ".join(f"'{kind}'" for kind in sorted(kinds))
        found = store.execute(
            f"select episode, list_position([{listed}], kind) - 1 as kind, happened_on "
            f"from ({NUMBERED})",
            {"as_at": AS_AT},
        ).fetchnumpy()
    days = found["happened_on"].astype("datetime64[D]").astype(np.int32)
    return (
        found["episode"],
        found["kind"].astype(np.int16),
        np.asarray(days),
        sorted(kinds),
    )
