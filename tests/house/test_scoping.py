"""Rules of the house that keep records to those who may see them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

DESK = Path(__file__).resolve().parents[2] / "alongside" / "desk"
VIEWS = sorted(DESK.rglob("*views.py"))
FIRST_CALLS = {"visible_to"}
# Reads that show nobody a child: who works where, how new the figures are, and which
# ids the desk holds, so as to leave out of an import's changes what must not be told.
EXCEPTIONS = {
    ("Feed", "behind"),  # whose deadlines are asked for is known by the secret alone
    ("PollAsked", "behind"),  # who is asked is known by the signed link alone
    ("Child", "known_ids"),
    ("Team", "directory"),
    ("Team", "active"),
    ("Extract", "in_force"),
}
WRITERS = {  # beside the actions, actions.py and *_actions.py
    "applying.py",  # what an import does, in one action
    "reading.py",  # what comes before it, in one
    "finding_recognised.py",  # part of both, and of undoing
    "snapshot_before.py",  # what undoing it puts back, in one
}
WRITING_FOLDERS = {"management", "migrations"}


def named(file: Path) -> str:
    return str(file.relative_to(DESK))


def faults_in_reads(source: str) -> Iterator[str]:
    """Yield each read of records that does not begin with what a person may see."""
    tree = ast.parse(source)
    followed = {
        id(node.value): node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            model, call = ast.unparse(node.value), followed.get(id(node), "")
            if call not in FIRST_CALLS and (model, call) not in EXCEPTIONS:
                yield (
                    f"{node.lineno} reads records before .visible_to(request.user). "
                    "A worker would see children who are not theirs."
                )
        elif is_bare_lookup(node):
            yield f"{node.lineno} looks a record up among all there are."


def is_bare_lookup(node: ast.AST) -> bool:
    """Whether a lookup is handed a model, and not what a person may see of it."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return False
    if node.func.id not in {"get_object_or_404", "get_list_or_404"}:
        return False
    return isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()


@pytest.mark.parametrize("file", VIEWS, ids=named)
def test_views_read_only_what_the_person_may_see(file):
    faults = [f"{named(file)}:{fault}" for fault in faults_in_reads(file.read_text())]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "source",
    [
        "Child.objects.all()",
        "Child.objects.filter(teams__in=mine).visible_to(user)",
        "get_object_or_404(Child, pk=pk)",
        "get_object_or_404(Child.objects, pk=pk)",
        "Child.objects.directory()",
    ],
)
def test_this_very_rule_minds(source):
    assert list(faults_in_reads(source))


def test_and_lets_pass_what_is_right():
    right = "get_object_or_404(Child.objects.visible_to(user), pk=pk)"
    assert not list(faults_in_reads(right))


def unrecorded_writes(source: str) -> Iterator[str]:
    """Yield each write to many rows at once. Django's takes keywords; a dict's none."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        many = node.func.attr == "update" and node.keywords and not node.args
        own = ast.unparse(node.func.value) == "super()"
        if many or (node.func.attr in {"delete", "bulk_update"} and not own):
            yield f"{node.lineno} writes with .{node.func.attr}() outside an action."


def writes(name: str) -> bool:
    return name in WRITERS or name == "actions.py" or name.endswith("_actions.py")


def test_only_actions_write_to_many_rows_or_remove_them():
    faults = [
        f"{named(file)}:{fault}"
        for file in sorted(DESK.rglob("*.py"))
        if not writes(file.name) and not WRITING_FOLDERS & set(file.parts)
        for fault in unrecorded_writes(file.read_text())
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "source", ["x.filter(a=1).update(b=2)", "x.delete()", "y.bulk_update(z, ['b'])"]
)
def test_this_rule_minds_as_well(source):
    assert list(unrecorded_writes(source))


def test_migrations_are_one_line_without_branches():
    ours = {
        app.label for app in apps.get_app_configs() if app.name.startswith("alongside")
    }
    leaves = Counter(app for app, _ in MigrationLoader(None).graph.leaf_nodes())
    assert {app: leaves[app] for app in ours if leaves[app] > 1} == {}
