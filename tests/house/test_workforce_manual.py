"""The printed manual of workforce figures is the registry's own."""

from pathlib import Path

from alongside.reckon.indicators.workforce import RATIOS
from alongside.reckon.indicators.workforce.manual import manual

PRINTED = Path(__file__).parents[2] / "docs" / "reference" / "workforce-indicators.md"


def test_the_manual_of_workforce_figures_is_fresh():
    assert PRINTED.read_text("utf-8") == manual(), "Run: make manual"


def test_every_figure_stands_in_it():
    text = PRINTED.read_text("utf-8")
    assert not [name for name in RATIOS if f"\n### {name}\n" not in text]
