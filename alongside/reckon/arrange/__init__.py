"""Arranging meetings before their deadlines: one at once, or a month together."""
