"""Finding a spaCy pipeline by name or folder, and loading what suggesting needs of it."""

import hashlib
import json
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.model.pipelines import ON_PYPI
from annotator.model.pipelines import install_line as install_line
from annotator.nlp.protocol import FailureKind

UNNEEDED = frozenset(
    {
        "tagger",
        "morphologizer",
        "parser",
        "beam_parser",
        "senter",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
        "textcat",
        "textcat_multilabel",
        "entity_linker",
        "merge_entities",
        "merge_noun_chunks",
        "merge_subtokens",
    }
)
"""Factories that bring no span: left out, unless a rule of the pipeline asks for what they say about tokens.

The `merge_…` ones would even change the tokens under the spans.
"""

TOKEN_ATTRIBUTES = frozenset({"POS", "TAG", "DEP", "LEMMA", "MORPH"})
"""What a rule's token pattern may ask for that only the components left out can tell."""

EMBEDDING = frozenset({"tok2vec", "transformer", "curated_transformer"})
"""Factories that others listen to: kept where one that is kept does."""

CONFIG = ".cfg"
"""What the name of a file ends in that a pipeline is made from."""

UNTRUSTED = "is not an installed package, and a pipeline may run code of its own. Load it only if you trust where it comes from."

PACKAGES = {"gliner_spacy": "gliner-spacy", "llm": "spacy-llm", "curated_transformer": "spacy-curated-transformers"}
"""Packages that bring factories which are asked for without them."""


class LoadError(Exception):
    """A pipeline that could not be loaded: what to tell, and of what kind it is."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class LoadedPipeline:
    """A spaCy pipeline with the components suggesting needs."""

    name: str
    version: str
    digest: str
    language: str
    nlp: Any
    components: tuple[str, ...]
    """Run on every document, in order."""
    parsing: tuple[str, ...] = ()
    """Run for relation patterns alone, in order: the parser and the tok2vec it listens to; empty without one."""
    span_keys: tuple[str, ...] = ("sc",)
    warnings: tuple[str, ...] = ()
    configured_labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By component, the labels that its settings tell it to look for."""


def installed_pipelines() -> list[str]:
    """The names of the pipelines installed as packages, sorted."""
    from spacy.util import get_installed_models

    return sorted(set(get_installed_models()))


def pipeline_for(language: str) -> str:
    """The installed pipeline of a language, the larger first; "" if there is none."""
    sizes = {"lg": 0, "md": 1, "sm": 2}
    found = [name for name in installed_pipelines() if name.startswith(f"{language}_")]
    return min(found, key=lambda name: (sizes.get(name.rsplit("_", 1)[-1], 3), name), default="")


def load_pipeline(name: str, *, relations: bool, consent: bool = False, code: str = "") -> LoadedPipeline:
    """Load a pipeline by the name of its package, by its folder, or make it from a `.cfg` file.

    `code` is a Python file that defines components of its own. Raises LoadError: "not_installed" with the line that
    installs it, "consent" for a folder, a file or code without it, "broken" for anything that spaCy refuses.
    """
    place = _place(name, consent)
    if code:
        _run_code(code, name, consent)
    meta = {} if place.suffix == CONFIG else _read_json(place / "meta.json", name)
    try:
        from spacy.util import load_config

        config = load_config(place if place.suffix == CONFIG else place / "config.cfg")
    except (OSError, ValueError) as error:
        raise LoadError(
            "broken", f"The pipeline {name} is broken: {_first_line(error)}. Install or train it again."
        ) from error
    if not isinstance(config.get("nlp"), Mapping):
        raise LoadError("broken", f"{name} is no spaCy config: it has no section [nlp].")
    factories = {part: str(settings.get("factory", "")) for part, settings in config.get("components", {}).items()}
    _require_factories(name, str(config["nlp"].get("lang") or ""), factories)
    order = [part for part in config["nlp"].get("pipeline", ()) if part not in config["nlp"].get("disabled", ())]
    wanted = [part for part in order if factories.get(part) not in UNNEEDED | EMBEDDING]
    parsing = [part for part in order if relations and factories.get(part) == "parser"][:1]
    components = _with_listened(wanted, order, config)
    parsing = _with_listened(parsing, order, config)
    nlp = _load(place, name, [part for part in factories if part not in {*components, *parsing}])
    if _rules_need_more(nlp):
        components = order
        nlp = _load(place, name, [part for part in factories if part not in order])
    notes = []
    if not any(factories.get(part) not in UNNEEDED | EMBEDDING | {"sentencizer"} for part in components):
        notes.append(
            f"The pipeline {name} has no component that finds entities; it has {', '.join(order) or 'none at all'}."
        )
    keys = [
        settings["spans_key"]
        for settings in config.get("components", {}).values()
        if isinstance(settings.get("spans_key"), str)
    ]
    return LoadedPipeline(
        name=name,
        version=str(meta.get("version", "")),
        digest=_digest(place, code),
        language=str(meta.get("lang", nlp.lang) or ""),
        nlp=nlp,
        components=tuple(components),
        parsing=tuple(parsing),
        span_keys=tuple(dict.fromkeys(["sc", *keys])),
        warnings=tuple(notes),
        configured_labels={part: _labels_in(settings) for part, settings in config.get("components", {}).items()},
    )


