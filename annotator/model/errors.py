"""The two kinds of failure a person is told about; anything else is a bug."""


class AnnotationError(Exception):
    """Something the person can mend: bad input, an illegal relation, an unknown label. Nothing was written."""


class ReplaceError(AnnotationError):
    """Something else is at an export's place; it gives way once the person says so."""


class StoreError(Exception):
    """The disk, the file or a lock said no. The project file is as it was before the action."""
