"""An open project: one method a user action, and the queries that views need."""

from annotator.project.actions import Actions
from annotator.project.concordance import Concordance
from annotator.project.ledger import Ledgers
from annotator.project.likely_relations import LikelyRelations
from annotator.project.own_suggestions import OwnSuggestions
from annotator.project.possible import Possible
from annotator.project.sure import Sure
from annotator.project.zones import Zones


class Project(Actions, OwnSuggestions, Concordance, Ledgers, LikelyRelations, Possible, Sure, Zones):
    """A project file and everything that can be done with it.

    Its parts: `file` (opening, settings), `core` (states, undo), `actions` (what an analyst does), `corpus` (documents in
    and out), `scheme` (labels), `suggestions` (runs and the queue), `training` (exports, checks, statistics), `models`
    (what is trained here), `confidence` and `sure` (how sure to be of suggestions),
    `memory` and `concordance` (strings, wherever they stand), `likely_relations` (how spans are mostly joined), `possible` (what models hold for less likely),
    `ledger` (what they were worth), `zones` (headline, dateline, credit …). Every write is one transaction;
    AnnotationError means that nothing was written and the person can mend it, StoreError that the file or the disk said no.
    """


__all__ = ["Project"]
