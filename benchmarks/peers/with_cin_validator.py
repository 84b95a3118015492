"""Read a children in need census with csc-validator-be-cin. Prints rows and days as JSON."""

import json
import sys
import xml.etree.ElementTree as ElementTree

from cin_validator.ingress import XMLtoCSV

read = XMLtoCSV(ElementTree.parse(sys.argv[1]).getroot())
tables = {
    "children": read.ChildIdentifiers,
    "referrals": read.CINdetails,
    "assessments": read.Assessments,
    "enquiries": read.Section47,
    "disabilities": read.Disabilities,
    "need plans": read.CINplanDates,
    "plans": read.ChildProtectionPlans,
    "reviews": read.Reviews,
}
started = read.Assessments[["LAchildID", "AssessmentActualStartDate"]].dropna()
days = sorted({f"{child} {day}" for child, day in started.itertuples(index=False)})
rows = {name: len(table) for name, table in tables.items()}
print(json.dumps({"rows": rows, "days": {"assessments": days}}))