def _labels_in(settings: object) -> tuple[str, ...]:
    """The labels that a component's settings name: a list, or a text with commas, under `labels` there or in its task."""
    if not isinstance(settings, Mapping):
        return ()
    labels = settings.get("labels") or _labels_in(settings.get("task"))
    if isinstance(labels, str):
        labels = [label.strip() for label in labels.split(",")]
    return tuple(label for label in labels if label) if isinstance(labels, list | tuple) else ()


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a folder's files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        total.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogatepass") + b"\0")
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _digest(place: Path, code: str) -> str:
    if place.suffix != CONFIG and not code:
        return folder_digest(place)
    total = hashlib.sha256()
    for path in (place, *([Path(code)] if code else [])):
        if path.is_dir():
            total.update(folder_digest(path).encode("ascii"))
        else:
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _run_code(code: str, name: str, consent: bool) -> None:
    """Import the file that defines components; run once for all pipelines that ask for it."""
    import sys

    from spacy.util import import_file

    path = Path(code)
    if not path.is_file():
        raise LoadError(
            "not_installed", f"There is no file {code}. Name the Python file that defines the components of {name}."
        )
    if not consent:
        raise LoadError("consent", f"{code} is a program. Run it only if you trust where it comes from.")
    module = f"pressmark_code_{hashlib.sha256(str(path.resolve()).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    if module in sys.modules:
        return
    try:
        # kept, since spaCy does not, and the same factory can't be registered twice
        sys.modules[module] = import_file(module, path)
    except Exception as error:  # it may raise anything
        raise LoadError(
            "broken", f"The file {code} does not run: {type(error).__name__}: {_first_line(error)}"
        ) from error


def _require_factories(name: str, language: str, factories: Mapping[str, str]) -> None:
    """Say which component is missing, and what to do, where spaCy would list all that it knows."""
    from spacy.language import Language
    from spacy.util import get_lang_class

    try:
        owner = get_lang_class(language) if language else Language
    except ImportError as error:
        raise LoadError(
            "broken", f"The pipeline {name} is for the language {language!r}, which spaCy does not know."
        ) from error
    Language()  # spaCy 3.8 knows its own factories, and those of installed packages, from the first pipeline on
    for part, factory in factories.items():
        if factory and not owner.has_factory(factory):
            package = PACKAGES.get(factory.partition("_")[0] if factory.startswith("llm") else factory, "")
            remedy = (
                f"Install it with: python -m pip install {package}"
                if package
                else "Install the package that brings it, or give the Python file that defines it (--code)."
            )
            raise LoadError(
                "not_installed",
                f"The pipeline {name} needs {factory!r} for its component {part}, which is not installed. {remedy}",
            )


