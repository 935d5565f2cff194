"""UIMA CAS, whatever file it came in: feature structures and a text, as spans and relations.

Annotations are spans by their layer (`layers`); those with a `Governor` and a `Dependent` are relations, and so are slots
(a link of a `role` and a `target`) and the steps of a chain (`first`, `next`). No type system is needed for that: what a
feature is shows in what it holds. Offsets count UTF-16 units. UIMA References, "XMI CAS Serialization Reference".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.formats import layers
from annotator.formats.layers import Found
from annotator.formats.offsets import Place, same, utf16
from annotator.formats.uima_types import Types
from annotator.model.errors import AnnotationError
from annotator.model.record import RecordRelation, RecordSpan

OTHER_VIEWS = "annotations of other views"
SOFA = "uima.cas.Sofa"
INITIAL = "_InitialView"
HEAD, CHILD = "Governor", "Dependent"

_DOCUMENT = ("uima.tcas.DocumentAnnotation", "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
_STRUCTURE = frozenset((HEAD, CHILD, "next", "first", "target", "referenceRelation", "order"))


@dataclass(slots=True)
class Node:
    """A feature structure."""

    id: int
    type: str
    sofa: int | None = None
    begin: int | None = None
    end: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    """Its plain features, and in XMI those that refer to others too, which there look the same."""
    references: dict[str, list[int]] = field(default_factory=dict)
    """Its features that may refer to others, by their ids."""

    @property
    def is_annotation(self) -> bool:
        """Whether it lies in a text."""
        return self.begin is not None and self.end is not None


@dataclass(slots=True)
class Cas:
    """All that a file holds."""

    nodes: dict[int, Node] = field(default_factory=dict)
    sofas: dict[int, Node] = field(default_factory=dict)
    """The texts; their ids are their own."""

    def sofa(self) -> Node:
        """The text that is meant: the initial view's, else the first. Raises AnnotationError where there is none."""
        sofas = [node for node in self.sofas.values() if "sofaString" in node.values]
        if not sofas:
            raise AnnotationError("it holds no text: its sofa has no sofaString")
        return next((node for node in sofas if node.values.get("sofaID") == INITIAL), sofas[0])

    def language(self) -> str:
        """What it says its language is; "" where it does not say."""
        for node in self.nodes.values():
            found = _LANGUAGE.match(node.values.get("language", "")) if node.type in _DOCUMENT else None
            if found is not None:
                return found[1].lower()
        return ""

    def add(self, node: Node) -> None:
        """Raises AnnotationError where its id is taken."""
        nodes = self.sofas if node.type == SOFA else self.nodes
        if node.id in nodes:
            raise AnnotationError(f"two of its feature structures have the id {node.id}")
        nodes[node.id] = node


def found_in(cas: Cas) -> Found:
    """The text with its spans and relations. Raises AnnotationError where an annotation is outside of it."""
    return _Reader(cas).found


