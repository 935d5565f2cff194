"""Training a project's own model while its articles are annotated: the child process, its recipe, its model folders."""
