"""The invented council: sample data, demonstrations and load, from a seed and a size."""

from alongside.reckon.council.build import Council, build

__all__ = ["Council", "build"]
