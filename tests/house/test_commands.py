"""The command line keeps its contract, and the documents say what it says."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from alongside.reckon.cli import main

ROOT = Path(__file__).parents[2]
PRINTER = ROOT / "docs" / "reference" / "print_commands.py"
EXAMPLES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


@pytest.fixture(scope="module")
def printer():
    spec = importlib.util.spec_from_file_location("print_commands", PRINTER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def alongside(capsys):
    """Run a command; return its exit status and what it printed."""

    def run(*arguments):
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as stopped:
            status = stopped.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_every_command_says_what_it_does(printer, alongside):
    _, said, _ = alongside("--help")
    listed = re.search(r"\{([\w,-]+)\}", said)
    assert listed and list(printer.commands()) == listed[1].split(",")


def test_the_manual_is_not_stale(printer):
    assert printer.PAGE.read_text("utf-8") == printer.page(), "Run: make manual"


def test_done_is_0(alongside):
    status, said, problems = alongside("due", "S47_ICPC", "2024-12-20", "--date")
    assert (status, said, problems) == (0, "2025-01-15\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("due",),
        ("due", "NO_SUCH_RULE", "2024-12-20"),
        ("due", "S47_ICPC", "20 December"),
        ("due", "S47_ICPC", "2031-01-02"),
        ("due", "S47_ICPC", "2024-12-20", "--rulebook", "no-such-file.toml"),
        ("due", "--csv", "no-such-file.csv"),
        ("read", "no-such-file.xlsx"),
        ("dues", "no-such-file.xlsx", "--as-at", "2026-10-31"),
        ("dues", "no-such-file.xlsx", "--as-at", "yesterday"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_answered_is_2_and_says_so_aside(alongside, arguments):
    status, said, problems = alongside(*arguments)
    assert (status, said) == (2, "")
    assert problems and "Traceback" not in problems


def test_a_file_of_questions_is_answered_as_far_as_it_can_be(alongside, tmp_path):
    asked = tmp_path / "asked.csv"
    asked.write_text(
        "who,code,trigger_date\nA,S47_ICPC,2024-12-20\nB,NO_SUCH_RULE,2024-12-20\n"
    )
    status, said, problems = alongside("due", "--csv", asked)
    assert said.splitlines() == [
        "code,trigger_date,due_date",
        "S47_ICPC,2024-12-20,2025-01-15",
        "NO_SUCH_RULE,2024-12-20,",
    ]
    assert status == 2 and "line 3" in problems


def test_the_rulebook_as_csv_is_csv_and_nothing_else(alongside):
    status, said, problems = alongside("rules", "--csv")
    header, *rows = said.splitlines()
    assert header.startswith("code,name,basis,source,verified,")
    assert status == 0 and rows and not problems


def examples(path: Path) -> list[tuple[str, str]]:
    """Return each command that a page shows, with what it shows it printing."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            if command.startswith("alongside "):
                found.append((command, printed))
    return found


def files_shown(path: Path) -> dict[str, str]:
    """Return the files that a page tells its reader to write: `name.toml`: then a block."""
    text = path.read_text("utf-8")
    block = r"^`(\w+\.(toml|csv))`:\n\n```\2\n(.*?)```"
    return {name: shown for name, _, shown in re.findall(block, text, re.M | re.S)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [path for path in EXAMPLES if examples(path)],
    ids=lambda path: path.name,
)
def test_what_a_page_shows_is_what_is_printed(page, alongside, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in files_shown(page).items():
        Path(name).write_text(text)
    for command, shown in examples(page):
        _, said, problems = alongside(*shlex.split(command)[1:])
        pattern = re.escape(shown.strip()).replace(r"\.\.\.", r"[\s\S]*")
        assert re.fullmatch(pattern, (said + problems).strip()), command
