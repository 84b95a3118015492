"""Keeping the desk going: back-ups, and what those who run it can see of it."""
