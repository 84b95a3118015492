"""What cannot be read, said so that whoever wrote it can put it right."""

from __future__ import annotations


class Unreadable(ValueError):
    """A problem that cannot be read: where, what is wrong there, and what to do."""

    def __init__(self, where: str, what: str, do: str) -> None:
        super().__init__(f"{where}: {what}. {do}.")
        self.where, self.what, self.do = where, what, do
