"""English words the rules and the relation patterns go by. Lower case where not names of days and months."""

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
)
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
BEFORE_YEAR = "in|since|by|during|until|late|early|mid"
CURRENCIES = "dollars|US dollars|euros?|pounds(?: sterling)?|francs|roubles|rubles|yen|yuan|hryvnias?|rupees|pesos"

HEAD_NOUNS = frozenset(
    """president chairman chairwoman chairperson chair chief head director leader mayor governor king queen prince emperor
    emir sultan chancellor ceo boss founder co-founder commander chancellor archbishop bishop editor coach captain
    premier dean rector superintendent""".split()
)
STAFF_NOUNS = frozenset(
    """vice-president spokesman spokeswoman spokesperson ambassador journalist reporter correspondent photographer
    lawyer attorney adviser advisor professor researcher economist analyst employee officer official prosecutor judge
    envoy representative delegate engineer doctor consultant teacher scientist""".split()
)
MEMBER_NOUNS = frozenset(
    "member congressman congresswoman senator mp mep deputy activist player striker defender goalkeeper candidate militant fighter".split()
)
MINISTER_NOUNS = frozenset({"minister", "secretary", "ambassador", "consul"})
"""Whose place is a country: a role there, and no employment."""

SPOUSE_NOUNS = frozenset("wife husband spouse widow widower partner ex-wife ex-husband fiancée fiancé".split())
RELATIVE_NOUNS = frozenset(
    """son daughter father mother brother sister cousin uncle aunt nephew niece grandson granddaughter grandfather
    grandmother brother-in-law sister-in-law father-in-law mother-in-law son-in-law half-brother half-sister""".split()
)

ROLE_PHRASE = (
    "(?:prime|foreign|defence|defense|finance|interior|justice|health|education|energy|environment|trade) (?:minister|secretary)|"
    "secretary of (?:state|defense|defence)|secretary[- ]general|chief executive(?: officer)?|ceo|"
    "(?:vice[- ])?president|chancellor|mayor|governor|senator|spokes(?:man|woman|person)|ambassador|general|colonel|admiral|captain|"
    "king|queen|prince|princess|pope|director[- ]general|chairman|chairwoman|managing director|head coach|attorney general"
)

COUNTRIES = frozenset(
    """afghanistan|africa|albania|algeria|america|argentina|armenia|asia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|
    belgium|britain|bolivia|bosnia|brazil|bulgaria|burma|burundi|cambodia|cameroon|canada|chad|chile|china|colombia|congo|croatia|cuba|
    cyprus|czech republic|czechoslovakia|denmark|ecuador|egypt|eritrea|estonia|ethiopia|europe|finland|france|georgia|germany|west germany|east germany|soviet union|ghana|
    great britain|greece|guatemala|guinea|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|
    ivory coast|jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait|laos|latvia|lebanon|liberia|libya|lithuania|luxembourg|
    macedonia|madagascar|malaysia|mali|malta|mauritania|mexico|moldova|mongolia|montenegro|morocco|mozambique|myanmar|namibia|
    nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|norway|oman|pakistan|palestine|panama|paraguay|peru|
    philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|senegal|serbia|singapore|slovakia|slovenia|somalia|
    south africa|south korea|south sudan|spain|sri lanka|sudan|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand|
    togo|tunisia|turkey|turkmenistan|u.k.|u.s.|uae|uganda|uk|ukraine|united arab emirates|united kingdom|united states|uruguay|us|
    usa|uzbekistan|venezuela|vietnam|yemen|zambia|zimbabwe|england|middle east|european union|north america|south america""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
"""Countries and continents: what lies in no other place, as the patterns take it."""

STATES = frozenset(
    """alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|
    kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|
    new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|
    south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|d.c.|ala.|ariz.|
    ark.|calif.|colo.|conn.|del.|fla.|ga.|ill.|ind.|kan.|ky.|la.|md.|mass.|mich.|minn.|miss.|mo.|mont.|neb.|nev.|n.h.|n.j.|n.m.|
    n.y.|n.c.|n.d.|okla.|ore.|pa.|r.i.|s.c.|s.d.|tenn.|tex.|vt.|va.|wash.|w.va.|wis.|wyo.|ontario|quebec|british columbia|alberta|
    manitoba|nova scotia|new south wales|queensland|victoria|scotland|wales|northern ireland""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
WIDE = (COUNTRIES | STATES) - {"new york", "washington"}
"""What a town's name is followed by; "New York" and "Washington" are towns as often."""
