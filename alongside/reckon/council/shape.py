"""How the invented council is shaped: shares, lengths and how often things are late.

All of it is made up. The shares lean on published national figures so that pictures
look right: some 85% of assessments within 45 working days, 80% of initial conferences
within 15, 90% of reviews in time (Department for Education, characteristics of children
in need). They say nothing about any real council.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Mix(Generic[T]):
    """Things with shares, drawn at random in those shares, which need not sum to 1."""

    def __init__(self, shares: Mapping[T, float]) -> None:
        self.things = list(shares)
        self._marks = list(accumulate(shares.values()))
        self._total = self._marks[-1]

    def draw(self, rng: Random) -> T:
        return self.things[bisect(self._marks, rng.random() * self._total)]


# What a family's spell with the council turns into.
PATHS = Mix(
    {
        "contact": 0.27,
        "no_action": 0.07,
        "assessment": 0.265,
        "need": 0.19,
        "protection": 0.093,
        "care": 0.069,
        "protection_care": 0.015,
        "disability": 0.02,
        "error": 0.007,
        "leaver": 0.022,
    }
)
BACK_AGAIN = 0.26  # the share of closed spells that another referral follows
CHILDREN_IN_FAMILY = Mix({1: 47, 2: 28, 3: 15, 4: 7, 5: 3})
ELDEST_AGE = Mix({(0, 1): 9, (1, 5): 22, (5, 10): 28, (10, 16): 34, (16, 18): 7})

# Working days an assessment takes, in time and late (the published duration bands).
ASSESSED = Mix({(1, 10): 12, (11, 20): 15, (21, 30): 18, (31, 40): 30, (41, 45): 25})
ASSESSED_LATE = Mix({(46, 50): 42, (51, 60): 34, (61, 90): 24})
CONFERENCE = Mix({(5, 10): 25, (11, 15): 75})
CONFERENCE_LATE = Mix({(16, 20): 65, (21, 35): 35})

# Days between an event and its being typed in.
LAGS = Mix({0: 62, 1: 18, 2: 9, 3: 6, 4: 3, 5: 2})

SEX = Mix({"M": 52, "F": 47.4, "U": 0.6})
ETHNICITY = Mix(
    {"WBRI": 68, "WOTH": 6, "WIRI": 0.6, "WIRT": 0.3, "WROM": 0.6, "MWBC": 3.4}
    | {"MWBA": 1.6, "MWAS": 1.6, "MOTH": 3, "AIND": 1, "APKN": 2.6, "ABAN": 1.2}
    | {"AOTH": 2.2, "BCRB": 1, "BAFR": 3.4, "BOTH": 1.2, "CHNE": 0.3, "OOTH": 2.4}
    | {"REFU": 0.4, "NOBT": 2.2}
)
SOURCE = Mix(
    {"1A": 6, "1B": 3, "1C": 1, "1D": 1.5, "2A": 19, "2B": 2, "3A": 2, "3B": 2.5}
    | {"3C": 0.6, "3D": 4, "3E": 4, "3F": 3, "4": 1.6, "5A": 6, "5B": 6, "5C": 3}
    | {"6": 29, "7": 3.4, "8": 5, "9": 1.6, "10": 1}
)
NEED = Mix({"N1": 57, "N3": 4, "N4": 9, "N5": 17, "N6": 4, "N7": 1, "N8": 1.5, "N9": 3})
ABUSE = Mix({"NEG": 48, "EMO": 37, "PHY": 8, "SAB": 4, "MUL": 3})

LEGAL_STATUS = Mix({"V2": 34, "C1": 52, "L2": 4, "L1": 6, "J1": 2, "E1": 0.01})
PLACEMENT = Mix(
    {"U1": 5, "U3": 14, "U4": 21, "U6": 33, "K2": 11, "H5": 5, "P1": 6, "R3": 2}
    | {"T4": 2, "K1": 1}
)
MOVED_BECAUSE = Mix({"CARPL": 45, "CREQB": 22, "CHILD": 6, "ALLEG": 3, "STAND": 4})
PERMANENCE = Mix({"P1": 24, "P2": 8, "P3": 22, "P4": 6, "P5": 10, "P6": 26, "P7": 4})
LEFT_CARE = Mix(
    {"E4A": 36, "E4B": 6, "E13": 7, "E41": 5, "E45": 8, "E46": 5, "E47": 7, "E48": 2}
    | {"E3": 4, "E8": 18, "E9": 2}
)
NEWLY_ADULT = Mix({"E5": 60, "E6": 22, "E7": 12, "E9": 6})
CHANGED_BECAUSE = Mix(
    {"MANAGE": 46, "ORGRST": 12, "PCCHAN": 8, "CHCHAN": 6, "FCONTA": 8, "OTHERS": 20}
)


def between(rng: Random, band: tuple[int, int]) -> int:
    """Return a whole number from a band, both ends included."""
    low, high = band
    return low + int(rng.random() * (high - low + 1))


def about(rng: Random, mean: float, least: int = 0) -> int:
    """Return a length in days: many short, a few long, never under `least`."""
    return least + int(rng.expovariate(1 / (mean - least)))
