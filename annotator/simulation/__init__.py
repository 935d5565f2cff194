"""A simulated analyst: what annotating a gold corpus costs in actions, through a real project and the real suggesters."""
