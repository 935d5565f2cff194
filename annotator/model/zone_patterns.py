"""What the parts of a press article look like: expressions by language, and those that hold in any."""

import re
from dataclasses import dataclass
from functools import cache

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.\-]*"
_PARTICLES = r"(?:(?:de|du|des|la|le|van|von|der|den|di|da|el|al|ben|bin)[ ]|d[’'])*"
_PERSON = rf"{_NAME}(?:[ ]{_PARTICLES}{_NAME}){{1,3}}"
_PLACE = rf"{_NAME}(?:[ ](?:(?:de|du|des|la|le|les|sur|sous|en|of|the|upon)[ ])?{_NAME}){{0,3}}"
_DASH = r"(?:[–—]|--|-[ ]-|-(?=[ ]))"

_AGENCIES = (
    r"(?:AFP|AP|AFP PHOTO|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?|EPA(?:-EFE)?|EFE|SIPA|Sipa|MAXPPP|Maxppp|ANSA|dpa|DPA|Belga|BELGA|"
    r"Keystone|KEYSTONE|ATS|Xinhua|XINHUA|TASS|PA|Bloomberg|Abaca|ABACA|Hans Lucas|Agence \w+|Associated Press|Press Association)"
)
_CREDIT_WORD = (
    r"(?:(?:AFP|AP|EPA|Reuters|REUTERS)[ ]?(?:PHOTO|Photo|photo)|(?:[Ff]ile[ ]|[Hh]andout[ ])?[Pp]hotos?(?:graphie)?(?:[ ]d[’']archives?)?|PHOTOS?|"
    r"[Cc]r[ée]dits?(?:[ ](?:[Pp]hotos?|[Ii]mages?))?|Foto)(?:[ ][Cc]redits?)?"
)
_CREDITED = r"(?:[ \u00a0\u202f]*[:/©][ \u00a0\u202f]*|[ ](?:by|par|de|von|via|courtesy of)[ ]|[ ])(?=©?[ ]?[^\W\d_a-zß-öø-ÿ])[^()\r\n]{2,90}"

_MONTHS_FR = r"(?:janvier|janv\.|février|févr?\.|mars|avril|mai|juin|juillet|juil\.|août|septembre|sept\.|octobre|oct\.|novembre|nov\.|décembre|déc\.)"
_MONTHS_EN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAYS_FR = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DAYS_EN = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_ISO = r"\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
_NUMERIC = r"\d{1,2}[/.]\d{1,2}[/.]\d{4}"
_HOUR = r"(?:[ \u00a0\u202f,]*(?:à|at)?[ \u00a0\u202f]*\d{1,2}[ \u00a0\u202f]?[h:.][ \u00a0\u202f]?\d{2}(?:[ ]?[ap]\.?m\.?)?(?:[ ]\(?(?:UTC|GMT|CET|CEST|EST|EDT|ET)\)?)?)?"
_DATE_FR = rf"(?:{_DAYS_FR}[ ])?(?:1er|\d{{1,2}})[ \u00a0]{_MONTHS_FR}"
_DATE_EN = rf"(?:{_MONTHS_EN}[ \u00a0]\d{{1,2}}|\d{{1,2}}[ \u00a0]{_MONTHS_EN})"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What `find_zones` looks for. All but `asides` are matched at the start of a line."""

    datelines: re.Pattern[str]
    """What an article's text begins with: place, day, agency."""
    dates: re.Pattern[str]
    """Lines of their own that say when it was published."""
    bylines: re.Pattern[str]
    """Whole lines that say who wrote it."""
    names: re.Pattern[str]
    """Lines that say so only right below the headline."""
    notices: re.Pattern[str]
    """How a line begins that speaks of the page and not of its matter."""
    teasers: re.Pattern[str]
    """Lines that send the reader to another article."""
    asides: re.Pattern[str]
    """The same in brackets, anywhere."""


_CREDIT = rf"\((?:{_CREDIT_WORD}{_CREDITED}|©[ ]?[^()\r\n]{{2,90}}|{_AGENCIES}[ ]?/[ ]?{_NAME}[^()\r\n]{{0,60}})\)"
_CREDIT_LINE = (
    rf"(?:{_CREDIT_WORD}[ \u00a0\u202f]*(?:[:/©]|[ ](?:by|par)[ ])[ \u00a0\u202f]*[^\W\d_a-zß-öø-ÿ][^\r\n]{{1,90}}|(?:PHOTO|Photo)[ ]{_AGENCIES}"
    rf"|©[ \u00a0]?[^()\r\n]{{2,90}}|{_PERSON}[ ]?/[ ]?{_AGENCIES}(?:[ ]?/[ ]?{_AGENCIES})?|{_AGENCIES}[ ]?/[ ]?{_PERSON})\.?"
)
_CREDIT_TAIL = rf"(?<=[.!?»”])[ \u00a0]+(©[ ]?[^\r\n.]{{2,80}}|(?:Photo|PHOTO)[ :]+{_PERSON}(?:[ ]?/[ ]?{_AGENCIES})?|{_PERSON}[ ]?/[ ]?{_AGENCIES})\.?$"
_WIRE = rf"{_PLACE}(?:[ ]\([^()\r\n]{{2,30}}\))?[ ]\([^()\r\n]{{0,40}}?{_AGENCIES}[^()\r\n]{{0,40}}\)[ ]?{_DASH}"
_LABELLED = rf"(?i:date)[ ]?:?[ ](?:{_ISO}|{_NUMERIC})"
_LINE_DATE = rf"(?:{_ISO}|{_NUMERIC}){_HOUR}"


