"""Space grows what has the focus: token, name, noun phrase, sentence. French and English, by word lists, without a parser.

A name is a run of capitalised tokens with the particles between them; a title (M., Mme, Dr) and a capitalised function
word at the start of a sentence stay outside. A noun phrase goes on over lower-case words and what “de” or “of” links,
until punctuation, another preposition, a conjunction, a pronoun, a determiner or a word that looks like a finite verb;
its own article stays outside, as guidelines have it. A sentence ends at . ! ? … before a capital, not after an
abbreviation or an initial. Where lines end with a scanned column, all of them go over its lines, and a word that is cut
at the end of one is one.
"""

import re

from annotator.model.tokens import ArticleTokens, Extent
from annotator.model.wrapping import CUT_SIGNS, cuts_word

REACH = 3000
"""How far, in code points, a unit is looked for on each side."""

_PARTICLES = frozenset(
    "de du des d’ d' la le les l’ l' van von der den ten ter zu zur af av ben bin ibn al el di da do dos della del y e of the &".split()
)
_LINKS = frozenset("de du des d’ d' of 's ’s".split())
_AFTER_LINK = frozenset(
    "la le les l’ l' the ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs his her its our their".split()
)
_TITLES = frozenset(
    "m m. mm mm. mme mme. mmes mlle mlle. mr mr. mrs mrs. ms ms. dr dr. pr pr. me sir lord lady prof. gen. sen. gov. rev.".split()
)
_FUNCTION_WORDS = frozenset(
    """
    le la les l’ l' un une des du de d’ d' au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
    je j’ j' tu il elle on nous vous ils elles c’ c' ça cela ceci qui que qu’ qu' quoi dont où lequel laquelle lesquels y en se s’ s' ne n’ n'
    et ou mais donc or ni car si comme quand lorsque lorsqu’ lorsqu' puisque alors aussi ainsi puis ensuite enfin
    à dans par pour sur sous avec sans entre vers chez depuis pendant durant après avant contre selon malgré dès lors outre parmi
    hier demain aujourd’hui aujourd'hui ici là très plus moins pas non oui tout toute tous toutes plusieurs certains certaines chaque
    même cependant toutefois pourtant désormais déjà encore jamais toujours quelque quelques autre autres aucun aucune
    the a an this that these those my your his her its our their i you he she it we they who which what whose
    and or but so if as when while because than then also however at in on by for to from with without between into
    about after before against during under over since until yesterday today tomorrow not no yes all some many several each there here
    """.split()
)
_VERBS = frozenset(
    """
    est sont était étaient sera seront serait fut furent a ont avait avaient aura auront aurait ai as va vont fait font faisait
    peut peuvent pourrait doit doivent devrait veut veulent dit disent déclare affirme annonce annoncé explique estime indique
    précise ajoute rappelle souligne demande prévoit dirige préside finance investit devient reste semble compte porte vient tient met prend
    signe présente lance ouvre ferme gagne perd quitte rejoint refuse accepte confirme dément rencontre reçoit vise
    is are was were be been being has have had will would can could may might must should do does did says said say announced
    announces told tells made makes took takes went goes came comes became becomes
    """.split()
)
_VERB_ENDING = re.compile(r".{2}(?:aient|ait|era|eront|erait|eraient|ira|iront|irait|iraient|èrent|irent|urent)$")
_AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait est sont était étaient sera fut furent été avoir être".split()
)
_PARTICIPLE_ENDING = re.compile(r".+(?:é|ée|és|ées|u|ue|us|ues|is|ise|it|ite|ert|erte)$")
_ENDERS = frozenset(".!?…。！？؟।")
_OPENING = frozenset("«“‘\"'([„–—-")
_CLOSING = frozenset("»”’\"')]")
_PAIRS = {"»": "«", "”": "“", ")": "(", "]": "["}


def grow(tokens: ArticleTokens, start: int, end: int) -> Extent:
    """The next larger unit around [start, end): its tokens, its name, its noun phrase, its sentence; itself after that."""
    around = _Neighbourhood(tokens, start, end)
    if not around.words:
        return start, end
    for unit in (around.run, around.name, around.noun_phrase, around.sentence):
        low, high = unit()
        if low <= start and end <= high and (low, high) != (start, end):
            return low, high
    return start, end


def phrases_from(tokens: ArticleTokens, start: int, end: int) -> list[Extent]:
    """The rest of the name and of the noun phrase from the tokens of [start, end) on, where there is any: at most two extents."""
    around = _Neighbourhood(tokens, start, end)
    if not around.words:
        return []
    return [(start, last) for last in dict.fromkeys((around.name_end(), around.phrase_end())) if last > end]


def _joined(text: str, tokens: list[Extent]) -> tuple[list[Extent], list[str]]:
    """The tokens and their words, those that are cut at the end of a line made one."""
    extents: list[Extent] = []
    words: list[str] = []
    for start, end in tokens:
        if extents and text[(sign := extents[-1][1] - 1)] in CUT_SIGNS and cuts_word(text, sign + 1, start):
            if extents[-1][0] == sign and len(extents) > 1:
                extents.pop()
                words.pop()
            extents[-1] = (extents[-1][0], end)
            words[-1] = words[-1].rstrip(CUT_SIGNS) + text[start:end]
        else:
            extents.append((start, end))
            words.append(text[start:end])
    return extents, words


