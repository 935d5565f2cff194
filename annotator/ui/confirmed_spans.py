"""What is confirmed in an article, as the model processes take it."""

from annotator.model.article import CONFIRMED, ArticleState
from annotator.nlp.protocol import ConfirmedSpan


def confirmed_spans(article: ArticleState) -> list[ConfirmedSpan]:
    """The confirmed spans of the article, in reading order."""
    return [ConfirmedSpan(span.start, span.end, span.label) for span in article.spans(CONFIRMED)]
