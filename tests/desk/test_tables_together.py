"""An app's tables are made in one step, whichever names which, and unmade again."""

from __future__ import annotations

import pytest
from django.db import ConnectionHandler, models
from django.db.migrations import CreateModel, Migration
from django.db.migrations.state import ProjectState

from alongside.desk.access.tables_together import CreateTogether


@pytest.fixture
def elsewhere(django_db_blocker):
    """A database with nothing in it, in memory."""
    nothing = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": nothing})["default"]
        yield connection
        connection.close()


def table(name: str, to: str) -> CreateModel:
    points = models.ForeignKey(to, models.PROTECT, null=True)
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), ("points", points)])  # fmt: skip


def test_two_tables_that_name_each_other(elsewhere):
    both = CreateTogether([table("Hen", "farm.Egg"), table("Egg", "farm.Hen")])
    migration = Migration("0001_both", "farm")
    migration.operations = [both]
    before = ProjectState()
    assert not before.apps.get_models(), "worked out already, as it is while migrating"

    with elsewhere.schema_editor() as editor:
        after = migration.apply(before.clone(), editor)
    assert set(elsewhere.introspection.table_names()) == {"farm_hen", "farm_egg"}
    hen, egg = (after.apps.get_model("farm", name) for name in ("Hen", "Egg"))
    assert hen._meta.get_field("points").related_model is egg
    with elsewhere.cursor() as cursor:
        tied = elsewhere.introspection.get_relations(cursor, "farm_egg")
    assert tied["points_id"][:2] == ("id", "farm_hen")

    with elsewhere.schema_editor() as editor:
        migration.unapply(before, editor)
    assert elsewhere.introspection.table_names() == []
    assert both.describe() == "Create 2 tables"
