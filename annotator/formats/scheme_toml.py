"""A label scheme as a TOML file, the form of `resources/schemes`."""

from pathlib import Path

import tomli_w

from annotator.formats.encoding import decode
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme, scheme_from_toml, scheme_to_dict


def read(path: Path, language: str = "") -> LabelScheme:
    """The scheme in this file, with the labels' descriptions in that language where it has them. Raises AnnotationError, naming the file, where it cannot be read or is none."""
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise AnnotationError(f"{path}: the label scheme could not be read: {error.strerror or error}") from error
    except AnnotationError as error:
        raise AnnotationError(f"{path}: {error}") from error
    return scheme_from_toml(text, origin=str(path), language=language)


def text_of(scheme: LabelScheme) -> str:
    """The scheme as TOML; `scheme_from_toml` reads back the same scheme."""
    return tomli_w.dumps(scheme_to_dict(scheme))


def write(scheme: LabelScheme, path: Path) -> None:
    """Write the scheme to this file, which stays as it was if that fails. Raises AnnotationError where it cannot be written."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_text(text_of(scheme), encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise AnnotationError(f"{path}: the label scheme could not be written: {error.strerror or error}") from error