def _place(name: str, consent: bool) -> Path:
    """The folder of a pipeline, or the file that one is made from."""
    from spacy.util import is_package

    if name.endswith(CONFIG):
        if not Path(name).is_file():
            raise LoadError("not_installed", f"There is no file {name}. Give a spaCy config that says what to run.")
        if not consent:
            raise LoadError("consent", f"{name} {UNTRUSTED}")
        return Path(name)
    looks_like_path = os.sep in name or "/" in name or name.startswith(".") or Path(name).is_dir()
    if not looks_like_path:
        if name.isidentifier() and is_package(name):
            return _package_folder(name)
        other = ON_PYPI.get(name, "").replace("-", "_")
        if other and is_package(other):
            return _package_folder(other)
        if not re.fullmatch(r"[a-z]{2,3}_\w+", name):
            raise LoadError(
                "not_installed",
                f"There is no installed pipeline and no folder named {name}. Installed: {', '.join(installed_pipelines()) or 'none'}.",
            )
        raise LoadError("not_installed", f"The pipeline {name} is not installed. Install it with: {install_line(name)}")
    folder = Path(name)
    if not folder.is_dir():
        raise LoadError(
            "not_installed", f"There is no folder {name}. Give a pipeline's name or a folder that holds one."
        )
    if not consent:
        raise LoadError(
            "consent",
            f"{name} {UNTRUSTED}",
        )
    return folder


def _package_folder(name: str) -> Path:
    import importlib

    try:
        package = importlib.import_module(name)
    except Exception as error:  # a package may raise anything on import
        raise LoadError(
            "broken", f"The package {name} does not import: {_first_line(error)}. Install it again."
        ) from error
    folder = Path(package.__file__ or "").parent
    if not (folder / "meta.json").is_file():
        raise LoadError("broken", f"The package {name} is not a spaCy pipeline.")
    meta = _read_json(folder / "meta.json", name)
    return folder / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"


def _read_json(path: Path, name: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LoadError(
            "broken", f"{name} is not a spaCy pipeline: no {path.name} can be read there ({_first_line(error)})."
        ) from error
    if not isinstance(data, dict):
        raise LoadError("broken", f"{name} is not a spaCy pipeline: its {path.name} holds no object.")
    return data


def _load(place: Path, name: str, exclude: list[str]) -> Any:
    import spacy
    from spacy.util import load_config, load_model_from_config

    try:
        with _quiet():
            if place.suffix == CONFIG:
                return load_model_from_config(load_config(place), exclude=exclude, auto_fill=True)
            return spacy.load(place, exclude=exclude)
    except Exception as error:  # a pipeline may raise anything while it loads
        raise LoadError("broken", f"The pipeline {name} does not load: {_first_line(error)}") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Without spaCy's warnings about components left out and versions; what matters comes as an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _with_listened(parts: list[str], order: list[str], config: Mapping[str, Any]) -> list[str]:
    """The components and those they listen to, in the pipeline's order."""
    needed = set(parts)
    for part in parts:
        for upstream in _upstreams(config["components"].get(part, {})):
            if upstream == "*":
                needed |= {other for other in order if config["components"][other].get("factory") in EMBEDDING}
            else:
                needed.add(upstream)
    return [part for part in order if part in needed]


def _upstreams(settings: object) -> Iterator[str]:
    if not isinstance(settings, Mapping):
        return
    if "Listener" in str(settings.get("@architectures", "")):
        yield str(settings.get("upstream") or settings.get("upstream_name") or "*")
    for value in settings.values():
        yield from _upstreams(value)


def _rules_need_more(nlp: Any) -> bool:
    for _, component in nlp.pipeline:
        patterns = getattr(component, "patterns", None)
        for row in patterns if isinstance(patterns, list) else ():
            pattern = row.get("pattern") if isinstance(row, dict) else None
            if isinstance(pattern, list) and any(
                TOKEN_ATTRIBUTES & {str(key).upper() for key in token} for token in pattern
            ):
                return True
    return False


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0].rstrip(".") if text else type(error).__name__
