"""What the tests of the reckoning share: the commands, and an invented council's exports."""

import pytest

from alongside.reckon.cli import main


@pytest.fixture
def alongside(capsys):
    def run(*argv):
        status = main([str(word) for word in argv])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture(scope="session")
def council(tmp_path_factory):
    """The exports of an invented council of forty children, on 31 March 2026."""
    folder = tmp_path_factory.mktemp("council")
    words = ["council", "--children", "40", "--seed", "3", "--as-at", "2026-03-31"]
    assert main([*words, "--to", str(folder)]) == 0
    return folder
