"""What posts cost, what they would cost otherwise, and what pays for them.

Pounds are decimals, worked out in full and rounded once, half up, where they are printed.
"""
