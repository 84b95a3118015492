"""The tables of an app made in one step: a first start takes seconds, not a minute.

Django works out all tables anew for each that is made, of those that hang together, and
here all do, by whoever wrote a row. Told of an app's tables in one breath it does so once.
Their order is free, and two tables may name each other: no table is made before all are
known, and what ties them is made last or looked at late.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateTogether(Operation):
    category = OperationCategory.ADDITION

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label, state) -> None:
        vars(state).pop("apps", None)  # what was worked out: once more, when asked for
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label, schema_editor, from_state, to_state
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"