class _Reader:
    def __init__(self, cas: Cas) -> None:
        sofa = cas.sofa()
        self.found = Found(sofa.values["sofaString"])
        text = self.found.text
        self._place: Place = utf16(text) if any(character > "\uffff" for character in text) else same
        self._cas = cas
        self._spans: dict[int, int] = {}
        links = dict(self._links())
        joined: list[Node] = []
        hosts: list[Node] = []
        features = self._features()
        for node in cas.nodes.values():
            if not node.is_annotation:
                continue
            if node.sofa is not None and node.sofa != sofa.id:
                self.found.aside[OTHER_VIEWS] += not layers.is_workings(node.type)
            elif HEAD in node.references and CHILD in node.references:
                joined.append(node)
            elif not layers.is_span_layer(node.type):
                self.found.aside[layers.OTHER_LAYERS] += not layers.is_workings(node.type)
            else:
                name = "referenceType" if node.id in links else layers.label_feature(features[node.type])
                self._add_span(node, name)
                hosts.append(node)
        for node in joined:
            self._join(node, features[node.type])
        for node in hosts:
            self._add_slots(node)
        for id, next_id in links.items():
            if next_id is not None:
                label = layers.label_of(cas.nodes[id].values.get("referenceRelation"), cas.nodes[id].type)
                self._add_relation(id, next_id, label)

    def _features(self) -> dict[str, list[str]]:
        """By type: the features that may be its label, in the order in which they occur."""
        found: dict[str, dict[str, bool]] = {}
        for node in self._cas.nodes.values():
            names = found.setdefault(node.type, {})
            for name, value in node.values.items():
                if name not in _STRUCTURE and not self._slots(node, name):
                    names[name] = names.get(name, False) or not _is_bare(value)
        return {
            type: [name for name, tells in names.items() if tells or name in layers.LABELS]
            for type, names in found.items()
        }

    def _links(self) -> Iterator[tuple[int, int | None]]:
        """The links of all chains with the next of each."""
        nodes = self._cas.nodes
        seen: set[int] = set()
        for chain in nodes.values():
            if chain.is_annotation or not (firsts := chain.references.get("first")):
                continue
            at: int | None = firsts[0]
            while at is not None and at not in seen and at in nodes and nodes[at].is_annotation:
                seen.add(at)
                following = nodes[at].references.get("next", [])
                after = following[0] if following and following[0] in nodes else None
                yield at, after
                at = after

    def _add_span(self, node: Node, name: str) -> None:
        assert node.begin is not None
        assert node.end is not None
        start, end = self._place(node.begin), self._place(node.end)
        if not 0 <= start <= end <= len(self.found.text):
            raise AnnotationError(
                f"the {layers.short(node.type)} {node.id} ({node.begin}–{node.end}) is outside the text of "
                f"{len(self.found.text)} characters"
            )
        if start == end:
            self.found.aside[layers.EMPTY] += 1
            return
        self._count_features(node, name)
        self._spans[node.id] = len(self.found.spans)
        self.found.spans.append(RecordSpan(start, end, layers.label_of(node.values.get(name), node.type)))

    def _count_features(self, node: Node, label: str) -> None:
        self.found.aside[layers.FEATURES] += sum(
            bool(value) and name != label and name not in _STRUCTURE and not self._slots(node, name)
            for name, value in node.values.items()
        )

    def _join(self, node: Node, features: list[str]) -> None:
        heads, children = node.references[HEAD], node.references[CHILD]
        name = layers.label_feature(features)
        if self._add_relation(heads[0], children[0], layers.label_of(node.values.get(name), node.type)):
            self._count_features(node, name)

    def _add_slots(self, node: Node) -> None:
        for name in node.references:
            for link in self._slots(node, name):
                role = layers.label_of(link.values.get("role"), name)
                self._add_relation(node.id, link.references["target"][0], role)

    def _slots(self, node: Node, name: str) -> list[Node]:
        """The links that a feature holds, [] where it holds something else."""
        nodes = [self._cas.nodes.get(id) for id in node.references.get(name, ())]
        found: list[Node] = []
        for each in nodes:
            if each is None or each.is_annotation:
                return []
            members = [each] if "target" in each.references else self._elements(each)
            if not members:
                return []
            found += members
        return found

    def _elements(self, array: Node) -> list[Node]:
        members = [self._cas.nodes.get(id) for id in array.references.get("elements", ())]
        return [each for each in members if each is not None and not each.is_annotation and "target" in each.references]

    def _add_relation(self, head: int, child: int, label: str) -> bool:
        if head not in self._spans or child not in self._spans:
            self.found.aside[layers.OTHER_RELATIONS] += 1
            return False
        self.found.relations.append(RecordRelation(self._spans[head], self._spans[child], label))
        return True


def _is_bare(value: str) -> bool:
    """Whether a value is a number or a yes: nothing that would name what an annotation is."""
    return value in ("true", "false") or not any(character.isalpha() for character in value)


STRING = "uima.cas.String"
ANNOTATION = "uima.tcas.Annotation"
OWN_TYPES: Types = {
    layers.SPAN_LAYER: (ANNOTATION, ((layers.FEATURE, STRING, "", False),)),
    layers.RELATION_LAYER: (
        ANNOTATION,
        (
            (HEAD, layers.SPAN_LAYER, "", False),
            (CHILD, layers.SPAN_LAYER, "", False),
            (layers.FEATURE, STRING, "", False),
        ),
    ),
}
"""The type system of what is written anew."""
