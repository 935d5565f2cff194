"""Pressmark: a desktop annotation tool for labeling news corpora."""

__version__ = "0.1.0"
