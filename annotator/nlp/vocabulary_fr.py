"""French words the rules and the relation patterns go by. Lower case; patterns are matched without regard to case."""

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
BEFORE_YEAR = "en|depuis|dès|fin|début|mi|d'ici|d’ici|jusqu'en|jusqu’en|l'année|l’année|vers|années"
CURRENCIES = (
    "euros?|dollars?(?: américains| canadiens| australiens)?|livres sterling|francs?(?: suisses| cfa)?|roubles?|yens?|yuans?|"
    "hryvnias?|shekels?|roupies?|réaux|pesos?|zlotys?|couronnes?|livres? turques?|dinars?|dirhams?|eur|usd"
)

HEAD_NOUNS = frozenset(
    """président présidente pdg directeur directrice chef cheffe patron patronne maire mairesse roi reine prince empereur
    émir sultan chancelier chancelière dirigeant dirigeante leader numéro gouverneur gouverneure recteur rectrice
    archevêque évêque commandant commandante commissaire préfet préfète proviseur bâtonnier doyen doyenne ceo dg
    coprésident coprésidente vice-président vice-présidente premier-ministre rédacteur rédactrice capitaine entraîneur
    entraineur entraîneuse sélectionneur sélectionneuse fondateur fondatrice cofondateur cofondatrice""".split()
)
"""Who leads what follows: heads."""

STAFF_NOUNS = frozenset(
    """ministre porte-parole secrétaire ambassadeur ambassadrice journaliste reporter correspondant correspondante
    photographe avocat avocate conseiller conseillère professeur professeure chercheur chercheuse économiste analyste
    employé employée salarié salariée agent procureur procureure juge responsable délégué déléguée représentant
    représentante envoyé envoyée médecin ingénieur attaché attachée consultant consultante éditorialiste présentateur
    présentatrice trésorier trésorière général colonel enseignant enseignante directeur-adjoint cadre""".split()
)
"""Who works for what follows: employed_by."""

MEMBER_NOUNS = frozenset(
    """membre député députée sénateur sénatrice eurodéputé eurodéputée militant militante joueur joueuse attaquant
    défenseur milieu gardien buteur élu élue candidat candidate adhérent adhérente cadre pilote coureur""".split()
)
"""Who belongs to what follows: member_of."""

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
