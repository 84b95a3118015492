"""How long records are kept, what holds them, and what people ask about their data."""

from __future__ import annotations

from alongside.desk.keeping.extract_models import AnalyticalExtract
from alongside.desk.keeping.hold_models import LegalHold
from alongside.desk.keeping.period_models import Period
from alongside.desk.keeping.request_models import DataRequest, ThirdParty, Trace

__all__ = [
    "AnalyticalExtract", "DataRequest", "LegalHold", "Period", "ThirdParty", "Trace",
]  # fmt: skip
