"""The two kinds of failure a person is told about; anything else is a bug."""


class AnnotationError(Exception):
    """Something the person can mend: bad input, an illegal relation, an unknown label. Nothing was written."""


class ReplaceError(AnnotationError):
    """Something else is at an export's place; it gives way once the person says so."""


class StoreError(Exception):
    """The disk, the file or a lock said no. The project file is as it was before the action."""


class LostFileError(StoreError):
    """The project file is not at its place any more while it is open. What was saved before can be read until it is closed."""
