"""brat's `annotation.conf` as a label scheme, and back (the form of brat 1.3's manual: sections, one type a line)."""

import re
from collections.abc import Iterator

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel

FILE_NAME = "annotation.conf"
SETTINGS = frozenset({FILE_NAME, "visual.conf", "tools.conf", "kb_shortcuts.conf", "acl.conf"})
"""The files of a brat collection that hold its settings."""

_SECTION = re.compile(r"\[(\w+)\]")
_MACRO = re.compile(r"<([^<>\s]+)>\s*=\s*(\S+)")
_ARGUMENT = re.compile(r"([^\s:,]+?)(?:[?*+]|\{[^}]*\})?:([^,\s]+)")
_RELATION_TYPE = "<REL-TYPE>"


def parse(text: str) -> LabelScheme:
    """The entities and relations of an `annotation.conf`; events and attributes have no place in a scheme.

    A type that only groups others (`!Type`) is no label. Argument types may be macros, alternatives (`A|B`), or
    `<ENTITY>` and `<ANY>`, which leave every pair legal.
    """
    macros: dict[str, str] = {}
    labels: list[str] = []
    relations: dict[str, RelationLabel] = {}
    for section, line in _lines(text):
        macro = _MACRO.fullmatch(line)
        if macro:
            macros[f"<{macro[1]}>"] = macro[2]
        elif section == "entities" and not line.startswith("!") and not line.startswith("-"):
            name = line.split()[0]
            if name not in labels:
                labels.append(name)
        elif section == "relations" and not line.startswith("!"):
            name, _, arguments = line.partition("\t") if "\t" in line else line.partition(" ")
            _add(relations, name.strip(), arguments, macros, labels)
    return LabelScheme(labels=tuple(map(Label, labels)), relation_labels=tuple(relations.values()))


def text_of(scheme: LabelScheme) -> str:
    """The scheme as an `annotation.conf`; `parse` reads the same names, pairs and symmetries from it."""
    lines = ["[entities]", "", *(label.name for label in scheme.labels), "", "[relations]", ""]
    for relation in scheme.relation_labels:
        symmetric = f", {_RELATION_TYPE}:symmetric" if relation.symmetric else ""
        for head, child in relation.legal or (("<ENTITY>", "<ENTITY>"),):
            lines.append(f"{relation.name}\tArg1:{head}, Arg2:{child}{symmetric}")
    return "\n".join([*lines, "", "[events]", "", "[attributes]", ""])


def _lines(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        found = _SECTION.fullmatch(line)
        if found:
            section = found[1].lower()
        elif line:
            yield section, line


def _add(
    relations: dict[str, RelationLabel], name: str, arguments: str, macros: dict[str, str], labels: list[str]
) -> None:
    found = _ARGUMENT.findall(arguments)
    ends = [_types(value, macros, labels) for role, value in found if role != _RELATION_TYPE]
    kind = next((value for role, value in found if role == _RELATION_TYPE), "")
    before = relations.get(name, RelationLabel(name))
    legal = before.legal
    if len(ends) >= 2:
        pairs = ((head, child) for head in ends[0] for child in ends[1])
        legal = tuple(dict.fromkeys((*legal, *pairs)))
    symmetric = before.symmetric or kind.startswith("symmetric")
    relations[name] = RelationLabel(name, symmetric=symmetric, legal=legal)


def _types(value: str, macros: dict[str, str], labels: list[str]) -> list[str]:
    """The labels that an argument may have; none where it may have any."""
    for _ in range(10):  # a macro may be made of others
        expanded = re.sub(r"<[^<>\s]+>", lambda found: macros.get(found[0], found[0]), value)
        if expanded == value:
            break
        value = expanded
    names = value.split("|")
    return [name for name in names if name in labels] if not any(name.startswith("<") for name in names) else []
