"""Writing something that no key asked for: a refusal or a failed store is said, and stops no one."""

from collections.abc import Callable

from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.error_text import shown_error
from annotator.ui.session import Session


def guarded(session: Session, action: Callable[[], object]) -> bool:
    """Do it, after a long edit that is under way; whether it was done, or will be."""
    if session.long.put_off(lambda: guarded(session, action)):
        return True
    try:
        action()
    except AnnotationError as error:
        session.refuse(shown_error(error))
    except StoreError as error:
        session.failed.emit(error)
    else:
        return True
    return False
