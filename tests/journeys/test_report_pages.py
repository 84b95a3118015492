"""Reports made as pages: nothing wrong for axe-core, at a desk and on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.reckon.cli import main
from tests.journeys import looking

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REPORTS = Path(__file__).parents[2] / "examples" / "reports"


@pytest.mark.parametrize("name", ["improvement-grant-2010", "pilot-update-2015"])
def test_a_report_is_a_page_that_anybody_can_read(browser, tmp_path, name):
    page_of_it = tmp_path / "report.html"
    assert (
        main(["report", str(REPORTS / name), "--marked", "--to", str(page_of_it)]) == 0
    )
    page = browser.new_page()
    page.goto(page_of_it.as_uri())
    assert looking.wrong_at_any_width(page) == []
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    page.close()
