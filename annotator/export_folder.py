"""The folder of an export around its data: how an earlier one is known again, and its README."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from annotator.model.errors import AnnotationError
from annotator.model.export_report import ExportReport
from annotator.model.plurals import counted
from annotator.model.training import SPLITS, Split
from annotator.paths import resource

if TYPE_CHECKING:
    from annotator.project import Project

MANIFEST = "export.json"
"""Says that the folder is an export, what it holds and which files are its own."""


def followed(out: Path) -> Path:
    """The place that a path leads to, its links followed. Raises AnnotationError where that has no end."""
    try:
        return out.expanduser().resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError is pathlib's for a circle of links
        raise AnnotationError(f"{out} leads nowhere: name another place") from error


def check_target(out: Path) -> Path:
    """The folder to write, its links followed. Raises AnnotationError where something else is there."""
    target = followed(out)
    if target.exists() and not target.is_dir():
        raise AnnotationError(f"{out} is a file: name a folder for the export")
    try:
        filled = target.is_dir() and any(target.iterdir())
    except OSError as error:
        raise AnnotationError(f"{out}: {error.strerror}; name another folder") from error
    if filled and not existing_export(target):
        raise AnnotationError(f"{out} is not empty and is no earlier export: name a new or an empty folder")
    return target


def existing_export(folder: Path) -> list[str]:
    """The names of an earlier export's own files and folders; empty where the folder is none."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(data, dict) or data.get("program") != "pressmark" or not isinstance(data.get("files"), list):
        return []
    return [name for name in data["files"] if isinstance(name, str)]


def write_manifest(
    folder: Path,
    report: ExportReport,
    project: "Project",
    *,
    annotator: str,
    ratio: Sequence[float],
    states: Sequence[str],
    ents: str,
) -> list[str]:
    """Write it, the last file of all; the names of the export's own files and folders."""
    names = sorted({entry.name for entry in folder.iterdir()} | {MANIFEST})
    data = {
        "program": "pressmark",
        "format": "spacy",
        "project": project.title,
        "annotator": annotator or project.annotator_name,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": {"split": list(ratio), "states": list(states), "ents": ents},
        "files": names,
        "report": {name: value for name, value in report.to_dict().items() if name != "path"},
    }
    (folder / MANIFEST).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return names


def write_readme(
    folder: Path,
    report: ExportReport,
    written: Mapping[str, Any],
    *,
    ents: str,
    mirrors: Mapping[Split, Split],
    missing: int,
) -> None:
    """Write the folder's README.md: what is in it, and the commands that use it."""
    template = Template(resource("spacy", "README.md").read_text(encoding="utf-8"))
    (folder / "README.md").write_text(
        template.substitute(
            counts=str(report.came_out),
            table=_table(report, written, mirrors),
            labels=_labels(report),
            notes="".join(f"- {note}\n" for note in report.notes) or "- Nothing to note.\n",
            pipeline=", ".join(report.pipeline),
            source=_source(written),
            spans=_spans(report, ents),
            relations=_relations(report),
            missing=_missing(missing),
        ),
        encoding="utf-8",
    )


def _table(report: ExportReport, written: Mapping[str, Any], mirrors: Mapping[Split, Split]) -> str:
    rows = []
    for split in SPLITS:
        if split in mirrors:
            rows.append(f"| {split} | a copy of {mirrors[split]} | | | |")
        elif split in report.splits:
            counts = report.splits[split]
            tokens = written["splits"][split]["tokens"]
            rows.append(f"| {split} | {counts.documents} | {tokens} | {counts.spans} | {counts.relations} |")
    return "\n".join(rows)


def _labels(report: ExportReport) -> str:
    lines = [
        f"| {label} | {count} | {report.entities.get(label, 0)} |" for label, count in sorted(report.spans.items())
    ]
    return "\n".join(lines)


def _source(written: Mapping[str, Any]) -> str:
    base = written["base"]
    if not base:
        return "`ner` is trained from scratch: `debug data` asks for at least 100 documents for that, better 2,000."
    if written["base_folder"]:
        return (
            f"`ner` goes on from `{base}`; `base/` is a copy of it with one setting changed, that it learns from rejected "
            "spans too. Its licence is that of the original."
        )
    return f"`ner` goes on from `{base}`, which must be installed where you train (`pip install {base.replace('_', '-')}`)."


def _spans(report: ExportReport, ents: str) -> str:
    apart = sum(report.spans.values()) - sum(report.entities.values())
    which = "longest" if ents == "outer" else "shortest"
    text = f'Of spans that overlap, the {which} is in `doc.ents`; {apart} spans are in `doc.spans["sc"]` alone.'
    return text + (" `spancat` learns all of them." if "spancat" in report.pipeline else "")


def _relations(report: ExportReport) -> str:
    if not report.relations:
        return "There are none."
    carried = (
        "`relation_extractor` learns them, and proposes above a threshold that it tunes on dev. It comes with Pressmark; where that "
        "is not installed, add `--code relation_extractor.py` to each command, and `import relation_extractor` before "
        "`spacy.load`."
    )
    if "relation_extractor" not in report.pipeline:
        carried = (
            "No component named `relation_extractor` was installed when this was written: the config leaves it out, and "
            "the relations are carried in the data only."
        )
    labels = ", ".join(f"{label} {count}" for label, count in sorted(report.relations.items()))
    return f"{labels}. {carried}"


def _missing(missing: int) -> str:
    if not missing:
        return "Every document is done: a token outside the entities is O."
    return (
        f"{counted(missing, 'document is', 'documents are')} not done: there a token that nobody spoke of is missing (`-`), not O, and O where a "
        "suggestion was rejected. `spancat` knows no missing: it takes what is not annotated for nothing."
    )
