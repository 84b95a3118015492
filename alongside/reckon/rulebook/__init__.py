"""The rulebook: each timescale as dated data, and the file that reads and checks it.

A rule is a table in the file of its service (`front_door.toml`, ...). A council lays a
file of its own over it: amounts, switches and local rules, each with who signed it off.
"""

from alongside.reckon.rulebook.reading import Rulebook, england, read, with_own
from alongside.reckon.rulebook.rule import Rule
from alongside.reckon.rulebook.written import BadRulebook, Written, as_toml

__all__ = [
    "BadRulebook",
    "Rule",
    "Rulebook",
    "Written",
    "as_toml",
    "england",
    "read",
    "with_own",
]
