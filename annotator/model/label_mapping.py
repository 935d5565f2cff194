"""What a pipeline's labels are called in the project's scheme: guessed, then the person's to change."""

from collections.abc import Iterable
from itertools import chain

from annotator.model.label_scheme import LabelScheme

_SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("per", "person", "pers", "people", "personne", "pers.ind", "persname", "personname"),
    ("org", "organization", "organisation", "orgname", "institution", "organisation-entreprise"),
    ("loc", "location", "lieu", "place", "placename", "geo", "loc.adm.town"),
    ("gpe", "geopolitical", "country", "city", "loc.adm", "pays", "ville"),
    ("fac", "facility", "loc.fac", "site", "building"),
    ("norp", "nationality", "group", "gentile"),
    ("date", "time.date", "date.abs", "day", "jour"),
    ("time", "hour", "heure", "time.hour"),
    ("money", "montant", "amount", "price", "currency"),
    ("role", "function", "fonction", "title", "func", "func.ind", "position", "job"),
    ("event", "evenement", "événement", "evt", "ev"),
    ("law", "loi", "legal", "legislation", "text", "texte"),
    ("product", "prod", "produit", "object", "artifact", "weapon", "vehicle"),
    ("work_of_art", "work", "oeuvre", "œuvre", "media", "prod.media"),
    ("misc", "miscellaneous", "other", "divers", "autre"),
)
"""Labels that mean the same in the corpora and pipelines in use, lower-case."""

_FALLBACKS: dict[str, tuple[str, ...]] = {
    "gpe": ("loc",),
    "fac": ("loc",),
    "loc": ("gpe",),
    "time": ("date",),
    "product": ("misc",),
    "work_of_art": ("misc", "product"),
    "norp": ("misc",),
    "event": ("misc",),
    "law": ("misc",),
}
"""Where a scheme lacks a meaning, the wider one that stands for it."""


def guess_label(raw_label: str, names: Iterable[str]) -> str | None:
    """The name among `names` that a pipeline's label most likely means; None where there is none.

    The very same name first, then without regard to case, then by meaning, then by the wider meaning.
    """
    known = list(names)
    if raw_label in known:
        return raw_label
    folded = {name.casefold(): name for name in reversed(known)}
    raw = raw_label.casefold()
    if raw in folded:
        return folded[raw]
    group = next((group for group in _SYNONYMS if raw in group), None)
    if group is None:
        return None
    meanings = [group, *(wider for name in _FALLBACKS.get(group[0], ()) for wider in _SYNONYMS if wider[0] == name)]
    return next((folded[name] for name in chain.from_iterable(meanings) if name in folded), None)


def guess_relation_label(raw_label: str, scheme: LabelScheme) -> str | None:
    """The scheme's relation label of that name, case, blanks and hyphens aside."""
    plain = {_plain(label.name): label.name for label in scheme.relation_labels}
    return plain.get(_plain(raw_label))


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")
