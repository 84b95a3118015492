"""What `benchmarks/national.py` measures, and its rivals, each in a process of its own."""
