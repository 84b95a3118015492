"""A report as a folder: what it is, its figures, sections, tables and pictures, as typed.

`read` takes the texts by their names, so a folder may as well lie in a database. It says
everything that is wrong at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from alongside.reckon.figures import Figure
from alongside.reckon.reports import sections, tables
from alongside.reckon.reports.claims import Claim
from alongside.reckon.reports.claims import read as read_claims
from alongside.reckon.reports.front import Front
from alongside.reckon.reports.front import read as read_front
from alongside.reckon.reports.problems import NOT_TEXT, BadFolder, Problem
from alongside.reckon.reports.sections import Section
from alongside.reckon.reports.tables import Rows
from alongside.reckon.reports.template import BadTemplate, Template, shipped
from alongside.reckon.reports.template import read as read_template
from alongside.reckon.reports.typed_figures import read as read_figures

REPORT, FIGURES, CLAIMS, LOCK = (
    "report.toml",
    "figures.csv",
    "claims.csv",
    "figures.lock",
)
PRINTED = ("name", "printed")
KEPT = (".toml", ".csv", ".md", ".lock")
MOST = 2_000_000  # characters of one file


@dataclass(frozen=True)
class Folder:
    """Everything of a report as it is typed, and the template it is laid out by."""

    front: Front
    template: Template
    figures: Sequence[Figure]
    sections: Mapping[str, Section]
    tables: Mapping[str, Rows]
    claims: Sequence[Claim]
    printed: Mapping[str, str]

    def row_of(self, figure: Figure) -> int:
        """Return the line of `figures.csv` that a figure is on."""
        return self.figures.index(figure) + 2


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a folder by their names in it. Raises BadFolder."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(each for each in folder.rglob("*") if each.suffix in KEPT):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(
                Problem(name, 0, "", "it is not UTF-8 text.", "Save it as UTF-8.")
            )
    if problems:
        raise BadFolder(problems)
    return found


def read(files: Mapping[str, str]) -> Folder:
    """Return a report from its files by name. Raises BadFolder, with all that is wrong.

    Needs `report.toml`; reads `figures.csv`, `claims.csv`, `sections/NN-NAME.md`,
    `tables/NAME.csv`, `data/NAME.csv`, and `figures.lock`, what was printed last.
    """
    problems = _not_texts(files)
    if REPORT not in files or problems:
        missing = Problem(REPORT, 0, "", "it is not there.", "Write it: it says what the report is.")  # fmt: skip
        raise BadFolder(problems or [missing])
    front = read_front(files[REPORT], REPORT, problems)
    template = _template(front.template, files, problems)
    data = {PurePosixPath(n).name: t for n, t in files.items() if n.startswith("data/")}
    figures = read_figures(files.get(FIGURES, ""), FIGURES, data, problems)
    claims = read_claims(files.get(CLAIMS, ""), CLAIMS, figures, problems)
    told = _sections(files, problems)
    shown = {
        PurePosixPath(name).stem: tables.read(name, text, problems)
        for name, text in files.items()
        if name.startswith("tables/") and name.endswith(".csv")
    }
    rows = tables.lines(files.get(LOCK, ""), LOCK, PRINTED, problems)
    printed = {row["name"]: row["printed"] for _, row in rows}
    if template is None or problems:
        raise BadFolder(problems)
    return Folder(front, template, figures, told, shown, claims, printed)


def _sections(files: Mapping[str, str], problems: list[Problem]) -> dict[str, Section]:
    """Return the sections in the order of their files' names, by what each is named."""
    told: dict[str, Section] = {}
    named = (n for n in files if n.startswith("sections/") and n.endswith(".md"))
    for name in sorted(named):
        section = PurePosixPath(name).stem.lstrip("0123456789-")
        if section in told:
            problems.append(
                Problem(name, 0, "", f"there are two sections named {section!r}.",
                        "Put them into one file, or rename one.")
            )  # fmt: skip
        told[section] = sections.read(section, name, files[name], problems)
    return told


def _not_texts(files: Mapping[str, str]) -> list[Problem]:
    """Return which files are too long, or hold what is no text: no document may have it."""
    found = []
    for name, text in files.items():
        if len(text) > MOST:
            what = f"it has {len(text):,} characters; {MOST:,} are the most."
            do = "Put what is long into an appendix of its own."
            found.append(Problem(name, 0, "", what, do))
        elif control := NOT_TEXT.search(text):
            row = text.count("\n", 0, control.start()) + 1
            what = f"it has a control character ({control[0]!r}) in it."
            found.append(Problem(name, row, "", what, "Type that line again."))
    return found


def _template(
    name: str, files: Mapping[str, str], problems: list[Problem]
) -> Template | None:
    """Return the template a report names: one of ours, or a file beside it."""
    try:
        if not name.endswith(".toml"):
            return shipped(name)
        if name in files:
            return read_template(files[name])
        problems.append(Problem(REPORT, 0, "template", f"there is no file {name!r} here.",
                                "Put the template beside report.toml."))  # fmt: skip
    except BadTemplate as problem:
        place = name if name in files else REPORT
        problems.append(Problem(place, 0, "template", f"{problem}", "Correct it."))
    return None
