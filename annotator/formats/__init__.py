"""Corpus formats: one module a format, streaming between bytes and model objects."""
