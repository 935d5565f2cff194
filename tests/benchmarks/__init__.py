"""Measures what the program promises; `python -m tests.benchmarks` prints every table."""
