"""Modules that take a second to import, imported when first something of them is asked.

scipy's and statsmodels' statistics are needed for a few pages and commands; every process
of the desk would wait for them as it starts, and hold them in memory.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """A module by its full name, to be used as the module itself.

    Raises ImportError, when first used, where it is not installed.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