class _Neighbourhood:
    """The tokens of the paragraph around an extent, and which of them it covers: `first` to `last`, both included."""

    def __init__(self, tokens: ArticleTokens, start: int, end: int) -> None:
        low, high = tokens.paragraph(start)[0], tokens.paragraph(max(start, end - 1))[1]
        low, high = tokens.passages(start).around(low, high, REACH)
        low, high = max(low, start - REACH), min(high, end + REACH)
        self.extents, self.words = _joined(tokens.text, tokens.within(low, high))
        self.folded = [word.lower() for word in self.words]
        inside = [n for n, (a, b) in enumerate(self.extents) if a < end and start < b]
        if not inside:
            self.words = []
            return
        self.first, self.last = inside[0], inside[-1]
        self.sentence_first, self.sentence_last = self._sentence_bounds()

    def run(self) -> Extent:
        """The whole tokens."""
        return self._extent(self.first, self.last)

    def name(self) -> Extent:
        """The capitalised tokens that the run touches, or lies between, with the particles between them."""
        first, last = self.first, self.last
        if not any(self._in_name(n) for n in range(first, last + 1)):
            before, after = self._name_token(first, -1), self._name_token(last, 1)
            if before is None or after is None or not all(word in _PARTICLES for word in self.folded[first : last + 1]):
                return self.run()
            first, last = before, after
        while (found := self._name_token(first, -1)) is not None:
            first = found
        return self._extent(first, self._name_last(last))

    def name_end(self) -> int:
        """Where the name ends that the run ends in; the run's own end where that is in none."""
        return self.extents[self._name_last(self.last) if self._in_name(self.last) else self.last][1]

    def noun_phrase(self) -> Extent:
        """The run with what belongs to it on both sides, without its article."""
        first = self.first
        while first > self.sentence_first and self._continues(first - 1):
            first -= 1
        while first < self.first and self._is_linking(first):
            first += 1
        return self._extent(first, self._phrase_last())

    def phrase_end(self) -> int:
        """Where what belongs to the run after it ends."""
        return self.extents[self._phrase_last()][1]

    def sentence(self) -> Extent:
        """The sentences that the run touches, without a quotation mark or a bracket whose other half lies outside."""
        first, last = self.sentence_first, self.sentence_last
        inside = self.words[first : last + 1]
        if first < self.first and any(
            self.words[first] == opening and closing not in inside for closing, opening in _PAIRS.items()
        ):
            first += 1
        if last > self.last and _PAIRS.get(self.words[last], self.words[last]) not in inside:
            last -= 1
        return self._extent(first, last)

    def _extent(self, first: int, last: int) -> Extent:
        return self.extents[first][0], self.extents[last][1]

    # Names

    def _in_name(self, n: int) -> bool:
        word = self.words[n]
        if not word[0].isupper() or self.folded[n] in _TITLES:
            return False
        return not (self.folded[n] in _FUNCTION_WORDS and self._starts_sentence(n))

    def _starts_sentence(self, n: int) -> bool:
        return n == self.sentence_first or self.words[n - 1] in _OPENING or self.words[n - 1] in _ENDERS

    def _name_last(self, n: int) -> int:
        while (found := self._name_token(n, 1)) is not None:
            n = found
        return n

    def _name_token(self, n: int, by: int) -> int | None:
        """The next token of the name beside token n, past up to three particles; None where the name ends there."""
        for at in range(n + by, n + 5 * by, by):
            if not self.sentence_first <= at <= self.sentence_last:
                return None
            if self._in_name(at):
                return at
            if self.folded[at] not in _PARTICLES:
                return None
        return None

    # Noun phrases

    def _phrase_last(self) -> int:
        last = self.last
        while last < self.sentence_last and self._continues(last + 1):
            last += 1
        while last > self.last and self._is_linking(last):
            last -= 1
        return last

    def _continues(self, n: int) -> bool:
        """Whether token n belongs to the phrase that reaches the token beside it."""
        word = self.folded[n]
        if word in _LINKS:
            return True
        if word in _AFTER_LINK and n > 0 and self.folded[n - 1] in _LINKS:
            return True
        if word in _FUNCTION_WORDS or word in _VERBS or word in _TITLES or _VERB_ENDING.match(word):
            return self._in_name(n)
        if n > 0 and self.folded[n - 1] in _AUXILIARIES and _PARTICIPLE_ENDING.match(word):
            return False
        return word[0].isalnum()

    def _is_linking(self, n: int) -> bool:
        return self.folded[n] in _LINKS or self.folded[n] in _AFTER_LINK

    # Sentences

    def _sentence_bounds(self) -> tuple[int, int]:
        first = self.first
        while first > 0 and not self._ends_before(first):
            first -= 1
        last = self.last
        while last < len(self.words) - 1 and not self._ends_before(last + 1):
            last += 1
        return first, last

    def _ends_before(self, n: int) -> bool:
        """Whether a sentence ends between token n - 1 and token n."""
        if self.words[n] in _CLOSING and self.words[n] not in _OPENING:
            return False
        before = n - 1
        while before > 0 and self.words[before] in _CLOSING:
            before -= 1
        word = self.words[before]
        at = n
        while at < len(self.words) - 1 and self.words[at] in _OPENING:
            at += 1
        following = self.words[at]
        if following[0].islower():
            return False
        if word[-1] in _ENDERS and (len(word) == 1 or word.strip(".") == ""):
            return True
        # an abbreviation keeps its full stop: it ends a sentence only where a new one plainly starts
        return (
            word.endswith(".") and word.lower() not in _TITLES and len(word) > 2 and self.folded[at] in _FUNCTION_WORDS
        )
