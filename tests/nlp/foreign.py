"""Components of the shape of GLiNER's and of a language model's, as a file that `--code` names, and configs that ask for them."""

from pathlib import Path

CODE = '''
import time

from spacy.language import Language
from spacy.tokens import Span

if not Span.has_extension("score"):
    Span.set_extension("score", default=0)


@Language.factory("{prefix}gliner_shape", default_config={{"labels": ["person"], "threshold": 0.5, "style": "ent"}})
class Gliner:
    """Entities of its labels with a score on each span, as entities or as a group of spans."""

    def __init__(self, nlp, name, labels, threshold, style):
        self.labels, self.threshold, self.style = labels, threshold, style

    def __call__(self, doc):
        spans = []
        for token in doc:
            label = {{"Zoé": "person", "Brest": "place", "Valtrex": "organization"}}.get(token.text)
            if label in self.labels:
                span = Span(doc, token.i, token.i + 1, label=label)
                span._.score = 0.75
                spans.append(span)
        if self.style == "span":
            doc.spans["sc"] = spans
        else:
            doc.ents = spans
        return doc


@Language.factory("{prefix}llm_shape", default_config={{"task": {{"labels": ["person"]}}, "seconds": 0.0}})
class Llm:
    """Answers slowly, a document at a time, without scores; some documents it can't answer."""

    def __init__(self, nlp, name, task, seconds):
        self.seconds, self._task = seconds, task

    @property
    def labels(self):
        return tuple(self._task["labels"])

    def pipe(self, docs, *, batch_size):
        for doc in docs:
            yield self(doc)

    def __call__(self, doc):
        if "PANNE" in doc.text:
            raise ValueError("the model did not answer: PANNE")
        time.sleep(self.seconds * ("lent" in doc.text))
        doc.ents = [Span(doc, token.i, token.i + 1, label="person") for token in doc if token.text == "Zoé"]
        return doc
'''


def code_file(folder: Path, prefix: str = "") -> Path:
    """The file with both components, their names after that prefix: a factory is registered once in a process."""
    path = folder / "components.py"
    path.write_text(CODE.format(prefix=prefix), encoding="utf-8")
    return path


def config_file(folder: Path, factory: str, settings: str = "", name: str = "mine.cfg") -> Path:
    """A config of a French pipeline with that one component."""
    path = folder / name
    path.write_text(
        f'[nlp]\nlang = "fr"\npipeline = ["extra"]\n\n[components]\n\n[components.extra]\nfactory = "{factory}"\n{settings}\n',
        encoding="utf-8",
    )
    return path
