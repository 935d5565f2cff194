"""Where the same string stands again in a text."""

import re


def occurrences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place where text[start:end] stands as whole words, that one included, in order.

    Case counts; any run of white space (a line end, a no-break space) equals any other. Empty or blank strings occur
    nowhere.
    """
    parts = text[start:end].split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", parts[-1]) else ""
    return [match.span() for match in re.finditer(before + pattern + after, text)]