@dataclass(frozen=True, slots=True)
class Credits:
    """Photo credits, in any language."""

    bracketed: re.Pattern[str]
    line: re.Pattern[str]
    """A line that is nothing but a credit."""
    tail: re.Pattern[str]
    """A credit after the last sentence of a line."""


# Compiled when an article is first looked at: a window has other things to do when it opens.


@cache
def photo_credits() -> Credits:
    """What photo credits look like. Where a text has none of `CREDIT_SIGNS`, it has no credit."""
    return Credits(re.compile(_CREDIT), re.compile(_CREDIT_LINE), re.compile(_CREDIT_TAIL))


CREDIT_SIGNS = ("/", "©", "hoto", "HOTO", "redit", "rédit", "Foto")


@cache
def patterns_of(language: str) -> Patterns:
    """The expressions for a language (ISO 639-1), those of any language where there are none for it."""
    if language == "fr":
        return _french()
    if language == "en":
        return _english()
    return _compiled((_WIRE, _LABELLED), (_LINE_DATE,))


_NEVER = r"(?!)"


def _compiled(
    datelines: tuple[str, ...],
    dates: tuple[str, ...],
    bylines: tuple[str, ...] = (_NEVER,),
    names: tuple[str, ...] = (_NEVER,),
    notices: str = _NEVER,
    teasers: tuple[str, ...] = (_NEVER,),
    asides: tuple[str, ...] = (_NEVER,),
) -> Patterns:
    groups = (datelines, dates, bylines, names, (notices,), teasers, asides)
    return Patterns(*(re.compile("|".join(f"(?:{one})" for one in group)) for group in groups))


def _french() -> Patterns:
    place = rf"{_PLACE}(?:[ ]\([^()\r\n]{{2,30}}\))?"
    date = rf"(?:le[ ])?{_DATE_FR}(?:[ ]\d{{4}})?"
    said = r"(?:[Pp]ubli[ée]e?|[Mm]is(?:e)? (?:à jour|en ligne)|[Mm]odifi[ée]e?|[Cc]réée?|[Pp]aru)"
    stamp = rf"(?:{_DATE_FR}(?:[ ]\d{{4}})|{_NUMERIC}|{_ISO}){_HOUR}"
    near = rf"(?:,?[ ](?:à|au|aux|en)[ ](?:la[ ]|l’|l')?{_PLACE}(?:[ ]\([^()\r\n]{{2,30}}\))?)?"
    who = rf"{_PERSON}{near}(?:(?:,[ ]|[ ]et[ ]|,?[ ]avec[ ])(?:{_PERSON}{near}|{_AGENCIES}|l[’']{_AGENCIES}))*"
    return _compiled(
        (
            (rf"{place},[ ]{date}[ ]?(?:\([^()\r\n]{{2,40}}\)[ ]?)?[.]?[ ]?{_DASH}"),
            (rf"{place},[ ]{date}[ ]\([^()\r\n]{{2,40}}\)[.:]?"),
            (rf"{_DATE_FR}[ ]\d{{4}}(?:,[^.\r\n]{{2,40}})?[ ]?[.]?[ ]?[–—]"),
            _WIRE,
            _LABELLED,
        ),
        (
            (rf"{said}[ ](?:le[ ]){stamp}(?:[ ,|–—-]+{said}[ ](?:le[ ]){stamp})?"),
            (rf"(?:[Ll]e[ ])?(?i:{_DAYS_FR}[ ])?(?:1er|\d{{1,2}})[ ]{_MONTHS_FR}[ ]\d{{4}}{_HOUR}"),
            _LINE_DATE,
        ),
        (
            (rf"(?:Par|PAR)[ ]{who}"),
            (
                rf"(?:Propos[ ]recueillis|Recueillis?|Textes?|Reportage|Enquête|Entretien|Récit|Analyse)[ ](?:par|de)[ ]{who}"
            ),
            (r"De[ ]no(?:tre|s)[ ](?:envoyée?s?[ ]spéciale?(?:s|ux)?|correspondante?s?)[^.\r\n]{0,90}"),
            (rf"{_PERSON},[ ](?:envoyée?[ ]spéciale?|correspondante?)[^.\r\n]{{0,60}}"),
            (rf"{_PERSON}[ ](?:\(?avec[ ](?:l[’'])?{_AGENCIES}(?:[ ]et[ ]{_AGENCIES})?\)?|[(/][ ]?{_AGENCIES}\)?)"),
        ),
        ((rf"{_PERSON},?[ ]à[ ]{_PLACE}(?:[ ]\([^()\r\n]{{2,30}}\))?"),),
        (r"Page[ ](?:actualisée|mise[ ]à[ ]jour)|Cet[ ]article\b"),
        (
            (
                r"[>→•*\-–[]*[ ]?(?:À|A|à)[ ](?:lire|voir|écouter|découvrir)(?:[ ](?:aussi|également|ici|encore))?[ \u00a0\u202f]*(?:[:>|–—→\]]|$)[^\r\n]*"
            ),
            (r"[>→•*\-–[]*[ ]?(?:À|A)[ ](?:lire|voir|écouter)[ ](?:aussi|également)\b[^\r\n]*[^.\r\n]"),
            (r"[>→•*\-–[]*[ ]?(?:Lire|LIRE|Voir|VOIR)[ ](?:aussi|AUSSI|également|ÉGALEMENT)\b[^\r\n]*"),
            (
                r"[>→•*\-–[]*[ ]?(?:Lire[ ](?:la[ ]suite|l[’']article|notre[ ]\w+)|Sur[ ]le[ ]même[ ](?:sujet|thème)|Pour[ ]aller[ ]plus[ ]loin|Nos[ ]articles)[ \u00a0\u202f]*(?:[:>|–—→…]|$)[^\r\n]*"
            ),
        ),
        (
            (
                r"\((?:[Àà][ ])?(?:[Ll]ire|[Vv]oir)[ ](?:(?:aussi|également)\b[^()\r\n]{0,100}|(?:en[ ])?(?:pages?|p\.)[ ]\d[^()\r\n]{0,40})\)"
            ),
        ),
    )


