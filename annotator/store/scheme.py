"""The label scheme of a project, in its tables."""

import json

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.store.database import Row, Store


def read_scheme(store: Store) -> LabelScheme:
    """The project's scheme, in the order of its labels."""
    labels = tuple(
        Label(row["name"], json.loads(row["titles"]), row["key"], row["hue"], row["tag"], row["description"])
        for row in store.rows("SELECT * FROM labels ORDER BY position, name")
    )
    relations = tuple(
        RelationLabel(
            row["name"],
            json.loads(row["titles"]),
            row["key"],
            tuple((head, child) for head, child in json.loads(row["legal"])),
            bool(row["symmetric"]),
            row["description"],
        )
        for row in store.rows("SELECT * FROM relation_labels ORDER BY position, name")
    )
    name = store.value("SELECT value FROM settings WHERE name = 'scheme'")
    return LabelScheme(name or "", labels, relations)


def label_row(label: Label, position: int) -> Row:
    """A row of `labels`."""
    return {
        "name": label.name,
        "position": position,
        "key": label.key,
        "hue": label.hue,
        "tag": label.tag,
        "titles": json.dumps(dict(label.titles), ensure_ascii=False),
        "description": label.description,
    }


def relation_label_row(label: RelationLabel, position: int) -> Row:
    """A row of `relation_labels`."""
    return {
        "name": label.name,
        "position": position,
        "key": label.key,
        "symmetric": int(label.symmetric),
        "legal": json.dumps([list(pair) for pair in label.legal], ensure_ascii=False),
        "titles": json.dumps(dict(label.titles), ensure_ascii=False),
        "description": label.description,
    }


def scheme_rows(scheme: LabelScheme) -> tuple[list[Row], list[Row]]:
    """The rows of `labels` and of `relation_labels` that hold a scheme."""
    labels = [label_row(label, position) for position, label in enumerate(scheme.labels)]
    return labels, [relation_label_row(label, position) for position, label in enumerate(scheme.relation_labels)]


def write_scheme(store: Store, scheme: LabelScheme) -> None:
    """Fill the tables of a new project."""
    for table, rows in zip(("labels", "relation_labels"), scheme_rows(scheme), strict=True):
        for row in rows:
            store.insert(table, row)
