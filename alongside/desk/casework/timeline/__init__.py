"""A child's timeline: a picture of events and clocks, and the same in words.

Everything here is plain reckoning over lists: no questions are asked of the database.
"""

from alongside.desk.casework.timeline.page import page
from alongside.desk.casework.timeline.picture import draw
from alongside.desk.casework.timeline.window import Window, window

__all__ = ["Window", "draw", "page", "window"]
