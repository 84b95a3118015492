"""The API as schemathesis asks it, from its own description: no server error, and as described.

With a key and without one, over every operation: what fits the description, and what does not.
A few examples each here; hundreds where ALONGSIDE_THOROUGH is set.
"""

from __future__ import annotations

import os
from copy import deepcopy
from datetime import date

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from alongside.desk.api import call_actions
from alongside.desk.api.description import description
from alongside.desk.api.scopes import SCOPES
from alongside.desk.casework.models import Extract, Fault, Handback
from alongside.desk.wsgi import application
from tests.desk.api.asking import clock_of, made

FEW = 2 if os.environ.get("ALONGSIDE_QUICK") else 4
EXAMPLES = 200 if os.environ.get("ALONGSIDE_THOROUGH") else FEW
OPERATIONS = [
    (path, method)
    for path, methods in description()["paths"].items()
    for method in methods
]
quickly = settings(
    deadline=None,
    database=None,
    derandomize=EXAMPLES < 10,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described():
    schema = schemathesis.openapi.from_dict(deepcopy(description()))
    schema.app = application
    return schema


@pytest.fixture
def asked(town, monkeypatch, settings, tmp_path):
    """A key for everything, in a town where there is something of each kind to be given."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(call_actions, "A_MINUTE", 1_000_000)
    clock_of(town, town.robin)
    wrong = Fault.objects.create(
        sort="0" * 64, kind="suspicious", what="The end is before the start.",
        case_id="900123", child=town.robin, first_on=date(2026, 1, 5),
        last_on=date(2026, 1, 5),
    )  # fmt: skip
    Handback.objects.create(pk=1, by=town.sef).items.create(
        pk=1, fault=wrong, why=wrong.what, said_by=town.sef
    )
    account = made(town, scopes=list(SCOPES), all_teams=True, teams=[])
    extract = Extract.objects.get()
    extract.uploaded_by = account.account.user
    extract.save()
    return account.key


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_server_error_and_as_described(described, asked, path, method):
    operation = described[path][method.upper()]
    right, wrong = (operation.as_strategy(mode) for mode in GenerationMode)
    headers = {"Authorization": f"Bearer {asked}"}

    @settings(quickly, max_examples=EXAMPLES)
    @given(right | wrong)
    def holds(case):
        case.call_and_validate(headers=headers)

    @settings(quickly, max_examples=max(1, EXAMPLES // 4))
    @given(right)
    def refuses_without_a_key(case):
        assert case.call_and_validate().status_code == 401

    holds()
    refuses_without_a_key()
