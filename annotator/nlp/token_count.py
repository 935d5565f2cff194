"""How many tokens spaCy finds in texts: what figures per 1,000 tokens are counted in."""

from collections.abc import Iterable


def token_counts(language: str, texts: Iterable[str]) -> list[int]:
    """The length of the Doc that the language's own tokenizer makes of each text, white-space tokens included.

    A language spaCy does not have is tokenised as "xx", its rules for any language.
    """
    import spacy

    nlp = spacy.blank(language if _is_language(language) else "xx")
    nlp.max_length = 1 << 30  # the tokenizer alone needs no memory to speak of
    return [len(nlp.make_doc(text)) for text in texts]


def _is_language(language: str) -> bool:
    from importlib.util import find_spec

    return language.isidentifier() and find_spec(f"spacy.lang.{language}") is not None
