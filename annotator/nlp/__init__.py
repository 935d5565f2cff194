"""spaCy, in child processes: suggesting, alignment, training data."""
