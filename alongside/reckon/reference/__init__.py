"""Reference data: each file's origin, licence and date stand in SOURCES.md."""
