"""Model folders: written whole or not at all, known by a digest, and checked before anything in them is loaded."""

import configparser
import json
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.model.errors import StoreError
from annotator.nlp.loading import folder_digest

INFO = "pressmark.json"
"""In every model folder: what the model was trained from, on what, and how well it does."""

PART = ".part"
"""How the name of a folder ends that is being written; it begins with a dot."""

SHARED = ("tokenizer", "vocab")
"""What training leaves as it is: linked to the base's own files where the file system can, else copied."""

TRUSTED = ("spacy.", "spacy_legacy.", "thinc.", "annotator.")
"""Whose registered functions a model's config may name."""

UNUSED = ("corpora", "training", "pretraining", "initialize")
"""Sections of a config that loading leaves alone: what they name is for training."""

REGISTERED = ("architectures", "layers", "scorers", "tokenizers", "vectors", "misc")
"""The registries that loading a pipeline looks into, apart from factories, and from callbacks: spaCy's own load other pipelines."""

UNPICKLING = re.compile("torch|tensorflow|mxnet", re.IGNORECASE)
"""In the names of functions whose weights are read by other libraries, which may run what is in them."""


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of the folder's files. Raises StoreError where one cannot be read."""
    try:
        return folder_digest(folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror or error}") from error


def write_model(
    nlp: Any, folder: Path, info: Mapping[str, Any], *, base: Path | None, frozen: Sequence[str] = ()
) -> str:
    """Write the pipeline as a folder of that name and return its digest; the folder is there whole or not at all.

    `base`: the folder the pipeline was loaded from; `frozen`: components that are as they are there. Raises StoreError where the folder exists or cannot be written.
    """
    part = folder.with_name(f".{folder.name}{PART}")
    try:
        if folder.exists():
            raise StoreError(f"{folder} is there already; a model never takes the place of another.")
        sweep(folder.parent)
        shared = [name for name in (*SHARED, *frozen) if base is not None and (base / name).exists()]
        _forget_training(nlp)
        nlp.to_disk(part, exclude=shared)
        for name in shared:
            _share(Path(str(base)) / name, part / name)
        (part / INFO).write_text(json.dumps(info, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
        found = digest(part)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError(f"{folder} cannot be written: {error.strerror or error}. No model was made.") from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return found


def _forget_training(nlp: Any) -> None:
    """Put spaCy's defaults in the place of what the config says of the base's own training: files, readers, callbacks."""
    from spacy.language import DEFAULT_CONFIG

    config = nlp.config
    for section in ("paths", "system", "corpora", "training", "pretraining", "initialize"):
        config[section] = DEFAULT_CONFIG.get(section, {}).copy()
    config["corpora"] = {}
    config["training"] = {name: value for name, value in config["training"].items() if not isinstance(value, dict)}
    nlp.config = config


def sweep(folder: Path) -> None:
    """Remove what a training that was killed left in a folder of models."""
    with suppress(OSError):
        for path in folder.glob(f".*{PART}"):
            shutil.rmtree(path, ignore_errors=True)


def model_info(folder: Path) -> dict[str, Any]:
    """The folder's `pressmark.json`; empty where there is none that can be read."""
    try:
        data = json.loads((folder / INFO).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def own_model_problem(folder: Path, expected: str) -> str:
    """Why the folder must not be loaded as a model of the project's own, in one line; "" where nothing speaks against it.

    It has to have the digest that the project knows, and nothing foreign. A project file and its models can come by
    mail, so the digest alone proves nothing.
    """
    if not folder.is_dir():
        return f"The model's folder {folder} is not there."
    try:
        if digest(folder) != expected:
            return f"The model {folder} is not as it was trained: its files have changed."
    except StoreError as error:
        return f"The model {folder} cannot be read: {error}."
    return foreign_problem(folder)


def foreign_problem(folder: Path, *, only_loaded: bool = False) -> str:
    """What in a model's folder may run code of its own when it is loaded, in one line; "" where nothing does.

    Nothing in the folder is run. It may hold no links and no Python, and its config may name nothing but what spaCy,
    thinc and this program register. A model that is `only_loaded` and never trained may say anything of training.
    """
    try:
        for path in folder.rglob("*"):
            if path.is_symlink():
                return f"The model {folder} holds a link ({path.name}), which a model trained here does not."
            if path.suffix.lower() in (".py", ".pyc", ".so", ".pyd", ".dll", ".pkl", ".pickle"):
                return f"The model {folder} holds a program ({path.name}), which a model trained here does not."
    except OSError as error:
        return f"The model {folder} cannot be read: {error}."
    return _config_problem(folder, UNUSED if only_loaded else ())


def _config_problem(folder: Path, unused: Collection[str]) -> str:
    from thinc.api import Config

    try:
        config = Config().from_disk(folder / "config.cfg", interpolate=False)
        nlp, components = dict(config["nlp"]), dict(config.get("components", {}))
        pipeline = nlp["pipeline"]
        # what quotes another value is a text until that is put in
        named = [
            pair
            for one in (config, config.interpolate())
            for name in one
            if name not in unused
            for pair in _named(one[name])
        ]
    except (OSError, ValueError, KeyError, TypeError, configparser.Error) as error:
        lines = str(error).strip().splitlines()
        return f"The model {folder} is broken: {lines[0] if lines else type(error).__name__}"
    for name in pipeline:
        part = components.get(name)
        if not isinstance(part, Mapping) or not isinstance(part.get("factory"), str):
            return f"The model {folder} has a component {name!r} that no model trained here has."
        if not _is_ours(_factory(part["factory"], nlp.get("lang"))):
            return f"The model {folder} asks for the component {part['factory']!r}, which is not spaCy's nor this program's."
    for registry, name in named:
        if registry not in REGISTERED or UNPICKLING.search(name) or not _is_ours(_registered(registry, name)):
            return f"The model {folder} asks for {name!r} ({registry}), which a model trained here does not."
    return ""


def _named(value: object) -> Iterator[tuple[str, str]]:
    """Every (registry, name) in a config, such as ("architectures", "spacy.Tok2Vec.v2")."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(key, str) and key.startswith("@"):
                yield key[1:], str(item)
            yield from _named(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _named(item)


def _registered(registry: str, name: str) -> object:
    from spacy.util import registry as known

    try:
        return known.get(registry, name)
    except Exception:  # noqa: BLE001 — an installed package's entry point may raise anything
        return None


def _factory(name: str, language: object) -> object:
    from spacy.language import Language

    Language()  # makes the factories of spaCy and of installed packages known
    own = _registered("factories", f"{language}.{name}")
    return own or _registered("factories", name)


def _is_ours(function: object) -> bool:
    module = getattr(function, "__module__", "") or ""
    return f"{module}.".startswith(TRUSTED)


def _share(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir()
        for path in sorted(source.iterdir()):
            _share(path, target / path.name)
        return
    source = source.resolve()  # a download may be kept as links into a cache
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
