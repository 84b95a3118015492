"""How the addresses of options appraisals are filled for tests/house/matrix.csv."""

from __future__ import annotations

from alongside.desk.money.option_actions import (
    add_benefit,
    add_option,
    add_risk,
    begin_appraisal,
)
from alongside.desk.money.option_models import OptionsAppraisal, WeighedOption


def an_appraisal(town) -> OptionsAppraisal:
    made = begin_appraisal(
        by=town.fay, name="Posts", question="Which posts?", first_year=2026, years=1
    )
    an_option(town, made)
    return made


def an_option(town, appraisal) -> WeighedOption:
    return add_option(by=town.fay, appraisal=appraisal, name="Two posts", costs="100")


def option(town) -> WeighedOption:
    return an_appraisal(town).options.get(does_nothing=False)


def benefit(town, where):
    given = {"what": "time", "unit": "hours", "low": 1, "expected": 2, "high": 3}
    made = add_benefit(by=town.fay, option=option(town), source="A pilot", **given)
    return {"pk": made.pk}


def risk(town, where):
    made = add_risk(by=town.fay, option=option(town), what="Delay", chance=5, pounds=9)
    return {"pk": made.pk}


SUBJECTS = {
    "appraisal": lambda town, where: {"pk": an_appraisal(town).pk},
    "appraisal_file": lambda town, where: {"pk": an_appraisal(town).pk, "form": "docx"},
    "weighed_option": lambda town, where: {"pk": option(town).pk},
    "option_benefit": benefit,
    "option_risk": risk,
}
