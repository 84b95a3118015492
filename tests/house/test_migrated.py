"""The kept database is another one as soon as anything that makes it is."""

from __future__ import annotations

import sqlite3

from django.db import connection

from tests import migrated


def test_it_is_kept_under_all_that_makes_it():
    names = {
        str(path.relative_to(migrated.ROOT)) for path in migrated._all_that_matters()
    }
    assert {
        "requirements-dev.txt",
        "alongside/desk/access/migrations/0001_squashed_0025.py",
        "alongside/desk/access/roles.py",
        "alongside/desk/support/catalogue.toml",
        "alongside/desk/contacts/first_topics.py",
    } <= names


def test_what_is_kept_was_migrated_and_holds_no_test(db):
    if connection.vendor != "sqlite":
        return
    with sqlite3.connect(f"{migrated._kept().as_uri()}?mode=ro", uri=True) as kept:
        migrations = kept.execute("select count(*) from django_migrations").fetchone()
        people = kept.execute("select count(*) from access_user").fetchone()
        roles = kept.execute("select count(*) from access_role").fetchone()
    assert migrations[0] > 60 and people == (0,) and roles[0] >= 8
