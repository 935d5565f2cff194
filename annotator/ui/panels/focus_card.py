"""What the inspector says about the focused thing: words and numbers, no pixels."""

from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan, ArticleState
from annotator.model.cursor import Focus
from annotator.model.label_scheme import LabelScheme
from annotator.model.wrapping import as_read
from annotator.ui.item_words import UNSURE, Sureness
from annotator.ui.wording import shown_percent, translate

CardKind = Literal["empty", "suggestion", "confirmed", "rejected", "run"]
TEXT_LIMIT = 160


@dataclass(frozen=True, slots=True)
class FocusCard:
    """One state of the inspector."""

    kind: CardKind
    caption: str
    text: str = ""
    child_text: str = ""
    """A relation's other end; "" for a span."""
    label: str = ""
    hue: int | None = None
    """The label's hue; None for a relation, which takes the accent."""
    score: float | None = None
    """A suggestion's confidence, 0 to 1."""
    confidence: str = ""
    hint: str = ""
    source: str = ""
    """Where it came from: the model of a suggestion, the origin of what is confirmed."""
    calibrated: str = ""
    """What the confidence rests on."""

    def spoken(self) -> str:
        """The same in one line, for assistive technology."""
        ends = f"{self.text} → {self.child_text}" if self.child_text else self.text
        return ". ".join(
            part for part in (self.caption, ends, self.label, self.confidence, self.calibrated, self.source) if part
        )


def focus_card(
    article: ArticleState | None,
    focus: Focus | None,
    scheme: LabelScheme,
    *,
    language: str,
    model: str = "",
    sureness: Sureness = UNSURE,
) -> FocusCard:
    """The card for what has the focus; `model` names the pipeline of a suggestion, `sureness` is about it.

    `language` is the interface's.
    """
    if article is None:
        return FocusCard(
            "empty", translate("FocusCard", "No article"), hint=translate("FocusCard", "Import articles to start")
        )
    if isinstance(focus, Ref):
        item = article.get(focus)
        if isinstance(item, ArticleSpan):
            return _span_card(article, item, scheme, language, model, sureness)
        if isinstance(item, ArticleRelation):
            return _relation_card(article, item, scheme, language, model, sureness)
    elif focus is not None:
        text = excerpt(article.document.text, focus.start, focus.end)
        hint = translate("FocusCard", "{keys} adds an entity · Space grows the selection").format(
            keys=label_keys(scheme)
        )
        return FocusCard("run", translate("FocusCard", "Selection"), text, hint=hint)
    if article.pending_count:
        return FocusCard(
            "empty",
            translate("FocusCard", "Nothing selected"),
            hint=translate("FocusCard", "Tab goes to the next suggestion"),
        )
    return FocusCard(
        "empty",
        translate("FocusCard", "Nothing left to review"),
        hint=translate("FocusCard", "Ctrl+Enter marks the article done"),
    )


def _span_card(
    article: ArticleState, span: ArticleSpan, scheme: LabelScheme, language: str, model: str, sureness: Sureness
) -> FocusCard:
    label = scheme.label(span.label)
    kind, caption, hint, source = _standing(article, span, scheme, model)
    return FocusCard(
        kind,
        caption,
        excerpt(article.document.text, span.start, span.end),
        label=span.label if label is None else label.title(language),
        hue=0 if label is None else label.hue,
        score=sureness.confidence if kind == "suggestion" else None,
        confidence=confidence(sureness.confidence) if kind == "suggestion" else "",
        hint=hint,
        source=source,
        calibrated=sureness.basis() if kind == "suggestion" else "",
    )


def _relation_card(
    article: ArticleState, relation: ArticleRelation, scheme: LabelScheme, language: str, model: str, sureness: Sureness
) -> FocusCard:
    label = scheme.relation_label(relation.label)
    kind, caption, hint, source = _standing(article, relation, scheme, model)
    texts = [excerpt(article.document.text, *article.extent(end)) for end in (relation.head, relation.child)]
    return FocusCard(
        kind,
        caption,
        texts[0],
        texts[1],
        label=relation.label if label is None else label.title(language),
        score=sureness.confidence if kind == "suggestion" else None,
        confidence=confidence(sureness.confidence) if kind == "suggestion" else "",
        hint=hint,
        source=source,
        calibrated=sureness.basis() if kind == "suggestion" else "",
    )


def _standing(
    article: ArticleState, item: ArticleSpan | ArticleRelation, scheme: LabelScheme, model: str
) -> tuple[CardKind, str, str, str]:
    """Kind, caption, hint and source line of a span or relation."""
    relation = isinstance(item, ArticleRelation)
    if item.status == "rejected":
        return (
            "rejected",
            translate("FocusCard", "Rejected"),
            translate("FocusCard", "Ctrl+Z takes the decision back"),
            model,
        )
    if item.status == "suggested":
        place = article.pending_index(item.ref)
        caption = translate("FocusCard", "Suggestion {place} of {count}").format(
            place=1 if place is None else place + 1, count=article.pending_count
        )
        if relation:
            return "suggestion", caption, translate("FocusCard", "Accepting accepts its ends too"), model
        return (
            "suggestion",
            caption,
            translate("FocusCard", "{keys} relabels and accepts").format(keys=label_keys(scheme)),
            model,
        )
    caption = translate("FocusCard", "Relation") if relation else translate("FocusCard", "Entity")
    hint = (
        translate("FocusCard", "Backspace deletes it")
        if relation
        else translate("FocusCard", "{keys} changes the label").format(keys=label_keys(scheme))
    )
    return "confirmed", caption, hint, origin_text(item.origin)


def label_keys(scheme: LabelScheme) -> str:
    """The keys of the span labels, digits as a range: "1–8", "1–9, A"."""
    keys = [label.key for label in scheme.labels if label.key]
    digits = sorted(key for key in keys if key.isdigit() and key != "0")
    letters = [key.upper() for key in keys if not key.isdigit()]
    parts = [] if not digits else [digits[0]] if len(digits) == 1 else [f"{digits[0]}–{digits[-1]}"]
    parts += ["0"] if "0" in keys else []
    parts += letters[:1] if len(letters) == 1 else [f"{letters[0]}…"] if letters else []
    return ", ".join(parts)


def origin_text(origin: str) -> str:
    """Where a confirmed thing came from, in words."""
    return {
        "manual": translate("FocusCard", "Added by hand"),
        "suggestion": translate("FocusCard", "From a suggestion"),
        "propagation": translate("FocusCard", "From the same text elsewhere"),
        "import": translate("FocusCard", "Imported"),
        "adjudication": translate("FocusCard", "From adjudication"),
    }.get(origin, origin)


def confidence(score: float | None) -> str:
    """A confidence in words; "" where the model gives none."""
    if score is None:
        return ""
    return translate("FocusCard", "confidence {percent}").format(percent=percent(score))


def percent(score: float) -> str:
    """A confidence in per cent; one that is not certain never reads as 100."""
    return shown_percent(min(score, 0.99) if score < 1 else 1.0)


def excerpt(text: str, start: int, end: int) -> str:
    """The text between two code points as one reads it, on one line, cut in the middle where it is long."""
    piece = as_read(text[start:end])
    if len(piece) <= TEXT_LIMIT:
        return piece
    half = TEXT_LIMIT // 2
    return f"{piece[:half].rstrip()} … {piece[-half:].lstrip()}"
