"""French words the rules and the relation patterns go by. Lower case; patterns are matched without regard to case."""

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
AFTER_NUMBER = (
    "euros?|dollars?|francs?|livres|personnes|habitants|morts|blessés|victimes|soldats|emplois|salariés|manifestants|mètres|kilomètres|"
    "km|m|kg|tonnes|hectares|ans|jours|heures|voix|places|pages|exemplaires|fois"
)
"""What follows a number of four digits that is no year."""
CURRENCIES = (
    "euros?|dollars?(?: américains| canadiens| australiens)?|livres sterling|francs?(?: suisses| cfa)?|roubles?|yens?|yuans?|"
    "hryvnias?|shekels?|roupies?|réaux|pesos?|zlotys?|couronnes?|livres? turques?|dinars?|dirhams?|eur|usd"
)

HEAD_NOUNS = frozenset(
    """président présidente pdg directeur directrice chef cheffe patron patronne maire mairesse roi reine prince empereur
    émir sultan chancelier chancelière dirigeant dirigeante leader numéro gouverneur gouverneure recteur rectrice
    archevêque évêque commandant commandante commissaire préfet préfète proviseur bâtonnier doyen doyenne ceo dg
    coprésident coprésidente premier-ministre rédacteur rédactrice capitaine entraîneur
    entraineur entraîneuse sélectionneur sélectionneuse fondateur fondatrice cofondateur cofondatrice""".split()
)
"""Who leads what follows: heads."""
DEPUTIES = frozenset("adjoint adjointe adjoints adjointes suppléant suppléante".split())
"""Behind such a noun: who leads in somebody's stead, and is employed."""

STAFF_NOUNS = frozenset(
    """porte-parole vice-président vice-présidente secrétaire ambassadeur ambassadrice journaliste reporter correspondant correspondante
    photographe avocat avocate conseiller conseillère professeur professeure chercheur chercheuse économiste analyste
    employé employée salarié salariée agent procureur procureure juge responsable délégué déléguée représentant
    représentante envoyé envoyée médecin ingénieur attaché attachée consultant consultante éditorialiste présentateur
    présentatrice trésorier trésorière général colonel enseignant enseignante directeur-adjoint cadre""".split()
)
"""Who works for what follows: employed_by."""

MEMBER_NOUNS = frozenset(
    """membre député députée sénateur sénatrice eurodéputé eurodéputée militant militante joueur joueuse attaquant
    défenseur milieu gardien buteur candidat candidate adhérent adhérente cadre pilote coureur""".split()
)
"""Who belongs to what follows: member_of."""

MINISTER_NOUNS = frozenset({"ministre", "premier", "secrétaire", "ambassadeur", "ambassadrice", "consul", "consule"})
"""Whose place is a country: a role there, and no employment."""

SPOUSE_NOUNS = frozenset(
    "époux épouse mari femme conjoint conjointe compagne compagnon veuf veuve ex-femme ex-mari ex-épouse".split()
)
RELATIVE_NOUNS = frozenset(
    """fils fille père mère frère sœur soeur cousin cousine oncle tante neveu nièce petit-fils petite-fille grand-père
    grand-mère beau-frère belle-sœur beau-père belle-mère gendre demi-frère demi-sœur""".split()
)

_ROLE_HEADS = (
    "premi(?:er|ère) ministre|président(?:e)?|vice-président(?:e)?|ministre|porte-parole|secrétaire général(?:e)?|secrétaire d['’]État|"
    "directeur général|directrice générale|directeur|directrice|pdg|maire|gouverneur|sénateur|sénatrice|député(?:e)?|eurodéputé(?:e)?|"
    "chancelier|chancelière|roi|reine|prince|princesse|pape|ambassadeur|ambassadrice|procureur(?:e)?|préfet|préfète|commissaire|"
    "général|colonel|amiral|capitaine|entraîneur|sélectionneur|chef d['’]état-major|chef de l['’]État|chef du gouvernement"
)
ROLE_PHRASE = (
    rf"(?:{_ROLE_HEADS})(?: adjoint(?:e)?| délégué(?:e)?| par intérim)?"
    r"(?:(?<=ministre) (?:de la|de l['’]|du|des|d['’]) ?(?:[A-ZÉÈ][\w’'-]+)(?: (?:et )?(?:étrangères|extérieures|nationale|sociales|publics|publique|européennes))?)?"
)

COUNTRIES = frozenset(
    """afghanistan|afrique|afrique du sud|afrique centrale|albanie|algérie|allemagne|amérique|amérique du nord|amérique du sud|
    amérique latine|andorre|angola|arabie saoudite|argentine|arménie|asie|australie|autriche|azerbaïdjan|bahreïn|bangladesh|
    belgique|bénin|biélorussie|birmanie|bolivie|bosnie|bosnie-herzégovine|botswana|brésil|bulgarie|burkina faso|burundi|cambodge|
    cameroun|canada|centrafrique|chili|chine|chypre|colombie|congo|corée du nord|corée du sud|costa rica|côte d'ivoire|croatie|
    cuba|danemark|djibouti|égypte|émirats arabes unis|équateur|érythrée|espagne|estonie|états-unis|éthiopie|europe|finlande|
    france|gabon|gambie|géorgie|ghana|grande-bretagne|grèce|guatemala|guinée|haïti|honduras|hongrie|inde|indonésie|irak|iran|
    irlande|islande|israël|italie|jamaïque|japon|jordanie|kazakhstan|kenya|kirghizistan|kosovo|koweït|laos|lettonie|liban|liberia|
    libye|liechtenstein|lituanie|luxembourg|macédoine|madagascar|malaisie|mali|malte|maroc|mauritanie|mexique|moldavie|monaco|
    mongolie|monténégro|mozambique|namibie|népal|nicaragua|niger|nigeria|norvège|nouvelle-zélande|oman|ouganda|ouzbékistan|
    pakistan|palestine|panama|paraguay|pays-bas|pérou|philippines|pologne|portugal|proche-orient|moyen-orient|qatar|rdc|
    république démocratique du congo|république tchèque|roumanie|royaume-uni|russie|rwanda|salvador|sénégal|serbie|singapour|
    slovaquie|slovénie|somalie|soudan|soudan du sud|sri lanka|suède|suisse|syrie|tadjikistan|taïwan|tanzanie|tchad|tchéquie|
    thaïlande|togo|tunisie|turkménistan|turquie|ukraine|union européenne|uruguay|vatican|venezuela|viêt nam|vietnam|yémen|zambie|
    zimbabwe|méditerranée|maghreb|sahel""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Countries and continents: what lies in no other place, as the patterns take it."""
