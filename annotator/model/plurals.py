"""Numbers with their nouns in English, for the command line; the window has its catalogues."""


def counted(count: int, noun: str, plural: str = "") -> str:
    """ "1 article", "2,170 articles"; `plural` where it is not the noun and an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
