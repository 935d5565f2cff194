"""The label schemes that come with the program, and schemes in files of the person's own."""

from collections.abc import Iterator
from pathlib import Path

from annotator.formats import brat_conf, scheme_toml
from annotator.formats.encoding import decode
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.paths import resource

DEFAULT_SCHEME = "news-relations"


def bundled_schemes(language: str = "") -> list[LabelScheme]:
    """The program's own schemes, the default one first, the others by name; described in that language where they can be."""
    schemes = [scheme_toml.read(path, language) for path in _files()]
    return sorted(schemes, key=lambda scheme: (scheme.name != DEFAULT_SCHEME, scheme.name))


def find_scheme(name: str, language: str = "") -> LabelScheme:
    """The program's own scheme of that name, else the one in the file of that path; described in that language if it can be.

    Raises AnnotationError, listing the names, where it is neither.
    """
    bundled = resource("schemes", f"{name}.toml")
    if name == Path(name).name and bundled.is_file():
        return scheme_toml.read(bundled, language)
    path = Path(name)
    if path.is_file():
        return read_scheme(path, language)
    names = ", ".join(sorted(file.stem for file in _files()))
    raise AnnotationError(f"there is no label scheme {name}; there are {names}, or give a TOML file")


def read_scheme(path: Path, language: str = "") -> LabelScheme:
    """The scheme in a TOML file, or in a brat collection's `annotation.conf`. Raises AnnotationError, naming the file."""
    if path.suffix != ".conf":
        return scheme_toml.read(path, language)
    try:
        return brat_conf.parse(decode(path.read_bytes())[0])
    except OSError as error:
        raise AnnotationError(f"{path}: the label scheme could not be read: {error.strerror or error}") from error
    except AnnotationError as error:
        raise AnnotationError(f"{path}: {error}") from error


def write_scheme(scheme: LabelScheme, path: Path) -> None:
    """Write a scheme as a TOML file. Raises AnnotationError, naming the file; it stays as it was then."""
    scheme_toml.write(scheme, path)


def _files() -> Iterator[Path]:
    return resource("schemes").glob("*.toml")
