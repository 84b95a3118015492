"""What becomes of clocks and events when two records of a child are merged: they stay.

The case system's next export tells all of them under the id that it kept, and marks are
of the clocks that they were said of.
"""

from __future__ import annotations

from alongside.desk.people.merging import stays

REBUILT = "Each import rebuilds it from what the case system tells."

for label in ("Due", "Happening", "Allocation", "Fault"):
    stays(f"casework.{label}", REBUILT)
