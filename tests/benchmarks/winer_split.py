"""Which articles of WiNER-fr figures are measured on, and which are for trying things out: fixed, by seed, for all.

Each function gives ids of the corpus (`winer-fr-2016-2017.jsonl`, 964 articles of 2016 and 2017) in a fixed order. The
three sets have no article in common.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = ("gold", "winer-fr", "winer-fr-2016-2017.jsonl")
"""The corpus below the shared corpora's folder; `tests.conftest.shared_data(*CORPUS)` gives its path."""

SEED = 0


@cache
def _order(ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    chance = random.Random(SEED)
    final = chance.sample(ids, 250)
    taken = set(final)
    held = chance.sample([id for id in ids if id not in taken], 120)
    taken |= set(held)
    return tuple(final), tuple(held), tuple(id for id in ids if id not in taken)


def final_250(ids: list[str]) -> list[str]:
    """The 250 articles the figures are measured on, in the order in which the analyst meets them; never for trying things out."""
    return list(_order(tuple(ids))[0])


def held_back_120(ids: list[str]) -> list[str]:
    """The 120 articles that models are scored on for the final figures, and only for those."""
    return list(_order(tuple(ids))[1])


def experiments_594(ids: list[str]) -> list[str]:
    """The other 594 articles, in the corpus's order: for choosing between recipes."""
    return list(_order(tuple(ids))[2])


def load(path: Path) -> dict[str, dict[str, Any]]:
    """The corpus's articles by id, in its order."""
    with path.open(encoding="utf-8") as stream:
        return {row["id"]: row for row in map(json.loads, stream)}
