import re

from django import template

from alongside.desk.committee.agreed_views import key_of

# What the checks say of a folder's files, said of the pages that stand in their place.
ON_THE_DESK = (
    (re.compile(r"Write sections/NN-[\w-]+\.md"), "Write it, under Sections"),
    (re.compile(r"Fill in boxes\.\w+"), "Fill it in with its boxes"),
    (
        re.compile(r"Write \[tables\.[\w-]+\] caption in report\.toml"),
        "Give its caption",
    ),
    (
        re.compile(r"(in|to) (the column behind|figures\.csv|report\.toml)"),
        r"\1 the report",
    ),
)
ROW = re.compile(r"figures\.csv, row (\d+)")

register = template.Library()
register.filter("key", key_of)


@register.filter
def place(problem, report) -> str:
    """Say where a problem is by what the report's page calls it, and not by a file."""
    slots = {slot.name: slot.heading for slot in report.slots}
    folder, _, name = problem.file.partition("/")
    stem = name.partition(".")[0].lstrip("0123456789-")
    said = {"sections": f"{slots.get(stem, stem)}, line {problem.row}:"}
    said |= {"tables": f"Table {stem}, row {problem.row}:"}
    if problem.file == "figures.csv":
        figures = list(report.figures.all())
        row = problem.row - 2
        return f"Figure {figures[row].name}:" if 0 <= row < len(figures) else "Figures:"
    return said.get(folder, f"{problem.column.capitalize() or 'The report'}:")


@register.filter
def here(said: str, report) -> str:
    """Say what a check says by what the desk has, where it speaks of a folder's files."""
    if row := ROW.search(said):
        figures = list(report.figures.all())
        at = int(row[1]) - 2
        said = f"figure {figures[at].name}" if at < len(figures) else "figures"
    for words, ours in ON_THE_DESK:
        said = words.sub(ours, said)
    return said
