"""The reckoning: the law, the calendar and the arithmetic. It has never heard of Django."""
