"""What posts cost, what pays for them, and how budgets stand."""

from alongside.desk.money.post_models import GradePay, OwnRate, PaidPoint, PaySpine

__all__ = ["GradePay", "OwnRate", "PaidPoint", "PaySpine"]
