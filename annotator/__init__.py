"""Pressmark: a desktop annotation tool for labeling news corpora."""
