"""German."""

from ragassist.language.pack import LanguagePack
from ragassist.language.packs.de.measures import CLOCK, DATES, NUMERALS
from ragassist.language.packs.de.papers import PAPERS

_FUNCTION_WORDS = """
der die das den dem des ein eine einen einem einer eines und ist sind war waren was welche welcher welches welchen wer
wen wem wie wann wo warum wieso wozu wohin woher wird werden wurde wurden hat haben hatte mit von für nicht im am zum
zur auf aus bei nach vor über unter durch es er sie sich dass ich wir mein sein seine ihre kann gibt viele viel heißt
in bedeutet geboren gestorben erkläre beschreibe nenne vergleiche zeige
hallo moin servus danke vielen dank tschüss guten
"""
_MATERIAL = r"(?:quellen?|dokumente?n?|texte?n?|passagen?|abschnitte?n?|unterlagen|kontext|auszüge?n?)"

PACK = LanguagePack(
    code="de",
    scripts=("Latn",),
    own_letters=frozenset("ßẞ"),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    asking=r"\b(?:was|welche\w*|wer|wen|wem|wessen|wie|wieviele?|wann|wo\w*|warum|wieso)\b",
    unfinished=r"\b(?:Nr|Art|Abs|Abb|Bd|Prof|ca|bzw|vs|z\.\s?B|d\.\s?h|u\.\s?a)"
    r"|\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Dd]e[mnrs]|[Dd]ie|[Dd]as|[Ii]m|[Aa]b|[Ss]eit|[Uu]nd) \d{1,2}",
    negation=(
        r"\b(?:defekt\w*|kaputt\w*|gesperrt\w*)\b|"
        r"\b\w*(?:betrieb|verkehr|verkauf|verleih|dienst|linie|produktion)\b[^.;,]{0,40}?\beingestellt\b|"
        r"\b(?:eintritt|teilnahme|versand|lieferung)\b[^.;,]{0,40}?\bfrei\b|\bschlie(?:ß|ss)(?:t|en)(?= (?:im|an|"
        r"über)\b(?! \d))|"
        r"\blehn(?:t|te|ten)\b[^.;,]{0,60}?\bab\b|"
        r"\bes sei denn\b[^.;]*|\bnüchtern\w*|"
        r"\b(?:nicht|kein\w*|nie|niemals|nichts|niemand\w*|nirgends|ohne|weder|verbot\w*|verbiet\w*|untersagt|"
        r"unmöglich\w*|freiwillig|fakultativ\w*|optional|abgeraten|entfallen|gestrichen|"
        r"fehl(?:t|en|te|ten)|mangelt|versag(?:t|te|en)|geschlossen|gratis|fällt\b[^.;,]{0,40}\baus|"
        r"fiel\b[^.;,]{0,40}\baus|fielen\b[^.;,]{0,40}\baus|ausgefallen|entfällt|entfiel|durchgefallen|"
        r"durch die prüfung gefallen|abgesagt|abgelehnt|gescheitert|scheitert\w*|verweiger\w+|"
        r"nichtig\w*|illegal\w*|unterlass\w*|unterbleib\w*|ausgeschlossen|außer|"
        r"un(?!d\b|s\b|ser|ter|iver|ion|iform|gefähr|fall|bedingt|mittelbar|geheuer|längst|ikat|garn)\w{3,}|"
        r"\w{3,}los(?:e[nmrs]?)?|\w{3,}frei(?:e[nmrs]?)?)\b|umsonst"
    ),
    negation_exceptions=(
        r"\b(?:barriere|einwand)frei\w*|^\s*(?:nein)[,،，、.。!]|\bnicht (?:nur|"
        r"zuletzt|bloß|allein)\b|\bnicht (?:mehr|weniger|später|länger|früher|"
        r"höher) als\b|\bohne weiteres\b|\bunter(?!sag|lass|bleib)\w*|"
        r"\b(?:nicht|kein\w*)\b[^.;,]{0,30}?\b(?:mehr|weniger|länger|später|"
        r"früher|höher|schneller|größer|kleiner) als\b|\bnicht (?:überschr\w+|übersteig\w+)|\b(?:überschr|"
        r"übersteig)\w+ [^.;,]{0,20}nicht\b|\b(?P<both>\w{3,})(?:/| (?:oder|und) )un(?P=both)\b"
    ),
    excepting=r"\b(?:ohne|außer|ausschließlich|exklusive|nicht eingerechnet)\b",
    material=_MATERIAL,
    refusals=(
        rf"\b{_MATERIAL}\b[^.]{{0,80}}\b(?:nicht|keine?[nrms]?)\b[^.]{{0,60}}"
        r"(?:erwähn|enthalten|angegeben|genannt|hervor|information|angaben|antwort|auskunft|gefunden|beschrieben)",
        r"\b(?:ist|sind|wird|werden|wurde|wurden)\b[^.]{0,60}\bnicht (?:\w+ )?"
        r"(?:angegeben|spezifiziert|genannt|erwähnt)\s*(?:[.!]|$)",
        rf"\b{_MATERIAL}\b (?:erwähn|enth[aä]lt|nenn|beschreib|beantwort|sag)\w* [^.]{{0,40}}\bnicht\b",
        r"(?:enthalten|enthält|nennen|nennt|geben|gibt|liefern|erwähnen|erwähnt)[^.]{0,30}\bkeine?n? "
        r"(?:\w+ )?(?:informationen|angaben?|antwort|hinweise?|auskunft|daten)",
        rf"\b(?:nicht|keine?) (?:\w+ )?(?:erwähnt|angegeben|genannt|gefunden|enthalten)\b[^.]{{0,40}}\b{_MATERIAL}\b",
        r"\b(?:kann|konnte|lässt|können)\b[^.]{0,60}\bnicht (?:finden|gefunden|beantwort\w+|bestimm\w+|feststellen|sagen)",
    ),
    according=r"\b(?:laut|nach|gemäß) (?:de[nmr] |ihren )?\w+",
    about_sources=r"(?:die |diese |der |die folgenden )?quellen?\b",
    follow_up_signs=(
        r"^(und|aber|oder|also|dann|sonst|warum|wieso|seit wann|wer noch|was noch)\b",
        r"\b(er|sie|ihn|ihm|ihr|ihre[mnrs]?|seine?[mnrs]?|deren|dessen|diese[mnrs]?|jene[mnrs]?|beide[mnrs]?)\b",
        r"\b(dort|davon|dafür|damit|dazu|danach|davor|dabei|dagegen|der rest)\b",
        r"\b(de[rnm]|die|das) (zweite|andere|erste|dritte|letzte|nächste)n?\b",
        r"\b(ist|kostet|war|geht|gilt|macht|heißt|dauert|passiert) das\b|\bdas\s*\?|(?<!gibt )(?<!ist )\bes\b(?! (gibt|ist))",
    ),
    titles=frozenset(["herr", "herrn", "frau", "doktor"]),
    joining=frozenset(("und", "oder")),
    before_a_name=r"(?:^|[\s(])(?:in|aus|laut|nach|gemäß|siehe|von|mit|zu)\s*$",
    comparing=r"\b(?:wie ?viele|vergleich\w*|verglich\w*|unterscheide\w*|unterschied\w*|insgesamt|gemeinsam)\b",
    half="(?:ein(?:e[nrs]?)? )?halbe[nrs]?",
    amounts={
        "1,5": ("anderthalb",),
        "45 minuten": ("(?:eine[rn]? )?dreiviertelstunden?",),
        "15 minuten": ("(?:eine[rn]? )?viertelstunden?",),
    },
    number_endings={
        "einhalb": "\u20640.5",
        r"mal(?:s|ige[mnrs]?|ig)?(?! so\b)": " mal",
        "tägige?[mnrs]?": " tage",
        "wöchige?[mnrs]?": " wochen",
        "monatige?[mnrs]?": " monate",
        "jährige?[mnrs]?": " jahre",
        "stündige?[mnrs]?": " stunden",
        "minütige?[mnrs]?": " minuten",
    },
    fractions={
        "3": "drittel[ns]?",
        "4": r"viertel[ns]?(?! (?:vor|nach)\b)",
        "5": "fünftel[ns]?",
        "8": "achtel[ns]?",
        "10": "zehntel[ns]?",
    },
    clock_names={"12:00": r"(?<!uhr )mittags", "0:00": "mitternacht"},
    locales=("de_AT",),
    clock_words={"-30": "halb HOUR(?: uhr)?", "15": "viertel nach HOUR(?: uhr)?", "-15": "viertel vor HOUR(?: uhr)?"},
    afternoon="nachmittags|abends|am (?:nachmittag|abend)",
    unit_words={
        "mass-kilogram": ("kilo",),
        "currency-usd": ("dollar",),
        "currency-chf": ("franken",),
        "currency-aed": ("dirham",),
        "currency-mad": ("dirham",),
        "currency-gbp": ("pfund",),
        "currency-eur": ("euro", "euros"),
        "currency-jpy": ("yen",),
        "currency-krw": ("won",),
        "currency-cny": ("yuan",),
        "mass-pound": ("pfund",),
        "temperature-celsius": ("grad",),
        "area-square-meter": ("qm",),
        "volume-cubic-meter": ("kubikmeter", "kubikmetern"),
        "duration-hour": ("std.", "std"),
        "duration-month": ("monate", "monaten", "monat", "monats"),
        "length-mile": ("meile", "meilen"),
    },
    rates={
        "hour": r"(?:pro|je|die|in der|/) ?(?:stunde|std|h)\b|stündlich|stundenlohn",
        "day": r"(?:pro|je|am|/) ?tag\b|täglich",
        "night": r"(?:pro|je|die|/) ?nacht\b|übernachtung",
        "week": r"(?:pro|je|die|in der|/) ?woche\b|wöchentlich",
        "month": r"(?:pro|je|im|/) ?monat\b|monatlich|monatsmiete",
        "year": r"(?:pro|je|im|/) ?jahr\b|jährlich",
    },
    sentences=(
        r"(\d+) (?:kurzen? |einfachen? |knappen? )*(?:satz(?:en?)?|sätzen?|saetzen?"
        r"|zeilen?|punkten?|stichpunkten?|stichworten)|\beinem (?:einzigen )?satz\b"
    ),
    brief=r"\b(?:kurz\w*|(?:ge|ver)?kürz\w*|knapp\w*|bündig|in wenigen worten|zu lang(?:er?)?|nicht so lang|halb so lang"
    r"|(?:weniger|zu) (?:ausführlich|detailliert)\w*|weniger details)\b",
    thorough=r"\b(?:(?<!weniger )(?<!zu )(?:ausführlich|detailliert)\w*|gründlich\w*|eingehend\w*"
    r"|(?<!zu )(?<!so )(?:lang(?:e|en|er)?|länger\w*)|im einzelnen|mehr details|zu (?:kurz|knapp))\b",
    section=(
        r"(?:artikels?|kapitels?|abschnitt(?:e?s)?|paragraph(?:en)?|ziffer|teils?|absatz(?:es)?"
        r"|punkt(?:es)?|§) ?(\d+)|(\d+)\. (?:artikel|kapitel|abschnitt|paragraph|teil|absatz|punkt)"
    ),
    ordinals=(r"\berste[nrs]?\b", r"\bzweite[nrs]?\b", r"\bdritte[nrs]?\b", r"\bvierte[nrs]?\b", r"\bfünfte[nrs]?\b"),
    ordinal_sign=r"\.",
    below_zero="unter (?:null|0)",
    since=(
        "seit(?: (?:dem|anfang|mitte|ende|jahr))*|ab(?: (?:dem|anfang|mitte|ende|jahr))*|"
        "(?:gültig|gilt|gelten|wirkung) (?:vom|zum)|stand:"
    ),
    since_behind=r"an\b",
    until="bis(?: (?:zum|ende|einschließlich|jahr))*",
    several_days=(
        r"\b(?:täglich|jeden tag|alle tage|an allen tagen|wochentags?|werktags?|an (?:werk|wochen|arbeits)tagen|"
        r"wochenenden?|die ganze woche|außer|mit ausnahme)\b"
    ),
    stand_ins=r"\b(?:derjenige|diejenige|dasjenige|(?:der|die|das) (?:von|vom|des))\b",
    dates=DATES,
    clock=CLOCK,
    numerals=NUMERALS,
    unit_endings={"e": "en", "er": "ern"},
    papers=PAPERS,
)
