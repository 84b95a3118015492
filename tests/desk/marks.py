"""The words planted wherever people type, and how a text is searched for them."""

from __future__ import annotations

from datetime import date

FORENAME, SURNAME, NHS = "Zebedina", "Quillfeather", "9434765919"
BORN = date(2013, 7, 19)
CALLER, NUMBER, STREET = "Wobblecroft", "07700900765", "Treaclewell"
CALL, SEARCH, SUPERVISED, FILE = "marmaladeduck", "owlpumpernickel", "snorkelfish", "gherkinmoth"  # fmt: skip
MARKS = (
    FORENAME, SURNAME, NHS, "2013-07-19", "19/07/2013", "19 July 2013", CALLER, NUMBER,
    "7700900765", "07700 900765", STREET, CALL, SEARCH, SUPERVISED, FILE,
)  # fmt: skip


def marks(text: str) -> list[str]:
    folded = text.casefold()
    return [mark for mark in MARKS if mark.casefold() in folded]
