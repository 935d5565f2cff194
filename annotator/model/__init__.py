"""Documents, annotations and the rules about them: the standard library only."""