def _english() -> Patterns:
    place = rf"{_PLACE}(?:,[ ]{_PLACE}\.?|[ ]\([^()\r\n]{{2,30}}\))?"
    date = rf"{_DATE_EN}(?:,?[ ]\d{{4}})?"
    near = rf"(?:,?[ ](?:in|at)[ ]{_PLACE})?"
    who = rf"{_PERSON}{near}(?:(?:,[ ]|[ ]and[ ]|,?[ ]with[ ](?:photographs[ ]by[ ])?)(?:{_PERSON}{near}|{_AGENCIES}))*"
    job = r"(?:,?[ ](?:[A-Z][\w’']*[ ])?(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ss]taff[ ][Ww]riter)[^.\r\n]{0,40})?"
    return _compiled(
        (
            (rf"{place},[ ]{date}[ ]?(?:\([^()\r\n]{{2,40}}\)[ ]?)?{_DASH}(?:[ ]?-)?"),
            (rf"(?:[A-Z][A-Z’'.\-]+(?:[ ][A-Z][A-Z’'.\-]+){{0,3}})(?:,[ ]{_PLACE}\.?)?[ ][–—](?=[ ])"),
            (rf"{_DATE_EN},?[ ]\d{{4}}[ ]?[.]?[ ]?[–—]"),
            _WIRE,
            _LABELLED,
        ),
        (
            (
                rf"(?:[Pp]ublished|[Uu]pdated|[Ll]ast[ ]updated|[Pp]osted|First[ ]published)[ ]?:?[ ](?:on[ ]|at[ ])?(?:{_DAYS_EN},?[ ])?(?:{_DATE_EN},?[ ]\d{{4}}|{_NUMERIC}|{_ISO}){_HOUR}"
            ),
            (rf"(?:{_DAYS_EN},?[ ])?{_DATE_EN},?[ ]\d{{4}}{_HOUR}"),
            _LINE_DATE,
        ),
        (
            (rf"(?:By|BY)[ ]{who}{job}"),
            (
                rf"{_PERSON},?[ ](?:[A-Z][\w’']*[ ])?(?:[Cc]orrespondent|[Rr]eporter|[Ss]taff[ ][Ww]riter)(?:[ ]in[ ]{_PLACE})?"
            ),
        ),
        ((rf"{_PERSON}(?:[ ]and[ ]{_PERSON})?(?:[ ]in|,)[ ]{_PLACE}"),),
        (r"This[ ](?:article|story|page)\b"),
        (
            (
                r"[>→•*\-–[]*[ ]?(?:READ|Read|SEE|See|ALSO|Also)[ ](?:MORE|More|more|ALSO|Also|also|NEXT|Next|READ|Read|read)[ ]?(?:[:>|–—→\]]|$)[^\r\n]*"
            ),
            (
                r"[>→•*\-–[]*[ ]?(?:RELATED|Related)(?:[ ](?:stories|articles|coverage|STORIES|ARTICLES))?[ ]?(?::|$)[^\r\n]*"
            ),
            (
                r"[>→•*\-–[]*[ ]?(?:More[ ]on[ ]this[ ]story|Don[’']t[ ]miss|Sign[ ]up[ ](?:for|to)[ ]our)\b[^\r\n]*[^.\r\n]"
            ),
        ),
        ((r"\((?:[Rr]ead[ ]more|[Ss]ee[ ]also|[Ss]ee[ ]pages?[ ]\d)[^()\r\n]{0,100}\)"),),
    )
