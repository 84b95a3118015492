"""The Department's family: as its social work workforce statistics count.

Child and family social workers, registered, employed and paid by the authority; agency
workers are never inside the number in post. Snapshots are of 30 September, flows of the
year to it. Each formula was found by working the Department's own open file again.
"""

from __future__ import annotations

from alongside.reckon.indicators.indicator import DEPARTMENT
from alongside.reckon.indicators.workforce.ratio import (
    HIGHER,
    LOWER,
    RATE,
    SHARE,
    Ratio,
)

_SOURCE = (
    "Department for Education, children's social work workforce, definitions in the "
    "dashboard dfe-analytical-services/CSC_outcomes_and_enablers @2f5d11a "
    "(R/additional_info_code.R, R/enabler3_page.R)"
)
_TRIED = f"{_SOURCE}; formula found by working its open file again"
_WORKERS = "Child and family social workers of the authority, agency workers apart"
_YEAR, _DAY = "12 months to 30 September", "at 30 September"

turnover_headcount = Ratio(
    name="turnover_headcount_dfe",
    title="Turnover (DfE basis, 12 months to 30 September, per social worker in post, headcount)",
    family=DEPARTMENT,
    population=_WORKERS,
    numerator="People who left a child and family post in the authority during the year",
    denominator="Social workers in post at the end of the year",
    period=_YEAR,
    top="leavers_headcount",
    bottom=("inpost_headcount",),
    counted="leavers",
    over="social workers in post",
    nature=RATE,
    better=LOWER,
    source=_SOURCE,
    published="turnover_rate_headcount",
)

turnover_fte = Ratio(
    name="turnover_fte_dfe",
    title="Turnover (DfE basis, 12 months to 30 September, per social worker in post, FTE)",
    family=DEPARTMENT,
    population=_WORKERS,
    numerator="Full-time equivalents who left during the year",
    denominator="Full-time equivalents in post at the end of the year",
    period=_YEAR,
    top="leavers_fte",
    bottom=("inpost_fte",),
    counted="FTE leavers",
    over="FTE in post",
    better=LOWER,
    source=_SOURCE,
    published="turnover_rate_fte",
)

starters = Ratio(
    name="starters_dfe",
    title="Starters (DfE basis, 12 months to 30 September, headcount)",
    family=DEPARTMENT,
    population=_WORKERS,
    numerator="People who joined a child and family post in the authority during the year",
    denominator="None: a count",
    period=_YEAR,
    top="starters_headcount",
    bottom=(),
    counted="starters",
    over="",
    unit="people",
    scale=1,
    places=0,
    source="Department for Education, as quoted in socialcare.today, 23 February 2023",
    published="starters_headcount",
)

agency_headcount = Ratio(
    name="agency_headcount_dfe",
    title="Agency workers (DfE basis, at 30 September, share of agency and in post, headcount)",
    family=DEPARTMENT,
    population="Child and family social workers of the authority and its agency workers",
    numerator="Agency social workers",
    denominator="Agency social workers and social workers in post",
    period=_DAY,
    top="agency_headcount",
    bottom=("agency_headcount", "inpost_headcount"),
    counted="agency workers",
    over="agency workers and workers in post",
    nature=SHARE,
    better=LOWER,
    source=_SOURCE,
    published="agency_rate_headcount",
)

agency_fte = Ratio(
    name="agency_fte_dfe",
    title="Agency workers (DfE basis, at 30 September, share of agency and in post, FTE)",
    family=DEPARTMENT,
    population="Child and family social workers of the authority and its agency workers",
    numerator="Full-time equivalents of agency social workers",
    denominator="Full-time equivalents of agency social workers and of those in post",
    period=_DAY,
    top="agency_fte",
    bottom=("agency_fte", "inpost_fte"),
    counted="FTE of agency",
    over="FTE of agency and in post",
    better=LOWER,
    source=_SOURCE,
    published="agency_rate_fte",
)

agency_covering = Ratio(
    name="agency_covering_dfe",
    title="Agency cover (DfE basis, at 30 September, share of agency workers who cover a vacancy, FTE)",
    family=DEPARTMENT,
    population="Agency child and family social workers of the authority",
    numerator="Full-time equivalents of agency workers who cover a vacancy",
    denominator="Full-time equivalents of agency workers",
    period=_DAY,
    top="agency_cover_fte",
    bottom=("agency_fte",),
    counted="FTE covering a vacancy",
    over="FTE of agency",
    source=_TRIED,
    published="agency_cover_rate_fte",
)

vacancies = Ratio(
    name="vacancies_dfe",
    title="Vacancies (DfE basis, at 30 September, share of vacant and in post, FTE)",
    family=DEPARTMENT,
    population="Posts of child and family social workers in the authority's structure",
    numerator="Vacant full-time equivalents, recruited to or not, covered by agency or not",
    denominator="Vacant full-time equivalents and those in post",
    period=_DAY,
    top="vacancy_fte",
    bottom=("vacancy_fte", "inpost_fte"),
    counted="FTE vacant",
    over="FTE vacant and in post",
    better=LOWER,
    source=_SOURCE,
    published="vacancy_rate_fte",
)

vacancies_covered = Ratio(
    name="vacancies_covered_dfe",
    title="Vacancies covered (DfE basis, at 30 September, share of vacancies covered by agency, FTE)",
    family=DEPARTMENT,
    population="Vacant posts of child and family social workers",
    numerator="Full-time equivalents of agency workers who cover a vacancy",
    denominator="Vacant full-time equivalents",
    period=_DAY,
    top="agency_cover_fte",
    bottom=("vacancy_fte",),
    counted="FTE covering a vacancy",
    over="FTE vacant",
    better=HIGHER,
    source=_TRIED,
    published="vacancy_agency_cover_rate_fte",
)

caseload = Ratio(
    name="caseload_dfe",
    title="Caseload (DfE basis, at 30 September, per case-holding FTE, agency among them)",
    family=DEPARTMENT,
    population="Social workers, employed and agency, whatever their role, with a case or more",
    numerator="Cases: each person allocated to a named social worker",
    denominator="Full-time equivalents of social workers who hold at least one case",
    period=_DAY,
    top="cases",
    bottom=("case_holders_fte",),
    counted="cases",
    over="FTE holding a case",
    unit="cases",
    scale=1,
    better=LOWER,
    source=_SOURCE,
    published="caseload_fte",
)

absence = Ratio(
    name="absence_dfe",
    title="Sickness absence (DfE basis, 12 months to 30 September, share of working days)",
    family=DEPARTMENT,
    population=_WORKERS,
    numerator="Working days lost to sickness during the year",
    denominator="Full-time equivalents in post at the end of the year, times its working days (253; 254 in a leap year)",
    period=_YEAR,
    top="working_days_lost_fte",
    bottom=("inpost_fte",),
    of_working_days=True,
    counted="days lost",
    over="days available",
    better=LOWER,
    source=_TRIED,
    published="absence_rate_fte",
)
