from django import template

from alongside.desk.committee.agreed_views import key_of

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
