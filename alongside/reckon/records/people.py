"""Children, their families, and what is always so of them."""

from alongside.reckon.records.table import DATE, TEXT, table

TABLES = (
    table(
        "ssd_person",
        "A child known to the service. An unborn child has only an expected date.",
        "pers_person_id",
        pers_person_id=TEXT,
        pers_forename=TEXT,
        pers_surname=TEXT,
        pers_sex=TEXT,
        pers_ethnicity=TEXT,
        pers_dob=DATE,
        pers_expected_dob=DATE,
        pers_death_date=DATE,
    ),
    table(
        "ssd_family",
        "Which children are of one family.",
        "fami_person_id",
        fami_table_id=TEXT,
        fami_family_id=TEXT,
        fami_person_id=TEXT,
    ),
    table(
        "ssd_disability",
        "A disability of a child, by its code in the census.",
        "disa_person_id",
        disa_table_id=TEXT,
        disa_person_id=TEXT,
        disa_disability_code=TEXT,
    ),
    table(
        "ssd_immigration_status",
        "A child's immigration status: `UASC` is an unaccompanied child seeking asylum.",
        "immi_person_id",
        immi_immigration_status_id=TEXT,
        immi_person_id=TEXT,
        immi_immigration_status=TEXT,
        immi_immigration_status_start_date=DATE,
        immi_immigration_status_end_date=DATE,
    ),
)
