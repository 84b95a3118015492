"""What posts cost, what pays for them, and how budgets stand."""

from alongside.desk.money.post_models import OwnRate

__all__ = ["OwnRate"]
