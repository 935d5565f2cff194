"""The documents that the training process was sent, and what it has made of them to learn from."""

from collections.abc import Callable, Iterable, Sequence

from annotator.model.errors import AnnotationError
from annotator.model.training import TrainingDocument
from annotator.nlp.training.base import Learner
from annotator.nlp.training.examples import Lesson, keep_labels, lesson

LESSONS = 1000
"""Documents kept as Docs between rounds; others are made again when they are replayed."""


class Library:
    """Documents by id, with the lessons made of them."""

    def __init__(self) -> None:
        self._documents: dict[int, TrainingDocument] = {}
        self._lessons: dict[int, Lesson] = {}

    @property
    def ids(self) -> list[int]:
        """Every document, by id."""
        return sorted(self._documents)

    def keep(self, documents: Iterable[TrainingDocument]) -> list[int]:
        """Keep documents, in the place of those with the same ids; which of them are new or other than before."""
        changed = [document for document in documents if self._documents.get(document.id) != document]
        for document in changed:
            self._documents[document.id] = document
            self._lessons.pop(document.id, None)
        return [document.id for document in changed]

    def forget(self, id: int) -> None:
        """Use a document for nothing any more."""
        self._documents.pop(id, None)
        self._lessons.pop(id, None)

    def forget_lessons(self) -> None:
        """Make them again: another model is taught."""
        self._lessons.clear()

    def trim(self) -> None:
        """Keep no more lessons than fit in memory, the newest."""
        for id in list(self._lessons)[: max(0, len(self._lessons) - LESSONS)]:
            del self._lessons[id]

    def related(self, ids: Iterable[int], but: Sequence[Lesson]) -> list[int]:
        """Those of the documents that have relations, apart from those of lessons at hand."""
        known = {lesson.document.id for lesson in but}
        return [id for id in ids if id not in known and id in self._documents and self._documents[id].relations]

    def scorable(self, learner: Learner, ids: Iterable[int]) -> list[TrainingDocument]:
        """The documents to score on: those that are done, for in others what is not annotated says nothing."""
        known = [self._documents[id] for id in dict.fromkeys(ids) if id in self._documents]
        return [document for document in known if document.done and document.text.strip() and reads(learner, document)]

    def teach(
        self,
        learner: Learner,
        base: Learner,
        ids: Iterable[int],
        warnings: list[str],
        check: Callable[[], object],
    ) -> list[Lesson]:
        """The documents as lessons for the learner, with the labels of the base that the project does not annotate.

        Those that say nothing are left out, those that cannot be read with a warning. `check` may raise to stop.
        """
        lessons: list[Lesson] = []
        others = 0
        for id in dict.fromkeys(ids):
            document = self._documents.get(id)
            if document is None or not says_something(document):
                continue
            if not reads(learner, document):
                others += 1
                continue
            known = self._lessons.get(id)
            if known is None or known.learner is not learner:
                check()
                try:
                    known = lesson(document, learner)
                    keep_labels(known, base, learner.kept)
                except AnnotationError as error:
                    warnings.append(f"{document.key or id} was left out: {error}")
                    continue
                self._lessons[id] = known
            if known.inputs:
                lessons.append(known)
        if others:
            warnings.append(f"Articles in another language than {learner.nlp.lang} were left out: {others}.")
        return lessons


def says_something(document: TrainingDocument) -> bool:
    """Whether there is anything to learn from the document: it is done, or something was decided in it."""
    decided = document.spans or document.rejected or document.relations or document.rejected_relations
    return bool(document.text.strip()) and (document.done or bool(decided)) and document.state != "skipped"


def reads(learner: Learner, document: TrainingDocument) -> bool:
    """Whether the document is in the learner's language, or says nothing of its own, or the learner is nobody's."""
    language = document.language.replace("_", "-").split("-")[0].lower()
    return not language or language == learner.nlp.lang or learner.nlp.lang == "xx" or not learner.base
