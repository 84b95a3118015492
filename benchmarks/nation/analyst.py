"""The rival: pandas as an analyst writes it, rule by rule: merge, group, busday_offset.

Written to be fair: events are numbered and split by kind beforehand, months and working
days are counted a column at a time, and nothing is done twice. `QUICK` finds the next
event with `merge_asof` in place of a merge of all pairs: fewer analysts know it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from alongside.reckon.clock import Clock, Limit
from alongside.reckon.rulebook import Rule, Rulebook
from benchmarks.nation.events import numbered
from benchmarks.nation.made import AS_AT

HOLIDAYS = np.array(list(Clock.england().holidays), dtype="datetime64[D]")
Frames = dict[str, pd.DataFrame]


def read(path: Path, rules: Rulebook) -> tuple[Frames, Rulebook]:
    """Return all that is had before the clock starts: a frame of events of each kind."""
    episode, kind, day, kinds = numbered(path)
    events = pd.DataFrame({"episode": episode, "on": day.astype("datetime64[D]")})
    frames = {name: events[kind == place] for place, name in enumerate(kinds)}
    return frames, rules


def reckon(held: tuple[Frames, Rulebook]) -> Counter[str]:
    return _reckon(held, _next)


def reckon_quickly(held: tuple[Frames, Rulebook]) -> Counter[str]:
    return _reckon(held, _next_as_of)


def _reckon(held, following) -> Counter[str]:
    frames, rules = held
    found: Counter[str] = Counter()
    for rule in rules.values():
        found.update(
            _judged(frames, rule, following)["status"].value_counts().to_dict()
        )
    return found


def _judged(frames: Frames, rule: Rule, following) -> pd.DataFrame:
    clocks = (
        _of(frames, rule.starts).drop_duplicates().rename(columns={"on": "started"})
    )
    clocks["due"] = _due(clocks["started"], rule.within)
    clocks = following(
        clocks, _of(frames, rule.completed_by), "done", rule.completes_same_day
    )
    clocks = following(clocks, _of(frames, rule.ended_by), "ended", True)
    done = clocks["done"].notna() & ~(clocks["ended"] < clocks["done"])
    ended = clocks["ended"].notna() & ~done
    clocks["status"] = np.select(
        [
            done & (clocks["done"] <= clocks["due"]), done,
            ended & (clocks["ended"] <= clocks["due"]), ended,
            clocks["due"] < pd.Timestamp(AS_AT),
        ],
        ["met", "late", "closed_before_due", "closed_after_due", "overdue"],
        "due",
    )  # fmt: skip
    return clocks


def _of(frames: Frames, kinds: tuple[str, ...]) -> pd.DataFrame:
    found = [frames[kind] for kind in kinds if kind in frames]
    if len(found) == 1:
        return found[0]
    return pd.concat(found or [next(iter(frames.values())).head(0)])


def _next(
    clocks: pd.DataFrame, events: pd.DataFrame, name: str, same_day: bool
) -> pd.DataFrame:
    pairs = clocks[["episode", "started"]].merge(events, on="episode")
    late_enough = (
        pairs["on"] >= pairs["started"] if same_day else pairs["on"] > pairs["started"]
    )
    first = pairs[late_enough].groupby(["episode", "started"])["on"].min().rename(name)
    return clocks.merge(first.reset_index(), on=["episode", "started"], how="left")


def _next_as_of(
    clocks: pd.DataFrame, events: pd.DataFrame, name: str, same_day: bool
) -> pd.DataFrame:
    return pd.merge_asof(
        clocks.sort_values("started"),
        events.sort_values("on").rename(columns={"on": name}),
        left_on="started", right_on=name, by="episode",
        direction="forward", allow_exact_matches=same_day,
    )  # fmt: skip


def _due(started: pd.Series, limit: Limit) -> pd.Series:
    if limit.unit == "working_days":
        days = started.to_numpy().astype("datetime64[D]")
        if limit.count == "beginning_with":
            due = np.busday_offset(days, limit.amount - 1, "forward", holidays=HOLIDAYS)
        else:
            due = np.busday_offset(days, limit.amount, "backward", holidays=HOLIDAYS)
        return pd.Series(due, started.index)
    back = pd.Timedelta(days=int(limit.count == "beginning_with"))
    if limit.unit in ("months", "years"):
        months = limit.amount * (12 if limit.unit == "years" else 1)
        return started + pd.DateOffset(months=months) - back
    days = {"weeks": 7 * limit.amount, "hours": -(-limit.amount // 24)}
    return started + pd.Timedelta(days=days.get(limit.unit, limit.amount)) - back
