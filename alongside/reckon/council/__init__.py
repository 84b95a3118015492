"""The invented council: sample data, demonstrations and load, from a seed and a size."""

from alongside.reckon.council.build import Council, build
from alongside.reckon.council.exports import write, write_exports

__all__ = ["Council", "build", "write", "write_exports"]
