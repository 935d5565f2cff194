"""Near-copies of agency copy, and articles that are merely alike."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.near_copies import shingles_of
from annotator.nlp.near_duplicates import near_duplicate_families

STORY = """Le port de Valbonne rouvre après onze jours de grève

VALBONNE, 3 mars - Les dockers du port de Valbonne ont repris le travail lundi matin après onze jours d'un mouvement
qui avait immobilisé une quarantaine de navires au large. Un accord signé dans la nuit entre la direction et les deux
syndicats prévoit une prime de 900 euros et l'embauche de trente personnes d'ici à la fin de l'année.
« Nous avons obtenu ce que nous demandions depuis l'automne », a déclaré la secrétaire du syndicat majoritaire, Anne
Roche, devant les grilles du terminal. Le directeur du port, Luc Petit, a parlé d'un « compromis raisonnable » et estimé
à douze millions d'euros les pertes de trafic, dont une part sera rattrapée en avril.
La ministre des Transports s'est félicitée de la reprise. Les associations de chargeurs demandent, elles, un médiateur
permanent : plusieurs lignes vers le Maghreb ont été détournées vers deux ports voisins, et l'une d'elles ne reviendra
pas avant l'été. Le premier navire à quai, un céréalier parti de Constanta, a commencé à décharger à six heures.
"""
SENTENCES = STORY.replace("\n", " ").split(". ")


def shuffled(seed: int) -> str:
    words = STORY.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        STORY.replace("\n", "\r\n\r\n"),
        STORY[: len(STORY) * 2 // 5],
        "Valbonne : fin du conflit sur les quais\n" + STORY.split("\n", 1)[1],
        "(Agence) " + ". ".join(SENTENCES[:6]) + ". Notre correspondant ajoute que la nuit fut calme et le café chaud.",
        ". ".join([*SENTENCES[2:], "Sur place, les terrasses du quai se sont remplies dès midi, selon un commerçant"]),
        STORY.replace("lundi", "hier").replace("onze jours", "près de deux semaines").replace("navires", "cargos"),
    ],
    ids=["same", "case", "line ends", "two fifths", "headline", "cut and added to", "four fifths", "words"],
)
def test_a_copy_is_found(copy: str) -> None:
    others = [(f"other-{seed}", shuffled(seed)) for seed in range(20)]
    assert near_duplicate_families([("story", STORY), *others, ("copy", copy)]) == [("story", "copy")]


def test_many_copies_are_one_family() -> None:
    texts = [(number, f"{STORY} Lu par {number} personnes.") for number in range(300)]
    (family,) = near_duplicate_families(texts)
    assert sorted(family) == list(range(300))


def test_articles_on_the_same_matter_are_not_copies() -> None:
    other = (
        "A Valbonne, les dockers ont repris le travail lundi. Anne Roche, du syndicat majoritaire, parle d'une victoire ; "
        "Luc Petit, qui dirige le port, d'un compromis. Reste à savoir qui paiera les détours des armateurs et combien de "
        "lignes reviendront avant l'été, alors que deux ports voisins ont ouvert leurs quais."
    )
    assert near_duplicate_families([("story", STORY), ("other", other)]) == []


def test_short_notices_are_copies_only_if_equal() -> None:
    texts = [(1, "Photo Luc Petit"), (2, "Photo Luc Petit (archives)"), (3, "PHOTO, Luc Petit."), (4, ""), (5, " \n")]
    assert near_duplicate_families(texts) == [(1, 3)]
    assert near_duplicate_families([("story", STORY), ("line", "a repris le travail lundi matin")]) == []


def test_shingles_are_the_word_triples() -> None:
    assert len(shingles_of("un deux trois quatre")) == 2
    assert shingles_of("Un, deux ; trois") == shingles_of("un deux trois")
    assert len(shingles_of("un")) == 1
    assert not shingles_of("…")


@pytest.mark.slow
def test_ten_thousand_articles_take_seconds(shared_data: Callable[..., Path]) -> None:
    lines = shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in json.loads(line)["text"].split()]
    chance = random.Random(1)
    texts = []
    for number in range(10_000):
        starts = [chance.randrange(len(words) - 20) for _ in range(22)]
        texts.append((number, " ".join(word for start in starts for word in words[start : start + 20])))
    texts.append((10_000, texts[5][1][:1200]))
    began = time.process_time()
    assert near_duplicate_families(texts) == [(5, 10_000)]
    assert time.process_time() - began < 20
